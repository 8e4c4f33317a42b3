"""Which target lines does somebody ask for? Shipped ones, typed ones, or those of another race.

Texts are the ids of shipped targets, the forms of app.domain.target_text, `like RACE`, or the best
of an athlete: `pb Anna`, `sb Anna` (this season's).
"""

from collections.abc import Iterable
from pathlib import Path

from app.domain.course import Distance, format_metres
from app.domain.refusals import BadTarget
from app.domain.state import FINISHED
from app.domain.target import Target, from_splits
from app.engine.replay import Run
from app.formats.target_file import ShippedTarget, find_target, shipped_targets
from app.language import tr
from app.usecases.recorded_race import NoSuchRace, open_recording, run_of_recording

_LIKE = "like "
_BESTS = ("pb", "sb")
_DEFAULTS = ("sub-4", "4:06.42", "4:07.64")
_EVEN_LAPS = "60/400"


def target_of(
    text: str, distance: Distance, library: Path | None = None, *, event: str = "", day: str = ""
) -> Target:
    """Return the target line over `distance` that `text` means; raise `BadTarget` otherwise.

    `event` and `day` are those of the race, for the best of an athlete: a steeplechase is another
    race than the flat one, and a season is a year.
    """
    plain = " ".join(text.split())
    if plain.lower().startswith(_LIKE):
        return _like(plain[len(_LIKE) :], distance, library)
    if plain.partition(" ")[0].lower() in _BESTS:
        from app.usecases.best_times import target_of_best

        return target_of_best(plain, distance, library, event, day)
    return find_target(plain, distance)


def targets_of(
    texts: Iterable[str],
    distance: Distance,
    library: Path | None = None,
    *,
    event: str = "",
    day: str = "",
) -> tuple[Target, ...]:
    """Return the lines that `texts` mean, the first one primary; one line is there only once."""
    found: list[Target] = []
    for text in texts:
        target = target_of(text, distance, library, event=event, day=day)
        if any(each.id == target.id for each in found):
            raise BadTarget(found=text, expected=tr("one that is not there already"))
        found.append(target)
    return tuple(found)


def default_targets(distance: Distance) -> tuple[Target, ...]:
    """Return what a new race is held against until somebody says otherwise.

    The mile has its three lines; other distances the shipped ones, or else even laps of 60 s.
    """
    shipped = shipped_for(distance)
    chosen = [each.target for each in shipped if each.target.id in _DEFAULTS] or [
        each.target for each in shipped
    ]
    return tuple(chosen) or (find_target(_EVEN_LAPS, distance),)


def shipped_for(distance: Distance) -> tuple[ShippedTarget, ...]:
    """Return the targets over `distance` that are there from the start."""
    return tuple(each for each in shipped_targets() if each.target.distance == distance)


def _like(name: str, distance: Distance, library: Path | None) -> Target:
    try:
        recording = open_recording(name, library)
    except NoSuchRace as refusal:
        raise BadTarget(
            found=f"{_LIKE}{name}", expected=tr("a race ({refusal})", refusal=refusal)
        ) from None
    if recording.distance != distance:
        raise BadTarget(
            found=tr(
                "{like}{name}, over {distance}",
                like=_LIKE,
                name=name,
                distance=format_metres(recording.distance),
            ),
            expected=tr("a race over {distance}", distance=format_metres(distance)),
        )
    return like_run(run_of_recording(recording), id=f"{_LIKE}{recording.id}", title=recording.title)


def like_run(run: Run, *, id: str, title: str) -> Target:
    """Return the line that the first athlete of `run` drew; raise `BadTarget` without a finish."""
    from app.engine.replay import Replay

    replay = Replay(run, run.zero)
    replay.seek(run.length, run.zero)
    state = replay.state
    first = state.counted(state.racing[0])
    if state.status(first) != FINISHED:
        raise BadTarget(found=id, expected=tr("a race that was finished"))
    splits = [(split.mark, split.time(state.zero_of(first))) for split in first.splits]
    return from_splits(splits, id=id, name=tr("Like {title}", title=title))
