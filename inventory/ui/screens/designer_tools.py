"""The tools above the label: what can be added to it, with a list of fields to search in, and steps back and forth."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QPushButton, QWidget

from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.labels.drawing import CODES, FIXED
from inventory.ui.icons import icon
from inventory.ui.screens.designer_commands import Commands
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.designer_words import CODE_WORDS, field_choices
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.text import literal, rule, set_state

# What a button takes beside its word, undo and redo together, and all buttons without words, in pixels.
_AROUND, _STEPS, _LEAST = 54, 90, 330
_KEY = int(Qt.ItemDataRole.UserRole)


class FieldPicker(QFrame):
    """The fields of the register under a button, to search in. Signals: picked(key)."""

    picked = Signal(str)

    def __init__(self, tr: Translations, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._fields = field_choices(tr)
        self.search = SearchField(tr, tr("Find a field"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Fields"))
        self.list.itemActivated.connect(self._on_picked)
        self.list.itemClicked.connect(self._on_picked)
        self.search.searched.connect(self._show)
        self.search.down_pressed.connect(self.list.setFocus)
        self.search.confirmed.connect(lambda _text: self._on_picked(self.list.currentItem()))
        lines = column(spacing=6, margins=(8, 8, 8, 8))
        lines.addWidget(self.search)
        lines.addWidget(self.list)
        self.setLayout(lines)
        self.setFixedSize(280, 340)

    def open_at(self, place: QPoint) -> None:
        """Show all fields with the search ready to type."""
        self.search.clear()
        self._show("")
        self.move(place)
        self.show()
        self.search.setFocus()

    def _show(self, words: str) -> None:
        self.list.clear()
        for key, name in self._fields:
            if all(word in fold(name) for word in fold(words).split()):
                item = QListWidgetItem(name)
                item.setData(_KEY, key)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.picked.emit(item.data(_KEY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class Tools(QWidget):
    """Buttons that add elements, and undo and redo.

    Signals: logo_wanted(); added() when the label took something; words_added() when it is a text to be typed.
    """

    logo_wanted = Signal()
    added = Signal()
    words_added = Signal()

    def __init__(
        self, tr: Translations, commands: Commands, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        super().__init__()
        self._tr, self._commands = tr, commands
        self.field = self._tool(tr("Field"), "type", self._pick, tr("Add a field of the register"))
        self.words = self._tool(
            tr("Text"), "text-cursor-input", self._add_words, tr("Add a text that is the same on each label")
        )
        self.code = self._tool(tr("Code"), "qr-code", None, tr("Add the code of the number"))
        self.code.setMenu(self._codes())
        self.logo = self._tool(tr("Logo…"), "image", self.logo_wanted.emit, tr("Add a logo from a file"))
        self.line = self._tool(tr("Line"), "minus", lambda: self._add(commands.add_line), tr("Add a line"))
        self.box = self._tool(tr("Frame"), "square", lambda: self._add(commands.add_box), tr("Add a frame"))
        self.undo = buttons.icon_button("undo-2", tr("Undo"), undo, keys="Ctrl+Z")
        self.redo = buttons.icon_button("redo-2", tr("Redo"), redo, keys="Ctrl+Y")
        self.picker = FieldPicker(tr, self)
        self.picker.picked.connect(lambda key: self._add(lambda: commands.add_text(key)))
        line = row(spacing=6)
        self._adding = (self.field, self.words, self.code, self.logo, self.line, self.box)
        for made in self._adding:
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(self.undo)
        line.addWidget(self.redo)
        self.setLayout(line)

    def show_sketch(self, sketch: Sketch) -> None:
        """Offer the steps that there are."""
        self.undo.setEnabled(sketch.can_undo())
        self.redo.setEnabled(sketch.can_redo())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the buttons without words where there is little room; their names stay."""
        super().resizeEvent(event)
        names = [made.accessibleName() for made in self._adding]
        words = sum(self.fontMetrics().horizontalAdvance(name) + _AROUND for name in names)
        is_short = self.width() < words + _STEPS
        for made, name in zip(self._adding, names, strict=True):
            made.setText("" if is_short else literal(name))
            set_state(made, "tight", "1" if is_short else "")

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.field.sizeHint().height())

    def _tool(self, text: str, icon_name: str, run: Callable[[], object] | None, hint: str) -> QPushButton:
        made = buttons.button(text, run, icon=icon_name, small=True, hint=hint)
        made.setAccessibleName(text)
        return made

    def _codes(self) -> QMenu:
        menu = QMenu(self)
        for kind in CODES:
            action = menu.addAction(icon("scan-barcode" if kind == "code128" else "qr-code"), CODE_WORDS[kind])
            action.triggered.connect(lambda _on=False, kind=kind: self._add(lambda: self._commands.add_code(kind)))
        return menu

    def _pick(self) -> None:
        self.picker.open_at(self.field.mapToGlobal(QPoint(0, self.field.height() + 2)))

    def _add_words(self) -> None:
        self._commands.add_text(FIXED, self._tr("Text"))
        self.words_added.emit()

    def _add(self, add: Callable[[], object]) -> None:
        add()
        self.added.emit()


class Arranging(QWidget):
    """Buttons that align, spread and order what is selected."""

    def __init__(self, tr: Translations, commands: Commands) -> None:
        super().__init__()
        edges = {
            "left": ("align-start-vertical", tr("Align left")),
            "centre": ("align-center-vertical", tr("Centre across")),
            "right": ("align-end-vertical", tr("Align right")),
            "top": ("align-start-horizontal", tr("Align at the top")),
            "middle": ("align-center-horizontal", tr("Centre from top to bottom")),
            "bottom": ("align-end-horizontal", tr("Align at the bottom")),
        }
        line, below = row(spacing=2), row(spacing=2)
        self.buttons = {}
        for edge, (icon_name, name) in edges.items():
            made = self._button(icon_name, name, lambda edge=edge: commands.align(edge))
            self.buttons[edge] = made
            line.addWidget(made)
        line.addStretch(1)
        others = {
            "across": (
                "align-horizontal-distribute-center", tr("Equal gaps across"), lambda: commands.spread(across=True)
            ),
            "down": (
                "align-vertical-distribute-center", tr("Equal gaps downwards"), lambda: commands.spread(across=False)
            ),
            "front": ("bring-to-front", tr("To the front"), lambda: commands.order(front=True)),
            "back": ("send-to-back", tr("To the back"), lambda: commands.order(front=False)),
            "duplicate": ("copy", tr("Duplicate"), commands.duplicate),
            "delete": ("trash-2", tr("Delete"), commands.delete),
        }  # fmt: skip
        keys = {"front": "PageUp", "back": "PageDown", "duplicate": "Ctrl+D", "delete": "Delete"}
        for name, (icon_name, text, run) in others.items():
            made = self._button(icon_name, text, run, keys=keys.get(name, ""))
            self.buttons[name] = made
            below.addWidget(made)
        below.addStretch(1)
        lines = column(spacing=2)
        lines.addLayout(line)
        lines.addLayout(below)
        lines.addSpacing(4)
        lines.addWidget(rule())
        self.setLayout(lines)

    def show_sketch(self, sketch: Sketch) -> None:
        """Offer what can be done with the selection."""
        count = len(sketch.selected)
        for name, made in self.buttons.items():
            made.setEnabled(count >= (3 if name in {"across", "down"} else 1))

    @staticmethod
    def _button(icon_name: str, name: str, run: Callable[[], object], *, keys: str = "") -> QWidget:
        return buttons.icon_button(icon_name, name, run, keys=keys, small=True)
