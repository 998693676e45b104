"""Many rows in one transaction, with the journal rows that the recorder would have written (decision 17)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from sqlalchemy import Column, Date, Dialect, Table, func, select

from inventory.base.errors import Cancelled
from inventory.model.base import Base
from inventory.store.journal import Change
from inventory.store.journal_text import encoded_parts, encoded_values
from inventory.store.unit import Work

CHUNK = 2000
Progress = Callable[[int], bool]
Columns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Rows of one table that belong to new records of another, whose journal rows tell of them too.

    `owner` is the column that points at the record; `places` says for each row which of the new records that
    is, counted from 0, in their order.
    """

    model: type[Base]
    owner: str
    places: Sequence[int]
    columns: Columns


def insert_rows(
    work: Work, model: type[Base], rows: Sequence[dict[str, Any]], *, progress: Progress | None = None
) -> range:
    """Insert rows of one table and return their ids in order; `progress(done)` returns False to stop.

    Columns that are not in a row get the model's default. All rows must have the same keys.
    """
    return insert_columns(work, model, columns_of(rows), progress=progress)


def columns_of(rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    """Return rows of the same keys column by column."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def insert_columns(
    work: Work, model: type[Base], columns: Columns, *, parts: Sequence[Parts] = (), progress: Progress | None = None
) -> range:
    """Insert rows given column by column, and what belongs to them. Else as `insert_rows`."""
    count = len(next(iter(columns.values()), ()))
    if not count:
        return range(0)
    into = _Insertion(work, model, tuple(columns))
    first = into.next_id
    belonging = [_PartsInsertion(work, part) for part in parts if part.places]
    for start in range(0, count, CHUNK):
        end = min(start + CHUNK, count)
        cells = {name: cells[start:end] for name, cells in columns.items()}
        keys = into.add(cells)
        told = [part.add(first, keys) for part in belonging]
        cells.pop("version", None)
        made = {part.table: part.made for part in belonging}
        work.journal.write_inserted(into.table.name, keys, encoded_values(cells, told), made)
        _go_on(progress, end)
    return range(first, into.next_id)


def update_rows(
    work: Work,
    model: type[Base],
    changes: Mapping[int, Mapping[str, tuple[Any, Any]]],
    *,
    progress: Progress | None = None,
) -> None:
    """Set columns of records given as `{id: {column: (old, new)}}`; the caller read the old ones just before."""
    table = _table(model)
    connection = work.connection()
    records = list(changes.items())
    for start in range(0, len(records), CHUNK):
        chunk = records[start : start + CHUNK]
        # One statement for all records that change the same columns.
        alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for record, values in chunk:
            written = [_written(table.c[column], connection.dialect)(pair[1]) for column, pair in values.items()]
            alike.setdefault(tuple(values), []).append((*written, record))
        for columns, rows in alike.items():
            assignments = [f"{column} = ?" for column in columns] + ["version = version + 1"] * ("version" in table.c)
            connection.exec_driver_sql(f"UPDATE {table.name} SET {', '.join(assignments)} WHERE id = ?", rows)
        work.journal.write(Change(table.name, str(record), "update", values) for record, values in chunk)
        _go_on(progress, min(start + CHUNK, len(records)))


class _Insertion:
    """Inserts rows of one table that have the same columns."""

    def __init__(self, work: Work, model: type[Base], given: tuple[str, ...]) -> None:
        self.table = _table(model)
        self._connection = work.connection()
        self.next_id = (self._connection.scalar(select(func.max(self.table.c.id))) or 0) + 1
        defaults = _defaults(self.table, given)
        dialect = self._connection.dialect
        self._constants = [_written(self.table.c[name], dialect)(value) for name, value in defaults.items()]
        names = ("id", *given, *defaults)
        self._sql = f"INSERT INTO {self.table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"

    def add(self, cells: Columns) -> range:
        """Insert rows and return their ids."""
        dialect = self._connection.dialect
        columns = [_written_column(self.table.c[name], values, dialect) for name, values in cells.items()]
        keys = range(self.next_id, self.next_id + len(columns[0]))
        # Through the driver: Core's own handling of parameters would take a third of an import.
        constants = (repeat(value, len(keys)) for value in self._constants)
        self._connection.exec_driver_sql(self._sql, list(zip(keys, *columns, *constants, strict=True)))
        self.next_id = keys.stop
        return keys


class _PartsInsertion:
    """Inserts what belongs to new records, along with them."""

    def __init__(self, work: Work, parts: Parts) -> None:
        self._parts = parts
        self._into = _Insertion(work, parts.model, (parts.owner, *parts.columns))
        self._done = 0
        self.table = self._into.table.name
        self.made = range(0)

    def add(self, first: int, owners: range) -> list[str]:
        """Insert the rows of these owners, the first of all being `first`; return what the journal tells of them."""
        places = self._parts.places
        start, end = self._done, bisect_left(places, owners.stop - first, self._done)
        self._done = end
        self.made = range(0)
        if start == end:
            return [""] * len(owners)
        belongs = [first + place for place in places[start:end]]
        cells: dict[str, Sequence[Any]] = {self._parts.owner: belongs}
        cells |= {name: values[start:end] for name, values in self._parts.columns.items()}
        self.made = self._into.add(cells)
        return encoded_parts(self.table, {"id": self.made, **cells}, belongs, owners)


def _go_on(progress: Progress | None, done: int) -> None:
    if progress is not None and not progress(done):
        raise Cancelled("Stopped. Nothing was saved.")


def _table(model: type[Base]) -> Table:
    assert isinstance(model.__table__, Table)
    return model.__table__


def _defaults(table: Table, given: Sequence[str]) -> dict[str, Any]:
    """Return the values of the columns that are not given, but for those that are NULL without being told."""
    defaults: dict[str, Any] = {}
    for column in table.c:
        default: Any = column.default
        if column.name == "version":
            defaults["version"] = 1
        elif default is not None and default.is_scalar:
            defaults[column.name] = default.arg
    return {name: value for name, value in defaults.items() if name not in given}


def _written(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any]:
    processor = column.type.dialect_impl(dialect).bind_processor(dialect)
    return processor or (lambda value: value)


def _written_column(column: Column[Any], cells: Sequence[Any], dialect: Dialect) -> Sequence[Any]:
    """Return the cells as the driver takes them; the same values are turned once."""
    processor = column.type.dialect_impl(dialect).bind_processor(dialect)
    if processor is None:
        return cells
    if isinstance(column.type, Date):
        # What the processor makes of a day too, at a quarter of its time.
        return [None if cell is None else cell.isoformat() for cell in cells]
    known = {cell: processor(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells))
