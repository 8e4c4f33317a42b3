"""How is the fitted pacing model written into the file that is shipped?"""

import math
from collections.abc import Iterable, Sequence

from app.analysis.pacing.model import Group, PacingModel
from tests.bench.fit_pacing import MAIN, SHIPPED, SPARE, Runner


def _numbers(values: Iterable[float]) -> str:
    rows, line = [], ""
    for value in values:
        text = f"{value:.6g}"
        if line and len(line) + len(text) + 2 > 92:
            rows.append(line)
            line = ""
        line = f"{line}, {text}" if line else text
    return ",\n  ".join([*rows, line])


def group_toml(group: Group, fitted_from: str) -> str:
    """Return one group as TOML."""
    shape = group.shape
    ripples = ", ".join(f"{{ sd = {r.sd:.6g}, length = {r.length:.6g} }}" for r in shape.ripples)
    names = ("fade", "start", "kick", "bow", "theta", "walk", "walk_power", "drift")
    plain = "\n".join(f"{name} = {getattr(shape, name):.6g}" for name in names)
    lower = (shape.mean_cov[i][j] for i in range(len(shape.mean)) for j in range(i + 1))
    levels = ",\n".join(
        f'  {{ name = "{e.name}", slowness_s_per_m = {math.exp(e.log_slowness):.5g}, '
        f"sd = {e.sd}, weight = {e.weight} }}"
        for e in group.levels
    )
    return (
        f'\n[[group]]\nrace_class = "{group.race_class}"\nfitted_from = "{fitted_from}"\n'
        f"up_to_m = {group.up_to_m}\nreference_m = {group.reference_m}\n"
        f"level = [\n{levels},\n]\n"
        f"best = {{ ratio = {math.exp(group.best.shift):.4g}, sd = {group.best.sd} }}\n"
        f"[group.shape]\n{plain}\nripple = [{ripples}]\n"
        f"mean = [\n  {_numbers(shape.mean)},\n]\nmean_cov = [\n  {_numbers(lower)},\n]\n"
    )


HEAD = """\
# The pacing model: how races of each class are run. Spreads are of the logarithm of seconds per
# metre; app/analysis/pacing/model.py says what each number means, docs/projection.md how well it
# foretells. Fitted on published splits of elite races by tests/bench/fit_pacing.py, the four
# shipped races left out.
format = "splitline-pacing"
version = 1
"""


def model_toml(model: PacingModel, runners: Sequence[Runner], fitted_on: str) -> str:
    """Return the model as the file that is shipped."""
    out = [
        f'{HEAD}fitted_on = "{fitted_on}"\nnu = {model.nu}\ngrowth = {model.growth}\n'
        f"least_m = {model.least_m}\nmost_m = {model.most_m}\n"
        f"slowest_s_per_m = {model.slowest:.4g}\n"
    ]
    for key, group in zip((*MAIN, SPARE), model.groups, strict=True):
        own = [r for r in runners if r.key == key and r.race_id not in SHIPPED]
        races = len({r.race_id for r in own})
        text = f"{len(own)} performances in {races} races"
        out.append(
            group_toml(group, text if races > 1 else f"{text}, and championships over 800 m")
        )
    return "".join(out)
