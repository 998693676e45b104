"""The unit of work: one user action is one transaction with its journal rows, committed once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from inventory.base.changes import Done
from inventory.base.errors import Conflict, UserError
from inventory.store.faults import explained
from inventory.store.journal import JournalWriter, actor_id
from inventory.store.recorder import Recorder

T = TypeVar("T")

# Bulk work holds all pages that it changes in memory anyway; with a small cache it would read the others again
# and again (PRAGMA cache_size, in KiB below zero).
_BULK_CACHE, _CACHE = -1_048_576, -2_000


class Work(Session):
    """A session inside an operation; it knows who acts and when, and services never commit it.

    A service sets `undoable` to False where taking back is not a matter of old values (issued papers).
    """

    now: datetime
    actor: int
    account: str
    journal: JournalWriter
    recorder: Recorder
    undoable: bool = True

    def record(self) -> None:
        """Flush, and write the journal rows of what was flushed."""
        self.flush()
        self.journal.write(self.recorder.drain())


def run_operation(
    engine: Engine,
    title: str,
    work: Callable[[Work], T],
    *,
    account: str,
    now: datetime | None = None,
    bulk: bool = False,
) -> Done[T]:
    """Run `work` in one transaction and commit it with its journal rows.

    Any exception rolls back everything. `bulk` keeps changed pages in memory, so that readers are shut
    out only for the commit (decision 17). Raises `Conflict` where someone else changed a record since it
    was read, and `Unavailable` where disk or file failed.
    """
    try:
        with _work(engine, title, account=account, now=now or datetime.now(UTC), bulk=bulk) as session:
            value = work(session)
            session.record()
            changes = session.journal.changes(undoable=session.undoable)
            session.commit()
    except StaleDataError as error:
        raise Conflict("Someone else changed this record meanwhile. Load it again and repeat your change.") from error
    except DBAPIError as error:
        raise explained(error.orig) or error from error
    except sqlite3.Error as error:
        raise explained(error) or error from error
    return Done(value, changes)


@contextmanager
def _work(engine: Engine, title: str, *, account: str, now: datetime, bulk: bool) -> Iterator[Work]:
    with engine.connect() as connection:
        if bulk:
            connection.exec_driver_sql("PRAGMA cache_spill=OFF")
            connection.exec_driver_sql(f"PRAGMA cache_size={_BULK_CACHE}")
            connection.rollback()
        session = Work(connection, expire_on_commit=False)
        try:
            session.recorder = Recorder(session)
            session.now, session.account = now, account
            session.actor = actor_id(session.connection(), account)
            session.journal = JournalWriter(session.connection(), actor=session.actor, title=title, now=now)
            yield session
        finally:
            session.close()
            if bulk:
                connection.rollback()
                connection.exec_driver_sql("PRAGMA cache_spill=ON")
                connection.exec_driver_sql(f"PRAGMA cache_size={_CACHE}")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session for a short read; nothing is locked against writers for longer than the block."""
    try:
        with (
            engine.connect().execution_options(reading=True) as connection,
            Session(connection, autoflush=False) as session,
        ):
            yield session
    except UserError:
        raise
    except DBAPIError as error:
        raise explained(error.orig) or error from error
