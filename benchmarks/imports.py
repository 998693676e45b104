"""An import of a large sheet, checked, journalled and searchable, beside calamine, one indexed table and FTS5 alone."""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.registers import FOLDER, ROOT
from benchmarks.sheets import KEYS, our_write

# What a list is sorted and searched by, as in performance.md.
_INDEXED = ("number", "name", "serial", "custodian", "place", "purchased_on")
_WORDS = ("number", "name", "serial", "manufacturer", "model", "place", "custodian", "funding", "invoice", "notes")
_PARTS = ("number", "name", "serial", "custodian")


def bare(sheet: Path, register: Path) -> None:
    """Read the sheet, put its cells into one indexed table, and build the search at the end."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()[1:]
    connection = sqlite3.connect(register, isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute(f"CREATE TABLE asset (id INTEGER PRIMARY KEY, {', '.join(KEYS)})")
    for key in _INDEXED:
        connection.execute(f"CREATE INDEX i_{key} ON asset ({key}, id)")
    connection.execute("BEGIN")
    insert = f"INSERT INTO asset ({', '.join(KEYS)}) VALUES ({', '.join('?' * len(KEYS))})"
    connection.executemany(
        insert, ([cell if isinstance(cell, (str, float)) else str(cell) for cell in row] for row in rows)
    )
    connection.execute("COMMIT")
    folded = ", ".join(f"replace(replace({key}, 'ł', 'l'), 'Ł', 'L') AS {key}" for key in _WORDS)
    connection.execute(f"CREATE VIEW words AS SELECT id, {folded} FROM asset")
    words = "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3'"
    connection.execute(
        f"CREATE VIRTUAL TABLE word USING fts5({', '.join(_WORDS)}, content='words', content_rowid='id', {words})"
    )
    connection.execute("BEGIN")
    connection.execute("INSERT INTO word (word) VALUES ('rebuild')")
    connection.execute("COMMIT")


def bare_with_parts(sheet: Path, register: Path) -> None:
    """Do the same with a second index for parts of numbers, which the program's own search finds too."""
    bare(sheet, register)
    connection = sqlite3.connect(register, isolation_level=None)
    connection.execute(
        f"CREATE VIRTUAL TABLE part USING fts5({', '.join(_PARTS)}, "
        "content='words', content_rowid='id', tokenize='trigram')"
    )
    connection.execute("BEGIN")
    connection.execute("INSERT INTO part (part) VALUES ('rebuild')")
    connection.execute("COMMIT")


def ours(sheet: Path, register: Path) -> None:
    """Import it through the command line."""
    _command(register, "import", str(sheet), "--new-sources")


def undo(_: Path, register: Path) -> None:
    """Take the whole import back."""
    _command(register, "undo-import", "1")


def _command(register: Path, *words: str) -> None:
    from inventory.cli.main import run

    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        code = run(["--database", str(register), "--json", *words])
    assert code == 0, told.getvalue()[:2000] or words


STEPS: dict[str, Callable[[Path, Path], None]] = {
    "bare": bare, "bare_with_parts": bare_with_parts, "ours": ours, "undo": undo,
}  # fmt: skip


def alone(step: str, sheet: Path, register: Path) -> tuple[float, float]:
    """Run one step in a process of its own; return its seconds and its peak megabytes."""
    command = [sys.executable, "-m", "benchmarks.imports", step, str(sheet), str(register)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    seconds, megabytes = json.loads(answer.stdout.splitlines()[-1])
    return float(seconds), float(megabytes)


def empty(name: str) -> Path:
    """Return a new register."""
    path = _free(name)
    _command(path, "init")
    return path


def _free(name: str) -> Path:
    for leftover in FOLDER.glob(f"{name}.*"):
        leftover.unlink()
    return FOLDER / f"{name}.db"


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield the figures of an import of as many rows as the smallest register has assets, 100,000 at most."""
    count = min([*sizes, 100_000])
    FOLDER.mkdir(parents=True, exist_ok=True)
    sheet = FOLDER / "imported-list.xlsx"
    our_write(sheet, count)
    alone_bare = min(alone("bare", sheet, _free("import-bare"))[0] for _ in range(2))
    with_parts, _ = alone("bare_with_parts", sheet, _free("import-bare"))
    tries = [alone("ours", sheet, empty("import")) for _ in range(2)]
    seconds, memory = min(tries)
    name = f"import {count} rows of XLSX, checked, journalled, searchable"
    yield Figure(name=name, ours=seconds, bare=alone_bare, unit="s", most_times=2.5)
    yield Figure(name="the same against a bare index of number parts too", ours=seconds, bare=with_parts, unit="s")
    yield Figure(name="the same: peak memory", ours=memory, unit="MB")
    seconds, memory = alone("undo", sheet, FOLDER / "import.db")
    yield Figure(name=f"taking back an import of {count} rows", ours=seconds, unit="s")
    yield Figure(name="the same: peak memory", ours=memory, unit="MB")


if __name__ == "__main__":
    start = time.perf_counter()
    STEPS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    taken = time.perf_counter() - start
    print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
