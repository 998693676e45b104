"""What an import of new assets leaves behind: the rows, what the journal tells of them, and the way back."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import delete, select, text, update

from inventory.base.errors import Conflict
from inventory.exchange.columns import guess_columns
from inventory.exchange.rows import read_assets
from inventory.exchange.table import open_table
from inventory.model.assets import OldNumber
from inventory.model.funding import AssetFunding
from inventory.model.records import JournalEntry, JournalValues
from inventory.services.history import asset_changes
from inventory.services.import_request import ImportRequest
from inventory.services.importing import run_import, undo_import
from inventory.store import bulk, check
from tests.factories import asset_id, make_place

HEADER = "number;name;category;place;price_gross;old_numbers;funding"
ROWS = (
    "A-1;Radio;Komputery;A/12;100,00;S-1;NMF 85% + BP 15%",
    "A-2;Lampa;Komputery;A/12;50,00;;BP",
    'A-3;Stół;Komputery;;20,00;"S-2\nS-3";',
)
# All that an import of new assets writes, the journal besides.
TABLES = ("asset", "asset_funding", "old_number", "movement")


@pytest.fixture
def imported(application, tmp_path, monkeypatch):
    """Three assets from a sheet; returns the import's answer and the operation's changes."""
    # They are written in two steps, as thousands are.
    monkeypatch.setattr(bulk, "CHUNK", 2)
    make_place(application)
    path = tmp_path / "lista.csv"
    path.write_text("\r\n".join((HEADER, *ROWS)), encoding="utf-8-sig")
    table = open_table(path)
    columns = guess_columns(table.header, table.columns)
    request = ImportRequest(
        assets=read_assets(table, columns), columns=tuple(columns), file_name=path.name, file_sha256="0" * 64
    )
    return application.operation(
        "Import equipment", lambda work: run_import(work, request, today=application.today()), bulk=True
    )


def rows(application, *tables):
    def read(session):
        return {table: session.execute(text(f"SELECT * FROM {table} ORDER BY id")).all() for table in tables}

    return application.read(read)


def test_journal_has_one_row_for_each_new_asset_that_tells_of_its_parts(application, imported):
    def told(session):
        found = session.execute(
            select(JournalEntry.table_name, JournalValues.content)
            .join(JournalValues, JournalValues.seq == JournalEntry.seq)
            .where(JournalEntry.operation == imported.changes.operation)
            .order_by(JournalEntry.seq)
        )
        return [(table, json.loads(content)) for table, content in found]

    entries = application.read(told)
    assert [table for table, _ in entries] == ["asset", "asset", "asset", "import_batch"]
    radio, lamp, table = (content for _, content in entries[:3])
    assert radio["number"] == [None, "A-1"]
    assert [(part["share"], part["amount"]) for part in radio["asset_funding"][1]] == [(8500, 8500), (1500, 1500)]
    assert [part["number"] for part in radio["old_number"][1]] == ["S-1"]
    assert [part["kind"] for part in radio["movement"][1]] == ["opening"]
    assert "old_number" not in lamp
    assert [part["number"] for part in table["old_number"][1]] == ["S-2", "S-3"]
    assert "movement" not in table
    assert application.read(lambda session: list(check.problems(session.connection()))) == []


def test_screens_are_told_of_the_parts_too(application, imported):
    tables = imported.changes.tables
    for table in TABLES:
        assert tables[table] == {str(row.id) for row in rows(application, table)[table]}, table


def test_history_of_an_asset_shows_the_parts_it_came_with(application, imported):
    changes = application.read(lambda session: asset_changes(session, asset_id(session, "A-1")))
    assert [(change.table, change.action) for change in changes] == [
        ("old_number", "insert"),
        ("asset_funding", "insert"),
        ("asset_funding", "insert"),
        ("asset", "insert"),
    ]
    paid = [value.new for change in changes for value in change.values if value.column == "source_id"]
    assert sorted(paid) == ["BP", "NMF"]
    assert {change.title for change in changes} == {"Import equipment"}
    assert {value.column for value in changes[-1].values}.isdisjoint({"asset_funding", "old_number", "movement"})
    newest = application.read(lambda session: asset_changes(session, asset_id(session, "A-1"), limit=1))
    assert newest == changes[:1]


def test_undo_takes_all_parts_back_and_undoing_that_brings_them_again(application, imported):
    before = rows(application, *TABLES)
    taken = application.operation("Undo", lambda work: undo_import(work, imported.value.batch), bulk=True)
    assert rows(application, *TABLES) == {table: [] for table in TABLES}
    application.take_back(taken.changes.operation)
    assert rows(application, *TABLES) == before
    assert application.read(lambda session: list(check.problems(session.connection()))) == []


@pytest.mark.parametrize(
    "change", [update(AssetFunding).values(share=9000), delete(OldNumber).where(OldNumber.number == "S-1")]
)
def test_undo_is_refused_where_a_part_is_no_longer_as_the_import_made_it(application, imported, change):
    application.operation("Changed", lambda work: work.execute(change))
    before = rows(application, *TABLES)
    with pytest.raises(Conflict):
        application.operation("Undo", lambda work: undo_import(work, imported.value.batch), bulk=True)
    assert rows(application, *TABLES) == before
