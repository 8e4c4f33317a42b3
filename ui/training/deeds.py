"""What is done more rarely while a session runs? Asked for by a letter, then by a key of its own."""

from collections.abc import Callable
from functools import partial

from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.said import format_metres
from app.domain.times import NS_PER_S, Instant, TimeSyntaxError, canonical, parse_time, rounded
from app.domain.training import session_commands as tc
from app.domain.training.session_decide import newcomer
from app.domain.training.session_state import Attempt, RunnerState
from app.language import marked, tr
from ui.training.asking import GroupAsked, ReasonAsked, RunnerAsked, TapNaming, group_label
from ui.training.desk import TrainingDesk
from ui.viewstate.training_snapshot import FieldAsked
from ui.viewstate.wording import sentence

_SECOND_STEP = 3 * NS_PER_S
OnRunner = Callable[[TrainingDesk, EntryId, Instant], object]


def _ask(
    desk: TrainingDesk, now: Instant, badge: str, words: str, again: str, do: OnRunner
) -> None:
    """Ask whose it is; where there is one athlete, it is theirs."""
    runners = tuple(desk.state.runners)
    if len(runners) == 1:
        do(desk, runners[0], now)
        return
    desk.prompt = RunnerAsked(
        desk, now, badge=badge, words=words, again=again, answer=partial(do, desk)
    )


def name_taps(desk: TrainingDesk, now: Instant) -> None:
    """Begin to name the presses that belong to nobody."""
    if desk.state.taps:
        desk.prompt = TapNaming(desk, now)
    else:
        desk.say(tr("There is no press without a name: U makes one, for you to name later."), now)


def ask_who_is_away(desk: TrainingDesk, now: Instant) -> None:
    """Ask who is not here."""
    _ask(desk, now, tr("NOT HERE"), tr("Who is not here?"), "L", _away)


def _away(desk: TrainingDesk, entry: EntryId, now: Instant) -> None:
    if desk.do([tc.MarkAway(desk.stage.session_now(now), entry)], now):
        words = marked("{name} is not here; repetitions read absent until I says otherwise.")
        desk.say(tr(words, name=_name(desk, entry)), now)


def ask_who_is_here(desk: TrainingDesk, now: Instant) -> None:
    """Ask who is here now."""
    _ask(desk, now, tr("HERE"), tr("Who is here now?"), "I", _arrived)


def _arrived(desk: TrainingDesk, entry: EntryId, now: Instant) -> None:
    if desk.do([tc.Arrive(desk.stage.session_now(now), entry)], now):
        words = marked("{name} is here and runs with the group from its next start on.")
        desk.say(tr(words, name=_name(desk, entry)), now)


def ask_who_skips(desk: TrainingDesk, now: Instant) -> None:
    """Ask who leaves a repetition out."""
    words = tr("Who leaves this repetition out, or else the next one?")
    _ask(desk, now, tr("SKIP"), words, "K", _skip)


def _skip(desk: TrainingDesk, entry: EntryId, now: Instant) -> None:
    if desk.do([tc.SkipRepetition(desk.stage.session_now(now), entry)], now):
        desk.say(tr("{name} leaves one out.", name=_name(desk, entry)), now)


def ask_who_stops(desk: TrainingDesk, now: Instant) -> None:
    """Ask who stops for today; whoever has stopped goes on."""
    _ask(desk, now, tr("STOP"), tr("Who stops for today, or goes on?"), "X", _stop_or_go_on)


def _stop_or_go_on(desk: TrainingDesk, entry: EntryId, now: Instant) -> None:
    if desk.state.runners[entry].stopping is None:
        desk.prompt = ReasonAsked(desk, entry, now)
    elif desk.do([tc.GoOn(desk.stage.session_now(now), entry)], now):
        desk.say(tr("{name} goes on.", name=_name(desk, entry)), now)


def ask_who_was_missed(desk: TrainingDesk, now: Instant) -> None:
    """Ask who has come in without a time."""
    _ask(desk, now, tr("MISSED"), tr("Who has come in unseen?"), "M", _missed)


def _missed(desk: TrainingDesk, entry: EntryId, now: Instant) -> None:
    if desk.do([tc.MissStop(desk.stage.session_now(now), entry)], now):
        words = marked("{name} has come in without a time; T types one.")
        desk.say(tr(words, name=_name(desk, entry)), now)


def ask_who_changes(desk: TrainingDesk, now: Instant) -> None:
    """Ask who changes the group, and then to which."""
    if len(desk.state.groups) == 1:
        desk.refuse(tr("There is one group only."), now)
        return
    _ask(desk, now, tr("GROUP"), tr("Who changes the group?"), "J", _which_group)


def _which_group(desk: TrainingDesk, entry: EntryId, now: Instant) -> None:
    others = [each for each in desk.state.groups if each != desk.state.runners[entry].runner.group]
    if len(others) == 1:
        _join(desk, entry, others[0], now)
        return
    desk.prompt = GroupAsked(
        desk,
        now,
        badge=tr("GROUP"),
        words=tr("Which group does {name} run with?", name=_name(desk, entry)),
        again="",
        answer=lambda group, at: _join(desk, entry, group, at),
    )


def _join(desk: TrainingDesk, entry: EntryId, group: str, now: Instant) -> None:
    if desk.do([tc.ChangeGroup(desk.stage.session_now(now), entry, group)], now):
        words = marked("{name} runs with {group} from its next start on.")
        desk.say(tr(words, name=_name(desk, entry), group=group_label(group)), now)


def ask_whose_time(desk: TrainingDesk, now: Instant) -> None:
    """Ask whose time is typed."""
    _ask(desk, now, tr("TIME"), tr("Whose last time is typed?"), "T", ask_time)


def ask_time(desk: TrainingDesk, entry: EntryId, now: Instant, start: int | None = None) -> None:
    """Let a time of an athlete be typed: that of one start, by default of the last one."""
    runner = desk.state.runners[entry]
    attempt = _attempt(runner, start)
    if attempt is None:
        desk.refuse(tr("{name} has not started anything yet.", name=runner.runner.name), now)
        return
    number = desk.state.groups[attempt.group].number(attempt.rep)
    label = tr(
        "{name}, {number}: {distance}",
        name=runner.runner.name,
        number=number,
        distance=format_metres(attempt.distance),
    )
    known = "" if attempt.time is None else canonical(rounded(attempt.time, 2))
    desk.ask_for(
        FieldAsked(label, tr("its time"), known),
        lambda text, at: _type(desk, entry, attempt.start, text, at),
    )


def _attempt(runner: RunnerState, start: int | None) -> Attempt | None:
    return runner.last if start is None else runner.attempt_of(start)


def _type(desk: TrainingDesk, entry: EntryId, start: int, text: str, now: Instant) -> bool:
    try:
        elapsed = parse_time(text.replace(",", "."))
    except TimeSyntaxError as error:
        desk.refuse(sentence(str(error)), now)
        return False
    return desk.do([tc.TypeTime(desk.stage.session_now(now), entry, elapsed, start)], now)


def take_back(desk: TrainingDesk, lane: int, now: Instant) -> None:
    """Take the last time of the athlete with a key away; the press stays in the journal."""
    runner = desk.in_lane(lane)
    if runner is None:
        return
    name = runner.runner.name
    timed = [each for attempt in runner.attempts for each in attempt.splits]
    if not timed:
        desk.refuse(tr("{name} has no time yet.", name=name), now)
    elif desk.do([tc.DeleteSplit(desk.stage.session_now(now), timed[-1].seq)], now):
        desk.say(tr("The last time of {name} is taken away.", name=name), now)


def ask_for_note(desk: TrainingDesk, now: Instant) -> None:
    """Ask whom a note is about; its time is that of the key."""
    at = desk.stage.session_now(now)
    desk.prompt = RunnerAsked(
        desk,
        now,
        badge=tr("NOTE"),
        words=tr("Whom is the note about?"),
        again="W",
        answer=lambda entry, _: _ask_words(desk, entry, at),
        instead=(tr("everybody"), lambda _: _ask_words(desk, None, at)),
    )


def _ask_words(desk: TrainingDesk, entry: EntryId | None, at: Instant) -> None:
    whose = tr("Note") if entry is None else tr("Note: {name}", name=_name(desk, entry))

    def write(text: str, now: Instant) -> bool:
        return not text or _write_note(desk, tc.WriteNote(at, text, entry), now)

    desk.ask_for(FieldAsked(whose, tr("what there is to say")), write)


def add_note(desk: TrainingDesk, text: str, now: Instant) -> bool:
    """Note down what was typed without being asked for, about the session."""
    return not text or _write_note(desk, tc.WriteNote(desk.stage.session_now(now), text), now)


def _write_note(desk: TrainingDesk, note: tc.WriteNote, now: Instant) -> bool:
    done, said = desk.do([note], now), note.text.rstrip(".")
    if done and note.entry is None:
        desk.say(tr("Noted: {text}.", text=said), now)
    elif done and note.entry is not None:
        words = tr("Noted about {name}: {text}.", name=_name(desk, note.entry), text=said)
        desk.say(words, now)
    return done


def _ask_group(
    desk: TrainingDesk,
    now: Instant,
    badge: str,
    words: str,
    again: str,
    do: Callable[[TrainingDesk, str, Instant], object],
) -> None:
    """Ask which group is meant; where there is one, it is that."""
    if len(desk.state.groups) == 1:
        do(desk, next(iter(desk.state.groups)), now)
        return
    desk.prompt = GroupAsked(
        desk, now, badge=badge, words=words, again=again, answer=partial(do, desk)
    )


def ask_for_more(desk: TrainingDesk, now: Instant) -> None:
    """Ask which group runs more, and then what."""
    _ask_group(desk, now, tr("MORE"), tr("Which group runs more?"), "P", _ask_plan)


def _ask_plan(desk: TrainingDesk, group: str, now: Instant) -> None:
    del now

    def add(text: str, at: Instant) -> bool:
        instant = desk.stage.session_now(at)
        return not text or desk.do([tc.AddRepetitions(instant, group, text)], at)

    view = FieldAsked(tr("{group} runs more", group=group_label(group)), "2x200 in 29, 2'")
    desk.ask_for(view, add)


def ask_to_repeat(desk: TrainingDesk, now: Instant) -> None:
    """Ask which group runs its last repetition once more."""
    _ask_group(desk, now, tr("AGAIN"), tr("Which group runs the last one again?"), "R", _repeat)


def _repeat(desk: TrainingDesk, group: str, now: Instant) -> None:
    if desk.do([tc.RepeatRepetition(desk.stage.session_now(now), group)], now):
        words = marked("{group} runs the last repetition again, as the next one.")
        desk.say(tr(words, group=group_label(group)), now)


def ask_to_drop(desk: TrainingDesk, now: Instant) -> None:
    """Ask which group leaves its next repetition out."""
    _ask_group(desk, now, tr("DROP"), tr("Which group leaves the next one out?"), "Delete", _drop)


def _drop(desk: TrainingDesk, group: str, now: Instant) -> None:
    if desk.do([tc.DropRepetition(desk.stage.session_now(now), group)], now):
        words = marked("{group} leaves the next repetition out.")
        desk.say(tr(words, group=group_label(group)), now)


def ask_for_newcomer(desk: TrainingDesk, now: Instant) -> None:
    """Ask who else has come, and with which group."""
    _ask_group(
        desk, now, tr("ONE MORE"), tr("Which group does who comes run with?"), "O", _ask_name
    )


def _ask_name(desk: TrainingDesk, group: str, now: Instant) -> None:
    del now

    def take_in(name: str, at: Instant) -> bool:
        if not name:
            return True
        try:
            runner = newcomer(desk.state, name, group)
        except Refusal as refusal:
            desk.refuse(sentence(refusal.message.render(tr)), at)
            return False
        done = desk.do([tc.AddRunner(desk.stage.session_now(at), runner)], at)
        if done:
            words = marked("{name} has key {lane}.")
            desk.say(tr(words, name=name, lane=runner.lane), at)
        return done

    view = FieldAsked(tr("One more: {group}", group=group_label(group)), tr("the name"))
    desk.ask_for(view, take_in)


def cancel_start(desk: TrainingDesk, place: int, now: Instant) -> None:
    """Take the last start of the group with a letter for none; its presses are kept."""
    group = group_at(desk, place)
    if group is None:
        return
    if desk.do([tc.CancelStart(desk.stage.session_now(now), group)], now):
        words = marked("The last start of {group} counts no more; its presses are kept.")
        desk.say(tr(words, group=group_label(group)), now)


def group_at(desk: TrainingDesk, place: int) -> str | None:
    """Return the group that has a letter, None where none has it."""
    from ui.training.key_map import GROUP_LETTERS, letters_of

    names = tuple(desk.state.groups)
    letters = letters_of(names)
    letter = GROUP_LETTERS[place]
    return names[letters.index(letter)] if letter in letters else None


class Ending:
    """Ends the session at the second asking."""

    def __init__(self, desk: TrainingDesk) -> None:
        """Begin with none asked for."""
        self._desk = desk
        self._until: Instant | None = None

    def ask(self, now: Instant) -> None:
        """End the session if it was asked for just before, else say how."""
        if self._until is None or now > self._until:
            self._until = Instant(now + _SECOND_STEP)
            self._desk.say(tr("Press End again within 3 s to end the session."), now, "alert")
            return
        self._until = None
        if self._desk.do([tc.EndTraining(self._desk.stage.session_now(now))], now):
            self._desk.say(tr("The session is over. Undo goes on with it."), now)


def _name(desk: TrainingDesk, entry: EntryId) -> str:
    return desk.state.runners[entry].runner.name
