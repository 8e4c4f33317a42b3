"""What does the projection card say of a band? How wide it is, and the chance of the target.

Loaded with the pacing model, after the first paint.
"""

from app.analysis.hindsight import HIGH, LOW, Foretold
from app.analysis.odds import chance_words
from app.analysis.pacing.forecast import Forecast, chance
from app.analysis.pacing.model import SLOWER
from app.analysis.reference import reference_words
from app.domain.said import format_metres, format_time
from app.language import tr
from ui.key_map import Act
from ui.own_keys import hint
from ui.viewstate.card_values import ProjectionCard
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.wording import DOT, target_name


def with_band(card: ProjectionCard, band: Forecast, snapshot: Snapshot) -> ProjectionCard:
    """Return the card with the 80 % band, the chance of the primary target and what it rests on.

    How the race ended is no target to have a chance of.
    """
    edges = tr(
        "{low} to {high}",
        low=format_time(band.quantiles[LOW], 1),
        high=format_time(band.quantiles[HIGH], 1),
    )
    doubt = _doubt(band, snapshot)
    best = reference_words(snapshot.entry.facts.entry.entrant)
    card = card._replace(
        detail=DOT.join(filter(None, [tr("80 %: {edges}", edges=edges), doubt, best])),
        shorter=_shorter(edges, best) if doubt else "",
        taken_for=_taken_for(band),
    )
    target = snapshot.primary
    if target.own_result:
        return card
    words = chance_words(chance(band, target.finish))
    return card._replace(chance_of=target_name(target), chance=words)


def _shorter(edges: str, best: str) -> str:
    return DOT.join(
        filter(None, [tr("80 % not checked: {edges}", edges=edges), best.removeprefix(tr("with "))])
    )


def _doubt(band: Forecast, snapshot: Snapshot) -> str:
    if not band.doubt:
        return ""
    if band.doubt == SLOWER:
        return tr("not checked at this pace")
    return tr(
        "not checked over {distance}",
        distance=format_metres(snapshot.analysis.state.plan.course.distance),
    )


def _taken_for(band: Forecast) -> str:
    """Return the kind of race that was told; who was told none weighs both, and one key tells."""
    kinds = list(band.classes)
    if len(kinds) == 1:
        return tr("as {kind}", kind=tr(kinds[0]))
    return hint(tr("kind not said (O)"), (Act.KIND, "O"))


def looked_back(card: ProjectionCard, last: Foretold) -> ProjectionCard:
    """Return the card after the finish: whether the result lies in the band of the last mark."""
    edges = tr("{low} to {high}", low=format_time(last.low, 1), high=format_time(last.high, 1))
    return card._replace(
        detail=tr("the result lies inside its 80 % band")
        if last.inside
        else tr("the result lies outside its 80 % band"),
        chance_of=tr("80 % band"),
        chance=edges,
    )
