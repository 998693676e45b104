"""The list of assets: ids that answer a query in order, pages of values, counts and sums; read without SQLAlchemy."""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from inventory.base.errors import Cancelled
from inventory.base.text import fold, sort_key
from inventory.catalogue.query import Query
from inventory.store.columns import read_page
from inventory.store.conditions import ConditionReader
from inventory.store.connection import BUSY_MS, connect_reader
from inventory.store.faults import explained
from inventory.store.finding import Finder, Patience, is_interrupted
from inventory.store.search import is_damage, search_file

Stop = Callable[[], bool]
T = TypeVar("T")

# Chunks in which selections are read.
_CHUNK = 10_000
_IDS = "SELECT value FROM json_each(?)"


class Listing:
    """Reads the list of a register. Any thread may call it; calls wait for each other, so stop what is out of date.

    `search_damaged` becomes true when the index file turned out to be broken; searching goes on in the tables
    until the index was made anew and `attach_search` is called or the register is opened again.
    """

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self._register = connect_reader(path)
        # What one page of the list needs; the rest stays in the system's own cache.
        self._register.execute("PRAGMA cache_size=-8192")
        self._register.create_function("fold", 1, fold, deterministic=True)
        self._register.create_function("polish", 1, lambda text: text and sort_key(text), deterministic=True)
        self._today = today
        self._search = search_file(path)
        self._attached = False
        self._lock = threading.RLock()
        self._patience = Patience(self._register)
        conditions = ConditionReader(self._register, today)
        self._finder = Finder(self._register, conditions, self._patience)
        self.search_damaged = False

    def ids(self, query: Query, *, limit: int | None = None, cancelled: Stop | None = None) -> array[int]:
        """Return the ids of assets that answer the query, in its order; the first `limit` come quickly.

        Raises `Cancelled` as soon as `cancelled` says so.
        """
        return self._searching(lambda indexed: self._finder.ids(query, limit, indexed=indexed), cancelled)

    def count(self, query: Query, *, cancelled: Stop | None = None) -> int:
        """Return how many assets answer the query."""
        return self._searching(lambda indexed: self._finder.sum(query, "count(*)", indexed=indexed), cancelled)

    def total(self, query: Query, *, cancelled: Stop | None = None) -> int:
        """Return the gross value of all that answer the query, in grosze."""
        return self._searching(
            lambda indexed: self._finder.sum(query, "coalesce(sum(a.price_gross), 0)", indexed=indexed), cancelled
        )

    def page(self, ids: Sequence[int], fields: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return one tuple of values for each id, in the order of `ids`; see `columns.read_page`."""
        with self._reading():
            return read_page(self._register, ids, fields, self._today())

    def totals(self, ids: Iterable[int], *, cancelled: Stop | None = None) -> tuple[int, int]:
        """Return number and gross value in grosze of a selection; it is read in chunks, so it may be a generator."""
        count = grosze = 0
        with self._reading(cancelled):
            for chunk in _chunks(ids):
                sql = f"SELECT count(*), coalesce(sum(price_gross), 0) FROM asset WHERE id IN ({_IDS})"
                found = self._register.execute(sql, (chunk,)).fetchone()
                count, grosze = count + found[0], grosze + found[1]
        return count, grosze

    def numbers(self, ids: Iterable[int]) -> list[str]:
        """Return the numbers of assets in the order of `ids`; one that is gone is left out."""
        numbers: list[str] = []
        with self._reading():
            for chunk in _chunks(ids):
                sql = "SELECT a.number FROM json_each(?) j CROSS JOIN asset a ON a.id = j.value ORDER BY j.key"
                numbers += [row[0] for row in self._register.execute(sql, (chunk,))]
        return numbers

    def by_code(self, code: str) -> list[int]:
        """Return the assets with exactly this number, else with this old number, else with this serial number."""
        folded = fold(code.strip())
        if not folded:
            return []
        with self._reading():
            for sql in (
                "SELECT id FROM asset WHERE number_folded = ?",
                "SELECT DISTINCT asset_id FROM old_number WHERE number_folded = ?",
                "SELECT id FROM asset WHERE serial_folded = ? ORDER BY number_key, id",
            ):
                with suppress(UnicodeEncodeError):
                    found = [row[0] for row in self._register.execute(sql, (folded,))]
                    if found:
                        return found
        return []

    @contextmanager
    def hurried(self, seconds: float) -> Iterator[None]:
        """Give reads on the window's own thread so long; `Cancelled` or `Unavailable` where it is not enough.

        Neither another thread's read nor another program's commit is waited for longer.
        """
        until = monotonic() + seconds
        if not self._lock.acquire(timeout=seconds):
            raise Cancelled("The search was stopped.")
        try:
            self._register.execute("PRAGMA busy_timeout=0")
            with self._reading(lambda: monotonic() > until):
                yield
        finally:
            self._register.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            self._lock.release()

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._register.close()

    def attach_search(self) -> None:
        """Use the search index again after it was made anew."""
        with self._lock:
            self._detach()
            self.search_damaged = False

    # -- reading ----------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self, cancelled: Stop | None = None) -> Iterator[None]:
        with self._lock:
            before = self._patience.cancelled
            self._patience.cancelled = cancelled or before
            try:
                yield
            except sqlite3.DatabaseError as error:
                if is_interrupted(error):
                    raise Cancelled("The search was stopped.") from error
                raise explained(error) or error from error
            finally:
                self._patience.cancelled = before

    def _searching(self, work: Callable[[bool], T], cancelled: Stop | None) -> T:
        with self._reading(cancelled):
            if cancelled is not None and cancelled():
                raise Cancelled("The search was stopped.")
            if not self._has_index():
                return work(False)
            try:
                return work(True)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                # If the register itself is at fault, the same question without the index shows it.
                self._detach()
                self.search_damaged = True
                return work(False)

    def _has_index(self) -> bool:
        if self.search_damaged or not (self._attached or self._search.exists()):
            return False
        try:
            if not self._attached:
                self._register.execute("ATTACH ? AS search", (f"{self._search.resolve().as_uri()}?mode=ro",))
                self._attached = True
                self._register.execute("PRAGMA search.cache_size=-8192")
            return bool(self._register.execute("SELECT ready FROM search.state").fetchone()[0])
        except sqlite3.DatabaseError:
            # Not a database, or still without tables; locked for long means that it is being made.
            self._detach()
            return False

    def _detach(self) -> None:
        if self._attached:
            with suppress(sqlite3.Error):
                self._register.execute("DETACH search")
            self._attached = False


def _chunks(ids: Iterable[int]) -> Iterator[str]:
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        yield json.dumps(chunk)
