"""What does the best time that a shipped race file names do to what is projected at each mark?"""

from collections.abc import Iterator

from app.analysis.pacing.forecast import Forecast, forecast
from app.analysis.pacing.model import PacingModel
from app.domain.course import Distance, format_metres
from app.domain.times import Duration, format_time
from app.formats.race_file import RaceFile, read_race_file
from app.resource_files import resource
from app.usecases.recorded_race import FOLDER, shipped_races

HEAD = ["race", "read at", "mark", "without", "80 % band", "with", "80 % band", "ran", "inside"]


def best_rows(model: PacingModel) -> list[list[str]]:
    """Return a row for each mark of each reading of the races whose file names a best time."""
    races = (read_race_file(resource(f"{FOLDER}/{name}.toml")) for name in shipped_races())
    return [row for race in races if race.best is not None for row in _rows(model, race)]


def _rows(model: PacingModel, race: RaceFile) -> Iterator[list[str]]:
    assert race.best is not None, "whoever asks for rows has asked for a best time"
    times = [each.time for each in race.splits]
    ran = race.clock.clocks[race.clock.default].finish
    for line, marks in race.line.marks.items():
        for known in range(1, len(times) + 1):
            passed = (race.distance, marks[:known], times[:known], race.race_class)
            alone, told = forecast(model, *passed), forecast(model, *passed, race.best.time)
            assert alone is not None
            assert told is not None
            place = [race.id, line, format_metres(Distance(marks[known - 1]))]
            both = [word for each in (alone, told) for word in _said(each)]
            inside = _inside(alone, ran), _inside(told, ran)
            yield [*place, *both, format_time(ran, 1), " / ".join(inside)]


def _said(found: Forecast) -> tuple[str, str]:
    low, high = found.quantiles["0.1"], found.quantiles["0.9"]
    return format_time(found.finish, 1), f"{format_time(low, 1)} to {format_time(high, 1)}"


def _inside(found: Forecast, ran: Duration) -> str:
    return "yes" if found.quantiles["0.1"] <= ran <= found.quantiles["0.9"] else "**no**"
