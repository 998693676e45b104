"""The journal: rows written in the transaction of the change they tell of, chained by hashes, and verified."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import Connection, insert, select

from inventory.base.changes import Changes
from inventory.base.i18n import N_, Message
from inventory.model.records import Actor
from inventory.store.journal_text import encode

_SALT = 16
_CHUNK = 2000
_COLUMNS = ("seq", "at", "actor_id", "operation", "action", "title", "table_name", "record_id", "digest", "hash")
_INSERT_ROW = f"INSERT INTO journal ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


@dataclass(frozen=True)
class Change:
    """One changed record: `values` maps a column to its old and new value."""

    table: str
    record: str
    action: str
    values: Mapping[str, tuple[Any, Any]]


def _record_digest(salt: str, content: str) -> str:
    return sha256(f"{salt}{content}".encode()).hexdigest()


def _row_hash(previous: str, row: Sequence[Any]) -> str:
    """Hash a row without its last column, which is the hash itself."""
    return sha256("\x1f".join((previous, *map(str, row[:9]))).encode()).hexdigest()


def actor_id(connection: Connection, account: str) -> int:
    """Return the id by which the journal names an account, made at its first act."""
    found = connection.scalar(select(Actor.id).where(Actor.account == account))
    if found is not None:
        return found
    made = connection.execute(insert(Actor).values(account=account)).inserted_primary_key
    assert made is not None
    return int(made[0])


class Driver(Protocol):
    """What the journal is written through: SQLAlchemy's connection, or a plain one with this one method."""

    def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Any:
        """Run SQL, many times for a list of parameters."""


def last_entry(driver: Driver) -> tuple[int, str]:
    """Return number and hash of the last row, or 0 and nothing."""
    row = driver.exec_driver_sql("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row is not None else (0, "")


class JournalWriter:
    """Writes the rows of one operation; the operation's own row comes first and only if something changed."""

    def __init__(self, driver: Driver, *, actor: int, title: str, now: datetime) -> None:
        self._driver = driver
        self._actor = actor
        self._title = title
        self._at = instant(now)
        self._operation = 0
        self._seq, self._hash = last_entry(driver)
        self._tables: dict[str, set[str]] = {}

    @property
    def operation(self) -> int:
        """The journal number of this operation; its row is written when it is first asked for."""
        if not self._operation:
            self._insert([self._row("operation", "", "", "", self._title)], [])
        return self._operation

    def write(self, changes: Iterable[Change]) -> None:
        """Append one row and its values for each change, in chunks."""
        rows: list[tuple[Any, ...]] = []
        values: list[tuple[int, str, str]] = []
        for change in changes:
            _ = self.operation
            content, salt = encode(change.values), os.urandom(_SALT).hex()
            row = self._row(change.action, change.table, change.record, _record_digest(salt, content), "")
            rows.append(row)
            values.append((row[0], salt, content))
            self._tables.setdefault(change.table, set()).add(change.record)
            if len(rows) >= _CHUNK:
                self._insert(rows, values)
                rows, values = [], []
        self._insert(rows, values)

    def write_inserted(
        self, table: str, records: Sequence[int], contents: Sequence[str], parts: Mapping[str, Sequence[int]]
    ) -> None:
        """Append one row for each new record; `contents` are its values as `encoded_values` writes them.

        The same rows as `write` makes, without an object for each value. `parts` are the ids by table of the
        records that `contents` tell of too: they have no row of their own.
        """
        operation, at = self.operation, self._at
        salts = os.urandom(_SALT * len(records)).hex()
        before = f"\x1f{at}\x1f{self._actor}\x1f{operation}\x1finsert\x1f\x1f{table}\x1f"
        rows: list[tuple[Any, ...]] = []
        values: list[tuple[int, str, str]] = []
        seq, previous = self._seq, self._hash
        for place, (key, content) in enumerate(zip(records, contents, strict=True)):
            seq += 1
            salt = salts[place * _SALT * 2 : (place + 1) * _SALT * 2]
            record, digest = str(key), _record_digest(salt, content)
            previous = sha256(f"{previous}\x1f{seq}{before}{record}\x1f{digest}".encode()).hexdigest()
            rows.append((seq, at, self._actor, operation, "insert", "", table, record, digest, previous))
            values.append((seq, salt, content))
        self._seq, self._hash = seq, previous
        for changed, ids in {**parts, table: records}.items():
            if ids:
                self._tables.setdefault(changed, set()).update(map(str, ids))
        self._insert(rows, values)

    def changes(self, *, undoable: bool) -> Changes:
        """Return what was written so far."""
        tables = {table: frozenset(ids) for table, ids in self._tables.items()}
        return Changes(self._operation, self._seq, self._title, tables, undoable and bool(tables))

    def _row(self, action: str, table: str, record: str, digest: str, title: str) -> tuple[Any, ...]:
        self._seq += 1
        if not self._operation:
            self._operation = self._seq
        row = (self._seq, self._at, self._actor, self._operation, action, title, table, record, digest)
        self._hash = _row_hash(self._hash, row)
        return (*row, self._hash)

    def _insert(self, rows: list[tuple[Any, ...]], values: list[tuple[int, str, str]]) -> None:
        # Through the driver: an import writes some hundred thousand of these.
        if rows:
            self._driver.exec_driver_sql(_INSERT_ROW, rows)
        if values:
            self._driver.exec_driver_sql("INSERT INTO journal_values (seq, salt, content) VALUES (?, ?, ?)", values)


def verify(connection: Connection) -> Iterator[Message]:
    """Go through the whole journal and yield a sentence for each row that does not hold.

    A cut tail cannot be seen from inside; it shows against the last hash printed on a paper (reliability.md 1.10).
    """
    previous, expected = "", 1
    columns = ", ".join(f"j.{column}" for column in _COLUMNS)
    select_all = (
        f"SELECT {columns}, v.salt, v.content FROM journal j LEFT JOIN journal_values v USING (seq) ORDER BY j.seq"
    )
    for *row, salt, content in connection.execution_options(yield_per=_CHUNK).exec_driver_sql(select_all):
        seq, table, record, digest, own_hash = row[0], row[6], row[7], row[8], row[9]
        if seq != expected:
            yield Message(N_("Journal: rows {first} to {last} are missing."), {"first": expected, "last": seq - 1})
        if content is not None and _record_digest(salt, content) != digest:
            yield Message(
                N_("Journal row {row}: the values of {table} {record} were changed."),
                {"row": seq, "table": table, "record": record},
            )
        if _row_hash(previous, row) != own_hash:
            yield Message(N_("Journal row {row}: the chain is broken here."), {"row": seq})
        previous, expected = own_hash, seq + 1


def instant(at: datetime) -> str:
    """Return an instant as the column type writes it, so that a row hashes the same when read back."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
