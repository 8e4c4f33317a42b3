"""Which results are in a LIF file, as FinishLynx writes them for a heat?

The head is event, round, heat, name, ..., distance, start; a result is place, ID, lane, last name,
first name, affiliation, time, ..., splits. Times are nanoseconds; splits have no distances.
"""

from collections.abc import Sequence

from app.formats.file_text import FormatError
from app.formats.results.found import Found, FoundRace, FoundRunner, FoundSplit
from app.formats.results.lynx_rows import heat_title, lynx_rows, name_of
from app.formats.results.table import TableRow
from app.formats.results.text import StillWritten, clean, refuse_crowd, text_of
from app.formats.results.written import (
    TIME_FORMS,
    is_by_hand,
    length_of,
    says_nothing,
    status_of,
    time_of,
    whole,
)
from app.formats.results.written_splits import from_start, pairs_in
from app.language import marked

FORM = marked("FinishLynx results (LIF)")
OFFICIAL = "official"
_DISTANCE, _START = 9, 10
_PLACE, _ID, _LANE, _CLUB, _TIME, _SPLITS = 0, 1, 2, 5, 6, 10


def read(content: bytes, name: str) -> Found:
    """Return the results of a heat; raise `FormatError` with what is wrong.

    A file whose last line does not end is `StillWritten`: whoever watches a folder reads it again.
    """
    if not text_of(content, name).endswith("\n"):
        raise StillWritten(f"{name}: the last line does not end: is it still being written?")
    head, *results = lynx_rows(content, name)
    if not looks_like_head(head.cells):
        found = clean(" ".join(head.cells))[:40]
        expected = "a head like 8,1,1,1500 m"
        raise FormatError(f'{name}: line {head.line}: found "{found}", expected {expected}')
    refuse_crowd(len(results), name)
    notes: list[str] = []
    runners = tuple(_runner(row, name, notes) for row in results)
    race = FoundRace(
        title=clean(head.cell(3)) or heat_title(head),
        runners=runners,
        event=clean(head.cell(3)),
        distance=length_of(head.cell(_DISTANCE)),
        started=clean(head.cell(_START)),
        clock=OFFICIAL,
    )
    return Found(FORM, (race,), tuple(dict.fromkeys(notes)))


def looks_like_head(cells: Sequence[str]) -> bool:
    """Whether a row is the head of a heat: a number or name of the event, round and heat."""
    if len(cells) < 3 or not cells[0] or status_of(cells[0]):
        return False
    return cells[1].isascii() and cells[1].isdigit() and cells[2].isascii() and cells[2].isdigit()


def _runner(row: TableRow, name: str, notes: list[str]) -> FoundRunner:
    where = f"line {row.line}"
    place = row.cell(_PLACE)
    athlete = name_of(row.cell(3), row.cell(4))
    finish = time_of(row.cell(_TIME))
    status = status_of(place) or status_of(row.cell(_TIME))
    if finish is None and not status and not says_nothing(row.cell(_TIME)):
        found = clean(row.cell(_TIME))[:40]
        raise FormatError(f'{name}: {where}, time: found "{found}", expected {TIME_FORMS}')
    splits, doubt = _splits(row.cell(_SPLITS), where)
    if doubt:
        notes.append(f"{athlete}: {doubt}")
    if not splits and not says_nothing(row.cell(_SPLITS)):
        found = clean(row.cell(_SPLITS))[:40]
        raise FormatError(f'{name}: {where}, splits: found "{found}", expected times that rise')
    return FoundRunner(
        athlete=athlete,
        splits=splits,
        finish=finish or None,
        lane=whole(row.cell(_LANE)),
        bib=clean(row.cell(_ID)),
        affiliation=clean(row.cell(_CLUB)),
        place=whole(place),
        status=status,
        where=where,
        finish_by_hand=is_by_hand(row.cell(_TIME)),
    )


def _splits(field: str, where: str) -> tuple[tuple[FoundSplit, ...], str]:
    """Return the times of the splits field; one that is empty keeps the place of its mark."""
    fields = field.split(",")
    in_turn = [(turn, pairs_in(each)) for turn, each in enumerate(fields, start=1)]
    pairs = [
        (turn, each._replace(after_gap=turn > 1 and not in_turn[turn - 2][1]))
        for turn, found in in_turn
        for each in found
    ]
    splits, doubt = from_start([each for _, each in pairs], where)
    gaps = len(pairs) != len(fields) or any(len(found) != 1 for _, found in in_turn)
    if not gaps or any(len(found) > 1 for _, found in in_turn):
        return splits, doubt
    return tuple(s._replace(turn=turn) for s, (turn, _) in zip(splits, pairs, strict=False)), doubt
