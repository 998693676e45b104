"""The list: a keystroke to its rows, sorting, scrolling, scanned codes and the index, each beside the bare driver."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure, Times, measure
from benchmarks.registers import copy
from inventory.catalogue.assets import ASSET_FIELDS
from inventory.catalogue.query import Query, parse
from inventory.store.connection import connect_reader
from inventory.store.listing import Listing
from inventory.store.search import SearchIndex, search_file

# What the list shows unless its user chose other columns, and a screen full of rows.
SHOWN = (
    "id", "icon", "number", "name", "custodian", "custodian_cell", "place", "place_name", "status", "overdue",
    "return_by", "projects", "shares", "price_gross", "in_durability", "sticker",
)  # fmt: skip
ROWS = 40
FIRST = 100
_BARE_ROWS = (
    "SELECT id, number, name, status, price_gross, place_id, person_id, category_id FROM asset WHERE id IN ({ids})"
)
_ORDERS = {
    "number": "number_key",
    "name": "name_key",
    "category": "(SELECT name_key FROM category r WHERE r.id = category_id)",
    "place": "(SELECT path_key FROM place r WHERE r.id = place_id)",
    "custodian": "(SELECT name_key FROM person r WHERE r.id = person_id)",
    "supplier": "(SELECT name_key FROM supplier r WHERE r.id = supplier_id)",
    "set": "set_id",
    "old_numbers": "(SELECT min(number) FROM old_number o WHERE o.asset_id = asset.id)",
    "funding": "(SELECT min(source_id) FROM asset_funding f WHERE f.asset_id = asset.id)",
}


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield the figures of each size, then how they grow between the smallest and the largest."""
    medians: dict[int, list[float]] = {}
    for size in sizes:
        path = copy(size, "listing")
        index = SearchIndex(path)
        index.catch_up()
        index.close()
        listing = Listing(path, date.today)
        bare = with_search(path)
        medians[size] = []
        for figure in (
            *_typing(listing, bare, size),
            *_scrolling(listing, bare, size),
            *_scanning(listing, bare, size),
        ):
            medians[size].append(figure.ours)
            yield figure
        yield from _sorting(listing, bare, size)
        listing.close()
        bare.close()
        yield from _building(path, size)
    small, large = medians[min(sizes)], medians[max(sizes)]
    if len(sizes) > 1:
        for name, before, after in zip(
            ("keystroke, median", "keystroke, p95", "rows", "code"), small, large, strict=True
        ):
            yield Figure(name=f"growth of {name}: {max(sizes)} beside {min(sizes)}", ours=after, bare=before)


def _typing(listing: Listing, bare: sqlite3.Connection, size: int) -> Iterator[Figure]:
    """Type words and numbers of the register letter by letter; every keystroke is a question of its own."""
    ours, theirs = [], []
    for line in _lines(listing):
        for end in range(1, len(line) + 1):
            query = parse(line[:end])

            def answer(query: Query = query) -> object:
                return listing.page(listing.ids(query, limit=FIRST)[:ROWS], SHOWN)

            ours += measure(answer, runs=3).all
            theirs += measure(partial(bare_keystroke, bare, line[:end]), runs=3).all
    mine, limit = Times(ours), Times(theirs)
    yield Figure(name=f"keystroke to rows, {size}, median", ours=mine.median, bare=limit.median, most_times=3)
    yield Figure(name=f"keystroke to rows, {size}, p95", ours=mine.p95, bare=limit.p95, most=16)


def bare_keystroke(bare: sqlite3.Connection, typed: str) -> object:
    """Ask the search index and then for a screen of rows, as the driver alone would."""
    match = " AND ".join(f'"{word}"*' for word in typed.lower().split())
    sql = "SELECT rowid FROM search.word WHERE word MATCH ? ORDER BY rowid LIMIT 100"
    hits = bare.execute(sql, (match,)).fetchall()
    found = bare.execute(f"SELECT asset_id FROM search.entry WHERE rank IN ({_joined(hits)})").fetchall()
    return bare.execute(_BARE_ROWS.format(ids=_joined(found[:ROWS]))).fetchall()


def with_search(path: Path) -> sqlite3.Connection:
    """Open a register with its search index beside it, by the driver alone."""
    bare = connect_reader(path)
    bare.execute("ATTACH ? AS search", (str(search_file(path)),))
    return bare


def _lines(listing: Listing) -> list[str]:
    """Return what a person might type to find some assets of this very register."""
    chosen = random.Random(1)
    ids = listing.ids(Query())
    lines = []
    for number, name, serial, custodian in listing.page(
        chosen.sample(ids, 6), ("number", "name", "serial", "custodian")
    ):
        lines += [name[:14], number[3:], serial[2:8], custodian.split(" ")[-1]]
        lines.append(f"{name.split(' ')[0]} {custodian.split(' ')[-1]}")
    # The bare side asks for beginnings of words only, so what it cannot ask is left out.
    return [line for line in lines if line and line.replace(" ", "").isalnum() and line.isascii()]


def _scrolling(listing: Listing, bare: sqlite3.Connection, size: int) -> Iterator[Figure]:
    chosen = random.Random(2)
    ids = listing.ids(Query())
    starts = [chosen.randrange(max(1, len(ids) - ROWS)) for _ in range(60)]
    ours = [_timed(partial(listing.page, ids[start : start + ROWS], SHOWN)) for start in starts]

    def bare_rows(start: int) -> object:
        return bare.execute(_BARE_ROWS.format(ids=",".join(map(str, ids[start : start + ROWS])))).fetchall()

    theirs = [_timed(partial(bare_rows, start)) for start in starts]
    yield Figure(name=f"{ROWS} rows anywhere, {size}", ours=Times(ours).median, bare=Times(theirs).median)


def _scanning(listing: Listing, bare: sqlite3.Connection, size: int) -> Iterator[Figure]:
    codes = listing.numbers(random.Random(3).sample(listing.ids(Query()), 500))
    sql = "SELECT id FROM asset WHERE number_folded = ?"

    def bare_found(code: str) -> object:
        return bare.execute(sql, (code.lower(),)).fetchall()

    ours = [_timed(partial(listing.by_code, code)) for code in codes]
    theirs = [_timed(partial(bare_found, code)) for code in codes]
    yield Figure(name=f"scanned code to asset, {size}", ours=Times(ours).median, bare=Times(theirs).median, most=0.02)


def _sorting(listing: Listing, bare: sqlite3.Connection, size: int) -> Iterator[Figure]:
    def bare_all(sql: str) -> object:
        return bare.execute(sql).fetchall()

    for field in ASSET_FIELDS:
        key = _ORDERS.get(field.key, field.key)
        for descending in (False, True):
            query = Query().sorted_by(field.key, descending=descending)
            sql = f"SELECT id FROM asset ORDER BY {key} {'DESC' if descending else ''}, number_key"
            first = measure(partial(listing.ids, query, limit=FIRST), runs=3).median
            limit = measure(partial(bare_all, sql), runs=1, warm=0).median
            way = " down" if descending else ""
            yield Figure(name=f"first page by {field.key}{way}, {size}", ours=first, bare=limit, most_times=1.5)


def _building(path: Path, size: int) -> Iterator[Figure]:
    """Make the whole index, beside the plainest one that FTS5 makes of ten columns as they stand."""
    plain = path.with_name(f"plain-{path.name}")
    shutil.copyfile(path, plain)
    connection = sqlite3.connect(plain)
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5(a, b, c, d, e, f, g, h, i, j, prefix = '2 3')")
    start = time.perf_counter()
    connection.execute(
        "INSERT INTO plain (rowid, a, b, c, d, e, f, g, h, i, j) SELECT a.id, number, a.name, serial, manufacturer, "
        "model, a.notes, invoice, coalesce(p.path, ''), coalesce(h.last_name, ''), c.name FROM asset a "
        "LEFT JOIN place p ON p.id = a.place_id LEFT JOIN person h ON h.id = a.person_id "
        "JOIN category c ON c.id = a.category_id"
    )
    connection.commit()
    limit = time.perf_counter() - start
    connection.close()
    plain.unlink()
    index = SearchIndex(path)
    start = time.perf_counter()
    index.rebuild()
    yield Figure(name=f"search index of {size} assets made", ours=time.perf_counter() - start, bare=limit, unit="s")
    index.close()
    yield Figure(name=f"search index of {size} assets, size", ours=search_file(path).stat().st_size / 1e6, unit="MB")


def _joined(rows: Sequence[tuple[int]]) -> str:
    return ",".join(str(row[0]) for row in rows)


def _timed(work: Callable[[], object]) -> float:
    return measure(work, runs=1, warm=0).all[0]
