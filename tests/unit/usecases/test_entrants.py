from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import MILE, Distance
from app.domain.plan import ATHLETE, PACER, WATCH, Entrant, EntryId
from app.domain.refusals import BadPlan
from app.domain.times import Duration, seconds
from app.usecases.entrants import (
    MOST_KEYS,
    Entered,
    entered,
    pieces,
    read_piece,
)
from app.usecases.entrants_written import entrant_text, entrants_text
from app.usecases.targets import target_of


def _entered(*texts: str) -> Entered:
    return entered(texts, MILE, target_of)


def _entrant(name: str, lane: int, **more: Any) -> Entrant:
    return Entrant(id=EntryId(str(lane)), athlete=name, lane=lane, **more)


ANNA = _entrant("Anna", 1)


@pytest.mark.parametrize(
    ("text", "entrants"),
    [
        ("", [_entrant("Athlete", 1)]),
        (" ; \n", [_entrant("Athlete", 1)]),
        ("Anna", [ANNA]),
        (" Anna   Example ", [_entrant("Anna Example", 1)]),
        ("127", [_entrant("127", 1)]),
        ("Anna; Beth\n\nCara", [ANNA, _entrant("Beth", 2), _entrant("Cara", 3)]),
        ("Anna\r\nBeth", [ANNA, _entrant("Beth", 2)]),
        ("4: Anna\nBeth", [_entrant("Anna", 4), _entrant("Beth", 5)]),
        ("Anna\n1:Beth", [_entrant("Anna", 2), _entrant("Beth", 1)]),
        ("12: Anna; Beth", [_entrant("Anna", 12), _entrant("Beth", 1)]),
        ("1. Anna\n2) Beth", [ANNA, _entrant("Beth", 2)]),
        ("Anna, sub-4", [_entrant("Anna", 1, target="sub-4")]),
        ("Anna, 3:59.99", [_entrant("Anna", 1, target="3:59.99")]),
        ("Anna,4:00  neg 2", [_entrant("Anna", 1, target="4:00.00 neg 2.00")]),
        (
            "Anna, 400 in 59, rest in 3:02 +10",
            [_entrant("Anna", 1, target="400 in 59, rest in 3:02", offset=seconds(10))],
        ),
        ("Anna +10", [_entrant("Anna", 1, offset=seconds(10))]),
        ("Anna + 1:30.5", [_entrant("Anna", 1, offset=seconds(90.5))]),
        ("Anna +7, sub-4", [_entrant("Anna", 1, target="sub-4", offset=seconds(7))]),
        ("Anna pb 4:08", [_entrant("Anna", 1, reference=seconds(248), reference_kind="pb")]),
        ("Anna SB 4:10,2", [_entrant("Anna", 1, reference=seconds(250.2), reference_kind="sb")]),
        (
            "Anna pb 4:08,25 +10, sub-4",
            [
                _entrant(
                    "Anna",
                    1,
                    target="sub-4",
                    offset=seconds(10),
                    reference=seconds(248.25),
                    reference_kind="pb",
                )
            ],
        ),
        (
            "Anna, sub-4 +10 pb 4:08",
            [
                _entrant(
                    "Anna",
                    1,
                    target="sub-4",
                    offset=seconds(10),
                    reference=seconds(248),
                    reference_kind="pb",
                )
            ],
        ),
        ("Anna, pb 4:08", [_entrant("Anna", 1, reference=seconds(248), reference_kind="pb")]),
        ('"Anna pb 4:08"', [_entrant("Anna pb 4:08", 1)]),
        ("Zapb", [_entrant("Zapb", 1)]),
        ("Anna pb Beth", [_entrant("Anna pb Beth", 1)]),
        ("Anna-Lisa C+", [_entrant("Anna-Lisa C+", 1)]),
        ("pacer Bob to 1000", [_entrant("Bob", 1, role=PACER, drop_off=Distance(1_000_000))]),
        ("Pacer Bob to 880 y", [_entrant("Bob", 1, role=PACER, drop_off=Distance(804_672))]),
        ("pacer Bob", [_entrant("Bob", 1, role=PACER)]),
        ("pacer", [_entrant("Pacer", 1, role=PACER)]),
        ("pacer to 800", [_entrant("Pacer", 1, role=PACER, drop_off=Distance(800_000))]),
        (
            "3: pacer Bob +5 to 800",
            [_entrant("Bob", 3, role=PACER, drop_off=Distance(800_000), offset=seconds(5))],
        ),
        ("Ngo to Linh", [_entrant("Ngo to Linh", 1)]),
        (
            "Anna\nwatch of anna",
            [ANNA, _entrant("Anna", 2, role=WATCH, of=EntryId("1"))],
        ),
        ('"Kipyegon, Faith"', [_entrant("Kipyegon, Faith", 1)]),
        ('"A; B" +5', [_entrant("A; B", 1, offset=seconds(5))]),
        ('"pacer Bob"', [_entrant("pacer Bob", 1)]),
        ('"4: Anna"', [_entrant("4: Anna", 1)]),
        ('"Anna +10"', [_entrant("Anna +10", 1)]),
        ('"The ""Flying"" Finn"', [_entrant('The "Flying" Finn', 1)]),
        ('Anna "Annie" Example', [_entrant('Anna "Annie" Example', 1)]),
    ],
)
def test_that_athletes_are_read_as_a_coach_types_them(text: str, entrants: list[Entrant]) -> None:
    assert _entered(text).entrants == tuple(entrants)


def test_that_athletes_come_first_then_pacers_then_watches_on_the_keys_they_were_given() -> None:
    found = _entered("pacer Bob to 800; watch of Anna; Anna; Beth")
    assert [(each.role, each.athlete, each.lane) for each in found.entrants] == [
        (ATHLETE, "Anna", 3),
        (ATHLETE, "Beth", 4),
        (PACER, "Bob", 1),
        (WATCH, "Anna", 2),
    ]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Anna Example, PB", "pb Anna Example"),
        ("3: Anna, sb +10", "sb Anna"),
        ('"Kipyegon, Faith", pb', "pb Kipyegon, Faith"),
        ("Anna, pb Beth", "pb Beth"),
        ("Anna pb 4:08, pb", "4:08.00"),
        ("Anna pb 4:08, sb", "sb Anna"),
    ],
)
def test_that_a_best_without_a_name_is_ones_own(text: str, target: str) -> None:
    asked = read_piece(text)
    assert asked.target == target


def test_that_of_two_alike_a_watch_is_of_the_one_that_is_written_so() -> None:
    found = _entered("ANNA; Anna; watch of Anna; watch of aNNa")
    assert [each.of for each in found.entrants[2:]] == [EntryId("2"), EntryId("1")]


def test_that_a_target_that_two_run_for_is_there_once() -> None:
    found = _entered("Anna, 4:10\nBeth, sub-4\nCara, 4:10.00")
    assert [each.id for each in found.targets] == ["4:10.00", "sub-4"]
    assert [each.target for each in found.entrants] == ["4:10.00", "sub-4", "4:10.00"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Anna; Anna", 'athletes: found "Anna" twice, expected a name of its own for each'),
        ("\n".join("abcdefghijklm"), "athletes: found 13, expected at most 12"),
        ("Anna\nBe\x07th", "athlete 2: found 'Be\\x07th', expected a name in plain letters"),
        ('Anna\n"Kipyegon, Faith', 'athlete 2: found "Kipyegon, Faith, expected a second'),
        ("3:59.99", "athlete 1: found 3:59.99, expected a name first"),
        (", 4:10", "athlete 1: found no name, expected Anna,"),
        ('""', "athlete 1: found no name"),
        ("watch of", "athlete 1: found no name"),
        ("Anna\nBeth,", "athlete 2: found nothing after the comma, expected a target, or none"),
        ("Anna, +10", "athlete 1: found nothing after the comma"),
        ("Anna; Beth, 3:5x", 'athlete 2, target: found "3:5x", expected 4:06.42, sub-4'),
        ("Kipyegon, Faith", "; a name with a comma stands in quotation marks"),
        ("0: Anna", "athlete 1, lane: found 0, expected 1 to 12, one for each key"),
        ("13: Anna", "athlete 1, lane: found 13"),
        ("2: Anna\n2: Beth", "athlete 2, lane: found 2 twice, expected one for each"),
        ("Anna +x", 'athlete 1, own start: found "+x", expected how long after time zero'),
        ("Anna +", 'athlete 1, own start: found "+"'),
        ("Anna +1:60", 'athlete 1, own start: found "+1:60"'),
        ("Anna +5 +10", "athlete 1, own start: found two of them, expected one"),
        ("Anna +5, sub-4 +10", "athlete 1, own start: found two of them"),
        (
            "pacer Bob to the bell",
            'athlete 1, end of the pacing: found "the bell", expected metres',
        ),
        ("pacer Bob to", "athlete 1, end of the pacing: found nothing"),
        ("pacer Bob to 1700", "athlete 1, end of the pacing: found 1700 m, expected more than 0 m"),
        ("pacer Bob to 0", "athlete 1, end of the pacing: found 0 m"),
        ("pacer Bob to 800, sub-4 to 900", "end of the pacing: found two of them, expected one"),
        ("Anna; watch of Zoe", 'athlete 2, watch of: found "Zoe", expected one of Anna'),
        ("pacer Bob; watch of Bob", 'athlete 2, watch of: found "Bob", expected an athlete'),
        ("Anna; watch of Anna, 4:10", "athlete 2: found more than a name, expected watch of Anna"),
        ("Anna; watch of Anna +5", "athlete 2: found more than a name"),
        ("Anna; watch of Anna pb 4:08", "athlete 2: found more than a name"),
        ("pacer Bob pb 4:08", "athlete 1, best time: found pb, expected none, for nobody projects"),
        ("Anna pb 4:xx", 'athlete 1, best time: found "pb 4:xx", expected a time like 4:08'),
        ("Anna pb 4:08 sb 4:10", "athlete 1, best time: found two of them, expected one"),
        ("Anna pb", 'athlete 1, best time: found "pb" without a time, expected one like pb 4:08'),
        ("pb 4:08", "athlete 1: found no name"),
    ],
)
def test_that_a_mistake_names_the_athlete_what_was_found_and_what_was_expected(
    text: str, sentence: str
) -> None:
    with pytest.raises(BadPlan) as refused:
        _entered(text)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_that_what_is_given_in_several_texts_is_read_as_one() -> None:
    assert _entered("Anna; Beth", "Cara") == _entered("Anna\nBeth\nCara")


@pytest.mark.parametrize(
    "text",
    [
        "Anna\nBeth\nCara",
        "Anna pb 4:08\nBeth sb 4:10.2 +10, sub-4",
        "Anna, sub-4\nBeth +10\nCara +1:30, 4:10.00",
        "3: Anna\nBeth",
        "Anna\npacer Bob to 1000\nwatch of Anna",
        "Anna\nBeth\n2: watch of Anna",
        '"Kipyegon, Faith"\n"A; B"\n"9. Cara"\nDora "D" D',
        "4: Anna\n1: Beth",
    ],
)
def test_that_a_set_up_is_written_as_it_was_typed(text: str) -> None:
    assert entrants_text(_entered(text).entrants) == text


_letters = st.sampled_from('ab,;:" +1.')
names = st.one_of(
    st.text(_letters, min_size=1, max_size=8),
    st.sampled_from(
        [
            "pacer",
            "pacer B to 5",
            "watch of A",
            "4: A",
            "A to 800",
            "A pb 4:08",
            "A sb",
            "pb",
            "Zo\u00eb",
            "1",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=6),
).map(lambda text: " ".join(text.split()))
targets = st.sampled_from([None, "sub-4", "4:10.00", "400 in 59, rest in 3:02", "60/400"])
offsets = st.one_of(
    st.just(0), st.integers(0, 4_000).map(lambda s: s * 10**9), st.integers(0, 10**13)
).map(Duration)

bests = st.none() | st.tuples(st.integers(1, 10**13).map(Duration), st.sampled_from(["pb", "sb"]))


def _with_best(entrant: Entrant, best: tuple[Duration, str] | None) -> Entrant:
    if best is None or entrant.role != ATHLETE:
        return entrant
    return replace(entrant, reference=best[0], reference_kind=best[1])


@st.composite
def fields(draw: st.DrawFn) -> tuple[Entrant, ...]:
    """Return everybody on up to twelve keys: athletes, pacers, watches, as `entered` orders them."""
    usable = names.filter(lambda name: bool(name) and name.isprintable())
    known = draw(st.lists(usable, min_size=1, max_size=8, unique=True))
    lanes = draw(st.permutations(range(1, MOST_KEYS + 1)))
    pacing = draw(st.integers(0, len(known) - 1))
    entrants = [
        Entrant(
            id=EntryId(str(lane)),
            athlete=name,
            lane=lane,
            role=PACER if place >= len(known) - pacing else ATHLETE,
            target=draw(targets),
            offset=draw(offsets),
        )
        for place, (name, lane) in enumerate(zip(known, lanes, strict=False))
    ]
    entrants = [_with_best(each, draw(bests)) for each in entrants]
    athletes = [each for each in entrants if each.role == ATHLETE]
    watched = draw(st.lists(st.sampled_from(athletes), max_size=4))
    watches = [
        Entrant(id=EntryId(str(lane)), athlete=each.athlete, lane=lane, role=WATCH, of=each.id)
        for each, lane in zip(watched, lanes[len(known) :], strict=False)
    ]
    return (*entrants, *watches)


@given(entrants=fields())
def test_that_what_is_written_is_read_back_the_same(entrants: tuple[Entrant, ...]) -> None:
    assert _entered(entrants_text(entrants)).entrants == entrants
    assert _entered("\n".join(map(entrant_text, entrants))).entrants == entrants


@given(text=st.text(st.one_of(_letters, st.sampled_from("\npacertowhfsb")), max_size=30))
def test_that_any_text_makes_up_to_twelve_keys_that_can_be_written_down_or_is_refused(
    text: str,
) -> None:
    try:
        found = _entered(text)
    except BadPlan:
        return
    assert _entered(entrants_text(found.entrants)).entrants == found.entrants
    lanes = [each.lane for each in found.entrants]
    assert len(set(lanes)) == len(lanes)
    assert all(1 <= lane <= MOST_KEYS for lane in lanes)


@given(name=names.filter(lambda name: bool(name) and name.isprintable()))
def test_that_a_name_in_quotation_marks_is_taken_as_it_is(name: str) -> None:
    text = '"{}"'.format(name.replace('"', '""'))
    assert pieces([text]) == (text,)
    assert read_piece(text).name == name


def test_that_signs_nobody_sees_are_no_part_of_a_pasted_name() -> None:
    found = _entered("\ufeff4: \u200fשרה\u200e כהן\u202c +10")
    (entrant,) = found.entrants
    assert (entrant.athlete, entrant.lane) == ("שרה כהן", 4)


def test_that_a_name_may_have_the_joiners_of_its_script() -> None:
    (entrant,) = _entered("علی\u200cرضا").entrants
    assert entrant.athlete == "علی\u200cرضا"
