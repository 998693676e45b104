"""Taking an operation back: its old values are written again, in a new operation of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Table, delete, insert, select, update

from inventory.base.errors import Cancelled, Conflict, NotFound
from inventory.model.base import Base
from inventory.model.records import JournalEntry, JournalValues
from inventory.store.journal import Change
from inventory.store.journal_text import Content, own_values, parts_of, plain_value
from inventory.store.unit import Work

_CHUNK = 500
# Records with what the journal tells of each.
Told = Sequence[tuple[str, Content]]


def take_back(
    work: Work, operation: int, *, keep: tuple[str, ...] = (), progress: Callable[[int], bool] | None = None
) -> dict[str, list[str]]:
    """Write back what records held before `operation`; returns per action the ids of the assets concerned.

    Records of the tables in `keep` stay as they are.

    Raises `NotFound` for an operation that is not in the journal and `Conflict` where a record changed
    since; then nothing is written.
    """
    # Parents and children go in any order; the whole must hold at the end.
    work.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    entries = (
        work.connection()
        .execute(
            select(JournalEntry.seq, JournalEntry.action, JournalEntry.table_name, JournalEntry.record_id)
            .where(JournalEntry.operation == operation, JournalEntry.table_name.not_in(("", *keep)))
            .order_by(JournalEntry.seq.desc())
        )
        .all()
    )
    if not entries:
        raise NotFound("There is nothing to take back.")
    assets: dict[str, list[str]] = {"insert": [], "update": [], "delete": []}
    for done, batch in _batches(entries):
        query = select(JournalValues.seq, JournalValues.content).where(
            JournalValues.seq.in_([entry.seq for entry in batch])
        )
        contents = dict(work.connection().execute(query).all())
        told: Told = [(entry.record_id, json.loads(contents.get(entry.seq, "{}"))) for entry in batch]
        table, action = Base.metadata.tables[batch[0].table_name], batch[0].action
        if action == "insert":
            told = _remove_parts(work, told)
        work.journal.write(_REVERSE[action](work, table, told))
        if table.name == "asset":
            assets[action] += [entry.record_id for entry in batch]
        if progress is not None and not progress(done):
            raise Cancelled("Stopped. Nothing was changed.")
    return assets


def _batches(entries: Sequence[Any]) -> Iterator[tuple[int, list[Any]]]:
    """Yield runs of entries of one table and action, each record once, with how many came before the end of each."""
    done = 0
    for _, run in groupby(entries, key=lambda entry: (entry.table_name, entry.action)):
        batch: dict[str, Any] = {}
        for entry in run:
            # A record changed twice is taken back step by step.
            if entry.record_id in batch or len(batch) == _CHUNK:
                done += len(batch)
                yield done, list(batch.values())
                batch = {}
            batch[entry.record_id] = entry
        done += len(batch)
        yield done, list(batch.values())


def _present(work: Work, table: Table, told: Told) -> dict[str, Any]:
    """Read the records as they are; raises `Conflict` where one is not as the operation left it."""
    key = next(iter(table.primary_key.columns))
    keys = [record if key.type.python_type is str else int(record) for record, _ in told]
    rows = {str(row[key.name]): row for row in work.connection().execute(select(table).where(key.in_(keys))).mappings()}
    for record, content in told:
        row = rows.get(record)
        if row is None or any(plain_value(row[column]) != new for column, (_, new) in content.items()):
            raise Conflict("This was changed again since, so it cannot be taken back.")
    return rows


def _remove_parts(work: Work, told: Told) -> Told:
    """Remove what was made together with records and is told by their rows; return what is told of themselves."""
    parts: dict[str, list[tuple[str, Content]]] = {}
    for _, content in told:
        for name, record, values in parts_of(content):
            parts.setdefault(name, []).append((record, values))
    for name, made in parts.items():
        for start in range(0, len(made), _CHUNK):
            work.journal.write(_remove(work, Base.metadata.tables[name], made[start : start + _CHUNK]))
    return [(record, own_values(content)) for record, content in told]


def _remove(work: Work, table: Table, told: Told) -> list[Change]:
    rows = _present(work, table, told)
    key = next(iter(table.primary_key.columns))
    work.connection().execute(delete(table).where(key.in_([row[key.name] for row in rows.values()])))
    return [
        Change(
            table.name,
            record,
            "delete",
            {name: (value, None) for name, value in rows[record].items() if value is not None and name != "version"},
        )
        for record, _ in told
    ]


def _bring_back(work: Work, table: Table, told: Told) -> list[Change]:
    changes = []
    for record, content in told:
        values = {column: typed(table.c[column], old) for column, (old, _) in content.items()}
        changes.append(
            Change(table.name, record, "insert", {column: (None, value) for column, value in values.items()})
        )
        work.connection().execute(insert(table).values({**values, "version": 1} if "version" in table.c else values))
    return changes


def _write_back(work: Work, table: Table, told: Told) -> list[Change]:
    rows = _present(work, table, told)
    key = next(iter(table.primary_key.columns))
    changes = []
    for record, content in told:
        values = {column: typed(table.c[column], old) for column, (old, _) in content.items()}
        written: dict[str, Any] = {**values, "version": table.c.version + 1} if "version" in table.c else values
        work.connection().execute(update(table).where(key == rows[record][key.name]).values(written))
        changes.append(
            Change(
                table.name,
                record,
                "update",
                {column: (rows[record][column], value) for column, value in values.items()},
            )
        )
    return changes


_REVERSE = {"insert": _remove, "delete": _bring_back, "update": _write_back}


def typed(column: Column[Any], value: Any) -> Any:
    """Return a journal value as the column holds it."""
    if not isinstance(value, str):
        return value
    kind = column.type.python_type
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value
