"""What the window shows until its frame and its first page are built: the places of both, as grey bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inventory.ui import theme

# The frame of ui.md 2, in logical pixels.
_NAVIGATION, _COMPACT, _TOP, _STATUS, _MARGIN = 208, 52, 52, 26, 24
_ENTRIES, _ROWS = 7, 40


class Opening(QWidget):
    """Painted before anything heavy is imported; the real frame takes its place some moments later."""

    def __init__(self, *, compact: bool) -> None:
        super().__init__()
        self._side = _COMPACT if compact else _NAVIGATION

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height, side = self.width(), self.height(), self._side
        painter.fillRect(0, 0, width, height, theme.color("win"))
        painter.fillRect(0, 0, side, height, theme.color("nav"))
        painter.fillRect(side, height - _STATUS, width - side, _STATUS, theme.color("nav"))
        left, top = side + _MARGIN, _TOP + 56
        card = QRectF(left, top, width - left - _MARGIN, height - top - _STATUS - 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("surf"))
        painter.drawRoundedRect(card, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        for entry in range(_ENTRIES):
            painter.drawRoundedRect(QRectF(16, 70 + 40 * entry, side - 32, 12), 4, 4)
        painter.drawRoundedRect(QRectF(left, 12, min(460, card.width()), 28), 4, 4)
        painter.drawRoundedRect(QRectF(left, _TOP + 12, 180, 20), 4, 4)
        row = theme.row_height(two_lines=True)
        for line in range(1, min(_ROWS, int(card.height()) // row)):
            painter.drawRoundedRect(QRectF(left + 16, top + row * line + row / 2 - 4, card.width() * 0.6, 8), 4, 4)
        painter.end()
