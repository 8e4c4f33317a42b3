from pathlib import Path

import pytest

from app.domain.course import MILE, metres
from app.domain.refusals import BadTarget
from app.domain.times import canonical, seconds
from app.formats.profile_file import ProfileFileError, read_profiles, shipped_profiles
from app.formats.target_file import (
    TargetFileError,
    find_target,
    read_target_file,
    shipped_targets,
)

TARGETS = """\
format = "splitline-targets"
version = 1
distance_m = 300
[[target]]
id = "43.00"
name = "300 m in 43.0"
time = "43.0"
short = "43.0"
basis = "gun"
"""
PROFILES = """\
format = "splitline-profiles"
version = 1
fitted_on = "2026-01-01"
[mile-paced]
validated = true
arrival_sd = 0.03
shares = [0, 0.5, 1]
"""


def _refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "file.toml"
    path.write_text(text, encoding="utf-8")
    reader = read_profiles if "profiles" in text else read_target_file
    with pytest.raises((TargetFileError, ProfileFileError)) as caught:
        reader(path)
    return str(caught.value).removeprefix(f"{path}: ")


def test_that_the_targets_of_the_mile_are_shipped_with_their_clocks() -> None:
    basis = {e.target.id: e.target.basis for e in shipped_targets() if e.target.distance == MILE}
    assert list(basis)[:3] == ["sub-4", "4:06.42", "4:07.64"]
    assert (basis["sub-4"], basis["4:06.42"], basis["4:06.91"]) == ("", "movement", "gun")


def test_that_no_two_shipped_targets_share_an_id() -> None:
    ids = [each.target.id for each in shipped_targets()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("text", ["4:06.42", " 4:06.42 ", "4:06.420", "4:06,42"])
def test_that_a_typed_time_finds_the_shipped_target(text: str) -> None:
    assert find_target(text, MILE).name == "Paris 2025"


def test_that_a_shipped_target_is_not_taken_over_another_distance() -> None:
    target = find_target("sub-4", metres(1500))
    assert (target.distance, canonical(target.finish)) == (metres(1500), "3:59.99")
    assert find_target("4:06.42", metres(1500)).name == "4:06.42"


def test_that_a_text_of_no_target_is_refused() -> None:
    with pytest.raises(BadTarget, match='found "soon"'):
        find_target("soon", MILE)


def test_that_a_target_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text(TARGETS)
    (found,) = read_target_file(path)
    assert (found.target.finish, found.target.name) == (seconds(43), "43.0")
    assert (found.title, found.note) == ("300 m in 43.0", "")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('time = "43.0"', 'time = "0"', "target[0].time: found 0.00, expected a time above zero"),
        ('time = "43.0"', "", "target[0].time: found nothing, expected a time in quotes"),
        ('basis = "gun"', 'basis = "sun"', 'target[0].basis: found "sun", expected gun or move'),
        ('basis = "gun"', 'colour = "red"', 'target[0]: found the unknown key "colour"'),
        ("[[target]]", "[[targets]]", "target: found nothing, expected a list of tables"),
        ('-targets"', '-profile"', 'format: found "splitline-profile", expected splitline-targets'),
    ],
)
def test_that_a_wrong_target_file_is_refused(tmp_path: Path, old: str, new: str, why: str) -> None:
    assert _refusal(tmp_path, TARGETS.replace(old, new)).startswith(why)


def test_that_the_same_target_twice_is_refused(tmp_path: Path) -> None:
    twice = TARGETS + TARGETS.partition("300\n")[2]
    assert _refusal(tmp_path, twice).startswith('target[1].id: found "43.00" again')


def test_that_the_shipped_profiles_rise_from_start_to_finish() -> None:
    assert {"mile-paced", "mile-championship", "800-championship"} <= set(shipped_profiles())
    assert all(each.share(0) == 0 and each.share(1) == 1 for each in shipped_profiles().values())


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("[0, 0.5, 1]", "[0, 0.5]", "mile-paced.shares: found 2 shares, expected shares that rise"),
        ("[0, 0.5, 1]", "[0, 0.6, 0.5, 1]", "mile-paced.shares: found 4 shares"),
        ("[0, 0.5, 1]", "[]", "mile-paced.shares: found 0 shares"),
        ("validated = true", 'validated = "yes"', 'mile-paced.validated: found "yes"'),
        ("arrival_sd = 0.03", "arrival_sd = 0", "mile-paced.arrival_sd: found 0, expected a"),
    ],
)
def test_that_a_wrong_profile_is_refused(tmp_path: Path, old: str, new: str, why: str) -> None:
    assert _refusal(tmp_path, PROFILES.replace(old, new)).startswith(why)


@pytest.mark.parametrize("deep", ["a = " + "[" * 100_000, "a = " + "1" * 5000])
def test_that_a_file_made_to_break_the_parser_is_refused(tmp_path: Path, deep: str) -> None:
    assert ", expected " in _refusal(tmp_path, deep)
