"""Who runs, and on which key? Athletes as a coach types them, one a line or with semicolons.

    Anna                        the next free lane
    4: Anna                     lane 4
    Anna, 3:59.99               a target of her own; any target's text
    Anna, pb                    her personal best; `sb` for this season's
    Anna pb 4:08                how good she is: her best over the distance; `sb` of this season
    Anna pb                     the same, as the library knows it
    Anna +10                    her own start is 10 s after time zero
    pacer Bob to 1000           drops off at 1000 m; without a mark he runs to the finish
    watch of Anna               one more key for Anna
    "Kipyegon, Faith" +10       a name in quotation marks is taken as it is, `""` for one in it

Times are nanoseconds, distances millimetres. Every refusal names the athlete by number.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from app.domain.course import Distance, format_metres
from app.domain.plan import ATHLETE, PACER, PB, SB, WATCH, Entrant, EntryId
from app.domain.refusals import BadPlan, BadTarget
from app.domain.target import Target
from app.domain.times import Duration, TimeSyntaxError, canonical, parse_time
from app.language import marked, tr
from app.usecases.lengths import length_of

MOST_KEYS = 12
"""One for each lane."""
NOBODY = "Athlete"
FORMS = marked(
    'Anna, "Anna, 3:59.99", "Anna pb 4:08", "Anna +10", "4: Anna", "pacer Bob to 1000" or "watch of Anna"'
)

_LANE = re.compile(r"(\d{1,6})\s*(?::|[.)](?=\s))\s*")
_ROLE = re.compile(r"(?:(pacer)|(watch)\s+of)(?:\s+|$)", re.IGNORECASE)
_PLUS = re.compile(r"(?:^|\s)\+\s*([^\s\"]*)$")
_BEST = re.compile(r"(?:^|\s)(pb|sb)\s+(\d[^\s\"]*)$", re.IGNORECASE)
_BEST_KNOWN = re.compile(r"\s(pb|sb)$", re.IGNORECASE)
_DECIMALS = re.compile(r"\d{1,3}(?=[\s,]|$)")
_TO = re.compile(r"(?:^|\s)to(?:\s+([^\"]*))?$", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What comes along unseen with a pasted name, from right to left say; it is no part of it."""
_JOINERS = re.compile("[\u200c\u200d]")
"""Unseen, too, but a part of Persian and Indian names, and of some emoji."""
_PACER_NAME = "Pacer"
_OFFSET_FORM = marked("how long after time zero, like +10 or +1:30")
_BEST_FORM = marked("a time like 4:08")
_DROP_FORM = marked("metres from the start, like 1000")

ReadTarget = Callable[[str, Distance], Target]
"""Reads the text of a target over a distance; raises `BadTarget`."""


class Asked(NamedTuple):
    """One key as it was asked for; `lane` 0 and an empty `target` were not said.

    The name of a watch is that of the athlete whom it times. With a `best_kind` and no `best` the
    library is to know it.
    """

    name: str
    lane: int = 0
    role: str = ATHLETE
    target: str = ""
    offset: Duration = Duration(0)
    drop_off: Distance | None = None
    best: Duration | None = None
    best_kind: str = ""


class Entered(NamedTuple):
    """Athletes, pacers, watches, in this order; and the lines of their own that some chase."""

    entrants: tuple[Entrant, ...]
    targets: tuple[Target, ...]


def pieces(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what was typed for each key; lines and semicolons part them, quotes hold together."""
    lines = (_UNSEEN.sub("", line) for text in texts for line in text.splitlines())
    found = (piece.strip() for line in lines for piece in outside_quotes(line, ";"))
    return tuple(piece for piece in found if piece)


def outside_quotes(text: str, mark: str, most: int = -1) -> list[str]:
    """Split `text` at `mark` where it stands in no quotation marks, at most `most` times."""
    found, quoted = [""], False
    for character in text:
        quoted ^= character == '"'
        if character == mark and not quoted and most != 0:
            found.append("")
            most -= 1
        else:
            found[-1] += character
    return found


def read_piece(text: str, number: int = 1) -> Asked:
    """Return what was asked for with one piece; raise `BadPlan`, which says which one it is."""
    what = tr("athlete {number}", number=number)
    if text.count('"') % 2:
        raise BadPlan(what=what, found=text, expected=tr('a second quotation mark (")'))
    if _is_time(text):
        raise BadPlan(what=what, found=text, expected=tr("a name first, like Anna, 3:59.99"))
    head, *rest = _at_comma(text)
    lane, head = _lane(head, what)
    role, head = _role(head)
    asked = Asked(head.strip(), lane, role)
    for part in rest:
        target, asked = _tails(asked, part.strip(), what)
        if not target and asked.best is None:
            raise BadPlan(
                what=what, found=tr("nothing after the comma"), expected=tr("a target, or none")
            )
        asked = asked._replace(target=" ".join(target.split()))
    name, asked = _tails(asked, asked.name, what)
    known = _BEST_KNOWN.search(name)
    if known is not None:
        name, asked = name[: known.start()].strip(), _with_best(asked, known[1], None, what)
    return _checked(_with_own_best(asked._replace(name=_name(name))), what)


def _at_comma(text: str) -> list[str]:
    """Split at the first comma that is not the decimal one of a best time."""
    head, *rest = outside_quotes(text, ",", 1)
    decimals = _DECIMALS.match(rest[0]) if rest and _BEST.search(head) else None
    if decimals is None:
        return [head, *rest]
    more, *rest = outside_quotes(rest[0][decimals.end() :], ",", 1)
    return [f"{head}.{decimals[0]}{more}", *rest]


def _with_own_best(asked: Asked) -> Asked:
    """A best without a name behind it is the athlete's own: the one that was typed, if one was."""
    if asked.target.lower() not in (PB, SB):
        return asked
    if asked.best is not None and asked.best_kind == asked.target.lower():
        return asked._replace(target=canonical(asked.best))
    return asked._replace(target=f"{asked.target.lower()} {asked.name}")


def _is_time(text: str) -> bool:
    try:
        return ":" in text and parse_time(text) >= 0
    except TimeSyntaxError:
        return False


def _lane(text: str, what: str) -> tuple[int, str]:
    match = _LANE.match(text.lstrip())
    if match is None:
        return 0, text
    lane = int(match[1])
    if not 1 <= lane <= MOST_KEYS:
        raise BadPlan(
            what=tr("{what}, lane", what=what),
            found=match[1],
            expected=tr("1 to {most}, one for each key", most=MOST_KEYS),
        )
    return lane, text.lstrip()[match.end() :]


def _role(text: str) -> tuple[str, str]:
    match = _ROLE.match(text.lstrip())
    if match is None:
        return ATHLETE, text
    role = PACER if match[1] else WATCH
    rest = text.lstrip()[match.end() :]
    if role == PACER and (not rest.strip() or _TO.match(rest) or _PLUS.match(rest)):
        rest = f"{_PACER_NAME} {rest}"
    return role, rest


def _tails(asked: Asked, text: str, what: str) -> tuple[str, Asked]:
    """Take `+10`, `pb 4:08` and, of a pacer, `to 1000` off the end of `text`, in any order."""
    while True:
        plus, to = _PLUS.search(text), _TO.search(text) if asked.role == PACER else None
        best = _BEST.search(text)
        if plus is not None:
            text, asked = text[: plus.start()], _with_offset(asked, plus[1], what)
        elif to is not None:
            text, asked = text[: to.start()], _with_drop(asked, to[1] or "", what)
        elif best is not None:
            text, asked = text[: best.start()], _with_best(asked, best[1], best[2], what)
        else:
            return text.strip(), asked


def _with_offset(asked: Asked, text: str, what: str) -> Asked:
    if asked.offset:
        raise BadPlan(
            what=tr("{what}, own start", what=what), found=tr("two of them"), expected=tr("one")
        )
    try:
        offset = parse_time(text)
    except TimeSyntaxError:
        raise BadPlan(
            what=tr("{what}, own start", what=what), found=f'"+{text}"', expected=tr(_OFFSET_FORM)
        ) from None
    return asked._replace(offset=offset)


def _with_drop(asked: Asked, text: str, what: str) -> Asked:
    if asked.drop_off is not None:
        raise BadPlan(
            what=tr("{what}, end of the pacing", what=what),
            found=tr("two of them"),
            expected=tr("one"),
        )
    return asked._replace(
        drop_off=length_of(tr("{what}, end of the pacing", what=what), text, tr(_DROP_FORM))
    )


def _with_best(asked: Asked, kind: str, text: str | None, what: str) -> Asked:
    if asked.best_kind:
        raise BadPlan(
            what=tr("{what}, best time", what=what), found=tr("two of them"), expected=tr("one")
        )
    asked = asked._replace(best_kind=kind.lower())
    if text is None:
        return asked
    try:
        return asked._replace(best=parse_time(text))
    except TimeSyntaxError:
        found = f'"{kind} {text}"'
        raise BadPlan(
            what=tr("{what}, best time", what=what), found=found, expected=tr(_BEST_FORM)
        ) from None


def _name(text: str) -> str:
    quoted = _QUOTED.fullmatch(text)
    return " ".join((quoted[1].replace('""', '"') if quoted else text).split())


def _checked(asked: Asked, what: str) -> Asked:
    if not asked.name:
        raise BadPlan(what=what, found=tr("no name"), expected=tr(FORMS))
    if not _JOINERS.sub("", asked.name).isprintable():
        raise BadPlan(what=what, found=f"{asked.name!r}", expected=tr("a name in plain letters"))
    if asked.role == WATCH and (asked.target or asked.offset or asked.best_kind):
        raise BadPlan(
            what=what,
            found=tr("more than a name"),
            expected=tr("watch of {name} and no more", name=asked.name),
        )
    if asked.role == PACER and asked.best_kind:
        expected = tr("none, for nobody projects the finish of a pacer")
        raise BadPlan(
            what=tr("{what}, best time", what=what), found=asked.best_kind, expected=expected
        )
    return asked


def entered(texts: Iterable[str], distance: Distance, read: ReadTarget) -> Entered:
    """Return who runs over `distance`; `read` reads their own targets.

    Without a name there is one athlete who has none. Raise `BadPlan` for what nobody can run,
    and what `read` raises beside `BadTarget`.
    """
    typed = pieces(texts) or (NOBODY,)
    if len(typed) > MOST_KEYS:
        raise BadPlan(
            what="athletes", found=f"{len(typed)}", expected=tr("at most {most}", most=MOST_KEYS)
        )
    asked = [read_piece(text, number) for number, text in enumerate(typed, start=1)]
    check_together(asked)
    return _entered(asked, distance, read)


def check_together(asked: Sequence[Asked]) -> None:
    """Refuse a lane or a name that stands there twice with `BadPlan`."""
    lanes: set[int] = set()
    names: set[str] = set()
    for number, each in enumerate(asked, start=1):
        if each.lane in lanes:
            raise BadPlan(
                what=tr("athlete {number}, lane", number=number),
                found=tr("{lane} twice", lane=each.lane),
                expected=tr("one for each"),
            )
        if each.role != WATCH and each.name in names:
            raise BadPlan(
                what="athletes",
                found=tr('"{name}" twice', name=each.name),
                expected=tr("a name of its own for each"),
            )
        lanes |= {each.lane} - {0}
        names |= {each.name} if each.role != WATCH else set()


def _entered(asked: Sequence[Asked], distance: Distance, read: ReadTarget) -> Entered:
    own: dict[str, Target] = {}
    athletes: list[Entrant] = []
    watches: list[tuple[int, int, Asked]] = []
    for number, (lane, each) in enumerate(zip(lanes_of(asked), asked, strict=True), start=1):
        if each.role == WATCH:
            watches.append((number, lane, each))
            continue
        target = _target(each, number, distance, read) if each.target else None
        if target is not None:
            own.setdefault(target.id, target)
        with_best = _with_known_best(each, number, distance, read)
        athletes.append(_entrant(with_best, lane, target, number, distance))
    athletes.sort(key=lambda each: each.role == PACER)
    keys = [_watch(athletes, *each) for each in watches]
    return Entered((*athletes, *keys), tuple(own.values()))


def lanes_of(asked: Sequence[Asked]) -> tuple[int, ...]:
    """Return the lane of each: the one that was said, or the next free one after that before it."""
    said = {each.lane for each in asked}
    free = [lane for lane in range(1, MOST_KEYS + 1) if lane not in said]
    lanes, last = [], 0
    for each in asked:
        last = each.lane or next((lane for lane in free if lane > last), free[0] if free else 0)
        free = [lane for lane in free if lane != last]
        lanes.append(last)
    return tuple(lanes)


def _entrant(
    each: Asked, lane: int, target: Target | None, number: int, distance: Distance
) -> Entrant:
    if each.drop_off is not None and not 0 < each.drop_off <= distance:
        raise BadPlan(
            what=tr("athlete {number}, end of the pacing", number=number),
            found=format_metres(each.drop_off),
            expected=tr("more than 0 m and at most {distance}", distance=format_metres(distance)),
        )
    return Entrant(
        id=EntryId(str(lane)),
        athlete=each.name,
        lane=lane,
        role=each.role,
        target=target.id if target else None,
        offset=each.offset,
        drop_off=each.drop_off,
        reference=each.best,
        reference_kind=each.best_kind,
    )


def _with_known_best(each: Asked, number: int, distance: Distance, read: ReadTarget) -> Asked:
    """The library knows a best as the line that is held against it."""
    if not each.best_kind or each.best is not None:
        return each
    try:
        return each._replace(best=read(f"{each.best_kind} {each.name}", distance).finish)
    except BadTarget as refusal:
        said = dict(refusal.message.args)
        raise BadPlan(
            what=tr("athlete {number}, best time", number=number),
            found=tr('"{best_kind}" without a time', best_kind=each.best_kind),
            expected=tr(
                "one like {best_kind} 4:08, or {time}",
                best_kind=each.best_kind,
                time=said["expected"],
            ),
        ) from None


def _target(each: Asked, number: int, distance: Distance, read: ReadTarget) -> Target:
    try:
        return read(each.target, distance)
    except BadTarget as refusal:
        said = dict(refusal.message.args)
        raise BadPlan(
            what=tr("athlete {number}, target", number=number),
            found=f'"{said["found"]}"',
            expected=tr(
                "{time}; a name with a comma stands in quotation marks", time=said["expected"]
            ),
        ) from None


def _watch(athletes: Sequence[Entrant], number: int, lane: int, each: Asked) -> Entrant:
    runners = [one for one in athletes if one.role == ATHLETE]
    alike = [one for one in runners if one.athlete.casefold() == each.name.casefold()]
    found = [one for one in alike if one.athlete == each.name] or alike
    if not found:
        names = ", ".join(one.athlete for one in runners)
        expected = tr("one of {names}", names=names) if names else tr("an athlete who is there too")
        raise BadPlan(
            what=tr("athlete {number}, watch of", number=number),
            found=f'"{each.name}"',
            expected=expected,
        )
    return Entrant(
        id=EntryId(str(lane)),
        athlete=found[0].athlete,
        lane=lane,
        role=WATCH,
        of=found[0].id,
    )
