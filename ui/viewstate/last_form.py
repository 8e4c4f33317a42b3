"""How does the form stand for a race that is set up as an earlier one was?"""

from collections.abc import Iterator

from app.domain.course import Course, format_metres, to_metres
from app.domain.disciplines import DISCIPLINES
from app.domain.plan import Entrant, Plan, Setup
from app.domain.refusals import Refusal
from app.usecases.entrants import NOBODY
from app.usecases.entrants_written import entrants_text
from app.usecases.new_race import (
    CROSSINGS,
    EVERY,
    FINISH,
    START,
    course_of,
    event_of,
    title_of,
)
from app.usecases.targets import default_targets, shipped_for
from ui.viewstate.new_race import LIST, OTHER, TWO_HUNDRED, NewRaceForm, request_of


def form_of(setup: Setup) -> NewRaceForm:
    """Return the form that asks for `setup`: event, marks, who runs, and the lines they chase."""
    plan = setup.plan
    event = _event(plan.course)
    usual = title_of(event_of(event))
    plain = NewRaceForm(
        event=event,
        lap="" if plan.course.lap == event_of(event).lap else format_metres(plan.course.lap),
        athletes=_athletes(setup.entrants),
        race_class=plan.race_class,
        venue=plan.venue,
        date=plan.date,
        title="" if plan.title == usual else plan.title,
    )
    return _with_targets(_with_marks(plain, plan), setup)


def _event(course: Course) -> str:
    known = [each.title for each in DISCIPLINES if each.name == course.event]
    return known[0] if known else course.event


def _athletes(entrants: tuple[Entrant, ...]) -> str:
    nobody = len(entrants) == 1 and entrants_text(entrants) == NOBODY
    return "" if nobody else f"{entrants_text(entrants)}\n"


def _with_marks(form: NewRaceForm, plan: Plan) -> NewRaceForm:
    """Return the form with the plainest way to ask for the marks; a list stands for any."""
    listed = _list(plan.course)
    found = (each for each in _ways(form, plan.course) if _asks_for(each, plan.course))
    return next(found, form._replace(marks=LIST, listed=listed))


def _ways(form: NewRaceForm, course: Course) -> Iterator[NewRaceForm]:
    before = format_metres(course.line_before_finish).removesuffix(" m")
    for short in (False, True):
        for stand in (FINISH, START, TWO_HUNDRED):
            yield form._replace(stand=stand, marks=CROSSINGS, keep_short=short)
        yield form._replace(stand=OTHER, before=before, marks=CROSSINGS, keep_short=short)
    for step in ("100", "200", "400"):
        yield form._replace(marks=f"{EVERY}{step}")
    first = format_metres(course.marks[0]).removesuffix(" m")
    yield form._replace(marks=LIST, listed=f"{EVERY}{first}")


def _asks_for(form: NewRaceForm, course: Course) -> bool:
    try:
        return course_of(request_of(form)) == course
    except Refusal:
        return False


def _list(course: Course) -> str:
    return ", ".join(f"{to_metres(mark):.3f}".rstrip("0").rstrip(".") for mark in course.marks)


def _with_targets(form: NewRaceForm, setup: Setup) -> NewRaceForm:
    """A line that only one athlete is held to comes with that athlete."""
    distance = setup.plan.course.distance
    first, *others = setup.targets
    own = {each.target for each in setup.entrants}
    offered = [each.target.id for each in shipped_for(distance)]
    offered = offered or [each.id for each in default_targets(distance)]
    chosen = [first, *(each for each in others if each.id in offered or each.id not in own)]
    asked = {each.id for each in chosen}
    usual = {each.id for each in default_targets(distance)}
    added = tuple(each.id for each in chosen if each.id not in offered)
    if not shipped_for(distance) and (added or any(own - {None})):
        usual = set()
    turned = tuple(id for id in offered if (id in usual) is not (id in asked))
    return form._replace(added=added, turned=turned, first=first.id)
