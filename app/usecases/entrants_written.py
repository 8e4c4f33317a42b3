"""What would somebody type to have these athletes again? The inverse of app.usecases.entrants."""

from collections.abc import Iterable, Iterator

from app.domain.course import format_metres
from app.domain.plan import PACER, PB, WATCH, Entrant
from app.domain.refusals import BadPlan
from app.domain.times import Duration, canonical
from app.usecases.entrants import Asked, lanes_of, pieces, read_piece


def entrants_text(entrants: Iterable[Entrant]) -> str:
    """Return what to type for `entrants`, a line each; a lane is said where it would be another."""
    asked = [_asked(each) for each in entrants]
    lanes = lanes_of(asked)
    for place, each in enumerate(asked):
        asked[place] = each._replace(lane=0)
        if lanes_of(asked) != lanes:
            asked[place] = each
    return "\n".join(map(asked_text, asked))


def entrant_text(entrant: Entrant) -> str:
    """Return what to type for one entrant, its lane included."""
    return asked_text(_asked(entrant))


def _asked(entrant: Entrant) -> Asked:
    return Asked(
        name=entrant.athlete,
        lane=entrant.lane,
        role=entrant.role,
        target=entrant.target or "",
        offset=entrant.offset,
        drop_off=entrant.drop_off,
        best=entrant.reference,
        best_kind=entrant.reference_kind,
    )


def asked_text(asked: Asked) -> str:
    """Return what to type for one key.

    Quotation marks stand where the name would be read as something else without them.
    """
    plain = _written(asked, asked.name)
    try:
        if pieces([plain]) == (plain,) and read_piece(plain) == asked:
            return plain
    except BadPlan:
        pass
    doubled = asked.name.replace('"', '""')
    return _written(asked, f'"{doubled}"')


def _written(asked: Asked, name: str) -> str:
    return "".join(_parts(asked, name))


def _parts(asked: Asked, name: str) -> Iterator[str]:
    if asked.lane:
        yield f"{asked.lane}: "
    yield {PACER: "pacer ", WATCH: "watch of "}.get(asked.role, "")
    yield name
    if asked.drop_off is not None:
        yield f" to {format_metres(asked.drop_off).removesuffix(' m')}"
    if asked.best is not None:
        yield f" {asked.best_kind or PB} {short_time(asked.best)}"
    if asked.offset:
        yield f" +{short_time(asked.offset)}"
    if asked.target:
        yield f", {asked.target}"


def short_time(value: Duration) -> str:
    """Write a time without the decimals that it does not need: `10`, `1:30`, `12.5`."""
    return canonical(value).rstrip("0").rstrip(".")
