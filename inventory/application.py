"""Joins the parts: the one object that windows, commands and tests receive."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from inventory.base.account import account as system_account
from inventory.base.errors import Refused, Unavailable
from inventory.base.i18n import Translations, system_language, translations
from inventory.base.settings import Settings
from inventory.store.connection import SCHEMA_VERSION, check_file, connect_reader, leave_log
from inventory.store.faults import explained
from inventory.store.listing import Listing

# What is heavy to import stays out of the way of the first paint (decision 30).
if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from inventory.base.changes import Changes, Done
    from inventory.store.quick import Quick, QuickWriter
    from inventory.store.search import SearchIndex
    from inventory.store.unit import Work

T = TypeVar("T")


class Application:
    """An open register.

    Reads of lists go through `listing`, all other reads through `read`, every change through `operation`.
    """

    def __init__(
        self,
        path: Path,
        *,
        settings: Settings | None = None,
        account: str | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Open the register at `path`; an older one is copied and upgraded first. Raises what `check_file` raises."""
        if check_file(path) < SCHEMA_VERSION:
            from inventory.store.schema import prepare

            prepare(path)
        self.path = path
        self._file = _file_of(path)
        self.settings = settings or Settings()
        self.account = account or system_account()
        self.today = today
        self.read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        try:
            if not self.read_only:
                leave_log(path)
            self.listing = Listing(path, today)
        except sqlite3.Error as error:
            raise explained(error) or error from error
        self.undoable: list[tuple[int, str]] = []
        self.redoable: list[tuple[int, str]] = []
        self._subscribers: list[Callable[[Changes], None]] = []
        self._writing = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        # Whoever closes the register waits for a look at what others changed, and none begins after it.
        self._watching = threading.Lock()
        self._closed = False
        self._seen = 0
        self._own: set[int] = set()

    @property
    def tr(self) -> Translations:
        """The language of screens and messages."""
        return translations(self.settings.language or system_language())

    def prepare(self, cancelled: Callable[[], bool]) -> None:
        """Import what changes need and bring the search up to date, in the background after the first paint."""
        import sqlalchemy.orm  # noqa: F401 - paid for here instead of at the first click

        self.search.catch_up(cancelled=cancelled)

    def unit_title(self) -> tuple[str, bool]:
        """Return the unit's short name for the window's title, and whether this is the demonstration register."""
        try:
            with closing(connect_reader(self.path)) as connection:
                row = connection.execute("SELECT short_name, name, is_demonstration FROM unit LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise explained(error) or error from error
        return (row[0] or row[1], bool(row[2])) if row is not None else ("", False)

    @cached_property
    def engine(self) -> Engine:
        """The engine of all changes; made when the first one comes."""
        from inventory.store.engine import register_engine
        from inventory.store.mapping import map_tables

        map_tables()
        return register_engine(self.path)

    @cached_property
    def search(self) -> SearchIndex:
        """The search index beside the register."""
        from inventory.store.search import SearchIndex

        return SearchIndex(self.path)

    def operation(self, title: str, work: Callable[[Work], T], *, bulk: bool = False) -> Done[T]:
        """Run one user action in one transaction and tell the subscribers what changed.

        `title` is an English message id. Only one operation runs at a time in this program. Raises the
        `UserError` that `work` raises, and then nothing was changed.
        """
        from inventory.store.unit import run_operation

        self._check_file()
        with self._writing:
            done = run_operation(self.engine, title, work, account=self.account, bulk=bulk)
            if done.changes.operation:
                self.search.apply(done.changes)
        if done.changes.undoable:
            self.undoable.append((done.changes.operation, title))
            self.redoable.clear()
        self._tell(done.changes)
        return done

    def quick(self, title: str, work: Callable[[Quick], T]) -> Done[T]:
        """Run one small action, such as a scan, through a prepared plain connection; on disk when this returns.

        Like `operation`, but without SQLAlchemy and without the search index, which scans do not touch.
        """
        self._check_file()
        with self._writing:
            done = self._quick_writer.run(title, work)
        self._tell(done.changes)
        return done

    @cached_property
    def _quick_writer(self) -> QuickWriter:
        from inventory.store.quick import QuickWriter

        return QuickWriter(self.path, self.account)

    def _check_file(self) -> None:
        """Refuse to change what cannot be changed, or what is no longer the file opened (reliability.md 25)."""
        if self.read_only:
            raise Refused("This register can only be read here: the file or its folder is read-only.")
        if _file_of(self.path) != self._file:
            raise Unavailable(
                "{file} was moved, deleted or replaced while it was open. Nothing was saved. "
                "Close the program, put the file back and open it again.",
                file=self.path,
            )

    def note_reading(self, title: str) -> None:
        """Keep in the journal that a list with personal data left the register (decision 18)."""
        if not self.read_only:
            self.operation(title, lambda work: work.journal.operation)

    def read(self, work: Callable[[Session], T]) -> T:
        """Run a short read and return what it returns, which must not be records of the session."""
        from inventory.store.unit import reading

        with reading(self.engine) as session:
            return work(session)

    def undo(self) -> Done[dict[str, list[str]]] | None:
        """Take back the last operation of this window that can be; None where there is none."""
        return self._step_back(self.undoable, self.redoable, "Undo")

    def redo(self) -> Done[dict[str, list[str]]] | None:
        """Do again what was just undone; None where there is nothing."""
        return self._step_back(self.redoable, self.undoable, "Redo")

    def take_back(self, operation: int, title: str = "Undo") -> Done[dict[str, list[str]]]:
        """Take back any operation of the journal that nothing has built upon."""
        from inventory.store.undo import take_back

        def work(work: Work) -> dict[str, list[str]]:
            work.undoable = False
            return take_back(work, operation)

        return self.operation(title, work, bulk=True)

    def subscribe(self, callback: Callable[[Changes], None]) -> None:
        """Have `callback` called after each commit, in the thread that made it."""
        self._subscribers.append(callback)

    def changes_elsewhere(self) -> Changes | None:
        """Return what another program changed in the register since the last call; cheap enough for twice a second."""
        with self._watching:
            return None if self._closed else self._changes_elsewhere()

    def _changes_elsewhere(self) -> Changes | None:
        if self.listing.search_damaged and self.search.rebuild():
            self.listing.attach_search()
        if self._watch is None:
            self._watch = connect_reader(self.path)
            self._seen = self._watch.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
            return None
        last = self._watch.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
        if last == self._seen:
            return None
        from inventory.base.changes import Changes

        tables: dict[str, set[str]] = {}
        rows = self._watch.execute(
            "SELECT operation, table_name, record_id FROM journal WHERE seq > ? AND table_name <> ''", (self._seen,)
        )
        for operation, table, record in rows:
            if operation not in self._own:
                tables.setdefault(table, set()).add(record)
        self._seen = last
        self._own.clear()
        if not tables:
            return None
        self.search.catch_up()
        return Changes(0, last, "", {table: frozenset(ids) for table, ids in tables.items()})

    def close(self) -> None:
        """Let go of the file."""
        with self._watching:
            self._closed = True
            if self._watch is not None:
                self._watch.close()
        self.listing.close()
        if "search" in self.__dict__:
            self.search.close()
        if "_quick_writer" in self.__dict__:
            self._quick_writer.close()
        if "engine" in self.__dict__:
            self.engine.dispose()

    def _step_back(
        self, source: list[tuple[int, str]], target: list[tuple[int, str]], word: str
    ) -> Done[dict[str, list[str]]] | None:
        if not source:
            return None
        operation, title = source[-1]
        done = self.take_back(operation, word)
        source.pop()
        target.append((done.changes.operation, title))
        return done

    def _tell(self, changes: Changes) -> None:
        if changes.operation:
            self._own.add(changes.operation)
            for callback in list(self._subscribers):
                callback(changes)


def _file_of(path: Path) -> tuple[int, int] | None:
    """Tell one file from another of the same name; without it, Linux would write into a file that has no name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)
