"""One action is one transaction: all of it with its journal rows, or nothing."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import replace

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DatabaseError

from inventory.base.errors import Conflict, Refused, Unavailable
from inventory.model.assets import Asset
from inventory.model.organisation import Cell
from inventory.model.records import JournalEntry, JournalValues
from inventory.services.organisation import CellRequest, list_cells, save_cell
from inventory.store import connection as store_connection
from inventory.store.engine import register_engine
from inventory.store.faults import explained
from inventory.store.unit import run_operation
from tests.factories import make_asset


def add_cell(application, name="Wydział"):
    return application.operation("Cell added", lambda work: save_cell(work, CellRequest(name=name)))


def test_operation_that_fails_leaves_nothing(application):
    def work(session):
        save_cell(session, CellRequest(name="Wydział"))
        raise Refused("No.")

    before = application.read(lambda s: s.scalar(select(JournalEntry.seq).order_by(JournalEntry.seq.desc())))
    with pytest.raises(Refused):
        application.operation("Cell added", work)
    assert application.read(list_cells) == []
    assert application.read(lambda s: s.scalar(select(JournalEntry.seq).order_by(JournalEntry.seq.desc()))) == before


def test_operation_tells_what_it_changed(application):
    told = []
    application.subscribe(told.append)
    done = add_cell(application)
    assert told == [done.changes]
    assert done.changes.tables == {"cell": frozenset({str(done.value)})}
    assert done.changes.undoable


def test_journal_has_who_what_and_both_values(application):
    done = add_cell(application)
    (view,) = application.read(list_cells)
    application.operation("Cell changed", lambda work: save_cell(work, CellRequest(id=view.id, name="Komisariat")))

    def read(session):
        rows = session.scalars(select(JournalEntry).where(JournalEntry.table_name == "cell").order_by(JournalEntry.seq))
        return [(row.action, session.get(JournalValues, row.seq).content) for row in rows]

    (_, made), (action, changed) = application.read(read)
    assert json.loads(made)["name"] == [None, "Wydział"]
    assert action == "update"
    assert json.loads(changed)["name"] == ["Wydział", "Komisariat"]
    assert done.changes.title == "Cell added"


def test_two_programs_changing_one_record_do_not_overwrite_each_other(database):
    first, second = register_engine(database), register_engine(database)
    cell = run_operation(first, "Cell added", lambda work: save_cell(work, CellRequest(name="A")), account="a").value
    read = CellRequest(id=cell, name="A", version=1)
    run_operation(first, "Cell changed", lambda work: save_cell(work, replace(read, name="B")), account="a")
    with pytest.raises(Conflict):
        run_operation(second, "Cell changed", lambda work: save_cell(work, replace(read, name="C")), account="b")
    for engine in (first, second):
        engine.dispose()


def test_writers_wait_for_each_other(database):
    """A read that turns into a write inside one transaction would fail at once (reliability.md 23)."""
    engine = register_engine(database)
    locked, asking, names = threading.Event(), threading.Event(), []

    def slow(work):
        names.extend(work.scalars(select(Cell.name)).all())
        locked.set()
        assert asking.wait(5)
        return save_cell(work, CellRequest(name="first"))

    other = threading.Thread(target=lambda: run_operation(engine, "Slow", slow, account="a"))
    other.start()
    assert locked.wait(5)
    again = register_engine(database)

    # The connection is there; the next thing it does is to ask for the lock.
    @event.listens_for(again, "engine_connect")
    def _(*_args):
        asking.set()

    run_operation(again, "Quick", lambda work: save_cell(work, CellRequest(name="second")), account="b")
    other.join()
    with again.connect() as connection:
        assert connection.execute(text("SELECT name FROM cell ORDER BY id")).scalars().all() == ["first", "second"]
    engine.dispose()
    again.dispose()


def test_register_held_by_another_program_is_told_and_nothing_saved(database, monkeypatch):
    monkeypatch.setattr(store_connection, "BUSY_MS", 50)
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    engine = register_engine(database)
    try:
        with pytest.raises(Unavailable, match="Another program"):
            run_operation(engine, "x", lambda work: save_cell(work, CellRequest(name="A")), account="a")
    finally:
        holder.execute("ROLLBACK")
        holder.close()
        engine.dispose()


def test_full_disk_is_told_and_the_same_register_carries_on(application):
    def limited(work):
        pages = work.connection().exec_driver_sql("PRAGMA page_count").scalar()
        work.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
        for index in range(2000):
            work.add(Cell(name=f"{index}" * 50, name_key=""))
        work.flush()

    with pytest.raises(Unavailable, match="disk is full"):
        application.operation("Too much", limited)
    application.operation(
        "Room again", lambda work: work.connection().exec_driver_sql("PRAGMA max_page_count=1000000").scalar()
    )
    assert add_cell(application).value


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_IOERR_WRITE, "fault"),
        (sqlite3.SQLITE_IOERR_FSYNC, "fault"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_READONLY, "read-only"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "Another program"),
    ],
)
def test_storage_fault_has_its_sentence(code, word):
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    assert word in str(explained(error))


def test_fault_of_the_program_is_not_explained_away():
    error = sqlite3.OperationalError("no such column")
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    assert explained(error) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET title = 'x'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal LIMIT 1",
        "UPDATE movement SET to_status = 'disposed'",
        "INSERT OR REPLACE INTO movement SELECT * FROM movement LIMIT 1",
        "UPDATE document SET number = 'P/9999/2025'",
        "DELETE FROM document",
        "UPDATE paper SET content = x'00'",
        "DELETE FROM paper",
    ],
)
def test_evidence_cannot_be_changed(demonstration, statement):
    with pytest.raises(DatabaseError):
        demonstration.operation("x", lambda work: work.execute(text(statement)))


def test_change_by_another_program_is_noticed(application, database):
    assert application.changes_elsewhere() is None
    other = register_engine(database)
    run_operation(other, "Cell added", lambda work: save_cell(work, CellRequest(name="A")), account="b")
    assert application.changes_elsewhere().touches("cell")
    add_cell(application, "B")
    assert application.changes_elsewhere() is None
    other.dispose()


def test_undo_is_refused_once_something_was_built_upon_it(application):
    saved = make_asset(application)
    added = application.undoable[-1][0]
    application.operation("Renamed", lambda work: setattr(work.get_one(Asset, saved.id), "name", "Inny"))
    with pytest.raises(Conflict):
        application.take_back(added)
    assert application.read(lambda s: s.get(Asset, saved.id)) is not None
