"""Registers of any size with made-up assets, written by the bare driver and kept in the system's temp folder."""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from inventory.base.text import fold, sort_key
from inventory.catalogue.statuses import ASSET_STATUSES
from inventory.store.connection import check_file

THINGS = ["Laptop", "Monitor", "Drukarka", "Krzesło", "Biurko", "Mikroskop", "Wirówka", "Zasilacz", "Przełącznik", "Oscyloskop", "Żarówka", "Łódź patrolowa", "Ładowarka", "Tablet", "Projektor", "Szafa"]  # fmt: skip
MAKERS = ["Dell", "HP", "Lenovo", "Brother", "Żywiec", "Siemens", "Zeiss", "Łucznik", "Rigol", "Ikea"]
FIRST = ["Zofia", "Łukasz", "Żaneta", "Grażyna", "Michał", "Świętosława", "Anna", "Paweł", "Ewa", "Jan"]
LAST = ["Gęsi", "Jaźń", "Kowalski", "Wiśniewska", "Wójcik", "Dąbrowska", "Śliwa", "Nowak", "Źrebięcka", "Ćwik", "Olszyna", "Brzoza"]  # fmt: skip
WORDS = "stan dobry po przeglądzie używany w pracowni do naprawy uszkodzona obudowa brak zasilacza kpl z torbą gwarancja przedłużona zakupiono projektu kontrola roczna skaner rezerwowy archiwum".split()  # fmt: skip
PEOPLE, CELLS, PLACES, SUPPLIERS, CATEGORIES = 800, 40, 600, 300, 16
COLUMNS = (
    "id", "number", "number_folded", "number_key", "name", "name_key", "category_id", "manufacturer", "model", "serial",
    "serial_folded", "status", "condition", "place_id", "person_id", "cell_id", "supplier_id", "invoice", "purchased_on",
    "price_gross", "vat_rate", "kst", "warranty_until", "insured_until", "policy", "durability_until", "quantity", "unit",
    "in_set", "swop", "ksef", "notes", "return_by", "created_at",
)  # fmt: skip


def made_register(assets: int, folder: Path | None = None) -> Path:
    """Return a register of so many assets, made at the first call; the same for the same number."""
    path = (folder or Path(tempfile.gettempdir()) / "inventory-benchmarks") / f"made-{assets}.db"
    if path.exists() and check_file(path):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    from inventory.store.engine import register_engine
    from inventory.store.schema import upgrade

    engine = register_engine(part)
    upgrade(engine)
    engine.dispose()
    fill(part, assets)
    path.with_name(f"{path.stem}.search{path.suffix}").unlink(missing_ok=True)
    return part.replace(path)


def fill(path: Path, assets: int) -> None:
    """Write references, assets and their funding into an empty register."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    _references(connection)
    marks = ", ".join("?" * len(COLUMNS))
    connection.executemany(
        f"INSERT INTO asset ({', '.join(COLUMNS)}) VALUES ({marks})", map(asset, range(1, assets + 1))
    )
    funding = (
        "INSERT INTO asset_funding (asset_id, source_id, project_id, share, amount, position) VALUES (?, ?, ?, ?, ?, ?)"
    )
    connection.executemany(funding, _funding(assets))
    connection.commit()
    connection.close()


def asset(i: int) -> tuple[object, ...]:
    r = random.Random(i * 2654435761 & 0xFFFFFFFF)
    thing, maker = r.randrange(len(THINGS)), MAKERS[r.randrange(10)]
    kst = ("487", "803", "669", "491")[i % 4]
    number = f"WR/{kst}/{i // 4 + 1:04d}"
    model = f"{'ABCDEFGH'[r.randrange(8)]}{r.randrange(900)}"
    name = f"{THINGS[thing]} {maker} {model}"
    serial = f"SN{r.getrandbits(40):010X}"
    status = list(ASSET_STATUSES)[min(r.randrange(12), 6)] if i % 2 else "issued"
    day = f"{2010 + r.randrange(16)}-{1 + r.randrange(12):02d}-{1 + r.randrange(28):02d}"
    later = f"{int(day[:4]) + 3}{day[4:]}"
    person = 1 + r.randrange(PEOPLE) if status == "issued" and i % 10 else None
    cell = 1 + r.randrange(CELLS) if status == "issued" and not i % 10 else None
    notes = " ".join(r.choices(WORDS, k=6)) if i % 3 == 0 else ""
    return (
        i, number, fold(number), sort_key(number), name, sort_key(name), thing + 1, maker, model, serial, fold(serial),
        status, r.choice(("dobry", "nowy", "zużyty", "")), 1 + r.randrange(PLACES), person, cell, 1 + r.randrange(SUPPLIERS),
        f"FV {r.randrange(90000)}/{day[:4]}", day, r.randrange(5_000, 5_000_000), "23", kst, later,
        later if i % 5 == 0 else None, f"POL/{r.randrange(9999)}" if i % 5 == 0 else "", later if i % 2 else None, 1, "szt.",
        1, "", "", notes, "2025-06-30" if i % 20 == 0 else None, "2025-01-01 00:00:00.000000",
    )  # fmt: skip


def _references(connection: sqlite3.Connection) -> None:
    r = random.Random(7)
    several = connection.executemany
    several(
        "INSERT INTO category (id, code, code_folded, name, name_key, kst, label_template, icon, active) VALUES (?, ?, ?, ?, ?, '', '', 'box', 1)",
        [(i + 1, f"K{i}", f"k{i}", name, sort_key(name)) for i, name in enumerate(THINGS)],
    )
    cells = [(i, f"C{i}", f"Wydział {i}", sort_key(f"Wydział {i}")) for i in range(1, CELLS + 1)]
    several("INSERT INTO cell (id, code, name, name_key, active) VALUES (?, ?, ?, ?, 1)", cells)
    people = [(i, r.choice(FIRST), f"{r.choice(LAST)}-{i}") for i in range(1, PEOPLE + 1)]
    several(
        "INSERT INTO person (id, first_name, last_name, name_key, kind, rank, position, cell_id, active) VALUES (?, ?, ?, ?, 'officer', '', '', ?, 1)",
        [(i, first, last, sort_key(f"{last} {first}"), 1 + i % CELLS) for i, first, last in people],
    )
    places = [(1, None, "site", "S", "Komenda", "Komenda", sort_key("Komenda"))]
    places += [
        (i, 1, "building", f"B{i}", f"Budynek {i}", f"Komenda / Budynek {i}", sort_key(f"Komenda / Budynek {i}"))
        for i in range(2, 12)
    ]
    for i in range(12, PLACES + 1):
        path = f"Komenda / Budynek {2 + i % 10} / Pokój {i}"
        places.append((i, 2 + i % 10, "room", f"B{2 + i % 10}/{i}", f"Pokój {i}", path, sort_key(path)))
    several(
        "INSERT INTO place (id, parent_id, kind, code, code_folded, name, path, path_key, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
        [(i, parent, kind, code, fold(code), name, path, key) for i, parent, kind, code, name, path, key in places],
    )
    suppliers = [(i, f"Dostawca {i} sp. z o.o.", sort_key(f"Dostawca {i}")) for i in range(1, SUPPLIERS + 1)]
    several("INSERT INTO supplier (id, name, name_key, nip, address) VALUES (?, ?, ?, '', '')", suppliers)
    empty = {"valid_from", "valid_to", "label_width_mm", "label_height_mm", "durability_years", "retention_years"}
    for i, code in enumerate(("NMF", "BP", "WŁASNE"), 1):
        _insert(
            connection,
            "funding_source",
            empty,
            id=i,
            code=code,
            code_folded=fold(code),
            name_pl=f"Źródło {code}",
            position=i,
            active=1,
        )
    for i, number in enumerate(("NMF/PA18/0004", "FE/2024/77"), 1):
        nothing = {row[1] for row in connection.execute("PRAGMA table_info(project)") if not row[3]}
        _insert(
            connection,
            "project",
            nothing,
            id=i,
            number=number,
            number_folded=fold(number),
            aliases=f"PA{i}",
            title_pl=f"Projekt {i}",
            active=1,
        )


def _insert(connection: sqlite3.Connection, table: str, left_out: set[str], **values: object) -> None:
    """Insert a row whose other columns are empty texts."""
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    names = [row[1] for row in rows if row[1] not in left_out and row[1] != "version"]
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        [values.get(name, "") for name in names],
    )


def _funding(assets: int) -> Iterator[tuple[object, ...]]:
    for i in range(1, assets + 1):
        project = 1 + i % 2 if i % 3 else None
        if project:
            yield i, 1, project, 8500, None, 0
            yield i, 2, project, 1500, None, 1
        else:
            yield i, 3, None, 10_000, None, 0
