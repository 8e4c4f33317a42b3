from pathlib import Path

import numpy as np
import pytest

from app.analysis.pacing.model import CLASSES
from app.formats.pacing_file import PacingFileError, read_pacing, shipped_pacing
from app.resource_files import resource


def test_that_the_shipped_model_has_both_classes_over_short_and_long_races() -> None:
    model = shipped_pacing()
    ranges = {(group.race_class, group.up_to_m > 1000 * 1000) for group in model.groups}
    assert ranges == {(name, far) for name in CLASSES for far in (True, False)}
    assert model.least_m <= 800
    assert 1609.344 <= model.most_m < 3000


def test_that_every_shipped_covariance_is_one() -> None:
    for group in shipped_pacing().groups:
        cov = np.array(group.shape.mean_cov)
        assert (cov == cov.T).all()
        assert np.linalg.eigvalsh(cov).min() > 0
        assert sum(level.weight for level in group.levels) == pytest.approx(1.0)


BROKEN = [
    ('format = "splitline-pacing"', 'format = "other"', "format"),
    ("version = 1", "version = 2", "newer Splitline"),
    ("nu = 6", "nu = 1", "expected 3 or more"),
    ("walk_power", "walking_power", "walk_power"),
    ("mean = [", "mean = [ 1.0, ", "found 15 numbers, expected 14"),
    ("mean_cov = [", "mean_cov = [ 1.0, ", "found 106 numbers, expected 105"),
    ('race_class = "championship"', 'race_class = "paced"', "one or more of each class"),
    ("weight = 0.4", "weight = -0.4", "above zero"),
    ("[group.shape]", "[group.shape]\nwind = 1.0", 'the unknown key "wind"'),
]


@pytest.mark.parametrize(("old", "new", "words"), BROKEN)
def test_that_a_broken_file_is_refused_in_one_sentence(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    text = resource("model/pacing.toml").read_text(encoding="utf-8")
    path = tmp_path / "pacing.toml"
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PacingFileError, match=words) as caught:
        read_pacing(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
