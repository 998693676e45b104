"""Editors of single values: text, lines, date, money, share, choice; all have `value`, `set_value`, `problem`.

`problem()` is the translated sentence of what was typed wrong, or ""; `Field` shows it when the editor is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from inventory.base.i18n import Translations
from inventory.base.text import clean
from inventory.ui.icons import icon as make_icon
from inventory.ui.widgets.text import escaped
from inventory.ui.widgets.typed import read_date, read_money, read_percent


class Editor(Protocol):
    """What `Field` and forms need of an editor; `changed` fires on every change, `left` when it is left."""

    changed: SignalInstance
    left: SignalInstance

    def value(self) -> object: ...
    def set_value(self, value: object) -> None: ...
    def problem(self) -> str: ...


class LineEditor(QLineEdit):
    """One line of text. `icon` stands at the left; `takes_scan` lets a scan fill the field.

    Signals: changed(), left().
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        *,
        placeholder: str = "",
        icon: str = "",
        longest: int = 500,
        takes_scan: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        if takes_scan:
            self.setProperty("takesScan", True)
        if icon:
            self.addAction(make_icon(icon, "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._on_finished)

    def value(self) -> object:
        """Return the cleaned text."""
        return clean(self.text())

    def set_value(self, value: object) -> None:
        """Show a value; None is empty."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def problem(self) -> str:
        """Return what is wrong with what was typed, or nothing."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            # Nothing was typed here: a page that has steps of its own takes one back.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_finished(self) -> None:
        self.left.emit()


class ReadEditor(LineEditor):
    """A line whose value is read from what was typed; left without a fault, it is rewritten in the value's own form.

    `read` makes the value of a text, None of an empty one, and raises `ValueError`.
    """

    def __init__(
        self, read: Callable[[str], object], *, longest: int, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder=placeholder, longest=longest, parent=parent)
        self._read = read

    def value(self) -> object:
        """Return the value, None where nothing readable was typed."""
        try:
            return self._read(self.text())
        except ValueError:
            return None

    def _on_finished(self) -> None:
        if not self.problem():
            self.set_value(self.value())
        super()._on_finished()


class DateEditor(ReadEditor):
    """A day typed in any Polish form or taken from a calendar; empty is allowed. `value` is a date or None."""

    def __init__(self, tr: Translations, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            lambda text: read_date(text, date.today()),
            longest=20,
            placeholder=placeholder or tr("dd.mm.yyyy"),
            parent=parent,
        )
        self._tr = tr
        opens = QAction(make_icon("calendar", "text2"), tr("Choose a day"), self)
        opens.setShortcut(Qt.Key.Key_F4)
        opens.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        opens.triggered.connect(self.open_calendar)
        self.addAction(opens, QLineEdit.ActionPosition.LeadingPosition)

    def set_value(self, value: object) -> None:
        self.setText(self._tr.date(value) if isinstance(value, date) else "")

    def problem(self) -> str:
        try:
            self._read(self.text())
        except ValueError:
            return self._tr("This is no date. Type for example {example}.", example=date(2025, 11, 18))
        return ""

    def open_calendar(self) -> None:
        """Show a month to choose from, under the field."""
        from inventory.ui.widgets.calendar import show_calendar

        current = self.value()
        show_calendar(self, self._tr, current if isinstance(current, date) else date.today(), self._on_chosen)

    def _on_chosen(self, day: date) -> None:
        self.set_value(day)
        self.left.emit()


class MoneyEditor(ReadEditor):
    """An amount; `value` is grosze or None. Written right-aligned without the currency, which stands in the label."""

    def __init__(self, tr: Translations, *, negative: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(read_money, longest=30, parent=parent)
        self._tr = tr
        self._negative = negative
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_value(self, value: object) -> None:
        self.setText(self._tr.amount(value) if isinstance(value, int) else "")

    def problem(self) -> str:
        try:
            value = read_money(self.text())
        except ValueError:
            return self._tr("This is no amount. Type for example {example}.", example=self._tr.amount(123456))
        if value is not None and value < 0 and not self._negative:
            return self._tr("The amount may not be below zero.")
        return ""


class PercentEditor(ReadEditor):
    """A share from 0 to 100%; `value` is hundredths of a per cent or None."""

    def __init__(self, tr: Translations, *, parent: QWidget | None = None) -> None:
        super().__init__(read_percent, longest=10, parent=parent)
        self._tr = tr
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_value(self, value: object) -> None:
        # The two decimals of a share are written like those of an amount.
        self.setText(self._tr.amount(value) if isinstance(value, int) else "")

    def problem(self) -> str:
        try:
            self._read(self.text())
        except ValueError:
            return self._tr("A share is a number from 0 to 100, with at most two decimals.")
        return ""


class LinesEditor(QPlainTextEdit):
    """Several lines of text; Tab leaves the field. Signals: changed(), left()."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, *, placeholder: str = "", lines: int = 3, longest: int = 20_000, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        # Lines wrap; before they are laid out a bar would show for a moment and take a line's room.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._longest = longest
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)
        self.textChanged.connect(self.changed.emit)

    def value(self) -> object:
        """Return the cleaned text with its line breaks."""
        return clean(self.toPlainText(), lines=True)

    def set_value(self, value: object) -> None:
        """Show a text; None is empty."""
        self.setPlainText("" if value is None else str(value))

    def problem(self) -> str:
        """Return nothing: lines of text have no form of their own."""
        return ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class ChoiceEditor(QComboBox):
    """One of a few fixed choices; `value` is its key. The wheel changes nothing unless the list has the focus.

    Signals: changed(), left().
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, choices: Sequence[tuple[object, str]] = (), *, value: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys: list[object] = []
        self.set_choices(choices, value=value)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.activated.connect(lambda _index: self.left.emit())

    def set_choices(self, choices: Sequence[tuple[object, str]], *, value: object = None) -> None:
        """Replace the choices: (key, text) each, in order."""
        with QSignalBlocker(self):
            self.clear()
            self._keys = [key for key, _text in choices]
            self.addItems([text for _key, text in choices])
            self.set_value(value)

    def value(self) -> object:
        """Return the key of the chosen line, None where there is none."""
        index = self.currentIndex()
        return self._keys[index] if 0 <= index < len(self._keys) else None

    def set_value(self, value: object) -> None:
        """Choose by key; an unknown key chooses the first line."""
        self.setCurrentIndex(self._keys.index(value) if value in self._keys else min(0, len(self._keys) - 1))

    def problem(self) -> str:
        """Return nothing: a choice cannot be typed wrong."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        # The style cuts a long text in the middle of a letter.
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        combo = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(combo, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()
        whole = option.currentText.strip()
        option.currentText = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room - 4)
        self.setToolTip(escaped(whole) if option.currentText != whole else "")
        painter = QStylePainter(self)
        painter.drawComplexControl(combo, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
