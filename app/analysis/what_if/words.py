"""How is a what-if said? Bands in tenths, rounded outwards, and what was changed in words."""

from app.analysis.what_if.equivalent import Equivalent, Question, Span
from app.analysis.what_if.published import Published
from app.analysis.what_if.ranges import DRAFTING, TEMPERATURE, WIND, Range, number
from app.domain.said import format_time
from app.domain.times import Rounding, seconds
from app.language import figure, marked, tr

NO_PROJECTION = marked("A what-if, no projection: the same effort in other air.")
LEFT_OUT = marked("what heat and altitude do to the body, bends, uneven pace")
"""What the equations know nothing of."""


def span_text(span: Span) -> str:
    """Write the ends of a span, `3:58.3 to 4:05.4`: no narrower than it is; one time without one."""
    if span.low == span.high:
        return format_time(seconds(span.time))
    low = format_time(seconds(span.low), 1, Rounding.DOWN)
    return tr("{low} to {high}", low=low, high=format_time(seconds(span.high), 1, Rounding.UP))


def changed_words(question: Question) -> tuple[str, ...]:
    """Return what is other than it was, one text each: `drafting is 0.7 instead of 0.328`."""
    return tuple(
        tr(
            "{what} is {value} instead of {before}",
            what=tr(kind.name),
            value=_with_unit(kind, now),
            before=number(was),
        )
        for kind, was, now in _changes(question)
    )


def changed_shortly(question: Question) -> tuple[str, ...]:
    """Return what is other, without what it was: `drafting 0.7`."""
    return tuple(
        f"{tr(kind.name)} {figure(_with_unit(kind, now))}" for kind, _, now in _changes(question)
    )


def _changes(question: Question) -> list[tuple[Range, float, float]]:
    kinds = (DRAFTING, TEMPERATURE, WIND)
    pairs = zip(kinds, question.as_run, question.what_if, strict=True)
    return [(kind, was, now) for kind, was, now in pairs if was != now]


def _with_unit(kind: Range, value: float) -> str:
    return f"{number(value)} {kind.unit}".rstrip()


def air_words(share: float) -> str:
    """Write the air's share of the cost of running: `13.5 %`."""
    return figure(f"{100 * share:.1f} %")


def calibrated_words(found: Equivalent) -> str:
    """Return what comes out where the air costs what it was calibrated at."""
    time = format_time(seconds(found.calibrated.time), 1)
    return tr(
        "of the cost of running: {time} ({span}), as calibrated",
        time=time,
        span=span_text(found.calibrated),
    )


def least_words(found: Equivalent) -> str:
    """Return what comes out where the air costs the least that was published."""
    time = format_time(seconds(found.least.time), 1)
    return tr(
        "of the cost of running: {time} ({span}), the least published",
        time=time,
        span=span_text(found.least),
    )


def check_words(check: Published) -> str:
    """Return the published prediction beside what is reckoned here."""
    time, published, here = (
        format_time(seconds(each)) for each in (check.time_s, check.published_s, check.here_s)
    )
    drafting = tr(
        "{drafting}, not {other}",
        drafting=number(check.what_if),
        other=number(check.as_run),
    )
    return tr(
        "{time} with drafting {drafting}: {here} here, {published} published",
        time=time,
        drafting=drafting,
        here=here,
        published=published,
    )
