"""What was typed into the field: a time, or a place in the whole field?"""

import re

from app.domain.commands import TypeSplit
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.repair_commands import TypeRank
from app.domain.said import place_text
from app.domain.times import Instant, TimeSyntaxError, parse_time
from app.language import marked, tr
from ui.desk import Desk
from ui.repairs.done import athlete
from ui.viewstate.wording import at_mark, sentence

Place = tuple[EntryId, Distance]

_RANK = re.compile(r"#\s*(\d{1,4})?|(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)
_EXPECTED = marked("expected a time like 3:01.84, or a place in the field like #3")


def take_typed(desk: Desk, text: str, now: Instant, edited: Place | None = None) -> bool:
    """Enter a time, or with `#3` or `3rd` a place in the whole field; `#` takes the place away.

    It is for the selected athlete, or for the athlete and mark that are `edited`. False when it
    was refused; then it is said what was expected.
    """
    rank = _RANK.fullmatch(text.strip())
    if rank is not None:
        number = rank.group(1) or rank.group(2)
        return _type_rank(desk, int(number) if number else None, now, edited)
    if not text.strip() or any(each.isalpha() or each == "#" for each in text):
        desk.refuse(
            tr('Found "{found}", {expected}.', found=text.strip(), expected=tr(_EXPECTED)), now
        )
        return False
    return _type_time(desk, text, now, edited)


def _type_time(desk: Desk, text: str, now: Instant, edited: Place | None) -> bool:
    try:
        elapsed = parse_time(text)
    except TimeSyntaxError as error:
        desk.refuse(sentence(str(error)), now)
        return False
    entry, mark = edited or (desk.selected, None)
    at = desk.stage.session_now(now)
    return desk.edit(TypeSplit(at=at, entry=entry, elapsed=elapsed, mark=mark), now)


def _type_rank(desk: Desk, rank: int | None, now: Instant, edited: Place | None) -> bool:
    """A place is that at the mark that is edited, else at the last one that was passed."""
    state = desk.stage.state
    entry, mark = edited or (desk.selected, state.entries[desk.selected].reached)
    name = athlete(state, entry)
    if not mark:
        desk.refuse(
            tr("{name} has passed no mark yet: a place is typed after the first one.", name=name),
            now,
        )
        return False
    at = desk.stage.session_now(now)
    if not desk.edit(TypeRank(at, entry, mark, rank), now):
        return False
    words = (
        tr("{place} in the field", place=place_text(rank)) if rank else tr("no place in the field")
    )
    desk.say(f"{name} {at_mark(state.plan, mark)}: {words}.", now)
    return True
