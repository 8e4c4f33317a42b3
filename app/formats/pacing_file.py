"""How are races of each class paced? The numbers of the pacing model that were fitted and shipped.

resources/model/pacing.toml holds them, and says when and on what they were fitted.
"""

import math
from functools import cache
from pathlib import Path

from app.analysis.pacing.model import (
    CLASSES,
    Group,
    Level,
    PacingModel,
    Reference,
    Ripple,
    Shape,
)
from app.formats.checked_table import Table
from app.formats.file_text import FormatError
from app.formats.toml_file import check_format, read_toml
from app.resource_files import resource

_FORMAT = "splitline-pacing"
_MEAN_TERMS = 14


class PacingFileError(FormatError):
    """A file of the pacing model that cannot be taken."""


@cache
def shipped_pacing() -> PacingModel:
    """Return the pacing model that is shipped."""
    return read_pacing(resource("model/pacing.toml"))


def read_pacing(path: Path) -> PacingModel:
    """Return the model in `path`; raise `PacingFileError` with what is wrong."""
    top = read_toml(path, PacingFileError)
    check_format(top, _FORMAT)
    model = PacingModel(
        fitted_on=top.text("fitted_on"),
        nu=top.whole("nu"),
        growth=top.number("growth"),
        least_m=top.number("least_m"),
        most_m=top.number("most_m"),
        slowest=top.number("slowest_s_per_m"),
        groups=tuple(_group(each) for each in top.tables("group")),
    )
    if model.nu < 3:
        raise top.fault("nu", found=str(model.nu), expected="3 or more")
    if {group.race_class for group in model.groups} != set(CLASSES):
        raise top.fault("group", found=f"{len(model.groups)}", expected="one or more of each class")
    top.close()
    return model


def _group(table: Table) -> Group:
    table.text("fitted_from")
    best = table.table("best")
    group = Group(
        race_class=table.one_of("race_class", CLASSES),
        up_to_m=table.number("up_to_m"),
        reference_m=table.number("reference_m"),
        shape=_shape(table.table("shape")),
        levels=tuple(_level(each) for each in table.tables("level")),
        best=Reference(math.log(best.number("ratio")), best.number("sd")),
    )
    if not group.levels:
        raise table.fault("level", found="none", expected="one or more")
    best.close()
    table.close()
    return group


def _level(table: Table) -> Level:
    level = Level(
        name=table.text("name"),
        log_slowness=math.log(table.number("slowness_s_per_m")),
        sd=table.number("sd"),
        weight=table.number("weight"),
    )
    table.close()
    return level


def _shape(table: Table) -> Shape:
    shape = Shape(
        fade=table.number("fade"),
        start=table.number("start"),
        kick=table.number("kick"),
        bow=table.number("bow"),
        theta=table.number("theta"),
        ripples=tuple(_ripple(each) for each in table.tables("ripple")),
        walk=table.number("walk"),
        walk_power=table.number("walk_power"),
        drift=table.number("drift"),
        mean=_row(table, "mean"),
        mean_cov=_covariance(table),
    )
    table.close()
    return shape


def _ripple(table: Table) -> Ripple:
    ripple = Ripple(table.number("sd"), table.number("length"))
    table.close()
    return ripple


def _row(table: Table, key: str) -> tuple[float, ...]:
    found = table.numbers(key)
    if len(found) != _MEAN_TERMS:
        raise table.fault(key, found=f"{len(found)} numbers", expected=str(_MEAN_TERMS))
    return found


def _covariance(table: Table) -> tuple[tuple[float, ...], ...]:
    """Return the symmetric matrix whose lower triangle stands row after row."""
    flat = table.numbers("mean_cov")
    count = _MEAN_TERMS * (_MEAN_TERMS + 1) // 2
    if len(flat) != count:
        raise table.fault("mean_cov", found=f"{len(flat)} numbers", expected=str(count))
    place = range(_MEAN_TERMS)
    return tuple(
        tuple(flat[max(i, j) * (max(i, j) + 1) // 2 + min(i, j)] for j in place) for i in place
    )
