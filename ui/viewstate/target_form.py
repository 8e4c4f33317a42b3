"""How is a target understood while it is typed, and what may be done with it?

Reading is passed in as `read`, because the splits of another race lie in a file or the library.
"""

from collections.abc import Callable
from typing import NamedTuple

from app.domain import times
from app.domain.course import LAP_400, MILE, Distance
from app.domain.refusals import Refusal
from app.domain.said import format_metres, format_time
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, canonical, rounded
from app.language import figure, tr
from app.storage.failures import LibraryError
from app.usecases.targets import target_of
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.wording import sentence

Read = Callable[[str, Distance], Target]
UNREADABLE = (Refusal, ValueError, LibraryError)
"""What reading a target may raise; every one has one sentence for the operator."""

_MINUTE = 60 * NS_PER_S
_LAP_TIME = Duration(_MINUTE)


class TargetForm(NamedTuple):
    """What is typed, over which distance, and the targets that are there already.

    `editing` is the id of the target that is being changed, empty for one to be added.
    """

    text: str
    distance: Distance
    targets: tuple[Target, ...] = ()
    primary: str = ""
    editing: str = ""


class Form(NamedTuple):
    """A way to type a target, with an example; `ready` ones can be taken as they stand."""

    what: str
    example: str
    ready: bool = True


class TargetFormView(NamedTuple):
    """The editor's words, and which of its buttons may be pressed."""

    title: str
    reading: str
    tone: str
    accept: str
    can_accept: bool
    can_remove: bool
    why_keep: str
    can_be_primary: bool


def target_form_view(form: TargetForm, read: Read = target_of) -> TargetFormView:
    """Return what the editor shows of `form`."""
    reading, tone = _reading(form, read)
    edited = next((each for each in form.targets if each.id == form.editing), None)
    alone = len(form.targets) <= 1
    return TargetFormView(
        title=_title(form, edited),
        reading=reading,
        tone=tone,
        accept=tr("Change") if edited else tr("Add"),
        can_accept=tone == INK,
        can_remove=edited is not None and not alone,
        why_keep=tr("The last target cannot go: the gap needs a line.") if alone else "",
        can_be_primary=edited is not None and edited.id != form.primary,
    )


def _title(form: TargetForm, edited: Target | None) -> str:
    if edited is None:
        return tr("Add a target over {distance}", distance=format_metres(form.distance))
    primary = tr(", primary") if edited.id == form.primary else ""
    return tr("Target {finish}{primary}", finish=format_time(edited.finish), primary=primary)


def _reading(form: TargetForm, read: Read) -> tuple[str, str]:
    if not form.text.strip():
        return tr("Type a target in one of these forms."), MUTED
    try:
        target = read(form.text, form.distance)
    except UNREADABLE as error:
        return sentence(str(error)), ALERT
    if target.id == form.editing:
        return tr("As it is: {target}.", target=described(target)), MUTED
    if any(each.id == target.id for each in form.targets):
        return tr("Already there: {target}.", target=described(target)), ALERT
    return tr("Understood as {target}.", target=described(target)), INK


def described(target: Target) -> str:
    """Return a target in words: `4:10.00, even pace, 62.14 per 400 m`."""
    name = target.name.partition(" = ")[0]
    known = name in (target.id, canonical(target.finish)) and target.name == name
    middle = [] if known else ["l" + name[1:] if name.startswith("Like ") else name]
    return ", ".join([figure(canonical(rounded(target.finish, 3))), *middle, shape(target)])


def shape(target: Target) -> str:
    """Return how the time is spread over the distance."""
    knots = target.knots
    if target.curved:
        return tr("paced as it was run")
    if len(knots) == 2:
        return _even(target)
    if len(knots) == 3 and knots[1][0] == target.distance // 2:
        gained = Duration(2 * knots[1][1] - target.finish)
        if rounded(gained, 2) == 0:
            return tr("even halves")
        size = format_time(Duration(abs(gained)))
        if gained > 0:
            return tr("second half {gained} s faster", gained=size)
        return tr("second half {gained} s slower", gained=size)
    return tr("{total} parts", total=len(knots) - 1)


def _even(target: Target) -> str:
    """Repetitions shorter than a lap are known by their time, not by a pace per lap."""
    if target.distance < LAP_400:
        return tr("even pace")
    per_400 = Duration(round(target.finish * LAP_400 / target.distance))
    return tr("even pace, {per_400} per 400 m", per_400=format_time(per_400))


def forms_for(distance: Distance) -> tuple[Form, ...]:
    """Return the ways to type a target, with examples that make sense over `distance`."""
    about = Duration(max(1, round(_LAP_TIME * distance / LAP_400 / NS_PER_S)) * NS_PER_S)
    time = times.format_time(about)
    part = 400 if distance > LAP_400 else distance // 2000
    first = rounded(Duration(_LAP_TIME * 59 // 60 * part * 1000 // LAP_400), 1)
    rest = times.format_time(Duration(about - first), 1)
    return (
        Form(tr("a time, at even pace"), time),
        Form(tr("just under a round time"), _sub(about)),
        Form(tr("a pace, seconds per metres"), "60/400"),
        Form(tr("second half 2 s faster"), f"{time} neg 2"),
        Form(
            tr("parts, each at even pace"),
            f"{part} in {times.format_time(first, 1)}, rest in {rest}",
        ),
        _like(distance),
        Form(tr("a best, sb: this season's"), f"pb {tr('… and the name')}", ready=False),
    )


def _sub(about: Duration) -> str:
    minutes = (about + _MINUTE // 2) // _MINUTE
    whole = about >= _MINUTE and minutes < 60
    return f"sub-{minutes}" if whole else f"sub {times.format_time(about)}"


def _like(distance: Distance) -> Form:
    what = tr("the splits of another race")
    if distance == MILE:
        return Form(what, "like monaco-2023")
    return Form(what, f"like {tr('… and its name or file')}", ready=False)
