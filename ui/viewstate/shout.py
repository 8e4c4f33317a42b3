"""What is shouted while a race is on? Each athlete's call from its template, shown and spoken."""

from app.analysis.calls import book as bk
from app.analysis.calls import values as vs
from app.analysis.calls.moment import moment_of
from app.analysis.calls.template import fill, names_in
from app.analysis.live import EntryAnalysis
from app.analysis.plausible import DOUBLE, MISSED
from app.domain.plan import EntryId
from app.language import tr
from ui.viewstate.asked import open_questions
from ui.viewstate.snapshot import ONE, Snapshot
from ui.viewstate.wording import target_name

_STYLES = (vs.WORDS, vs.SHORT, vs.FIGURES)


def shouted(snapshot: Snapshot) -> tuple[str, tuple[str, ...], str]:
    """Return the line of the athlete who was pressed last, shorter forms of it, and its age."""
    entry = called(snapshot)
    source = _source(snapshot, entry)
    template = source.book.template(source.moment.situation)
    words, *others = dict.fromkeys(
        _named(name, text, template).upper()
        for style in ((vs.FIGURES,) if source.book.figures else _STYLES)
        for text in [_filled(template, source, style)]
        for name in _names(snapshot, entry)
    )
    return words, tuple(others), _note(source)


def shouted_for(snapshot: Snapshot, entry_id: EntryId) -> str:
    """Return the line of one athlete without the name, in figures: a row has little room."""
    entry = next(
        each for each in snapshot.analysis.entries if each.facts.entry.entrant.id == entry_id
    )
    source = _source(snapshot, entry)
    return _filled(source.book.template(source.moment.situation), source, vs.FIGURES).upper()


def spoken(snapshot: Snapshot) -> str:
    """Return the line as a voice is to read it; what it says of its age is left out."""
    entry = called(snapshot)
    source = _source(snapshot, entry)
    template = source.book.template(source.moment.situation).lower()
    source = source._replace(book=_in_lower_case(source.book))
    return _named(_names(snapshot, entry)[0], _filled(template, source, vs.SPOKEN), template)


def _in_lower_case(book: bk.CallBook) -> bk.CallBook:
    """Return the words of gaps as a voice reads them best: capitals may be spelt."""
    return book._replace(words={name: book.word(name).lower() for name in bk.WORDS})


def said_of(snapshot: Snapshot, entry: EntryAnalysis) -> dict[str, str]:
    """Return what every field of a call says of an athlete now."""
    source = _source(snapshot, entry)
    return vs.values(source, vs.FIGURES if source.book.figures else vs.WORDS)


def called(snapshot: Snapshot) -> EntryAnalysis:
    """Return the athlete whose call it is: among rows and lanes the one who was pressed last."""
    pressed = snapshot.last_pressed if snapshot.layout != ONE else None
    for each in snapshot.analysis.entries:
        if each.facts.entry.entrant.id == pressed:
            return each
    return snapshot.entry


def _source(snapshot: Snapshot, entry: EntryAnalysis) -> vs.Source:
    """Return what there is to call of an athlete against the own target, or else the race's."""
    state, facts = snapshot.analysis.state, entry.facts
    target, following = state.target_of(facts.entry), facts.next_mark
    lapped, rank = _among_others(snapshot, entry)
    return vs.Source(
        moment=moment_of(
            snapshot.analysis, entry, target, lapped=lapped, doubtful=_asked_about(snapshot, entry)
        ),
        course=state.plan.course,
        book=snapshot.calls or bk.PLAIN,
        name=facts.entry.entrant.athlete,
        target=target_name(target),
        following=following,
        hit=target.time_at(following) if following is not None else None,
        projected=entry.projected_from_mark,
        rank=rank,
        withdrawn=facts.entry.withdrawn,
    )


def _asked_about(snapshot: Snapshot, entry: EntryAnalysis) -> bool:
    """Whether the window asks if the last press of an athlete was one too many, or came late."""
    last = entry.facts.last
    return last is not None and any(
        each.split == last.run.split.seq and each.what.endswith((tr(DOUBLE), tr(MISSED)))
        for each in open_questions(snapshot)
    )


def _among_others(snapshot: Snapshot, entry: EntryAnalysis) -> tuple[bool, tuple[int, int] | None]:
    """Return whether an athlete is lapped, and the place: in the field, or of those timed."""
    known = entry.facts.entry
    typed = dict(known.ranks).get(known.last_mark)
    field = (typed, 0) if typed is not None else None
    if len(snapshot.analysis.entries) < 2:
        return False, field
    from app.analysis.standing import standing

    found = standing(snapshot.analysis).get(known.entrant.id)
    if found is None:
        return False, field
    last = found.last
    timed = (last.rank, last.timed) if last is not None else None
    return found.lapped, field or timed


def _names(snapshot: Snapshot, entry: EntryAnalysis) -> tuple[str, ...]:
    """Return the name that a call begins with, and a shorter one that nobody else has."""
    entries = snapshot.analysis.entries
    if len(entries) < 2:
        return ("",)
    name = entry.facts.entry.entrant.athlete
    others = [given_name(each.facts.entry.entrant.athlete) for each in entries]
    short = given_name(name)
    return (name, short) if others.count(short) == 1 else (name,)


def given_name(name: str) -> str:
    """Return what an athlete is called by: `Faith` of `Faith Kipyegon` and `Kipyegon, Faith`."""
    before, comma, after = name.partition(",")
    words = (after if comma and after.strip() else before).split()
    return words[0] if words else name


def _named(name: str, text: str, template: str) -> str:
    """Put the name first, unless the template has its own place for it."""
    return f"{name}: {text}" if name and text and "name" not in names_in(template) else text


def _filled(template: str, source: vs.Source, style: str) -> str:
    return fill(template, vs.values(source, style, names_in(template)))


def _note(source: vs.Source) -> str:
    """Say how old the facts are of a call for a place where nobody is timed."""
    if source.moment.situation != bk.AHEAD:
        return ""
    return _filled(source.book.template(bk.AGE), source, vs.FIGURES)
