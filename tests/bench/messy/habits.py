"""How does the simulated operator err, what does a key cost, and which aids may be used?

Shares are of passages, times seconds. The operator has a seed of their own and knows no true time.
"""

from typing import NamedTuple


class Habits(NamedTuple):
    """What the operator gets wrong and how fast they put it right.

    `late_s` is how late the start is pressed, `scatter_s` the standard deviation of every press.
    `noticed` is the part of the wrong keys that are noticed at once. Of `bunch_of` athletes or
    more within `bunch_s` nobody can be named: without the queue of taps each neighbouring pair is
    taken in the wrong order with the chance `guessed`. A key of a repair costs `key_s`, looking at the
    window included, one of a time that is typed `typed_s`; with nothing to do the window is looked at every `look_s`. No key is pressed
    when somebody will be at the line within `coming_s`: they can be seen. Who passed before whom is
    remembered for `remembered_s` where `clear_s` or more lay between them. Repairs end `after_s`
    after the last athlete has finished.
    """

    late_s: tuple[float, float] = (0.5, 5.0)
    missed: float = 0.03
    doubled: float = 0.02
    wrong_lane: float = 0.03
    scatter_s: float = 0.07
    noticed: float = 0.60
    double_s: tuple[float, float] = (0.08, 0.60)
    bunch_s: float = 0.4
    bunch_of: int = 3
    guessed: float = 0.20
    key_s: float = 0.8
    typed_s: float = 0.25
    look_s: float = 2.0
    coming_s: float = 1.0
    clear_s: float = 1.0
    remembered_s: float = 30.0
    after_s: float = 60.0


class Aids(NamedTuple):
    """What of the window the operator uses.

    `syncs` is how many presses synchronise the clock. `questions` is the strip that asks,
    `queue` the taps that are named later, `panel` what was pressed, `undo` every key of undo.
    `counting` says that the operator sees how many marks each athlete has passed and answers a
    question by it; without that the first remedy is taken. `official` is how many official finish
    times are typed after the race, the first finisher's first: what is true comes in with them.
    """

    syncs: int = 1
    questions: bool = True
    queue: bool = True
    panel: bool = True
    undo: bool = True
    counting: bool = True
    official: int = 0
