"""How far apart do the groups start? A switch that writes the words into the plan.

The plan's text says it, `groups 1:00 apart` or `starts B +30 s`; the switch is a way to type it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.times import NS_PER_S, Duration
from app.domain.training.plan_format import format_plan, with_unit
from app.domain.training.session_plan import SessionPlan
from app.domain.training.session_setup import plan_of
from app.language import tr
from ui.viewstate.head import Switch

APART = "apart"
TOGETHER = ""
WRITTEN = "written"
_USUAL = tuple(Duration(each * NS_PER_S) for each in (30, 60, 120))
_STARTS = re.compile(
    r"\s*(?:[;,+\r\n]|\bthen\b)?\s*\b(?:groups?|starts?)\b(?!\s+every\b)[^;\r\n]*\s*$",
    re.IGNORECASE,
)


def starts_switch(plan: SessionPlan, groups: Sequence[str]) -> Switch | None:
    """Return the switch, None where there are no two groups to start apart."""
    said = bool(plan.starts) or plan.apart is not None
    if len(groups) < 2 and not said:
        return None
    options = [(TOGETHER, tr("together"))]
    options += [(with_unit(each), tr("{time} apart", time=with_unit(each))) for each in _USUAL]
    chosen = "" if plan.apart is None else with_unit(plan.apart)
    if plan.starts or chosen not in dict(options):
        options.append((WRITTEN, tr("as written")))
        chosen = WRITTEN
    return Switch(APART, tr("Groups start"), tuple(options), chosen, "")


def with_starts(text: str, value: str) -> str:
    """Return the plan's text with its groups started together or apart as the switch says.

    Nothing else of it is changed; a text whose words for it stand elsewhere is written anew.
    """
    if value == WRITTEN:
        return text
    plan = plan_of(text)
    bare = _STARTS.sub("", text) if plan.starts or plan.apart is not None else text.rstrip()
    wanted = f"{bare}; groups {value} apart" if value else bare
    if _means(wanted, plan, value):
        return wanted
    plain = format_plan(replace(plan, starts=(), apart=None))
    return f"{plain}; groups {value} apart" if value else plain


def _means(text: str, plan: SessionPlan, value: str) -> bool:
    from app.domain.refusals import Refusal

    try:
        found = plan_of(text)
    except Refusal:
        return False
    apart = "" if found.apart is None else with_unit(found.apart)
    return (found.steps, apart, found.starts) == (plan.steps, value, ())
