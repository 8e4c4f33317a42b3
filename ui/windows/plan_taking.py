"""What happens when a plan is taken from the list, or thrown out of it?"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.language import tr
from app.usecases.last_training import PastSession
from ui.viewstate.plan_shelf import ASIDE, EXAMPLE, SAVED, Offer, offers
from ui.viewstate.session_plan import PlannerForm
from ui.widgets.plan_shelf import PlanShelf

if TYPE_CHECKING:
    from ui.windows.session_planner import SessionPlanner


class PlanTaking(QObject):
    """Knows what is on the list of a planner: what was typed before it was replaced, too."""

    def __init__(self, planner: "SessionPlanner", shelf: PlanShelf) -> None:
        """Begin with the examples."""
        super().__init__(planner)
        self._planner, self._shelf = planner, shelf
        self._saved: Mapping[str, str] = {}
        self._past: Sequence[PastSession] = ()
        self._aside: PlannerForm | None = None
        self._thrown: list[tuple[str, str]] = []
        shelf.taken.connect(self._take)
        shelf.thrown.connect(self._throw)
        shelf.back_wanted.connect(self._put_back)
        self.show_offers({}, ())

    def show_offers(self, saved: Mapping[str, str], past: Sequence[PastSession]) -> None:
        """Show what can be taken."""
        self._saved, self._past = saved, past
        self._shelf.render_view(offers(saved, past, self._aside))

    def say_again(self) -> None:
        """Show what can be taken in the language of the moment."""
        self.show_offers(self._saved, self._past)

    def lay_aside(self, form: PlannerForm | None, *, anew: bool = False) -> None:
        """Keep what is replaced at the head of the list; None keeps what is there, unless `anew`."""
        self._aside = None if anew else form or self._aside
        self.show_offers(self._saved, self._past)

    def _take(self, offer: Offer) -> None:
        """Athletes stay who they are, but for those of a session."""
        planner = self._planner
        if offer.kind == EXAMPLE:
            planner.replace(planner.form._replace(plan=offer.id))
        elif offer.kind == SAVED:
            planner.replace(planner.form._replace(title=offer.id, plan=self._saved[offer.id]))
        elif offer.kind == ASIDE:
            planner.replace(offer.form, draft=True)
        else:
            planner.session_wanted.emit(offer.id)

    def _throw(self, name: str) -> None:
        self._thrown.append((name, self._saved[name]))
        self._planner.deleted.emit(name)
        self._planner.say(tr("Deleted: {name}. Ctrl+Z in the list puts it back.", name=name))

    def _put_back(self) -> None:
        if self._thrown:
            self._planner.saved.emit(*self._thrown.pop())
