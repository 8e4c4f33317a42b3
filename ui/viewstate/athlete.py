"""What does the long-run view of an athlete show? Kinds of repetition and events, and one in detail."""

from typing import NamedTuple

from app.analysis.training.over_weeks import KindOverWeeks, OneDay
from app.domain.times import Duration
from app.formats.sheets import training_words as words
from app.formats.sheets.history_chart import Day
from app.formats.sheets.sheet_words import written_time
from app.language import figure, tr, tr_count
from app.usecases.athlete_history import EventOverTime, History, RaceRun
from ui.viewstate.library import event_title
from ui.viewstate.tones import AHEAD, BEHIND, INK, MUTED
from ui.viewstate.training_review import Figure, FigureTable
from ui.viewstate.wording import DOT


class LongRun(NamedTuple):
    """The whole window: what there is, what is chosen of it, and as a chart and a table."""

    title: str
    facts: str
    choices: FigureTable
    name: str
    days: tuple[Day, ...]
    detail: FigureTable
    said: str
    sessions: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """What a screen reader says of the chart."""
        rows = (" ".join(cell.text for cell in row) for row in self.detail.rows)
        return DOT.join((self.name, *rows))


def long_run(history: History, chosen: int) -> LongRun:
    """Return what is shown; `chosen` counts kinds of repetition, then events."""
    kinds, events = history.kinds, history.events
    name, detail = "", FigureTable(tr("days"))
    days: tuple[Day, ...] = ()
    sessions: tuple[str, ...] = ()
    if chosen < len(kinds):
        name, days = kind_name(kinds[chosen]), tuple(map(_day, kinds[chosen].days))
        detail = _kind_table(kinds[chosen])
        sessions = tuple(each.session for each in kinds[chosen].days)
    elif chosen < len(kinds) + len(events):
        event = events[chosen - len(kinds)]
        name, days = event_title(event.event), tuple(map(_race_day, event.races))
        detail = _event_table(event)
        sessions = tuple(each.session for each in event.races)
    return LongRun(
        title=history.athlete,
        facts=facts_of(history),
        choices=_choices(history),
        name=name,
        days=days,
        detail=detail,
        said=said_of(history),
        sessions=sessions,
    )


def facts_of(history: History) -> str:
    """Say how much there is."""
    races = sum(len(each.races) for each in history.events)
    return DOT.join(
        (
            tr_count("{count} training session", "{count} training sessions", history.sessions),
            tr_count("{count} race", "{count} races", races),
        )
    )


def said_of(history: History) -> str:
    """Say what was left out, or that nothing is there."""
    said = []
    if not history.kinds and not history.events:
        said.append(
            tr("No repetition and no finish of {name} is stored here.", name=history.athlete)
        )
    if history.left_out:
        said.append(
            tr_count(
                "{count} older training session is not looked into.",
                "{count} older training sessions are not looked into.",
                history.left_out,
            )
        )
    if history.passed_over:
        unread = ", ".join(history.passed_over)
        said.append(tr("Could not be read: {sessions}.", sessions=unread))
    return " ".join(said)


def kind_name(kind: KindOverWeeks) -> str:
    """Name a kind of repetition: `300 m, recovery 1:30`."""
    length = words.distance_text(kind.kind.distance)
    if not kind.kind.recovery:
        return length
    return tr("{distance}, recovery {rest}", distance=length, rest=kind.kind.recovery)


def _choices(history: History) -> FigureTable:
    rows = [
        (
            Figure(kind_name(each), strong=True),
            Figure(tr_count("{count} session", "{count} sessions", len(each.days)), MUTED),
            Figure(_best_mean(each)),
        )
        for each in history.kinds
    ]
    rows += [
        (
            Figure(event_title(each.event), strong=True),
            Figure(tr_count("{count} race", "{count} races", len(each.races)), MUTED),
            Figure(tr("PB {time}", time=_time(min(each.races, key=lambda race: race.time)))),
        )
        for each in history.events
    ]
    heads = (tr("What"), tr("How often"), tr("Best"))
    return FigureTable(tr("repetitions and events"), heads, (True, True, False), tuple(rows))


def _best_mean(kind: KindOverWeeks) -> str:
    best = min(kind.days, key=lambda day: day.tally.mean)
    return tr("mean {time}", time=words.mean_text(best.tally.mean, by_hand=best.by_hand))


def _time(race: RaceRun) -> str:
    return written_time(race.time, by_hand=race.by_hand)


def _day(day: OneDay) -> Day:
    tally = day.tally
    decimals = words.decimals_of(by_hand=day.by_hand)
    return Day(day.date, tally.mean, tally.best, tally.worst, decimals)


def _race_day(race: RaceRun) -> Day:
    marked = tr("PB") if race.personal else tr("SB") if race.season else ""
    decimals = words.decimals_of(by_hand=race.by_hand)
    return Day(race.date, race.time, race.time, race.time, decimals, marked)


def _kind_table(kind: KindOverWeeks) -> FigureTable:
    heads = (
        *(tr("Date"), tr("Session"), tr("Runs"), tr("Mean"), tr("Change")),
        *(tr("Best"), tr("Spread"), tr("Drop-off")),
    )
    rows, before = [], None
    for day in kind.days:
        rows.append(_kind_row(day, before))
        before = day
    left = (True, True, *[False] * 6)
    return FigureTable(tr("sessions"), heads, left, tuple(reversed(rows)))


def _kind_row(day: OneDay, before: OneDay | None) -> tuple[Figure, ...]:
    tally, by_hand = day.tally, day.by_hand
    change = Figure("")
    if before is not None:
        rough = by_hand or before.by_hand
        gap = words.shown_gap(Duration(tally.mean - before.tally.mean), by_hand=rough)
        text = words.gap_text(gap, by_hand=rough)
        change = Figure(figure(text), BEHIND if gap > 0 else AHEAD if gap < 0 else INK)
    return (
        Figure(day.date or "\u2013"),
        Figure(day.title),
        Figure(f"{tally.runs}"),
        Figure(figure(words.mean_text(tally.mean, by_hand=by_hand)), strong=True),
        change,
        Figure(figure(words.mean_text(tally.best, by_hand=by_hand))),
        Figure(figure(words.mean_text(tally.spread, by_hand=by_hand)) if tally.runs > 1 else ""),
        Figure(figure(words.drop_off_text(tally.drop_off))),
    )


def _event_table(event: EventOverTime) -> FigureTable:
    rows = tuple(
        (
            Figure(each.date or "\u2013"),
            Figure(each.title),
            Figure(figure(_time(each)), strong=True),
            Figure(tr("PB") if each.personal else tr("SB") if each.season else "", AHEAD),
        )
        for each in reversed(event.races)
    )
    heads = (tr("Date"), tr("Race"), tr("Time"), "")
    return FigureTable(tr("races"), heads, (True, True, False, True), rows)
