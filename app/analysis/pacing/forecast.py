"""Where will the race end, how sure is that, and how probable is a target?

Times are nanoseconds after the start, distances millimetres. The finish shown is the median.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from app.analysis.pacing.kernel import Stretch
from app.analysis.pacing.mixture import Mixture, probability_by, quantiles
from app.analysis.pacing.model import OTHER_DISTANCE, SLOWER, PacingModel, groups_for
from app.analysis.pacing.posterior import Opinions, opinions
from app.analysis.pacing.run import TIMING_SD_S, Run, run_of
from app.domain.course import Distance, to_metres
from app.domain.times import NS_PER_S, Duration

PROBABILITIES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
NAMES = tuple(f"{p:g}" for p in PROBABILITIES)
_ONE_SD = (0.15865525393145707, 0.8413447460685429)
_ASKED = tuple(sorted((*PROBABILITIES, *_ONE_SD)))


class Forecast(NamedTuple):
    """A projected time with its band.

    `finish` is the median, `quantiles` are by probability (`0.025` to `0.975`), `sd` is half the
    width of the middle 68.27 %, `classes` how probable each class of race is. `doubt` is why the
    bands may not hold (`distance`, `pace`): no race like this one was among those that were left
    out of a fit to see how often they do; it is empty where there were. `law` is None when the
    time is known: at the finish.
    """

    finish: Duration
    quantiles: Mapping[str, Duration]
    sd: Duration
    doubt: str
    classes: Mapping[str, float]
    law: Mixture | None

    @property
    def validated(self) -> bool:
        """Whether the bands of races like this one were found to hold as often as they say."""
        return not self.doubt


def forecast(
    model: PacingModel,
    distance: Distance,
    marks: Sequence[Distance],
    times: Sequence[Duration],
    race_class: str = "",
    best: Duration | None = None,
    timing_sd_s: float = TIMING_SD_S,
) -> Forecast | None:
    """Return the projected finish, or None when these marks and times are none of a race.

    Without a mark it rests on the best time, or on the races of the class alone.
    """
    run = run_of(distance, marks, times, race_class, best, timing_sd_s)
    if run is None or not groups_for(model, run.distance_m, run.race_class):
        return None
    if run.last_m >= run.distance_m:
        return _known(times)
    return of_run(model, run, run.distance_m)


def arrival(
    model: PacingModel,
    distance: Distance,
    marks: Sequence[Distance],
    times: Sequence[Duration],
    mark: Distance,
    race_class: str = "",
    best: Duration | None = None,
    timing_sd_s: float = TIMING_SD_S,
) -> Forecast | None:
    """Return when the runner passes a later `mark`, or None where `forecast` has none.

    None too for a mark that is behind or beyond the finish.
    """
    run = run_of(distance, marks, times, race_class, best, timing_sd_s)
    if run is None or not groups_for(model, run.distance_m, run.race_class):
        return None
    if not run.last_m < to_metres(mark) <= run.distance_m:
        return None
    return of_run(model, run, to_metres(mark))


def of_run(model: PacingModel, run: Run, mark_m: float) -> Forecast:
    """Return when `run`, which has not ended, gets to `mark_m`."""
    ahead: Stretch = (run.last_m, mark_m)
    found = opinions(model, run, (ahead,))
    return from_law(model, run, stretch_law(run, ahead, found), found.class_weights())


def stretch_law(run: Run, ahead: Stretch, found: Opinions, place: int = 0) -> Mixture:
    """Return the law of the time at the end of `ahead`, the stretch at `place` of the opinions."""
    length = np.log(ahead[1] - ahead[0])
    since = np.full(len(found.weights), run.last_s)
    centres = found.means[:, place] + length
    return Mixture(found.df, since, centres, found.scales[:, place], found.weights)


def from_law(model: PacingModel, run: Run, law: Mixture, classes: Mapping[str, float]) -> Forecast:
    """Return what is shown of a law of the finish."""
    by = dict(zip(_ASKED, (_ns(each) for each in quantiles(law, _ASKED)), strict=True))
    median = by[0.5]
    return Forecast(
        finish=median,
        quantiles={name: by[p] for name, p in zip(NAMES, PROBABILITIES, strict=True)},
        sd=Duration((by[_ONE_SD[1]] - by[_ONE_SD[0]]) // 2),
        doubt=_doubt(model, run, median / NS_PER_S),
        classes=classes,
        law=law,
    )


def _doubt(model: PacingModel, run: Run, finish_s: float) -> str:
    if not model.least_m <= run.distance_m <= model.most_m:
        return OTHER_DISTANCE
    return SLOWER if finish_s / run.distance_m > model.slowest else ""


def _known(times: Sequence[Duration]) -> Forecast:
    finish = max(times)
    return Forecast(finish, dict.fromkeys(NAMES, finish), Duration(0), "", {}, None)


def _ns(time_s: float) -> Duration:
    return Duration(round(time_s * NS_PER_S))


def chance(found: Forecast, target: Duration) -> float:
    """Return the probability of finishing in `target` or less."""
    if found.law is None:
        return float(found.finish <= target)
    return probability_by(found.law, target / NS_PER_S)
