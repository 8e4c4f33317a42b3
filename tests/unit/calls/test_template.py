import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.calls.book import SITUATIONS, WORDS, CallBook
from app.analysis.calls.template import FIELDS, LONGEST, BadTemplate, fill, names_in, parse

SAID = {name: name.upper() for name in FIELDS}
WRONG = [
    ("", "The call is empty; expected words or a field such as {lap}."),
    ("  ", "The call is empty; expected words or a field such as {lap}."),
    ("{lapp}.", "There is no field {lapp} (character 1); expected one of lap, gap, ask"),
    ("GO. {Lap}", "There is no field {Lap} (character 5); expected one of lap,"),
    ("GO {}", "There is no field {} (character 4); expected one of lap,"),
    ("GO {lap", '"{" at character 4 is not closed; expected "}" after a name.'),
    ("GO {{lap}}", '"{" at character 4 is not closed; expected "}" after a name.'),
    ("GO {lap {gap}", '"{" at character 4 is not closed; expected "}" after a name.'),
    ("GO lap}", '"}" at character 7 closes nothing; expected "{" before it.'),
    ("A. {lap}}", '"}" at character 9 closes nothing; expected "{" before it.'),
    ("A\nB", "Character 2 cannot be printed; expected words and fields in braces."),
    ("x" * 121, "The call has 121 characters; expected at most 120."),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_that_a_wrong_call_is_one_sentence_with_the_place(text: str, sentence: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        parse(text)
    said = str(caught.value)
    assert said.startswith(sentence)
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("{lap}. {gap}. LAST LAP {ask}.", "LAP. GAP. LAST LAP ASK."),
        ("{lap}{gap}", "LAPGAP"),
        ("Go,  {name}!  Now", "Go,  NAME! Now"),
        ("no field", "no field"),
    ],
)
def test_that_fields_are_filled_and_words_stay(text: str, called: str) -> None:
    assert fill(text, SAID) == called


@pytest.mark.parametrize("nothing", [{}, {"rank": ""}])
def test_that_a_sentence_without_its_field_is_left_out(nothing: dict[str, str]) -> None:
    known = {"lap": "61", "gap": "1 DOWN"} | nothing
    assert fill("{lap}. You are {rank}! {gap}.", known) == "61. 1 DOWN."
    assert fill("{rank} {lap}.", known) == ""


def test_that_a_decimal_point_ends_no_sentence() -> None:
    assert fill("{rank} at 1.5 km. {lap}.", {"lap": "61"}) == "61."


def test_that_the_fields_of_a_call_are_known() -> None:
    assert names_in("{lap}. {gap}. {lap}") == {"lap", "gap"}


def test_that_every_call_as_it_comes_can_be_read() -> None:
    for situation in SITUATIONS.values():
        assert parse(situation.default)
        assert fill(situation.default, SAID)


def test_that_a_book_keeps_only_what_was_changed() -> None:
    book = CallBook().with_template("bell", "{ask}!").with_word("down", "BACK")
    assert (book.templates, book.words) == ({"bell": "{ask}!"}, {"down": "BACK"})
    back = book.with_template("bell", SITUATIONS["bell"].default).with_word("down", WORDS["down"])
    assert back == CallBook()
    assert back.template("bell") == SITUATIONS["bell"].default


@pytest.mark.parametrize("text", ["", " ", "x" * 25, "{gap}", "a}b", "a\tb"])
def test_that_a_word_of_a_gap_is_a_word(text: str) -> None:
    with pytest.raises(BadTemplate):
        CallBook().with_word("down", text)


@given(st.text(max_size=LONGEST + 5))
def test_that_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    refused = ""
    try:
        assert "{" not in fill(text, SAID)
    except BadTemplate as error:
        refused = str(error)
    assert refused.endswith(".") or not refused
    assert refused.isprintable()


_PIECES = st.lists(
    st.one_of(
        st.sampled_from([f"{{{name}}}" for name in FIELDS]),
        st.text("ABC abc,-1", min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


@given(_PIECES)
def test_that_a_call_of_one_sentence_is_its_pieces(pieces: list[str]) -> None:
    text = "x" + "".join(pieces)
    filled = [SAID[piece[1:-1]] if piece.startswith("{") else piece for piece in pieces]
    assert fill(text, SAID) == "x" + "".join(filled)
