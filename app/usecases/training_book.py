"""Which plans did a coach save, and what was being planned when the window was closed?

They lie in a small file beside the library, `training.json`: names of plans with their text, and
one draft. What is stored is changed plan by plan, so that two windows do not undo each other.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

from app.domain.refusals import BadPlan
from app.domain.training.session_setup import check_line
from app.language import marked, tr
from app.storage import preferences as file
from app.storage.place import TRAINING_BOOK_NAME, home
from app.usecases.keeping import NewestKeeper

MOST_PLANS = 200
LONGEST_PLAN = 10_000
LONGEST_DRAFT = 50_000
_SORT = file.Sort(marked("no saved plan is known"), marked("the plans are not kept"), 8_000_000)
_DRAFT = ("title", "plan", "roster")


class Draft(NamedTuple):
    """What stood in the fields: the name of the session, its plan and who runs, as typed."""

    title: str = ""
    plan: str = ""
    roster: str = ""


class TrainingBook(NamedTuple):
    """The saved plans by their names, and the draft; an empty draft is none."""

    plans: Mapping[str, str] = {}
    draft: Draft = Draft()


class LoadedBook(NamedTuple):
    """The book, and one sentence when something of it could not be used."""

    book: TrainingBook
    trouble: str = ""


def training_book_path() -> Path:
    """Return the path of the file; neither it nor its folder need exist yet."""
    return home() / TRAINING_BOOK_NAME


def load_book(path: Path) -> LoadedBook:
    """Return what is kept; what cannot be used is left out and said."""
    found = file.read(path, _SORT)
    plans, draft = found.chosen.get("plans", {}), found.chosen.get("draft", {})
    named = _texts(plans, "plan")
    fields = draft if isinstance(draft, dict) else {}
    kept = [fields.get(name, "") for name in _DRAFT]
    whole = isinstance(plans, dict) and isinstance(draft, dict) and len(named) == len(plans)
    trouble = found.trouble
    if not trouble and not (whole and all(isinstance(each, str) for each in kept)):
        trouble = f"{path}: found something that is no plan, expected texts; it is left out."
    texts = [each if isinstance(each, str) else "" for each in kept]
    return LoadedBook(TrainingBook(named, Draft(*texts)), trouble)


def _texts(named: object, field: str) -> dict[str, str]:
    if not isinstance(named, dict):
        return {}
    texts = {name: each.get(field) for name, each in named.items() if isinstance(each, dict)}
    return {name: text for name, text in texts.items() if isinstance(text, str)}


class BookKeeper:
    """Has the book, changes it, and stores the changes in a thread; owns that thread."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path`."""
        self.book, self.trouble = load_book(path)
        self._changes: dict[str, dict[str, object]] = {"plans": {}, "draft": {}}
        self._keeper: NewestKeeper[file.Chosen] = NewestKeeper(
            lambda changes: file.write(path, changes, _SORT), "training plans"
        )

    def save(self, name: str, plan: str) -> None:
        """Keep a plan under a name, in the place of one that had it; raise `BadPlan`."""
        name = " ".join(name.split())
        check_line(tr("the name of the plan"), name)
        if len(plan) > LONGEST_PLAN:
            found, expected = f"{len(plan)} characters", f"at most {LONGEST_PLAN}"
            raise BadPlan(what=tr("a plan to keep"), found=found, expected=expected)
        plans = {each: text for each, text in self.book.plans.items() if not _same(each, name)}
        if len(plans) >= MOST_PLANS:
            found, expected = f"{len(plans)} already", f"at most {MOST_PLANS}"
            raise BadPlan(what=tr("plans to keep"), found=found, expected=expected)
        gone = dict.fromkeys(self.book.plans.keys() - plans.keys())
        self._change("plans", {**gone, name: {"plan": plan}})
        self.book = self.book._replace(plans={**plans, name: plan})

    def delete(self, name: str) -> None:
        """Forget a plan."""
        plans = {each: text for each, text in self.book.plans.items() if each != name}
        self._change("plans", {name: None})
        self.book = self.book._replace(plans=plans)

    def keep_draft(self, draft: Draft) -> None:
        """Remember what is being planned; an empty draft forgets it, one that is too long too."""
        if sum(map(len, draft)) > LONGEST_DRAFT:
            draft = Draft()
        if draft != self.book.draft:
            self._change("draft", {name: text or None for name, text in draft._asdict().items()})
            self.book = self.book._replace(draft=draft)

    def _change(self, what: str, changes: dict[str, object]) -> None:
        self._changes = {**self._changes, what: {**self._changes[what], **changes}}
        self._keeper.keep(cast("file.Chosen", self._changes))

    def take_trouble(self) -> str:
        """Return the sentence of what went wrong since the last asking, empty for nothing."""
        found = self.trouble or self._keeper.trouble
        self.trouble = self._keeper.trouble = ""
        return found

    def close(self, patience_s: float) -> None:
        """Wait until everything is stored, at most so long."""
        self._keeper.close(patience_s)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
