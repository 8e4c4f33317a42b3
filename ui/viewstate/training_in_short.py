"""How does a training session look beside the list of the library? Means, and one athlete's times."""

from collections.abc import Sequence

from app.analysis.training.repetitions import Repetition
from app.domain.said import format_time
from app.formats.sheets import training_words as words
from app.language import figure, tr
from app.usecases.training_short import InShort
from ui.viewstate.library import Sheet


def short_sheet(everybody: Sequence[InShort], athlete: str = "") -> Sheet:
    """Return a line for each, and the repetitions of `athlete`, or of the first who has a time."""
    timed = [each for each in everybody if each.tallies]
    named = [each for each in timed if each.athlete.casefold() == athlete.casefold()]
    shown = next(iter(named or timed), None)
    several = len(everybody) > 1
    return Sheet(
        results=tuple(_line(each) for each in everybody) if several else (),
        heading=tr("Repetitions of {name}", name=shown.athlete) if shown else tr("No times yet."),
        splits=tuple(_repetition(each) for each in shown.repetitions) if shown else (),
    )


def _line(each: InShort) -> tuple[str, str, str]:
    if not each.tallies:
        return f"{each.lane}", each.athlete, tr("no time")
    if len(each.tallies) > 1:
        count = sum(tally.runs for tally in each.tallies)
        return f"{each.lane}", each.athlete, tr("{count} timed", count=count)
    mean = format_time(each.tallies[0].mean, 1)
    return f"{each.lane}", each.athlete, figure(f"⌀ {mean}")


def _repetition(each: Repetition) -> tuple[str, str, str]:
    name = f"{each.of_set}.{each.in_set}  {words.distance_text(each.distance)}"
    if each.time is None:
        return name, words.status_text(each.status), ""
    gap = "" if each.deficit is None else words.gap_text(each.deficit, by_hand=True)
    return name, figure(format_time(each.time)), figure(gap)
