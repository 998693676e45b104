"""The table of every list: rows drawn by `RowPainter`, columns chosen and remembered, rows ticked and copied."""

from __future__ import annotations

from array import array
from collections.abc import MutableMapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.models.base import TableModel
from inventory.ui.models.cells import TICK
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.models.ranges import spans
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.paint import draw_waiting
from inventory.ui.widgets.row_painter import RowPainter
from inventory.ui.widgets.table_columns import ColumnSet
from inventory.ui.widgets.table_copy import copy_rows
from inventory.ui.widgets.table_header import Sort, TableHeader

_SELECT_ROW = QItemSelectionModel.SelectionFlag.Rows
_REMEMBERED = 5_000


class TableView(QTableView):
    """Shows a `PagedTableModel` or a `RowsModel`.

    `memory` and `name` keep columns, widths and sort; `two_lines` makes rows high enough for a second line.
    Ticks are the selection: Space or a click on the box ticks, a plain click starts anew.
    Ids of the selection come from ranges, never row by row.

    Signals: opened(id) on Enter, F2 or double click; current_changed(id); selection_changed(); sort_chosen(list).
    """

    opened = Signal(object)
    current_changed = Signal(object)
    selection_changed = Signal()
    sort_chosen = Signal(list)

    def __init__(
        self,
        tr: Translations,
        *,
        name: str = "",
        memory: MutableMapping[str, Any] | None = None,
        two_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # A viewport made here spares Python the search for the type of Qt's own one: 25 ms at the start.
        ground = QWidget()
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        self.setViewport(ground)
        self._tr = tr
        self._two_lines = two_lines
        self._ticking = False
        self._restoring = False
        self._kept: tuple[int, list[int], int] | None = None
        self._painter = RowPainter(self)
        self._ticks = False
        self.header = TableHeader(self)
        self.setHorizontalHeader(self.header)
        self.header.sort_chosen.connect(self._on_sort)
        self.columns = ColumnSet(self, self.header, name, memory if memory is not None else {})
        self.header.menu_wanted.connect(lambda place: self.columns.show_menu(tr, place))
        self._set_up()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.apply_density()

    def apply_density(self) -> None:
        """Take the row height of the density in force."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height(two_lines=self._two_lines))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; columns, widths and sort come from what is remembered."""
        super().setModel(model)
        if not isinstance(model, TableModel):
            return
        self.header.free_selection()
        self.columns.restore()
        self.header.set_sort(self.columns.sort())
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        if isinstance(model, PagedTableModel):
            # Rows beyond the first page are only found again now.
            model.ids_known.connect(self._restore_selection)
        selection = self.selectionModel()
        selection.selectionChanged.connect(self._on_selection)
        selection.currentRowChanged.connect(self._on_current)

    # What is chosen -----------------------------------------------------------------------------------------

    def sort(self) -> Sort:
        """Return the order as (column key, descending), the most important first."""
        return list(self.header.sort)

    def set_sort(self, sort: Sort) -> None:
        """Show another order in the header; the caller asks the model for it."""
        self.header.set_sort(sort)
        self.columns.keep_sort(sort)

    def current_id(self) -> int | None:
        """Return the id of the current row."""
        index = self.currentIndex()
        model = self.model()
        return model.id_at(index.row()) if index.isValid() and isinstance(model, TableModel) else None

    def selected_ids(self) -> array[int]:
        """Return the ids of all selected rows in table order."""
        selection, model = self.selectionModel().selection(), self.model()
        if isinstance(model, PagedTableModel):
            return model.ids_in(selection)
        assert isinstance(model, TableModel)
        return array("q", [model.id_at(row) for top, bottom in spans(selection) for row in range(top, bottom + 1)])

    def selected_count(self) -> int:
        """Return how many rows are selected, from ranges."""
        return sum(bottom - top + 1 for top, bottom in spans(self.selectionModel().selection()))

    def all_selected(self) -> bool:
        """Tell whether every row is selected; then hand on the query, not the ids."""
        return self.selected_count() == self.model().rowCount() > 0

    def select_id(self, ident: int, *, scroll: bool = True) -> bool:
        """Make the row of an id the current one; False where it is not in the list."""
        row = self._row_of(ident)
        if row < 0:
            return False
        index = self.model().index(row, self._first_logical())
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | _SELECT_ROW
        self.selectionModel().setCurrentIndex(index, flags)
        if scroll:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def toggle_tick(self, row: int) -> None:
        """Tick or untick one row and keep the others."""
        self._ticking = True
        index = self.model().index(row, self._first_logical())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Toggle | _SELECT_ROW)
        self._show_ticks()

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard as tab-separated text with a header."""
        model = self.model()
        assert isinstance(model, TableModel)
        copy_rows(self, model, self.columns.shown(), self.selected_ids())

    # Keeping the place over a reset -------------------------------------------------------------------------

    def _keep_selection(self) -> None:
        self._restoring = True
        if self._kept is not None:
            # Another reset before all ids came: what was kept then is what the user chose.
            return
        ids = list(self.selected_ids()) if self.selected_count() <= _REMEMBERED else []
        self._kept = (self.current_id() or 0, ids, self.verticalScrollBar().value())

    def _restore_selection(self) -> None:
        if self._kept is None:
            return
        current, ids, scroll = self._kept
        model, selection = self.model(), QItemSelection()
        self._restoring = True
        last = model.columnCount() - 1
        for ident in ids:
            row = self._row_of(ident)
            if row >= 0:
                selection.select(model.index(row, 0), model.index(row, last))
        row = self._row_of(current) if current else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select | _SELECT_ROW)
        self.verticalScrollBar().setValue(scroll if row >= 0 else 0)
        self._restoring = False
        if not isinstance(model, PagedTableModel) or model.complete():
            self._kept = None
        if current and row < 0 and self._kept is None:
            self.current_changed.emit(None)
        self.selection_changed.emit()

    def _row_of(self, ident: int) -> int:
        model = self.model()
        if isinstance(model, PagedTableModel):
            return model.row_of(ident)
        assert isinstance(model, TableModel)
        return next((row for row in range(model.rowCount()) if model.id_at(row) == ident), -1)

    def _first_logical(self) -> int:
        return next(iter(self.columns.shown()), 0)

    def _show_ticks(self) -> None:
        ticks = self._ticking or self.selected_count() > 1
        if ticks != self._ticks:
            self._ticks = ticks
            self.viewport().update()

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        if not self._restoring:
            self._kept = None
        self._show_ticks()
        self.selection_changed.emit()

    def _on_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        self.current_changed.emit(self.current_id())

    def _on_sort(self, sort: Sort) -> None:
        self.columns.keep_sort(sort)
        model = self.model()
        if isinstance(model, RowsModel):
            keys = [column.key for column in model.columns()]
            for key, descending in reversed(sort):
                model.sort(keys.index(key), Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        self.sort_chosen.emit(sort)

    # Qt -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        index = self.currentIndex()
        if key == Qt.Key.Key_Space and index.isValid():
            self.toggle_tick(index.row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            self.opened.emit(self.current_id())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        model = self.model()
        plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if (
            plain
            and index.isValid()
            and isinstance(model, TableModel)
            and model.columns()[index.column()].style == TICK
        ):
            self.toggle_tick(index.row())
            return
        if plain:
            self._ticking = False
        super().mousePressEvent(event)
        self._show_ticks()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        model = self.model()
        if index.isValid() and isinstance(model, TableModel) and model.columns()[index.column()].style != TICK:
            self.opened.emit(self.current_id())
        else:
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.stretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(event.rect(), self.columns.shown(), ticks=self._ticks)
        model = self.model()
        if isinstance(model, PagedTableModel) and model.loading() and model.rowCount() == 0:
            self._paint_waiting()

    def _paint_waiting(self) -> None:
        painter = QPainter(self.viewport())
        height = self.verticalHeader().defaultSectionSize()
        for row in range(self.viewport().height() // height):
            for section in range(self.header.count()):
                width = self.header.sectionSize(section)
                if width > 40:
                    draw_waiting(
                        painter,
                        self.header.sectionViewportPosition(section) + 8,
                        row * height + height // 2 - 4,
                        width * 0.6,
                    )
        painter.end()
