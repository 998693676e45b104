"""A line of text that offers the usual words; what is not among them is typed as ever."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from inventory.base.i18n import Translations
from inventory.base.text import clean, fold
from inventory.ui.icons import icon as make_icon
from inventory.ui.widgets.drop_list import drop_list
from inventory.ui.widgets.editors import LineEditor

_PARTED = ", "


class SuggestEditor(LineEditor):
    """`words` are offered while one types, all of them on the arrow or the down key.

    With `many` the text is several words parted by commas, and what is chosen takes the place of the last one.
    Signals: those of `LineEditor`; chosen() when a word was taken from the list.
    """

    chosen = Signal()

    def __init__(
        self,
        tr: Translations,
        words: Sequence[str] = (),
        *,
        placeholder: str = "",
        longest: int = 500,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, longest=longest, parent=parent)
        self._many = many
        self._words: list[str] = []
        self._drop = self.addAction(make_icon("chevron-down", "text2"), QLineEdit.ActionPosition.TrailingPosition)
        self._drop.setToolTip(tr("Show the list"))
        self._drop.triggered.connect(lambda _on=False: self.show_all())
        self._shown = QStringListModel(self)
        self.textEdited.connect(lambda _text: self._offer(self._last()))
        self.set_words(words)

    def words(self) -> list[str]:
        """Return the words that are offered."""
        return list(self._words)

    def set_words(self, words: Sequence[str]) -> None:
        """Offer other words."""
        self._words = list(words)
        self._drop.setVisible(bool(self._words))

    def show_all(self) -> None:
        """Open the list with every word."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer("")

    def _last(self) -> str:
        return self.text().rpartition(",")[2] if self._many else self.text()

    @cached_property
    def _completer(self) -> QCompleter:
        made = drop_list(self, self._shown)
        made.activated[str].connect(self._on_activated)
        return made

    def _is_choosing(self) -> bool:
        if "_completer" not in self.__dict__:
            return False
        popup = self._completer.popup()
        return popup.isVisible() and popup.currentIndex().isValid()

    def _offer(self, typed: str) -> None:
        wanted = fold(clean(typed))
        fitting = [word for word in self._words if wanted in fold(word)]
        popup = self._completer.popup()
        if fitting and [fold(word) for word in fitting] != [wanted]:
            self._shown.setStringList(fitting)
            self._completer.complete()
        elif popup.isVisible():
            popup.hide()

    def _on_activated(self, word: str) -> None:
        before = clean(self.text().rpartition(",")[0]) if self._many else ""
        self.setText(f"{before}{_PARTED}{word}" if before else word)
        self.chosen.emit()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._is_choosing():
            # The list takes the word that is marked; the field must not take what was typed as well.
            event.ignore()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.NoModifier and self._words:
            self.show_all()
        else:
            super().keyPressEvent(event)
