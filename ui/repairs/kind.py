"""What kind of race is it? One key says paced, championship, or leaves it to the laps again."""

from app.analysis.profile import CHAMPIONSHIP, PACED
from app.domain.commands import PlanSession
from app.domain.plan import Entrant, Setup
from app.domain.state import SessionState
from app.domain.times import Instant
from app.frozen import replace
from app.language import marked, tr
from ui.desk import Desk
from ui.stages.replaying import ReplayStage

_KINDS = ("", PACED, CHAMPIONSHIP)
_SAID = {
    "": marked("Paced or championship: left to the laps."),
    PACED: marked("Projected as a paced race."),
    CHAMPIONSHIP: marked("Projected as a championship race."),
}


def _entrants(state: SessionState) -> tuple[Entrant, ...]:
    """Everybody as entered; an own target that has been removed since is none any more."""
    known = (None, *(each.id for each in state.targets))
    entrants = (each.entrant for each in state.entries.values())
    return tuple(each if each.target in known else replace(each, target=None) for each in entrants)


def next_kind(desk: Desk, now: Instant) -> None:
    """Say the next kind of a live race: it becomes part of the plan, and can be undone.

    A race that was timed earlier is only looked at as another kind. What a famous race was, its
    file says.
    """
    stage, state = desk.stage, desk.stage.state
    known = state.plan.race_class if state.plan.race_class in _KINDS else ""
    kind = _KINDS[(_KINDS.index(known) + 1) % len(_KINDS)]
    if not isinstance(stage, ReplayStage):
        _plan(desk, kind, now)
    elif stage.take_for(kind, now):
        desk.say(tr("{said} What is stored stays as it is.", said=tr(_SAID[kind])), now)
    else:
        desk.say(tr("The file of a recorded race says what kind it was."), now)


def _plan(desk: Desk, kind: str, now: Instant) -> None:
    state = desk.stage.state
    setup = Setup(
        plan=replace(state.plan, race_class=kind), entrants=_entrants(state), targets=state.targets
    )
    if desk.edit(PlanSession(at=desk.stage.session_now(now), setup=setup), now):
        desk.say(tr(_SAID[kind]), now)
