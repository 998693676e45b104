"""What can be done with elements, by tools, menu and keys: add, move, size, align, order, copy, delete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from inventory.base.i18n import Translations
from inventory.labels.drawing import (
    NUMBER,
    BoxElement,
    CodeElement,
    Element,
    LineElement,
    LogoElement,
    TextElement,
)
from inventory.labels.stock import Stock
from inventory.ui.screens.designer_boxes import (
    LEAST_MM,
    Box,
    aligned,
    box_of,
    free_place,
    in_order,
    moved,
    placed,
    resized,
    spread,
)
from inventory.ui.screens.designer_sketch import Sketch

STEP_MM, LEAP_MM, FINE_MM = 0.5, 5.0, 0.1
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
# A pasted or duplicated element lies this far from what it is a copy of.
_BESIDE_MM = 2.0


class Commands:
    """Works on the sketch shown; what was copied can be pasted into the next one too."""

    def __init__(self, tr: Translations, sketch: Sketch) -> None:
        self._tr = tr
        self.sketch = sketch
        self.stock: Stock | None = None
        self._copied: tuple[Element, ...] = ()
        self._pictures: dict[str, bytes] = {}

    # Adding -------------------------------------------------------------------------------------------------

    def add_text(self, field: str, text: str = "") -> None:
        """Add a text that shows a field, or a fixed one."""
        width, height = self._room(40.0), 5.0
        element: Element = TextElement(x_mm=0, y_mm=0, width_mm=0, height_mm=0, field=field, text=text)
        if field == NUMBER:
            height = 7.0
            element = TextElement(
                x_mm=0, y_mm=0, width_mm=0, height_mm=0, field=field, face="bold", points=16.0, floor=8.0
            )
        self._add(element, width, height)

    def add_code(self, kind: str) -> None:
        """Add the code of the number, large enough for the module that phones can read."""
        wide, tall = {"qr": (18.0, 18.0), "microqr": (10.0, 10.0), "datamatrix": (12.0, 12.0)}.get(kind, (50.0, 12.0))
        drawing = self.sketch.drawing
        if kind == "code128":
            wide = min(wide, max(LEAST_MM, drawing.width_mm - 2 * self._safe()[0]))
        else:
            wide = tall = min(wide, max(LEAST_MM, min(drawing.width_mm, drawing.height_mm) - 2 * max(self._safe())))
        self._add(CodeElement(x_mm=0, y_mm=0, width_mm=0, height_mm=0, code=kind), wide, tall)

    def add_logo(self, name: str, content: bytes, *, sha256: str, media_type: str, aspect: float) -> None:
        """Add a logo in its proportion."""
        width = self._room(20.0)
        height = width / aspect
        most = max(LEAST_MM, self.sketch.drawing.height_mm - 2 * self._safe()[1])
        if height > most:
            width, height = most * aspect, most
        element = LogoElement(x_mm=0, y_mm=0, width_mm=0, height_mm=0, sha256=sha256, name=name, media_type=media_type)
        self._add(element, round(width, 1), round(height, 1), {sha256: content})

    def add_line(self) -> None:
        """Add a line across."""
        self._add(LineElement(x_mm=0, y_mm=0, width_mm=0, height_mm=0), self._room(30.0), 0.0)

    def add_box(self) -> None:
        """Add a frame."""
        self._add(BoxElement(x_mm=0, y_mm=0, width_mm=0, height_mm=0), self._room(20.0), 10.0)

    def _add(self, element: Element, width: float, height: float, pictures: dict[str, bytes] | None = None) -> None:
        box = free_place(self.sketch.drawing, width, height, *self._safe())
        self.sketch.add(placed(element, box), pictures or {})

    def _room(self, usual: float) -> float:
        return min(usual, max(LEAST_MM, self.sketch.drawing.width_mm - 2 * self._safe()[0]))

    def _safe(self) -> tuple[float, float]:
        return (self.stock.safe_x_mm, self.stock.safe_y_mm) if self.stock is not None else (1.0, 1.0)

    # Changing -----------------------------------------------------------------------------------------------

    def move(self, dx: float, dy: float) -> None:
        """Move what is selected by millimetres."""
        sketch = self.sketch
        sketch.put(moved(sketch.drawing, sketch.selected, dx, dy), merge="move")

    def size(self, dw: float, dh: float) -> None:
        """Make what is selected larger or smaller by millimetres."""
        sketch = self.sketch
        sketch.put(resized(sketch.drawing, sketch.selected, dw, dh), merge="size")

    def align(self, edge: str) -> None:
        """Put what is selected on one line, a single element at an edge of the label."""
        self.sketch.put(aligned(self.sketch.drawing, self.sketch.selected, edge))

    def spread(self, *, across: bool) -> None:
        """Make the gaps between three or more selected elements equal."""
        self.sketch.put(spread(self.sketch.drawing, self.sketch.selected, across=across))

    def order(self, *, front: bool) -> None:
        """Put what is selected on top of everything or under it."""
        self.sketch.put(*in_order(self.sketch.elements, self.sketch.selected, front=front))

    def delete(self) -> None:
        """Take what is selected off the label."""
        chosen = set(self.sketch.selected)
        self.sketch.put([one for at, one in enumerate(self.sketch.elements) if at not in chosen], [])

    def copy(self) -> None:
        """Keep what is selected, to be pasted."""
        if self.sketch.selected:
            self._copied = tuple(self.sketch.elements[at] for at in self.sketch.selected)
            self._pictures = self.sketch.drawing.pictures

    def cut(self) -> None:
        """Keep what is selected and take it off."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Put what was copied beside where it was, and select it."""
        if self._copied:
            self._put_beside(self._copied, self._pictures)

    def can_paste(self) -> bool:
        """Tell whether something was copied."""
        return bool(self._copied)

    def duplicate(self) -> None:
        """Put a copy of what is selected beside it; what was copied before stays."""
        chosen = [self.sketch.elements[at] for at in self.sketch.selected]
        if chosen:
            self._put_beside(chosen, {})

    def select_all(self) -> None:
        """Select every element."""
        self.sketch.select(range(len(self.sketch.elements)))

    def _put_beside(self, elements: tuple[Element, ...] | list[Element], pictures: dict[str, bytes]) -> None:
        sketch, count = self.sketch, len(self.sketch.elements)
        boxes = [box_of(one) for one in elements]
        beside = [
            placed(one, Box(box.x + _BESIDE_MM, box.y + _BESIDE_MM, box.width, box.height))
            for one, box in zip(elements, boxes, strict=True)
        ]
        wanted = {one.sha256 for one in elements if isinstance(one, LogoElement)}
        kept = {**sketch.drawing.pictures, **{sha: content for sha, content in pictures.items() if sha in wanted}}
        drawing = replace(sketch.drawing, elements=(*sketch.elements, *beside), pictures=kept)
        sketch.change(replace(sketch.layout, drawing=drawing), range(count, count + len(beside)))

    # Keys ---------------------------------------------------------------------------------------------------

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for on the canvas; False where it stands for nothing."""
        key, keys = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and self.sketch.selected:
            self._arrow(_ARROWS[key], keys)
            return True
        standard = {
            QKeySequence.StandardKey.Copy: self.copy, QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste, QKeySequence.StandardKey.SelectAll: self.select_all,
            QKeySequence.StandardKey.Delete: self.delete,
        }  # fmt: skip
        for wanted, run in standard.items():
            if event.matches(wanted):
                run()
                return True
        plain: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Backspace: self.delete, Qt.Key.Key_PageUp: lambda: self.order(front=True),
            Qt.Key.Key_PageDown: lambda: self.order(front=False),
        }  # fmt: skip
        if key in plain and not keys:
            plain[key]()
            return True
        if key is Qt.Key.Key_Escape and self.sketch.selected:
            self.sketch.select([])
            return True
        return False

    def _arrow(self, way: tuple[int, int], keys: Qt.KeyboardModifier) -> None:
        step = STEP_MM
        if keys & Qt.KeyboardModifier.ShiftModifier:
            step = LEAP_MM
        elif keys & Qt.KeyboardModifier.AltModifier:
            step = FINE_MM
        run = self.size if keys & Qt.KeyboardModifier.ControlModifier else self.move
        run(way[0] * step, way[1] * step)
