"""Builds indexes after many rows came instead of with each of them, which takes half of the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Index, Table, func, select

from inventory.model.base import Base
from inventory.store.unit import Work

# Fewer rows are written at once whatever the table.
MANY = 2000


@contextmanager
def late_indexes(work: Work, models: Sequence[type[Base]], rows: int) -> Iterator[None]:
    """Build the indexes of the tables at the end of the block, where `rows` is more than the first of them holds.

    All of it is part of the transaction: no reader ever sees a table without its indexes.
    """
    tables = [model.__table__ for model in models if isinstance(model.__table__, Table)]
    connection = work.connection()
    if rows < MANY or rows < (connection.scalar(select(func.count()).select_from(tables[0])) or 0):
        yield
        return
    late = [str(index.name) for table in tables for index in table.indexes if not _leads_to(index, tables)]
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
    statements = {name: sql for name, sql in connection.exec_driver_sql(asked).all() if name in late}
    for name in statements:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for sql in statements.values():
        connection.exec_driver_sql(sql)


def _leads_to(index: Index, tables: Sequence[Table]) -> bool:
    """Whether an index is how SQLite finds what refers to a record of one of the tables, which it asks all the time."""
    first = next(iter(index.columns))
    return any(key.column.table in tables for key in first.foreign_keys)
