"""Is the first paint of the bundle as fast as that from source? Each started in turn, offscreen.

    python packaging/bundle/first_paint.py [STARTS]

prints medians, spreads and the least in ms, and exits with 1 when the bundle is slower than the source by more
than the spread. Best with nothing else at work.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {
    "bundle": [str(ROOT / "dist" / "splitline" / "splitline")],
    "source": [sys.executable, "-m", "ui.main"],
}
EVENTS = ("first_paint_s", "ready_s")


def started(program: list[str], home: str) -> dict[str, float]:
    """Start a program until everything is there; return its times in s since its process began."""
    done = subprocess.run(
        [*program, "--quit-after", "ready"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "SPLITLINE_HOME": home},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(starts: int) -> int:
    """Measure in turn, A B A B, one pair as the warm-up; print the table."""
    found: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as home:
        for each in range(starts + 1):
            for name, program in PROGRAMS.items():
                times = started(program, home)
                for event in EVENTS:
                    if each:
                        found.setdefault((name, event), []).append(times[event] * 1000)
    print("| | median ms | middle half ms | least ms |\n|---|---|---|---|")
    for (name, event), times_ms in sorted(found.items(), key=lambda item: item[0][1]):
        low, middle, high = statistics.quantiles(times_ms, n=4)
        print(
            f"| {event[:-2].replace('_', ' ')}, {name} | {middle:.0f} | {low:.0f} to {high:.0f} |"
        )
    bundle, source = (found[name, "first_paint_s"] for name in PROGRAMS)
    return int(statistics.median(bundle) > statistics.quantiles(source, n=4)[2])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
