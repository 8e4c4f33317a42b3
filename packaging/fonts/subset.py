"""How are the window's fonts made from Inter?

Needs fontTools and brotli, which the application itself does not use:

    pip install fonttools brotli
    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    python packaging/fonts/subset.py package/web resources/fonts

Reads Inter-<style>.woff2 from the first folder, writes SplitlineSans-<style>.ttf to the second.
The same input gives the same bytes. What is changed is told in resources/fonts/FONTLOG.md.
Glyph widths and kerning are in font units, 2048 to the em.
"""

import sys
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FAMILY = "Splitline Sans"
STYLES = ("Regular", "SemiBold", "Bold")

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A: the names of most athletes
    (0x0218, 0x021B),  # Romanian comma below
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x201E),  # quotation marks
    (0x2190, 0x2193),  # arrows
    (0x2196, 0x2199),
)
# Spaces of a fixed width, dots, primes and signs; keys as they are printed in tooltips; marks of
# the graph; the Greek letters that name a sum, a change, a mean or a spread.
SINGLES = "\u2007\u2008\u2009\u202f•…′″€№™−∞≈≠≤≥√↵⇧⌘⌥⌫⎋⏎■□▲△▶▼▽◀◆◇●○✓✗ΔΣΩθμπστφ"

FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SIGNS = ("plus", "minus", "plusminus", "multiply", "divide", "approxequal", "equal")
POINTS = ("period", "comma", "colon")

# A colon between figures stands at half their height; both colons have the same width.
RAISED_COLON = f"""
feature calt {{
    sub [{" ".join(f"{name}.tf" for name in FIGURES)}] colon.tf'
        [{" ".join(f"{name}.tf" for name in FIGURES)}] by colon.case.tf;
}} calt;
"""

# Numbers of the records in the name table.
FAMILY_NAME, UNIQUE, FULL, POSTSCRIPT, TRADEMARK, DESCRIPTION = 1, 3, 4, 6, 7, 10
TYPOGRAPHIC_FAMILY, WWS_FAMILY, FIRST_STYLE_SET = 16, 21, 256


def tabular_names() -> dict[str, str]:
    """Glyph as Inter draws it -> the one of fixed width that takes its place.

    Signs take the drawing that is centred on figures rather than on small letters.
    """
    figures = {name: f"{name}.tf" for name in (*FIGURES, *POINTS)}
    return figures | {name: f"{name}.case.tf" for name in SIGNS}


def bake_tabular(font: TTFont) -> None:
    """Point the characters themselves at the tabular glyphs, so that no feature has to be on."""
    instead = tabular_names()
    for table in font["cmap"].tables:
        table.cmap = {code: instead.get(name, name) for code, name in table.cmap.items()}
    widths = font["hmtx"].metrics
    for space, model in ((0x2007, "zero.tf"), (0x2008, "period.tf")):
        widths[font.getBestCmap()[space]] = (widths[model][0], 0)


def characters() -> set[int]:
    """The code points that are kept, where Inter has them."""
    ranged = {code for first, last in RANGES for code in range(first, last + 1)}
    return ranged | {ord(character) for character in SINGLES}


def keep_only_used(font: TTFont) -> None:
    """Drop every glyph, feature and table that the window does not use. Kerning stays."""
    options = Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    options.glyph_names = True  # The raised colon is added by name; dropped on saving.
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters(), glyphs=["colon.case.tf"])
    subsetter.subset(font)


def rename(font: TTFont) -> None:
    """Give the font its own name; copyright, authors and licence stay as they are."""
    names = font["name"]
    for record in list(names.names):
        text = record.toUnicode()
        if record.nameID == TRADEMARK or record.nameID >= FIRST_STYLE_SET:
            names.removeNames(nameID=record.nameID)
        elif record.nameID in (FAMILY_NAME, FULL, TYPOGRAPHIC_FAMILY, WWS_FAMILY):
            record.string = text.replace("Inter", FAMILY)
        elif record.nameID in (UNIQUE, POSTSCRIPT):
            record.string = text.replace("Inter", FAMILY.replace(" ", ""))
    names.setName("Inter with tabular figures, cut down", DESCRIPTION, 3, 1, 0x409)


def smooth_at_every_size(font: TTFont) -> None:
    """Ask for smoothing without hinting: the font carries no hints."""
    gasp = newTable("gasp")
    gasp.version, gasp.gaspRange = 1, {0xFFFF: 0x000A}
    font["gasp"] = gasp


def make(source: Path, target: Path) -> None:
    """Write one style.

    Raises FileNotFoundError where the source is missing.
    """
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    bake_tabular(font)
    keep_only_used(font)
    addOpenTypeFeaturesFromString(font, RAISED_COLON, tables=["GSUB"])
    rename(font)
    smooth_at_every_size(font)
    font["post"].formatType = 3.0
    font.save(target)


def main(arguments: list[str]) -> int:
    """Make every style; 2 when called in another way than the docstring says."""
    if len(arguments) != 2:
        sys.stderr.write("usage: subset.py FOLDER_OF_INTER FOLDER_TO_WRITE\n")
        return 2
    source, target = map(Path, arguments)
    for style in STYLES:
        written = target / f"{FAMILY.replace(' ', '')}-{style}.ttf"
        make(source / f"Inter-{style}.woff2", written)
        sys.stdout.write(f"{written} {written.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
