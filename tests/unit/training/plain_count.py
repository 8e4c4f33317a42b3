"""What does a training session come to, counted from its list of presses alone?

Knows nothing of the application: a press is a line of `seconds what`, all arithmetic is in
hundredths of a second and fractions. `start B` sends group B off; any other word is a key:
`b2` stops B's second athlete. `-b2` says that b2 has gone home, `+b2` that b2 has come.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple


class Line(NamedTuple):
    """What one athlete comes to: times in seconds as fractions, None where there is none."""

    times: list[Fraction | None]
    mean: Fraction
    best: Fraction
    worst: Fraction
    drop_off: Fraction
    rests: list[Fraction]


def counted(presses: Iterable[str], members: Mapping[str, str]) -> dict[str, Line]:
    """Return the line of every athlete; `members` are the athletes of each group, one letter each.

    Whoever is away at a start has no time in it, and neither has who does not come in.
    """
    times: dict[str, list[Fraction | None]] = {}
    came_in: dict[str, Fraction] = {}
    rests: dict[str, list[Fraction]] = {}
    running: dict[str, Fraction] = {}
    away = {press.split()[1][1:] for press in presses if press.split()[1].startswith("+")}
    for press in presses:
        seconds, word, *group = press.split()
        now = Fraction(seconds)
        if word == "start":
            for key in members[group[0]]:
                name = group[0].lower() + key
                times.setdefault(name, []).append(None)
                running.pop(name, None)
                if name not in away:
                    running[name] = now
                    if name in came_in:
                        rests.setdefault(name, []).append(now - came_in.pop(name))
        elif word[0] == "+":
            away.discard(word[1:])
        elif word[0] == "-":
            away.add(word[1:])
            running.pop(word[1:], None)
        elif word in running:
            times[word][-1] = now - running.pop(word)
            came_in[word] = now
    return {name: _line(found, rests.get(name, [])) for name, found in times.items()}


def _line(times: list[Fraction | None], rests: list[Fraction]) -> Line:
    run = [each for each in times if each is not None]
    third = len(run) // 3
    return Line(
        times=times,
        mean=sum(run, Fraction(0)) / len(run),
        best=min(run),
        worst=max(run),
        drop_off=sum(run[-third:], Fraction(0)) / sum(run[:third], Fraction(0)),
        rests=rests,
    )
