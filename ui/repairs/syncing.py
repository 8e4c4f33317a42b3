"""How is the clock synchronised to one in sight? A press, what that clock showed, twice if wished.

The instant is that of the press; what the clock showed is proposed, changed by the arrow keys or
typed. Times are nanoseconds after time zero.
"""

from app.domain.repair_commands import SyncClock
from app.domain.said import format_difference, format_time
from app.domain.times import (
    NS_PER_MS,
    NS_PER_S,
    Duration,
    Instant,
    TimeSyntaxError,
    between,
    parse_time,
)
from app.domain.zero_basis import agreement, basis_name
from app.language import figure, marked, tr, tr_count
from ui.desk import Desk
from ui.key_map import KeyPress, lane_named_by
from ui.repairs.patience import Patience
from ui.repairs.zero import moved_words
from ui.stamps import Stamp
from ui.viewstate.prompts import KeyHint, PromptView
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.wording import clock_text, sentence

_ROUND = 10 * NS_PER_S
_STEPS = {"Up": NS_PER_S, "Down": -NS_PER_S, "Right": 100 * NS_PER_MS, "Left": -100 * NS_PER_MS}
_MARKS = {"Colon": ":", "Semicolon": ":", "Period": ".", "Comma": "."}
_DIGITS = frozenset("0123456789")
_LONGEST = 9
_TWICE = Duration(600 * NS_PER_MS)
_APART = Duration(300 * NS_PER_MS)
"""Two presses by hand, each good to 0.07 s, differ by less (three times the root of both)."""
_KEYS = (
    KeyHint(marked("Return"), marked("yes")),
    KeyHint(marked("Up/Down"), "1 s"),
    KeyHint(marked("Left/Right"), "0.1 s"),
    KeyHint("Y", marked("yes, once more")),
    KeyHint("Esc", marked("no")),
)


def press(desk: Desk, stamp: Stamp) -> None:
    """Take a sync press, or the next one where the first is still being asked about."""
    if isinstance(desk.prompt, Syncing):
        desk.prompt.once_more(stamp)
    else:
        desk.prompt = Syncing(desk, stamp)


class Syncing:
    """The question what the clock in sight showed at a press; owns the answer so far.

    Left alone for a while, it gives the number keys back to the race and waits for its answer.
    """

    def __init__(self, desk: Desk, stamp: Stamp) -> None:
        """Ask about the press at `stamp`, with the nearest round time as the answer."""
        self._desk = desk
        self._before = desk.prompt
        self._typed: str | None = None
        self._patience = Patience()
        self._ask(stamp)

    def _ask(self, stamp: Stamp) -> None:
        self._pressed = stamp.at
        self._at = self._desk.stage.session_now(stamp.at)
        zero = self._desk.stage.state.zero
        self._ours = between(zero.at, self._at) if zero else None
        nearest = ((self._ours or 0) + _ROUND // 2) // _ROUND * _ROUND
        self._shows = Duration(max(nearest, 0))
        self._typed = None
        self._patience.use(stamp.at)

    def view(self, now: Instant) -> PromptView:
        """Return the question; a text that is no time yet is said so by its tone."""
        del now
        ours = ""
        if self._ours is not None:
            ours = tr(" (ours: {time})", time=clock_text(self._ours))
        return PromptView(
            badge=tr("SYNC"),
            words=tr(
                "At your press the clock in sight showed {answer}?{ours}",
                answer=self._answer or "...",
                ours=ours,
            ),
            keys=tuple(KeyHint(tr(each.key), figure(tr(each.does))) for each in _KEYS),
            tone=INK if self._readable() else ALERT,
        )

    @property
    def _answer(self) -> str:
        return format_time(self._shows, 1) if self._typed is None else self._typed

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Answer to the keys of the strip; the others, those that split among them, go on."""
        if key.control or key.alt or key.other:
            return False
        if key.name in ("Return", "Enter"):
            self._confirm(stamp.at)
        elif key.name == "Y" and not key.shift:
            self.once_more(stamp)
        elif key.name == "Escape":
            self._end()
        elif key.name == "Backspace":
            self._typed = self._answer[:-1]
        elif key.name in _STEPS and not key.shift:
            self._step(_STEPS[key.name])
        elif self._patience.is_over(stamp.at) or not self._type(key):
            return False
        self._patience.use(stamp.at)
        return True

    def once_more(self, stamp: Stamp) -> None:
        """Confirm this press and ask about the one at `stamp`.

        A second press within a moment is the finger that bounced: nobody has read a clock again.
        """
        if between(self._pressed, stamp.at) > _TWICE and self._synchronise(stamp.at):
            self._ask(stamp)

    def _step(self, by: int) -> None:
        if self._readable():
            self._shows, self._typed = Duration(max(self._read() + by, 0)), None

    def _type(self, key: KeyPress) -> bool:
        character = _character(key)
        if character and len(self._typed or "") < _LONGEST:
            self._typed = (self._typed or "") + character
        return bool(character)

    def _read(self) -> Duration:
        return self._shows if self._typed is None else parse_time(self._typed)

    def _readable(self) -> bool:
        try:
            self._read()
        except TimeSyntaxError:
            return False
        return True

    def _confirm(self, now: Instant) -> None:
        if self._synchronise(now):
            self._end()

    def _synchronise(self, now: Instant) -> bool:
        """Carry the answer out; False when it was refused, and why is said."""
        desk, before = self._desk, self._desk.stage.state
        try:
            shows = self._read()
        except TimeSyntaxError as error:
            desk.refuse(sentence(str(error)), now)
            return False
        if not desk.edit(SyncClock(at=self._at, shows=shows), now):
            return False
        after = desk.stage.state
        apart = agreement(after)
        if len(after.syncs) > 1:
            desk.say(_agreement_words(desk, apart), now, MUTED if apart <= _APART else ALERT)
        else:
            desk.say(
                tr("{moved} Y takes a second press.", moved=moved_words(before, after)),
                now,
            )
        return True

    def _end(self) -> None:
        if self._desk.prompt is self:
            self._desk.prompt = self._before


def _agreement_words(desk: Desk, apart: Duration) -> str:
    state = desk.stage.state
    count, by = len(state.syncs), format_difference(apart).lstrip("+")
    presses = (
        tr("two presses") if count == 2 else tr_count("{count} press", "{count} presses", count)
    )
    name = sentence(basis_name(state)).rstrip(".")
    if apart > _APART:
        return tr(
            "{name}: {presses} differ by {by} s; Ctrl+Z takes the last one back.",
            name=name,
            presses=presses,
            by=by,
        )
    return tr("{name} · {presses} agree to {by} s.", name=name, presses=presses, by=by)


def _character(key: KeyPress) -> str:
    """A digit by its label or, whatever the layout makes of the key, by its place."""
    if key.name in _MARKS:
        return _MARKS[key.name]
    if key.name in _DIGITS:
        return key.name
    lane = lane_named_by(key)
    return str(lane % 10) if 0 < lane <= 10 else ""
