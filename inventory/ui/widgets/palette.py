"""The list under the search everywhere: things found, then screens and commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from inventory.ui.icons import icon

MOST = 12


class Hit(NamedTuple):
    """One line of the list: what it is, a detail, and what happens when it is chosen."""

    text: str
    detail: str = ""
    icon: str = "search"
    run: Callable[[], object] | None = None


class HitList(QFrame):
    """Opens under a field that keeps the focus; arrows and Enter of the field choose.

    Signals: chosen(Hit).
    """

    chosen = Signal(object)

    def __init__(self, field: QLineEdit, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("card", "1")
        self._field = field
        self._hits: list[Hit] = []
        lines = QVBoxLayout(self)
        lines.setContentsMargins(4, 4, 4, 4)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(field.accessibleName())
        self.list.itemClicked.connect(lambda _item: self._choose())
        lines.addWidget(self.list)
        field.installEventFilter(self)
        self.hide()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what was found; nothing hides the list."""
        self._hits = list(hits[:MOST])
        self.list.clear()
        for hit in self._hits:
            text = f"{hit.text}   {hit.detail}" if hit.detail else hit.text
            self.list.addItem(QListWidgetItem(icon(hit.icon), text))
        self.setVisible(bool(self._hits))
        if self._hits:
            self.list.setCurrentRow(0)
            self._place()
            self.raise_()

    def hits(self) -> list[Hit]:
        """Return what is shown."""
        return list(self._hits)

    def _place(self) -> None:
        parent = self.parentWidget()
        corner = self._field.mapTo(parent, QPoint(0, self._field.height() + 2))
        height = self.list.sizeHintForRow(0) * len(self._hits) + 14
        self.setGeometry(
            corner.x(), corner.y(), max(self._field.width(), 360), min(height, parent.height() - corner.y() - 8)
        )

    def _choose(self) -> None:
        row = self.list.currentRow()
        self.hide()
        if 0 <= row < len(self._hits):
            self.chosen.emit(self._hits[row])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not self.isVisible() or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._hits))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True
