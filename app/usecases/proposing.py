"""What would a race that was found become in the library? A proposal, to be looked at first.

Times are nanoseconds, distances millimetres. A mark that the file does not name is proposed and
has to be confirmed; nothing is stored from here (app/usecases/accepting.py, importing.py).
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.domain.course import Distance, format_metres
from app.domain.disciplines import DISCIPLINES, Discipline
from app.domain.refusals import BadPlan, Refusal
from app.domain.times import Duration
from app.formats.results.found import Found, FoundRace, FoundRunner
from app.language import marked, tr
from app.usecases.geometry import Choice, in_words
from app.usecases.lengths import length_of
from app.usecases.naming_event import event_in, event_of_distance
from app.usecases.new_race import event_of
from app.usecases.placed import Marked, Placed, same_time
from app.usecases.placing import place

UNCONFIRMED = marked("the marks wait for somebody to confirm them")
WHICH_EVENT = marked("which event it was is not in the file: name it, like 1500 or mile")


class Answers(NamedTuple):
    """What the user said of a race; what is empty is found or proposed.

    `event` as on the command line, `lap` a length (`400`, `200`, `440 y`), `line` `finish-line` or
    `from-start`, `marks` as in app.usecases.new_race (`400, 800, 1200`, `every 100`). `confirmed`
    says that the marks that are proposed are right. `date` is the day, like `2026-11-21`.
    """

    event: str = ""
    lap: str = ""
    line: str = ""
    marks: str = ""
    confirmed: bool = False
    date: str = ""


_WATCH_SHARE = 0.03
NOTHING_SAID = Answers()


class Proposal(NamedTuple):
    """One race as it would be stored.

    `event` is None and there are no marks while nobody knows the event. `why` says where the marks
    come from; `asks` that they were proposed and nobody has confirmed them. `choices` are the
    geometries that the number of times fits, the one in use first; their `marks` written out are
    an answer. `race` is what was found; `date` its day as it would be stored, like `2026-11-21`,
    empty where nobody says one. `runners` have each time at its mark. `problem` is one sentence on why the race
    cannot be stored as it is, or empty; `notes` are sentences of doubt.
    """

    race: FoundRace
    form: str
    source: str
    answers: Answers
    title: str
    date: str
    event: Discipline | None
    lap: Distance
    line: str
    marks: tuple[Distance, ...]
    why: str
    asks: bool
    choices: tuple[Choice, ...]
    runners: tuple[Placed, ...]
    problem: str
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be stored now."""
        return not self.problem and not self.asks

    @property
    def is_start_list(self) -> bool:
        """Whether nobody in it has a time, a missed mark or dropped out: a race still to come."""
        return not any(_has_run(each) for each in self.race.runners)

    @property
    def sentence(self) -> str:
        """What keeps it from being stored: the problem, or the question; empty when nothing."""
        if self.problem:
            return self.problem
        return f"{tr(UNCONFIRMED)}: {self.why}" if self.asks else ""


def propose(
    found: Found, source: str, answers: Answers | Sequence[Answers] = NOTHING_SAID
) -> tuple[Proposal, ...]:
    """Return a proposal for each race of a file; `answers` go for all, or one for each.

    Nothing is raised for a race that cannot be stored: its proposal says why. What is doubtful about
    the file goes with each of its races.
    """
    each = [answers] * len(found.races) if isinstance(answers, Answers) else answers
    return tuple(
        propose_race(race._replace(notes=(*found.notes, *race.notes)), found.form, source, said)
        for race, said in zip(found.races, each, strict=True)
    )


def again(proposal: Proposal, answers: Answers) -> Proposal:
    """Return the proposal for the same race with other answers."""
    return propose_race(proposal.race, proposal.form, proposal.source, answers)


def propose_race(race: FoundRace, form: str, source: str, answers: Answers) -> Proposal:
    """Return what `race` would become with `answers`."""
    said = answers.date.strip()
    bare = Proposal(
        race=race,
        form=form,
        source=source,
        answers=answers,
        title=race.title or race.event or source,
        date=_day(said or race.date),
        event=None,
        lap=Distance(0),
        line="",
        marks=(),
        why="",
        asks=False,
        choices=(),
        runners=(),
        problem="",
        notes=race.notes if said else (*race.notes, *_doubt_of_date(race)),
    )
    try:
        event, guessed = _event(race, answers)
        if event is None:
            return bare._replace(problem=tr(WHICH_EVENT))
        lap = _lap(race, event, answers)
        placed = place(race, event, lap, line=answers.line, marks=answers.marks)
    except Refusal as refusal:
        return bare._replace(problem=str(refusal))
    filled = _filled(bare, event, lap, placed, guessed)
    return filled._replace(problem=_no_day(said)) if said and not bare.date else filled


def _filled(
    bare: Proposal, event: Discipline, lap: Distance, placed: Marked, guessed: str
) -> Proposal:
    proposed = placed.proposed or bool(guessed)
    why = "; ".join(each for each in (guessed, placed.why) if each)
    return bare._replace(
        title=bare.race.title or bare.race.event or event.title,
        event=event,
        lap=lap,
        line=placed.line,
        marks=placed.marks,
        why=why,
        asks=proposed and not bare.answers.confirmed,
        choices=placed.choices,
        runners=placed.runners,
        problem=placed.problem,
        notes=(*bare.notes, *placed.notes),
    )


def _event(race: FoundRace, answers: Answers) -> tuple[Discipline | None, str]:
    """Return the event, and the sentence for it where it was concluded from the times alone."""
    if answers.event.strip():
        return event_of(answers.event), ""
    named = event_in(race.event) or event_in(race.title)
    if race.distance is not None:
        if named is not None and abs(named.distance - race.distance) < 1000:
            return named, ""
        return event_of_distance(race.distance), ""
    if named is not None:
        return named, ""
    return _by_times(race)


def _by_times(race: FoundRace) -> tuple[Discipline | None, str]:
    """Conclude the event from the last mark, or from what a watch measured; both are said."""
    splits = [each for runner in race.runners for each in runner.splits]
    last = Distance(max((each.mark or 0 for each in splits), default=0))
    event = event_of_distance(last) if last else None
    if event in DISCIPLINES:
        assert event is not None, "it is one of them"
        if any(_came_home(runner, last) for runner in race.runners):
            return event, ""
        if any(_went_on(runner, last) for runner in race.runners):
            return None, ""
        return event, tr(
            "{title} is taken from the last mark, {last}",
            title=event.title,
            last=format_metres(last),
        )
    measured = max((each.measured or 0 for each in splits), default=0)
    near = [each for each in DISCIPLINES if abs(each.distance - measured) < measured * _WATCH_SHARE]
    flat = [each for each in near if not each.name.endswith("sc")]
    if not flat:
        return None, ""
    event = min(flat, key=lambda each: abs(each.distance - measured))
    said = format_metres(Distance(round(measured, -3)))
    return event, tr(
        "{title} is taken from the {time} that the watch measured", title=event.title, time=said
    )


def _came_home(runner: FoundRunner, last: Distance) -> bool:
    """Whether the time at the last mark is the result as well, so that it is the finish."""
    at_last = [each.time for each in runner.splits if each.mark == last]
    return bool(at_last) and runner.finish is not None and same_time(at_last[0], runner.finish)


def _went_on(runner: FoundRunner, last: Distance) -> bool:
    """Whether the result is later than the time at the last mark, so that the finish is farther."""
    at_last = [each.time for each in runner.splits if each.mark == last]
    return bool(at_last) and runner.finish is not None and runner.finish > at_last[0]


def _doubt_of_date(race: FoundRace) -> tuple[str, ...]:
    """Doubt the date of a file that could be two days."""
    if not race.date or _day(race.date):
        return ()
    return (tr('the date "{date}" is left out: expected one like 2026-11-21', date=race.date[:40]),)


def _no_day(text: str) -> str:
    return str(BadPlan(what=tr("the date"), found=text, expected=tr("a day like 2026-11-21")))


def _day(text: str) -> str:
    """Return a day of the calendar as `2026-11-21`, empty for a text that is none."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""


def _lap(race: FoundRace, event: Discipline, answers: Answers) -> Distance:
    if answers.lap.strip():
        return length_of(tr("lap length"), answers.lap, tr("one like 400, 440 y or 396.08"))
    return race.lap or event.lap


def _has_run(runner: FoundRunner) -> bool:
    return bool(runner.splits or runner.missed or runner.finish or runner.status)


def marks_in_words(proposal: Proposal) -> str:
    """Return the marks of a proposal as a coach reads them."""
    return in_words(proposal.marks) if proposal.marks else ""


def times_of(runner: Placed) -> tuple[Duration, ...]:
    """Return the times of a runner in the order of the marks."""
    return tuple(each.time for each in runner.splits)
