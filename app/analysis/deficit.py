"""How far behind or ahead of a target line?

A deficit is the time minus the target's time, in ns: positive is behind, negative ahead.
"""

from app.domain.course import Distance
from app.domain.target import Target
from app.domain.times import Duration


def deficit(time: Duration, mark: Distance, target: Target) -> Duration:
    """Return how much later than `target` the athlete was at `mark`."""
    return Duration(time - target.time_at(mark))


def in_metres(behind: Duration, lap: Duration, length: Distance) -> Distance:
    """Return a deficit as a distance at the speed of a stretch of `length` run in `lap`."""
    return Distance(round(behind * length / lap))


def needed_per_400(elapsed: Duration, mark: Distance, target: Target) -> Duration | None:
    """Return the pace per 400 m that still reaches `target` from `mark` passed after `elapsed`.

    None at the finish, and when the target's time has gone by.
    """
    left = Distance(target.distance - mark)
    time = Duration(target.finish - elapsed)
    if left <= 0 or time <= 0:
        return None
    return Duration(round(time * 400_000 / left))


def light_ahead(elapsed: Duration, position: Distance, target: Target) -> Distance:
    """Return how far the target's light is ahead of a runner at `position`, negative behind.

    A light that has finished runs on at its mean pace: the gap to it goes on growing.
    """
    light = target.distance_at(elapsed)
    if elapsed > target.finish:
        light = Distance(target.distance * elapsed // target.finish)
    return Distance(light - position)
