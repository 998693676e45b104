"""The tables of the search index, and writing entries into them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from inventory.store.entries import KEY_COLUMNS, NUMBER_COLUMNS, TERM_COLUMNS, Entry

# `state` says how far the index is; `entry` which asset has which rank, and its keys of order; `word` the words of
# each rank; `term` every word once, so that a beginning leads to whole words.
TABLES = ("state", "entry", "term", "word")
SCHEMA = (
    "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER, applied INTEGER, hash TEXT, "
    "ready INTEGER, builder TEXT, reached_key TEXT, reached_id INTEGER, reached_rank INTEGER)",
    "CREATE TABLE entry (rank INTEGER PRIMARY KEY, asset_id INTEGER NOT NULL UNIQUE, number_key TEXT NOT NULL, "
    f"{', '.join(KEY_COLUMNS)})",
    "CREATE TABLE term (term TEXT PRIMARY KEY) WITHOUT ROWID",
    f"CREATE VIRTUAL TABLE word USING fts5({', '.join(TERM_COLUMNS)}, "
    "tokenize = \"ascii tokenchars '/-.'\", prefix = '1 2', columnsize = 0)",
)
_ADD_ENTRY = f"INSERT INTO entry VALUES ({', '.join('?' * (3 + len(KEY_COLUMNS)))})"
_ADD_WORDS = f"INSERT INTO word (rowid, {', '.join(TERM_COLUMNS)}) VALUES ({', '.join('?' * (1 + len(TERM_COLUMNS)))})"

# Bytes of terms that are gathered in memory before they are written, and pages that one step of joining writes.
_GATHERED = 8 << 20
_GATHERED_BUILDING = 32 << 20
_JOINED = 2000


class State(NamedTuple):
    """Where the index stands: the journal row that it holds, and how far a rebuild came."""

    version: int
    applied: int
    hash: str
    ready: int
    builder: str
    reached_key: str
    reached_id: int
    reached_rank: int


def add_entries(index: sqlite3.Connection, ranked: Sequence[tuple[int, Entry]]) -> None:
    """Write entries at their ranks, which must be free."""
    index.executemany(_ADD_ENTRY, [(rank, entry.asset_id, entry.number_key, *entry.keys) for rank, entry in ranked])
    index.executemany(_ADD_WORDS, [(rank, *entry.terms) for rank, entry in ranked])
    columns = list(zip(*(entry.terms for _, entry in ranked), strict=True))[NUMBER_COLUMNS:]
    found = {term for column in columns for term in " ".join(set(column)).split()}
    index.executemany("INSERT OR IGNORE INTO term VALUES (?)", ((term,) for term in sorted(found)))


def tune(index: sqlite3.Connection, *, building: bool) -> None:
    """Have the index gather more before it writes, and join nothing on the way, while it is made as a whole."""
    _set(index, "hashsize", _GATHERED_BUILDING if building else _GATHERED)
    _set(index, "automerge", 0 if building else 4)


def join_some(index: sqlite3.Connection, *, first: bool) -> bool:
    """Join some pieces of the index into one; the `first` step chooses all of them. False where none is left."""
    before = index.total_changes
    _set(index, "merge", -_JOINED if first else _JOINED)
    # FTS5 tells by the number of its changes whether there was anything to join.
    return index.total_changes - before >= 2


def _set(index: sqlite3.Connection, name: str, value: int) -> None:
    index.execute("INSERT INTO word (word, rank) VALUES (?, ?)", (name, value))
