"""How is a training session understood while it is being planned, and may it be armed?

The form holds the raw texts of the fields; the view says of each what it was taken for, or which of
its characters are wrong. Places are characters from 0, the end not included.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.analysis.training.planned_times import (
    aim_text,
    different,
    groups_of,
    nobody_is,
)
from app.domain.course import Distance
from app.domain.refusals import BadPlan, BadSession, Refusal
from app.domain.training.plan_format import with_unit
from app.domain.training.plan_reading import distance_words, reading
from app.domain.training.rep_target import Aimed, Missing
from app.domain.training.roster import RosterAthlete
from app.domain.training.schedule import start_of
from app.domain.training.session_plan import SessionPlan
from app.domain.training.session_setup import TrainingSetup, plan_of, runners_of
from app.domain.training.tokens import StrangeCharacter, tokens_of
from app.language import marked, tr, tr_count
from app.usecases.entrants import NOBODY
from app.usecases.roster_text import read_roster
from app.usecases.training_book import LONGEST_PLAN
from ui.viewstate.head import Switch
from ui.viewstate.plan_starts import starts_switch
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.wording import DOT, sentence

UNTITLED = "Training"
TALL_UP_TO = 6
"""So many athletes have two lines each."""
_MOST_NAMES = 3
_LONGEST_ROSTER = 10_000
_MOST_LINES = 40
_NOBODY = f"1: {NOBODY}"
_UNNAMED = RosterAthlete(name="", lane=1)
EXAMPLES = (
    ("6 x 300 in 43, 3:00", marked("six times 300 m with 3 minutes between")),
    ("3 x (4 x 300 in 43, 1:30) / 5:00", marked("three sets of four, 5 minutes between sets")),
    ("6x1000 @ 5k pace, 2'", marked("at the pace of each one's best over 5000 m")),
    ("300-400-500-400-300 @ mile pace of 3:59.99, 200 jog", marked("a ladder, at race pace")),
    ("5x1000 (A 3:05-3:10, B 3:20), 2' + 5' + 4x300 (A 46, B 49), 100 jog", marked("two groups")),
    ("8x440y in 62, next one at 3:00", marked("a start every 3 minutes, whoever runs")),
    ("10x200 @ 95% of 800 pb, walk back", marked("a share of each one's best")),
    ("4x600 with splits every 200 in 1:36, 4'", marked("with times inside the repetition")),
)
"""Plans as coaches write them, and what is special about each."""
ROSTER_EXAMPLES = (
    ("Ann", marked("the next free key")),
    ("B: Bea, Cia", marked("two of group B")),
    ("Di, 5k 15:30", marked("a best, for targets at 5k pace")),
    ("Eve, goal mile 4:20", marked("a goal race, for goal pace")),
    ("Flo, 300 in 45", marked("a target of her own")),
    ("7: Gil", marked("has key 7")),
)
"""What can be typed beside a plain name, and what it means."""


class PlannerForm(NamedTuple):
    """What stands in the fields: the name of the session, its plan and who runs, as typed."""

    title: str = ""
    plan: str = ""
    roster: str = ""


class Place(NamedTuple):
    """Characters of a text, from `start` up to and without `end`."""

    start: int
    end: int


class Said(NamedTuple):
    """Words about a field in a tone, and the place in it that is wrong."""

    words: str
    tone: str = MUTED
    fault: Place | None = None


class AthleteRow(NamedTuple):
    """An athlete before the first start.

    The one athlete of an empty roster has no name. `later` is how long after the first group the own one starts. `first` is the first repetition
    with its target, `more` the other ones that differ, `why` what is missing for a target.
    """

    lane: int
    name: str
    group: str
    later: str
    first: str
    more: str = ""
    why: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of the row."""
        parts = (str(self.lane), self.name, self.group, self.later, self.first, self.why)
        return " ".join(each for each in parts if each)


class PlannerView(NamedTuple):
    """Everything that the planner shows beside the texts themselves."""

    reading: Said
    roster: Said
    rows: tuple[AthleteRow, ...]
    starts: Switch | None
    summary: Said
    can_arm: bool


def planner_view(form: PlannerForm) -> PlannerView:
    """Return what the planner shows of `form`."""
    plan, read = _plan(form.plan)
    athletes, named = _athletes(form.roster)
    if plan is not None and named.tone != ALERT:
        named = _together(form, named)
    alone = (_UNNAMED,) if plan is not None and not form.roster.strip() else ()
    rows = tuple(_row(plan, each, athletes) for each in athletes or alone)
    roster = named if named.tone == ALERT else _with_notes(plan, athletes, named, rows)
    can_arm = plan is not None and named.tone != ALERT
    return PlannerView(
        reading=read,
        roster=roster,
        rows=rows,
        starts=None if plan is None else starts_switch(plan, groups_of(athletes)),
        summary=_summary(form, plan, named),
        can_arm=can_arm,
    )


def setup_of(form: PlannerForm, date: str = "") -> TrainingSetup:
    """Return the session that `form` asks for; raise a `Refusal` where there is none."""
    roster = form.roster if form.roster.strip() else _NOBODY
    return TrainingSetup(
        title=" ".join(form.title.split()) or UNTITLED,
        plan=form.plan.strip(),
        runners=runners_of(read_roster(roster)),
        date=date,
    )


def _plan(text: str) -> tuple[SessionPlan | None, Said]:
    if not text.strip():
        return None, Said(tr("Type the session as you would write it down, or take one below."))
    if len(text) > LONGEST_PLAN:
        return None, _too_long(text, LONGEST_PLAN)
    try:
        plan = plan_of(text)
    except BadSession as refusal:
        return None, _wrong_plan(text, refusal)
    except Refusal as refusal:
        return None, Said(sentence(str(refusal)), ALERT)
    return plan, Said(sentence(reading(plan)), INK)


def _wrong_plan(text: str, refusal: BadSession) -> Said:
    """A plan that only ends too early is not wrong yet: somebody is typing it."""
    said = dict(refusal.message.args)
    start = int(said["place"]) - 1
    if not text[start:].strip():
        return Said(tr("Not finished: expected {expected}.", expected=said["expected"]))
    words = tr(
        "Found {found}, expected {expected}.", found=said["found"], expected=said["expected"]
    )
    return Said(words, ALERT, Place(start, _end_of_piece(text, start)))


def _end_of_piece(text: str, start: int) -> int:
    """Return where the word, number or sign ends that begins at `start`."""
    try:
        ends = (each.end for each in tokens_of(text) if each.start == start < each.end)
        return next(ends, start + 1)
    except StrangeCharacter:
        return start + 1


def _athletes(text: str) -> tuple[tuple[RosterAthlete, ...], Said]:
    """Return who runs; of a roster with a mistake those above it."""
    if not text.strip():
        return (), Said(tr("Nobody is named: one athlete on key 1."))
    if len(text) > _LONGEST_ROSTER:
        return (), _too_long(text, _LONGEST_ROSTER)
    try:
        athletes = read_roster(text)
    except Refusal as refusal:
        return _above_the_mistake(text), _wrong_roster(text, refusal)
    return athletes, Said(_counted(athletes))


def _too_long(text: str, most: int) -> Said:
    """What a key is waited for has to be read in a moment."""
    found = f"{len(text):,}"
    words = tr("Found {found} characters, expected at most {most}.", found=found, most=f"{most:,}")
    return Said(words, ALERT)


def _above_the_mistake(text: str) -> tuple[RosterAthlete, ...]:
    lines = text.splitlines()
    for count in range(min(len(lines), _MOST_LINES) - 1, 0, -1):
        try:
            return read_roster("\n".join(lines[:count]))
        except Refusal:
            continue
    return ()


def _wrong_roster(text: str, refusal: Refusal) -> Said:
    words = sentence(str(refusal))
    found = dict(refusal.message.args).get("found", "").strip('"')
    at = text.find(found) if found and isinstance(refusal, BadPlan) else -1
    once = at >= 0 and text.find(found, at + 1) < 0
    return Said(words, ALERT, Place(at, at + len(found)) if once else None)


def _together(form: PlannerForm, named: Said) -> Said:
    """Say what is wrong with athletes who are right one by one: a name twice, say."""
    try:
        setup_of(form)
    except Refusal as refusal:
        return Said(sentence(str(refusal)), ALERT)
    return named


def _counted(athletes: Sequence[RosterAthlete]) -> str:
    groups = [each for each in groups_of(athletes) if each]
    who = tr_count("{count} athlete", "{count} athletes", len(athletes))
    if not groups:
        return f"{who}."
    return tr_count(
        "{who} in {count} group: {names}.",
        "{who} in {count} groups: {names}.",
        len(groups),
        who=who,
        names=", ".join(groups),
    )


def _with_notes(
    plan: SessionPlan | None,
    athletes: Sequence[RosterAthlete],
    named: Said,
    rows: Sequence[AthleteRow],
) -> Said:
    """Say whom the plan names in vain, and of many athletes who lacks a time a target rests on."""
    notes = [named.words]
    nobody = nobody_is(plan, athletes) if plan is not None and athletes else ()
    if nobody:
        names = ", ".join(nobody[:_MOST_NAMES]) + (" \u2026" if len(nobody) > _MOST_NAMES else "")
        notes.append(tr("The plan names {names}, and nobody here is called so.", names=names))
    lacking = [each for each in rows if each.why] if len(rows) > TALL_UP_TO else []
    if lacking:
        first = f"{lacking[0].name}: {lacking[0].why}"
        others = tr_count("one more", "{count} more", len(lacking) - 1)
        notes.append(f"{first}, {others}." if len(lacking) > 1 else f"{first}.")
    return Said(" ".join(notes))


def _row(
    plan: SessionPlan | None, athlete: RosterAthlete, athletes: Sequence[RosterAthlete]
) -> AthleteRow:
    row = AthleteRow(athlete.lane, athlete.name, athlete.group, "", "")
    if plan is None:
        return row
    after = start_of(plan, athlete.group, groups_of(athletes))
    asked = different(plan, athlete)
    first, *others = dict.fromkeys(_asked_words(*each) for each in asked)
    missing = (str(aim.message) for _, aim in asked if isinstance(aim, Missing))
    return row._replace(
        later=f"+{with_unit(after)}" if after else "",
        first=first,
        more=DOT.join(others),
        why=next(missing, ""),
    )


def _asked_words(distance: Distance, aim: Aimed | Missing | None) -> str:
    words = distance_words(distance)
    if aim is None:
        return words
    if isinstance(aim, Missing):
        return tr("{distance}: no time", distance=words)
    return tr("{distance} in {time}", distance=words, time=aim_text(aim))


def _summary(form: PlannerForm, plan: SessionPlan | None, named: Said) -> Said:
    if plan is None and not form.plan.strip():
        return Said("")
    if plan is None:
        return Said(tr("The plan cannot be armed yet."))
    if named.tone == ALERT:
        return Said(tr("The roster cannot be armed yet."))
    return Said(tr("Return arms it, Ctrl+Return from the athletes."), INK)


def from_setup(setup: TrainingSetup, roster: str) -> PlannerForm:
    """Return the form that asks for `setup`, whose athletes `roster` names."""
    title = "" if setup.title == UNTITLED else setup.title
    return PlannerForm(title, setup.plan, "" if roster == _NOBODY else f"{roster}\n")
