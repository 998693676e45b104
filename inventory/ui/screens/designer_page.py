"""What the operations of the designer need of the page that they work for."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QPushButton

from inventory.ui.context import Context
from inventory.ui.screens.asset_form_strip import FormStrip
from inventory.ui.screens.designer_body import DesignerBody
from inventory.ui.screens.designer_head import DesignerHead
from inventory.ui.screens.designer_reading import DesignerDrawing
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.widgets.field import Field


class DesignerPage(Protocol):
    """The page: the sketch that it shows, its parts, its strips."""

    context: Context
    sketch: Sketch
    drawing: DesignerDrawing
    head: DesignerHead
    body: DesignerBody
    save: QPushButton
    faults: FormStrip
    conflict: FormStrip
    offer: FormStrip
    scanned: FormStrip

    def take_sketch(self, sketch: Sketch) -> None: ...
    def take_typed(self) -> None: ...
    def show_sketch(self) -> None: ...
    def ask_drawing(self) -> None: ...
    def problems(self) -> list[Field]: ...
    def isVisible(self) -> bool: ...
