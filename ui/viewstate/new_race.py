"""How is a new race understood while it is being filled in, and may it be armed?

The form holds the raw texts of the fields; the view says of each what it was taken for, or what
is wrong with it. Distances are millimetres.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.disciplines import DISCIPLINES
from app.domain.plan import ATHLETE
from app.domain.refusals import Refusal
from app.domain.said import format_metres, format_time
from app.domain.target import Target
from app.domain.times import canonical
from app.language import marked, tr
from app.usecases.best_times import KINDS
from app.usecases.entrants import NOBODY, Entered, entered
from app.usecases.new_race import (
    CHAMPIONSHIP,
    CROSSINGS,
    EVERY,
    FINISH,
    PACED,
    START,
    RaceRequest,
    course_of,
    event_of,
)
from app.usecases.targets import default_targets, shipped_for, target_of
from ui.viewstate.course_words import (
    laps_in_words,
    marks_in_words,
    place_in_words,
    short_in_words,
)
from ui.viewstate.head import Switch
from ui.viewstate.key_rows import KeyRow, key_rows, keys_said, with_bests
from ui.viewstate.target_form import UNREADABLE, Read, described
from ui.viewstate.wording import sentence

TAKES_BESTS = marked("Ctrl+B: the best times from the library.")
OTHER = "other"
LIST = "list"
TWO_HUNDRED = "200"
EVENTS = tuple(each.title for each in DISCIPLINES)
LAPS = ("400 m", "200 m", "440 y", "396.08 m", "419.41 m")
_STANDS = {
    FINISH: marked("finish line"),
    START: marked("where it starts"),
    TWO_HUNDRED: marked("200 m to go"),
    OTHER: marked("other"),
}
_MARKS = {
    CROSSINGS: marked("each crossing"),
    f"{EVERY}100": marked("every 100 m"),
    f"{EVERY}200": "200 m",
    f"{EVERY}400": "400 m",
    LIST: marked("a list"),
}
_CLASSES = {"": marked("not known"), PACED: marked("paced"), CHAMPIONSHIP: marked("championship")}
_EVEN = marked("even pace")
_BEFORE = "100"


class NewRaceForm(NamedTuple):
    """What stands in the fields.

    `before` is the place of an operator who stands at none of the usual ones, `listed` the list
    of marks, `athletes` what app.usecases.entrants reads. `added` are targets that were typed,
    `typed` the one that is being typed; `turned` are the targets whose tick is not as it was at
    first, `first` the one that the gap is shown to, where that is not the first of the list.
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
    first: str = ""
    race_class: str = ""
    venue: str = ""
    date: str = ""
    title: str = ""


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
    keys: tuple[KeyRow, ...]
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
        date=form.date,
        title=form.title,
    )


def whole_request(form: NewRaceForm, read: Read = target_of) -> RaceRequest:
    """Return everything that the form asks for; what is being typed is a target too."""
    rows = new_race_view(form, read).rows
    request = request_of(form)
    typed = (form.typed,) if form.typed.strip() else ()
    ticked = tuple(row.text for row in _ticked(form, rows))
    return request._replace(targets=(*typed, *ticked) or _own_first(request, read))


def _own_first(request: RaceRequest, read: Read) -> tuple[str, ...]:
    """Without a tick the race has the lines that athletes have for themselves, and no others."""
    _, runners = _athletes(request, event_of(request.event).distance, read)
    return tuple(each.id for each in runners.targets[:1])


def _ticked(form: NewRaceForm, rows: tuple[TargetRow, ...]) -> list[TargetRow]:
    """Return the chosen rows, the one that the gap is shown to first."""
    return sorted((row for row in rows if row.ticked), key=lambda row: row.id != form.first)


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


def with_bests_taken(form: NewRaceForm, read: Read, place: int | None = None) -> NewRaceForm:
    """Return the form with the best times that the library knows: of all, or of one row."""
    distance = event_of(form.event).distance
    return form._replace(athletes=with_bests(form.athletes, distance, read, place))


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
    lap = _said(lambda: sentence(laps_in_words(request))) if not event.wrong else Said("")
    sound = not (event.wrong or lap.wrong)
    stand = _said(lambda: place_in_words(request)) if sound else Said("")
    marks = _said(lambda: marks_in_words(course_of(request))) if sound else Said("")
    marks = Said("") if stand.wrong else marks
    distance = None if event.wrong else event_of(form.event).distance
    athletes, runners = _athletes(request, distance, read)
    rows = () if distance is None else _rows(form, distance, runners, read)
    typed = Said("") if distance is None else _typed(form, distance, rows, read)
    targets = _chosen(form, distance, rows, runners)
    keys = () if distance is None else key_rows(form.athletes, distance, read)
    if not athletes.wrong and any(each.offer for each in keys):
        athletes = Said(f"{athletes.words} {tr(TAKES_BESTS)}")
    wrong = [s for s in (event, lap, stand, marks, athletes, typed, targets) if s.wrong]
    return NewRaceView(
        event=event,
        lap=lap,
        usual_lap="" if event.wrong else format_metres(event_of(form.event).lap),
        stand=stand,
        marks=marks,
        short=short_in_words(request) if sound and not stand.wrong else "",
        athletes=athletes,
        keys=keys,
        targets=targets,
        typed=typed,
        rows=rows,
        stands=_switch("stand", tr("You stand at"), _STANDS, form.stand, _STAND_WHY),
        stand_counts=form.marks == CROSSINGS,
        ways=_switch("marks", tr("Times at"), _MARKS, form.marks, _MARKS_WHY),
        classes=_switch("class", tr("Kind of race"), _CLASSES, form.race_class, _CLASS_WHY),
        can_arm=not wrong,
        summary=wrong[0].words if wrong else tr(_READY),
    )


_STAND_WHY = marked("The line you look along decides which distance each press belongs to.")
_MARKS_WHY = marked("The distances that get a time; the finish is always one of them.")
_CLASS_WHY = marked("Paced races and championships are run differently: projections follow it.")
_READY = marked("Return arms the race, Return again starts its clock.")


def _switch(name: str, label: str, words: Mapping[str, str], chosen: str, why: str) -> Switch:
    return Switch(
        name, label, tuple((key, tr(said)) for key, said in words.items()), chosen, tr(why)
    )


def _said(words: Callable[[], str]) -> Said:
    try:
        return Said(words())
    except Refusal as refusal:
        return Said(sentence(str(refusal.message)), wrong=True)


def _athletes(request: RaceRequest, distance: Distance | None, read: Read) -> tuple[Said, Entered]:
    nobody = Entered((), ())
    if distance is None:
        return Said(""), nobody
    try:
        runners = entered(request.athletes, distance, read)
    except UNREADABLE as error:
        return Said(sentence(str(error)), wrong=True), nobody
    known = any(each.strip() for each in request.athletes)
    return Said(keys_said(runners.entrants, known=known)), runners


def _rows(
    form: NewRaceForm, distance: Distance, runners: Entered, read: Read
) -> tuple[TargetRow, ...]:
    """Even laps stand in only where nothing else is known."""
    defaults = {each.id for each in default_targets(distance)}
    shipped = [each.target for each in shipped_for(distance)]
    added = [_added(form, text, distance, read) for text in form.added]
    bests = _bests(form, distance, runners, read, {each.id for each in added})
    chosen = form.added or form.typed.strip() or any(each.ticked for each in bests)
    if not shipped and (chosen or runners.targets):
        defaults = set()
    offered = [
        _row(form, each.id, each, on=each.id in defaults)
        for each in shipped or default_targets(distance)
    ]
    return (*added, *offered, *bests)


def _bests(
    form: NewRaceForm, distance: Distance, runners: Entered, read: Read, known: set[str]
) -> list[TargetRow]:
    """Offer the best that each athlete has done, and this season's where that is another."""
    names = dict.fromkeys(e.athlete for e in runners.entrants if e.role == ATHLETE)
    found: list[TargetRow] = []
    for name in names:
        times = set()
        for kind in KINDS if name != NOBODY else ():
            try:
                target = read(f"{kind} {name}", distance)
            except UNREADABLE:
                break
            if target.finish not in times and target.id not in known:
                times.add(target.finish)
                found.append(_row(form, target.id, target, on=False))
    return found


def _stand_ins(distance: Distance) -> set[str]:
    """Return the lines that stand in where none is built in for the distance."""
    return set() if shipped_for(distance) else {each.id for each in default_targets(distance)}


def _added(form: NewRaceForm, text: str, distance: Distance, read: Read) -> TargetRow:
    try:
        return _row(form, text, read(text, distance), on=True)
    except UNREADABLE as error:
        ticked = text not in form.turned
        return TargetRow(text, text, text, "\u2013", ticked, sentence(str(error)))


def _row(form: NewRaceForm, text: str, target: Target, *, on: bool) -> TargetRow:
    timed = target.name == canonical(target.finish)
    name = tr(_EVEN) if timed else target.name.partition(" = ")[0]
    return TargetRow(text, target.id, name, format_time(target.finish), on != (text in form.turned))


def _typed(form: NewRaceForm, distance: Distance, rows: tuple[TargetRow, ...], read: Read) -> Said:
    if not form.typed.strip():
        return Said("")
    try:
        target = read(form.typed, distance)
    except UNREADABLE as error:
        return Said(sentence(str(error)), wrong=True)
    if any(row.ticked and row.id == target.id for row in rows):
        return Said(tr("Already in the list: {target}.", target=described(target)), wrong=True)
    return Said(tr("Understood as {target}.", target=described(target)))


def _chosen(
    form: NewRaceForm, distance: Distance | None, rows: tuple[TargetRow, ...], runners: Entered
) -> Said:
    if distance is None:
        return Said("")
    ticked = _ticked(form, rows)
    faulty = [row.wrong for row in ticked if row.wrong]
    if faulty:
        return Said(faulty[0], wrong=True)
    if form.typed.strip():
        return Said(tr("The gap is shown to the one being typed; T switches."))
    if not ticked and runners.targets:
        return Said(
            tr("The gap is shown to {name} first; T switches.", name=runners.targets[0].name)
        )
    if not ticked:
        return Said(tr("Tick a target or type one: the gap needs a line."), wrong=True)
    if ticked[0].id in _stand_ins(distance):
        return Said(tr("None is built in for this distance: even laps of 60 s until you type one."))
    first = ticked[0]
    name = first.time if first.name == tr(_EVEN) else first.name
    return Said(tr("The gap is shown to {name} first; T switches.", name=name))
