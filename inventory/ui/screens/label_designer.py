"""The designer of label layouts: elements placed and sized in millimetres on a label shown as it will be printed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from inventory.labels.drawing import Drawing
from inventory.labels.layout import Layout
from inventory.labels.template import DEFAULT_STOCK
from inventory.ui.actions import make, menu, shown_keys
from inventory.ui.codes import open_code, shortened
from inventory.ui.context import Context
from inventory.ui.screens.asset_form_leaving import DISCARD, LeaveDialog
from inventory.ui.screens.asset_form_strip import FormStrip
from inventory.ui.screens.designer_canvas import Canvas
from inventory.ui.screens.designer_commands import Commands
from inventory.ui.screens.designer_head import DesignerHead
from inventory.ui.screens.designer_keeping import Keeping
from inventory.ui.screens.designer_list import ElementList, FindingsPanel
from inventory.ui.screens.designer_properties import Properties
from inventory.ui.screens.designer_reading import LONGEST, DesignerDrawing, Shown, pixmap_of
from inventory.ui.screens.designer_remarks import empty_texts, lines_of, remarks_of
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.designer_tools import Arranging, Tools
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import Card, PageHeader, column, framed, row, scrolling
from inventory.ui.widgets.text import label, rule

_NEW_SIZE = (70.0, 36.0)


def new_sketch(name: str) -> Sketch:
    """Return an empty label of the usual size."""
    drawing = Drawing(width_mm=_NEW_SIZE[0], height_mm=_NEW_SIZE[1])
    return Sketch(Layout(key="", name=name, form="drawn", stocks=(DEFAULT_STOCK,), drawing=drawing))


class LabelDesignerPage(QWidget):
    """Edits one layout; `open` says which."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr = context.tr
        self.sketch = new_sketch(tr("New layout"))
        self.commands = Commands(tr, self.sketch)
        self.drawing = DesignerDrawing(self, context)
        self.drawing.drawn.connect(self._on_drawn)
        self.keeping = Keeping(self)
        self.head = DesignerHead(context, self.sketch, self.drawing.options)
        self.head.data_chosen.connect(self._on_data)
        self.tools = Tools(tr, self.commands, self.undo, self.redo)
        self.arranging = Arranging(tr, self.commands)
        self.canvas = Canvas(tr, self.sketch, self.commands.take_key)
        self.list = ElementList(tr, self.sketch, self.commands.take_key)
        self.properties = Properties(context, self.sketch)
        self.findings = FindingsPanel(tr)
        self._shown: Shown | None = None
        self._build()
        self._connect()
        self.take_sketch(self.sketch)

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, layout: str = "", *, stock: str = "", again: Sketch | None = None) -> None:
        """Show a layout by its key, a copy of one that ships, or a new one; without any, what is being drawn."""
        if again is not None:
            self.take_sketch(again)
        self.keeping.open(layout, stock=stock)

    def can_leave(self) -> bool:
        """Ask what becomes of unsaved changes; they can wait here."""
        self.properties.take_typed()
        self.head.take_name()
        if not self.sketch.is_dirty():
            return True
        dialog = LeaveDialog(self.context.tr, self.window(), kept=self.context.tr("Keep it here"))
        answer = dialog.exec()
        dialog.deleteLater()
        if answer == DISCARD:
            self.keeping.discard()
        return answer != LeaveDialog.DialogCode.Rejected

    def handle_scan(self, code: str) -> bool:
        """Say what was scanned; the layout stays as it is."""
        tr = self.context.tr
        links = [
            (tr.context("button", "Open"), lambda: open_code(self.context, self.context.application, code)),
            (tr("Close"), self.scanned.hide),
        ]
        self.scanned.say(tr("Scanned: {code}", code=shortened(code)), right=links)
        return True

    def focus_areas(self) -> list[QWidget]:
        """Return the parts between which F6 jumps."""
        return [self.canvas, self.list, self.properties.first(), self.head.name.editor]

    def set_width_step(self, step: str, short: bool) -> None:
        """Leave the label room in narrow windows."""
        left, right = {"wide": (220, 304), "medium": (180, 284)}.get(step, (150, 272))
        self._left.setFixedWidth(left)
        self._right.setFixedWidth(right)
        self.tools.set_short(step != "wide")
        self.test.setVisible(step != "narrow")
        self.findings.setFixedHeight(56 if short else 92)

    def state(self) -> dict[str, Any]:
        """Return what opens the same again, steps and unsaved changes included."""
        return {"again": self.sketch}

    # Building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        tr = self.context.tr
        self.header = PageHeader("")
        self.unsaved = Badge(tr("Unsaved changes"), icon="pencil", tone="warn")
        self.header.add_badge(self.unsaved)
        self.imports = buttons.secondary(tr("Import…"), self.keeping.import_, icon="upload")
        self.exports = buttons.secondary(tr("Export…"), self.keeping.export, icon="download", keys="Ctrl+E")
        self.test = buttons.secondary(tr("Test print"), self.keeping.print_, icon="printer", keys="Ctrl+P")
        self.save = buttons.primary(tr("Save"), self.keeping.save, icon="check", keys=shown_keys("save"))
        self.header.add_actions(self.imports, self.exports, self.test, self.save)
        self.faults, self.conflict = FormStrip("err"), FormStrip("warn")
        self.offer, self.scanned = FormStrip("info"), FormStrip("info")
        head = Card()
        head.layout().setContentsMargins(16, 10, 16, 6)
        head.add(self.head)
        lines = column(spacing=8)
        lines.addWidget(self.header)
        for strip in (self.faults, self.conflict, self.offer, self.scanned):
            lines.addWidget(strip)
        lines.addWidget(head)
        body = row(spacing=12)
        self._left, middle, self._right = self._list_card(), self._label_card(), self._properties_card()
        body.addWidget(self._left)
        body.addWidget(middle, 1)
        body.addWidget(self._right)
        lines.addLayout(body, 1)
        self.setLayout(lines)

    def _list_card(self) -> Card:
        card = Card(self.context.tr("Elements"))
        card.add(self.list, 1)
        return card

    def _label_card(self) -> Card:
        tr, card = self.context.tr, Card(flush=True)
        tools = column(spacing=0, margins=(10, 8, 10, 8))
        tools.addWidget(self.tools)
        self.smaller = buttons.icon_button("zoom-out", tr("Smaller"), lambda: self.canvas.zoom_by(-1), keys="Ctrl+-")
        self.larger = buttons.icon_button("zoom-in", tr("Larger"), lambda: self.canvas.zoom_by(1), keys="Ctrl++")
        self.fit = buttons.icon_button("maximize", tr("Whole label"), lambda: self.canvas.set_zoom(None), keys="Ctrl+0")
        self.percent = label("", ink="text2")
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot = row(spacing=2, margins=(12, 2, 6, 2))
        hint = tr("Drag with Alt to place freely, with Shift in a straight line.")
        foot.addWidget(label(hint, role="caption", ink="text3"), 1)
        for widget in (self.smaller, self.percent, self.larger, self.fit):
            foot.addWidget(widget)
        below = column(spacing=0, margins=(12, 6, 4, 6))
        below.addWidget(self.findings)
        card.add(tools)
        card.add(rule())
        card.add(self.canvas, 1)
        card.add(rule())
        card.add(foot)
        card.add(rule())
        card.add(below)
        return card

    def _properties_card(self) -> Card:
        card = Card()
        card.layout().setContentsMargins(16, 10, 6, 10)
        inner = column(spacing=8, margins=(0, 0, 10, 0))
        inner.addWidget(self.arranging)
        inner.addWidget(self.properties, 1)
        card.add(scrolling(framed(inner)), 1)
        return card

    def _connect(self) -> None:
        tr = self.context.tr
        self.tools.logo_wanted.connect(self.keeping.choose_logo)
        self.tools.added.connect(self.canvas.setFocus)
        for part in (self.canvas, self.list):
            part.edit_wanted.connect(self.edit)
        self.canvas.menu_wanted.connect(self._show_menu)
        self.canvas.zoomed.connect(self._on_zoomed)
        for key, run in (
            ("save", self.keeping.save), ("export", self.keeping.export), ("print", self.keeping.print_),
            ("duplicate", self.commands.duplicate), ("next_fault", self._next_remark),
        ):  # fmt: skip
            make(tr, self, key, run)
        if self.context.bridge is not None:
            self.context.bridge.changed.connect(self.keeping.on_register_changed)

    # What the user does -------------------------------------------------------------------------------------

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

    def event(self, event: QEvent) -> bool:
        """Take undo and redo for the steps of this page before the window takes them for the register."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._own_key(event)
        if run is not None:
            run()
        elif event.key() == Qt.Key.Key_Escape:
            self.canvas.setFocus()
        else:
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> Any:
        for keys, run in (
            (QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo),
            (QKeySequence.StandardKey.ZoomIn, lambda: self.canvas.zoom_by(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self.canvas.zoom_by(-1)),
        ):  # fmt: skip
            if event.matches(keys):
                return run
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Y:
            return self.redo
        return (lambda: self.canvas.set_zoom(None)) if control and event.key() == Qt.Key.Key_0 else None

    def _show_menu(self, place: QPoint) -> None:
        tr, commands = self.context.tr, self.commands
        actions = []
        for text, run in (
            (tr("Duplicate"), commands.duplicate), (tr("Copy"), commands.copy), (tr("Paste"), commands.paste),
            (tr("To the front"), lambda: commands.order(front=True)),
            (tr("To the back"), lambda: commands.order(front=False)), (tr("Delete"), commands.delete),
        ):  # fmt: skip
            actions.append(self._action(text, run))
        menu(self, actions).exec(place)

    def _action(self, text: str, run: Any) -> Any:
        from PySide6.QtGui import QAction

        action = QAction(text, self)
        action.triggered.connect(lambda _on=False: run())
        return action

    # Showing ------------------------------------------------------------------------------------------------

    def take_sketch(self, sketch: Sketch) -> None:
        """Show another sketch."""
        self.sketch.told = lambda: None
        self.sketch, self._shown = sketch, None
        self.commands.sketch = sketch
        sketch.told = self.show_sketch
        self.show_sketch()

    def show_sketch(self) -> None:
        """Show the sketch as it stands, and ask for its picture."""
        sketch, tr = self.sketch, self.context.tr
        self.head.show_sketch(sketch)
        stock = self.head.stock_of(sketch)
        self.commands.stock = stock
        self.canvas.set_stock(stock)
        for part in (self.canvas, self.list, self.properties, self.tools, self.arranging):
            part.show_sketch(sketch)
        self.header.title.setText(sketch.layout.name)
        self.unsaved.setVisible(sketch.is_dirty())
        self._show_module()
        self.ask_drawing()
        self.context.set_status(tr("Arrows move · Ctrl+arrows size · Tab next element · F2 fields · Ctrl+S save"))

    def ask_drawing(self) -> None:
        """Ask for the label as it will be printed."""
        from dataclasses import replace

        layout = replace(self.sketch.layout, drawing=self.sketch.shown())
        scale = self.canvas.scale() * self.devicePixelRatioF()
        self.drawing.ask(layout, self.head.stock_of(self.sketch), scale)

    def _on_drawn(self, shown: Shown) -> None:
        drawing = shown.layout.drawing
        assert drawing is not None
        self._shown = shown
        self.canvas.set_picture(pixmap_of(shown.image), (drawing.width_mm, drawing.height_mm))
        if len(drawing.elements) != len(self.sketch.elements):
            return
        remarks = remarks_of(self.context.tr, shown)
        self.canvas.set_remarks(remarks, empty_texts(self.context.tr, shown))
        self.list.set_remarks(remarks)
        self.findings.show_findings(lines_of(self.context.tr, shown, self._select))
        self._show_module()

    def _show_module(self) -> None:
        shown, sketch = self._shown, self.sketch
        if shown is not None and len(sketch.selected) == 1:
            self.properties.show_module(shown.preview.modules_mm.get(sketch.selected[0]), shown.dpi)

    def _select(self, at: int) -> None:
        if at < len(self.sketch.elements):
            self.sketch.select([at])
            self.canvas.setFocus()

    def _next_remark(self) -> None:
        places = sorted(self.canvas.remarks)
        here = self.sketch.selected[0] if self.sketch.selected else -1
        if places:
            self._select(next((at for at in places if at > here), places[0]))

    def _on_zoomed(self, percent: int) -> None:
        self.percent.setText(f"{percent}%")
        self.ask_drawing()

    def _on_data(self, who: object) -> None:
        self.drawing.who = who if isinstance(who, int) else LONGEST
        self.ask_drawing()
