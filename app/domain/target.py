"""When should the athlete be where? A target line: a non-decreasing map from distance to time.

Times are nanoseconds after time zero, distances millimetres.
"""

from bisect import bisect_left
from collections.abc import Sequence

from app.domain import monotone
from app.domain.course import Distance, format_metres
from app.domain.refusals import BadTarget
from app.domain.times import Duration, canonical
from app.frozen import dataclass, field
from app.language import tr

Knot = tuple[Distance, Duration]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target line.

    `knots` start at (0, 0) and end at (distance, finish time). Between them the pace is even, or
    follows a monotone curve when the knots are somebody's real splits (`curved`). `basis` is the
    clock of the finish time (`gun`, `movement`, or empty when nobody says). `own_result` marks the
    result of the very race it is held against: how it ended.
    """

    id: str
    name: str
    knots: tuple[Knot, ...]
    curved: bool = False
    basis: str = ""
    own_result: bool = False
    _slopes: tuple[float, ...] = field(default=(), init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a line that stands still or runs backwards."""
        pairs = list(zip(self.knots, self.knots[1:], strict=False))
        if self.knots[:1] != ((0, 0),) or not pairs:
            raise BadTarget(found=self.name, expected=tr("a line from the start to the finish"))
        for (start, early), (end, late) in pairs:
            if end <= start or late <= early:
                raise BadTarget(
                    found=tr("{time} at {end}", time=canonical(late), end=format_metres(end)),
                    expected=tr(
                        "later and farther than {time} at {start}",
                        time=canonical(early),
                        start=format_metres(start),
                    ),
                )
        if self.curved:
            object.__setattr__(self, "_slopes", tuple(monotone.slopes(self.knots)))

    @property
    def distance(self) -> Distance:
        """The distance the target is for."""
        return self.knots[-1][0]

    @property
    def finish(self) -> Duration:
        """The finish time of the target."""
        return self.knots[-1][1]

    def time_at(self, distance: Distance) -> Duration:
        """Return the target's time at `distance`, exact at its knots, held at both ends."""
        if self.curved:
            return Duration(round(monotone.interpolate(self.knots, self._slopes, distance)))
        return _even_between(self.knots, distance)

    def distance_at(self, elapsed: Duration) -> Distance:
        """Return where the target's light is after `elapsed`, 0 before the start."""
        if elapsed <= 0:
            return Distance(0)
        if elapsed >= self.finish:
            return self.distance
        i = bisect_left(self.knots, elapsed, key=lambda knot: knot[1])
        (d0, t0), (d1, t1) = self.knots[i - 1], self.knots[i]
        if not self.curved:
            return Distance(d0 + (d1 - d0) * (elapsed - t0) // (t1 - t0))
        if elapsed == t1:
            return d1
        low, high = d0, d1
        while high - low > 1:
            middle = Distance((low + high) // 2)
            low, high = (middle, high) if self.time_at(middle) <= elapsed else (low, middle)
        return low


def _even_between(knots: Sequence[Knot], distance: Distance) -> Duration:
    if distance <= 0:
        return Duration(0)
    if distance >= knots[-1][0]:
        return knots[-1][1]
    i = bisect_left(knots, distance, key=lambda knot: knot[0])
    (d0, t0), (d1, t1) = knots[i - 1], knots[i]
    span, rise = d1 - d0, t1 - t0
    return Duration(t0 + (2 * rise * (distance - d0) + span) // (2 * span))


def even(distance: Distance, finish: Duration, *, id: str = "", name: str = "") -> Target:
    """Return the even-paced line to `finish`; its id and name are the time where not given."""
    text = canonical(finish)
    return Target(
        id=id or text, name=name or text, knots=((Distance(0), Duration(0)), (distance, finish))
    )


def negative_split(distance: Distance, finish: Duration, faster: Duration) -> Target:
    """Return a line whose second half is `faster` (ns) quicker than its first, each even."""
    half = Duration((finish + faster) // 2)
    text = f"{canonical(finish)} neg {canonical(faster)}"
    knots = ((Distance(0), Duration(0)), (Distance(distance // 2), half), (distance, finish))
    return Target(id=text, name=text, knots=knots)


def from_segments(
    distance: Distance, segments: Sequence[tuple[Distance, Duration]], text: str
) -> Target:
    """Return a line of even segments, each a length and the time for it, that fill `distance`."""
    knots: list[Knot] = [(Distance(0), Duration(0))]
    for length, time in segments:
        knots.append((Distance(knots[-1][0] + length), Duration(knots[-1][1] + time)))
    if knots[-1][0] != distance:
        raise BadTarget(
            found=tr("segments of {length} in all", length=format_metres(knots[-1][0])),
            expected=f"{format_metres(distance)}",
        )
    return Target(id=text, name=text, knots=tuple(knots))


def from_splits(splits: Sequence[Knot], *, id: str, name: str, basis: str = "") -> Target:
    """Return the line of a race that was run: its splits, the finish last, joined smoothly."""
    knots = ((Distance(0), Duration(0)), *splits)
    return Target(id=id, name=name, knots=knots, curved=True, basis=basis)
