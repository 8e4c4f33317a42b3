"""Which results are in a printed list, with splits under each athlete as `cumulative (lap)`?

As Hy-Tek and Delta print them, and as coaches post a run. Splits have no distances unless the page
names them.
"""

from app.formats.file_text import FormatError
from app.formats.results.found import Found
from app.formats.results.result_lines import Lines, step_in
from app.formats.results.text import lines_of, refuse_crowd
from app.language import marked

FORM = marked("printed results")
MOST_LINES = 6_000
MOST_CHARACTERS = 300_000


def read(content: bytes, name: str) -> Found:
    """Return the results of a printed list; raise `FormatError` with what is wrong."""
    return found_in(content, name, FORM)


def found_in(content: bytes, name: str, form: str) -> Found:
    """Return what stands in the lines of a text, called `form`; raise `FormatError`."""
    lines = lines_of(content, name, MOST_LINES)
    if sum(map(len, lines)) > MOST_CHARACTERS:
        found = f"found more than {MOST_CHARACTERS} characters"
        raise FormatError(f"{name}: {found}, expected the results of a meet at most")
    reading = Lines()
    reading.read(lines)
    refuse_crowd(reading.athletes, name)
    races = reading.races
    if not any(runner.splits or runner.finish for race in races for runner in race.runners):
        none = "found no athlete with times, expected results with splits"
        raise FormatError(f"{name}: {reading.doubts[0] if reading.doubts else none}")
    steps = set(step_in(lines))
    step = steps.pop() if len(steps) == 1 else None
    return Found(
        form, tuple(race._replace(step=race.step or step) for race in races), tuple(reading.doubts)
    )
