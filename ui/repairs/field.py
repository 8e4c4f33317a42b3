"""Who of several athletes is looked at? Choosing one, starring one, one alone or all."""

from app.domain.said import format_time
from app.domain.times import Instant
from app.language import tr
from ui.desk import Desk
from ui.viewstate.layout import MOST_ROWS


def toggle_layout(desk: Desk, now: Instant) -> None:
    """Show the selected athlete alone, or all of them again."""
    desk.alone = not desk.alone
    name = desk.stage.state.entries[desk.selected].entrant.athlete
    desk.say(
        tr("{name} alone. L shows all.", name=name) if desk.alone else tr("All athletes."), now
    )


def star(desk: Desk, now: Instant) -> None:
    """Give the selected athlete a row above the lanes, or take it away; four have room."""
    state = desk.stage.state
    name = state.entries[desk.selected].entrant.athlete
    if len(state.racing) <= MOST_ROWS:
        desk.refuse(tr("Everybody has a row: {total} athletes run.", total=len(state.racing)), now)
    elif desk.selected in desk.starred:
        desk.starred.remove(desk.selected)
        desk.say(tr("{name} is back among the lanes.", name=name), now)
    elif len(desk.starred) == MOST_ROWS:
        desk.refuse(
            tr(
                "There is room for {rows} rows above the lanes: S takes one away.",
                rows=MOST_ROWS,
            ),
            now,
        )
    else:
        desk.starred.add(desk.selected)
        desk.alone = False
        desk.say(tr("{name} has a row above the lanes.", name=name), now)


def next_target(desk: Desk, now: Instant) -> None:
    """Change the race's target; who has one of their own is held to that."""
    desk.next_target(now)
    state = desk.stage.state
    entry = state.entries[desk.selected]
    own = state.target_of(entry)
    if own.id == entry.entrant.target and own.id != state.primary_id:
        name, time = entry.entrant.athlete, format_time(own.finish)
        desk.say(
            tr(
                "{target} for the others: {name} is held to {time}.",
                target=state.primary.name,
                name=name,
                time=time,
            ),
            now,
        )
