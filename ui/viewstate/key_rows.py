"""For whom is each key, as the field of athletes is understood? One row a key.

A row that cannot be understood says so by itself; what is wrong with it is one sentence elsewhere.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.analysis.reference import best_words
from app.domain.course import Distance
from app.domain.plan import ATHLETE, PACER, PB, WATCH, Entrant
from app.domain.said import format_metres, format_time
from app.language import marked, tr, tr_count
from app.usecases.entrants import (
    MOST_KEYS,
    Asked,
    lanes_of,
    pieces,
    read_piece,
)
from app.usecases.entrants_written import asked_text, short_time
from ui.viewstate.target_form import UNREADABLE, Read

NOT_UNDERSTOOD = "?"
EXAMPLES = (
    ("Anna, 3:59.99", marked("a target of her own")),
    ("Anna pb 4:08", marked("how good she is (or sb)")),
    ("Anna +10", marked("starts 10 s later")),
    ("4: Anna", marked("has key 4")),
    ("pacer Bob to 1000", marked("steps out there")),
    ("watch of Anna", marked("one more key for her")),
    ('"Kipyegon, Faith"', marked("name with a comma")),
)
"""What can be typed beside a plain name, and what it means."""


class KeyRow(NamedTuple):
    """A key: its lane, for whom it is, and what goes for that one alone.

    `offer` is a best time that the library knows and that the projection could rest on.
    """

    lane: int
    name: str
    said: str = ""
    wrong: bool = False
    offer: str = ""


def key_rows(text: str, distance: Distance, read: Read) -> tuple[KeyRow, ...]:
    """Return a row for each key, in the order typed; `read` reads a target of one's own."""
    typed = pieces([text])[:MOST_KEYS]
    asked = [_asked(piece) for piece in typed]
    lanes = lanes_of([each or Asked("") for each in asked])
    return tuple(
        _row(lane, each, distance, read) if each else KeyRow(lane, piece, NOT_UNDERSTOOD, True)
        for lane, each, piece in zip(lanes, asked, typed, strict=True)
    )


def _asked(piece: str) -> Asked | None:
    try:
        return read_piece(piece)
    except UNREADABLE:
        return None


def _row(lane: int, asked: Asked, distance: Distance, read: Read) -> KeyRow:
    try:
        target = format_time(read(asked.target, distance).finish) if asked.target else ""
    except UNREADABLE:
        return KeyRow(lane, asked.name, NOT_UNDERSTOOD, wrong=True)
    best = _best(asked, distance, read)
    if asked.best_kind and best is None:
        return KeyRow(lane, asked.name, NOT_UNDERSTOOD, wrong=True)
    known = best_words(best.best_kind, best.best) if best and best.best else ""
    offset = f"+{short_time(asked.offset)}" if asked.offset else ""
    taken = known if asked.best_kind else ""
    rest = " ".join(each for each in (_role(asked), offset, target) if each)
    said = ", ".join(each for each in (taken, rest) if each)
    return KeyRow(lane, asked.name, said, offer="" if asked.best_kind else known)


def _best(asked: Asked, distance: Distance, read: Read) -> Asked | None:
    """Return `asked` with the best time that was typed, or else is known; None without any."""
    if asked.role != ATHLETE or asked.best is not None:
        return asked if asked.best is not None else None
    kind = asked.best_kind or PB
    try:
        best = read(f"{kind} {asked.name}", distance).finish
    except UNREADABLE:
        return None
    return asked._replace(best=best, best_kind=kind)


def with_bests(text: str, distance: Distance, read: Read, place: int | None = None) -> str:
    """Return the text with the known best time of whoever has none: of all, or of the row `place`.

    Lines that nothing is added to stay as they were typed.
    """
    known = pieces([text])
    typed = list(known)
    for row, piece in enumerate(typed[:MOST_KEYS]):
        asked = _asked(piece)
        if asked is None or asked.best_kind or place not in (None, row):
            continue
        best = _best(asked, distance, read)
        typed[row] = piece if best is None else asked_text(best)
    return text if tuple(typed) == known else "".join(f"{piece}\n" for piece in typed)


def _role(asked: Asked) -> str:
    if asked.role == PACER:
        return (
            tr("pacer {drop_off}", drop_off=format_metres(asked.drop_off))
            if asked.drop_off
            else tr("pacer")
        )
    return tr("watch") if asked.role == WATCH else ""


def keys_said(entrants: Sequence[Entrant], *, known: bool) -> str:
    """Count who runs and name the keys; `known` says whether anybody has a name."""
    if len(entrants) == 1 and entrants[0].role == ATHLETE and entrants[0].lane == 1:
        return tr("1 athlete: Space, or key 1.") if known else tr("One athlete without a name.")
    number = {role: sum(each.role == role for each in entrants) for role in (ATHLETE, PACER, WATCH)}
    counted = (
        (number[ATHLETE], tr_count("{count} athlete", "{count} athletes", number[ATHLETE])),
        (number[PACER], tr_count("{count} pacer", "{count} pacers", number[PACER])),
        (number[WATCH], tr_count("{count} more watch", "{count} more watches", number[WATCH])),
    )
    counts = _listed([words for some, words in counted if some])
    return f"{counts}: {_keys(sorted(each.lane for each in entrants))}."


def _keys(lanes: Sequence[int]) -> str:
    """Name keys by their lanes, which rise: `keys 1, 2 and 4 to 7`."""
    runs: list[list[int]] = []
    for lane in lanes:
        if runs and runs[-1][-1] == lane - 1:
            runs[-1].append(lane)
        else:
            runs.append([lane])
    if len(runs) > 1:
        return tr("keys {keys}, or those F keys", keys=_listed([_run(run) for run in runs]))
    first, last = lanes[0], lanes[-1]
    one = first == last
    return (
        tr("key {first}, or F{first}", first=first)
        if one
        else tr("keys {first} to {last}, or F{first} to F{last}", first=first, last=last)
    )


def _run(lanes: Sequence[int]) -> str:
    return (
        tr("{first} to {last}", first=lanes[0], last=lanes[-1]) if len(lanes) > 1 else str(lanes[0])
    )


def _listed(words: Sequence[str]) -> str:
    return tr(" and ").join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
