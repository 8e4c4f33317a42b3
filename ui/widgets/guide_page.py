"""How does a page of the guide look? Markdown in the colours and letters of the window."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme, font, palette, text_size
from ui.widgets import paint

_SETTLES_MS = 120
_EDGE = 22
_SCROLLBAR = 20
_FENCE = QTextFormat.Property.BlockCodeFence
_LANGUAGE = QTextFormat.Property.BlockCodeLanguage
_PICTURE = "\ufffc"
_LEADING = 132.0
_SIZES = {1: 26, 2: 20, 3: 17}
_USUAL = 15


class GuidePage(QTextBrowser):
    """One page. `link_taken` carries where a link leads to."""

    link_taken = Signal(str)

    def __init__(self) -> None:
        """Begin blank."""
        super().__init__()
        self.theme: Theme = THEMES[NIGHT]
        self._text, self._folder = "", Path()
        self._made_for: tuple[object, ...] = ()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(tr("guide"))
        self.anchorClicked.connect(lambda url: self.link_taken.emit(url.toString()))
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLES_MS)
        self._settled.timeout.connect(self.lay_out)

    def show_text(self, text: str, folder: Path) -> None:
        """Show a page whose pictures lie below `folder`, from its top."""
        self._text, self._folder = text, folder
        self._made_for = ()
        self.lay_out()
        self.verticalScrollBar().setValue(0)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        if theme is not self.theme:
            self.theme = theme
            self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page out for its new width, once it stays."""
        super().resizeEvent(event)
        self._settled.start()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture of the page, no wider than the page."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        asked = name.toString() if isinstance(name, QUrl) else name
        picture = QImage(str(self._folder / asked))
        if picture.isNull():
            return None
        ratio = self.devicePixelRatioF()
        width = min(round(self._room * ratio), picture.width())
        picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    @property
    def _room(self) -> int:
        return max(200, self.width() - 2 * _EDGE - _SCROLLBAR - 8)

    def lay_out(self) -> None:
        """Make the page anew where width, colours or letters have changed; stay at its place."""
        made_for = (self._text, self.width(), self.theme, text_size())
        if made_for == self._made_for:
            return
        self._made_for = made_for
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self.setPalette(self._colours())
        document = QTextDocument(self)
        document.setDefaultFont(font(_USUAL, paint.NORMAL))
        document.setDocumentMargin(_EDGE)
        document.setMarkdown(self._text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        # Dressed before it is shown: every change to a page that is shown lays it out again.
        whole = QTextCursor(document)
        whole.beginEditBlock()
        for block in _blocks(document):
            self._dress(block)
        for table in _tables(document):
            self._dress_table(table)
        whole.endEditBlock()
        self.setDocument(document)
        self.setTextCursor(QTextCursor(document))
        bar.setValue(round(place * bar.maximum()))

    def _colours(self) -> QPalette:
        colours = palette(self.theme)
        link = QColor(self.theme.targets[0])
        for role in (colours.ColorRole.Link, colours.ColorRole.LinkVisited):
            colours.setColor(role, link)
        return colours

    def _dress(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        form = block.blockFormat()
        level = form.headingLevel()
        inside, inside_list = cursor.currentTable() is not None, form.objectIndex() >= 0
        if level:
            form.setTopMargin(4 if level == 1 else 24)
            form.setBottomMargin(6)
            self._write_all(block, _SIZES.get(level, _USUAL))
        elif form.hasProperty(_FENCE) or form.hasProperty(_LANGUAGE) or _is_code(block):
            form.setBackground(QBrush(QColor(self.theme.ground)))
            form.setLeftMargin(12)
            form.setNonBreakableLines(False)
        elif not inside:
            form.setTopMargin(2 if inside_list else 6)
            form.setBottomMargin(2 if inside_list else 6)
        if _PICTURE not in block.text():
            form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(form)
        self._colour_runs(block)

    def _write_all(self, block: QTextBlock, pixels: int) -> None:
        for begin, length, had in list(_runs(block)):
            # Left in, Markdown's own step of size counts more than the size that is given here.
            had.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            had.setFont(font(pixels, paint.BOLD))
            _stretch(block, begin, length).setCharFormat(had)

    def _colour_runs(self, block: QTextBlock) -> None:
        """Links have their colour; keys and commands a ground of their own among other letters."""
        for begin, length, had in list(_runs(block)):
            written = QTextCharFormat()
            if had.isAnchor():
                written.setForeground(QBrush(QColor(self.theme.targets[0])))
            elif had.fontFixedPitch():
                written.setBackground(QBrush(QColor(self.theme.ground)))
                written.setFontWeight(paint.SEMIBOLD)
            else:
                continue
            _stretch(block, begin, length).mergeCharFormat(written)

    def _dress_table(self, table: QTextTable) -> None:
        form = table.format().toTableFormat()
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(QColor(self.theme.line)))
        form.setCellPadding(6)
        form.setTopMargin(8)
        form.setBottomMargin(8)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)

    def go_to(self, title: str) -> None:
        """Bring a heading to the top."""
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel() and block.text().strip() == title:
                layout = self.document().documentLayout()
                top = layout.blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top) - 8)
                return

    def go_to_line(self, title: str, nth: int, words: list[str]) -> None:
        """Bring the `nth` block with all `words` below a heading into view, and mark the words."""
        self.go_to(title)
        below, left = False, nth
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel():
                below = block.text().strip() == title
            elif below and all(each in block.text().casefold() for each in words):
                if left == 0:
                    self._show_block(block)
                    return
                left -= 1

    def _show_block(self, block: QTextBlock) -> None:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top) - self.viewport().height() // 3)

    def mark(self, words: list[str]) -> None:
        """Mark every place of the words, none for no words."""
        found = []
        for each in words:
            cursor = self.document().find(each)
            while not cursor.isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                written = QTextCharFormat()
                written.setBackground(QBrush(QColor(self.theme.selected)))
                written.setForeground(QBrush(QColor(self.theme.selected_ink)))
                selection.format = written
                found.append(selection)
                cursor = self.document().find(each, cursor)
        self.setExtraSelections(found)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _tables(document: QTextDocument) -> Iterator[QTextTable]:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame


def _stretch(block: QTextBlock, begin: int, length: int) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(begin)
    cursor.setPosition(begin + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _runs(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Yield begin, length and form of each run of letters."""
    each = block.begin()
    while not each.atEnd():
        fragment = each.fragment()
        yield fragment.position(), fragment.length(), fragment.charFormat()
        each += 1


def _is_code(block: QTextBlock) -> bool:
    """Whether a block is nothing but commands, which stand in lines of their own."""
    return block.blockFormat().nonBreakableLines()
