"""A pattern as blocks in a row: dragged or moved with the arrows, taken out with Delete (ui.md 7.10)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.widgets.text import escaped

_PARTS = re.compile(r"\{[a-z]+(?::\d)?\}|[^{}]+")


class Part(NamedTuple):
    """A block of a pattern as it is written, and how it is shown."""

    written: str
    shown: str

    @property
    def plain(self) -> bool:
        """Whether it is text between blocks."""
        return not self.written.startswith("{")


class PatternBlocks(QFrame):
    """Shows and changes a pattern such as `{unit}/{kst}/{seq:4}`; `names` gives the words of each block.

    Signals: changed() after each step; edit_wanted(number) on Enter or a double click.
    """

    changed = Signal()
    edit_wanted = Signal(int)

    def __init__(self, tr: Translations, names: Mapping[str, str]) -> None:
        super().__init__()
        self._tr = tr
        self._names = dict(names)
        self._parts: list[Part] = []
        self.setProperty("card", "1")
        self.setMinimumHeight(42)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(8, 5, 8, 5)
        self._line.setSpacing(4)
        self.setAccessibleName(tr("Pattern of inventory numbers"))

    def pattern(self) -> str:
        """Return the pattern."""
        return "".join(part.written for part in self._parts)

    def set_pattern(self, pattern: str) -> None:
        """Show another pattern."""
        self._parts = [self._part(written) for written in _PARTS.findall(pattern)]
        self._show(-1)

    def set_names(self, names: Mapping[str, str]) -> None:
        """Change how blocks are shown, for example after the prefix changed."""
        self._names = dict(names)
        self.set_pattern(self.pattern())

    def parts(self) -> list[Part]:
        """Return the blocks in order."""
        return list(self._parts)

    def append(self, written: str) -> None:
        """Put a block at the end, after a slash where it would stand beside another."""
        if self._parts and not self._parts[-1].plain and written.startswith("{"):
            self._parts.append(self._part("/"))
        self._parts.append(self._part(written))
        self._change(len(self._parts) - 1)

    def replace(self, number: int, written: str) -> None:
        """Put another block in a place; "" takes it out."""
        if written:
            self._parts[number] = self._part(written)
        else:
            del self._parts[number]
        self._change(min(number, len(self._parts) - 1))

    def move(self, number: int, to: int) -> None:
        """Move a block to another place."""
        if 0 <= to < len(self._parts) and to != number:
            self._parts.insert(to, self._parts.pop(number))
            self._change(to)

    def _part(self, written: str) -> Part:
        name, _, digits = written.strip("{}").partition(":")
        if not written.startswith("{"):
            return Part(written, written)
        return Part(written, self._names.get(name, name).format(digits=digits or "4"))

    def _change(self, focus: int) -> None:
        self._show(focus)
        self.changed.emit()

    def _show(self, focus: int) -> None:
        while self._line.count():
            widget = self._line.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        hint = self._tr("Drag it, or move it with the arrows; Delete takes it out, Enter changes it.")
        for number, part in enumerate(self._parts):
            block = _Block(self, number, part, hint)
            self._line.addWidget(block)
            if number == focus:
                block.setFocus()
        self._line.addStretch(1)

    def place_at(self, x: int) -> int:
        """Return the number of the block at a place in this widget."""
        blocks = [self._line.itemAt(n).widget() for n in range(self._line.count() - 1)]
        for number, block in enumerate(blocks):
            if block is not None and x < block.geometry().right():
                return number
        return len(blocks) - 1


class _Block(QAbstractButton):
    """One block; the keys work on the row that holds it."""

    def __init__(self, row: PatternBlocks, number: int, part: Part, hint: str) -> None:
        super().__init__(row)
        self._row, self._number, self._part = row, number, part
        self._dragging = False
        self.setFont(theme.font("body" if part.plain else "strong"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(part.shown)
        self.setAccessibleDescription(hint)
        self.setToolTip(escaped(hint))

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self.font()).horizontalAdvance(self._part.shown)
        return QSize(wide + (12 if self._part.plain else 28), 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("text"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if self._part.plain else theme.color("accS"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(theme.color("text" if self._part.plain else "accL"))
        painter.setFont(self.font())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._part.shown)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._row.move(self._number, self._number + (1 if event.key() == Qt.Key.Key_Right else -1))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._row.replace(self._number, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._row.edit_wanted.emit(self._number)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._row.edit_wanted.emit(self._number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._dragging = self._dragging or event.buttons() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
            self._row.move(self._number, self._row.place_at(self.mapTo(self._row, event.position().toPoint()).x()))
        else:
            super().mouseReleaseEvent(event)
