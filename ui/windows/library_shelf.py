"""Which races are in the list, and what becomes of those that are renamed or thrown away?

Everything that asks the disk does so in a thread. The list shows at once what was done, and takes
it back where it could not be stored.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.engine.clocks import Clock, take_anchor
from app.engine.kinds import TRAINING_KIND
from app.language import tr, tr_count
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.sessions import SessionSummary
from app.usecases import past_races
from app.usecases.best_times import bests_of
from app.usecases.last_setup import today_of
from app.usecases.last_training import training_setup
from ui.viewstate import library as views
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import sentence
from ui.widgets.library_list import PAGE, RaceLines
from ui.windows.background import Background


class Written(NamedTuple):
    """What the user wrote on a race: its name and the notes on it."""

    name: str
    notes: str


class Found(NamedTuple):
    """The first page of what was asked for, and how many races there are, here and in the bin."""

    query: Query
    page: tuple[SessionSummary, ...]
    total: int
    binned: int


class Thrown(NamedTuple):
    """A race that went into the bin or out of it, and where it stood in which list."""

    race: SessionSummary
    row: int
    query: Query


class Shelf(QObject):
    """Owns the list of races and what is asked of the library.

    `listed` says that the list is another, and which row is to be chosen. `unreadable` has the
    sentence why there is no list. `said` has words, their tone and whether they can be taken back.
    """

    listed = Signal(int)
    unreadable = Signal(str)
    said = Signal(str, str, bool)
    looked = Signal()
    inside = Signal(object, str)
    stored = Signal(str, object)
    planned = Signal(object)

    def __init__(self, parent: QObject, library: Library, clock: Clock) -> None:
        """Know nothing of `library` yet."""
        super().__init__(parent)
        self.library = library
        self._clock = clock
        self._background = Background(self)
        self.lines = RaceLines(lambda race: views.line(race, self.timing))
        self.lines.wanted.connect(self._fetch)
        self.form = views.SearchForm()
        self.timing = views.Timing()
        self.athletes: tuple[str, ...] = ()
        self.chosen = ""
        self.total = self.binned = 0
        self.drafts: dict[str, Written] = {}
        self._query = Query()
        self._thrown: list[Thrown] = []

    def _ask(
        self,
        work: Callable[[], object],
        then: Callable[..., object] = lambda _: None,
        failed: Callable[[str], object] | None = None,
        *,
        kind: str = "",
    ) -> None:
        self._background.ask(work, then, failed or self._complain, kind=kind)

    def _complain(self, words: str) -> None:
        self.said.emit(sentence(words), ALERT, False)

    @property
    def athlete(self) -> str:
        """The athlete whose races are listed, empty where none is named."""
        return views.known_athlete(self.form.athlete, self.athletes)

    def look(self, timed_here: str) -> None:
        """Read everything anew; `timed_here` is the race that is timed on this window."""
        self.timing = self.timing._replace(here=timed_here)
        library = self.library

        def show(found: tuple[tuple[str, ...], str]) -> None:
            before = self.athlete
            self.athletes, elsewhere = found
            self.timing = self.timing._replace(elsewhere=elsewhere)
            self.looked.emit()
            if before != self.athlete:
                self.search(self.form)

        def ask() -> tuple[tuple[str, ...], str]:
            return library.athletes(), past_races.timed_elsewhere(library)

        self.search(self.form)
        self._ask(ask, show, lambda _: None, kind="look")

    def search(self, form: views.SearchForm) -> None:
        """Find what `form` asks for; what means nothing is said, and the list left as it is."""
        self.form = form
        try:
            query = views.asked(form, self.athletes)
        except past_races.BadSearch as error:
            self._complain(str(error))
            return
        self.said.emit("", MUTED, False)
        self._ask(partial(_found, self.library, query), self._show, self._fail, kind="search")

    def _show(self, found: Found) -> None:
        """The same list anew keeps its place, another one begins at its first race."""
        keep = found.query == self._query
        self._query, self.total, self.binned = found.query, found.total, found.binned
        self.lines.begin(found.page)
        self.listed.emit(self.lines.row_of(self.chosen) if keep else 0)

    def _fail(self, words: str) -> None:
        self.lines.begin(())
        self.listed.emit(0)
        self.unreadable.emit(sentence(words))

    def _fetch(self, offset: int) -> None:
        query = self._query

        def show(page: tuple[SessionSummary, ...]) -> None:
            if query is self._query:
                self.lines.go_on(page)
                self.listed.emit(self.lines.row_of(self.chosen))

        def fail(words: str) -> None:
            self.lines.give_up()
            self._complain(words)

        self._ask(lambda: self.library.find(query, PAGE, offset), show, fail, kind="page")

    def find_all(self, then: Callable[[list[str]], object]) -> None:
        """Hand on the ids of all races that were asked for, also those not fetched."""
        query, library = self._query, self.library
        self._ask(lambda: [each.id for each in library.find(query)], then)

    def look_into(self, race: SessionSummary) -> None:
        """Read what is in a race, and the bests of its first or of the athlete who is named."""
        self._ask(
            partial(_look_into, self.library, race, self.athlete, today_of(self._clock)),
            lambda found: self.inside.emit(*found),
            lambda words: self.inside.emit(views.Sheet(trouble=sentence(words)), ""),
            kind="inside",
        )

    def store(self, id: str, written: Written) -> None:
        """Store a name and notes; what cannot be stored is kept, to be tried again."""
        library = self.library
        self.drafts[id] = written

        def work() -> str:
            past_races.write_notes(library, id, written.notes)
            return past_races.rename(library, id, written.name)

        def show(name: str) -> None:
            now = Written(name, written.notes.strip())
            if self.drafts.get(id) == written:
                del self.drafts[id]
            race = self.lines.race(self.lines.row_of(id))
            if race is not None:
                self.lines.change(race._replace(title=now.name, notes=now.notes))
            self.stored.emit(id, now)

        self._ask(work, show, lambda words: self._complain(tr("Not kept: {words}", words=words)))

    def copy(self, race: SessionSummary) -> None:
        """Make a set-up for another race, or another training session, like this one."""
        today, library = today_of(self._clock), self.library
        if race.kind == TRAINING_KIND:
            self._ask(lambda: training_setup(library.path, race.id), self.planned.emit)
            return
        self._ask(lambda: past_races.setup_of(library, race.id, today), self.planned.emit)

    def throw(self, race: SessionSummary) -> None:
        """Put a race into the bin."""
        self._thrown.append(self._take(race, binned=True))
        wall = take_anchor(self._clock).wall_utc_ns
        self._move(lambda: past_races.put_in_bin(self.library, race.id, wall), self._thrown[-1])
        self.said.emit(tr("In the bin: {title}.", title=race.title), MUTED, True)

    def put_back(self, race: SessionSummary) -> None:
        """Take a race out of the bin, which is shown."""
        self._forget(race)
        taken = self._take(race, binned=False)
        self._move(lambda: past_races.take_from_bin(self.library, race.id), taken)
        self.said.emit(tr("Put back: {title}.", title=race.title), MUTED, False)

    def _take(self, race: SessionSummary, *, binned: bool) -> Thrown:
        row = self.lines.row_of(race.id)
        self.lines.take(row)
        self._count(binned=binned)
        self.listed.emit(row)
        return Thrown(race, row, self._query)

    def _move(self, work: Callable[[], object], thrown: Thrown) -> None:
        """Store where a race is now; show it where it was when that cannot be done."""
        into = not thrown.query.binned

        def fail(words: str) -> None:
            self._forget(thrown.race)
            self._count(binned=not into)
            self._show_again(thrown)
            self._complain(words)

        self._ask(work, failed=fail)

    def _forget(self, race: SessionSummary) -> None:
        self._thrown = [each for each in self._thrown if each.race.id != race.id]

    def _count(self, *, binned: bool) -> None:
        self.binned += 1 if binned else -1
        self.total += 1 if binned is self._query.binned else -1

    def _show_again(self, thrown: Thrown) -> None:
        """Show a race where it was, if that list is still there."""
        if thrown.query is self._query:
            self.lines.put(thrown.row, thrown.race)
            self.listed.emit(self.lines.row_of(thrown.race.id))

    def take_back(self) -> None:
        """Take the race that was thrown away last out of the bin."""
        if not self._thrown:
            return
        thrown = self._thrown.pop()
        here = thrown.query is self._query
        self._ask(
            lambda: past_races.take_from_bin(self.library, thrown.race.id),
            lambda _: None if here else self.search(self.form),
        )
        if here:
            self._count(binned=False)
            self._show_again(thrown)
        self.said.emit(tr("Put back: {title}.", title=thrown.race.title), MUTED, bool(self._thrown))

    def empty_bin(self) -> None:
        """Delete what lies in the bin for good."""

        def show(gone: int) -> None:
            self._thrown.clear()
            self.search(self.form)
            words = tr_count(
                "{count:,} race deleted for good.", "{count:,} races deleted for good.", gone
            )
            self.said.emit(words, MUTED, False)

        self._ask(self.library.empty_bin, show)


def _found(library: Library, query: Query) -> Found:
    page = library.find(query, PAGE)
    return Found(query, page, library.count(binned=query.binned), library.count(binned=True))


def _look_into(
    library: Library, race: SessionSummary, athlete: str, today: str
) -> tuple[views.Sheet, str]:
    if race.kind == TRAINING_KIND:
        from app.usecases.training_short import in_short
        from ui.viewstate.training_in_short import short_sheet

        named = views.bests_words(athlete, bests_of(library, athlete, today)) if athlete else ""
        return short_sheet(in_short(library, race.id), athlete), named
    details = past_races.details_of(library, race.id)
    whose = athlete or details.whose
    return views.sheet(details), views.bests_words(whose, bests_of(library, whose, today))
