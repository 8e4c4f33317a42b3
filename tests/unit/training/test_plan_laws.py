import contextlib
import os
import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.refusals import BadSession
from app.domain.training.plan_format import format_plan
from app.domain.training.plan_reading import reading
from app.domain.training.plan_text import read_goal, read_plan
from app.domain.training.schedule import schedule
from app.domain.training.session_plan import SessionPlan, repetitions, total
from app.domain.training.tokens import MOST_CHARACTERS
from tests.unit.training.plans import plans

PIECES = [
    *("3 x ", "4x", "(", ")", "300", "400-300", " in 43", " @ ", "5k pace", ", ", " / ", " + ", "'"),
    *('"', "2'", '90"', "90 s", "1:30", "100 jog", "jog", "walk back", "A 46", "B", "-", "–", "%"),
    *("95% of ", "pb", "goal", "mile", "440y", "1/2 mile", "½", "every 3:00", "next one at"),
    *("starts B +30 s", "groups 30 s apart", "splits every 200", "splits at ", " and ", "\n", ";"),
    *("{0}", "{found}", "%s", "\x00", "٤", "²", "9" * 50, "4:60", "1:2:3:4", ".", "1,000", "×", "∞"),
    *("between sets", "sets of ", "others", "free", "in", "&", ":", "=", "pace of ", "3000sc pace"),
]  # fmt: skip


@given(plans())
def test_that_a_plan_is_read_as_it_was_written(plan: SessionPlan) -> None:
    text = format_plan(plan)
    assert read_plan(text) == plan
    assert format_plan(read_plan(text)) == text


@given(plans())
def test_that_every_plan_has_a_reading_and_a_schedule(plan: SessionPlan) -> None:
    planned = schedule(plan, group="A")
    assert len(planned) == repetitions(plan.steps)
    assert sum(each.distance for each in planned) == total(plan.steps)
    assert f"{len(planned)} repetition" in reading(plan)
    assert planned[-1].recovery is None
    assert planned[-1].ends_set


def _refused(text: str) -> str:
    """Return in which sentence `text` is refused, or an empty one."""
    try:
        plan = read_plan(text)
    except BadSession as refusal:
        place = int(dict(refusal.message.args)["place"])
        return str(refusal) if 1 <= place <= len(text) + 1 else f"at {place} of {len(text)}"
    return "" if read_plan(format_plan(plan)) == plan else "another plan"


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
@example("4x300 in 43.")
@example('4x300 ("A" 46)')
def test_that_any_text_is_a_plan_or_refused_in_one_sentence(text: str) -> None:
    sentence = _refused(text)
    assert re.fullmatch(r"(plan, character \d+ \([^\n]*\): found [^\n]+, expected .+)?", sentence)
    assert len(sentence) < 300


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_that_any_text_is_a_target_or_refused(text: str) -> None:
    with contextlib.suppress(BadSession):
        read_goal(text)


@pytest.mark.parametrize("beginning", ["", "300", "300 (", "300 splits at 100"])
@pytest.mark.parametrize(
    "text",
    [
        "(",
        "3 x (",
        "2x",
        "400-",
        "9",
        "95-97% of 4:00 mile ",
        "300 (A 46, ",
        "A 46, ",
        "A & ",
        "(B 46) ",
        "(2') ",
        "300 splits at ",
        "300, ",
        "300 + ",
        "2'; ",
        "3x300, 2' + ",
        ", 2'",
        "(2', ",
        string.printable,
        "'",
        '"',
        "Ann ",
        "Ann-",
        "in ",
        " rest 2'",
        " - 2'",
        ";",
        "\n;",
        " ",
        "1:",
        "5k ",
        "between ",
    ],
)
def test_that_a_long_text_is_answered_at_once(beginning: str, text: str) -> None:
    long = beginning + text * (10_000 // len(text))
    begun = os.times().user
    assert len(_refused(long)) < 400
    assert os.times().user - begun < 1.0


@pytest.mark.parametrize("text", ["300 + ", "300, 2'", "in 43 ", "(A 46, ", ";", '"', "3 x ("])
def test_that_the_longest_text_is_answered_within_seconds(text: str) -> None:
    begun = os.times().user
    assert len(_refused(text * (MOST_CHARACTERS // len(text)))) < 400
    assert os.times().user - begun < 3.0


def test_that_a_text_too_long_for_a_plan_is_not_read() -> None:
    assert "expected at most 100000 characters" in _refused("300 + " * MOST_CHARACTERS)
