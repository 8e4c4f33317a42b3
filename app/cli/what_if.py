"""What would a time be worth in other air? `splitline what-if`."""

import argparse
from typing import TYPE_CHECKING, Any

from app.cli.context import DONE, Context, Refused, add_json, print_json
from app.language import tr

if TYPE_CHECKING:
    from app.analysis.what_if.equivalent import Conditions, Equivalent, Question, Span
    from app.analysis.what_if.ranges import Range

HELP = "what a time is worth with other drafting, temperature or wind; no projection"
_OTHER = ("drafting", "temperature", "wind")
_WORDS = {
    "drafting": ("DE", "share of the air's drag taken away, 0 alone to 1"),
    "temperature": ("C", "in degrees Celsius; the density of the air alone"),
    "wind": ("M/S", "along the straights"),
}
_SAME = (
    ("mass", "KG", "of the athlete"),
    ("height", "M", "of the athlete"),
    ("pressure", "HPA", "of the air at the track, not reduced to sea level"),
    ("humidity", "%", "relative, 0 to 100"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--time", metavar="TIME", required=True, help="as it was run: 4:06.42")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--distance", metavar="D", help="mile, 1500, 3 km, ...")
    where.add_argument("--event", metavar="NAME", dest="distance", help="the same")
    other = parser.add_argument_group("what would have been different")
    was = parser.add_argument_group("what it was, where that is not as usual")
    for name in _OTHER:
        metavar, words = _WORDS[name]
        other.add_argument(f"--{name}", metavar=metavar, help=words)
        was.add_argument(f"--run-{name}", metavar=metavar, help=f"the {name} of the run itself")
    same = parser.add_argument_group("what is the same in both")
    for name, metavar, words in _SAME:
        same.add_argument(f"--{name}", metavar=metavar, help=words.replace("%", "%%"))
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the band."""
    from app.analysis.what_if.equivalent import equivalent
    from app.analysis.what_if.ranges import NotPlausible, checked

    del context
    try:
        question = checked(_question(args))
    except NotPlausible as fault:
        raise Refused(str(fault)) from fault
    found = equivalent(question)
    if args.json:
        print_json(_document(question, found))
    else:
        print(_text(question, found))
    return DONE


def _question(args: argparse.Namespace) -> "Question":
    from app.analysis.what_if.equivalent import Conditions, Question, Runner, Weather
    from app.analysis.what_if.ranges import HEIGHT, HUMIDITY, MASS, PRESSURE, RANGES
    from app.domain.course import to_metres
    from app.domain.disciplines import discipline
    from app.domain.times import NS_PER_S, parse_time

    was = [_read(RANGES[name], getattr(args, f"run_{name}")) for name in _OTHER]
    other = [
        _read(RANGES[name], getattr(args, name), usual)
        for name, usual in zip(_OTHER, was, strict=True)
    ]
    return Question(
        time_s=parse_time(args.time) / NS_PER_S,
        distance_m=to_metres(discipline(args.distance).distance),
        runner=Runner(_read(MASS, args.mass), _read(HEIGHT, args.height)),
        weather=Weather(_read(PRESSURE, args.pressure), _read(HUMIDITY, args.humidity) / 100),
        as_run=Conditions(*was),
        what_if=Conditions(*other),
    )


def _read(kind: "Range", text: str | None, usual: float | None = None) -> float:
    if text is None:
        return kind.usual if usual is None else usual
    return kind.read(text)


def _document(question: "Question", found: "Equivalent") -> dict[str, Any]:
    from app.analysis.what_if.published import SOURCE, published_check
    from app.analysis.what_if.words import NO_PROJECTION

    check = published_check()
    return {
        "time_s": question.time_s,
        "distance_m": question.distance_m,
        "equivalent": _span(found.band),
        "air": [
            {"share": round(found.air, 4), **_span(found.calibrated)},
            {"share": round(found.least_air, 4), **_span(found.least)},
        ],
        "as_run": _conditions(question.as_run),
        "what_if": _conditions(question.what_if),
        "runner": question.runner._asdict(),
        "weather": question.weather._asdict(),
        "check": {
            "time_s": check.time_s,
            "drafting": [check.as_run, check.what_if],
            "published_s": check.published_s,
            "here_s": round(check.here_s, 3),
            "source": SOURCE,
        },
        "note": NO_PROJECTION,
    }


def _span(span: "Span") -> dict[str, float]:
    return {f"{name}_s": round(value, 3) for name, value in span._asdict().items()}


def _conditions(conditions: "Conditions") -> dict[str, float]:
    drafting, temperature, wind = conditions
    return {"drafting": drafting, "temperature_c": temperature, "wind_m_s": wind}


def _text(question: "Question", found: "Equivalent") -> str:
    from app.analysis.what_if import words
    from app.analysis.what_if.published import SOURCE, published_check
    from app.cli.columns import paragraph
    from app.domain.said import format_time
    from app.domain.times import seconds

    time, changed = format_time(seconds(question.time_s)), words.changed_words(question)
    if not changed:
        return tr(
            "{time}: nothing is other than it was; say --drafting, --temperature or --wind",
            time=time,
        )
    return "\n".join(
        (
            tr(
                "{band} instead of {time}, if {changed}",
                band=words.span_text(found.band),
                time=time,
                changed=", ".join(changed),
            ),
            tr(words.NO_PROJECTION),
            paragraph(
                tr("air {share}", share=words.air_words(found.air)), words.calibrated_words(found)
            ),
            paragraph(
                tr("air {share}", share=words.air_words(found.least_air)), words.least_words(found)
            ),
            paragraph(tr("check"), f"{words.check_words(published_check())} ({SOURCE})"),
            paragraph(tr("not in it"), tr(words.LEFT_OUT)),
        )
    )
