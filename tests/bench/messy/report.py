"""What did the messy races show, in a table that can be read?"""

from collections.abc import Mapping

from tests.bench.messy.habits import Aids
from tests.bench.messy.mending import PANEL, QUESTIONS, QUEUE, SYNC, UNDO
from tests.bench.messy.score import CLASSES, Played

GOALS = (0.97, 0.995, 0.99)
WHOLE = "all aids"
VARIANTS: Mapping[str, Aids] = {
    WHOLE: Aids(),
    "without the sync press": Aids(syncs=0),
    "without the questions": Aids(questions=False),
    "without the queue of taps": Aids(queue=False),
    "without the panel": Aids(panel=False),
    "without undo": Aids(undo=False),
    "without any of them": Aids(
        syncs=0, questions=False, queue=False, panel=False, undo=False, counting=False
    ),
    "the first remedy is always taken": Aids(counting=False),
    "two sync presses": Aids(syncs=2),
    "four sync presses": Aids(syncs=4),
    "three official times typed": Aids(official=3),
}
"""What is measured for the goals, what each aid is worth, and what another operator would see."""
_REPAIRS = (QUESTIONS, PANEL, UNDO)


def in_words(whole: Played, found: Mapping[str, Played]) -> str:
    """Return the tables: all races for the goals, the variants on the first of them."""
    return "\n\n".join(
        [
            _goals(whole),
            _errors(whole),
            "What each aid is worth, and what another operator would get, on the first of these races:",
            _table(found),
            "What is still wrong after the repair, in per cent of all passages:",
            _left(found),
        ]
    )


def _goals(whole: Played) -> str:
    best = whole.best / whole.finish.total
    pressed = 1 - whole.errors["missed"] / whole.finish.total
    rows = (
        ("right at the finish", whole.finish.right, GOALS[0]),
        ("right after the repair", whole.repaired.right, GOALS[1]),
        ("behind or ahead right, gap of 0.3 s or more", whole.repaired.side_right, GOALS[2]),
    )
    lines = [
        f"| {what} | {_percent(value)} | {_percent(goal)} | {'reached' if value >= goal else 'missed'} |"
        for what, value, goal in rows
    ]
    lines += [
        f"| right athlete and mark at the finish | {_percent(whole.finish.placed)} | | |",
        f"| right athlete and mark after the repair | {_percent(whole.repaired.placed)} | | |",
        f"| the same, of those that were pressed | {_percent(whole.repaired.placed / pressed)} | | |",
        f"| pressed within 0.2 s by the clock as it was synchronised | {_percent(best)} | | |",
    ]
    return "\n".join(["| share of passages | found | goal | |", "|---|---:|---:|---|", *lines])


def _errors(whole: Played) -> str:
    made = ", ".join(
        f"{whole.errors[each]:,} {each}" for each in ("missed", "double", "wrong lane")
    )
    keys = ", ".join(f"{whole.keys[each]:,} {each}" for each in (SYNC, QUEUE, *_REPAIRS))
    return (
        f"{whole.races:,} races, {whole.finish.total:,} passages, {whole.errors['presses']:,} presses, "
        f"{whole.errors['taps']:,} of them unassigned taps in bunches; {made}. Keys of repair: {keys}."
    )


def _table(found: Mapping[str, Played]) -> str:
    head = (
        "| operator | races | at the finish | after the repair | right athlete and mark | side right | "
        "keys per error | keys to name a tap | sync keys a race |"
    )
    return "\n".join([head, "|---|" + "---:|" * 8, *(_row(*each) for each in found.items())])


def _row(name: str, run: Played) -> str:
    repairs = sum(run.keys[each] for each in _REPAIRS) / max(run.slips, 1)
    naming = run.keys[QUEUE] / max(run.errors["taps"], 1)
    cells = (
        name,
        f"{run.races:,}",
        _percent(run.finish.right),
        _percent(run.repaired.right),
        _percent(run.repaired.placed),
        _percent(run.repaired.side_right),
        f"{repairs:.2f}",
        f"{naming:.2f}",
        f"{run.keys[SYNC] / run.races:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def _left(found: Mapping[str, Played]) -> str:
    lines = [f"| operator | {' | '.join(CLASSES)} |", "|---|" + "---:|" * len(CLASSES)]
    for name, run in found.items():
        shares = [run.repaired.passages[each] / run.repaired.total for each in CLASSES]
        lines.append(f"| {name} | {' | '.join(_percent(each) for each in shares)} |")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{share * 100:.2f} %"
