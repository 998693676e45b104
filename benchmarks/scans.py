"""A scan to its durable outcome, beside a bare lookup, insert and commit with the same settings."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure, Times
from benchmarks.registers import copy
from inventory.application import Application
from inventory.services.counts import CountRequest, close_count, create_count
from inventory.services.scanning import ScanRequest, new_uid, scan
from inventory.store.connection import configure

_SCANS = 600
_WARM = 50
_SMALLEST = "CREATE TABLE bare_scan (id INTEGER PRIMARY KEY, code TEXT, asset_id INTEGER, at TEXT)"
_AT = "2026-01-01 10:00:00.000000"


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield for each size the scan, and for information the freezing of the expected list and the closing."""
    for size in sizes:
        path = copy(size, "scans")
        application = Application(path)
        start = time.perf_counter()
        made = application.operation("Count made", lambda work: create_count(work, CountRequest(name="B")), bulk=True)
        yield Figure(name=f"expected list of {size} assets frozen", ours=time.perf_counter() - start, unit="s")
        application.close()
        # The bare side has a file of its own: two writers on one would empty each other's cache.
        bare_path = path.with_name(f"bare-{path.name}")
        shutil.copyfile(path, bare_path)
        application = Application(path)
        yield from _compare(application, bare_path, made.value.id, size)
        start = time.perf_counter()
        application.operation("Count closed", partial(close_count, count_id=made.value.id), bulk=True)
        yield Figure(name=f"count of {_SCANS} scans among {size} closed", ours=time.perf_counter() - start, unit="s")
        application.close()
        for left in bare_path.parent.glob(f"{bare_path.name}*"):
            left.unlink()


def _compare(application: Application, bare_path: Path, count_id: int, size: int) -> Iterator[Figure]:
    """Take all sides turn by turn, so that a busy moment of the disk hits each."""
    bare = sqlite3.connect(bare_path, isolation_level=None)
    configure(bare)
    bare.execute("PRAGMA journal_mode=TRUNCATE")
    bare.execute("INSERT OR IGNORE INTO actor (id, account) VALUES (1, 'bare')")
    bare.execute(_SMALLEST)
    ours, theirs, smallest = [], [], []
    for code in _codes(bare, _SCANS):
        request = ScanRequest(count_id=count_id, code=code, counter="Anna Nowak")
        ours.append(_timed(partial(application.quick, "Scan", partial(scan, request=request))))
        theirs.append(_timed(partial(_bare, bare, count_id, code)))
        smallest.append(_timed(partial(_bare_smallest, bare, code)))
    bare.close()
    mine, limit, least = Times(ours[_WARM:]), Times(theirs[_WARM:]), Times(smallest[_WARM:])
    yield Figure(name=f"scan to durable outcome, {size}", ours=mine.median, bare=limit.median, most_times=1.5)
    yield Figure(name=f"scan to durable outcome, {size}, p95", ours=mine.p95, bare=limit.p95)
    yield Figure(name=f"scan beside a table without keys, {size}", ours=mine.median, bare=least.median)


def _bare(connection: sqlite3.Connection, count_id: int, code: str) -> None:
    """Look the asset up and insert the same row of scans, with nothing else around it."""
    connection.execute("BEGIN IMMEDIATE")
    (asset,) = connection.execute("SELECT id FROM asset WHERE number_folded = ?", (code.lower(),)).fetchone()
    connection.execute(
        "INSERT INTO count_scan (uid, count_id, code, outcome, asset_id, scanned_at, actor_id, counter) "
        "VALUES (?, ?, ?, 'found', ?, ?, 1, 'Anna Nowak')",
        (new_uid(), count_id, code, asset, _AT),
    )
    connection.execute("COMMIT")


def _bare_smallest(connection: sqlite3.Connection, code: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    (asset,) = connection.execute("SELECT id FROM asset WHERE number_folded = ?", (code.lower(),)).fetchone()
    connection.execute("INSERT INTO bare_scan (code, asset_id, at) VALUES (?, ?, ?)", (code, asset, _AT))
    connection.execute("COMMIT")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _codes(connection: sqlite3.Connection, number: int) -> list[str]:
    """Return numbers from all over the register, as a counter walks into them."""
    rows = connection.execute("SELECT number FROM asset ORDER BY serial, id LIMIT ?", (number,)).fetchall()
    return [row[0] for row in rows]
