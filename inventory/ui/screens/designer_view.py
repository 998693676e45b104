"""What the mouse and the painting of the designer need of the canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from inventory.labels.stock import Stock
from inventory.ui.screens.designer_boxes import Box, Guide
from inventory.ui.screens.designer_sketch import Sketch


class View(Protocol):
    """The canvas: what it shows, and where millimetres of the label lie in pixels."""

    sketch: Sketch
    invitation: str
    guides: Sequence[Guide]
    band: Box | None
    remarks: Mapping[int, tuple[str, tuple[str, ...]]]
    empty: Mapping[int, str]
    stock: Stock | None
    cursor_mm: QPointF | None
    picture: tuple[QPixmap, tuple[float, float]] | None

    def scale(self) -> float: ...
    def origin(self) -> QPointF: ...
    def to_mm(self, point: QPointF) -> QPointF: ...
    def to_pixels(self, x_mm: float, y_mm: float) -> QPointF: ...
    def rect_of(self, box: Box) -> QRectF: ...
    def viewport(self) -> QWidget: ...
    def hasFocus(self) -> bool: ...
