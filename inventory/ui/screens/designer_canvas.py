"""The label on its paper with rulers: zoomed, scrolled, drawn as it will be printed, its elements held by the mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from inventory.base.i18n import Translations
from inventory.labels.stock import Stock
from inventory.ui.screens.designer_boxes import Box, Guide
from inventory.ui.screens.designer_painting import RULER, Painting
from inventory.ui.screens.designer_pointer import Pointer, element_at
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.designer_words import described
from inventory.ui.widgets.text import escaped

PIXELS_PER_MM = 96 / 25.4
SMALLEST, LARGEST = 0.25, 16.0
_FIT_MOST = 6.0
_PAD = 28
_STEP = 1.25


class Canvas(QAbstractScrollArea):
    """Shows a sketch. `keys` is asked for each key first; `remarks` are tone and sentences by place of an element.

    Signals: zoomed(percent); edit_wanted() on Enter, F2 and a double click; menu_wanted(QPoint on the screen).
    """

    zoomed = Signal(int)
    edit_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self, tr: Translations, sketch: Sketch, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._tr, self._keys = tr, keys
        self.sketch = sketch
        self.invitation = tr("Add the first element with the buttons above.")
        self.guides: Sequence[Guide] = ()
        self.band: Box | None = None
        self.remarks: Mapping[int, tuple[str, tuple[str, ...]]] = {}
        self.empty: Mapping[int, str] = {}
        self.stock: Stock | None = None
        self.cursor_mm: QPointF | None = None
        self.picture: tuple[QPixmap, tuple[float, float]] | None = None
        self._zoom: float | None = None
        self._percent = 0
        self._pointer = Pointer(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(200, 100)

    def show_sketch(self, sketch: Sketch) -> None:
        """Show another sketch, or what changed on this one."""
        if sketch is not self.sketch:
            self.sketch, self.picture, self.remarks, self.empty = sketch, None, {}, {}
        self._lay_out()
        self.setAccessibleName(described(self._tr, sketch))
        self.viewport().update()

    def set_stock(self, stock: Stock | None) -> None:
        """Show the safe margin and the corners of a stock; None where the size was typed."""
        self.stock = stock
        self.viewport().update()

    def set_picture(self, picture: QPixmap, size_mm: tuple[float, float]) -> None:
        """Take the drawing of the label as it will be printed."""
        self.picture = picture, size_mm
        self.viewport().update()

    def set_remarks(self, remarks: Mapping[int, tuple[str, tuple[str, ...]]], empty: Mapping[int, str]) -> None:
        """Take what is to be said of elements, and the names of fields that have no value here."""
        self.remarks, self.empty = remarks, empty
        self.viewport().update()

    # Geometry -----------------------------------------------------------------------------------------------

    def scale(self) -> float:
        """Return the logical pixels of a millimetre."""
        return PIXELS_PER_MM * self.zoom()

    def zoom(self) -> float:
        """Return the factor of the true size."""
        if self._zoom is not None:
            return self._zoom
        drawing, room = self.sketch.drawing, self._room()
        wide = (room.width() - 2 * self._pad()) / drawing.width_mm / PIXELS_PER_MM
        tall = (room.height() - 2 * self._pad()) / drawing.height_mm / PIXELS_PER_MM
        return min(_FIT_MOST, max(SMALLEST, min(wide, tall)))

    def set_zoom(self, zoom: float | None, at: QPointF | None = None) -> None:
        """Show at a factor of the true size; None fits the label in. What lies under `at` stays there."""
        point = at or QPointF(self.viewport().rect().center())
        held = self.to_mm(point)
        self._zoom = None if zoom is None else min(LARGEST, max(SMALLEST, zoom))
        self._lay_out()
        moved = self.to_pixels(held.x(), held.y()) - point
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(moved.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(moved.y()))
        self.viewport().update()

    def zoom_by(self, steps: int) -> None:
        """Make the label larger or smaller by steps of a quarter."""
        self.set_zoom(self.zoom() * _STEP**steps)

    def origin(self) -> QPointF:
        """Return where the top left corner of the label lies in the viewport."""
        drawing, room, scale = self.sketch.drawing, self._room(), self.scale()
        x = max(self._pad(), (room.width() - drawing.width_mm * scale) / 2) - self.horizontalScrollBar().value()
        y = max(self._pad(), (room.height() - drawing.height_mm * scale) / 2) - self.verticalScrollBar().value()
        return QPointF(round(RULER + x), round(RULER + y))

    def to_mm(self, point: QPointF) -> QPointF:
        """Return where a point of the viewport lies on the label."""
        return (point - self.origin()) / self.scale()

    def to_pixels(self, x_mm: float, y_mm: float) -> QPointF:
        """Return where a point of the label lies in the viewport."""
        return self.origin() + QPointF(x_mm, y_mm) * self.scale()

    def rect_of(self, box: Box) -> QRectF:
        """Return where a box of the label lies in the viewport."""
        return QRectF(self.to_pixels(box.x, box.y), self.to_pixels(box.right, box.bottom))

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def _room(self) -> QRectF:
        return QRectF(0, 0, max(50, self.viewport().width() - RULER), max(50, self.viewport().height() - RULER))

    def _pad(self) -> float:
        """Return what is kept free around the label, less where there is little room."""
        room = self._room()
        return min(float(_PAD), min(room.width(), room.height()) / 12)

    def _lay_out(self) -> None:
        drawing, room, scale = self.sketch.drawing, self._room(), self.scale()
        percent = round(100 * self.zoom())
        if percent != self._percent:
            self._percent = percent
            self.zoomed.emit(percent)
        for bar, side, seen in (
            (self.horizontalScrollBar(), drawing.width_mm, room.width()),
            (self.verticalScrollBar(), drawing.height_mm, room.height()),
        ):
            bar.setRange(0, max(0, round(side * scale + 2 * self._pad() - seen)) if self._zoom is not None else 0)
            bar.setPageStep(round(seen))
            bar.setSingleStep(24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        Painting(self, painter).paint()
        painter.end()

    # Answers ------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event.position(), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.cursor_mm = self.to_mm(event.position())
        self._pointer.move(event.position(), event.modifiers())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event.position(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.sketch.only is not None:
            self.edit_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            mm = self.to_mm(QPointF(event.pos()))
            at = element_at(self.sketch.drawing, mm.x(), mm.y(), 3 / self.scale())
            if at is not None and at not in self.sketch.selected:
                self.sketch.select([at])
        self.menu_wanted.emit(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.cursor_mm = None
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom() * _STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            mm = self.to_mm(QPointF(event.pos()))
            at = element_at(self.sketch.drawing, mm.x(), mm.y(), 3 / self.scale())
            said = self.remarks.get(at, ("", ()))[1] if at is not None else ()
            QToolTip.showText(event.globalPos(), escaped("\n".join(said)), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self._pointer.is_busy():
            self._pointer.stop()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edit_wanted.emit()
        elif not self._keys(event):
            event.ignore()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Go from element to element; past the last one on to the next part of the page."""
        count, chosen = len(self.sketch.elements), self.sketch.selected
        at = (chosen[-1] + 1 if next_ else chosen[0] - 1) if chosen else (0 if next_ else count - 1)
        if self.hasFocus() and 0 <= at < count:
            self.sketch.select([at])
            return True
        return super().focusNextPrevChild(next_)
