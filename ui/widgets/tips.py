"""How is somebody else's text put into a tooltip? As it is: Qt would take `<b>` in a name for bold."""

from html import escape


def plain_tip(words: str) -> str:
    """Return `words` as a tooltip that shows every character of them."""
    if "<" not in words and "&" not in words:
        return words
    return f"<span>{escape(words)}</span>".replace("\n", "<br>")
