"""How does a table look on a terminal? Columns of equal width, figures to the right."""

import textwrap
from collections.abc import Iterable, Sequence

_GAP = "  "
_WIDTH = 100


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], left: Iterable[int] = ()) -> str:
    """Return aligned lines under `heads`; the columns numbered in `left` are set to the left."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    to_left = set(left)
    return "\n".join(
        _GAP.join(
            cell.ljust(width) if i in to_left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def paragraph(label: str, text: str) -> str:
    """Return `text` behind its label, folded, its further lines under its first."""
    indent = " " * 12
    return textwrap.fill(text, _WIDTH, initial_indent=f"{label:<12}", subsequent_indent=indent)
