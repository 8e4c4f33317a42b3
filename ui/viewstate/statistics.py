"""What does a statistician note of a run besides its splits? Short enough for a card's last line."""

from app.analysis.on_the_way import AT_1500, LAST_200, LAST_400, OnTheWay, on_the_way
from app.domain.said import format_time, place_text
from app.language import marked, tr
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.wording import DOT, gap_decimals, lap_text

_SHORT = {LAST_400: marked("last 400"), LAST_200: marked("last 200"), AT_1500: "1500"}
ABOUT = "\u2248"


def statistics_line(snapshot: Snapshot) -> str:
    """Return the last 400 or 200 m and the 1500 m in a mile; what was not timed stands with \u2248."""
    facts, course = snapshot.entry.facts, snapshot.analysis.state.plan.course
    found = {each.name: each for each in on_the_way(facts, course)}
    last = found.get(LAST_400) or found.get(LAST_200)
    shown = [each for each in (last, found.get(AT_1500)) if each is not None]
    return DOT.join(_written(each, snapshot) for each in shown)


def _written(each: OnTheWay, snapshot: Snapshot) -> str:
    passage = snapshot.entry.facts.last
    fine = gap_decimals(passage.run.split) if passage is not None else 1
    decimals = fine if each.timed else 1
    write = format_time if each.name == AT_1500 else lap_text
    sign = "" if each.timed else f"{ABOUT} "
    return f"{tr(_SHORT[each.name])} {sign}{write(each.time, decimals)}"


def lap_rank_line(snapshot: Snapshot) -> str:
    """Return the place of the last lap among those who were timed over it, nothing for one alone."""
    if len(snapshot.analysis.entries) < 2:
        return ""
    from app.analysis.standing import standing

    found = standing(snapshot.analysis).get(snapshot.selected)
    place = found.last if found is not None else None
    if place is None or place.lap_timed < 2:
        return ""
    return tr(
        "last lap {place} of {timed}",
        place=place_text(place.lap_rank),
        timed=place.lap_timed,
    )
