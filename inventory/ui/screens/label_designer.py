"""The designer of label layouts: elements placed and sized in millimetres on a label shown as it will be printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from inventory.ui.actions import make, shown_keys
from inventory.ui.codes import open_code, shortened
from inventory.ui.context import Context
from inventory.ui.icons import icon
from inventory.ui.screens.asset_form_leaving import DISCARD, KEEP, LeaveDialog
from inventory.ui.screens.asset_form_strip import FormStrip
from inventory.ui.screens.designer_body import DesignerBody
from inventory.ui.screens.designer_files import Files
from inventory.ui.screens.designer_head import DesignerHead
from inventory.ui.screens.designer_keeping import Keeping, new_sketch
from inventory.ui.screens.designer_reading import LONGEST, DesignerDrawing
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import Card, PageHeader, column
from inventory.ui.widgets.field import Field


class LabelDesignerPage(QWidget):
    """Edits one layout; `open` says which."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.sketch = new_sketch(context.tr)
        self.drawing = DesignerDrawing(self, context)
        self.keeping = Keeping(self)
        self.files = Files(self, self.keeping)
        self.head = DesignerHead(context, self.sketch, self.drawing.options)
        self.body = DesignerBody(context, self.sketch)
        self._build()
        self._connect()
        self.take_sketch(self.sketch)

    # What the window calls ----------------------------------------------------------------------------------

    def open(
        self,
        layout: str = "",
        *,
        new: bool = False,
        stock: str = "",
        again: Sketch | None = None,
        restore: bool = False,
    ) -> None:
        """Show a layout by its key, a copy of one that ships, or a new one; without any, what is being drawn.

        `restore` brings back what was kept before the program ended.
        """
        if again is not None:
            self.take_sketch(again)
        if restore:
            self.keeping.draft.bring_back()
        self.keeping.open(layout, new=new, stock=stock)
        self.body.canvas.setFocus()

    def can_leave(self) -> bool:
        """Ask what becomes of unsaved changes; kept as a draft, they wait here too."""
        self.take_typed()
        if not self.sketch.is_dirty():
            return True
        dialog = LeaveDialog(self.context.tr, self.window())
        answer = dialog.exec()
        dialog.deleteLater()
        if answer == KEEP:
            self.keeping.draft.keep_now()
        if answer == DISCARD:
            self.keeping.discard()
        return answer != int(QDialog.DialogCode.Rejected)

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
        return [self.body.canvas, self.body.list, self.body.properties.first(), self.head.name.editor]

    def set_width_step(self, step: str, short: bool) -> None:
        """Leave the label room in narrow windows."""
        self.body.set_width_step(step, short)
        for made in (self.imports, self.exports):
            made.setVisible(step != "narrow")

    def state(self) -> dict[str, Any]:
        """Return what opens the same again, steps and unsaved changes included."""
        return {"again": self.sketch}

    # Building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        tr = self.context.tr
        self.header = PageHeader("")
        prints = (tr("Print stickers"), lambda: self.context.navigate("print_labels"))
        self.header.set_breadcrumb([prints], tr("Label designer"))
        self.unsaved = Badge(tr("Unsaved changes"), icon="pencil", tone="warn")
        self.header.add_badge(self.unsaved)
        self.imports = buttons.secondary(tr("Import…"), self.files.import_, icon="upload")
        self.exports = buttons.secondary(tr("Export…"), self.files.export, icon="download", keys="Ctrl+E")
        self.test = buttons.secondary(tr("Test print"), self.keeping.print_, icon="printer", keys="Ctrl+P")
        self.save = buttons.primary(tr("Save"), self.keeping.save, icon="check", keys=shown_keys("save"))
        self.more = buttons.icon_button("ellipsis", tr("More"), self._show_more, plain=False)
        self.more.setFixedHeight(32)
        self.header.add_actions(self.imports, self.exports, self.more, self.test, self.save)
        self.faults, self.conflict = FormStrip("err"), FormStrip("warn")
        self.offer, self.scanned = FormStrip("info"), FormStrip("info")
        head = Card()
        head.body.addWidget(self.head)
        layout = head.layout()
        assert layout is not None
        layout.setContentsMargins(16, 10, 16, 6)
        lines = column(spacing=8)
        lines.addWidget(self.header)
        for strip in (self.faults, self.conflict, self.offer, self.scanned):
            lines.addWidget(strip)
        lines.addWidget(head)
        lines.addWidget(self.body, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        tr, body = self.context.tr, self.body
        self.drawing.drawn.connect(body.show_drawn)
        self.head.data_chosen.connect(self._on_data)
        body.zoomed.connect(self.ask_drawing)
        body.tools.logo_wanted.connect(self.files.choose_logo)
        for key, run in (
            ("save", self.keeping.save), ("export", self.files.export), ("print", self.keeping.print_),
            ("duplicate", body.commands.duplicate), ("next_fault", body.next_remark),
        ):  # fmt: skip
            make(tr, self, key, run)
        if self.context.bridge is not None:
            self.context.bridge.changed.connect(self.keeping.on_register_changed)

    def _show_more(self) -> None:
        tr = self.context.tr
        shown = QMenu(self)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.imports.isHidden():
            shown.addAction(tr("Import…")).triggered.connect(lambda _on=False: self.files.import_())
            shown.addAction(tr("Export…")).triggered.connect(lambda _on=False: self.files.export())
        gone = shown.addAction(icon("trash-2"), tr("Delete the layout"))
        gone.triggered.connect(lambda _on=False: self.keeping.delete())
        gone.setEnabled(bool(self.sketch.id))
        shown.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # Keys ---------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take undo and redo for the steps of this page before the window takes them for the register."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and self.body.run_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.body.canvas.setFocus()
        elif not self.body.take_key(event):
            super().keyPressEvent(event)

    # Showing ------------------------------------------------------------------------------------------------

    def take_sketch(self, sketch: Sketch) -> None:
        """Show another sketch."""
        self.sketch.told = lambda: None
        self.sketch = sketch
        sketch.told = self.show_sketch
        self.show_sketch()

    def take_typed(self) -> None:
        """Take what is being typed at this moment."""
        self.body.properties.take_typed()
        self.head.take_name()

    def problems(self) -> list[Field]:
        """Return the fields that hold something that cannot be taken."""
        return [*self.head.problems(), *self.body.properties.problems()]

    def show_sketch(self) -> None:
        """Show the sketch as it stands, and ask for its picture."""
        sketch, tr = self.sketch, self.context.tr
        self.head.show_sketch(sketch)
        stock = self.head.stock_of(sketch)
        self.body.commands.stock = stock
        self.body.canvas.set_stock(stock)
        self.body.show_sketch(sketch)
        self.header.title.setText(sketch.layout.name)
        self.unsaved.setVisible(sketch.is_dirty())
        if self.faults.isVisible() and not self.problems():
            self.faults.hide()
        self.ask_drawing()
        if self.isVisible():
            self.context.set_status(tr("Arrows move · Ctrl+arrows size · Tab next element · F2 fields · Ctrl+S save"))

    def ask_drawing(self) -> None:
        """Ask for the label as it will be printed, with what is being dragged where it is held."""
        layout = replace(self.sketch.layout, drawing=self.sketch.shown())
        scale = self.body.canvas.scale() * self.devicePixelRatioF()
        self.drawing.ask(layout, self.head.stock_of(self.sketch), scale)

    def _on_data(self, who: object) -> None:
        self.drawing.who = who if isinstance(who, int) else LONGEST
        self.ask_drawing()
