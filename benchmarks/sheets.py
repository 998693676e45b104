"""Sheets of 24 columns: ours read, checked and written, beside calamine and XlsxWriter alone."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from benchmarks.registers import FOLDER
from inventory.exchange.columns import guess_columns
from inventory.exchange.funding import Share
from inventory.exchange.headed import asset_heading
from inventory.exchange.rows import read_assets
from inventory.exchange.table import open_table
from inventory.exchange.workbook import read_workbook
from inventory.exchange.writer import write_xlsx

KEYS = (
    *("number", "name", "category", "manufacturer", "model", "serial", "status", "condition", "place", "custodian"),
    *("supplier", "invoice", "purchased_on", "accepted_on", "price_net", "vat_rate", "price_gross", "kst"),
    *("warranty_until", "quantity", "unit", "old_numbers", "notes", "funding"),
)
SHARES = (Share(source="NMF", project="NMF/PA18/0004", share=8500), Share(source="BP", share=1500))
WORDS = "stan dobry po przeglądzie używany w pracowni brak zasilacza z torbą gwarancja przedłużona żółty".split()
NAMES = ("Jan Klon", "Żaneta Świerk", "Łucja Dąbek", "Adam Jesionek", "Ewa Sosnowska")


def rows(count: int) -> Iterator[tuple[Any, ...]]:
    """Yield made-up assets in the order of `KEYS`, the same each time."""
    chance = random.Random(7)
    for n in range(1, count + 1):
        bought = date(2008, 1, 1) + timedelta(days=chance.randrange(6_000))
        gross = chance.randrange(5_000, 5_000_000)
        what = (f"WR/{n % 900:03d}/{n:06d}", f"Laptop terenowy {n % 97}", f"Kategoria {n % 16}", f"Żywiec {n % 10}")
        where = (f"SN{chance.getrandbits(32):08X}", "in_stock", "dobry", f"Budynek {n % 9}/{n % 60}", NAMES[n % 5])
        papers = (f"Dostawca {n % 400}", f"FV/{n % 9999}/{bought.year}", bought, bought)
        value = (round(gross / 1.23), "23", gross, "487", bought + timedelta(days=730), 1, "szt.")
        rest = (f"{n}/2015" if n % 4 == 0 else None, " ".join(chance.choice(WORDS) for _ in range(6)))
        yield (*what, f"M{n % 900}", *where, *papers, *value, *rest, SHARES if n % 3 else None)


def bare_write(path: Path, count: int) -> None:
    """Write the same cells by XlsxWriter in its flat memory, with the formats that a list needs."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        day, money = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": "#,##0.00"})
        page.write_row(0, 0, KEYS)
        for number, values in enumerate(rows(count), 1):
            for column, value in enumerate(values):
                if value is None:
                    continue
                if isinstance(value, date):
                    page.write_datetime(number, column, value, day)
                elif column in (14, 16):
                    page.write_number(number, column, value / 100, money)
                elif isinstance(value, int):
                    page.write_number(number, column, value)
                else:
                    page.write_string(number, column, value if isinstance(value, str) else str(value))


def our_write(path: Path, count: int) -> None:
    """Write them as the program's export does."""
    write_xlsx(path, [asset_heading(key, key) for key in KEYS], rows(count))


def bare_read(path: Path) -> None:
    """Read all values by calamine alone."""
    from python_calamine import CalamineWorkbook

    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def check(path: Path) -> None:
    """Read and check all rows, as the preview of the import does."""
    table = open_table(path)
    found = read_assets(table, guess_columns(table.header, table.columns))
    assert not found.faults, found.faults[:3]


STEPS: dict[str, Callable[[Path, int], object]] = {
    "our_write": our_write, "bare_write": bare_write, "bare_read": lambda path, _: bare_read(path),
    "our_read": lambda path, _: read_workbook(path), "check": lambda path, _: check(path),
}  # fmt: skip


def alone(step: str, path: Path, count: int) -> tuple[float, float]:
    """Run one step in a process of its own; return its seconds and its peak megabytes."""
    command = [sys.executable, "-m", "benchmarks.sheets", step, str(path), str(count)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parent.parent)
    seconds, megabytes = answer.stdout.split()
    return float(seconds), float(megabytes)


def best(step: str, path: Path, count: int) -> tuple[float, float]:
    """Return the better of two runs, because the other work of the machine only ever adds."""
    return min(alone(step, path, count) for _ in range(2))


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield the figures of sheets; the sizes of registers do not matter here beyond the smallest."""
    count = min([*sizes, 100_000])
    FOLDER.mkdir(parents=True, exist_ok=True)
    path, small = FOLDER / "sheet.xlsx", FOLDER / "sheet-small.xlsx"
    ours, memory = best("our_write", path, count)
    bare, _ = best("bare_write", FOLDER / "sheet-bare.xlsx", count)
    _, before = alone("our_write", small, max(count // 10, 1))
    yield Figure(name=f"export {count} rows to XLSX against XlsxWriter", ours=ours, bare=bare, unit="s", most_times=1.2)
    yield Figure(name="export: memory more than for a tenth of the rows", ours=memory - before, unit="MB", most=8)
    bare, _ = best("bare_read", path, count)
    ours, _ = best("our_read", path, count)
    yield Figure(name=f"read {count} rows of XLSX against calamine", ours=ours, bare=bare, unit="s", most_times=1.6)
    checked, memory = best("check", path, count)
    yield Figure(name="read, guess columns, parse and check them", ours=checked, bare=bare, unit="s", most_times=3)
    yield Figure(name="the same: peak memory", ours=memory, unit="MB", most=600)


if __name__ == "__main__":
    start = time.perf_counter()
    STEPS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
