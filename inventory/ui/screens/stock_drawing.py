"""A stock drawn to scale: the sheet or roll with its margins and gaps, and its first label larger, with its sides."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inventory.base.i18n import Translations
from inventory.labels.stock import Stock
from inventory.ui import theme

# Paper is white in the dark theme too; these are inks on it.
_PAPER, _LINE, _FIRST, _SAFE, _WRONG, _WRONG_GROUND = "#FFFFFF", "#A9B3BF", "#E3EEF9", "#1D5FA6", "#B3261E", "#FBE8E6"
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
# Room for the measures above and at the left of the paper, in pixels.
_ABOVE, _BESIDE, _EDGE = 30.0, 46.0, 6.0
_LARGEST = 7.0  # pixels a millimetre
_SHARE = 0.62  # of the height, for the paper
_ROLL_SHOWN = 3
_SLACK_MM = 0.3


class _Span(NamedTuple):
    """A measure along one side of the paper, in millimetres from its corner; `field` is what it is typed into."""

    first: float
    last: float
    field: str


class StockDrawing(QWidget):
    """Shows a stock; what reaches over the edge and what else is wrong is red."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self._stock: Stock | None = None
        self._wrong: frozenset[str] = frozenset()
        self.setMinimumSize(280, 300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_stock(self, stock: Stock | None, wrong: Collection[str] = ()) -> None:
        """Draw a stock; `wrong` are the fields that are red, None leaves the paper empty."""
        self._stock, self._wrong = stock, frozenset(wrong)
        self.setAccessibleName(self._tr.message(stock.title) if stock is not None else "")
        self.update()

    def stock(self) -> Stock | None:
        """Return what is drawn."""
        return self._stock

    def over_the_edge(self) -> list[int]:
        """Return the fields of the sheet, from 1, that are drawn red because they do not lie on it."""
        stock = self._stock
        if stock is None or stock.kind == "roll":
            return []
        return [number for number in range(1, stock.per_page + 1) if self._is_over(stock, number)]

    def sizeHint(self) -> QSize:
        return QSize(340, 360)

    # Painting -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        stock = self._stock
        if stock is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        room = QRectF(self.rect())
        upper = QRectF(room.left(), room.top(), room.width(), room.height() * _SHARE)
        lower = QRectF(room.left(), upper.bottom(), room.width(), room.height() - upper.height())
        if stock.kind == "roll":
            self._paint_roll(painter, stock, upper)
        else:
            self._paint_sheet(painter, stock, upper)
        self._paint_label(painter, stock, lower)
        painter.end()

    def _paint_sheet(self, painter: QPainter, stock: Stock, room: QRectF) -> None:
        wide, high = room.width() - 2 * _BESIDE, room.height() - _ABOVE - 2 * _EDGE
        scale = min(wide / stock.page_width_mm, high / stock.page_height_mm)
        paper = QRectF(0, 0, stock.page_width_mm * scale, stock.page_height_mm * scale)
        paper.moveTopLeft(QPointF(room.center().x() - paper.width() / 2, room.top() + _ABOVE))
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color(_PAPER))
        painter.drawRect(paper)
        painter.save()
        painter.setClipRect(paper.adjusted(-_EDGE, -_EDGE, _BESIDE - 2, _EDGE))
        for number in range(stock.per_page, 0, -1):
            left, top = stock.corner_mm(number)
            box = QRectF(left * scale, top * scale, stock.width_mm * scale, stock.height_mm * scale)
            over = self._is_over(stock, number)
            painter.setPen(QPen(theme.color(_WRONG if over else _SAFE if number == 1 else _LINE), 1))
            painter.setBrush(theme.color(_WRONG_GROUND if over else _FIRST if number == 1 else _PAPER))
            radius = stock.radius_mm * scale
            painter.drawRoundedRect(box.translated(paper.topLeft()), radius, radius)
        painter.restore()
        self._measure_above(painter, paper, scale, list(_across(stock)))
        self._measure_beside(painter, paper, scale, list(_down(stock)))

    def _paint_roll(self, painter: QPainter, stock: Stock, room: QRectF) -> None:
        gap = 0.0 if stock.sensing == "continuous" else 3.0
        long = _ROLL_SHOWN * stock.height_mm + (_ROLL_SHOWN + 1) * gap
        high = room.height() - _ABOVE - 2 * _EDGE
        scale = min((room.width() - 2 * _BESIDE) / (stock.width_mm + 4), high / long, _LARGEST)
        paper = QRectF(0, 0, (stock.width_mm + 4) * scale, long * scale)
        paper.moveTopLeft(QPointF(room.center().x() - paper.width() / 2, room.top() + _ABOVE))
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("track"))
        painter.drawRect(paper)
        for at in range(_ROLL_SHOWN):
            top = paper.top() + (gap + at * (stock.height_mm + gap)) * scale
            box = QRectF(paper.left() + 2 * scale, top, stock.width_mm * scale, stock.height_mm * scale)
            painter.setPen(QPen(theme.color(_LINE if at else _SAFE), 1))
            painter.setBrush(theme.color(_PAPER if at else _FIRST))
            painter.drawRoundedRect(box, stock.radius_mm * scale, stock.radius_mm * scale)
        self._measure_above(painter, paper, scale, [_Span(2, 2 + stock.width_mm, "width_mm")])
        self._measure_beside(painter, paper, scale, [_Span(gap, gap + stock.height_mm, "height_mm")])

    def _measure_above(self, painter: QPainter, paper: QRectF, scale: float, spans: list[_Span]) -> None:
        """Draw measures above the paper, their numbers moved apart where they would touch."""
        at, line = -1e9, paper.top() - 6
        for span in spans:
            first, last = paper.left() + span.first * scale, paper.left() + span.last * scale
            self._line(painter, span, QPointF(first, line), QPointF(last, line))
            text = self._tr.decimal(round(span.last - span.first, 2))
            wide = painter.fontMetrics().horizontalAdvance(text) + 6.0
            at = max(at, (first + last - wide) / 2)
            painter.drawText(QRectF(at, line - 18, wide, 14), _CENTRE, text)
            at += wide

    def _measure_beside(self, painter: QPainter, paper: QRectF, scale: float, spans: list[_Span]) -> None:
        at, line = -1e9, paper.left() - 6
        high = float(painter.fontMetrics().height())
        for span in spans:
            first, last = paper.top() + span.first * scale, paper.top() + span.last * scale
            self._line(painter, span, QPointF(line, first), QPointF(line, last))
            at = max(at, (first + last - high) / 2)
            text = self._tr.decimal(round(span.last - span.first, 2))
            painter.drawText(QRectF(line - _BESIDE, at, _BESIDE - 6, high), _RIGHT, text)
            at += high

    def _line(self, painter: QPainter, span: _Span, first: QPointF, last: QPointF) -> None:
        """Draw a line with a tick at both ends and leave the pen for its number."""
        side = span.field in {"width_mm", "height_mm"}
        painter.setPen(QPen(theme.color("err" if span.field in self._wrong else "accL" if side else "text2"), 1))
        painter.drawLine(first, last)
        tick = QPointF(0, 3) if first.y() == last.y() else QPointF(3, 0)
        for end in (first, last):
            painter.drawLine(end - tick, end + tick)

    def _paint_label(self, painter: QPainter, stock: Stock, room: QRectF) -> None:
        """Draw one label as large as there is room, with its sides named and what is kept free dashed."""
        line = float(painter.fontMetrics().height())
        wide, high = room.width() - 2 * (line + 12), room.height() - 3 * line - 30
        scale = min(wide / stock.width_mm, high / stock.height_mm, _LARGEST)
        box = QRectF(0, 0, stock.width_mm * scale, stock.height_mm * scale)
        box.moveCenter(QPointF(room.center().x(), room.top() + 14 + line + high / 2))
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color(_PAPER))
        painter.drawRoundedRect(box, stock.radius_mm * scale, stock.radius_mm * scale)
        wrong = not self._wrong.isdisjoint({"safe_x_mm", "safe_y_mm"})
        painter.setPen(QPen(theme.color(_WRONG if wrong else _SAFE), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        across, down = stock.safe_x_mm * scale, stock.safe_y_mm * scale
        painter.drawRect(box.adjusted(across, down, -across, -down))
        tr = self._tr
        self._line(painter, _Span(0, 0, "width_mm"), box.topLeft() - QPointF(0, 6), box.topRight() - QPointF(0, 6))
        above = QRectF(room.left(), box.top() - 10 - line, room.width(), line)
        painter.drawText(above, _CENTRE, tr("Width {n} mm", n=stock.width_mm))
        self._line(painter, _Span(0, 0, "height_mm"), box.topLeft() - QPointF(6, 0), box.bottomLeft() - QPointF(6, 0))
        self._beside_label(painter, stock, box, line)
        painter.setPen(theme.color("err" if wrong else "text2"))
        kept = tr("Dashed: free of ink, {x} mm at the sides, {y} mm above and below", x=stock.safe_x_mm,
                  y=stock.safe_y_mm)  # fmt: skip
        below = QRectF(room.left(), box.bottom() + 6, room.width(), room.bottom() - box.bottom() - 6)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), kept)

    def _beside_label(self, painter: QPainter, stock: Stock, box: QRectF, line: float) -> None:
        text = self._tr("Height {n} mm", n=stock.height_mm)
        if painter.fontMetrics().horizontalAdvance(text) > box.height():
            text = self._tr.decimal(stock.height_mm)
        painter.save()
        painter.translate(box.left() - 10 - line / 2, box.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-120, -line / 2, 240, line), _CENTRE, text)
        painter.restore()

    @staticmethod
    def _is_over(stock: Stock, number: int) -> bool:
        left, top = stock.corner_mm(number)
        right, bottom = left + stock.width_mm - stock.page_width_mm, top + stock.height_mm - stock.page_height_mm
        return right > _SLACK_MM or bottom > _SLACK_MM


def _across(stock: Stock) -> Iterator[_Span]:
    """Yield what is measured above the sheet: the margin, the first label and the gap after it."""
    left = stock.margin_left_mm
    if left > 0:
        yield _Span(0, left, "margin_left_mm")
    yield _Span(left, left + stock.width_mm, "width_mm")
    if stock.columns > 1 and stock.gap_x_mm > 0:
        yield _Span(left + stock.width_mm, left + stock.pitch_x_mm, "gap_x_mm")


def _down(stock: Stock) -> Iterator[_Span]:
    top = stock.margin_top_mm
    if top > 0:
        yield _Span(0, top, "margin_top_mm")
    yield _Span(top, top + stock.height_mm, "height_mm")
    if stock.rows > 1 and stock.gap_y_mm > 0:
        yield _Span(top + stock.height_mm, top + stock.pitch_y_mm, "gap_y_mm")
