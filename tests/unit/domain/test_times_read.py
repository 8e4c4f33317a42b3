import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.times import (
    MINUS,
    Instant,
    Rounding,
    TimeSyntaxError,
    after,
    between,
    canonical,
    format_difference,
    format_time,
    parse_time,
    rounded,
    seconds,
)
from tests.unit.strategies import differences, durations

S = 1_000_000_000
ODD = "0123456789:.,+-\u2212 e\tsmh_\u00b2\u0664NaN"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60.2", 60 * S + 200_000_000),
        ("60,2", 60 * S + 200_000_000),
        ("1:00.20", 60 * S + 200_000_000),
        ("4:06.42", 246 * S + 420_000_000),
        ("4:06,42", 246 * S + 420_000_000),
        ("1:02:03.4", 3723 * S + 400_000_000),
        ("181.84", 181 * S + 840_000_000),
        ("0", 0),
        ("00.0", 0),
        ("0.000000001", 1),
        ("4:6", 246 * S),
        ("60:00", 3600 * S),
        ("0:59.999999999", 60 * S - 1),
        ("  59.99\t", 59 * S + 990_000_000),
        ("999999", 999_999 * S),
        ("999999:59:59.999999999", 1_000_000 * 3600 * S - 1),
    ],
)
def test_that_a_time_is_read_to_the_nanosecond(text: str, expected: int) -> None:
    assert parse_time(text) == expected
    assert parse_time(text, signed=True) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("4:60", "60 seconds"),
        ("4:060", "060 seconds"),
        ("1:60:00", "60 minutes"),
        ("1:2:3:4", "4 fields"),
        ("4::06", "no minutes"),
        (":06", "no minutes"),
        ("::", "no hours"),
        ("4:", "no seconds"),
        (":", "no minutes"),
        (".5", "no seconds"),
        (",5", "no seconds"),
        (".", "no seconds"),
        ("4:.5", "no seconds"),
        ("5.", 'ends in "."'),
        ("5,", 'ends in ","'),
        ("1.2.3", '"." at character 4'),
        ("1.2,3", '"," at character 4'),
        ("1.5:30", '":" at character 4'),
        ("1,5:30", '":" at character 4'),
        ("abc", '"a" at character 1'),
        ("4:0b.42", '"b" at character 4'),
        ("  4:0b.42", '"b" at character 6'),
        ("NaN", '"N" at character 1'),
        ("inf", '"i" at character 1'),
        ("1e3", '"e" at character 2'),
        ("60s", '"s" at character 3'),
        ("4m06", '"m" at character 2'),
        ("4 06", '" " at character 2'),
        ("1_000", '"_" at character 2'),
        ("0x1f", '"x" at character 2'),
        ("\u0664", '"\u0664" at character 1'),
        ("1\u00b2", '"\u00b2" at character 2'),
        ("-30", '"-" at character 1'),
        ("+30", '"+" at character 1'),
        ("\u221230", '"\u2212" at character 1'),
        ("--30", '"-" at character 1'),
        ("1:-2", '"-" at character 3'),
        ("1234567", "7 digits of seconds"),
        ("1234567:00", "7 digits of minutes"),
        ("1.0123456789", "10 decimals"),
    ],
)
def test_that_a_text_that_is_no_time_is_quoted_and_the_place_named(text: str, place: str) -> None:
    with pytest.raises(TimeSyntaxError) as refused:
        parse_time(text)
    assert f'the time "{text}"' in str(refused.value)
    assert place in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+1.50", 1_500_000_000),
        ("-0.35", -350_000_000),
        ("\u22120.35", -350_000_000),
        (" -4:06.42 ", -246_420_000_000),
        ("-0", 0),
        ("0", 0),
    ],
)
def test_that_a_sign_is_read_where_a_difference_is_asked_for(text: str, expected: int) -> None:
    assert parse_time(text, signed=True) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("--30", '"-" at character 2'),
        (" --30", '"-" at character 3'),
        ("+-1", '"-" at character 2'),
        ("- 1", '" " at character 2'),
        ("1-", '"-" at character 2'),
        ("-", "is empty"),
        ("--", '"-" at character 2'),
    ],
)
def test_that_a_difference_has_one_sign_in_front(text: str, place: str) -> None:
    with pytest.raises(TimeSyntaxError) as refused:
        parse_time(text, signed=True)
    assert place in str(refused.value)


@given(st.one_of(st.text(ODD, max_size=12), st.text(max_size=8)), st.booleans())
def test_that_any_text_is_a_time_or_refused_with_the_text_quoted(text: str, signed: bool) -> None:
    try:
        value = parse_time(text, signed=signed)
    except TimeSyntaxError as refused:
        assert text in str(refused)  # noqa: PT017 - what is not refused has its own law
    else:
        assert signed or value >= 0
        assert parse_time(canonical(value), signed=True) == value


@given(differences)
def test_that_a_canonical_time_is_read_back_exactly(value: int) -> None:
    difference = between(Instant(0), Instant(value))
    assert parse_time(canonical(difference), signed=True) == value


@given(durations, st.integers(0, 9), st.sampled_from(Rounding))
def test_that_a_shown_time_is_read_back_as_what_it_was_rounded_to(
    value: int, decimals: int, rule: Rounding
) -> None:
    duration = between(Instant(0), Instant(value))
    kept = rounded(duration, decimals, rule)
    if kept < 1_000_000 * 3600 * S:
        assert parse_time(format_time(duration, decimals, rule)) == kept


@given(differences, st.integers(0, 9), st.sampled_from(["-", MINUS]))
def test_that_a_shown_difference_is_read_back_with_its_sign(
    value: int, decimals: int, minus: str
) -> None:
    difference = between(Instant(0), Instant(value))
    kept = rounded(difference, decimals)
    if abs(kept) < 1_000_000 * 3600 * S:
        text = format_difference(difference, decimals, minus)
        assert parse_time(text, signed=True) == kept


def test_that_durations_lead_from_one_instant_to_another() -> None:
    start, end = Instant(5_000), Instant(3_000)
    assert between(start, end) == -2_000
    assert after(start, between(start, end)) == end


@pytest.mark.parametrize(
    ("value", "expected"),
    [(64.01, 64_010_000_000), (239.99, 239_990_000_000), (-0.49, -490_000_000)],
)
def test_that_seconds_in_a_float_become_the_nanosecond_nearest(value: float, expected: int) -> None:
    assert seconds(value) == expected
