"""Indexes that are built after many rows are the same as before, whatever happened in between."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from inventory.base.errors import Refused
from inventory.model.assets import Asset
from inventory.model.movements import Movement
from inventory.services.generation import generate
from inventory.store import check, late_indexes
from inventory.store.schema import differences


def indexes(session):
    found = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    return dict(found.all())


def fill(work, count):
    """Add assets and return the indexes that there were meanwhile."""
    kept = {}
    generate(work, count, progress=lambda _done: kept.update(indexes(work)) or True)
    return kept


def test_many_rows_are_added_without_indexes_that_are_there_again_afterwards(application, monkeypatch):
    monkeypatch.setattr(late_indexes, "MANY", 20)
    before = application.read(indexes)
    kept = application.operation("Filled", lambda work: fill(work, 30)).value
    gone = {name for name in before if name.startswith("ix_asset_") and name not in kept}
    assert "ix_asset_name_key_asset_number_key" in gone
    # What SQLite itself looks for while the rows come stays.
    assert {"ix_asset_set_id", "ix_asset_funding_asset_id", "ix_movement_asset_id_movement_id"} <= set(kept)
    assert application.read(indexes) == before
    assert application.read(lambda session: differences(session.connection())) == []
    assert application.read(lambda session: list(check.problems(session.connection()))) == []


@pytest.mark.parametrize(("held", "more"), [(0, 19), (30, 25)])
def test_rows_that_are_few_or_fewer_than_the_table_holds_keep_the_indexes(application, monkeypatch, held, more):
    monkeypatch.setattr(late_indexes, "MANY", 20)
    application.operation("Filled", lambda work: fill(work, held))
    before = application.read(indexes)
    assert application.operation("Filled", lambda work: fill(work, more)).value == before


def test_operation_that_is_refused_meanwhile_leaves_the_indexes_as_they_were(application):
    def refuse(work):
        with late_indexes.late_indexes(work, (Asset, Movement), 1_000_000):
            assert "ix_asset_number_key" not in indexes(work)
            raise Refused("No.")

    before = application.read(indexes)
    with pytest.raises(Refused):
        application.operation("Filled", refuse)
    assert application.read(indexes) == before
