"""Taking an operation back: its old values are written again, in a new operation of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, delete, insert, select, update

from inventory.base.errors import Cancelled, Conflict, NotFound
from inventory.model.base import Base
from inventory.model.records import JournalEntry, JournalValues
from inventory.store.journal import Change, plain_value
from inventory.store.unit import Work

_CHUNK = 500


def take_back(work: Work, operation: int, *, progress: Callable[[int], bool] | None = None) -> dict[str, list[str]]:
    """Write back what records held before `operation`; returns per action the ids of the assets concerned.

    Raises `NotFound` for an operation that is not in the journal and `Conflict` where a record changed
    since; then nothing is written.
    """
    # Parents and children go in any order; the whole must hold at the end.
    work.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    entries = work.connection().execute(
        select(JournalEntry.seq, JournalEntry.action, JournalEntry.table_name, JournalEntry.record_id)
        .where(JournalEntry.operation == operation, JournalEntry.action != "operation")
        .order_by(JournalEntry.seq.desc())
    ).all()
    if not entries:
        raise NotFound("There is nothing to take back.")
    assets: dict[str, list[str]] = {"insert": [], "update": [], "delete": []}
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        contents = dict(
            work.connection()
            .execute(select(JournalValues.seq, JournalValues.content).where(JournalValues.seq.in_([entry.seq for entry in chunk])))
            .tuples()
        )
        work.journal.write(
            [_reverse(work, entry.table_name, entry.record_id, entry.action, json.loads(contents.get(entry.seq, "{}"))) for entry in chunk]
        )
        for entry in chunk:
            if entry.table_name == "asset":
                assets[entry.action].append(entry.record_id)
        if progress is not None and not progress(start + len(chunk)):
            raise Cancelled("Stopped. Nothing was changed.")
    return assets


def _reverse(work: Work, table_name: str, record: str, action: str, content: dict[str, list[Any]]) -> Change:
    table: Table = Base.metadata.tables[table_name]
    key = next(iter(table.primary_key.columns))
    record_key = record if key.type.python_type is str else int(record)
    connection = work.connection()
    if action == "delete":
        values = {column: typed(table.c[column], old) for column, (old, _new) in content.items()}
        if "version" in table.c:
            values["version"] = 1
        connection.execute(insert(table).values(values))
        return Change(table_name, record, "insert", {column: (None, values[column]) for column in content})
    present = connection.execute(select(table).where(key == record_key)).mappings().first()
    if present is None or any(plain_value(present[column]) != new for column, (_old, new) in content.items()):
        raise Conflict("This was changed again since, so it cannot be taken back.")
    if action == "insert":
        held = {column: (value, None) for column, value in present.items() if value is not None and column != "version"}
        connection.execute(delete(table).where(key == record_key))
        return Change(table_name, record, "delete", held)
    values = {column: typed(table.c[column], old) for column, (old, _new) in content.items()}
    written: dict[str, Any] = dict(values)
    if "version" in table.c:
        written["version"] = table.c.version + 1
    connection.execute(update(table).where(key == record_key).values(written))
    return Change(table_name, record, "update", {column: (present[column], value) for column, value in values.items()})


def typed(column: Column[Any], value: Any) -> Any:
    """Return a journal value as the column holds it."""
    if not isinstance(value, str):
        return value
    kind = column.type.python_type
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value
