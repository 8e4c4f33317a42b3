"""What do the parts of a printed sheet say? Titles, facts, results and notes, on paper and as HTML."""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.plan import ATHLETE
from app.domain.state import FINISHED
from app.domain.target import Target
from app.domain.times import Duration, canonical
from app.formats.sheets import figures as fig
from app.formats.sheets.field_table import FIELD_NOTE, fastest_laps
from app.formats.sheets.lap_bars import same_length
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.split_columns import column_notes
from app.formats.sheets.split_sheet import Runner, Sheet
from app.language import tr

_ABOVE = ("Race", "Target")
"""What the head has in another place: the title and the line of targets."""


class Result(NamedTuple):
    """How a run ended: its time or what happened, and how it stands to the target, with its tone."""

    time: str
    words: str
    gap: Duration


def plain(sheet: Sheet) -> Sheet:
    """Return `sheet` with every text in one line, whatever was typed."""
    runners = {each: _plain_runner(each) for each in _everybody(sheet)}
    return sheet._replace(
        title=one_line(sheet.title).strip() or tr("Race"),
        head=tuple((one_line(label), one_line(text)) for label, text in sheet.head),
        targets=tuple(_plain_target(each) for each in sheet.targets),
        lines=tuple(each._replace(runner=runners[each.runner]) for each in sheet.lines),
        foot=tuple(map(one_line, sheet.foot)),
        runners=tuple(runners.values()),
    )


def _everybody(sheet: Sheet) -> dict[Runner, None]:
    return dict.fromkeys((*sheet.runners, *(each.runner for each in sheet.lines)))


def _plain_runner(runner: Runner) -> Runner:
    return runner._replace(
        athlete=one_line(runner.athlete).strip() or tr("Lane {lane}", lane=runner.lane)
    )


def _plain_target(target: Target) -> Target:
    from dataclasses import replace

    name = one_line(target.name).removesuffix(f" = {canonical(target.finish)}")
    return target if name == target.name else replace(target, name=name)


def title_of(sheet: Sheet, runner: Runner | None) -> str:
    """Name who ran where somebody was alone and the race is not called by the name."""
    if runner is None or runner.athlete in sheet.title:
        return sheet.title
    return f"{runner.athlete} · {sheet.title}"


def facts_of(sheet: Sheet) -> list[tuple[str, str]]:
    """Return the labelled lines that stand in the head; a table of the field has its athletes."""
    above = (*_ABOVE, "Athlete") if len(sheet.runners) > 1 else _ABOVE
    return [(tr(label), _once(text)) for label, text in sheet.head if label not in above]


def _once(text: str) -> str:
    """An event that is called by its length has it once: `1500 m`, not `1500, 1500 m`."""
    name, _, length = text.partition(", ")
    return length if length == f"{name} m" else text[:1].upper() + text[1:]


def result_of(sheet: Sheet, runner: Runner) -> Result:
    """Return how a runner's race ended, or how far it is."""
    rows = fig.rows_of(sheet, runner)
    if not rows:
        return Result("", tr(fig.ENDINGS.get(runner.status, "")) or tr("not timed"), Duration(0))
    last = rows[-1]
    if runner.status != FINISHED or runner.role != ATHLETE:
        time = fig.split_text(last)
        ended = tr(fig.ENDINGS.get(runner.status, "")) or runner.role * (runner.role != ATHLETE)
        where = tr("timed to {mark}", mark=tr(last.mark_name))
        return Result(time, f"{ended}, {where}" if ended else where, Duration(0))
    held = fig.target_held(sheet, runner)
    gap = Duration(last.time - held.time_at(last.mark))
    words = fig.standing_text(gap, held, fig.decimals_of(last))
    return Result(fig.split_text(last), words, fig.rounded_gap(last, gap))


def common_target(sheet: Sheet, runners: Sequence[Runner]) -> Target:
    """Return the target that a chart of `runners` is held against."""
    return fig.target_held(sheet, runners[0]) if len(runners) == 1 else fig.primary_of(sheet)


def chart_words(sheet: Sheet, runners: Sequence[Runner]) -> str:
    """Say what the chart of the gaps shows."""
    return tr(
        "Seconds behind or ahead of {name}",
        name=fig.target_text(common_target(sheet, runners)),
    )


def bars_words(sheet: Sheet, runner: Runner) -> str:
    """Say what the columns of the laps show."""
    rows, held = fig.rows_of(sheet, runner), fig.target_held(sheet, runner)
    what = tr("Laps in seconds") if same_length(rows) else tr("Laps in seconds per 400 m")
    return tr("{what}; the line is {name}", what=what, name=held.name)


def notes_of(sheet: Sheet) -> tuple[str, ...]:
    """Return all that stands under the tables and charts."""
    return (*fig.foot_notes(sheet), *fig.sign_notes(sheet.rows), *column_notes(sheet))


def field_notes(sheet: Sheet) -> list[str]:
    """Return the notes on a race of several that go for no athlete alone."""
    own = {note for each in sheet.runners for note in _own(sheet, each)}
    found = (fastest_laps(sheet), tr(FIELD_NOTE), *notes_of(sheet))
    return [each for each in found if each and each not in own]


def own_notes(sheet: Sheet, runner: Runner) -> list[str]:
    """Return the notes on one athlete of several, without the name."""
    texts = [each.partition(": ")[2] for each in _own(sheet, runner)]
    return [each[:1].upper() + each[1:] for each in texts]


def _own(sheet: Sheet, runner: Runner) -> list[str]:
    return [each for each in sheet.foot if each.startswith(f"{runner.athlete}: ")]


def foot_words(sheet: Sheet, printed: str) -> str:
    """Return the last line of every page: version, checksum of the raw log, when it was printed."""
    when = tr("printed {when}", when=printed) if printed else ""
    return " · ".join(filter(None, (fig.colophon(sheet), when)))
