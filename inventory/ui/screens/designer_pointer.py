"""What the mouse does on the label: selects, moves and stretches elements with snapping, draws a frame around some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt

from inventory.labels.drawing import BoxElement, Drawing, Element, LineElement
from inventory.ui.screens.designer_boxes import LEAST_MM, Box, Snapping, around, box_of, moved, placed, stretched
from inventory.ui.screens.designer_view import View

_SLACK = 3
_SNAP = 6
_HANDLE = 7
_CURSORS = {
    "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor, "e": Qt.CursorShape.SizeHorCursor,
    "w": Qt.CursorShape.SizeHorCursor, "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
}  # fmt: skip
_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class _Hold(NamedTuple):
    """What the pressed button holds: `what` is move, band or a handle; where it was pressed, in mm and pixels."""

    what: str
    mm: QPointF
    pixels: QPointF
    drawing: Drawing


def element_at(drawing: Drawing, x: float, y: float, slack: float) -> int | None:
    """Return the topmost element at a point in mm; a frame is only held by its line, so that what it frames is too."""
    for at in reversed(range(len(drawing.elements))):
        if _holds(drawing.elements[at], x, y, slack):
            return at
    return None


def _holds(element: Element, x: float, y: float, slack: float) -> bool:
    box = box_of(element)
    wide = slack if isinstance(element, (LineElement, BoxElement)) else 0.0
    inside = box.x - wide <= x <= box.right + wide and box.y - wide <= y <= box.bottom + wide
    if not inside or not isinstance(element, BoxElement):
        return inside
    deep = max(slack, element.points * 25.4 / 72)
    return not (box.x + deep < x < box.right - deep and box.y + deep < y < box.bottom - deep)


def handles_of(element: Element) -> Iterator[tuple[str, float, float]]:
    """Yield the handles of an element with their places in mm; a line has one at each end."""
    box = box_of(element)
    names = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
    if isinstance(element, LineElement):
        names = ("w", "e") if box.width >= box.height else ("n", "s")
    for name in names:
        x = box.x if "w" in name else box.right if "e" in name else box.x + box.width / 2
        y = box.y if "n" in name else box.bottom if "s" in name else box.y + box.height / 2
        yield name, x, y


class Pointer:
    """The mouse over one canvas."""

    def __init__(self, canvas: View) -> None:
        self._canvas = canvas
        self._hold: _Hold | None = None
        self._dragging = False

    def is_busy(self) -> bool:
        """Tell whether something is held."""
        return self._hold is not None

    def press(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Take hold of a handle, of the elements under the pointer, or begin a frame around some."""
        canvas, sketch = self._canvas, self._canvas.sketch
        mm = canvas.to_mm(at)
        what = self._handle_at(at)
        if not what:
            found = element_at(sketch.drawing, mm.x(), mm.y(), _SLACK / canvas.scale())
            if keys & _ADDING and found is not None:
                sketch.select({*sketch.selected} ^ {found})
                return
            what = "move" if found is not None else "band"
            if found is None and not keys & _ADDING:
                sketch.select([])
            elif found is not None and not self._on_selected(mm):
                sketch.select([found])
        self._hold, self._dragging = _Hold(what, mm, at, sketch.drawing), False

    def move(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Show what is held where it would come to lie."""
        canvas, hold = self._canvas, self._hold
        if hold is None:
            self._show_cursor(at)
            return
        way = at - hold.pixels
        if not self._dragging and max(abs(way.x()), abs(way.y())) < _SLACK:
            return
        self._dragging = True
        mm = canvas.to_mm(at)
        if hold.what == "band":
            canvas.band = around([Box(hold.mm.x(), hold.mm.y(), 0, 0), Box(mm.x(), mm.y(), 0, 0)])
        elif hold.what == "move":
            self._move(hold, mm - hold.mm, keys)
        else:
            self._stretch(hold, mm, keys)

    def release(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Let go: what was moved is one step, what lies in the frame is selected."""
        canvas, hold, sketch = self._canvas, self._hold, self._canvas.sketch
        if hold is None:
            return
        band, dragged = canvas.band, self._dragging
        self._forget()
        if hold.what == "band":
            if band is not None:
                inside = [n for n, one in enumerate(sketch.elements) if band.meets(_solid(box_of(one)))]
                sketch.select({*sketch.selected, *inside} if keys & _ADDING else inside)
        elif dragged:
            sketch.let_go(keep=True)
        elif hold.what == "move":
            mm = canvas.to_mm(at)
            found = element_at(sketch.drawing, mm.x(), mm.y(), _SLACK / canvas.scale())
            sketch.select([] if found is None else [found])
        canvas.viewport().update()

    def stop(self) -> None:
        """Put back what is held."""
        self._forget()
        self._canvas.sketch.let_go(keep=False)

    def _forget(self) -> None:
        self._hold, self._dragging = None, False
        self._canvas.band, self._canvas.guides = None, ()

    def _move(self, hold: _Hold, way: QPointF, keys: Qt.KeyboardModifier) -> None:
        canvas, sketch = self._canvas, self._canvas.sketch
        dx, dy = way.x(), way.y()
        if keys & Qt.KeyboardModifier.ShiftModifier:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        whole = around(box_of(hold.drawing.elements[at]) for at in sketch.selected)
        right, down, canvas.guides = self._snapping(hold.drawing, keys).shift(whole, dx, dy)
        sketch.try_out(moved(hold.drawing, sketch.selected, right, down))

    def _stretch(self, hold: _Hold, mm: QPointF, keys: Qt.KeyboardModifier) -> None:
        canvas, sketch = self._canvas, self._canvas.sketch
        place = sketch.selected[0]
        element = hold.drawing.elements[place]
        snapping = self._snapping(hold.drawing, keys)
        x, upright = snapping.edge(True, mm.x())
        y, level = snapping.edge(False, mm.y())
        sides = hold.what
        canvas.guides = [*(upright if set("ew") & set(sides) else ()), *(level if set("ns") & set(sides) else ())]
        in_proportion = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        box = stretched(box_of(element), sides, x, y, least=LEAST_MM, in_proportion=in_proportion)
        elements = list(hold.drawing.elements)
        elements[place] = placed(element, box)
        sketch.try_out(elements)

    def _snapping(self, drawing: Drawing, keys: Qt.KeyboardModifier) -> Snapping:
        canvas = self._canvas
        stock, selected = canvas.stock, canvas.sketch.selected
        return Snapping(
            width_mm=drawing.width_mm, height_mm=drawing.height_mm,
            safe_x_mm=stock.safe_x_mm if stock else 0.0, safe_y_mm=stock.safe_y_mm if stock else 0.0,
            others=tuple(box_of(one) for at, one in enumerate(drawing.elements) if at not in selected),
            reach_mm=_SNAP / canvas.scale(), free=bool(keys & Qt.KeyboardModifier.AltModifier),
        )  # fmt: skip

    def _handle_at(self, at: QPointF) -> str:
        element = self._canvas.sketch.only
        for name, x, y in handles_of(element) if element is not None else ():
            way = self._canvas.to_pixels(x, y) - at
            if max(abs(way.x()), abs(way.y())) <= _HANDLE:
                return name
        return ""

    def _on_selected(self, mm: QPointF) -> bool:
        sketch, slack = self._canvas.sketch, _SLACK / self._canvas.scale()
        return any(_holds(sketch.elements[at], mm.x(), mm.y(), slack) for at in sketch.selected)

    def _show_cursor(self, at: QPointF) -> None:
        canvas, mm = self._canvas, self._canvas.to_mm(at)
        handle = self._handle_at(at)
        over = element_at(canvas.sketch.drawing, mm.x(), mm.y(), _SLACK / canvas.scale())
        usual = Qt.CursorShape.SizeAllCursor if over is not None else Qt.CursorShape.ArrowCursor
        canvas.viewport().setCursor(_CURSORS.get(handle, usual))


def _solid(box: Box) -> Box:
    """Return a box with some ground where it is a line."""
    return Box(box.x, box.y, max(box.width, 0.01), max(box.height, 0.01))
