"""What was known of a race or a training session at a time on its clock? `splitline replay`."""

import argparse
import math

from app.cli.board import add_board, board_options, board_request
from app.cli.context import DONE, Context, Refused, add_json
from app.cli.requests import FIRST_PAINT, QUIT_HELP, READY, ReplayRequest
from app.domain.times import Duration, Instant, parse_time
from app.engine.playback import SPEEDS
from app.engine.replay import Replay, Run
from app.usecases.recorded_race import Recording, run_of_recording

HELP = "a race or a training session as it was known at a time, or the window on its replay"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("race", metavar="RACE", help="the id of a race or a session, or a file")
    parser.add_argument(
        "--at", metavar="TIME", help="how far to go, on the chosen clock (to the finish)"
    )
    parser.add_argument(
        "--target",
        metavar="T",
        action="append",
        help="sub-4, 4:06.42, 60/400, like monaco-2023; the first is primary",
    )
    parser.add_argument(
        "--line",
        choices=("finish-line", "from-start"),
        help="where the times were read (as the race says)",
    )
    parser.add_argument(
        "--clock", metavar="CLOCK", help="published, gun or movement (as the race says)"
    )
    add_json(parser)
    window = parser.add_argument_group("in the window")
    window.add_argument("--window", action="store_true", help="play it in the window")
    window.add_argument("--speed", metavar="N", help="0.25 to 60 times its own pace")
    window.add_argument("--offscreen", action="store_true", help="play it without a display")
    window.add_argument("--out", metavar="DIR", help="write pictures and tables to this folder")
    window.add_argument(
        "--quit-after", choices=(FIRST_PAINT, READY), default=argparse.SUPPRESS, help=QUIT_HELP
    )
    add_board(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the race, or open the window on it."""
    _check_usage(args)
    training = context.training(args.race)
    if training is not None:
        from app.cli.replay_training import show_training

        return show_training(args, context, training)
    recording = context.recording(args.race)
    targets = None
    if args.target:
        from app.usecases.targets import targets_of

        targets = targets_of(args.target, recording.distance, context.app.library)
    chosen = run_of_recording(recording, args.line, args.clock, targets)
    if args.window:
        return context.launch(_request(args, recording, chosen), "the window")
    return _show(args, recording, chosen)


def _check_usage(args: argparse.Namespace) -> None:
    given = {
        "--speed": args.speed is not None,
        "--offscreen": args.offscreen,
        "--out": args.out is not None,
        "--quit-after": bool(args.quit_after),
        **board_options(args),
    }
    for option, is_given in given.items():
        if is_given and not args.window:
            args.parser.error(f"{option} needs --window")
    for option, is_given in board_options(args).items():
        if is_given and args.offscreen:
            args.parser.error(f"{option} and --offscreen exclude each other")
    if args.window and args.json:
        args.parser.error("--json and --window exclude each other")


def _request(args: argparse.Namespace, recording: Recording, chosen: Run) -> ReplayRequest:
    from pathlib import Path

    return ReplayRequest(
        recording=recording,
        run=chosen,
        position=parse_time(args.at) if args.at is not None else Duration(0),
        speed=speed_of(args.speed),
        offscreen=args.offscreen,
        out=Path(args.out) if args.out is not None else None,
        quit_after=args.quit_after,
        board=board_request(args),
    )


def _show(args: argparse.Namespace, recording: Recording, chosen: Run) -> int:
    from app.analysis.live import analyse
    from app.cli.context import print_json
    from app.formats.pacing_file import shipped_pacing
    from app.formats.profile_file import shipped_profiles

    replay = Replay(chosen, Instant(0))
    replay.seek(parse_time(args.at) if args.at is not None else chosen.length, Instant(0))
    state, now = replay.state, replay.instant
    analysis = analyse(state, now, shipped_profiles(), model=shipped_pacing())
    if args.json:
        from app.cli.replay_json import replay_object

        print_json(replay_object(recording.id, replay.position, analysis))
    else:
        from app.cli.replay_text import replay_text

        print(replay_text(recording, replay.position, analysis))
    return DONE


def speed_of(text: str | None) -> float:
    """Return the speed that was typed, 1 where none was; raise `Refused`."""
    if text is None:
        return 1.0
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not SPEEDS[0] <= speed <= SPEEDS[-1]:
        raise Refused(
            f'--speed: found "{text}", expected a number from {SPEEDS[0]} to {SPEEDS[-1]:g}'
        )
    return speed
