"""Paints the canvas: rulers with marks, paper, the label as printed, outlines, handles, guides and remarks."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from inventory.ui import theme
from inventory.ui.screens.designer_boxes import GRID_MM, Box, box_of
from inventory.ui.screens.designer_pointer import handles_of
from inventory.ui.screens.designer_view import View

RULER = 24
_HANDLE = 7
# Paper is white in the dark theme too; these are inks on it.
_PAPER, _INK, _FAINT, _GRID = "#FFFFFF", "#5B6879", "#A9B3BF", "#D5DBE2"
_MARGIN, _ACCENT, _GUIDE = "#8FB7A0", "#1D5FA6", "#C2267E"
_TONES = {"warn": "#B37400", "err": "#B3261E"}
_WRAP = int(Qt.TextFlag.TextWordWrap)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
# A dot of the grid every half millimetre from this scale on, in pixels a millimetre.
_GRID_FROM = 12.0


class Painting:
    """One painting of a canvas."""

    def __init__(self, canvas: View, painter: QPainter) -> None:
        self._canvas, self._painter = canvas, painter
        self._drawing = canvas.sketch.shown()
        self._label = canvas.rect_of(Box(0, 0, self._drawing.width_mm, self._drawing.height_mm))

    def paint(self) -> None:
        """Paint everything, the rulers last."""
        painter, canvas = self._painter, self._canvas
        painter.fillRect(canvas.viewport().rect(), theme.color("sunk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paper()
        for at in range(len(self._drawing.elements)):
            self._element(at)
        if not self._drawing.elements:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color(_INK))
            painter.drawText(self._label.adjusted(8, 8, -8, -8), _CENTRE | _WRAP, canvas.invitation)
        self._selection()
        self._guides()
        self._rulers()
        if canvas.hasFocus():
            painter.setPen(QPen(theme.color("acc"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(canvas.viewport().rect()).adjusted(1, 1, -1, -1))

    def _paper(self) -> None:
        painter, canvas = self._painter, self._canvas
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = (canvas.stock.radius_mm if canvas.stock else 0.0) * canvas.scale()
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color(_PAPER))
        painter.drawRoundedRect(self._label.adjusted(-0.5, -0.5, 0.5, 0.5), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if canvas.scale() >= _GRID_FROM:
            self._grid()
        size = self._drawing.width_mm, self._drawing.height_mm
        if canvas.picture is not None and canvas.picture[1] == size:
            picture = canvas.picture[0]
            # Darker than the paper wins, so that white of the picture hides neither grid nor corners.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Darken)
            painter.drawPixmap(self._label, picture, QRectF(picture.rect()))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if canvas.stock is not None and (canvas.stock.safe_x_mm or canvas.stock.safe_y_mm):
            x, y = canvas.stock.safe_x_mm * canvas.scale(), canvas.stock.safe_y_mm * canvas.scale()
            painter.setPen(QPen(theme.color(_MARGIN), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._label.adjusted(x, y, -x, -y))

    def _grid(self) -> None:
        step = self._canvas.scale() * GRID_MM
        self._painter.setPen(QPen(theme.color(_GRID), 1))
        seen = self._label.intersected(QRectF(self._canvas.viewport().rect()))
        first_x = self._label.left() + step * max(1, -(-(seen.left() - self._label.left()) // step))
        first_y = self._label.top() + step * max(1, -(-(seen.top() - self._label.top()) // step))
        xs = [first_x + n * step for n in range(int(max(0.0, seen.right() - first_x) / step) + 1)]
        ys = [first_y + n * step for n in range(int(max(0.0, seen.bottom() - first_y) / step) + 1)]
        self._painter.drawPoints([QPointF(round(x), round(y)) for x in xs for y in ys])

    def _element(self, at: int) -> None:
        painter, canvas = self._painter, self._canvas
        box = canvas.rect_of(box_of(self._drawing.elements[at]))
        tone = canvas.remarks.get(at, ("", ()))[0]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if tone in _TONES:
            painter.setPen(QPen(theme.color(_TONES[tone]), 2))
        else:
            painter.setPen(QPen(theme.color(_FAINT), 1, Qt.PenStyle.DotLine))
        painter.drawRect(box)
        if at in canvas.empty:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color(_INK))
            room = box.adjusted(3, 0, -3, 0)
            shown = painter.fontMetrics().elidedText(canvas.empty[at], Qt.TextElideMode.ElideRight, int(room.width()))
            if painter.fontMetrics().height() <= box.height() + 6:
                painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _selection(self) -> None:
        painter, canvas, elements = self._painter, self._canvas, self._drawing.elements
        painter.setPen(QPen(theme.color(_ACCENT), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for at in canvas.sketch.selected:
            painter.drawRect(canvas.rect_of(box_of(elements[at])))
        if len(canvas.sketch.selected) == 1:
            painter.setPen(QPen(theme.color(_ACCENT), 1))
            painter.setBrush(theme.color(_PAPER))
            for _name, x, y in handles_of(elements[canvas.sketch.selected[0]]):
                spot = canvas.to_pixels(x, y)
                painter.drawRect(QRectF(round(spot.x()) - 4, round(spot.y()) - 4, _HANDLE, _HANDLE))
        if canvas.band is not None:
            painter.setPen(QPen(theme.color(_ACCENT), 1, Qt.PenStyle.DashLine))
            ground = QColor(_ACCENT)
            ground.setAlpha(28)
            painter.setBrush(ground)
            painter.drawRect(canvas.rect_of(canvas.band))

    def _guides(self) -> None:
        self._painter.setPen(QPen(theme.color(_GUIDE), 1))
        seen = QRectF(self._canvas.viewport().rect())
        for guide in self._canvas.guides:
            spot = self._canvas.to_pixels(guide.at_mm, guide.at_mm)
            x, y = round(spot.x()) + 0.0, round(spot.y()) + 0.0
            line = QLineF(x, 0, x, seen.bottom()) if guide.upright else QLineF(0, y, seen.right(), y)
            self._painter.drawLine(line)

    # Rulers -------------------------------------------------------------------------------------------------

    def _rulers(self) -> None:
        painter, seen = self._painter, QRectF(self._canvas.viewport().rect())
        across, down = QRectF(0, 0, seen.width(), RULER), QRectF(0, 0, RULER, seen.height())
        for strip in (across, down):
            painter.fillRect(strip, theme.color("surf"))
        self._extents(across, down)
        painter.setFont(theme.font("caption"))
        self._ticks(across, upright=True)
        self._ticks(down, upright=False)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QLineF(0, RULER - 1, seen.right(), RULER - 1))
        painter.drawLine(QLineF(RULER - 1, 0, RULER - 1, seen.bottom()))
        corner = QRectF(0, 0, RULER - 1, RULER - 1)
        painter.fillRect(corner, theme.color("surf"))
        painter.setPen(theme.color("text3"))
        painter.drawText(corner, _CENTRE, "mm")

    def _extents(self, across: QRectF, down: QRectF) -> None:
        """Tint what the selection covers, and mark where the pointer is."""
        painter, canvas, elements = self._painter, self._canvas, self._drawing.elements
        for at in canvas.sketch.selected:
            box = canvas.rect_of(box_of(elements[at]))
            painter.fillRect(QRectF(box.left(), 0, box.width(), RULER).intersected(across), theme.color("accS"))
            painter.fillRect(QRectF(0, box.top(), RULER, box.height()).intersected(down), theme.color("accS"))
        if canvas.cursor_mm is not None:
            spot = canvas.to_pixels(canvas.cursor_mm.x(), canvas.cursor_mm.y())
            painter.setPen(QPen(theme.color("acc"), 1))
            painter.drawLine(QLineF(spot.x(), 0, spot.x(), RULER))
            painter.drawLine(QLineF(0, spot.y(), RULER, spot.y()))

    def _ticks(self, strip: QRectF, *, upright: bool) -> None:
        """Draw a tick for each step, longer ones at five and ten, and numbers where they have room."""
        painter, scale = self._painter, self._canvas.scale()
        start = self._canvas.origin().x() if upright else self._canvas.origin().y()
        length = strip.width() if upright else strip.height()
        step = next(one for one in (1, 5, 10, 50, 100) if one * scale >= 4 or one == 100)
        named = next(one for one in (5, 10, 20, 50, 100, 200) if one * scale >= 34 or one == 200)
        first = int((RULER - start) / scale // step) * step
        for mm in range(first, int((length - start) / scale) + 1, step):
            at = round(start + mm * scale)
            if at < RULER:
                continue
            tall = 9 if mm % 10 == 0 else 6 if mm % 5 == 0 else 3
            painter.setPen(QPen(theme.color("line2"), 1))
            end, edge = RULER - 2, RULER - 2 - tall
            painter.drawLine(QLineF(at, edge, at, end) if upright else QLineF(edge, at, end, at))
            if mm % named == 0:
                painter.setPen(theme.color("text3"))
                self._number(mm, at, upright=upright)

    def _number(self, mm: int, at: int, *, upright: bool) -> None:
        painter = self._painter
        if upright:
            painter.drawText(QRectF(at + 2, 0, 40, 14), int(Qt.AlignmentFlag.AlignLeft), str(mm))
            return
        painter.save()
        painter.translate(0, at - 2)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, 40, 14), int(Qt.AlignmentFlag.AlignLeft), str(mm))
        painter.restore()
