"""The small window under a chip in which a filter is chosen: from a list, between two values, or by a text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QListWidget, QListWidgetItem, QWidget

from inventory.base.text import fold
from inventory.catalogue.query import Filter
from inventory.ui.context import Context
from inventory.ui.screens import filter_words
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.editors import DateEditor, LineEditor, MoneyEditor
from inventory.ui.widgets.text import label

_WIDTH = 300
_SEARCH_FROM = 9
_VALUE = int(Qt.ItemDataRole.UserRole)


class FilterPopup(QFrame):
    """Edits the filters of one field; Enter applies, Esc closes.

    Signals: applied(list of Filter): empty where nothing was chosen.
    """

    applied = Signal(list)

    def __init__(self, context: Context, key: str, filters: Sequence[Filter], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "1")
        self._context, self._key = context, key
        self._kind = filter_words.kind(key)
        tr = context.tr
        self._lines = column(spacing=8, margins=(12, 12, 12, 12))
        self.setLayout(self._lines)
        self.setFixedWidth(_WIDTH)
        heading = filter_words.title(key, tr)
        self.setAccessibleName(heading)
        self._lines.addWidget(label(heading, role="card"))
        self._empty = QCheckBox(tr("without a value"))
        self._empty.setChecked(any(item.value in {"none", "brak"} for item in filters))
        {"choices": self._build_choices, "text": self._build_text}.get(self._kind, self._build_range)(filters)
        if key not in {"status", "sticker"}:
            self._lines.addWidget(self._empty)
        apply = buttons.primary(tr("Show"), self._apply)
        self._lines.addLayout(fill(row(), 1, buttons.secondary(tr("Cancel"), self.close), apply))

    def show_at(self, place: QPoint) -> None:
        """Open under a point of the screen, within it."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(place.x(), screen.right() - self.width())
        self.move(max(screen.left(), x), min(place.y(), screen.bottom() - self.height()))
        self.show()
        self.focusNextChild()

    # Choices ------------------------------------------------------------------------------------------------

    def _build_choices(self, filters: Sequence[Filter]) -> None:
        tr = self._context.tr
        self._chosen = [item.value for item in filters if item.value not in {"none", "brak"}]
        self.narrowing = LineEditor(placeholder=tr("Type to narrow the list"), icon="search")
        self.narrowing.changed.connect(self._narrow)
        self.choices = QListWidget()
        self.choices.setAccessibleName(filter_words.title(self._key, tr))
        self.choices.setFixedHeight(248)
        self.choices.itemActivated.connect(self._on_activated)
        fill(self._lines, self.narrowing, self.choices)
        fixed = filter_words.fixed_choices(self._key, tr)
        if fixed is not None:
            self._fill(fixed)
            return
        application, read = self._context.application, filter_words.read_choices(self._key)
        found = self._context.operations.query(self, lambda _job: application.read(read), slot="choices")
        found.on_success(self._fill)

    def _fill(self, choices: Sequence[tuple[str, str]]) -> None:
        known = {fold(value) for value in self._chosen}
        for value, text in choices:
            item = QListWidgetItem(text)
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = fold(value) in known
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.choices.addItem(item)
        self.narrowing.setVisible(len(choices) >= _SEARCH_FROM)
        # Choices come after the window was shown with room for the field.
        self.adjustSize()

    def _narrow(self) -> None:
        words = fold(str(self.narrowing.value())).split()
        for number in range(self.choices.count()):
            item = self.choices.item(number)
            text = fold(item.text())
            item.setHidden(not all(word in text for word in words))

    def _on_activated(self, item: QListWidgetItem) -> None:
        if not self._ticked():
            item.setCheckState(Qt.CheckState.Checked)
        self._apply()

    def _ticked(self) -> list[str]:
        items = (self.choices.item(number) for number in range(self.choices.count()))
        return [str(item.data(_VALUE)) for item in items if item.checkState() is Qt.CheckState.Checked]

    # Ranges and texts ---------------------------------------------------------------------------------------

    def _build_range(self, filters: Sequence[Filter]) -> None:
        tr = self._context.tr
        self.least, self.most = self._bound(), self._bound()
        for item in filters:
            value = self._read(item.value)
            if value is None:
                continue
            if item.operator in {"=", ">=", ">"}:
                self.least.set_value(value)
            if item.operator in {"=", "<=", "<"}:
                self.most.set_value(value)
        for text, editor in ((tr("from"), self.least), (tr("to"), self.most)):
            caption = label(text, role="label", ink="text2")
            caption.setMinimumWidth(28)
            caption.setBuddy(editor)
            editor.setAccessibleName(text)
            self._lines.addLayout(fill(row(), caption, editor))

    def _bound(self) -> DateEditor | MoneyEditor:
        tr = self._context.tr
        return DateEditor(tr) if self._kind == "days" else MoneyEditor(tr)

    def _read(self, text: str) -> object:
        if self._kind == "days":
            from inventory.catalogue.values import typed_days

            days = typed_days(text, self._context.application.today)
            return days[0] if days else None
        from inventory.catalogue.values import typed_amount

        return typed_amount(text)

    def _build_text(self, filters: Sequence[Filter]) -> None:
        self.text = LineEditor(placeholder=self._context.tr("contains"))
        self.text.setAccessibleName(filter_words.title(self._key, self._context.tr))
        self.text.set_value(next((item.value for item in filters if item.value not in {"none", "brak"}), ""))
        self._lines.addWidget(self.text)

    # Ending -------------------------------------------------------------------------------------------------

    def filters(self) -> list[Filter]:
        """Return what is chosen."""
        key = self._key
        made = [Filter(key, "=", "none")] if self._empty.isChecked() else []
        if self._kind == "choices":
            return made + [Filter(key, "=", value) for value in self._ticked()]
        if self._kind == "text":
            value = str(self.text.value())
            return made + ([Filter(key, "=", value)] if value else [])
        if made:
            return made
        bounds = ((">=", self.least.value()), ("<=", self.most.value()))
        return [Filter(key, sign, _written(value)) for sign, value in bounds if value is not None]

    def _apply(self) -> None:
        made = self.filters()
        self.close()
        self.applied.emit(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        else:
            super().keyPressEvent(event)


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    assert isinstance(value, int)
    return f"{value // 100}.{value % 100:02d}"
