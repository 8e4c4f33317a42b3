"""What does a training session come to, worked out from nothing but its list of presses?

Imports nothing of the application. A press is a number of nanoseconds and a word: `start B` sends
group B off, `B2` stops an athlete. `away B2`, `here B2` and `stops B2` were said, without a press.
What comes out are the cells of a training sheet as they are written in a CSV, in seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

NS = 1_000_000_000


class Line(NamedTuple):
    """One repetition of one athlete."""

    rep: str
    of_set: str
    in_set: str
    status: str
    time: str = ""
    difference: str = ""
    rest: str = ""


class Sum(NamedTuple):
    """What the times of one athlete come to."""

    runs: str
    mean: str
    best: str
    worst: str
    spread: str
    drop_off: str
    difference: str


class _Athlete:
    """One athlete while the list is gone through; times in ns."""

    def __init__(self, asked: int) -> None:
        self.asked = asked
        self.starts: list[tuple[int, str]] = []
        self.times: dict[int, int] = {}
        self.away = self.stopped = False

    @property
    def running(self) -> bool:
        return bool(self.starts) and self.starts[-1][1] == "" and not self.in_already

    @property
    def in_already(self) -> bool:
        return len(self.starts) - 1 in self.times


def sheet_of(
    presses: Iterable[tuple[int, str]],
    members: Mapping[str, Sequence[str]],
    asked: Mapping[str, int],
    per_set: int,
) -> dict[str, tuple[list[Line], Sum]]:
    """Return the lines and the sum of every athlete; `asked` is the ns each group shall take."""
    athletes = {name: _Athlete(asked[g]) for g, names in members.items() for name in names}
    for at, word in presses:
        what, _, whom = word.rpartition(" ")
        if what == "start":
            for name in members[whom]:
                _start(athletes[name], at)
        elif what == "stops":
            _stop(athletes[whom])
        elif what:
            athletes[whom].away = what == "away"
        else:
            _come_in(athletes[whom], at)
    return {name: (_lines(each, per_set), _sum(each)) for name, each in athletes.items()}


def _start(athlete: _Athlete, at: int) -> None:
    why = "stopped" if athlete.stopped else "absent" if athlete.away else ""
    athlete.starts.append((at, why))


def _stop(athlete: _Athlete) -> None:
    if athlete.running:
        athlete.starts[-1] = (athlete.starts[-1][0], "unfinished")
    athlete.stopped = True


def _come_in(athlete: _Athlete, at: int) -> None:
    assert athlete.running, "the list has a press for somebody who is not out"
    athlete.times[len(athlete.starts) - 1] = at - athlete.starts[-1][0]


def _lines(athlete: _Athlete, per_set: int) -> list[Line]:
    lines = []
    for place, (_, why) in enumerate(athlete.starts):
        of_set, in_set = divmod(place, per_set)
        numbers = (str(place + 1), str(of_set + 1), str(in_set + 1))
        time = athlete.times.get(place)
        if time is None:
            lines.append(Line(*numbers, why))
            continue
        gap = _thousandths(time - athlete.asked)
        lines.append(Line(*numbers, "done", _thousandths(time), gap, _rest(athlete, place)))
    return lines


def _rest(athlete: _Athlete, place: int) -> str:
    """From coming in to the next start that the athlete set out at."""
    came_in = athlete.starts[place][0] + athlete.times[place]
    later = (at for at, why in athlete.starts[place + 1 :] if why in ("", "unfinished"))
    start = next(later, None)
    return "" if start is None else _thousandths(start - came_in)


def _sum(athlete: _Athlete) -> Sum:
    times = [athlete.times[each] for each in sorted(athlete.times)]
    third = len(times) // 3
    ratio = 10_000 * sum(times[-third:]), sum(times[:third])
    drop_off = (2 * ratio[0] + ratio[1]) // (2 * ratio[1])
    return Sum(
        str(len(times)),
        _thousandths(sum(times), len(times)),
        _thousandths(min(times)),
        _thousandths(max(times)),
        _thousandths(max(times) - min(times)),
        f"{drop_off // 10_000}.{drop_off % 10_000:04d}",
        _thousandths(sum(times) - len(times) * athlete.asked, len(times)),
    )


def _thousandths(ns: int, parts: int = 1) -> str:
    """Write ns (of so many parts) as seconds with three decimals, rounded half away from zero."""
    size = parts * NS // 1000
    found = (2 * abs(ns) + size) // (2 * size)
    sign = "-" if ns < 0 and found else ""
    return f"{sign}{found // 1000}.{found % 1000:03d}"
