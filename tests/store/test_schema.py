"""The schema is what the model says, and an upgrade is whole or not at all (reliability.md 4, 15, 16)."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext

from inventory.model.base import Base
from inventory.store import schema
from inventory.store.connection import APPLICATION_ID, SCHEMA_VERSION, check_file
from inventory.store.engine import register_engine


def make_old(database):
    """Give a register the mark of an older version, as if a migration were due."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version=0")
    connection.close()


def make_version(engine, revision):
    """Make a register as a program of an older version left it."""
    script = schema._script()
    with (
        engine.begin() as connection,
        EnvironmentContext(Config(), script, fn=lambda now, _context: script._upgrade_revs(revision, now)) as made,
    ):
        made.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
        made.run_migrations()


def content_of(path):
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_file_and_model_do_not_differ(database):
    engine = register_engine(database)
    with engine.connect() as connection:
        assert schema.differences(connection) == []
    engine.dispose()


def test_older_register_is_copied_before_it_is_upgraded(database):
    make_old(database)
    before = content_of(database)
    copy = schema.prepare(database)
    assert content_of(copy) == before
    assert check_file(copy) == 0
    assert check_file(database) == SCHEMA_VERSION


def test_upgrade_that_fails_leaves_the_old_register(database, monkeypatch):
    make_old(database)
    before = database.read_bytes()

    class Failing:
        def _upgrade_revs(self, head, revision):
            raise RuntimeError("power cut")

    monkeypatch.setattr(schema, "_script", Failing)
    with pytest.raises(RuntimeError):
        schema.prepare(database)
    assert database.read_bytes() == before
    assert check_file(database) == 0


def test_first_migration_that_fails_half_way_leaves_nothing(tmp_path):
    engine = register_engine(tmp_path / "x.db")

    def failing(connection):
        for number, table in enumerate(Base.metadata.sorted_tables):
            if number == 5:
                raise RuntimeError("power cut")
            table.create(connection)

    with pytest.raises(RuntimeError), engine.begin() as connection:
        failing(connection)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    engine.dispose()


def test_current_register_is_not_copied(database):
    assert schema.prepare(database) is None
    assert [item.name for item in database.parent.glob("*-v*")] == []


def test_copy_before_an_upgrade_has_nothing_of_a_half_written_change(database):
    make_old(database)
    half = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE setting SET value = 'half written'")
connection.execute("CREATE TABLE half (x)")
connection.executemany("INSERT INTO half VALUES (?)", [("x" * 500,)] * 3000)
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", half, str(database)], check=False)
    schema.prepare(database)
    (copy,) = database.parent.glob("*-v0-*")
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM setting WHERE value = 'half written'").fetchone() == (0,)
    connection.close()


def first_version(path):
    """Make a register as the first version of the program did."""
    engine = register_engine(path)
    make_version(engine, "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version=1")
    engine.dispose()


PRINTS = """
INSERT INTO actor VALUES (1, 'jan');
INSERT INTO category (id, code, code_folded, name, name_key, kst, label_template, icon, active)
    VALUES (1, 'X', 'x', 'X', 'x', '', '', 'box', 1);
INSERT INTO print_job VALUES
    (1, '2025-01-01', 1, 'sheet-70x36-qr', 'asset', 'a.pdf', 203, 1, 1, 1, 1, 'printed'),
    (2, '2025-01-02', 1, 'roll-100x55-funding', 'funding', 'b.pdf', 203, 1, 1, 1, 1, 'partial'),
    (3, '2025-01-03', 1, 'sheet-70x36-funding', 'funding', 'Zebra', 203, 1, 1, 1, 1, 'pending');
"""


def test_register_of_the_first_version_keeps_its_prints_and_asks_only_about_those_not_answered(tmp_path):
    path = tmp_path / "stary.db"
    first_version(path)
    connection = sqlite3.connect(path)
    connection.executescript(PRINTS)
    connection.close()
    copy = schema.prepare(path)
    assert check_file(copy) == 1
    engine = register_engine(path)
    with engine.connect() as connection:
        assert schema.differences(connection) == []
        rows = connection.exec_driver_sql("SELECT form, stock, answered_at IS NULL FROM print_job ORDER BY id").all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("sticker", "", 0), ("funding", "", 0), ("combined", "", 1)]


def test_a_logo_of_an_older_register_is_the_one_in_colour(tmp_path):
    path = tmp_path / "stary.db"
    engine = register_engine(path)
    make_version(engine, "0002")
    with engine.begin() as connection:
        digest = "a" * 64
        connection.exec_driver_sql("INSERT INTO stored_file VALUES (?, 'image/png', 3, x'616263')", (digest,))
        columns = {row[1]: row[2] for row in connection.exec_driver_sql("PRAGMA table_info(funding_source)")}
        values = {name: 0 if kind in {"INTEGER", "BOOLEAN"} else "" for name, kind in columns.items()}
        values |= {name: None for name, kind in columns.items() if kind in {"DATE", "DOUBLE"}} | {"id": 1}
        marks = ", ".join("?" * len(values))
        connection.exec_driver_sql(f"INSERT INTO funding_source VALUES ({marks})", tuple(values.values()))
        connection.exec_driver_sql(
            "INSERT INTO source_logo VALUES (1, 1, ?, 'Znak', 'colour', 0, 12.5, NULL, 's. 52')", (digest,)
        )
        connection.exec_driver_sql("PRAGMA user_version=2")
    schema.upgrade(engine)
    with engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM source_logo").mappings()
        assert (row["sha256"], row["name"], row["min_width_mm"], row["source_page"]) == (digest, "Znak", 12.5, "s. 52")
        assert (row["grey_sha256"], row["black_sha256"]) == (None, None)
        (source,) = connection.exec_driver_sql("SELECT * FROM funding_source").mappings()
        assert (source["label_order"], source["label_number"], source["most_logos"]) == (0, 1, None)
        assert schema.differences(connection) == []
    engine.dispose()
