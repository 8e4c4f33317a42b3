"""What is a newcomer offered? Three ways to begin, each with a key of its own."""

from typing import NamedTuple

from app.language import tr

WATCH, TIME, PLAN = 1, 2, 3


class Offer(NamedTuple):
    """One way to begin: its key, an icon, what it is called and what it means."""

    key: int
    icon: str
    title: str
    explained: str


class Welcome(NamedTuple):
    """The heading, the ways to begin, and how it is put away."""

    title: str
    offers: tuple[Offer, ...]
    foot: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        offers = ". ".join(f"{each.key}: {each.title}" for each in self.offers)
        return f"{self.title}. {offers}. {self.foot}"


def welcome_view(guide: str) -> Welcome:
    """Return the welcome; `guide` is the key of the guide."""
    return Welcome(
        tr("Welcome to Splitline"),
        (
            Offer(
                WATCH,
                "play",
                tr("Watch the Paris replay"),
                tr("A mile against four minutes, as its timer saw it."),
            ),
            Offer(
                TIME,
                "timer",
                tr("Time a race"),
                tr("Say what is run and by whom. Return is the gun, Space a split."),
            ),
            Offer(
                PLAN,
                "list",
                tr("Plan a session"),
                tr("Type repetitions and rests as you would on paper."),
            ),
        ),
        tr(
            "Esc puts this away. ? shows all keys, {guide} the guide.",
            guide=guide,
        ),
    )
