"""A field that refers to a person, place, supplier...: type to search, choose from the list, or add a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from inventory.base.i18n import Translations
from inventory.base.text import clean, fold
from inventory.ui.icons import icon as make_icon
from inventory.ui.operations import Operations
from inventory.ui.widgets.drop_list import drop_list

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)


class Option(NamedTuple):
    """One thing to refer to: its key, how it is written, a detail that tells namesakes apart."""

    key: object
    text: str
    detail: str = ""


Provider = Callable[[str], Sequence[Option]]


class _Options(QAbstractListModel):
    """The options found, and "Add …" after them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.options: list[Option] = []
        self.offer = ""

    def show(self, options: Sequence[Option], offer: str) -> None:
        self.beginResetModel()
        self.options = list(options)
        self.offer = offer
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.options) + bool(self.offer)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        if role not in {_DISPLAY, _EDIT}:
            return None
        if index.row() >= len(self.options):
            return self.offer
        option = self.options[index.row()]
        return f"{option.text}  ·  {option.detail}" if role == _DISPLAY and option.detail else option.text


class ReferenceEditor(QLineEdit):
    """`value` is the key of the chosen option or None; `provider(text)` runs on a reader thread.

    With `add_text` (translated, with the typed words put in by the caller's function) the list ends with adding.
    Signals: changed(), left(), add_wanted(text).
    """

    changed = Signal()
    left = Signal()
    add_wanted = Signal(str)

    def __init__(
        self,
        tr: Translations,
        operations: Operations,
        provider: Provider,
        *,
        placeholder: str = "",
        icon: str = "",
        can_add: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tr = tr
        self._operations = operations
        self._provider = provider
        self._can_add = can_add
        self._chosen: Option | None = None
        self.setPlaceholderText(placeholder)
        self.setMaxLength(300)
        if icon:
            self.addAction(make_icon(icon, "text3"), QLineEdit.ActionPosition.LeadingPosition)
        drop = self.addAction(make_icon("chevron-down", "text2"), QLineEdit.ActionPosition.TrailingPosition)
        drop.setToolTip(tr("Show the list"))
        drop.triggered.connect(lambda _on=False: self.search(""))
        self._options = _Options(self)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)

    def value(self) -> object:
        """Return the key of what is chosen."""
        return self._chosen.key if self._chosen is not None else None

    def option(self) -> Option | None:
        """Return what is chosen."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Choose an `Option`; None empties. A bare key keeps only what is already chosen by it."""
        if isinstance(value, Option):
            self._choose(value)
        elif value is None:
            self._choose(None)
        elif value != self.value():
            self._choose(Option(value, str(value)))

    def problem(self) -> str:
        """Return what is wrong: something typed that is not in the list."""
        if self._chosen is None and clean(self.text()):
            return self._tr("“{text}” is not in the list. Choose one from it.", text=clean(self.text()))
        return ""

    def search(self, text: str) -> None:
        """Ask for what fits a text and open the list under the field."""
        provider = self._provider
        query = self._operations.query(self, lambda _job: list(provider(text)), slot="options")
        query.on_success(lambda found: self._show(text, found))

    @cached_property
    def _completer(self) -> QCompleter:
        made = drop_list(self, self._options)
        made.setCompletionRole(_EDIT)
        made.activated[QModelIndex].connect(self._on_activated)
        return made

    def _is_open(self) -> bool:
        return "_completer" in self.__dict__ and self._completer.popup().isVisible()

    def _show(self, text: str, found: Sequence[Option]) -> None:
        words = clean(text)
        known = any(fold(option.text) == fold(words) for option in found)
        offer = self._tr("Add “{text}”…", text=words) if self._can_add and words and not known else ""
        self._options.show(found, offer)
        if self.hasFocus() and self._options.rowCount():
            self._completer.complete()
        elif self._is_open():
            self._completer.popup().hide()

    def _choose(self, option: Option | None) -> None:
        before = self.value()
        self._chosen = option
        self.setText(option.text if option is not None else "")
        self.setCursorPosition(0)
        self.setToolTip("")
        if self.value() != before:
            self.changed.emit()

    def _on_edited(self, text: str) -> None:
        if self._chosen is not None:
            self._chosen = None
            self.changed.emit()
        self.search(text)

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.row()
        if row < len(self._options.options):
            self._choose(self._options.options[row])
            self.left.emit()
        else:
            # After the completer has written its line into the field.
            words = clean(self.text())
            QTimer.singleShot(0, self, lambda: self.add_wanted.emit(words))

    def _on_finished(self) -> None:
        if self._is_open():
            return
        self._take_exact()
        self.left.emit()

    def _take_exact(self) -> None:
        words = fold(clean(self.text()))
        if self._chosen is None and words:
            exact = [option for option in self._options.options if fold(option.text) == words]
            if len(exact) == 1:
                self._choose(exact[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._take_exact()
