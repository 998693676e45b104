"""The keys of counting: whatever is typed goes to the scan field, F8 takes back, F7 counts by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CountingKeys(QObject):
    """Watches the whole application while its page is shown.

    Signals: undo_wanted() on F8, by_hand_wanted() on F7.
    """

    undo_wanted = Signal()
    by_hand_wanted = Signal()

    def __init__(self, page: QWidget, field: QLineEdit) -> None:
        super().__init__(page)
        self._page = page
        self._field = field

    def watch(self) -> None:
        """Begin to watch."""
        QApplication.instance().installEventFilter(self)

    def leave(self) -> None:
        """Let go of the keys."""
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._page.isVisible():
            return False
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return False
        if event.key() == Qt.Key.Key_F8:
            self.undo_wanted.emit()
            return True
        if event.key() == Qt.Key.Key_F7:
            self.by_hand_wanted.emit()
            return True
        typed = event.text()
        elsewhere = not isinstance(QApplication.focusWidget(), QLineEdit)
        if typed and typed.isprintable() and elsewhere and not event.modifiers() & _COMMANDING:
            self._field.setFocus()
            self._field.insert(typed)
            return True
        return False
