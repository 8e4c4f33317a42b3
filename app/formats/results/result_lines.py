"""Who ran and when, line by line? Results as they are printed, or pasted from a page.

An athlete's line has a place, a name and the result; the lines under it have times, with laps or
places in parentheses. What is neither, records and heads of pages say, is passed over. Times are
nanoseconds, distances millimetres.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.course import Distance
from app.formats.results.found import FoundRace, FoundRunner, FoundSplit
from app.formats.results.text import MOST_ATHLETES, clean
from app.formats.results.written import length_of, person, status_of, time_of
from app.formats.results.written_splits import Pair, from_start, is_only_times, pairs_in

OFFICIAL = "official"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})\.?\s+{_MONTH}\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
_HEADING = re.compile(
    r"\b(?:event\s+\d+|heat\s+\d+|section\s+\d+|\d{1,2}(?:,\d{3}|\d{1,3})\s*-?\s*(?:m|met(?:er|re)s?)"
    r"|(?:one\s+|two\s+|\d\s+)?miles?(?:\s+run)?|\d{2,5}\s+steeplechase)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:heat|section)\s+\d+(?:\s+of\s+\d+)?", re.IGNORECASE)
_RECORD = re.compile(
    r"\s*(?:(?:WR|AR|WL|OR|ER|CR|MR|DLR|NR|SB|PB|FR|SR|EL)\b|[\w' ]*\brecord\b)", re.IGNORECASE
)
_PLACE = re.compile(
    r"\s*(?:(\d{1,3})[.)]?|(--?-?|DNF|DNS|DQ|DSQ|NM|SCR|FS)[.)]?)(?=\s)\s+(.*)", re.IGNORECASE
)
_BIB = re.compile(r"#?(\d{1,5})\s+(?=\D)")
_LABEL = re.compile(
    r"\s*(?:race time|splits?|split times?|cumulative|cum|intermediates?|zwischenzeiten)\s*:?\s+",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"\s*\d{2,4}\s*m\s+(?=\d)", re.IGNORECASE)
_NAMED = re.compile(
    r"\s*(?:(\d{1,3})[.)]\s*)?([^\d:;|]{2,80}?)\s*(?:\(pacer\))?:\s+(?=\d|about|did)"
)
_AT_MARK = re.compile(
    r"(?<![\d.,:])(\d{2,5}(?:[.,]\d{1,3})?)\s*m?\s*:\s+"
    r"((?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,4})?|\d{1,4}[.,]\d{1,4})(?![\d:])"
)
_LENGTHS = re.compile(r"(?:\s*\d{2,5}\s*m\b){3,}\s*(?:finish)?\s*", re.IGNORECASE)
_NATION = re.compile(r"(.*\S)\s+\(?([A-Z]{3})\)?")
_FIRST_TIME = re.compile(
    r"(?<![\w.:])(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d+)?|(?<![\w.:])\d{1,4}[.,]\d{1,4}"
)
_STATUS_END = re.compile(r"\b(DNF|DNS|DQ|DSQ|NM|SCR)\b")
_WORDS_BETWEEN = re.compile(
    r"\babout\s+|\bfor\s+[\d.]+\s*m\b|\bdid not (?:finish|start)\b|\b\d+\s*m missed\b"
)
_SMALL_WORDS = re.compile(r"\b[a-z]")
_TIMED = re.compile(
    r"\s*(?P<event>[^,;:]{2,40}), timed (?:every (?P<step>[\d.]{1,10}) m|at (?P<marks>[\d., m]+?))"
    r"\s+and at the finish"
)
_OUT = (("did not finish", "dnf"), ("did not start", "dns"))
_BEHIND = 0.3
_LONGEST = 1000
_MOST_HEADINGS = 6


@dataclass(slots=True)
class _Runner:
    """One athlete while the lines are read; owned by `Lines`."""

    found: FoundRunner
    pairs: list[Pair] = field(default_factory=list)
    at_marks: list[FoundSplit] = field(default_factory=list)


@dataclass(slots=True)
class _Race:
    """One race while the lines are read; owned by `Lines`."""

    above: list[str] = field(default_factory=list)
    runners: list[_Runner] = field(default_factory=list)
    marks: tuple[Distance, ...] = ()
    step: Distance | None = None


class Lines:
    """Reads line after line; `races` and `doubts` are what came of it.

    `athletes` counts them; with more than any meet has the rest is not read.
    """

    def __init__(self) -> None:
        """Begin with a race nobody is in yet."""
        self._races = [_Race()]
        self.athletes = 0
        self.doubts: list[str] = []

    def read(self, lines: Sequence[str]) -> None:
        """Take all lines of a text."""
        for i, line in enumerate(lines):
            if self.athletes > MOST_ATHLETES:
                return
            if line.strip() and len(line) <= _LONGEST:
                following = next((each for each in lines[i + 1 : i + 4] if each.strip()), "")[
                    :_LONGEST
                ]
                self._take(line.strip().expandtabs(8), following, f"line {i + 1}")

    @property
    def races(self) -> tuple[FoundRace, ...]:
        """The races that somebody is in."""
        return tuple(self._finished(each) for each in self._races if each.runners)

    def _take(self, line: str, following: str, where: str) -> None:
        race = self._races[-1]
        timed = None if race.runners else _TIMED.match(line)
        if timed:
            _take_marks(race, timed)
        elif _LENGTHS.fullmatch(line):
            race.marks = tuple(m for each in line.split() if (m := length_of(each)) is not None)
        elif self._times(race, line, where):
            return
        elif (runner := _athlete(line, where, times_follow=_has_times(following))) is not None:
            self.athletes += 1
            race.runners.append(runner)
        elif _HEADING.search(line) and not _is_record(line) and len(line) < 200:
            self._heading(race, line)
        elif not race.runners and len(race.above) < _MOST_HEADINGS and not _is_record(line):
            race.above.append(clean(line))

    def _heading(self, race: _Race, line: str) -> None:
        """A heading under results begins another race; the next heat is one of the same event."""
        if race.runners:
            race = _Race(above=_of_the_same_event(race.above) if _is_part(line) else [])
            self._races.append(race)
        race.above.append(clean(line))

    def _times(self, race: _Race, line: str, where: str) -> bool:
        """Take a line of times for the athlete above it; who has no line of one's own is nameless."""
        label = _LABEL.match(line)
        rest = line[label.end() :] if label else line
        if _SEGMENTS.match(rest) and not label:
            return is_only_times(_SEGMENTS.sub("", rest, count=1))
        at_marks = _marked(rest, where)
        if not at_marks and not is_only_times(rest):
            return False
        if not race.runners:
            race.runners.append(_Runner(FoundRunner("", where=where)))
        if at_marks:
            race.runners[-1].at_marks += at_marks
        else:
            race.runners[-1].pairs += pairs_in(rest)
        return True

    def _finished(self, race: _Race) -> FoundRace:
        above = [each for each in race.above if each]
        headings = [each for each in above if _HEADING.search(each)]
        first = above[0] if above else ""
        title = first if race.marks or race.step else _title(headings, first)
        return FoundRace(
            title=title,
            runners=tuple(self._runner(each, race.marks) for each in race.runners),
            event=" ".join(headings) or title,
            date=_date(" ".join(above)),
            clock=OFFICIAL,
            step=race.step,
        )

    def _runner(self, runner: _Runner, marks: Sequence[Distance]) -> FoundRunner:
        found = runner.found
        splits, doubt = from_start(runner.pairs, found.where)
        if doubt:
            self.doubts.append(f"{found.athlete or found.where}: {doubt}")
        if runner.at_marks:
            return found._replace(splits=tuple(runner.at_marks))
        if marks and len(splits) == len(marks) + 1 and not found.finish:
            last = splits[-1]
            found = found._replace(finish=last.time, finish_by_hand=last.by_hand)
            splits = splits[:-1]
        if marks and len(splits) <= len(marks):
            splits = tuple(s._replace(mark=m) for s, m in zip(splits, marks, strict=False))
        return found._replace(splits=splits)


def _title(headings: Sequence[str], first: str) -> str:
    """A heat is called by its event as well."""
    if not headings:
        return first
    if len(headings) > 1 and _is_part(headings[-1]):
        return f"{headings[-2]}, {headings[-1]}"
    return headings[-1]


def _is_part(heading: str) -> bool:
    """Whether a heading names a heat or a section and no event of its own."""
    return bool(_PART.search(heading)) and not _HEADING.search(_PART.sub("", heading))


def _of_the_same_event(above: Sequence[str]) -> list[str]:
    return [each for each in above if _HEADING.search(each) and not _is_part(each)]


def _take_marks(race: _Race, timed: re.Match[str]) -> None:
    """Take what stands over a posted run: the event, and where it was timed before the finish."""
    race.above.append(clean(timed["event"]))
    if timed["step"]:
        race.step = length_of(timed["step"])
    marks = [length_of(each) for each in (timed["marks"] or "").split(",")]
    race.marks = tuple(mark for mark in marks if mark is not None)


def _is_record(line: str) -> bool:
    """Whether a line tells of a record or a best, which nobody ran today."""
    return bool(_RECORD.match(line.strip()[:100]))


def _has_times(line: str) -> bool:
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    return is_only_times(rest) or bool(_AT_MARK.search(rest))


def _marked(text: str, where: str) -> list[FoundSplit]:
    """Return the times that stand behind their marks: `400 m: 60.2  800 m: 2:00.75`."""
    found = []
    for match in _AT_MARK.finditer(text):
        mark, time = length_of(match[1]), time_of(match[2])
        if mark is not None and time:
            found.append(FoundSplit(time, mark=mark, where=where))
    rest = _AT_MARK.sub("", text).strip(" \t,;|/-.")
    return found if found and not any(letter.isalpha() for letter in rest) else []


def _athlete(line: str, where: str, *, times_follow: bool) -> _Runner | None:
    """Return the athlete of a line, None for a line that has none."""
    if _is_record(line) or _date(line):
        return None
    named = _NAMED.match(line) if ":" in line else None
    if named and _is_run_or_out(line[named.end() :]):
        found = FoundRunner(person(named[2]), place=_whole(named[1]), where=where)
        role = "pacer" if "(pacer)" in line[: named.end()] else "athlete"
        status = next((short for words, short in _OUT if words in line), "")
        pairs = list(pairs_in(_plainly(line[named.end() :])))
        return _Runner(found._replace(role=role, status=status), pairs)
    if (at_marks := _named_before_marks(line, where)) is not None:
        return at_marks
    placed = _PLACE.match(line)
    rest = placed[3] if placed else line.strip()
    if not any(letter.isalpha() for letter in rest) or not (placed or times_follow):
        return None
    if not placed and (_HEADING.search(rest) or _SMALL_WORDS.search(_behind_times(rest))):
        return None
    runner = _with_result(rest, where)
    if runner is None or not (times_follow or runner.pairs or _has_result(runner.found, placed)):
        return None
    if placed:
        status = status_of(placed[2] or "") or runner.found.status
        runner.found = runner.found._replace(place=_whole(placed[1]), status=status)
    return runner


def _is_run_or_out(text: str) -> bool:
    plain = _plainly(text)
    return is_only_times(plain) or (not plain.strip(" ,") and bool(text.strip()))


def _behind_times(rest: str) -> str:
    first = _FIRST_TIME.search(rest)
    return rest[first.end() :] if first else ""


def _named_before_marks(line: str, where: str) -> _Runner | None:
    """`Anna 400 m: 60.2  800 m: 2:00.75`: a name, and times that stand behind their marks."""
    first = _AT_MARK.search(line)
    name = line[: first.start()].strip(" \t:,-") if first else ""
    at_marks = _marked(line[first.start() :], where) if first else []
    if not at_marks or not any(letter.isalpha() for letter in name):
        return None
    return _Runner(FoundRunner(person(name), where=where), at_marks=at_marks)


def _plainly(text: str) -> str:
    """Return a posted run without the words between its times."""
    return _WORDS_BETWEEN.sub("", text)


def _has_result(found: FoundRunner, placed: re.Match[str] | None) -> bool:
    return found.finish is not None or bool(found.status) or bool(placed and placed[2])


def _with_result(rest: str, where: str) -> _Runner | None:
    """Return the name before the first time, and the times behind it."""
    first = _FIRST_TIME.search(rest)
    out = _STATUS_END.search(rest)
    end = min((each.start() for each in (first, out) if each), default=len(rest))
    name, bib, club = _who(rest[:end])
    if not any(letter.isalpha() for letter in name):
        return None
    pairs = pairs_in(rest[end:])
    status = status_of(out[1]) if out else ""
    found = FoundRunner(name, bib=bib, affiliation=club, status=status, where=where)
    if len(pairs) > 2 or any(each.beside or each.place for each in pairs):
        return _Runner(found, list(pairs))
    # The time before a status is the one that the athlete was entered with.
    return _Runner(found if status else _with_finish(found, pairs))


def _with_finish(found: FoundRunner, pairs: Sequence[Pair]) -> FoundRunner:
    """Of two times the second is the result, but for one so small that it is the time behind."""
    if not pairs:
        return found
    behind = len(pairs) > 1 and pairs[1].time < _BEHIND * pairs[0].time
    result = pairs[0] if behind else pairs[-1]
    return found._replace(finish=result.time, finish_by_hand=result.by_hand)


def _who(text: str) -> tuple[str, str, str]:
    """Return name, bib and club of what stands before the result; wide gaps part columns."""
    plain = text.strip()
    bib = _BIB.match(plain)
    if bib:
        plain = plain[bib.end() :]
    columns = [each for each in re.split(r"\s{2,}", plain) if each]
    if not columns:
        return "", "", ""
    name, club = columns[0], " ".join(columns[1:])
    name = re.sub(r"\s+\d{1,3}$", "", name)
    nation = _NATION.fullmatch(name)
    if nation and (not club or club.isdigit()):
        name, club = nation[1], nation[2]
    return person(name), bib[1] if bib else "", clean(club)


def _whole(text: str | None) -> int | None:
    return int(text) or None if text else None


def _date(text: str) -> str:
    """Return the first day that is named, ISO, empty for none; 8/31/2018 could be two days."""
    for pattern in _DATES:
        match = pattern.search(text)
        if match:
            month = match["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            return f"{match['year']}-{number:02d}-{int(match['day']):02d}"
    return ""


def step_in(lines: Sequence[str]) -> Iterator[Distance]:
    """Yield every so far that the text says it has a time: `every 100 m`, `100 m splits`."""
    pattern = r"\bevery\s+(\d{2,4})\s*m\b|\b(\d{2,4})\s*m\s+(?:intervals?|splits?|intermediate)"
    for line in lines:
        for match in re.finditer(pattern, line, re.IGNORECASE):
            mark = length_of(match[1] or match[2])
            if mark is not None:
                yield mark
