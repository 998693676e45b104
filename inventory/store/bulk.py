"""Many rows in one transaction, with the journal rows that the recorder would have written (decision 17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any

from sqlalchemy import Column, Dialect, Table, func, select

from inventory.base.errors import Cancelled
from inventory.model.base import Base
from inventory.store.journal import Change, encoded_values
from inventory.store.unit import Work

CHUNK = 2000
Progress = Callable[[int], bool]


def insert_rows(
    work: Work, model: type[Base], rows: Sequence[dict[str, Any]], *, progress: Progress | None = None
) -> list[int]:
    """Insert rows of one table and return their ids in order; `progress(done)` returns False to stop.

    Columns that are not in a row get the model's default. All rows must have the same keys.
    """
    table = _table(model)
    if not rows:
        return []
    first = (work.connection().scalar(select(func.max(table.c.id))) or 0) + 1
    defaults = _defaults(table, rows[0])
    given = tuple(rows[0])
    connection = work.connection()
    # Through the driver: Core's own handling of parameters would take a third of an import.
    names = ("id", *given, *defaults)
    sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    constants = [_written(table.c[name], connection.dialect)(value) for name, value in defaults.items()]
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        keys = range(first + start, first + start + len(chunk))
        cells = {name: [row[name] for row in chunk] for name in given}
        columns = [_written_column(table.c[name], cells[name], connection.dialect) for name in given]
        connection.exec_driver_sql(
            sql, list(zip(keys, *columns, *(repeat(value, len(chunk)) for value in constants), strict=True))
        )
        cells.pop("version", None)
        work.journal.write_inserted(table.name, keys, encoded_values(cells))
        _go_on(progress, min(start + CHUNK, len(rows)))
    return list(range(first, first + len(rows)))


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


def _go_on(progress: Progress | None, done: int) -> None:
    if progress is not None and not progress(done):
        raise Cancelled("Stopped. Nothing was saved.")


def _table(model: type[Base]) -> Table:
    assert isinstance(model.__table__, Table)
    return model.__table__


def _defaults(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    defaults: dict[str, Any] = {}
    for column in table.c:
        if column.name not in row and not column.primary_key:
            default: Any = column.default
            defaults[column.name] = (
                default.arg if default is not None and default.is_scalar else (1 if column.name == "version" else None)
            )
    return defaults


def _written(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any]:
    processor = column.type.dialect_impl(dialect).bind_processor(dialect)
    return processor or (lambda value: value)


def _written_column(column: Column[Any], cells: Sequence[Any], dialect: Dialect) -> Sequence[Any]:
    """Return the cells as the driver takes them; the same values are turned once."""
    processor = column.type.dialect_impl(dialect).bind_processor(dialect)
    if processor is None:
        return cells
    known = {cell: processor(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells))
