"""The journal: rows written in the transaction of the change they tell of, chained by hashes, and verified."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from inventory.base.i18n import Message, N_
from inventory.model.records import Actor, JournalEntry, JournalValues

_SALT = 8
_CHUNK = 2000


@dataclass(frozen=True)
class Change:
    """One changed record: `values` maps a column to its old and new value."""

    table: str
    record: str
    action: str
    values: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Changes:
    """What one operation changed, told to screens after the commit.

    `operation` is the journal number of the operation, 0 where nothing changed; `last` the number of its
    last row. `tables` maps a table to the ids of its changed records. `undoable` says whether one user may
    simply take it back (issued papers are cancelled instead).
    """

    operation: int
    last: int
    title: str
    tables: Mapping[str, frozenset[str]] = field(default_factory=dict)
    undoable: bool = False

    def touches(self, *tables: str) -> bool:
        """Whether a record of one of the tables changed."""
        return any(table in self.tables for table in tables)


def plain_value(value: Any) -> Any:
    """Return a column value as JSON can hold it; bytes as their SHA-256, so that photos are not kept twice."""
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "sha256:" + hashlib.sha256(value).hexdigest()
    raise TypeError(f"no journal form for {type(value).__name__}")


def _value_digest(salt: str, old: Any, new: Any) -> bytes:
    old_hash = hashlib.sha256(f"{salt}o{json.dumps(old)}".encode()).digest()
    return old_hash + hashlib.sha256(f"{salt}n{json.dumps(new)}".encode()).digest()


def _record_digest(content: Mapping[str, list[Any]]) -> str:
    whole = hashlib.sha256()
    for column in sorted(content):
        old, new, salt, *erased = content[column]
        whole.update(column.encode())
        whole.update(bytes.fromhex(erased[0]) if erased else _value_digest(salt, old, new))
    return whole.hexdigest()


def _row_hash(previous: str, row: Mapping[str, Any]) -> str:
    at = row["at"].astimezone(UTC).isoformat()
    parts = (previous, row["seq"], at, row["actor_id"], row["operation"], row["action"], row["title"], row["table_name"], row["record_id"], row["digest"])
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def actor_id(connection: Connection, account: str) -> int:
    """Return the id by which the journal names an account, made at its first act."""
    found = connection.scalar(select(Actor.id).where(Actor.account == account))
    if found is not None:
        return found
    return int(connection.execute(insert(Actor).values(account=account)).inserted_primary_key[0])


def last_entry(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the last row, or 0 and nothing."""
    row = connection.execute(select(JournalEntry.seq, JournalEntry.hash).order_by(JournalEntry.seq.desc()).limit(1)).first()
    return (row.seq, row.hash) if row is not None else (0, "")


class JournalWriter:
    """Writes the rows of one operation; the operation's own row comes first and only if something changed."""

    def __init__(self, connection: Connection, *, actor: int, title: str, now: datetime) -> None:
        self._connection = connection
        self._actor = actor
        self._title = title
        self._now = now
        self._operation = 0
        self._seq, self._hash = last_entry(connection)
        self._tables: dict[str, set[str]] = {}

    @property
    def operation(self) -> int:
        """The journal number of this operation; its row is written when it is first asked for."""
        if not self._operation:
            self._operation = self._seq + 1
            self._insert([self._row("operation", "", "", "", self._title)])
        return self._operation

    def write(self, changes: Iterable[Change]) -> None:
        """Append one row and its values for each change, in chunks."""
        rows: list[dict[str, Any]] = []
        values: list[dict[str, Any]] = []
        for change in changes:
            _ = self.operation
            content = self._content(change.values)
            row = self._row(change.action, change.table, change.record, _record_digest(content), "")
            rows.append(row)
            values.append({"seq": row["seq"], "content": json.dumps(content, ensure_ascii=False)})
            self._tables.setdefault(change.table, set()).add(change.record)
            if len(rows) >= _CHUNK:
                self._insert(rows, values)
                rows, values = [], []
        self._insert(rows, values)

    def changes(self, *, undoable: bool) -> Changes:
        """Return what was written so far."""
        tables = {table: frozenset(ids) for table, ids in self._tables.items()}
        return Changes(self._operation, self._seq, self._title, tables, undoable and bool(tables))

    @staticmethod
    def _content(values: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
        salts = os.urandom(_SALT * len(values)).hex()
        width = 2 * _SALT
        return {
            column: [plain_value(old), plain_value(new), salts[i * width : (i + 1) * width]]
            for i, (column, (old, new)) in enumerate(values.items())
        }

    def _row(self, action: str, table: str, record: str, digest: str, title: str) -> dict[str, Any]:
        self._seq += 1
        row: dict[str, Any] = {
            "seq": self._seq,
            "at": self._now,
            "actor_id": self._actor,
            "operation": self._operation,
            "action": action,
            "title": title,
            "table_name": table,
            "record_id": record,
            "digest": digest,
        }
        row["hash"] = self._hash = _row_hash(self._hash, row)
        return row

    def _insert(self, rows: list[dict[str, Any]], values: list[dict[str, Any]] | None = None) -> None:
        if rows:
            self._connection.execute(insert(JournalEntry), rows)
        if values:
            self._connection.execute(insert(JournalValues), values)


def verify(connection: Connection) -> Iterator[Message]:
    """Go through the whole journal and yield a sentence for each row that does not hold.

    A cut tail cannot be seen from inside; it shows against the last hash printed on a paper (reliability.md 1.10).
    """
    previous, expected = "", 1
    for entry, content in _entries(connection):
        if entry["seq"] != expected:
            yield Message(N_("Journal: rows {first} to {last} are missing."), {"first": expected, "last": entry["seq"] - 1})
        if content is not None and _record_digest(json.loads(content)) != entry["digest"]:
            yield Message(
                N_("Journal row {row}: the values of {table} {record} were changed."),
                {"row": entry["seq"], "table": entry["table_name"], "record": entry["record_id"]},
            )
        if _row_hash(previous, entry) != entry["hash"]:
            yield Message(N_("Journal row {row}: the chain is broken here."), {"row": entry["seq"]})
        previous, expected = entry["hash"], entry["seq"] + 1


def _entries(connection: Connection) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    columns = [*JournalEntry.__table__.c, JournalValues.content]
    query = select(*columns).outerjoin(JournalValues, JournalValues.seq == JournalEntry.seq).order_by(JournalEntry.seq)
    with connection.execution_options(yield_per=_CHUNK).execute(query) as result:
        for row in result.mappings():
            yield {key: row[key] for key in row}, row["content"]
