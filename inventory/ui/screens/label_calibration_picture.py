"""A picture of the trial page that says what to measure: two rulers or the frame, and the place of the first cross."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inventory.labels.correction import FRAME_MM, card_of, cross_mm
from inventory.labels.stock import Stock
from inventory.ui import theme

# Beside the page there is room for the letters of C and D, whose ways may be short.
_WIDTH, _HEIGHT, _EDGE, _BESIDE = 210, 230, 4, 20
_BADGE, _HEAD = 9.0, 4.0


class MeasurePicture(QWidget):
    """The page of a stock with the measures A to D in the colour of the program."""

    def __init__(self, stock: Stock) -> None:
        super().__init__()
        self._stock = stock
        taken = _EDGE + _BESIDE
        self._scale = min((_WIDTH - taken) / stock.page_width_mm, (_HEIGHT - taken) / stock.page_height_mm)
        self.setFixedSize(
            round(stock.page_width_mm * self._scale) + taken, round(stock.page_height_mm * self._scale) + taken
        )

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stock = self._stock
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(self._rect(0, 0, stock.page_width_mm, stock.page_height_mm), 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        card = card_of(stock)
        if card is None:
            self._paint_single(painter)
        else:
            self._paint_fields(painter)
            box = self._rect(card.left, card.top, card.right, card.bottom)
            painter.fillRect(box, Qt.GlobalColor.white)
            painter.setPen(QPen(QColor("#9aa0a6"), 1))
            painter.drawRect(box)
            low = card.bottom - (card.bottom - card.top) * 0.12
            zero = self._at(card.left + 26, max(card.top + 30, low - card.down))
            across, down = card.across * self._scale, card.down * self._scale
            self._measure(painter, QLineF(zero, zero + QPointF(across, 0)), "A")
            self._measure(painter, QLineF(zero, zero + QPointF(0, down)), "B")
        self._paint_cross(painter)
        painter.end()

    def _paint_fields(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor("#c4c8cc"), 1, Qt.PenStyle.DotLine))
        for field in range(1, self._stock.per_page + 1):
            left, top = self._stock.corner_mm(field)
            painter.drawRect(self._rect(left, top, left + self._stock.width_mm, top + self._stock.height_mm))

    def _paint_single(self, painter: QPainter) -> None:
        stock = self._stock
        self._paint_fields(painter)
        left, top = stock.corner_mm(1)
        right, bottom = left + stock.width_mm - FRAME_MM, top + stock.height_mm - FRAME_MM
        box = self._rect(left + FRAME_MM, top + FRAME_MM, right, bottom)
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawRect(box)
        inside = 0.16 * box.height()
        self._measure(
            painter, QLineF(box.bottomLeft() - QPointF(0, inside), box.bottomRight() - QPointF(0, inside)), "A"
        )
        beside = 0.1 * box.width()
        self._measure(painter, QLineF(box.topRight() - QPointF(beside, 0), box.bottomRight() - QPointF(beside, 0)), "B")

    def _paint_cross(self, painter: QPainter) -> None:
        """Draw the first cross and the ways from the edges of the paper to it."""
        x, y = cross_mm(self._stock)
        at, arm = self._at(x, y), 5.0
        painter.setPen(QPen(Qt.GlobalColor.black, 1.4))
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
        painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))
        self._measure(painter, QLineF(self._at(0, y), at - QPointF(arm + 2, 0)), "C", outside=True)
        self._measure(painter, QLineF(self._at(x, 0), at - QPointF(0, arm + 2)), "D", outside=True)

    def _measure(self, painter: QPainter, line: QLineF, name: str, *, outside: bool = False) -> None:
        """Draw a line with two heads and the letter of its measure in its middle, or before its beginning."""
        colour = theme.color("acc")
        painter.setPen(QPen(colour, 1.4))
        painter.drawLine(line)
        for end, sense in ((line.p1(), 1), (line.p2(), -1)):
            along = QPointF(line.dx(), line.dy()) / max(1.0, line.length()) * (_HEAD * sense)
            aside = QPointF(-along.y(), along.x()) * 0.7
            painter.drawLine(end, end + along + aside)
            painter.drawLine(end, end + along - aside)
        before = QPointF(line.dx(), line.dy()) / max(1.0, line.length()) * (_BADGE + 1.5)
        middle = line.p1() - before if outside else line.center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(middle, _BADGE - 1.5, _BADGE - 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.color("accT"))
        painter.setFont(theme.font("caption"))
        box = QRectF(middle.x() - _BADGE, middle.y() - _BADGE, 2 * _BADGE, 2 * _BADGE)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(_BESIDE + x * self._scale, _BESIDE + y * self._scale)

    def _rect(self, left: float, top: float, right: float, bottom: float) -> QRectF:
        return QRectF(self._at(left, top), self._at(right, bottom))
