"""How do coaches post a session? `Ann: 43.1h, 43.4h, absent / 43.9h, 44.0h; mean 43.6, ...`.

A slash stands between sets. A repetition without a time has the word why in its place.
"""

from collections.abc import Iterator

from app.domain.training.session_state import DROPPED, PLANNED
from app.formats.sheets import training_words as words
from app.formats.sheets.training_columns import (
    athlete_notes,
    foot_words,
    plain_sheet,
    session_notes,
    tally_words,
)
from app.formats.sheets.training_sheet import Line, Trained, TrainingSheet
from app.language import tr


def training_text(sheet: TrainingSheet) -> bytes:
    """Return a session as plain text in UTF-8, with what stands at its foot."""
    sheet = plain_sheet(sheet)
    where = ", ".join(filter(None, (sheet.title, sheet.date, sheet.venue)))
    notes = [f"{each.name}: {note}" for each in sheet.athletes for note in athlete_notes(each)]
    lines = [where, sheet.reading, "", posted_session(sheet), "", *notes, *session_notes(sheet)]
    return "\n".join([*lines, foot_words(sheet), ""]).encode("utf-8", "replace")


def posted_session(sheet: TrainingSheet) -> str:
    """Return a line for each athlete, under the name where there are several."""
    if len(sheet.athletes) == 1:
        return posted_athlete(sheet.athletes[0])
    grouped = len(sheet.groups) > 1
    return "\n".join(
        f"{each.name}{f' ({each.group})' if grouped and each.group else ''}: {posted_athlete(each)}"
        for each in sheet.athletes
    )


def posted_athlete(athlete: Trained) -> str:
    """Return the repetitions of one athlete in one line, then what they come to."""
    lines = [e for e in athlete.lines if e.run.status not in (DROPPED, PLANNED)]
    several = len({each.run.distance for each in lines}) > 1
    said = "".join(_parts(lines, several=several)) or tr("no time")
    tallies = [_tally(athlete, i, several=several) for i in range(len(athlete.tallies))]
    return "; ".join([said, *tallies])


def _parts(lines: list[Line], *, several: bool) -> Iterator[str]:
    for i, line in enumerate(lines):
        if i:
            yield " / " if line.run.of_set != lines[i - 1].run.of_set else ", "
        end = line.end
        length = f"{words.distance_text(line.run.distance)} " if several else ""
        yield length + (
            words.time_text(end.time, by_hand=end.by_hand)
            if end
            else words.status_text(line.run.status)
        )


def _tally(athlete: Trained, i: int, *, several: bool) -> str:
    tally = athlete.tallies[i]
    said = tally_words(athlete, tally)
    return f"{words.distance_text(tally.distance)} {said}" if several else said
