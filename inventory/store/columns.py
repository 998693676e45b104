"""What the list shows of an asset: one value for each field asked for, read for a page at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from inventory.store.stickers import state_value

_OWN = (
    "id", "number", "name", "manufacturer", "model", "serial", "status", "condition", "invoice", "purchased_on",
    "accepted_on", "price_net", "vat_rate", "price_gross", "kst", "warranty_until", "insured_until", "durability_until",
    "policy", "quantity", "unit", "swop", "ksef", "notes", "return_by", "last_counted_on",
)  # fmt: skip
_EXPRESSIONS = {name: f"a.{name}" for name in _OWN} | {
    "category": "(SELECT r.name FROM category r WHERE r.id = a.category_id)",
    "icon": "(SELECT r.icon FROM category r WHERE r.id = a.category_id)",
    "place": "(SELECT r.code FROM place r WHERE r.id = a.place_id)",
    "place_name": "(SELECT CASE r.name WHEN '' THEN r.code ELSE r.name END FROM place r WHERE r.id = a.place_id)",
    "custodian": "coalesce((SELECT trim(r.first_name || ' ' || r.last_name) FROM person r WHERE r.id = a.person_id), "
    "(SELECT r.name FROM cell r WHERE r.id = a.cell_id), '')",
    "custodian_cell": "coalesce((SELECT c.name FROM person r JOIN cell c ON c.id = r.cell_id "
    "WHERE r.id = a.person_id), '')",
    "supplier": "coalesce((SELECT r.name FROM supplier r WHERE r.id = a.supplier_id), '')",
    "set": "(SELECT m.number FROM asset m WHERE m.id = a.set_id)",
    "overdue": "a.status = 'issued' AND a.return_by IS NOT NULL AND a.return_by < :today",
    "in_durability": "a.durability_until IS NOT NULL AND a.durability_until >= :today",
    "sticker": state_value(),
    "sticker_printed_at": "a.sticker_printed_at",
}
_DATES = frozenset({
    "purchased_on", "accepted_on", "warranty_until", "insured_until", "durability_until", "return_by",
    "last_counted_on",
})  # fmt: skip
_FLAGS = frozenset({"overdue", "in_durability"})
# Fields of which an asset may have several values: a statement that gives the asset first, then the value.
_SEVERAL = {
    "old_numbers": "SELECT asset_id, number FROM old_number WHERE asset_id IN ({ids}) ORDER BY id",
    "projects": "SELECT f.asset_id, p.number FROM asset_funding f JOIN project p ON p.id = f.project_id "
    "WHERE f.asset_id IN ({ids}) ORDER BY f.position, f.id",
    "shares": "SELECT f.asset_id, f.source_id, s.code, f.share FROM asset_funding f "
    "JOIN funding_source s ON s.id = f.source_id "
    "WHERE f.asset_id IN ({ids}) ORDER BY f.position, f.id",
    "funding": "SELECT f.asset_id, s.code, p.number, f.share, f.amount FROM asset_funding f "
    "JOIN funding_source s ON s.id = f.source_id LEFT JOIN project p ON p.id = f.project_id "
    "WHERE f.asset_id IN ({ids}) ORDER BY f.position, f.id",
}
FIELDS = frozenset(_EXPRESSIONS) | frozenset(_SEVERAL)
_IDS = "SELECT value FROM json_each(:ids)"


def read_page(
    register: sqlite3.Connection, ids: Sequence[int], fields: Sequence[str], today: date
) -> list[tuple[Any, ...]]:
    """Return one tuple for each id, in that order; an asset that is there no longer gives only its id.

    Amounts are grosze, days `date`, a status its key, `old_numbers` and `projects` tuples of numbers, `shares`
    tuples of source id, code and hundredths of a per cent, `funding` tuples of code, project, share and grosze.
    """
    asked = {"ids": json.dumps(list(ids)), "today": today.isoformat()}
    single = [field for field in fields if field in _EXPRESSIONS]
    chosen = ", ".join(_EXPRESSIONS[field] for field in single)
    sql = f"SELECT a.id{', ' + chosen if chosen else ''} FROM asset a WHERE a.id IN ({_IDS})"
    found = {row[0]: row for row in register.execute(sql, asked)}
    several = {field: _several(register, field, asked) for field in fields if field in _SEVERAL}
    readers = [_reader(field, single, several) for field in fields]
    rows = []
    for key in ids:
        row = found.get(key)
        if row is None:
            rows.append(tuple(key if field == "id" else None for field in fields))
        else:
            rows.append(tuple([read(row) for read in readers]))
    return rows


def _several(register: sqlite3.Connection, field: str, asked: dict[str, str]) -> dict[int, list[Any]]:
    values: dict[int, list[Any]] = {}
    for key, *value in register.execute(_SEVERAL[field].format(ids=_IDS), asked):
        values.setdefault(key, []).append(tuple(value) if len(value) > 1 else value[0])
    return values


def _reader(
    field: str, single: list[str], several: dict[str, dict[int, list[Any]]]
) -> Callable[[tuple[Any, ...]], Any]:
    if field in several:
        values = several[field]
        # A project that pays with two sources is named once.
        return lambda row: tuple(
            dict.fromkeys(values.get(row[0], ())) if field == "projects" else values.get(row[0], ())
        )
    place = single.index(field) + 1
    if field in _DATES:
        return lambda row: date.fromisoformat(row[place]) if row[place] else None
    if field in _FLAGS:
        return lambda row: bool(row[place])
    if field == "sticker_printed_at":
        return lambda row: datetime.fromisoformat(row[place]).replace(tzinfo=UTC) if row[place] else None
    return lambda row: row[place]
