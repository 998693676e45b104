"""A table of a million rows: all ids in order, rows read in blocks when they come into sight.

`data()` never reads; a row that is not there yet is None and is asked for from a reader thread.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QModelIndex, QObject, QTimer, Signal

from inventory.ui.models.base import Index, TableModel
from inventory.ui.models.cells import Cell, Column, cell_of
from inventory.ui.models.ranges import spans
from inventory.ui.models.source import FirstPage, Source
from inventory.ui.operations import Job, Operations, Task

BLOCK = 64
BLOCKS_KEPT = 128
# Blocks asked for longer ago than this many were only flown over while scrolling.
_WANTED = 3
# All ids are asked for so long after the first rows are there: once they are painted.
_REST_MS = 40


class PagedTableModel(TableModel):
    """Rows of a `Source` by a query; the real number of rows from the start.

    Signals: loaded() when the first rows of a new query are shown, ids_known() when all ids are there.
    """

    loaded = Signal()
    ids_known = Signal()

    def __init__(
        self, columns: Sequence[Column], source: Source, operations: Operations, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._source = source
        self._operations = operations
        self._query: Any = None
        self._ids: array[int] = array("q")
        self._count = 0
        self._complete = True
        self._loading = False
        self._rows: OrderedDict[int, list[Any]] = OrderedDict()
        self._cells: dict[int, list[list[Cell | None] | None]] = {}
        self._stale: set[int] = set()
        self._wanted: list[int] = []
        self._reading: set[int] = set()
        self._ahead = -1
        self._ids_task: Task | None = None
        self._first_task: Task | None = None
        self._stoppable = getattr(source, "stoppable", False)
        self._generation = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._read_wanted)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._ask_ids)

    def set_query(self, query: Any, *, at_once: bool = False) -> None:
        """Show another query: its first rows at once or as soon as they are read, then all ids in the background.

        The rows shown stay until the new ones are there. `at_once` reads the first rows on this thread, for the
        first paint of the program.
        """
        self._query = query
        self._generation += 1
        self._loading = True
        self._rest.stop()
        if at_once:
            self._on_first(self._source.first(query, BLOCK))
            return
        if self._ids_task is not None:
            # Its rows would not be shown any more.
            self._ids_task.drop()
        if self._first_task is not None:
            self._first_task.drop()
        if self._stoppable and (found := self._source.first_now(query, BLOCK)) is not None:
            self._on_first(found)
            return
        task = self._operations.query(self, lambda job: self._source.first(query, BLOCK, *self._stop(job)))
        self._first_task = task.on_success(self._on_first)

    def refresh(self) -> None:
        """Read the same query again in the background; rows and selection stay where they are unless they changed."""
        self._ask_ids()
        self.mark_stale(None)

    def mark_stale(self, ids: Iterable[int] | None) -> None:
        """Read these rows (None: all that are kept) again when they are next looked at; old ones show until then."""
        if ids is None:
            self._stale.update(self._rows)
        else:
            changed = set(ids)
            for block in self._rows:
                if not changed.isdisjoint(self._ids[block * BLOCK : (block + 1) * BLOCK]):
                    self._stale.add(block)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self._columns) - 1))

    def query(self) -> Any:
        """Return the query shown."""
        return self._query

    def source(self) -> Source:
        """Return where the rows come from."""
        return self._source

    def operations(self) -> Operations:
        """Return the runner that reads."""
        return self._operations

    def loading(self) -> bool:
        """Tell whether the first rows of the query are still being read."""
        return self._loading

    def complete(self) -> bool:
        """Tell whether all ids are known; before that only those of the first rows are."""
        return self._complete

    def id_at(self, row: int) -> int:
        """Return the id of a row, 0 where it is not known yet."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def row_of(self, ident: int) -> int:
        """Return the row of an id, -1 where it is not in the list."""
        try:
            return self._ids.index(ident)
        except ValueError:
            return -1

    def ids_in(self, selection: QItemSelection) -> array[int]:
        """Return the ids of the selected ranges in table order, without asking row by row."""
        return array("q", b"".join(self._ids[top : bottom + 1] for top, bottom in spans(selection)))

    def row_at(self, row: int) -> Any:
        """Return the row tuple, or None while it is being read."""
        rows = self._rows.get(row // BLOCK)
        return rows[row % BLOCK] if rows is not None and row % BLOCK < len(rows) else None

    def cell(self, row: int, column: int) -> Cell | None:
        block, place = divmod(row, BLOCK)
        lines = self._cells.get(block)
        if lines is None or block in self._stale:
            lines = self._look_up(block)
            if lines is None:
                return None
        if place >= len(lines):
            return None
        cells = lines[place]
        if cells is None:
            if self._rows[block][place] is None:
                return None
            cells = lines[place] = [None] * len(self._columns)
        found = cells[column]
        if found is None:
            # Most columns are not in sight; making their cells would take longer than reading the row.
            found = cells[column] = cell_of(self._columns[column], self._rows[block][place])
        return found

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    # Reading ------------------------------------------------------------------------------------------------

    def _stop(self, job: Job) -> tuple[Callable[[], bool], ...]:
        return (job.cancelled,) if self._stoppable else ()

    def _ask_ids(self) -> None:
        query, source = self._query, self._source
        asked = self._operations.query(self, lambda job: source.ids(query, *self._stop(job)), slot="ids")
        self._ids_task = asked.on_success(self._on_ids)

    def _look_up(self, block: int) -> list[list[Cell | None] | None] | None:
        rows = self._rows.get(block)
        if (rows is None or block in self._stale) and block not in self._reading:
            self._want(block)
        if rows is None:
            return None
        lines = self._cells.get(block)
        if lines is None:
            lines = self._cells[block] = [None] * len(rows)
        return lines

    def _want(self, block: int) -> None:
        if block in self._wanted:
            return
        self._wanted.append(block)
        del self._wanted[:-_WANTED]
        if not self._timer.isActive():
            self._timer.start()

    def _read_wanted(self) -> None:
        while self._wanted:
            block = self._wanted.pop()
            ids = self._ids[block * BLOCK : (block + 1) * BLOCK]
            if not ids or block in self._reading:
                continue
            self._reading.add(block)
            asked = (self._generation, block)
            task = self._operations.query(self, lambda _job, ids=ids: self._source.page(ids))
            task.on_success(lambda rows, asked=asked: self._on_block(*asked, rows)).on_failure(
                lambda _error, block=block: self._forget(block)
            )

    def _forget(self, block: int) -> bool:
        self._reading.discard(block)
        return False

    def _on_first(self, first: FirstPage) -> None:
        self._loading = False
        ids = array("q", first.ids)
        self._replace(ids, max(first.total or 0, len(ids)))
        self._keep(0, list(first.rows))
        self._complete = first.total == len(ids)
        self.endResetModel()
        self.loaded.emit()
        if self._complete:
            self.ids_known.emit()
        else:
            # Another thread at work would hold up the paint of the rows, and the next key drops it anyway.
            self._rest.start(_REST_MS)

    def _on_ids(self, ids: array[int]) -> None:
        shown = len(self._ids)
        if self._complete and ids == self._ids:
            self.ids_known.emit()
            return
        if not self._complete and ids[:shown] == self._ids:
            # The rows shown are the right ones; only the end moves, if at all.
            self._set_end(ids)
        else:
            places = {b: slice(b * BLOCK, (b + 1) * BLOCK) for b in self._rows}
            kept = {b: self._rows[b] for b, place in places.items() if ids[place] == self._ids[place]}
            self._replace(ids, len(ids))
            for block, content in kept.items():
                self._keep(block, content)
            self._stale.update(kept)
            self._complete = True
            self.endResetModel()
        self._complete = True
        self.ids_known.emit()

    def _set_end(self, ids: array[int]) -> None:
        count = len(ids)
        self._ids = ids
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        if count > BLOCK:
            self.dataChanged.emit(self.index(BLOCK, 0), self.index(count - 1, len(self._columns) - 1))

    def _replace(self, ids: array[int], count: int) -> None:
        self.beginResetModel()
        self._generation += 1
        self._ids = ids
        self._count = count
        for kept in (self._rows, self._cells, self._stale, self._wanted, self._reading):
            kept.clear()

    def _keep(self, block: int, rows: list[Any]) -> None:
        self._rows[block] = rows
        self._rows.move_to_end(block)
        self._cells.pop(block, None)
        while len(self._rows) > BLOCKS_KEPT:
            old, _rows = self._rows.popitem(last=False)
            self._cells.pop(old, None)
            self._stale.discard(old)

    def _on_block(self, generation: int, block: int, rows: Sequence[Any]) -> None:
        if generation != self._generation:
            return
        self._reading.discard(block)
        self._stale.discard(block)
        self._keep(block, list(rows))
        first = block * BLOCK
        last = min(first + BLOCK, self._count) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
        self._prefetch(block)

    def _prefetch(self, block: int) -> None:
        if self._wanted or self._reading or block == self._ahead:
            return
        for near in (block + 1, block - 1):
            if 0 <= near * BLOCK < len(self._ids) and near not in self._rows:
                # One neighbour only: the next is fetched when this one is looked at.
                self._ahead = near
                self._wanted.append(near)
                self._timer.start()
                return
