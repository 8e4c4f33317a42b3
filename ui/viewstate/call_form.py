"""What do the calls look like while a coach edits them? Each with its line, or what is wrong."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.analysis.calls import book as bk
from app.analysis.calls import values as vs
from app.analysis.calls.book import SITUATIONS, WORDS, CallBook, usual_template
from app.analysis.calls.moment import Moment
from app.analysis.calls.template import FIELDS, BadTemplate, fill
from app.analysis.laps import Lap
from app.analysis.live import Passage
from app.domain.course import LAP_400, MILE, Course, Distance, crossings, metres
from app.domain.events import IMPORTED_STAMP
from app.domain.state import DNF, Split
from app.domain.times import Duration, parse_time
from app.language import marked, tr
from ui.viewstate.head import Switch
from ui.viewstate.shout import called, said_of
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import ALERT, INK

NUMBERS = "numbers"
GAPS = "gaps"
_WORDS, _FIGURES = "words", "figures"
_HALVES, _WHOLE = "halves", "whole"
_TITLES = {
    bk.DOWN: marked("Behind"),
    bk.UP: marked("Ahead"),
    bk.ON_PACE: marked("No gap"),
    bk.JUST: marked("Too small a gap for a number"),
}


class CallForm(NamedTuple):
    """What is typed: the texts of all calls and of the words in them, and the two switches."""

    templates: Mapping[str, str]
    words: Mapping[str, str]
    figures: bool = False
    whole: bool = False


class Line(NamedTuple):
    """One text of the form: when it is called, how it reads or what is wrong with it."""

    name: str
    what: str
    text: str
    says: str
    tone: str
    changed: bool


class CallFormView(NamedTuple):
    """The whole form; `book` is None as long as something is wrong."""

    lines: tuple[Line, ...]
    words: tuple[Line, ...]
    numbers: Switch
    gaps: Switch
    book: CallBook | None


def form_of(book: CallBook) -> CallForm:
    """Return the form of the calls as they are."""
    return CallForm(
        templates={name: book.template(name) for name in SITUATIONS},
        words={name: book.word(name) for name in WORDS},
        figures=book.figures,
        whole=book.whole,
    )


def with_switch(form: CallForm, name: str, value: str) -> CallForm:
    """Return the form with numbers in words or figures, or gaps in halves or whole seconds."""
    if name == NUMBERS:
        return form._replace(figures=value == _FIGURES)
    return form._replace(whole=value == _WHOLE)


def usual_text(name: str) -> str:
    """Return the text of a call, or of a word in it, that comes with Splitline."""
    return usual_template(name) if name in SITUATIONS else tr(WORDS[name])


def call_form_view(form: CallForm, snapshot: Snapshot) -> CallFormView:
    """Return what the form says, each call as it reads in the race that is on.

    What that race does not know yet is an example.
    """
    book, wrong = _read(form)
    here = said_of(snapshot._replace(calls=book), called(snapshot))
    said = _example(book) | {name: words for name, words in here.items() if words}
    return CallFormView(
        lines=tuple(_call_line(name, form, wrong, said) for name in SITUATIONS),
        words=tuple(_word_line(name, form, wrong) for name in WORDS),
        numbers=_switch(
            NUMBERS,
            tr("Laps and gaps"),
            ((_WORDS, tr("in words")), (_FIGURES, tr("in figures"))),
            _FIGURES if form.figures else _WORDS,
        ),
        gaps=_switch(
            GAPS,
            tr("Gaps"),
            ((_HALVES, tr("in halves")), (_WHOLE, tr("in whole seconds"))),
            _WHOLE if form.whole else _HALVES,
        ),
        book=None if wrong else book,
    )


def field_list() -> tuple[tuple[str, str], ...]:
    """Return every field as it is typed, and what it says."""
    return tuple((f"{{{name}}}", tr(what)) for name, what in FIELDS.items())


def _read(form: CallForm) -> tuple[CallBook, dict[str, str]]:
    """Return the calls that can be read, and what is wrong with the others."""
    book = CallBook(figures=form.figures, whole=form.whole)
    wrong: dict[str, str] = {}

    def taken(change: Callable[[str, str], CallBook], name: str, text: str) -> CallBook:
        try:
            return change(name, text)
        except BadTemplate as error:
            wrong[name] = str(error)
            return book

    for name, text in form.templates.items():
        book = taken(book.with_template, name, text)
    for name, text in form.words.items():
        book = taken(book.with_word, name, text)
    return book, wrong


def _call_line(
    name: str, form: CallForm, wrong: Mapping[str, str], said: Mapping[str, str]
) -> Line:
    text = form.templates[name]
    if name in wrong:
        says = wrong[name]
    else:
        says = fill(text, said)
        says = says if name == bk.AGE else says.upper()
    return Line(
        name=name,
        what=tr(SITUATIONS[name].what),
        text=text,
        says=says,
        tone=ALERT if name in wrong else INK,
        changed=text != usual_text(name),
    )


def _word_line(name: str, form: CallForm, wrong: Mapping[str, str]) -> Line:
    text = form.words[name]
    tone = ALERT if name in wrong else INK
    return Line(name, tr(_TITLES[name]), text, wrong.get(name, ""), tone, text != usual_text(name))


def _switch(name: str, label: str, options: tuple[tuple[str, str], ...], chosen: str) -> Switch:
    return Switch(name=name, label=label, options=options, chosen=chosen, why="")


def _example(book: CallBook) -> dict[str, str]:
    """Return what every field says of the Paris mile at its bell."""
    mark, finish = Distance(1_209_344), MILE
    split = Split(0, mark, IMPORTED_STAMP, elapsed=parse_time("3:01.84"))
    run = Lap(split, parse_time("3:01.84"), Distance(809_344), parse_time("1:01.09"))
    gap = parse_time("1.50")
    moment = Moment(
        situation=bk.BELL,
        last=Passage(run, {}, {}, None, ""),
        gap=gap,
        ask=parse_time("58.15"),
        left=metres(200),
        age=Duration(parse_time("14")),
    )
    source = vs.Source(
        moment=moment,
        course=Course(event="mile", distance=MILE, lap=LAP_400, marks=crossings(MILE, LAP_400)),
        book=book,
        name="Faith",
        target="Sub-4",
        following=finish,
        hit=parse_time("3:59.99"),
        projected=parse_time("4:04.3"),
        rank=(1, 3),
        withdrawn=DNF,
    )
    return vs.values(source, vs.FIGURES if book.figures else vs.WORDS)
