"""Does the reckoning give what was published? One prediction, by which it is also calibrated."""

from typing import NamedTuple

from app.analysis.what_if.equivalent import Question, equivalent_time
from app.analysis.what_if.ranges import USUAL_RUN, USUAL_RUNNER, USUAL_WEATHER
from app.domain.course import MILE, to_metres

SOURCE = "da Silva, Hoogkamer, Kipp and Kram 2025"


class Published(NamedTuple):
    """A run and its drafting, the other drafting, what was published (s), and what comes out here."""

    time_s: float
    as_run: float
    what_if: float
    published_s: float
    here_s: float


def published_check() -> Published:
    """Return the prediction for the mile of 4:07.64, Monaco 2023.

    With one pacer in front and one behind, fresh ones after 800 m: 3:59.37 (Royal Society Open
    Science, 2025).
    """
    time, drafting, published = 247.64, 0.756, 239.37
    question = Question(
        time_s=time,
        distance_m=to_metres(MILE),
        runner=USUAL_RUNNER,
        weather=USUAL_WEATHER,
        as_run=USUAL_RUN,
        what_if=USUAL_RUN._replace(drafting=drafting),
    )
    here = equivalent_time(question)
    return Published(time, USUAL_RUN.drafting, drafting, published, here)
