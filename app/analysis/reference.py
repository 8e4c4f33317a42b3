"""What is said of the best time that a projection rests on? `with PB 4:08.0`.

Times are written in tenths, in hundredths where they have them.
"""

from app.domain.plan import Entrant
from app.domain.said import format_time
from app.domain.times import NS_PER_S, Duration
from app.language import marked, tr

_TENTH = NS_PER_S // 10
_BEST = marked("best time")


def best_words(kind: str, time: Duration) -> str:
    """Return a best time with its kind: `PB 4:08.0`, `SB 4:10.25`, `best time 4:08.0`."""
    return f"{kind.upper() or tr(_BEST)} {format_time(time, 2 if time % _TENTH else 1)}"


def reference_words(entrant: Entrant) -> str:
    """Return the best time of an athlete in words, empty where none is known."""
    if entrant.reference is None:
        return ""
    return tr("with {best}", best=best_words(entrant.reference_kind, entrant.reference))
