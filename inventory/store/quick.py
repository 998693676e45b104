"""One small action in one durable transaction through a plain connection: scans, which must be on disk in a moment."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from inventory.base.changes import Done
from inventory.store.connection import configure
from inventory.store.faults import explained
from inventory.store.journal import JournalWriter

T = TypeVar("T")


@dataclass(frozen=True)
class Quick:
    """A plain connection inside a transaction; who acts, when, and the journal that every change is written to."""

    connection: sqlite3.Connection
    now: datetime
    actor: int
    journal: JournalWriter


class QuickWriter:
    """Keeps one connection with its statements prepared. Any thread may call it; one action runs at a time."""

    def __init__(self, path: Path, account: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        configure(self._connection)
        # The same as the engine's connections: no write-ahead log (reliability.md 1.1 to 1.3).
        self._connection.execute("PRAGMA journal_mode=TRUNCATE")
        self._connection.execute("PRAGMA cache_size=-16384")
        self._driver = _Driver(self._connection)
        self._account = account
        self._actor: int | None = None
        self._lock = threading.Lock()

    def run(self, title: str, work: Callable[[Quick], T], *, now: datetime | None = None) -> Done[T]:
        """Run `work` in one transaction and return when it is on disk; any exception rolls back everything.

        Raises `Unavailable` where disk or file failed.
        """
        moment = now or datetime.now(UTC)
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    actor = self._actor_id()
                    journal = JournalWriter(self._driver, actor=actor, title=title, now=moment)
                    value = work(Quick(self._connection, moment, actor, journal))
                    self._connection.execute("COMMIT")
                except BaseException:
                    # A failed commit may have ended the transaction by itself.
                    with suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                raise explained(error) or error from error
            self._actor = actor
        return Done(value, journal.changes(undoable=False))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _actor_id(self) -> int:
        if self._actor is not None:
            return self._actor
        found = self._connection.execute("SELECT id FROM actor WHERE account = ?", (self._account,)).fetchone()
        if found is not None:
            return int(found[0])
        return int(self._connection.execute("INSERT INTO actor (account) VALUES (?)", (self._account,)).lastrowid or 0)


class _Driver:
    """The plain connection as the journal uses it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Any:
        """Run SQL, many times for a list of parameters."""
        if not isinstance(parameters, list):
            return self._connection.execute(statement, parameters or ())
        # One by one: a scan writes two rows, and preparing for many costs more than they do.
        for row in parameters:
            self._connection.execute(statement, row)
        return None
