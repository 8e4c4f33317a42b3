"""How is a drawing written as SVG? Numbers in points, texts escaped, groups by their names.

The fonts can be put into the file, so that it looks the same everywhere.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from app.formats.sheets.drawing import (
    START,
    Box,
    Dot,
    Drawing,
    Group,
    Item,
    Line,
    Path,
    Pen,
    Text,
)
from app.formats.sheets.font_widths import FONT_FILES
from app.formats.sheets.paper import FAMILY, WHITE
from app.formats.sheets.plain_words import one_line
from app.resource_files import resource

FALLBACK = f"'{FAMILY}', Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def write_svg(drawing: Drawing) -> str:
    """Return a whole SVG file with its fonts in it, on white."""
    ground = Box(0, 0, drawing.width, drawing.height, WHITE)
    whole = drawing._replace(items=(ground, *drawing.items))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg_element(whole, font_faces())}\n'


def svg_element(drawing: Drawing, style: str = "") -> str:
    """Return the `svg` element alone, as it stands in an HTML page; `style` is CSS."""
    width, height = _number(drawing.width), _number(drawing.height)
    name = one_line(drawing.title)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {width} {height}" role="img" aria-label={quoteattr(name)}'
        f' font-family="{FALLBACK}" font-kerning="none">',
        f"<title>{escape(name)}</title>",
        f"<style>{style}</style>" if style else "",
        *_elements(drawing.items),
        "</svg>",
    ]
    return "\n".join(filter(None, parts))


def font_faces() -> str:
    """Return the CSS that has the fonts themselves in it."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{b64encode(resource(file).read_bytes()).decode()})"
        ' format("truetype")}'
        for weight, file in FONT_FILES.items()
    )


def _elements(items: Iterable[Item]) -> Iterator[str]:
    for each in items:
        if isinstance(each, Group):
            yield from _group(each)
        elif isinstance(each, Text):
            yield _text(each)
        else:
            yield _shape(each)


def _group(group: Group) -> Iterator[str]:
    moved = group.dx or group.dy
    place = f' transform="translate({_number(group.dx)} {_number(group.dy)})"' if moved else ""
    name = f' class="{group.name}"' if group.name else ""
    if not (place or name):
        yield from _elements(group.items)
        return
    yield f"<g{name}{place}>"
    yield from _elements(group.items)
    yield "</g>"


def _shape(item: Line | Path | Box | Dot) -> str:
    if isinstance(item, Line):
        ends = zip(("x1", "y1", "x2", "y2"), item[:4], strict=True)
        return f"<line {_attributes(ends)}{_pen(item.pen)}/>"
    fill = f' fill="{item.fill or "none"}"'
    if isinstance(item, Box):
        sides = zip(("x", "y", "width", "height"), item[:4], strict=True)
        return f"<rect {_attributes(sides)}{fill}{_pen(item.pen)}/>"
    if isinstance(item, Dot):
        place = zip(("cx", "cy", "r"), item[:3], strict=True)
        return f"<circle {_attributes(place)}{fill}{_pen(item.pen)}/>"
    name = "polygon" if item.fill else "polyline"
    corners = " ".join(f"{_number(x)},{_number(y)}" for x, y in item.points)
    return f'<{name} points="{corners}"{fill}{_pen(item.pen)}/>'


def _attributes(values: Iterable[tuple[str, float]]) -> str:
    return " ".join(f'{name}="{_number(value)}"' for name, value in values)


def _pen(pen: Pen | None) -> str:
    if pen is None:
        return ""
    dashes = " ".join(map(_number, pen.dashes))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f' stroke="{pen.colour}" stroke-width="{_number(pen.width)}"{dashed}'


def _text(text: Text) -> str:
    anchor = "" if text.anchor == START else f' text-anchor="{text.anchor}"'
    place = f'x="{_number(text.x)}" y="{_number(text.y)}" font-size="{_number(text.size)}"'
    about = f"{_number(text.x)} {_number(text.y)}"
    turned = f' transform="rotate(-90 {about})"' if text.turned else ""
    look = f' font-weight="{text.weight}" fill="{text.colour}"{anchor}{turned}'
    return f"<text {place}{look}>{escape(one_line(text.text))}</text>"


def _number(value: float) -> str:
    """Write a number to 1/1000 point; there is no minus zero."""
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")
