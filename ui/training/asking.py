"""Who, which group, and why? Prompts that wait a while for one key.

They never take what always stops: F1 to F12 and PageDown.
"""

from collections.abc import Callable, Mapping

from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training import session_commands as tc
from app.domain.training.session_words import group_words
from app.language import marked, tr
from ui.key_map import KeyPress, lane_named_by
from ui.stamps import Stamp
from ui.training.desk import TrainingDesk
from ui.training.key_map import letters_of
from ui.viewstate.prompts import KeyHint, PromptView

_PATIENCE = Duration(8 * NS_PER_S)
_LONG_PATIENCE = Duration(30 * NS_PER_S)


_RETURN = ("Return", "Enter")
"""They answer as the own key does: while something is asked, they start nobody."""


def plain(key: KeyPress) -> str:
    """Return the name of a key that is pressed without a modifier, else nothing."""
    return "" if key.shift or key.control or key.alt or key.other else key.name


class _Waiting:
    """A prompt that gives up after a while without taking a press."""

    def __init__(self, desk: TrainingDesk, now: Instant, patience: Duration = _PATIENCE) -> None:
        self._desk = desk
        self._patience = patience
        self._until = Instant(now + patience)

    def _left(self, now: Instant) -> bool:
        """Whether nobody has answered; the prompt is gone then."""
        if now > self._until:
            self._end()
            return True
        return False

    def _use(self, now: Instant) -> None:
        self._until = Instant(now + self._patience)

    def _end(self) -> None:
        on: object = self._desk.prompt
        if on is self:
            self._desk.prompt = None


class RunnerAsked(_Waiting):
    """Asks for an athlete; the own key once more means the one who is selected."""

    def __init__(
        self,
        desk: TrainingDesk,
        now: Instant,
        *,
        badge: str,
        words: str,
        again: str,
        answer: Callable[[EntryId, Instant], object],
        instead: tuple[str, Callable[[Instant], object]] | None = None,
    ) -> None:
        """Ask; `instead` is what the own key means here, in words, and does."""
        super().__init__(desk, now)
        self._badge, self._words, self._again = badge, words, again
        self._answer, self._instead = answer, instead

    def view(self, now: Instant) -> PromptView | None:
        """Return the question; None once nobody has answered for a while."""
        if self._left(now):
            return None
        selected = self._desk.state.runners[self._desk.selected].runner.name
        own = self._instead[0] if self._instead else selected
        keys = (
            KeyHint(tr("number"), tr("whose")),
            KeyHint(self._again, own),
            KeyHint(tr("Esc"), tr("nobody's")),
        )
        return PromptView(self._badge, self._words, keys)

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Take an athlete's number, the own key or Return, and Esc."""
        if self._left(stamp.at):
            return False
        lane, name = lane_named_by(key), plain(key)
        name = self._again if name in _RETURN else name
        if not lane and name not in (self._again, "Escape"):
            return False
        self._end()
        if lane:
            self._answer_for(lane, stamp.at)
        elif name == self._again and self._instead:
            self._instead[1](stamp.at)
        elif name == self._again:
            self._answer(self._desk.selected, stamp.at)
        return True

    def _answer_for(self, lane: int, now: Instant) -> None:
        runner = self._desk.in_lane(lane)
        if runner is None:
            self._desk.refuse(tr("Nobody has key {lane}.", lane=lane), now)
        else:
            self._answer(runner.runner.id, now)


class GroupAsked(_Waiting):
    """Asks for a group by its letter; the own key once more means the framed one."""

    def __init__(
        self,
        desk: TrainingDesk,
        now: Instant,
        *,
        badge: str,
        words: str,
        again: str,
        answer: Callable[[str, Instant], object],
    ) -> None:
        """Ask at `now`."""
        super().__init__(desk, now)
        self._badge, self._words, self._again, self._answer = badge, words, again, answer

    def view(self, now: Instant) -> PromptView | None:
        """Return the question; None once nobody has answered for a while."""
        if self._left(now):
            return None
        named = [
            KeyHint(letter, name)
            for letter, name in self._groups().items()
            if letter.casefold() != name.casefold()
        ]
        keys = [*named] or [KeyHint(", ".join(self._groups()), tr("which group"))]
        framed = self._framed(now)
        if framed is not None and self._again:
            keys.append(KeyHint(self._again, framed))
        return PromptView(self._badge, self._words, (*keys, KeyHint(tr("Esc"), tr("none"))))

    def _groups(self) -> Mapping[str, str]:
        names = tuple(self._desk.state.groups)
        return {
            letter: name for letter, name in zip(letters_of(names), names, strict=True) if letter
        }

    def _framed(self, now: Instant) -> str | None:
        return self._desk.group_to_start(self._desk.stage.session_now(now))

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Take a group's letter, the own key or Return, and Esc."""
        if self._left(stamp.at):
            return False
        name, groups = plain(key), self._groups()
        name = self._again if name in _RETURN else name
        framed = self._framed(stamp.at)
        if name in groups:
            self._end()
            self._answer(groups[name], stamp.at)
        elif name and name == self._again and framed is not None:
            self._end()
            self._answer(framed, stamp.at)
        elif name == "Escape":
            self._end()
        else:
            return False
        return True


REASONS: Mapping[str, str] = {
    "P": marked("pain"),
    "I": marked("ill"),
    "T": marked("tired"),
    "C": marked("coach's word"),
    "E": marked("enough for today"),
}
"""Why an athlete stops, by one key. Their words are stored as they stand here."""
NOT_SAID = marked("not said why")


class ReasonAsked(_Waiting):
    """Asks why somebody stops for today; the stop itself is not kept waiting."""

    def __init__(self, desk: TrainingDesk, entry: EntryId, now: Instant) -> None:
        """Ask at `now`, which is when the athlete stopped."""
        super().__init__(desk, now)
        self._entry, self._at = entry, desk.stage.session_now(now)

    def view(self, now: Instant) -> PromptView | None:
        """Return the reasons; whoever gives none has stopped all the same."""
        if self._left(now):
            self.stop(NOT_SAID, now)
            return None
        name = self._desk.state.runners[self._entry].runner.name
        keys = [KeyHint(key, tr(words)) for key, words in REASONS.items()]
        other = (KeyHint("O", tr("other")), KeyHint(tr("Esc"), tr("goes on")))
        words = tr("{name} stops: why?", name=name)
        return PromptView(tr("STOP"), words, (*keys, *other))

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Take a reason, `O` for one that is typed, and Esc."""
        if self._left(stamp.at):
            self.stop(NOT_SAID, stamp.at)
            return False
        name = plain(key)
        if name in REASONS or name in _RETURN:
            self._end()
            self.stop(REASONS.get(name, NOT_SAID), stamp.at)
        elif name == "O":
            self._end()
            self._ask_for_words()
        elif name == "Escape":
            self._end()
        else:
            return False
        return True

    def stop(self, reason: str, now: Instant) -> bool:
        """Let the athlete have stopped, for `reason`."""
        name = self._desk.state.runners[self._entry].runner.name
        done = self._desk.do([tc.StopRunner(self._at, self._entry, reason)], now)
        if done:
            words = tr(
                "{name} has stopped: {reason}. W writes a note.", name=name, reason=tr(reason)
            )
            self._desk.say(words, now)
        return done

    def _ask_for_words(self) -> None:
        from ui.viewstate.training_snapshot import FieldAsked

        name = self._desk.state.runners[self._entry].runner.name
        view = FieldAsked(tr("{name} stops", name=name), tr("why"))
        self._desk.ask_for(view, self.stop)


class TapNaming(_Waiting):
    """Names the presses of a bunch in the order of finish, one key a name.

    Who is named gets the oldest press that can be theirs. Left alone for a while, it gives the
    number keys back.
    """

    def __init__(self, desk: TrainingDesk, now: Instant) -> None:
        """Begin with the oldest press."""
        super().__init__(desk, now, _LONG_PATIENCE)

    def view(self, now: Instant) -> PromptView | None:
        """Return how many wait and since when the first does; None when none is left."""
        taps = self._desk.state.taps
        if self._left(now) or not taps:
            self._end()
            return None
        from ui.viewstate.training_words import tap_words

        keys = (
            KeyHint(tr("number"), tr("who came next")),
            KeyHint(tr("Del"), tr("drop")),
            KeyHint("N", tr("later")),
        )
        at = self._desk.stage.session_now(now)
        return PromptView(tr("NAMING"), tap_words(self._desk.state, at), keys)

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Take an athlete's number, Delete, and N or Esc."""
        taps = self._desk.state.taps
        lane, name = lane_named_by(key), plain(key)
        if not taps or self._left(stamp.at):
            self._end()
            return name in ("Escape", "N")
        self._use(stamp.at)
        if lane:
            self._name(lane, stamp.at)
        elif name == "Delete":
            from app.domain.repair_commands import DropTap

            at = self._desk.stage.session_now(stamp.at)
            self._desk.do([DropTap(at, taps[0].seq)], stamp.at)
        elif name in ("Escape", "N", *_RETURN):
            self._end()
        else:
            return False
        return True

    def _name(self, lane: int, now: Instant) -> None:
        runner = self._desk.in_lane(lane)
        if runner is None:
            self._desk.refuse(tr("Nobody has key {lane}: the press is kept.", lane=lane), now)
            return
        at = self._desk.stage.session_now(now)
        if self._desk.do([tc.NameTap(at, runner.runner.id)], now):
            self._desk.confirm()
            if not self._desk.state.taps:
                self._end()


def group_label(name: str) -> str:
    """Return how a group is spoken of on the screen."""
    return name or tr(group_words(name))
