"""The simulated operator in the real window: the way of its keys is that of a keyboard's."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.messy.__main__ import field_of
from tests.bench.messy.through_window import in_window, on_desk

SEEDS = (3, 9, 11)
"""Races with a tap that is named, questions, the panel, undo and a sync press among them."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_that_a_messy_race_ends_alike_in_the_window_and_on_the_desk(
    qapp: QApplication, fonts: None, seed: int
) -> None:
    field = field_of(seed, None)
    assert in_window(field, seed) == on_desk(field, seed)
