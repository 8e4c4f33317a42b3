"""How does one race go, from the gun to the last repair?"""

from collections import Counter

import numpy as np

from app.domain.state import SessionState
from app.domain.times import (
    NS_PER_S,
    Duration,
    Instant,
    Rounding,
    after,
    between,
    format_time,
)
from tests.bench.messy.eyes import Eyes
from tests.bench.messy.fields import Field
from tests.bench.messy.fingers import (
    DOUBLE,
    GUESSED,
    TAP,
    WRONG_LANE,
    Passage,
    Plan,
    Press,
    passages_of,
    plan_presses,
    scatter,
)
from tests.bench.messy.habits import Aids, Habits
from tests.bench.messy.keyboard import Keyboard, named, splitting
from tests.bench.messy.mending import SYNC, Mender
from tests.bench.messy.score import Judged, Played, judge, reachable
from ui.repairs.zero import give_official

GUN = Instant(7_000 * NS_PER_S)
BEFORE = Instant(GUN - 60 * NS_PER_S)
OFFICIAL = "official"
_ROUND = 10
_QUIET_S = (2.0, 4.0)
"""How long nobody may be at the line before and after a sync press."""


def play(
    rng: np.random.Generator, field: Field, keyboard: Keyboard, habits: Habits, aids: Aids
) -> Played:
    """Time `field` on `keyboard` as a hurried operator would, and return what came of it."""
    plan = plan_presses(rng.spawn(1)[0], field, GUN, habits, aids)
    day = _Day(rng, field, keyboard, plan, habits, aids)
    return day.play()


class _Day:
    """One race day; owns the clock on the operator's wrist and the count of keys."""

    def __init__(
        self,
        rng: np.random.Generator,
        field: Field,
        keyboard: Keyboard,
        plan: Plan,
        habits: Habits,
        aids: Aids,
    ) -> None:
        self._field, self._keyboard, self._plan = field, keyboard, plan
        self._habits, self._aids = habits, aids
        memory, self._rng = rng.spawn(2)
        self._eyes = Eyes(memory, field, GUN, plan, habits)
        self._mender = Mender(keyboard.desk, self._eyes, aids)
        self._keys: Counter[str] = Counter()
        self._now = GUN

    def play(self) -> Played:
        """Run the race and the minute after it."""
        late = self._rng.uniform(*self._habits.late_s)
        started = _in(GUN, late)
        self._keyboard.press(named("Return"), started)
        passages = passages_of(self._field, GUN)
        todo = self._agenda(passages, started)
        self._now = started
        for at, press in todo:
            self._mend(until=at)
            self._press(at, press)
        over = max(passages[-1].at, self._now)
        finish = self._judge()
        self._type_official(passages)
        self._mend(until=_in(over, self._habits.after_s))
        best = reachable(self._field, GUN, self._eyes.pressed, self._state)
        return Played(1, self._errors(), finish, self._judge(), best, self._keys)

    @property
    def _state(self) -> SessionState:
        return self._keyboard.desk.stage.state

    def _agenda(
        self, passages: list[Passage], started: Instant
    ) -> list[tuple[Instant, Press | Duration]]:
        todo: list[tuple[Instant, Press | Duration]] = [
            (each.at, each) for each in self._plan.presses if each.at > started
        ]
        todo += self._sync_presses(passages, started)
        return sorted(todo, key=lambda each: each[0])

    def _sync_presses(
        self, passages: list[Passage], started: Instant
    ) -> list[tuple[Instant, Duration]]:
        """Return presses at round values of the clock in sight, while nobody is at the line."""
        found: list[tuple[Instant, Duration]] = []
        shows = 0
        while len(found) < self._aids.syncs and shows < 3600:
            shows += _ROUND
            at = _in(GUN, shows)
            near = any(_in(at, -_QUIET_S[0]) < each.at < _in(at, _QUIET_S[1]) for each in passages)
            if at > _in(started, _QUIET_S[0]) and not near:
                found.append(
                    (after(at, scatter(self._rng, self._habits)), Duration(shows * NS_PER_S))
                )
        return found

    def _press(self, at: Instant, press: Press | Duration) -> None:
        self._now = max(at, self._now)
        if not isinstance(press, Press):
            self._keys[SYNC] += 1
            self._keyboard.press(self._mender.synchronise(press), at)
            return
        engine = self._keyboard.desk.live().session.engine
        before = len(engine.records)
        self._keyboard.press(splitting(press.lane), at)
        records = engine.records
        if len(records) > before:
            self._eyes.pressed[records[before].seq] = press

    def _mend(self, until: Instant) -> None:
        """Press keys of repair until then, but none that would not be through in time."""
        key_s, look_s = self._habits.key_s, self._habits.look_s
        while True:
            ready = _in(self._now, key_s)
            if ready > until:
                return
            stroke = None if self._eyes.coming(self._now) else self._mender.next(self._now)
            if stroke is None:
                self._now = min(_in(self._now, look_s), until)
                continue
            self._keyboard.press(stroke.key, ready)
            self._keys[stroke.purpose] += 1
            self._now = ready

    def _type_official(self, passages: list[Passage]) -> None:
        """Type the first finishers' times off the board, as far as their finish was pressed."""
        last = len(self._field.marks) - 1
        names = {each.id: each.athlete for each in self._field.setup.entrants}
        finishes = [each for each in passages if each.place == last][: self._aids.official]
        for each in finishes:
            text = f"{names[each.entry]} {format_time(between(GUN, each.at), 2, Rounding.UP)}"
            self._now = _in(self._now, self._habits.typed_s * len(text))
            self._keys[OFFICIAL] += len(text)
            give_official(self._keyboard.desk, text, self._now)

    def _judge(self) -> Judged:
        return judge(self._field, GUN, self._state, self._eyes.pressed)

    def _errors(self) -> Counter[str]:
        kinds = {kind: self._plan.count(kind) for kind in (DOUBLE, WRONG_LANE, GUESSED)}
        taps = sum(each.lane == TAP for each in self._plan.presses)
        return Counter(
            kinds | {"missed": self._plan.missed, "presses": len(self._plan.presses), "taps": taps}
        )


def _in(at: Instant, seconds: float) -> Instant:
    return after(at, Duration(round(seconds * NS_PER_S)))
