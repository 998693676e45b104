"""A table of rows held in memory, for short lists; long ones use `paged`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from inventory.base.text import sort_key
from inventory.ui.models.base import Index, TableModel
from inventory.ui.models.cells import Cell, Column, cells_of, spoken


class RowsModel(TableModel):
    """Shows a list of rows. `key` gives the id of a row (its number in the list unless told)."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Any] = (),
        *,
        key: Callable[[Any], int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._key = key
        self._rows: list[Any] = []
        self._cells: dict[int, list[Cell]] = {}
        self._sorted: list[tuple[int, bool]] = []
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, in the order chosen before."""
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self._cells = {}
        self.endResetModel()

    def rows(self) -> list[Any]:
        """Return the rows in the order shown."""
        return list(self._rows)

    def set_row(self, number: int, row: Any) -> None:
        """Replace one row in place."""
        self._rows[number] = row
        self._cells.pop(number, None)
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._columns) - 1))

    def append(self, row: Any) -> None:
        """Add a row at the end."""
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append(row)
        self.endInsertRows()

    def remove(self, number: int) -> None:
        """Take one row out."""
        self.beginRemoveRows(QModelIndex(), number, number)
        del self._rows[number]
        self._cells = {}
        self.endRemoveRows()

    def cell(self, row: int, column: int) -> Cell | None:
        cells = self._cells.get(row)
        if cells is None:
            cells = self._cells[row] = cells_of(self._columns, self._rows[row])
        return cells[column]

    def id_at(self, row: int) -> int:
        return self._key(self._rows[row]) if self._key is not None else row

    def row_at(self, row: int) -> Any:
        return self._rows[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order is Qt.SortOrder.DescendingOrder
        # The one chosen last counts most, the one before parts equals.
        self._sorted = [*(item for item in self._sorted if item[0] != column), (column, descending)][-2:]
        self.layoutAboutToBeChanged.emit()
        self._arrange()
        self._cells = {}
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        for section, descending in self._sorted:
            column = self._columns[section]
            made = [(_order(column, row), row) for row in self._rows]
            valued = sorted(
                (item for item in made if item[0] is not None), key=lambda item: item[0], reverse=descending
            )
            # What has no value comes last, both ways, as in the register.
            self._rows = [row for _value, row in (*valued, *(item for item in made if item[0] is None))]


def _order(column: Column, row: Any) -> Any:
    if column.order is not None:
        return column.order(row)
    made = column.cell(row)
    return sort_key(made if isinstance(made, str) else spoken(made))
