import pytest

from app.domain.refusals import (
    AlreadyStarted,
    BadTarget,
    NothingToUndo,
    Refusal,
    UnknownEvent,
)
from app.domain.texts import Message

GERMAN = {"split {mark} ({time})": "{time} bei {mark}"}


def test_that_a_message_is_translated_before_it_is_filled() -> None:
    message = Message("split {mark} ({time})", (("mark", "409 m"), ("time", "1:00.20")))
    assert str(message) == "split 409 m (1:00.20)"
    assert message.render(lambda text: GERMAN[text]) == "1:00.20 bei 409 m"


def test_that_what_was_typed_is_no_template() -> None:
    assert str(UnknownEvent(found="{found} %s {0}")).startswith('event: found "{found} %s {0}"')


def test_that_a_refusal_carries_its_sentence_unrendered() -> None:
    refusal = BadTarget(found="x", expected="a time")
    assert refusal.message == Message(
        'target: found "{found}", expected {expected}', (("found", "x"), ("expected", "a time"))
    )
    assert str(refusal) == 'target: found "x", expected a time'


@pytest.mark.parametrize("refusal", [AlreadyStarted, NothingToUndo])
def test_that_a_refusal_may_have_nothing_to_fill_in(refusal: type[Refusal]) -> None:
    assert str(refusal()) == refusal.template


@pytest.mark.parametrize("refusal", Refusal.__subclasses__())
def test_that_every_refusal_is_one_line(refusal: type[Refusal]) -> None:
    assert refusal.template
    assert "\n" not in refusal.template
