"""How does a hand press a key at the desk? As the keyboard does: a prompt is asked first."""

from app.domain.events import EVENT_STAMP
from tests.unit.desk.desks import Seat, at
from ui.key_map import KeyPress
from ui.stamps import Stamp
from ui.viewstate.prompts import PromptView


def key(seat: Seat, name: str, now: str, *, shift: bool = False) -> bool:
    """Press a key at `now`; whether the prompt took it."""
    return seat.desk.take_key(KeyPress(name, shift=shift), Stamp(at(now), EVENT_STAMP))


def keys(seat: Seat, names: str, now: str) -> None:
    """Press several keys that the prompt takes."""
    for name in names.split():
        assert key(seat, name, now), name


def prompt(seat: Seat, now: str) -> PromptView:
    """Return what the prompt says."""
    shown = seat.desk.frame(at(now)).prompt
    assert shown is not None, "a prompt is on"
    return shown


def said(seat: Seat, now: str) -> str:
    """Return the notice."""
    return seat.said(now)[0]
