"""What does the pacing model say of a run: where it ends, how surely, and when a mark is due?

Answers are worked out when they are asked for, and kept. NumPy comes with the first question:
until then nothing in here loads it. Times are ns after the athlete's own start.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.domain.course import Distance
from app.domain.times import NS_PER_S, Duration

if TYPE_CHECKING:
    from app.analysis.pacing.forecast import Forecast
    from app.analysis.pacing.model import PacingModel
    from app.analysis.pacing.waiting import Due, Silence, Wait
    from app.analysis.same import Same

FASTEST_MM_PER_S, SLOWEST_MM_PER_S = 12_500, 500
"""No world record has had a faster stretch, and who walks moves faster."""

_QUIET = 1e-5
_KEPT = 1024
_AHEAD = 64
"""Of what lies ahead only the newest press of each athlete is asked about."""


class RunSoFar(NamedTuple):
    """What the model is asked about: the marks passed, what kind of race, how good the athlete is.

    `race_class` is empty when nobody said it, `reference` a best time over the distance.
    """

    model: "Same[PacingModel]"
    distance: Distance
    marks: tuple[Distance, ...]
    times: tuple[Duration, ...]
    race_class: str = ""
    reference: Duration | None = None

    @property
    def since(self) -> Duration:
        """The time at the last mark, 0 before the first."""
        return self.times[-1] if self.times else Duration(0)

    @property
    def runnable(self) -> bool:
        """Whether anybody can have run so; a press too many would make a forecast of days."""
        known = zip(self.marks, self.times, strict=True)
        return all(
            SLOWEST_MM_PER_S * (late - early) <= (end - begin) * NS_PER_S
            and (end - begin) * NS_PER_S <= FASTEST_MM_PER_S * (late - early)
            for (begin, early), (end, late) in pairwise([(0, 0), *known])
        )


class Awaited(NamedTuple):
    """The press at `mark`, the next one of a run, that has not come by `now`."""

    run: RunSoFar
    mark: Distance
    now: Duration

    @property
    def quiet(self) -> bool:
        """Whether it is too early for the silence to say anything: all is as at the last mark."""
        return self.now < first_due(self.run, self.mark).quiet_until

    @property
    def forecast(self) -> "Forecast":
        """The projected finish, given that the press has not come."""
        found = forecast_of(self.run) if self.quiet else None
        return found or _forecast_given_no_press(self)

    @property
    def due(self) -> "Due":
        """When the press is to come; at the finish it is the median, as for the projection."""
        return first_due(self.run, self.mark).due if self.quiet else _due(self)

    def by_steps(self, step: Duration) -> "Awaited":
        """Return the wait up to the next whole step, so that it changes only once in a step."""
        return self._replace(now=Duration(-(-self.now // step) * step))

    def due_by(self, probabilities: Sequence[float]) -> tuple[Duration, ...]:
        """Return the times by which it will have come with each of the rising probabilities."""
        press = self._replace(now=self.run.since) if self.quiet else self
        return _arrivals_given_no_press(press, tuple(probabilities))


class FirstDue(NamedTuple):
    """When the next mark was due as seen from the last one.

    Up to `quiet_until` hardly a press could have come: that it has not says nothing.
    """

    due: "Due"
    quiet_until: Duration


@lru_cache(_KEPT)
def forecast_of(run: RunSoFar) -> "Forecast | None":
    """Return the projected finish from the last mark, None for what is no run of a race."""
    if not run.runnable:
        return None
    from app.analysis.pacing.forecast import forecast

    return forecast(run.model.it, run.distance, run.marks, run.times, run.race_class, run.reference)


@lru_cache(_AHEAD)
def arrival_of(run: RunSoFar, mark: Distance) -> "Forecast | None":
    """Return when a later mark is passed as seen from the last one; None as for `forecast_of`."""
    if not run.runnable:
        return None
    from app.analysis.pacing.forecast import arrival

    return arrival(
        run.model.it, run.distance, run.marks, run.times, mark, run.race_class, run.reference
    )


def awaited(run: RunSoFar, mark: Distance, now: Duration) -> Awaited | None:
    """Return the wait for the press at `mark`; None where the model cannot speak of the run."""
    return None if _wait(run, mark) is None else Awaited(run, mark, now)


@lru_cache(_AHEAD)
def first_due(run: RunSoFar, mark: Distance) -> FirstDue:
    """Return when `mark` is due as seen from the last one, of a run that can be waited for."""
    first = Awaited(run, mark, run.since)
    return FirstDue(_due(first), _arrivals_given_no_press(first, (_QUIET,))[0])


@lru_cache(_AHEAD)
def _wait(run: RunSoFar, mark: Distance) -> "Wait | None":
    if not run.runnable:
        return None
    from app.analysis.pacing.run import run_of
    from app.analysis.pacing.waiting import wait

    found = run_of(run.distance, run.marks, run.times, run.race_class, run.reference)
    if found is None or not max(run.marks, default=0) < mark <= run.distance:
        return None
    return wait(run.model.it, found, mark)


def _waited(press: Awaited) -> "Wait":
    found = _wait(press.run, press.mark)
    assert found is not None, "whoever waits has asked whether there is something to wait for"
    return found


@lru_cache(32)
def _silence(press: Awaited) -> "Silence":
    from app.analysis.pacing.waiting import silence

    return silence(_waited(press), press.now)


def _due(press: Awaited) -> "Due":
    from app.analysis.pacing.waiting import due_after

    due = due_after(_waited(press), _silence(press))
    if press.mark < press.run.distance:
        return due
    return due._replace(expected=_arrivals_given_no_press(press, (0.5,))[0])


@lru_cache(32)
def _forecast_given_no_press(press: Awaited) -> "Forecast":
    from app.analysis.pacing.waiting import finish_after

    return finish_after(_waited(press), _silence(press))


@lru_cache(32)
def _arrivals_given_no_press(
    press: Awaited, probabilities: tuple[float, ...]
) -> tuple[Duration, ...]:
    from app.analysis.pacing.waiting import arrivals_after

    return arrivals_after(_waited(press), _silence(press), probabilities)
