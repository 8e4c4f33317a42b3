from app.analysis.tap_school import GUN, LEAST, LINE
from app.domain.times import NS_PER_S, between
from app.usecases.tap_lesson import GUNS, PASSAGES, approaches, lesson

TITLE, PASSED = approaches()


def test_that_the_passages_are_those_of_paris_at_their_own_speed() -> None:
    assert TITLE == "Faith Kipyegon \u00b7 Paris, 26 June 2025"
    assert [each.words for each in PASSED][:2] == ["409 m in 1:00.20", "809 m in 2:00.75"]
    assert all(6_000 < each.speed < 7_000 for each in PASSED)


def test_that_a_lesson_has_more_of_each_kind_than_are_needed() -> None:
    cues = lesson(1, TITLE, PASSED).cues
    assert sum(each.kind == GUN for each in cues) == GUNS > LEAST[GUN]
    assert sum(each.kind == LINE for each in cues) == PASSAGES > LEAST[LINE]


def test_that_no_two_lessons_can_be_learned_by_heart() -> None:
    one, other = lesson(1, TITLE, PASSED), lesson(2, TITLE, PASSED)
    assert one == lesson(1, TITLE, PASSED)
    assert [each.at for each in one.cues] != [each.at for each in other.cues]


def test_that_every_cue_has_room_for_a_tap_of_its_own_and_a_lesson_is_short() -> None:
    for seed in range(20):
        found = lesson(seed, TITLE, PASSED)
        pauses = [between(a.at, b.at) for a, b in zip(found.cues, found.cues[1:], strict=False)]
        assert min(pauses) >= 2 * NS_PER_S
        assert found.over < 120 * NS_PER_S
