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
from typing import Any

from inventory.base.errors import Cancelled
from inventory.base.text import fold, sort_key
from inventory.catalogue.query import Query
from inventory.store.columns import read_page
from inventory.store.conditions import ConditionReader, Conditions
from inventory.store.connection import connect_reader
from inventory.store.faults import explained
from inventory.store.orders import BY_NUMBER, Orders, Segment
from inventory.store.references import References
from inventory.store.search import is_damage, search_file

Stop = Callable[[], bool]

# So many are sorted faster than an order is walked to find them.
_FEW = 3000
_CHUNK = 10_000
# Steps of SQLite between two questions whether to stop: much less than a millisecond.
_STEPS = 1000
# A walk that has not filled the page by then meets what is asked for too seldom; sorting all of it is faster.
_WALK_SECONDS = 0.008
_IDS = "SELECT value FROM json_each(?)"
_HITS = "search.word CROSS JOIN search.entry e ON e.rank = word.rowid"
_ARE_HITS = "SELECT asset_id FROM search.entry WHERE asset_id IN ({ids}) AND +rank IN (SELECT rowid FROM search.word WHERE word MATCH ?)"
_IS_HIT = "EXISTS (SELECT 1 FROM search.entry e CROSS JOIN search.word ON word.rowid = e.rank WHERE e.asset_id = a.id AND word MATCH ?)"


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
        self._cancelled: Stop | None = None
        self._deadline: float | None = None
        self._register.set_progress_handler(self._must_stop, _STEPS)
        self._conditions = ConditionReader(References(self._register), today)
        self._orders = Orders(self._register)
        self.search_damaged = False

    def ids(self, query: Query, *, limit: int | None = None, cancelled: Stop | None = None) -> array[int]:
        """Return the ids of assets that answer the query, in its order; the first `limit` come quickly.

        Raises `Cancelled` as soon as `cancelled` says so.
        """
        return self._searching(lambda indexed: self._ids(query, limit, indexed=indexed), cancelled)

    def count(self, query: Query, *, cancelled: Stop | None = None) -> int:
        """Return how many assets answer the query."""
        return self._searching(lambda indexed: self._sum(query, "count(*)", indexed=indexed), cancelled)

    def total(self, query: Query, *, cancelled: Stop | None = None) -> int:
        """Return the gross value of all that answer the query, in grosze."""
        return self._searching(
            lambda indexed: self._sum(query, "coalesce(sum(a.price_gross), 0)", indexed=indexed), cancelled
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
                f"SELECT a.id FROM asset a WHERE a.serial_folded = ? ORDER BY {BY_NUMBER}",
            ):
                with suppress(UnicodeEncodeError):
                    found = [row[0] for row in self._register.execute(sql, (folded,))]
                    if found:
                        return found
        return []

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
            self._cancelled = cancelled
            try:
                yield
            except sqlite3.DatabaseError as error:
                if _is_interrupted(error):
                    raise Cancelled("The search was stopped.") from error
                raise explained(error) or error from error
            finally:
                self._cancelled = None

    def _must_stop(self) -> int:
        if self._deadline is not None and monotonic() > self._deadline:
            return 1
        return 1 if self._cancelled is not None and self._cancelled() else 0

    def _searching(self, work: Callable[[bool], Any], cancelled: Stop | None) -> Any:
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

    def _is_current(self) -> bool:
        """Whether the index knows all assets, so that it may give the order instead of the register."""
        sql = "SELECT (SELECT applied FROM search.state) >= (SELECT coalesce(max(seq), 0) FROM journal)"
        return bool(self._register.execute(sql).fetchone()[0])

    # -- answers ----------------------------------------------------------------------------------------------

    def _ids(self, query: Query, limit: int | None, *, indexed: bool) -> array[int]:
        asked = self._conditions.read(query, indexed=indexed)
        keyed = indexed and self._orders.needs_entries(query.sort) and self._is_current()
        by_number = not query.sort or query.sort[0][0] == "number"
        if asked.match and by_number and (limit is None or not asked.sql):
            return self._streamed(query, asked, limit)
        if limit is None:
            walk = None if asked.match or asked.sql else self._orders.walk(query.sort, indexed=keyed)
            return self._sorted(query, asked, None, keyed=keyed) if walk is None else self._walked(walk, asked, None)
        return self._first_page(query, asked, limit, keyed=keyed, by_number=by_number)

    def _first_page(self, query: Query, asked: Conditions, limit: int, *, keyed: bool, by_number: bool) -> array[int]:
        """Walk in the order of the list where that fills the page soon, else sort those that answer."""
        walk = self._orders.walk(query.sort, indexed=keyed)
        page: array[int] | None = None
        if asked.match and by_number:
            page = self._in_time(lambda: self._streamed(query, asked, limit))
        elif walk is not None and not asked.sql and not asked.match:
            return self._walked(walk, asked, limit)
        elif walk is not None and not asked.match:
            page = self._in_time(lambda: self._walked(walk, asked, limit))
        if page is not None:
            return page
        few = self._few(asked)
        if few is not None:
            return self._ordered(few, query, limit, keyed=keyed)
        if asked.match and walk is not None and not by_number:
            page = self._in_time(lambda: self._walked(walk, asked, limit))
        return page if page is not None else self._sorted(query, asked, limit, keyed=keyed)

    def _in_time(self, work: Callable[[], array[int]]) -> array[int] | None:
        """Return what `work` found, None where it took too long."""
        self._deadline = deadline = monotonic() + _WALK_SECONDS
        try:
            return work()
        except sqlite3.OperationalError as error:
            if not _is_interrupted(error) or monotonic() <= deadline:
                raise
            return None
        finally:
            self._deadline = None

    def _streamed(self, query: Query, asked: Conditions, limit: int | None) -> array[int]:
        """Ranks of the index follow the numbers: hits come in order by themselves."""
        way = "DESC" if query.sort and query.sort[0][1] else "ASC"
        join = "CROSS JOIN asset a ON a.id = e.asset_id" if asked.sql else ""
        sql = f"SELECT e.asset_id FROM {_HITS} {join} {asked.where('word MATCH ?')} ORDER BY word.rowid {way} LIMIT ?"
        return self._collect(sql, [asked.match, *asked.values, _limit(limit)])

    def _few(self, asked: Conditions) -> array[int] | None:
        """Return all that answer, unordered, where they are few; looks at no more than it must to know."""
        found: array[int] | None = None
        if asked.match:
            found = self._collect(f"SELECT e.asset_id FROM {_HITS} WHERE word MATCH ? LIMIT ?", [asked.match, _FEW + 1])
            if len(found) <= _FEW:
                if not asked.sql:
                    return found
                within = asked.where(f"a.id IN ({_IDS})")
                return self._collect(f"SELECT a.id FROM asset a {within}", [_json(found), *asked.values])
        if asked.sql:
            found = self._collect(f"SELECT a.id FROM asset a {asked.where()} LIMIT ?", [*asked.values, _FEW + 1])
            if len(found) <= _FEW:
                if not asked.match:
                    return found
                return self._collect(_ARE_HITS.format(ids=_IDS), [_json(found), asked.match])
        return None

    def _ordered(self, ids: array[int], query: Query, limit: int, *, keyed: bool) -> array[int]:
        join = "LEFT JOIN search.entry e ON e.asset_id = a.id" if keyed else ""
        order = self._orders.keys(query.sort, indexed=keyed)
        return self._collect(
            f"SELECT a.id FROM asset a {join} WHERE a.id IN ({_IDS}) ORDER BY {order} LIMIT ?", [_json(ids), limit]
        )

    def _walked(self, walk: Iterator[Segment], asked: Conditions, limit: int | None) -> array[int]:
        ids: array[int] = array("q")
        for run in walk:
            where = asked.where(run.where, *([_IS_HIT] if asked.match else []))
            values = [
                *run.values,
                *([asked.match] if asked.match else []),
                *asked.values,
                -1 if limit is None else limit - len(ids),
            ]
            ids.extend(self._collect(f"SELECT a.id FROM {run.source} {where} ORDER BY {run.order} LIMIT ?", values))
            if len(ids) == limit:
                break
        return ids

    def _sorted(self, query: Query, asked: Conditions, limit: int | None, *, keyed: bool) -> array[int]:
        values: list[object] = [*([asked.match] if asked.match else []), *asked.values, _limit(limit)]
        where = asked.where(*(["word MATCH ?"] if asked.match else []))
        source = _HITS if asked.match else "search.entry e"
        if keyed and not asked.sql and self._orders.only_entries(query.sort):
            # The ranks of entries follow the numbers, so the register itself need not be asked.
            order = self._orders.keys(query.sort, indexed=True, last="e.rank")
            return self._collect(f"SELECT e.asset_id FROM {source} {where} ORDER BY {order} LIMIT ?", values)
        source = f"{source} CROSS JOIN asset a ON a.id = e.asset_id" if keyed or asked.match else "asset a"
        order = self._orders.keys(query.sort, indexed=keyed)
        return self._collect(f"SELECT a.id FROM {source} {where} ORDER BY {order} LIMIT ?", values)

    def _sum(self, query: Query, what: str, *, indexed: bool) -> int:
        asked = self._conditions.read(query, indexed=indexed)
        if not asked.match:
            return self._one(f"SELECT {what} FROM asset a {asked.where()}", asked.values)
        where = asked.where("word MATCH ?")
        return self._one(
            f"SELECT {what} FROM {_HITS} CROSS JOIN asset a ON a.id = e.asset_id {where}", [asked.match, *asked.values]
        )

    def _one(self, sql: str, values: Sequence[object]) -> int:
        return int(self._register.execute(sql, values).fetchone()[0])

    def _collect(self, sql: str, values: Sequence[object]) -> array[int]:
        ids: array[int] = array("q")
        cursor = self._register.execute(sql, values)
        while rows := cursor.fetchmany(_CHUNK):
            ids.extend([row[0] for row in rows])
        return ids


def _is_interrupted(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit


def _json(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))


def _chunks(ids: Iterable[int]) -> Iterator[str]:
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        yield json.dumps(chunk)
