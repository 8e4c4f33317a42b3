"""Who starts in which heat? The start lists of FinishLynx: events, their people, their order.

`lynx.evt` has the heats with their competitors, `lynx.ppl` who is behind an ID, `lynx.sch` the
order of the heats. Nobody has a time.
"""

from collections.abc import Mapping, Sequence

from app.formats.file_text import FormatError
from app.formats.results.found import Found, FoundRace, FoundRunner
from app.formats.results.lynx_results import looks_like_head
from app.formats.results.lynx_rows import heat_title, lynx_rows, name_of
from app.formats.results.table import TableRow
from app.formats.results.text import clean
from app.formats.results.written import length_of, whole
from app.language import marked

FORM = marked("FinishLynx start list")
PEOPLE = marked("FinishLynx people")
_DISTANCE, _START = 9, 10
Heat = tuple[str, str, str]


def read(
    content: bytes, name: str, people: bytes | None = None, schedule: bytes | None = None
) -> Found:
    """Return the heats of an .evt file, or the people of a .ppl file as one field.

    `people` and `schedule` are the .ppl and the .sch that lie beside an .evt. Raises `FormatError`.
    """
    rows = lynx_rows(content, name)
    if name.lower().endswith(".sch"):
        raise FormatError(f"{name}: found the order of heats alone, expected the .evt beside it")
    if name.lower().endswith(".ppl"):
        runners = tuple(_person(row) for row in rows)
        return Found(PEOPLE, (FoundRace("", runners),))
    known = {row.cell(0): row for row in lynx_rows(people, f"{name}: people")} if people else {}
    heats = _heats(rows, name, known)
    if not heats:
        raise FormatError(f"{name}: found events alone, expected competitors under them")
    order = _order(lynx_rows(schedule, f"{name}: order")) if schedule else {}
    ranked = sorted(heats, key=lambda each: order.get(each[0], len(order)))
    return Found(FORM, tuple(race for _, race in ranked))


def _heats(
    rows: Sequence[TableRow], name: str, people: Mapping[str, TableRow]
) -> list[tuple[Heat, FoundRace]]:
    heats: list[tuple[TableRow, list[FoundRunner]]] = []
    for row in rows:
        if row.cell(0):
            if not looks_like_head(row.cells):
                found = clean(" ".join(row.cells))[:40]
                expected = "an event like 8,1,1,1500 m or a competitor after a comma"
                raise FormatError(f'{name}: line {row.line}: found "{found}", expected {expected}')
            heats.append((row, []))
        elif not heats:
            where = f"{name}: line {row.line}"
            raise FormatError(f"{where}: found a competitor, expected an event before")
        else:
            heats[-1][1].append(_competitor(row, people))
    return [(_key(head), _race(head, tuple(field))) for head, field in heats if field]


def _key(head: TableRow) -> Heat:
    return head.cell(0), head.cell(1), head.cell(2)


def _order(rows: Sequence[TableRow]) -> dict[Heat, int]:
    return {_key(row): place for place, row in enumerate(rows)}


def _race(head: TableRow, runners: tuple[FoundRunner, ...]) -> FoundRace:
    title = clean(head.cell(3)) or heat_title(head)
    return FoundRace(
        title=f"{title}, heat {clean(head.cell(2))}"
        if head.cell(2) not in {"", "0", "1"}
        else title,
        runners=runners,
        event=clean(head.cell(3)),
        distance=length_of(head.cell(_DISTANCE)),
        started=clean(head.cell(_START)),
    )


def _competitor(row: TableRow, people: Mapping[str, TableRow]) -> FoundRunner:
    """`,ID,lane,last,first,affiliation`: who has no name here is looked up by the ID."""
    person = people.get(row.cell(1), TableRow(row.line, ()))
    name = name_of(row.cell(3), row.cell(4)) or name_of(person.cell(1), person.cell(2))
    return FoundRunner(
        athlete=name,
        lane=whole(row.cell(2)),
        bib=clean(row.cell(1)),
        affiliation=clean(row.cell(5) or person.cell(3)),
        where=f"line {row.line}",
    )


def _person(row: TableRow) -> FoundRunner:
    """`ID,last,first,affiliation`."""
    return FoundRunner(
        athlete=name_of(row.cell(1), row.cell(2)),
        bib=clean(row.cell(0)),
        affiliation=clean(row.cell(3)),
        where=f"line {row.line}",
    )
