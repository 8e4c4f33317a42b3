"""What does the library show? A line for each race, what is in the chosen one, and what to do."""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.disciplines import DISCIPLINES
from app.domain.state import ARMED, RUNNING
from app.domain.times import Duration, Rounding, rounded
from app.engine.kinds import TRAINING_KIND
from app.formats.sheets.sheet_words import written_time
from app.language import figure, marked, tr, tr_count
from app.storage.listing import Query
from app.storage.sessions import LIVE, SessionSummary
from app.usecases.best_times import BestInEvent
from app.usecases.past_races import Details, Passed, Result, query_for
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import DOT, NONE, lap_text

RACES = "races"
BIN = "bin"
OPEN, GO_ON, BACK, SET_UP, PUT_BACK = "open", "go on", "back", "set up", "put back"
_TITLES = {each.name: each.title for each in DISCIPLINES}
_APPROX = "\u2248 "
_UNKNOWN = {
    "dnf": marked("did not finish"),
    "dns": marked("did not start"),
    "finished": marked("no time"),
    "pacer": marked("pacer"),
    "ready": marked("not started"),
}


class SearchForm(NamedTuple):
    """What stands in the fields of the search; with `binned` the bin is searched."""

    words: str = ""
    athlete: str = ""
    event: str = ""
    since: str = ""
    until: str = ""
    binned: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything but the bin is asked for."""
        return any(each.strip() for each in self[:-1])


class Timing(NamedTuple):
    """The race on this window, and the one that another window is timing; empty for none."""

    here: str = ""
    elsewhere: str = ""


class Line(NamedTuple):
    """A race in the list: the `result` of the first one home, and in `tone` what is to be added."""

    id: str
    date: str
    title: str
    below: str
    result: str
    note: str = ""
    tone: str = MUTED

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        said = (self.title, self.below, self.date, self.result, self.note)
        return ", ".join(each for each in said if each)


class Offer(NamedTuple):
    """What the first button does with the chosen race; `why` there is nothing to do where not."""

    what: str
    words: str
    icon: str
    why: str = ""


class Chosen(NamedTuple):
    """The chosen race beside the list, and what may be done with it."""

    id: str
    name: str
    notes: str
    facts: str
    offer: Offer
    binned: bool
    may_bin: bool
    why_kept: str


class Sheet(NamedTuple):
    """Who came home how, and the splits of one of them, in rows of texts; or why there are none."""

    results: tuple[tuple[str, str, str], ...] = ()
    heading: str = ""
    splits: tuple[tuple[str, str, str], ...] = ()
    trouble: str = ""


def asked(form: SearchForm, athletes: Sequence[str]) -> Query:
    """Return the query of `form`; raise `BadSearch`.

    As long as what is typed for the athlete is not one of `athletes`, it is searched for as words.
    """
    typed = " ".join(form.athlete.split())
    known = known_athlete(typed, athletes)
    words = form.words if known else f"{form.words} {typed}".strip()
    query = query_for(words, known, form.event, form.since, form.until)
    return query._replace(binned=form.binned)


def known_athlete(typed: str, athletes: Sequence[str]) -> str:
    """Return the athlete whose whole name was typed, in whatever case; empty for none."""
    plain = " ".join(typed.split()).casefold()
    return next((each for each in athletes if each.casefold() == plain), "") if plain else ""


def line(summary: SessionSummary, timing: Timing) -> Line:
    """Return a race as a line of the list."""
    note, tone = _note(summary, timing)
    result = "" if summary.result is None else _written(summary.result, summary.by_hand)
    event = event_title(summary.event)
    said = event.lower() in summary.title.lower()
    rest = [", ".join(summary.athletes), "" if said else event, summary.venue]
    below = DOT.join(each for each in rest if each)
    title = summary.title or event
    return Line(summary.id, summary.date or NONE, title, below, result, note, tone)


def _note(summary: SessionSummary, timing: Timing) -> tuple[str, str]:
    if summary.phase == RUNNING:
        on = summary.id in timing
        return (tr("being timed"), ALERT) if on else (tr("not finished"), MUTED)
    if summary.phase == ARMED:
        return tr("not started"), MUTED
    if summary.kind == TRAINING_KIND:
        return tr("training"), MUTED
    return (tr("no time") if summary.result is None else ""), MUTED


def event_title(event: str) -> str:
    """Return an event as a coach reads it; a bare number is in metres."""
    return _TITLES.get(event, f"{event} m" if event.isdigit() else event)


def chosen(summary: SessionSummary, timing: Timing) -> Chosen:
    """Return what stands beside the list while `summary` is chosen in it."""
    where = [event_title(summary.event), summary.venue, _started(summary)]
    here, elsewhere = summary.id == timing.here, summary.id == timing.elsewhere
    kept = tr("This race is on the window: open another one first.") if here else ""
    kept = tr("Another window is timing this race.") if elsewhere else kept
    return Chosen(
        id=summary.id,
        name=summary.title,
        notes=summary.notes,
        facts=DOT.join(each for each in where if each),
        offer=_offer(summary, timing),
        binned=bool(summary.binned_utc),
        may_bin=not (kept or summary.binned_utc),
        why_kept=kept,
    )


def _started(summary: SessionSummary) -> str:
    brought = "" if summary.origin == LIVE else tr("brought in")
    return DOT.join(each for each in (summary.date, brought) if each)


def _offer(summary: SessionSummary, timing: Timing) -> Offer:
    if summary.binned_utc:
        return Offer(PUT_BACK, tr("Put back"), "undo-2")
    if summary.id == timing.here:
        return Offer(BACK, tr("Back to it"), "timer")
    if summary.id == timing.elsewhere:
        return Offer(OPEN, tr("Open"), "play", tr("Another window is timing this race."))
    if summary.phase == RUNNING and summary.origin == LIVE:
        return Offer(GO_ON, tr("Go on timing"), "timer")
    if summary.kind == TRAINING_KIND and summary.phase != ARMED:
        return Offer(OPEN, tr("Review"), "chart-column")
    if summary.phase == ARMED:
        return Offer(SET_UP, tr("Set up again"), "timer")
    return Offer(OPEN, tr("Open"), "play")


def sheet(details: Details) -> Sheet:
    """Return the results, where several ran, and the splits of the first."""
    several = len(details.results) > 1
    results = tuple(
        (_place(place, each), each.athlete, _time(each))
        for place, each in enumerate(details.results, start=1)
    )
    heading = (
        tr("Splits of {whose}", whose=details.whose) if details.splits else tr("No splits yet.")
    )
    return Sheet(
        results=results if several else (),
        heading=heading,
        splits=tuple(_split(each) for each in details.splits),
    )


def _place(place: int, result: Result) -> str:
    return f"{place}" if result.time is not None else NONE


def _time(result: Result) -> str:
    if result.time is not None:
        return _written(result.time, result.by_hand)
    return tr(_UNKNOWN.get(result.status, "not finished"))


def _split(passed: Passed) -> tuple[str, str, str]:
    about = _APPROX if passed.estimated else ""
    return passed.mark, about + _written(passed.time, passed.by_hand), about + _lap(passed)


def _lap(passed: Passed) -> str:
    """Write a lap as finely as it is known; the first is the time so far, by hand rounded up."""
    if not passed.rough:
        return lap_text(passed.lap)
    first = passed.by_hand and passed.lap == passed.time
    return lap_text(rounded(passed.lap, 1, Rounding.UP) if first else passed.lap, 1)


def _written(time: Duration, by_hand: bool) -> str:
    """Write a time as on a sheet: one by hand rounded up to a tenth, with an h."""
    return figure(written_time(time, by_hand=by_hand))


def bests_words(athlete: str, bests: Sequence[BestInEvent]) -> str:
    """Return the bests of an athlete in a line; an h is behind a time taken by hand."""
    if not bests:
        return tr("{athlete}: no finish is stored here yet.", athlete=athlete) if athlete else ""
    return f"{athlete}: " + "; ".join(
        f"{event_title(each.best.event)} {_pair(each)}" for each in bests
    )


def _pair(found: BestInEvent) -> str:
    best, season = found
    personal = _written(best.time, best.by_hand)
    if season is None:
        if not best.date:
            return tr("PB {personal}", personal=personal)
        return tr("PB {personal} in {year}", personal=personal, year=best.date[:4])
    if season.time == best.time:
        return tr("PB and SB {personal}", personal=personal)
    return tr(
        "PB {personal}, SB {season}",
        personal=personal,
        season=_written(season.time, season.by_hand),
    )


def nothing_words(form: SearchForm) -> str:
    """Return what to say where the list is empty: why, and what to do about it."""
    if form.narrows and form.binned:
        return tr("Nothing in the bin is found by these words. Fewer words, or none, find more.")
    if form.narrows:
        return tr(
            "Nothing in the library is found by these words. Fewer words, or none, find more."
        )
    if form.binned:
        return tr("The bin is empty. Delete puts a race here, and from here it can be put back.")
    return tr(
        "No races yet. Every race that is timed is kept here: Ctrl+N in the window begins one."
    )


def count_words(form: SearchForm, shown: int, total: int, *, more: bool) -> str:
    """Say how many races are listed."""
    if form.narrows:
        found = tr_count("{count} found", "{count} found", shown)
        return tr("More than {shown} found", shown=shown) if more else found
    where = tr(" in the bin") if form.binned else ""
    return tr_count("{count:,} race{where}", "{count:,} races{where}", total, where=where)


def bin_words(binned: int) -> str:
    """Return the name of the switch to the bin."""
    return tr("Bin ({binned:,})", binned=binned) if binned else tr("Bin")
