"""The state of a sticker is one thing as a value, as a filter and in memory, and rare states are found by an index."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import product

import pytest

from inventory.catalogue.stickers import MISSING, STICKER_STATES
from inventory.store.stickers import state_condition, state_value, sticker_state

AT = datetime(2025, 11, 18, 10, tzinfo=UTC)
CASES = list(product(("in_stock", "issued", "disposed"), ("", "lost"), (None, AT), (None, AT)))


@pytest.mark.parametrize(
    "case", list(product(("in_stock", "issued", "disposed"), ("", "lost"), (None, AT), (None, AT)))
)
def test_value_condition_and_memory_agree(case):
    status, fault, stuck, printed = case
    expected = sticker_state(*case)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE asset (status, sticker_fault, sticker_stuck_at, sticker_printed_at)")
        row = (status, fault, stuck and stuck.isoformat(), printed and printed.isoformat())
        connection.execute("INSERT INTO asset VALUES (?, ?, ?, ?)", row)
        assert connection.execute(f"SELECT {state_value()} FROM asset a").fetchone()[0] == expected
        holding = {
            state
            for state in (*STICKER_STATES, MISSING)
            if connection.execute(f"SELECT 1 FROM asset a WHERE {state_condition(state)}").fetchone()
        }
    missing = {MISSING} if expected in {"needed", "replace"} else set()
    assert holding == ({expected} - {"none"}) | missing


@pytest.mark.parametrize("state", ["replace", "printed"])
def test_what_is_to_be_done_by_hand_is_found_without_reading_all_assets(database, state):
    sql = f"EXPLAIN QUERY PLAN SELECT a.id FROM asset a WHERE (({state_condition(state)})) LIMIT 3001"
    with closing(sqlite3.connect(database)) as connection:
        plan = " ".join(row[-1] for row in connection.execute(sql))
    assert f"ix_asset_sticker_{state}" in plan
