"""How are numbers and times said in French? As at the edge of a track: `soixante et une secondes`.

A count of halves says seconds: 3 is one and a half.
"""

_SMALL = (
    *("z\u00e9ro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
    *("dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_ORDINALS = {1: "premier", 5: "cinqui\u00e8me", 9: "neuvi\u00e8me"}


def cardinal(number: int) -> str:
    """Write a whole number of 0 or more: `soixante et onze`, `quatre-vingts`, `cent dix-neuf`."""
    if number < 100:
        return _under_a_hundred(number)
    if number < 1000:
        count, rest = divmod(number, 100)
        many = "" if count == 1 else f"{_SMALL[count]} "
        plural = "s" if count > 1 and not rest else ""
        return f"{many}cent{plural}" + _behind(rest)
    if number < 1_000_000:
        count, rest = divmod(number, 1000)
        many = "" if count == 1 else f"{_without_s(cardinal(count))} "
        return f"{many}mille" + _behind(rest)
    count, rest = divmod(number, 1_000_000)
    return f"{cardinal(count)} million{'s' if count > 1 else ''}" + _behind(rest)


def _behind(rest: int) -> str:
    return f" {cardinal(rest)}" if rest else ""


def _without_s(words: str) -> str:
    """`quatre-vingts` and `deux cents` have no s before `mille`."""
    return words.removesuffix("s") if words.endswith(("vingts", "cents")) else words


def _under_a_hundred(number: int) -> str:
    """From 70 on French counts on from sixty, and from 80 on in four twenties."""
    if number < 20:
        return _SMALL[number]
    if number >= 80:
        rest = number - 80
        return f"quatre-vingt-{_SMALL[rest]}" if rest else "quatre-vingts"
    tens = min(number // 10 * 10, 60)
    rest = number - tens
    if not rest:
        return _TENS[tens]
    return _TENS[tens] + (f" et {_SMALL[rest]}" if rest in (1, 11) else f"-{_SMALL[rest]}")


def ordinal(number: int) -> str:
    """Write a place of 1 or more: `premier`, `vingt et uni\u00e8me`."""
    if number in _ORDINALS:
        return _ORDINALS[number]
    before, joint, last = _parted(_without_s(cardinal(number)))
    plain = {"cinq": "cinqui\u00e8me", "neuf": "neuvi\u00e8me"}.get(last)
    return before + joint + (plain or f"{last.removesuffix('e')}i\u00e8me")


def _parted(words: str) -> tuple[str, str, str]:
    at = max(words.rfind("-"), words.rfind(" "))
    return (words[:at], words[at], words[at + 1 :]) if at >= 0 else ("", "", words)


def _feminine(words: str) -> str:
    """Seconds and minutes are feminine: `une`, `vingt et une`."""
    return f"{words}e" if words == "un" or words.endswith((" un", "-un")) else words


def halves(count: int) -> str:
    """Write half seconds: `une demi-seconde`, `une seconde`, `deux secondes et demie`."""
    whole, half = divmod(count, 2)
    if not whole:
        return "une demi-seconde" if half else "z\u00e9ro seconde"
    said = f"{_feminine(cardinal(whole))} seconde{'s' if whole > 1 else ''}"
    return f"{said} et demie" if half else said


def spoken_time(whole: int, decimals: str) -> str:
    """Write a time of whole seconds and digits behind them: `quatre minutes six virgule neuf`."""
    hours, minutes = divmod(whole // 60, 60)
    parts = [_counted(hours, "heure"), _counted(minutes, "minute")]
    if whole % 60 or not whole:
        parts.append(cardinal(whole % 60))
    return " ".join(filter(None, parts)) + _decimals(decimals)


def _counted(number: int, what: str) -> str:
    return f"{_feminine(cardinal(number))} {what}{'s' if number > 1 else ''}" if number else ""


def _decimals(digits: str) -> str:
    """Hundredths are a number, with its nought in front where it has one: `virgule z\u00e9ro cinq`."""
    if not digits:
        return ""
    noughts = [_SMALL[0]] * (len(digits) - len(digits.lstrip("0")))
    return " ".join([" virgule", *noughts, cardinal(int(digits))])
