"""What all table models share: columns, headers, and cells that the table's painter reads without Qt in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inventory.ui.models.cells import NUMBER, Cell, Column, spoken

Index = QModelIndex | QPersistentModelIndex
# Plain ints: comparing with an enum member costs three times as much, and a view asks data() for every cell
# several times (performance.md A1).
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TEXTS = (_DISPLAY, _ACCESSIBLE)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel):
    """A model of columns over rows; subclasses give `cell`, `id_at`, `rowCount`."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = list(columns)

    def columns(self) -> list[Column]:
        """Return the columns in model order."""
        return self._columns

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None while its row is being read."""
        raise LookupError(row, column)

    def id_at(self, row: int) -> int:
        """Return the id of a row."""
        raise LookupError(row)

    def row_at(self, row: int) -> Any:
        """Return the row tuple, or None while it is being read."""
        raise LookupError(row)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == _DISPLAY:
            return self._columns[section].title
        if role == _ALIGN:
            return _RIGHT if self._columns[section].style == NUMBER else _LEFT
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _TEXTS:
            if role == _ALIGN and index.isValid():
                return _RIGHT if self._columns[index.column()].style == NUMBER else _LEFT
            return None
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        return "" if cell is None else spoken(cell)
