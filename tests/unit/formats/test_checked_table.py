from collections.abc import Callable

import pytest

from app.domain.times import seconds
from app.formats.checked_table import Table, shown
from app.formats.file_text import FormatError


def _table(**content: object) -> Table:
    return Table("f", content, FormatError)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", '"a"'),
        ("a\n", '"a\\n"'),
        ("x" * 50, '"' + "x" * 40 + '…"'),
        (True, "true"),
        (None, "null"),
        ({"a": 1}, "a table"),
        ([1, 2], "a list of 2"),
        ([], "an empty list"),
        (1.5, "1.5"),
        (10**50, "1" + "0" * 39 + "…"),
    ],
)
def test_that_a_value_is_quoted_in_a_few_words(value: object, text: str) -> None:
    assert shown(value) == text


def test_that_a_number_too_long_to_write_is_counted() -> None:
    assert shown(10**5000) == "a number of thousands of digits"


@pytest.mark.parametrize(
    ("read", "value", "why"),
    [
        (lambda t: t.text("k"), 3, "k: found 3, expected a text"),
        (lambda t: t.text("k", ""), 3, "k: found 3, expected a text"),
        (lambda t: t.texts("k"), ["a", ""], 'k[1]: found "", expected a text'),
        (lambda t: t.names("k"), 3, "k: found 3, expected a list of texts"),
        (lambda t: t.whole("k"), 1.0, "k: found 1.0, expected a whole number"),
        (lambda t: t.truth("k"), 1, "k: found 1, expected true or false"),
        (lambda t: t.number("k"), True, "k: found true, expected a number above zero"),
        (lambda t: t.number("k"), 10**400, "k: found 1000"),
        (lambda t: t.numbers("k"), [1, "2"], 'k[1]: found "2", expected a number'),
        (lambda t: t.distance("k"), 2_000_000, "k: found 2000000, expected metres, at most"),
        (lambda t: t.distance("k"), float("inf"), "k: found inf, expected metres"),
        (lambda t: t.place("k"), -0.5, "k: found -0.5, expected metres"),
        (lambda t: t.time("k"), "-1", 'k: the time "-1" has "-" at character 1'),
        (lambda t: t.table("k"), [], "k: found an empty list, expected a table"),
        (lambda t: t.tables("k"), [{}, 1], "k[1]: found 1, expected a table"),
        (lambda t: t.table("k").text("deep"), {}, "k.deep: found nothing, expected a text"),
    ],
)
def test_that_a_wrong_value_is_refused_with_its_path(
    read: Callable[[Table], object], value: object, why: str
) -> None:
    with pytest.raises(FormatError) as caught:
        read(_table(k=value))
    assert str(caught.value).startswith(f"f: {why}")


def test_that_what_may_be_missing_has_its_default() -> None:
    table = _table()
    assert table.text("k", "d") == "d"
    assert table.one_of("k", ("a", ""), "") == ""
    assert table.tables("k", needed=False) == ()


def test_that_values_are_returned_in_their_own_units() -> None:
    table = _table(
        m=409.344, at=0, t="-0.49", s=" two\n lines ", n=["x"], one="y", r=[0, 1], b=True
    )
    assert table.distance("m") == 409_344
    assert table.place("at") == 0
    assert table.time("t", signed=True) == seconds(-0.49)
    assert table.text("s") == "two lines"
    assert (table.names("n"), table.names("one")) == (("x",), ("y",))
    assert table.numbers("r") == (0.0, 1.0)
    assert table.truth("b")
    table.close()


def test_that_a_key_which_nobody_asked_for_is_refused() -> None:
    table = _table(a="x", b="y")
    table.text("a")
    with pytest.raises(FormatError, match='f: found the unknown key "b", expected one of a'):
        table.close()
