"""Which set-ups are refused, and with which sentence?"""

from dataclasses import replace

import pytest

from app.domain.course import Distance, metres
from app.domain.plan import ATHLETE, Entrant, EntryId
from app.domain.refusals import BadPlan, BadTarget, LastTarget
from app.domain.setup_rules import check_setup
from app.domain.target import even
from app.domain.times import Duration
from tests.unit.domain.fields import ANNA, BETH, SECOND_WATCH, field, late, pacer, watch
from tests.unit.domain.races import SUB_4, TWO, time

DAY = Duration(86_400_000_000_000)


@pytest.mark.parametrize(
    "entrants",
    [
        (ANNA,),
        (ANNA, late(), pacer(), watch(SECOND_WATCH, 12)),
        (pacer(),),
        (ANNA, pacer(None)),
        (ANNA, pacer(1609.344)),
        (watch(SECOND_WATCH, 12), ANNA),
        (replace(ANNA, target=SUB_4.id), late(DAY)),
        (replace(ANNA, reference=time("4:08"), reference_kind="pb"),),
        (replace(ANNA, reference=time("9:30"), reference_kind="sb"),),
    ],
)
def test_that_a_field_that_can_be_run_is_taken(entrants: tuple[Entrant, ...]) -> None:
    check_setup(field(*entrants))


@pytest.mark.parametrize(
    ("entrants", "sentence"),
    [
        ((), "the athletes: found none, expected one or more, each in a lane"),
        (
            (watch(SECOND_WATCH, 12),),
            "the athletes: found Anna in lane 12, expected one or more, each in a lane",
        ),
        (
            (ANNA, replace(BETH, lane=1)),
            "the athletes: found Anna in lane 1, Beth in lane 1, expected one or more, "
            "each in a lane",
        ),
        (
            (replace(ANNA, role="rabbit"),),
            "the role of Anna: found rabbit, expected one of athlete, pacer, watch",
        ),
        (
            (replace(ANNA, reference=time("58"), reference_kind="pb"),),
            "the best time of Anna: found 58.00, expected one that can be run over 1609.344 m",
        ),
        (
            (replace(ANNA, reference=time("4:08:00"), reference_kind="pb"),),
            "the best time of Anna: found 4:08:00.00, expected one that can be run over 1609.344 m",
        ),
        (
            (replace(ANNA, reference=time("4:08"), reference_kind="wr"),),
            "the kind of best time of Anna: found wr, expected pb, sb or nothing",
        ),
        (
            (ANNA, watch(SECOND_WATCH, 12, of=TWO)),
            "whose watch of Anna: found two, expected one of the athletes: one",
        ),
        (
            (pacer(), watch(SECOND_WATCH, 12, of=EntryId("pacer"))),
            "whose watch of Anna: found pacer, expected one of the athletes: there is none",
        ),
        (
            (ANNA, replace(watch(SECOND_WATCH, 12), of=None)),
            "whose watch of Anna: found nobody, expected one of the athletes: one",
        ),
        (
            (ANNA, replace(watch(SECOND_WATCH, 12), role=ATHLETE)),
            "whose watch of Anna: found one, expected nobody, for it is no watch",
        ),
        (
            (ANNA, pacer(1700)),
            "the drop-off of Pat: found 1700 m, expected a mark or distance up to 1609.344 m",
        ),
        (
            (ANNA, pacer(0)),
            "the drop-off of Pat: found 0 m, expected a mark or distance up to 1609.344 m",
        ),
        (
            (replace(ANNA, drop_off=Distance(1000)),),
            "the drop-off of Anna: found 1 m, expected none, for it is no pacer",
        ),
        (
            (ANNA, late(Duration(-1))),
            "the start of Beth: found -0.000000001, expected 0 to 24 h after time zero",
        ),
        (
            (ANNA, late(Duration(DAY + 1))),
            "the start of Beth: found 24:00:00.000000001, expected 0 to 24 h after time zero",
        ),
        (
            (replace(ANNA, target="sub-5"),),
            "the target of Anna: found sub-5, expected one of sub-4, 4:07.64",
        ),
    ],
)
def test_that_a_field_that_cannot_be_run_is_refused_in_one_sentence(
    entrants: tuple[Entrant, ...], sentence: str
) -> None:
    with pytest.raises(BadPlan) as refused:
        check_setup(field(*entrants))
    assert str(refused.value) == sentence


def test_that_targets_are_there_over_the_distance_and_once() -> None:
    with pytest.raises(LastTarget):
        check_setup(field(ANNA, targets=()))
    with pytest.raises(BadTarget, match="one that is not there already"):
        check_setup(field(ANNA, targets=(SUB_4, SUB_4)))
    with pytest.raises(BadTarget, match="a line over"):
        check_setup(field(ANNA, targets=(even(metres(800), time("2:00")),)))
