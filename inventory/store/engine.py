"""The SQLAlchemy engine of a register: one way to begin a transaction, the same settings everywhere."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, pool

from inventory.store.connection import configure


def register_engine(path: Path) -> Engine:
    """Return an engine on a SQLite file; every transaction begins with BEGIN IMMEDIATE (reliability.md 23)."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=pool.QueuePool,
        pool_size=2,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own BEGIN would leave half a schema behind when a migration fails (reliability.md 1.4).
        connection.isolation_level = None
        configure(connection)
        connection.execute("PRAGMA journal_mode=TRUNCATE")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE")

    return engine
