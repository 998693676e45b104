"""The search box of lists and of the top bar, with its key shown inside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.icons import icon
from inventory.ui.widgets import buttons
from inventory.ui.widgets.text import label


class SearchField(QLineEdit):
    """Tells each keystroke; Esc clears, arrow down goes on to the list. `more` names a menu button at the right end.

    Signals: searched(text) on every change; confirmed(text) on Enter; down_pressed(); more_wanted().
    """

    searched = Signal(str)
    confirmed = Signal(str)
    down_pressed = Signal()
    more_wanted = Signal()

    def __init__(
        self, tr: Translations, placeholder: str, *, keys: str = "", more: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaxLength(200)
        self.addAction(icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self._hint = label(keys, role="label", ink="text2")
        self._hint.setParent(self)
        self._hint.setStyleSheet(
            f"QLabel {{ background: {theme.tokens().sunk}; border: 1px solid {theme.tokens().line}; border-radius: 3px;"
            " padding: 0 7px; }"
        )
        self._hint.setVisible(bool(keys))
        self._keys = keys
        self._clear = buttons.icon_button("x", tr("Clear the search"), self._on_clear, keys="Esc", small=True, size=14)
        self._clear.setParent(self)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self.more: QToolButton | None = None
        if more:
            self.more = buttons.icon_button("ellipsis", more, self.more_wanted.emit, small=True, size=16)
            self.more.setParent(self)
            self.more.setCursor(Qt.CursorShape.ArrowCursor)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(lambda: self.confirmed.emit(self.text()))

    def take_focus(self) -> None:
        """Take the focus with everything selected, ready to type."""
        self.setFocus()
        self.selectAll()

    def set_text_quietly(self, text: str) -> None:
        """Show a text without telling."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
        self._show_ends()

    def _on_text(self, text: str) -> None:
        self._show_ends()
        self.searched.emit(text)

    def _show_ends(self) -> None:
        typed = bool(self.text())
        self._clear.setVisible(typed)
        self._hint.setVisible(bool(self._keys) and not typed)
        self._place()

    def _on_clear(self) -> None:
        self.clear()
        self.setFocus()

    def _place(self) -> None:
        hint = self._hint.sizeHint()
        self._hint.setGeometry(self.width() - hint.width() - 8, (self.height() - 20) // 2, hint.width(), 20)
        end = 0
        if self.more is not None:
            end = 28
            self.more.setGeometry(self.width() - 32, (self.height() - 26) // 2, 26, 26)
        self._clear.setGeometry(self.width() - 32 - end, (self.height() - 26) // 2, 26, 26)
        right = hint.width() + 8 if self._hint.isVisibleTo(self) else 28 if self._clear.isVisibleTo(self) else 0
        self.setTextMargins(4, 0, right + end, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)
