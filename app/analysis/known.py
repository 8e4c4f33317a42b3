"""Which facts still hold after a press? Those of everybody whom it does not concern.

A frame after a press would else work out the passages of twelve athletes anew for one.
"""

from typing import TYPE_CHECKING

from app.analysis.live import Facts, facts_of
from app.analysis.profile import Profiles
from app.domain.plan import EntryId
from app.domain.state import EntryState, SessionState

if TYPE_CHECKING:
    from app.analysis.pacing.model import PacingModel


class KnownFacts:
    """Owns the facts of the newest state and reuses what the next one leaves as it is."""

    def __init__(self, profiles: Profiles) -> None:
        """Know nothing yet."""
        self._profiles = profiles
        self._model: PacingModel | None = None
        self._of: tuple[SessionState, str] | None = None
        self._facts: list[Facts] = []

    def learn(self, model: "PacingModel") -> None:
        """Take up the pacing model; what was known was known without it."""
        self._model = model
        self._of = None

    def of(self, state: SessionState, rule: str) -> list[Facts]:
        """Return the facts of everybody in the race, projected by `rule`."""
        if self._of is None or self._of[0] is not state or self._of[1] != rule:
            known = self._still_known(state, rule)
            self._facts = [
                self._now(state, each, rule, known.get(each.entrant.id)) for each in state.racing
            ]
            self._of = (state, rule)
        return self._facts

    def _now(self, state: SessionState, entry: EntryState, rule: str, held: Facts | None) -> Facts:
        if held is None or held.entry.entrant != entry.entrant:
            return facts_of(state, entry, self._profiles, rule, model=self._model)
        if held.entry is state.counted(entry):
            return held
        return facts_of(state, entry, self._profiles, rule, held.passages, self._model)

    def _still_known(self, state: SessionState, rule: str) -> dict[EntryId, Facts]:
        """Return the facts that hold unless the splits have changed; all rest on these five."""
        if self._of is None:
            return {}
        old, by = self._of
        same = (old.plan, old.targets, old.primary_id, old.zero) == (
            state.plan,
            state.targets,
            state.primary_id,
            state.zero,
        )
        return {each.entry.entrant.id: each for each in self._facts} if same and by == rule else {}
