"""The keys of counting: what is typed goes to the scan field; F6 place, F7 by hand, F8 takes back, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CountingKeys(QObject):
    """Watches the whole application while its page is shown.

    Signals: place_wanted() on F6, by_hand_wanted() on F7, undo_wanted() on F8, leave_wanted() on Esc.
    """

    place_wanted = Signal()
    by_hand_wanted = Signal()
    undo_wanted = Signal()
    leave_wanted = Signal()

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
        if event.type() not in _PRESSES or not isinstance(event, QKeyEvent) or not self._page.isVisible():
            return False
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return False
        wanted = self._wanted(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            # F6 is a key of the window as well; while counting it is a key of this page.
            if wanted is not None:
                event.accept()
            return wanted is not None
        if wanted is not None:
            wanted.emit()
            return True
        return self._type(event)

    def _wanted(self, event: QKeyEvent) -> SignalInstance | None:
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return None
        return {
            Qt.Key.Key_F6: self.place_wanted, Qt.Key.Key_F7: self.by_hand_wanted, Qt.Key.Key_F8: self.undo_wanted,
            Qt.Key.Key_Escape: self.leave_wanted,
        }.get(Qt.Key(event.key()))  # fmt: skip

    def _type(self, event: QKeyEvent) -> bool:
        typed = event.text()
        elsewhere = not isinstance(QApplication.focusWidget(), QLineEdit)
        if typed and typed.isprintable() and elsewhere and not event.modifiers() & _COMMANDING:
            self._field.setFocus()
            self._field.insert(typed)
            return True
        return False
