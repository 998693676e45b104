"""Rows of editors in a form, such as budget lines or shares: add one, take one out; the whole is one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.ui.widgets.buttons import icon_button, secondary
from inventory.ui.widgets.text import label


class EditorRows(QWidget):
    """`value` is a list of lists, a value for each editor of each row; rows that are wholly empty are left out.

    `headings` are (text, stretch) for each editor that `make_row` returns. Signals: changed(), left().
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        tr: Translations,
        headings: Sequence[tuple[str, int]],
        make_row: Callable[[], list[Any]],
        *,
        add_text: str,
        add: Callable[[], object] | None = None,
        ordered: bool = False,
    ) -> None:
        """`ordered` rows can be moved up."""
        super().__init__()
        self._tr, self._headings, self._make, self._ordered = tr, list(headings), make_row, ordered
        self._rows: list[tuple[list[Any], list[QWidget]]] = []
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._captions = [label(text, role="caption", ink="text3") for text, _stretch in self._headings]
        for number, (caption, (_text, stretch)) in enumerate(zip(self._captions, self._headings, strict=True)):
            self._grid.addWidget(caption, 0, number)
            self._grid.setColumnStretch(number, stretch)
            caption.hide()
        lines.addLayout(self._grid)
        foot = QHBoxLayout()
        self.new = secondary(add_text, add or self.add_row, icon="plus", small=True)
        foot.addWidget(self.new)
        foot.addStretch(1)
        lines.addLayout(foot)

    def value(self) -> object:
        """Return the values of all rows that hold something."""
        values = [[editor.value() for editor in editors] for editors, _buttons in self._rows]
        return [row for row in values if any(value not in (None, "") for value in row)]

    def set_value(self, value: object) -> None:
        """Show other rows."""
        for number in reversed(range(len(self._rows))):
            self._drop(number)
        for row in value if isinstance(value, list | tuple) else ():
            self.add_row(row)

    def problem(self) -> str:
        """Return what is wrong with the first row that is wrong."""
        problems = (editor.problem() for editors, _buttons in self._rows for editor in editors)
        return next((problem for problem in problems if problem), "")

    def add_row(self, values: Sequence[object] = ()) -> list[Any]:
        """Append a row and return its editors."""
        editors = self._make()
        number = len(self._rows) + 1
        buttons = [icon_button("x", self._tr("Take row {n} out", n=number), small=True, size=16)]
        buttons[0].clicked.connect(lambda _on=False: self._on_remove(editors))
        if self._ordered:
            up = icon_button("arrow-up", self._tr("Move row {n} up", n=number), small=True, size=16)
            up.clicked.connect(lambda _on=False: self._on_up(editors))
            buttons.insert(0, up)
        line = self._grid.rowCount()
        for place, editor in enumerate(editors):
            if place < len(values):
                editor.set_value(values[place])
            editor.setAccessibleName(f"{self._headings[place][0]} {number}")
            editor.changed.connect(self.changed)
            editor.left.connect(self.left)
            self._grid.addWidget(editor, line, place)
        for place, made in enumerate(buttons, len(editors)):
            self._grid.addWidget(made, line, place)
        self._rows.append((editors, buttons))
        self._show_captions()
        if not values:
            editors[0].setFocus()
        self.changed.emit()
        return editors

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def _on_remove(self, editors: list[Any]) -> None:
        self._drop(self._number_of(editors))
        self.changed.emit()
        self.left.emit()

    def _on_up(self, editors: list[Any]) -> None:
        number = self._number_of(editors)
        if number:
            before = self._rows[number - 1][0]
            for upper, lower in zip(before, editors, strict=True):
                above, below = upper.value(), lower.value()
                upper.set_value(below)
                lower.set_value(above)
            self.changed.emit()
            self.left.emit()

    def _number_of(self, editors: list[Any]) -> int:
        return next(number for number, (others, _buttons) in enumerate(self._rows) if others is editors)

    def _drop(self, number: int) -> None:
        editors, buttons = self._rows.pop(number)
        for widget in (*editors, *buttons):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._show_captions()

    def _show_captions(self) -> None:
        for caption in self._captions:
            caption.setVisible(bool(self._rows))
