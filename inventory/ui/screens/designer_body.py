"""The three cards of the designer: elements, the label with its tools, what the selected element is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from inventory.ui.actions import menu
from inventory.ui.context import Context
from inventory.ui.screens.designer_canvas import Canvas
from inventory.ui.screens.designer_commands import Commands
from inventory.ui.screens.designer_list import ElementList, FindingsPanel
from inventory.ui.screens.designer_properties import Properties
from inventory.ui.screens.designer_reading import Shown, pixmap_of
from inventory.ui.screens.designer_remarks import empty_texts, lines_of, remarks_of
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.designer_tools import Arranging, Tools
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import Card, column, framed, row, scrolling
from inventory.ui.widgets.text import ElidedLabel, label, literal, rule


class DesignerBody(QWidget):
    """Shows one sketch and changes it. Signals: zoomed() when the label is shown larger or smaller."""

    zoomed = Signal()

    def __init__(self, context: Context, sketch: Sketch) -> None:
        super().__init__()
        tr = self._tr = context.tr
        self.sketch = sketch
        self._drawn: Shown | None = None
        self.commands = Commands(tr, sketch)
        self.tools = Tools(tr, self.commands, self.undo, self.redo)
        self.arranging = Arranging(tr, self.commands)
        self.canvas = Canvas(tr, sketch, self.commands.take_key)
        self.list = ElementList(tr, sketch, self.commands.take_key)
        self.properties = Properties(context, sketch)
        self.findings = FindingsPanel(tr)
        line = row(spacing=12)
        self._left, middle, self._right = self._list_card(), self._label_card(), self._properties_card()
        line.addWidget(self._left)
        line.addWidget(middle, 1)
        line.addWidget(self._right)
        self.setLayout(line)
        self.tools.added.connect(self.canvas.setFocus)
        self.tools.words_added.connect(self._edit_words)
        self.canvas.edit_wanted.connect(self.edit)
        self.list.edit_wanted.connect(self.edit)
        self.canvas.menu_wanted.connect(self._show_menu)
        self.canvas.zoomed.connect(self._on_zoomed)

    # Building -----------------------------------------------------------------------------------------------

    def _list_card(self) -> Card:
        card = Card(self._tr("Elements"))
        card.add(self.list, 1)
        return card

    def _label_card(self) -> Card:
        tr, card = self._tr, Card(flush=True)
        self.smaller = buttons.icon_button("zoom-out", tr("Smaller"), lambda: self.canvas.zoom_by(-1), keys="Ctrl+-")
        self.larger = buttons.icon_button("zoom-in", tr("Larger"), lambda: self.canvas.zoom_by(1), keys="Ctrl++")
        self.fit = buttons.icon_button("maximize", tr("Whole label"), lambda: self.canvas.set_zoom(None), keys="Ctrl+0")
        self.percent = label("", ink="text2")
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot = row(spacing=2, margins=(12, 2, 6, 2))
        hint = tr("Dragging: Alt places freely, Shift keeps the line or the proportion.")
        foot.addWidget(ElidedLabel(hint, role="caption", ink="text3"), 1)
        for widget in (self.smaller, self.percent, self.larger, self.fit):
            foot.addWidget(widget)
        tools = column(spacing=0, margins=(10, 8, 10, 8))
        tools.addWidget(self.tools)
        below = column(spacing=0, margins=(12, 8, 4, 8))
        below.addWidget(self.findings)
        card.add(tools)
        card.add(rule())
        card.add(self.canvas, 1)
        card.add(rule())
        self._foot = framed(foot)
        card.add(self._foot)
        card.add(rule())
        card.add(below)
        return card

    def _properties_card(self) -> Card:
        card = Card()
        layout = card.layout()
        assert layout is not None
        layout.setContentsMargins(16, 10, 6, 10)
        inner = column(spacing=8, margins=(0, 0, 10, 0))
        inner.addWidget(self.arranging)
        inner.addWidget(self.properties, 1)
        card.add(scrolling(framed(inner)), 1)
        return card

    def set_width_step(self, step: str, short: bool) -> None:
        """Leave the label room in narrow windows."""
        left, right = {"wide": (200, 300), "medium": (170, 284)}.get(step, (140, 272))
        self._left.setFixedWidth(left)
        self._right.setFixedWidth(right)
        self.findings.setFixedHeight(40 if short else 84)
        # The keys and the wheel zoom too.
        self._foot.setVisible(not short)

    # Showing ------------------------------------------------------------------------------------------------

    def show_sketch(self, sketch: Sketch) -> None:
        """Show a sketch as it stands."""
        if sketch is not self.sketch:
            self.sketch, self.commands.sketch, self._drawn = sketch, sketch, None
        for part in (self.canvas, self.list, self.properties, self.tools, self.arranging):
            part.show_sketch(sketch)
        self._show_module()

    def show_drawn(self, shown: Shown) -> None:
        """Show the label as it will be printed, and what is wrong with it."""
        drawing = shown.layout.drawing
        assert drawing is not None
        self._drawn = shown
        self.canvas.set_picture(pixmap_of(shown.image), (drawing.width_mm, drawing.height_mm))
        if len(drawing.elements) != len(self.sketch.elements):
            return
        remarks = remarks_of(self._tr, shown)
        self.canvas.set_remarks(remarks, empty_texts(self._tr, shown))
        self.list.set_remarks(remarks)
        self.findings.show_findings(lines_of(self._tr, shown, self.select))
        self._show_module()

    def _show_module(self) -> None:
        drawn, selected = self._drawn, self.sketch.selected
        if drawn is not None and len(selected) == 1:
            self.properties.show_module(drawn.preview.modules_mm.get(selected[0]), drawn.dpi)

    def _on_zoomed(self, percent: int) -> None:
        self.percent.setText(f"{percent}%")
        self.zoomed.emit()

    # What the user does -------------------------------------------------------------------------------------

    def select(self, at: int) -> None:
        """Select an element on the label and go there."""
        if at < len(self.sketch.elements):
            self.sketch.select([at])
            self.canvas.setFocus()

    def next_remark(self) -> None:
        """Select the next element of which something is to be said."""
        places = sorted(self.canvas.remarks)
        here = self.sketch.selected[0] if self.sketch.selected else -1
        if places:
            self.select(next((at for at in places if at > here), places[0]))

    def undo(self) -> None:
        """Take the last step back."""
        self.properties.take_typed()
        self.sketch.undo()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self.sketch.redo()

    def edit(self) -> None:
        """Go to the fields of the selected element."""
        if self.sketch.only is not None:
            self.properties.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _edit_words(self) -> None:
        self.edit()
        self.properties.form.fields["text"].editor.selectAll()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for anywhere on the page; False where it stands for nothing."""
        run = self.run_of(event)
        if run is not None:
            run()
        return run is not None

    def run_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key stands for anywhere on the page, None where for nothing."""
        for keys, run in (
            (QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo),
            (QKeySequence.StandardKey.ZoomIn, lambda: self.canvas.zoom_by(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self.canvas.zoom_by(-1)),
        ):  # fmt: skip
            if event.matches(keys):
                return run
        plain = {
            Qt.Key.Key_Y: self.redo, Qt.Key.Key_0: lambda: self.canvas.set_zoom(None),
            Qt.Key.Key_Equal: lambda: self.canvas.zoom_by(1),
        }  # fmt: skip
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return plain.get(Qt.Key(event.key())) if control else None

    def _show_menu(self, place: QPoint) -> None:
        tr, commands, some = self._tr, self.commands, bool(self.sketch.selected)
        entries = (
            (tr("Duplicate"), commands.duplicate, some), (tr("Copy"), commands.copy, some),
            (tr("Paste"), commands.paste, commands.can_paste()),
            (tr("To the front"), lambda: commands.order(front=True), some),
            (tr("To the back"), lambda: commands.order(front=False), some), (tr("Delete"), commands.delete, some),
        )  # fmt: skip
        actions = []
        for text, run, is_offered in entries:
            action = QAction(literal(text), self)
            action.triggered.connect(lambda _on=False, run=run: run())
            action.setEnabled(is_offered)
            actions.append(action)
        shown = menu(self, actions)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.popup(place)
