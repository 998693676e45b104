"""The full-text index of a register, in a file of its own beside it that may be thrown away (decision 12)."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from inventory.base.collecting import collection_paused
from inventory.store.affected import affected_assets
from inventory.store.connection import BUSY_MS, connect_reader
from inventory.store.entries import Entry, EntryReader
from inventory.store.ranks import STEP, WIDE, Ranks, group
from inventory.store.search_tables import SCHEMA, TABLES, State, add_entries, join_some, tune

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inventory.base.changes import Changes

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

# Raised with any change of what the index holds or how; an index of another version is made anew.
VERSION = 2
_CHUNK = 10_000
# So many changed assets may be more than the index holds, and then it is made anew.
_MANY = 1000
# What a broken or foreign file answers; anything else (locked, full, read-only) passes by itself.
_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
}


def search_file(register: Path) -> Path:
    """Return where the index of a register lies."""
    return register.with_name(f"{register.stem}.search{register.suffix}")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error of the index file means that it must be made anew."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _DAMAGE


class SearchIndex:
    """Keeps the index in step with the register. Any thread may call it; one call runs at a time.

    Failures of the index never reach the caller as errors: without it the listing searches the tables.
    """

    def __init__(self, register: Path) -> None:
        self._path = search_file(register)
        self._register = connect_reader(register)
        self._index: sqlite3.Connection | None = None
        self._lock = threading.RLock()

    def apply(self, changes: Changes) -> bool:
        """Take in what an operation changed, and whatever else the journal tells by then."""
        return changes.operation == 0 or self.catch_up()

    def catch_up(self, progress: Progress | None = None, cancelled: Stop | None = None) -> bool:
        """Bring the index to the last row of the journal, making it anew where it is missing, foreign or damaged.

        `progress` gets assets done and their number. Returns whether the index is current. Searching goes on
        meanwhile; a rebuild that is stopped goes on from there next time.
        """
        return self._guarded(lambda: self._catch_up(progress, cancelled or _never))

    def rebuild(self, progress: Progress | None = None, cancelled: Stop | None = None) -> bool:
        """Make the index anew from the register. Parameters and result as in `catch_up`."""

        def work() -> bool:
            self._start_build()
            return self._catch_up(progress, cancelled or _never)

        return self._guarded(work)

    def discard(self) -> None:
        """Throw the file away; the next `catch_up` makes it anew."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None
            for path in (self._path, self._path.with_name(self._path.name + "-journal")):
                # Windows keeps a file that a reader has open; the reader lets go when it sees the damage.
                with suppress(OSError):
                    path.unlink()

    def close(self) -> None:
        """Close both files."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None
            self._register.close()

    def _guarded(self, work: Callable[[], bool]) -> bool:
        with self._lock:
            for _ in range(2):
                try:
                    return work()
                except sqlite3.DatabaseError as error:
                    if not is_damage(error):
                        return False
                    self.discard()
        return False

    def _catch_up(self, progress: Progress | None, cancelled: Stop) -> bool:
        state = self._state()
        if state is None or not self._is_ours(state):
            self._start_build()
        if not self._read_state().ready:
            with collection_paused():
                if not self._build(progress, cancelled):
                    return False
        while True:
            applied = self._read_state().applied
            last, last_hash = self._last_row()
            if last <= applied:
                return True
            assets = affected_assets(self._register, applied)
            if len(assets) > _MANY and len(assets) > self._known():
                self._start_build()
                return self._catch_up(progress, cancelled)
            if not self._refresh(sorted(assets), (last, last_hash), progress, cancelled):
                return False

    # -- the file ---------------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        if self._index is None:
            self._index = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            self._index.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            self._index.execute("PRAGMA journal_mode=TRUNCATE")
            self._index.execute("PRAGMA synchronous=NORMAL")
            self._index.execute("PRAGMA cache_size=-16384")
        return self._index

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        index = self._open()
        index.execute("BEGIN IMMEDIATE")
        try:
            yield index
            index.execute("COMMIT")
        except BaseException:
            # A failed commit may have ended the transaction by itself.
            with suppress(sqlite3.Error):
                index.execute("ROLLBACK")
            raise

    def _state(self) -> State | None:
        index = self._open()
        if index.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            return None
        return self._read_state()

    def _read_state(self) -> State:
        columns = ", ".join(State._fields)
        return State(*self._open().execute(f"SELECT {columns} FROM state").fetchone())

    def _known(self) -> int:
        return int(self._open().execute("SELECT count(*) FROM entry").fetchone()[0])

    def _last_row(self) -> tuple[int, str]:
        row = self._register.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, "")

    def _is_ours(self, state: State) -> bool:
        """Whether the index was made from this register as its journal tells it, not from a restored or other one."""
        if state.version != VERSION:
            return False
        row = self._register.execute("SELECT hash FROM journal WHERE seq = ?", (state.applied,)).fetchone()
        return (row[0] if row else "") == state.hash and (row is not None or state.applied == 0)

    # -- making it anew ---------------------------------------------------------------------------------------

    def _start_build(self) -> None:
        # The journal is read first: what is written meanwhile is then read twice, never missed.
        last, last_hash = self._last_row()
        builder = f"{os.getpid()}-{os.urandom(8).hex()}"
        with self._writing() as index:
            for table in TABLES:
                index.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in SCHEMA:
                index.execute(statement)
            index.execute("INSERT INTO state VALUES (1, ?, ?, ?, 0, ?, '', 0, 0)", (VERSION, last, last_hash, builder))

    def _build(self, progress: Progress | None, cancelled: Stop) -> bool:
        """Index in the order of numbers, in chunks; readers wait only while a chunk is committed."""
        builder = f"{os.getpid()}-{os.urandom(8).hex()}"
        with self._writing() as index:
            index.execute("UPDATE state SET builder = ?", (builder,))
            tune(index, building=True)
        reader = EntryReader(self._register)
        (total,) = self._register.execute("SELECT count(*) FROM asset").fetchone()
        done = self._known()
        while not cancelled():
            state = self._read_state()
            if state.builder != builder:
                # Another process goes on with it.
                return False
            entries = reader.after(state.reached_key, state.reached_id, _CHUNK)
            with self._writing() as index:
                if entries:
                    self._append(entries, state)
                else:
                    tune(index, building=False)
                    index.execute("UPDATE state SET ready = 1")
            if not entries:
                self._join(cancelled)
                return True
            done += len(entries)
            if progress is not None:
                progress(min(done, total), total)
        return False

    def _join(self, cancelled: Stop) -> None:
        """Join the pieces of the index step by step; else the first changes would do it, each while someone waits."""
        first, more = True, True
        while more and not cancelled():
            with self._writing() as index:
                more = join_some(index, first=first)
            first = False

    def _append(self, entries: Sequence[Entry], state: State) -> None:
        rank, beginning = state.reached_rank, group(state.reached_key)
        ranked = []
        for entry in entries:
            rank += STEP if rank and group(entry.number_key) == beginning else WIDE
            beginning = group(entry.number_key)
            ranked.append((rank, entry))
        add_entries(self._open(), ranked)
        last = entries[-1]
        self._open().execute(
            "UPDATE state SET reached_key = ?, reached_id = ?, reached_rank = ?", (last.number_key, last.asset_id, rank)
        )

    # -- keeping it in step -----------------------------------------------------------------------------------

    def _refresh(
        self, assets: Sequence[int], until: tuple[int, str], progress: Progress | None, cancelled: Stop
    ) -> bool:
        """Read these assets again; with the last of them the index holds the journal up to row `until`."""
        reader = EntryReader(self._register)
        done = 0
        while not cancelled():
            chunk = assets[done : done + _CHUNK]
            entries = reader.of(chunk)
            done += len(chunk)
            with self._writing() as index:
                self._replace(index, chunk, entries)
                if done == len(assets):
                    index.execute("UPDATE state SET applied = ?, hash = ?", until)
            if progress is not None:
                progress(done, len(assets))
            if done == len(assets):
                return True
        return False

    def _replace(self, index: sqlite3.Connection, assets: Sequence[int], entries: Sequence[Entry]) -> None:
        wanted = ",".join(map(str, assets))
        known = {
            asset: (rank, key)
            for rank, asset, key in index.execute(
                f"SELECT rank, asset_id, number_key FROM entry WHERE asset_id IN ({wanted})"
            )
        }
        gone = [(rank,) for rank, _ in known.values()]
        index.executemany("DELETE FROM word WHERE rowid = ?", gone)
        index.executemany("DELETE FROM entry WHERE rank = ?", gone)
        moved: list[tuple[int, Entry]] = []
        kept: list[tuple[int, Entry]] = []
        for entry in entries:
            rank, key = known.get(entry.asset_id, (0, ""))
            (kept if key == entry.number_key else moved).append((rank, entry))
        add_entries(index, kept)
        ranks = Ranks(self._register, index)
        for _, entry in moved:
            add_entries(index, [(ranks.place(entry.number_key, entry.asset_id), entry)])


def _never() -> bool:
    return False
