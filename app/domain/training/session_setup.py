"""Who trains what? A session as it is set up: its plan as text, and everybody who runs.

Plan and targets are kept as they are written: the text is what is stored, and it is read again.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.domain.plan import EntryId
from app.domain.refusals import BadPlan
from app.domain.training.own_words import KnownTime, own_fields, read_own, with_time
from app.domain.training.plan_text import read_plan
from app.domain.training.references import OwnTarget, References
from app.domain.training.roster import RosterAthlete
from app.domain.training.schedule import Planned, schedule
from app.domain.training.session_plan import SessionPlan
from app.frozen import dataclass
from app.language import tr

MOST_RUNNERS = 200
LONGEST_TEXT = 500
NO_GROUP = ""


class Brought(NamedTuple):
    """What an athlete brings along: targets of the athlete's own, and what targets refer to."""

    own: tuple[OwnTarget, ...]
    references: References


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """One athlete of a session; the lane is a key, `group` is empty where there are none.

    `brings` is what the roster says behind the name: `pb 800 2:01.5`, `300 m in 45 s`.
    """

    id: EntryId
    name: str
    lane: int
    group: str = NO_GROUP
    brings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an athlete whom nobody could call or look up."""
        check_line(tr("an athlete"), self.name)
        check_line(tr("the id of an athlete"), self.id)
        if self.group:
            check_line(tr("a group"), self.group)
        brought(self.brings)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSetup:
    """A session before its first start; groups start in the order in which they come up here."""

    title: str
    plan: str
    runners: tuple[Runner, ...]
    date: str = ""
    venue: str = ""

    def __post_init__(self) -> None:
        """Refuse a plan that cannot be read and athletes who cannot be told apart."""
        plan_of(self.plan)
        if not 1 <= len(self.runners) <= MOST_RUNNERS:
            raise BadPlan(
                what=tr("the session"),
                found=tr("{total} athletes", total=len(self.runners)),
                expected=tr("1 to {most}", most=MOST_RUNNERS),
            )
        check_apart(self.runners)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in the order in which they come up."""
        return tuple(dict.fromkeys(each.group for each in self.runners))


def runners_of(roster: Iterable[RosterAthlete]) -> tuple[Runner, ...]:
    """Return the athletes of a roster as they are set up, each with an id of its own."""
    return tuple(
        Runner(
            id=EntryId(str(place)),
            name=each.name,
            lane=each.lane,
            group=each.group,
            brings=tuple(own_fields(each.own, each.references)),
        )
        for place, each in enumerate(roster, start=1)
    )


def check_apart(runners: Sequence[Runner]) -> None:
    """Refuse athletes with one id, key or name, and one group under two spellings."""
    names = ((each.id, str(each.lane), each.name.casefold()) for each in runners)
    for what, each in zip(
        (tr("the ids"), tr("the keys"), tr("the names")), zip(*names, strict=True), strict=True
    ):
        twice = next((one for one in each if each.count(one) > 1), None)
        if twice is not None:
            raise BadPlan(
                what=what,
                found=tr("{twice} twice", twice=twice),
                expected=tr("one for each"),
            )
    groups = {each.group for each in runners}
    if len({each.casefold() for each in groups}) < len(groups):
        found = ", ".join(sorted(groups))
        raise BadPlan(what=tr("the groups"), found=found, expected=tr("one spelling for each"))


def check_line(what: str, text: str, most: int = 100) -> None:
    """Refuse what is not one line of text with something in it."""
    if not text.strip() or not text.isprintable() or len(text) > most:
        raise BadPlan(
            what=what,
            found=f'"{text}"',
            expected=tr("up to {most} characters on one line", most=most),
        )


@lru_cache(maxsize=64)
def plan_of(text: str) -> SessionPlan:
    """Return the plan that `text` means; raise `BadSession` otherwise."""
    return read_plan(text)


@lru_cache(maxsize=512)
def brought(fields: tuple[str, ...]) -> Brought:
    """Return what an athlete brings along; raise `BadSession` for words that mean nothing."""
    own, references = [], References()
    for each in map(read_own, fields):
        if isinstance(each, KnownTime):
            references = with_time(references, each)
        else:
            own.append(each)
    return Brought(tuple(own), references)


@lru_cache(maxsize=512)
def schedule_of(
    text: str, group: str = NO_GROUP, name: str = "", brings: tuple[str, ...] = ()
) -> tuple[Planned, ...]:
    """Return the repetitions that a plan's `text` means for one athlete, or for a group."""
    own = brought(brings).own
    return schedule(plan_of(text), group=group, athlete=name, own=own)
