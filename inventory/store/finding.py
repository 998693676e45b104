"""Ways to find the assets that answer a query in its order: along the search index, along an index, or by sorting."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic

from inventory.catalogue.query import Query
from inventory.store.conditions import ConditionReader, Conditions
from inventory.store.orders import Orders, Segment

# So many are sorted faster than an order is walked to find them.
_FEW = 3000
_CHUNK = 10_000
# A walk that has not filled the page by then meets what is asked for too seldom; sorting all of it is faster.
_WALK_SECONDS = 0.008
# Steps of SQLite between two questions whether to stop: much less than a millisecond.
_STEPS = 1000
_IDS = "SELECT value FROM json_each(?)"
_HITS = "search.word CROSS JOIN search.entry e ON e.rank = word.rowid"
_ARE_HITS = (
    "SELECT asset_id FROM search.entry WHERE asset_id IN ({ids}) "
    "AND +rank IN (SELECT rowid FROM search.word WHERE word MATCH ?)"
)
_IS_HIT = (
    "EXISTS (SELECT 1 FROM search.entry e CROSS JOIN search.word ON word.rowid = e.rank "
    "WHERE e.asset_id = a.id AND word MATCH ?)"
)


class Patience:
    """Stops a running statement when someone asks for it or when its time is over."""

    def __init__(self, register: sqlite3.Connection) -> None:
        self.cancelled: Callable[[], bool] | None = None
        self.deadline: float | None = None
        register.set_progress_handler(self._is_over, _STEPS)

    def _is_over(self) -> int:
        if self.deadline is not None and monotonic() > self.deadline:
            return 1
        return 1 if self.cancelled is not None and self.cancelled() else 0


class Finder:
    """Answers queries on one connection; `search` is the attached index, where there is one."""

    def __init__(self, register: sqlite3.Connection, conditions: ConditionReader, patience: Patience) -> None:
        self._register = register
        self._conditions = conditions
        self._patience = patience
        self._orders = Orders(register)

    def ids(self, query: Query, limit: int | None, *, indexed: bool) -> array[int]:
        """Return the ids that answer a query, in its order; `indexed` says that the search index is attached."""
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
        deadline = self._patience.deadline = monotonic() + _WALK_SECONDS
        try:
            return work()
        except sqlite3.OperationalError as error:
            if not is_interrupted(error) or monotonic() <= deadline:
                raise
            return None
        finally:
            self._patience.deadline = None

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

    def sum(self, query: Query, what: str, *, indexed: bool) -> int:
        """Return an aggregate over all that answer a query, such as `count(*)`."""
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

    def _is_current(self) -> bool:
        """Whether the index knows all assets, so that it may give the order instead of the register."""
        sql = "SELECT (SELECT applied FROM search.state) >= (SELECT coalesce(max(seq), 0) FROM journal)"
        return bool(self._register.execute(sql).fetchone()[0])


def is_interrupted(error: sqlite3.Error) -> bool:
    """Whether a statement was stopped by `Patience`."""
    return error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit


def _json(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))
