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
    ) -> None:
        super().__init__()
        self._tr, self._headings, self._make = tr, list(headings), make_row
        self._rows: list[tuple[list[Any], QWidget]] = []
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for number, (text, stretch) in enumerate(self._headings):
            self._grid.addWidget(label(text, role="caption", ink="text3"), 0, number)
            self._grid.setColumnStretch(number, stretch)
        lines.addLayout(self._grid)
        foot = QHBoxLayout()
        self.new = secondary(add_text, add or self.add_row, icon="plus", small=True)
        foot.addWidget(self.new)
        foot.addStretch(1)
        lines.addLayout(foot)

    def value(self) -> object:
        """Return the values of all rows that hold something."""
        values = [[editor.value() for editor in editors] for editors, _remove in self._rows]
        return [row for row in values if any(value not in (None, "") for value in row)]

    def set_value(self, value: object) -> None:
        """Show other rows."""
        for number in reversed(range(len(self._rows))):
            self._drop(number)
        for row in value if isinstance(value, list | tuple) else ():
            self.add_row(row)

    def problem(self) -> str:
        """Return what is wrong with the first row that is wrong."""
        problems = (editor.problem() for editors, _remove in self._rows for editor in editors)
        return next((problem for problem in problems if problem), "")

    def add_row(self, values: Sequence[object] = ()) -> list[Any]:
        """Append a row and return its editors."""
        editors = self._make()
        number = len(self._rows) + 1
        remove = icon_button("x", self._tr("Take row {n} out", n=number), small=True, size=16)
        remove.clicked.connect(lambda _on=False: self._on_remove(remove))
        line = self._grid.rowCount()
        for place, editor in enumerate(editors):
            if place < len(values):
                editor.set_value(values[place])
            editor.setAccessibleName(f"{self._headings[place][0]} {number}")
            editor.changed.connect(self.changed)
            editor.left.connect(self.left)
            self._grid.addWidget(editor, line, place)
        self._grid.addWidget(remove, line, len(editors))
        self._rows.append((editors, remove))
        if not values:
            editors[0].setFocus()
        self.changed.emit()
        return editors

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def _on_remove(self, remove: QWidget) -> None:
        number = next(n for n, (_editors, other) in enumerate(self._rows) if other is remove)
        self._drop(number)
        self.changed.emit()
        self.left.emit()

    def _drop(self, number: int) -> None:
        editors, remove = self._rows.pop(number)
        for widget in (*editors, remove):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
