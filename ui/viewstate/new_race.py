"""How is a new race understood while it is being filled in, and may it be armed?

The form holds the raw texts of the fields; the view says of each what it was taken for, or what
is wrong with it. Distances are millimetres.
"""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.course import (
    Course,
    Distance,
    crossings,
    format_metres,
    mark_name,
    start_line,
)
from app.domain.disciplines import DISCIPLINES
from app.domain.refusals import Refusal
from app.domain.target import Target
from app.domain.times import canonical, format_time
from app.usecases.new_race import (
    CHAMPIONSHIP,
    CROSSINGS,
    EVERY,
    FINISH,
    PACED,
    START,
    RaceRequest,
    course_of,
    entrants_of,
    event_of,
    lap_of,
    line_of,
)
from app.usecases.targets import default_targets, shipped_for, target_of
from ui.viewstate.head import Switch
from ui.viewstate.target_form import UNREADABLE, Read, described
from ui.viewstate.wording import sentence

OTHER = "other"
LIST = "list"
TWO_HUNDRED = "200"
EVENTS = tuple(each.title for each in DISCIPLINES)
LAPS = ("400 m", "200 m", "440 y", "396.08 m", "419.41 m")
_STANDS = {
    FINISH: "finish line",
    START: "where it starts",
    TWO_HUNDRED: "200 m to go",
    OTHER: "other",
}
_MARKS = {
    CROSSINGS: "each crossing",
    f"{EVERY}100": "every 100 m",
    f"{EVERY}200": "200 m",
    f"{EVERY}400": "400 m",
    LIST: "a list",
}
_CLASSES = {"": "not known", PACED: "paced", CHAMPIONSHIP: "championship"}
_MANY = 14
_EVEN = "even pace"
_BEFORE = "100"


class NewRaceForm(NamedTuple):
    """What stands in the fields.

    `before` is the place of an operator who stands at none of the usual ones, `listed` the list
    of marks, `athletes` one name a line. `added` are targets that were typed, `typed` the one
    that is being typed; `turned` are the targets whose tick is not as it was at first.
    """

    event: str = "Mile"
    lap: str = ""
    stand: str = FINISH
    before: str = ""
    marks: str = CROSSINGS
    listed: str = ""
    keep_short: bool = False
    athletes: str = ""
    added: tuple[str, ...] = ()
    typed: str = ""
    turned: tuple[str, ...] = ()
    race_class: str = ""
    venue: str = ""


class Said(NamedTuple):
    """What a field was taken for, or what is wrong with it."""

    words: str
    wrong: bool = False


class TargetRow(NamedTuple):
    """A target that can be ticked; `text` is what is typed for it, `wrong` why it is none."""

    text: str
    id: str
    name: str
    time: str
    ticked: bool
    wrong: str = ""


class NewRaceView(NamedTuple):
    """The words beside the fields, the choices, and whether the race can be armed."""

    event: Said
    lap: Said
    usual_lap: str
    stand: Said
    marks: Said
    short: str
    athletes: Said
    targets: Said
    typed: Said
    rows: tuple[TargetRow, ...]
    stands: Switch
    stand_counts: bool
    ways: Switch
    classes: Switch
    can_arm: bool
    summary: str


def request_of(form: NewRaceForm) -> RaceRequest:
    """Return what the form asks for, the targets aside: those come from the view's rows."""
    return RaceRequest(
        event=form.event,
        lap=form.lap,
        stand=form.before if form.stand == OTHER else form.stand,
        marks=form.listed if form.marks == LIST else form.marks,
        keep_short=form.keep_short,
        athletes=tuple(form.athletes.splitlines()),
        race_class=form.race_class,
        venue=form.venue,
    )


def whole_request(form: NewRaceForm, read: Read = target_of) -> RaceRequest:
    """Return everything that the form asks for; what is being typed is a target too."""
    rows = new_race_view(form, read).rows
    typed = (form.typed,) if form.typed.strip() else ()
    ticked = tuple(row.text for row in rows if row.ticked)
    return request_of(form)._replace(targets=(*typed, *ticked))


def with_choice(form: NewRaceForm, switch: str, value: str) -> NewRaceForm:
    """Return the form with another option of a switch; what is then typed begins with a proposal.

    A list of marks begins with those that were asked for before.
    """
    if switch == "class":
        return form._replace(race_class=value)
    if switch == "stand":
        return form._replace(stand=value, before=form.before or _BEFORE)
    listed = form.listed or _listed(request_of(form))
    return form._replace(marks=value, listed=listed)


def _listed(request: RaceRequest) -> str:
    try:
        marks = course_of(request).marks
    except Refusal:
        return ""
    return ", ".join(format_metres(mark).removesuffix(" m") for mark in marks)


def turned(form: NewRaceForm, text: str) -> NewRaceForm:
    """Return the form with the tick of the target `text` turned over."""
    if text in form.turned:
        return form._replace(turned=tuple(each for each in form.turned if each != text))
    return form._replace(turned=(*form.turned, text))


def with_typed_added(form: NewRaceForm, read: Read = target_of) -> NewRaceForm:
    """Return the form with the target that is being typed in the list; as it is when it is none."""
    view = new_race_view(form, read)
    if not form.typed.strip() or view.event.wrong or view.typed.wrong:
        return form
    text = " ".join(form.typed.split())
    id = read(text, event_of(form.event).distance).id
    emptied = form._replace(typed="")
    row = next((each for each in new_race_view(emptied, read).rows if each.id == id), None)
    if row is None:
        return emptied._replace(added=(*form.added, text))
    return emptied if row.ticked else turned(emptied, row.text)


def new_race_view(form: NewRaceForm, read: Read = target_of) -> NewRaceView:
    """Return what is shown of `form`; `read` reads a target, from the library too where it can."""
    request = request_of(form)
    event = _said(lambda: format_metres(event_of(form.event).distance))
    lap = _said(lambda: sentence(_laps(request))) if not event.wrong else Said("")
    sound = not (event.wrong or lap.wrong)
    stand = _said(lambda: _place(request)) if sound else Said("")
    marks = _said(lambda: marks_in_words(course_of(request))) if sound else Said("")
    marks = Said("") if stand.wrong else marks
    athletes = _said(lambda: _lanes(request))
    distance = None if event.wrong else event_of(form.event).distance
    rows = () if distance is None else _rows(form, distance, read)
    typed = Said("") if distance is None else _typed(form, distance, rows, read)
    targets = _chosen(form, distance, rows)
    wrong = [s for s in (event, lap, stand, marks, athletes, typed, targets) if s.wrong]
    return NewRaceView(
        event=event,
        lap=lap,
        usual_lap="" if event.wrong else format_metres(event_of(form.event).lap),
        stand=stand,
        marks=marks,
        short=_short(form, request) if sound and not stand.wrong else "",
        athletes=athletes,
        targets=targets,
        typed=typed,
        rows=rows,
        stands=Switch("stand", "You stand at", tuple(_STANDS.items()), form.stand, _STAND_WHY),
        stand_counts=form.marks == CROSSINGS,
        ways=Switch("marks", "Times at", tuple(_MARKS.items()), form.marks, _MARKS_WHY),
        classes=Switch(
            "class", "Kind of race", tuple(_CLASSES.items()), form.race_class, _CLASS_WHY
        ),
        can_arm=not wrong,
        summary=wrong[0].words if wrong else _READY,
    )


_STAND_WHY = "The line you look along decides which distance each press belongs to."
_MARKS_WHY = "The distances that get a time; the finish is always one of them."
_CLASS_WHY = "Paced races and championships are run differently: projections follow it."
_READY = "Return arms the race, Return again starts its clock."


def _said(words: Callable[[], str]) -> Said:
    try:
        return Said(words())
    except Refusal as refusal:
        return Said(sentence(str(refusal.message)), wrong=True)


def _laps(request: RaceRequest) -> str:
    distance, lap = event_of(request.event).distance, lap_of(request)
    laps, first = divmod(distance, lap)
    if laps == 0:
        return f"less than a lap of {format_metres(lap)}"
    whole = f"{laps} {'lap' if laps == 1 else 'laps'} of {format_metres(lap)}"
    return f"a first part of {format_metres(Distance(first))}, then {whole}" if first else whole


def _place(request: RaceRequest) -> str:
    line = line_of(request)
    if request.marks != CROSSINGS:
        return "These marks are counted from the start, wherever you stand."
    if request.stand not in (FINISH, START):
        return f"A line {format_metres(line)} before the finish."
    start = start_line(event_of(request.event).distance, lap_of(request))
    if start == 0:
        return "The race starts at the finish line."
    return f"The race starts {format_metres(start)} before the finish line."


def marks_in_words(course: Course) -> str:
    """Return the marks as a coach says them: `409 m, 809 m, 1209 m, finish`."""
    names = [mark_name(course, mark) for mark in course.marks]
    if len(names) > _MANY:
        return f"{', '.join(names[:3])} \u2026 {', '.join(names[-3:])}: {len(names)} marks"
    return ", ".join(names)


def _short(form: NewRaceForm, request: RaceRequest) -> str:
    """Name the crossings that are too near an end to be timed unless somebody asks for them."""
    if form.marks != CROSSINGS:
        return ""
    distance, lap, line = event_of(request.event).distance, lap_of(request), line_of(request)
    some = crossings(distance, lap, before_finish=line)
    more = crossings(distance, lap, before_finish=line, keep_short=True)
    dropped = [mark for mark in more if mark not in some]
    return f"also at {' and '.join(f'{mark // 1000} m' for mark in dropped)}" if dropped else ""


def _lanes(request: RaceRequest) -> str:
    entrants = entrants_of(request.athletes)
    if len(entrants) > 1:
        return f"{len(entrants)} athletes: keys 1 to {len(entrants)}, or F1 to F{len(entrants)}."
    known = any(each.strip() for each in request.athletes)
    return "1 athlete: Space, or key 1." if known else "One athlete without a name."


def _rows(form: NewRaceForm, distance: Distance, read: Read) -> tuple[TargetRow, ...]:
    defaults = {each.id for each in default_targets(distance)}
    shipped = [each.target for each in shipped_for(distance)]
    if not shipped and (form.added or form.typed.strip()):
        defaults = set()
    offered = [
        _row(form, each.id, each, on=each.id in defaults)
        for each in shipped or default_targets(distance)
    ]
    return (*(_added(form, text, distance, read) for text in form.added), *offered)


def _added(form: NewRaceForm, text: str, distance: Distance, read: Read) -> TargetRow:
    try:
        return _row(form, text, read(text, distance), on=True)
    except UNREADABLE as error:
        ticked = text not in form.turned
        return TargetRow(text, text, text, "\u2013", ticked, sentence(str(error)))


def _row(form: NewRaceForm, text: str, target: Target, *, on: bool) -> TargetRow:
    timed = target.name == canonical(target.finish)
    name = _EVEN if timed else target.name.partition(" = ")[0]
    return TargetRow(text, target.id, name, format_time(target.finish), on != (text in form.turned))


def _typed(form: NewRaceForm, distance: Distance, rows: tuple[TargetRow, ...], read: Read) -> Said:
    if not form.typed.strip():
        return Said("")
    try:
        target = read(form.typed, distance)
    except UNREADABLE as error:
        return Said(sentence(str(error)), wrong=True)
    if any(row.ticked and row.id == target.id for row in rows):
        return Said(f"Already in the list: {described(target)}.", wrong=True)
    return Said(f"Understood as {described(target)}.")


def _chosen(form: NewRaceForm, distance: Distance | None, rows: tuple[TargetRow, ...]) -> Said:
    if distance is None:
        return Said("")
    ticked = [row for row in rows if row.ticked]
    faulty = [row.wrong for row in ticked if row.wrong]
    if faulty:
        return Said(faulty[0], wrong=True)
    if form.typed.strip():
        return Said("The gap is shown to the one being typed; T switches.")
    if not ticked:
        return Said("Tick a target or type one: the gap needs a line.", wrong=True)
    if not shipped_for(distance) and not form.added:
        return Said("None is built in for this distance: even laps of 60 s until you type one.")
    first = ticked[0]
    name = first.time if first.name == _EVEN else first.name
    return Said(f"The gap is shown to {name} first; T switches.")
