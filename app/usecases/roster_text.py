"""Who trains, as a coach pastes it? One athlete a line, or a group a line.

    Ann                              the next free key
    3: Ann, A, 800 2:01.5            key 3, group A, a best over 800 m
    Ann, group Fast, goal mile 4:20, 300 in 45
    A: Ann, Bea, 1500 4:20, Cia      three athletes of group A; the best is Bea's
    A:                               the lines behind it are group A
    Name    Group   800   goal mile  a table: the first line says what the columns are
    Ann     A       2:01.5  4:20

Tabs part fields as commas do. Names and lanes follow the grammar of `entrants`; what stands behind
a name is read by `own_words`. Every refusal names the athlete by number.
"""

import re
from collections.abc import Iterable, Sequence

from app.domain.plan import ATHLETE
from app.domain.refusals import BadPlan, BadSession
from app.domain.training.own_words import KnownTime, own_fields, read_own, with_time
from app.domain.training.roster import RosterAthlete
from app.domain.training.session_plan import check_name
from app.frozen import replace
from app.language import marked, tr
from app.usecases.entrants import (
    MOST_KEYS,
    Asked,
    check_together,
    lanes_of,
    outside_quotes,
    pieces,
    read_piece,
)

_GROUP_LINE = re.compile(
    r"(?:group\s+)?([^\W\d_][^:,\t\"]*?)\s*:(?!\d)\s*(.*)", re.IGNORECASE | re.DOTALL
)
_GROUP = re.compile(r"(?:group|gr\.?)\s+(.+)|([A-Z])", re.IGNORECASE)
_LANE = re.compile(r"(?:lane|key)\s+(\d{1,6})|(\d{1,2})", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"([^()\"]*[^()\"\s])\s*\(([^()]+)\)")
_SAYS_MORE = re.compile(
    r"[\d@]|(?:in|at|pb|pr|sb|best|goal|lane|key|group|gr\.?)\s|(?:mile|marathon|half|hm)\s+\S*\d",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,2}\s*[:.)]\s*[^\W\d]")
_LONGEST_LINE = 2000
_ONE_A_LINE = marked("one athlete a line, or a group before a colon like A: Ann, Bea")
_NAMES = ("name", "athlete", "runner")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def read_roster(text: str) -> tuple[RosterAthlete, ...]:
    """Return the athletes of a pasted roster; raise `BadPlan`, which says whose line is wrong."""
    lines = [_fields(line, number) for number, line in enumerate(pieces([text]), start=1)]
    if lines and lines[0][0].lower() in _NAMES:
        lines = [_by_column(lines[0], line) for line in lines[1:]]
    found: list[tuple[Asked, RosterAthlete]] = []
    heading = ""
    for fields in lines:
        group, named = _group_line(fields)
        if group and not any(named):
            heading = group
            continue
        found += _line(named, group or heading, len(found), several=bool(group))
    if not found:
        raise BadPlan(what=tr("the roster"), found=tr("no athlete"), expected=tr("a name a line"))
    return _with_lanes(found)


def _fields(line: str, number: int) -> list[str]:
    if len(line) > _LONGEST_LINE:
        found, expected = (
            tr("{total} characters", total=len(line)),
            tr("at most {most}", most=_LONGEST_LINE),
        )
        raise BadPlan(
            what=tr("the roster, line {number}", number=number), found=found, expected=expected
        )
    mark = "\t" if "\t" in line else ","
    return [field.strip() for field in outside_quotes(line, mark)]


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return the fields of a line of a table, each with the head of its column before it."""
    found = [cells[0]]
    for column, cell in zip(columns[1:], cells[1:], strict=False):
        if cell:
            found.append(cell if column.lower() in ("", "target") else f"{column} {cell}")
    return found + [cell for cell in cells[len(columns) :] if cell]


def _group_line(fields: list[str]) -> tuple[str, list[str]]:
    """Return the group before a colon, and the fields without it."""
    match = _GROUP_LINE.fullmatch(fields[0])
    if match is None or match[1].lower().startswith(("lane", "key")):
        return "", fields
    return match[1], [match[2], *fields[1:]]


def _line(
    fields: Sequence[str], group: str, before: int, *, several: bool
) -> list[tuple[Asked, RosterAthlete]]:
    """Return the athletes of one line: one, or `several` of a group."""
    found: list[tuple[Asked, RosterAthlete]] = []
    for field in filter(None, fields):
        what = tr("athlete {before}", before=before + max(1, len(found)))
        if not found or (several and _begins(field)):
            found.append(_begun(field, group, before + len(found) + 1))
        else:
            found[-1] = _with_field(*found[-1], field, what)
    return found


def _begins(field: str) -> bool:
    """Say whether a field of a group's line is the next athlete: `Bea`, `5: Bea`."""
    return _NUMBERED.match(field) is not None or _SAYS_MORE.match(field) is None


def _begun(field: str, group: str, number: int) -> tuple[Asked, RosterAthlete]:
    bracket = _IN_BRACKETS.fullmatch(field)
    asked = read_piece(bracket[1] if bracket else field, number)
    what = tr("athlete {number}", number=number)
    if asked.role != ATHLETE or asked.offset:
        raise BadPlan(what=what, found=f'"{field}"', expected=tr("an athlete by name"))
    if asked.best_kind:
        expected = tr("the distance of a best behind a comma, like Ann, pb 800 2:01.5")
        raise BadPlan(what=what, found=f'"{field}"', expected=expected)
    group = bracket[2].removeprefix("group ").strip() if bracket else group
    athlete = RosterAthlete(name=asked.name, lane=asked.lane, group=_checked(group, what))
    return asked, athlete


def _checked(group: str, what: str) -> str:
    try:
        if group:
            check_name(group)
    except BadPlan as refusal:
        said = dict(refusal.message.args)
        raise BadPlan(
            what=tr("{what}, group", what=what), found=said["found"], expected=said["expected"]
        ) from None
    return group


def _with_field(
    asked: Asked, athlete: RosterAthlete, field: str, what: str
) -> tuple[Asked, RosterAthlete]:
    group, lane = _GROUP.fullmatch(field), _LANE.fullmatch(field)
    if group is not None:
        name = group[1].strip('"') if group[1] else group[2]
        return asked, replace(athlete, group=_checked(name, what))
    if lane is not None:
        number = lane[1] or lane[2]
        return read_piece(f'{number}: "{asked.name}"', int(what.split()[1])), athlete
    return asked, _with_own(athlete, field, what)


def _with_own(athlete: RosterAthlete, field: str, what: str) -> RosterAthlete:
    try:
        said = read_own(field)
    except BadSession as refusal:
        expected = dict(refusal.message.args)["expected"]
        if not _SAYS_MORE.match(field):
            expected = tr(_ONE_A_LINE)
        raise BadPlan(what=what, found=f'"{field}"', expected=expected) from None
    if isinstance(said, KnownTime):
        return replace(athlete, references=with_time(athlete.references, said))
    return replace(athlete, own=(*athlete.own, said))


def _with_lanes(found: Sequence[tuple[Asked, RosterAthlete]]) -> tuple[RosterAthlete, ...]:
    if len(found) > MOST_KEYS:
        raise BadPlan(
            what="athletes", found=f"{len(found)}", expected=tr("at most {most}", most=MOST_KEYS)
        )
    asked = [each for each, _ in found]
    check_together(asked)
    lanes = lanes_of(asked)
    return tuple(
        replace(athlete, lane=lane) for lane, (_, athlete) in zip(lanes, found, strict=True)
    )


def roster_text(athletes: Iterable[RosterAthlete]) -> str:
    """Write a roster, an athlete a line, so that reading it gives the same athletes again."""
    return "\n".join(map(_written, athletes))


def _written(athlete: RosterAthlete) -> str:
    doubled = athlete.name.replace('"', '""')
    name = athlete.name if _is_plain(athlete.name) else f'"{doubled}"'
    plain = len(athlete.group) == 1 and athlete.group in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    quoted = athlete.group if _PLAIN.fullmatch(athlete.group) else f'"{athlete.group}"'
    group = (
        []
        if not athlete.group
        else [athlete.group if plain else tr("group {quoted}", quoted=quoted)]
    )
    return ", ".join(
        [f"{athlete.lane}: {name}", *group, *own_fields(athlete.own, athlete.references)]
    )


def _is_plain(name: str) -> bool:
    """Say whether a name is read as itself without quotation marks: `Ann`, and not `Ann pb`."""
    try:
        return _PLAIN.fullmatch(name) is not None and read_piece(f"1: {name}") == Asked(name, 1)
    except BadPlan:
        return False
