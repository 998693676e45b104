"""Orders of the list: keys for sorting, and walks along indexes that give a first page without sorting all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from inventory.catalogue.statuses import ASSET_STATUSES
from inventory.catalogue.stickers import STICKER_STATES
from inventory.store.entries import KEY_COLUMNS
from inventory.store.stickers import state_value

# Whatever the order, equals follow in the order of numbers.
BY_NUMBER = "a.number_key, a.id"


def _rank(value: str, keys: Iterable[str]) -> str:
    return f"CASE {value} " + " ".join(f"WHEN '{key}' THEN {place}" for place, key in enumerate(keys)) + " END"


# What has no value comes last, both ways.
_KEYS = {
    "number": "a.number_key",
    "name": "a.name_key",
    "serial": "nullif(a.serial_folded, '')",
    "category": "(SELECT r.name_key FROM category r WHERE r.id = a.category_id)",
    "place": "(SELECT r.path_key FROM place r WHERE r.id = a.place_id)",
    "custodian": "coalesce((SELECT r.name_key FROM person r WHERE r.id = a.person_id), "
    "(SELECT r.name_key FROM cell r WHERE r.id = a.cell_id))",
    "supplier": "(SELECT r.name_key FROM supplier r WHERE r.id = a.supplier_id)",
    "status": _rank("a.status", ASSET_STATUSES),
    "set": "(SELECT m.number_key FROM asset m WHERE m.id = a.set_id)",
    "vat_rate": "nullif(a.vat_rate, '')",
    "kst": "nullif(a.kst, '')",
    "sticker": _rank(state_value(), STICKER_STATES),
}
# Asked where there is no search index that knows these keys.
_SLOW_KEYS = {
    "old_numbers": "(SELECT polish(min(o.number)) FROM old_number o WHERE o.asset_id = a.id)",
    "funding": "(SELECT printf('%05d', s.position) || s.code || printf('%05d', f.share) FROM asset_funding f "
    "JOIN funding_source s ON s.id = f.source_id WHERE f.asset_id = a.id ORDER BY f.position LIMIT 1)",
}
_PLAIN = frozenset({
    "purchased_on", "accepted_on", "price_net", "price_gross", "warranty_until", "insured_until", "durability_until",
    "quantity", "return_by", "id",
})  # fmt: skip
# Index that holds a field in order, and the column it is led by.
_INDEXES = {
    "name": ("ix_asset_name_key_asset_number_key", "a.name_key", "''"),
    "serial": ("ix_asset_serial_folded", "a.serial_folded", "''"),
    "price_gross": ("ix_asset_price_gross_asset_number_key", "a.price_gross", "NULL"),
    "purchased_on": ("ix_asset_purchased_on_asset_number_key", "a.purchased_on", "NULL"),
    "warranty_until": ("ix_asset_warranty_until", "a.warranty_until", "NULL"),
    "insured_until": ("ix_asset_insured_until", "a.insured_until", "NULL"),
    "durability_until": ("ix_asset_durability_until", "a.durability_until", "NULL"),
    "return_by": ("ix_asset_return_by", "a.return_by", "NULL"),
}
_REFERENCES = {
    "category": ("category_id", "SELECT id FROM category ORDER BY name_key {way}, id"),
    "place": ("place_id", "SELECT id FROM place ORDER BY path_key {way}, id"),
    "supplier": ("supplier_id", "SELECT id FROM supplier ORDER BY name_key {way}, id"),
}
_HOLDERS = (
    "SELECT 'person_id', id, name_key AS k FROM person UNION ALL SELECT 'cell_id', id, name_key FROM cell "
    "ORDER BY k {way}, 1, id"
)
_WALK_NUMBERS = "asset a INDEXED BY ix_asset_number_key"


class Segment(NamedTuple):
    """A run of the list: what to read, which part of it, in which order; runs follow one another."""

    source: str
    where: str
    order: str
    values: tuple[object, ...] = ()


class Orders:
    """Writes the ORDER BY of a query, or its walk where an index leads through the field it is sorted by."""

    def __init__(self, register: sqlite3.Connection) -> None:
        self._register = register

    def keys(self, sort: Sequence[tuple[str, bool]], *, indexed: bool, last: str = BY_NUMBER) -> str:
        """Return the ORDER BY list, ending with `last`; with `indexed` it may use `search.entry e`."""
        parts = []
        for name, descending in sort:
            key = self._key(name, indexed=indexed)
            if key is None:
                continue
            if name == "number":
                parts += [_way("a.number_key", descending), _way("a.id", descending)]
                break
            parts += [f"{key} IS NULL", _way(key, descending)]
        return ", ".join([*parts, last])

    @staticmethod
    def needs_entries(sort: Sequence[tuple[str, bool]]) -> bool:
        """Whether keys beside the search index make this order quick."""
        return any(name in KEY_COLUMNS for name, _ in sort)

    @staticmethod
    def only_entries(sort: Sequence[tuple[str, bool]]) -> bool:
        """Whether the keys beside the search index are all that this order needs."""
        return all(name in KEY_COLUMNS for name, _ in sort)

    def walk(self, sort: Sequence[tuple[str, bool]], *, indexed: bool) -> Iterator[Segment] | None:
        """Yield the runs that follow one another in this order, None where no index leads through it."""
        name, descending = sort[0] if sort else ("number", False)
        rest = self.keys(sort[1:], indexed=indexed)
        if name == "number":
            way = "DESC" if descending else "ASC"
            return iter([Segment(_WALK_NUMBERS, "1", f"a.number_key {way}, a.id {way}")])
        if self.needs_entries(sort):
            return None
        if name == "status":
            return self._statuses(descending, rest)
        if name == "custodian":
            return self._held(descending, rest)
        if name in _REFERENCES:
            return self._referred(*_REFERENCES[name], descending, rest)
        return self._along(name, descending, rest) if name in _INDEXES else None

    def _key(self, name: str, *, indexed: bool) -> str | None:
        if name in KEY_COLUMNS:
            return f"e.{name}" if indexed else _SLOW_KEYS.get(name, f"nullif(polish(a.{name}), '')")
        return f"a.{name}" if name in _PLAIN else _KEYS.get(name)

    @staticmethod
    def _along(name: str, descending: bool, rest: str) -> Iterator[Segment]:
        index, column, empty = _INDEXES[name]
        some = f"{column} IS NOT NULL" if empty == "NULL" else f"{column} > ''"
        yield Segment(f"asset a INDEXED BY {index}", some, f"{_way(column, descending)}, {rest}")
        # Few have a value if the page is not full yet, so most of those in the order of numbers have none.
        yield Segment(_WALK_NUMBERS, f"{column} IS {empty}", rest)

    @staticmethod
    def _statuses(descending: bool, rest: str) -> Iterator[Segment]:
        statuses = list(ASSET_STATUSES)
        for status in reversed(statuses) if descending else statuses:
            yield Segment("asset a INDEXED BY ix_asset_status_asset_number_key", "a.status = ?", rest, (status,))

    def _referred(self, column: str, sql: str, descending: bool, rest: str) -> Iterator[Segment]:
        source = f"asset a INDEXED BY ix_asset_{column}_asset_number_key"
        for (key,) in self._register.execute(sql.format(way="DESC" if descending else "ASC")).fetchall():
            yield Segment(source, f"a.{column} = ?", rest, (key,))
        yield Segment(source, f"a.{column} IS NULL", rest)

    def _held(self, descending: bool, rest: str) -> Iterator[Segment]:
        holders = self._register.execute(_HOLDERS.format(way="DESC" if descending else "ASC")).fetchall()
        for column, key, _ in holders:
            whose = f"a.{column} = ?" if column == "person_id" else f"a.{column} = ? AND a.person_id IS NULL"
            yield Segment(f"asset a INDEXED BY ix_asset_{column}_asset_number_key", whose, rest, (key,))
        yield Segment(
            "asset a INDEXED BY ix_asset_person_id_asset_number_key", "a.person_id IS NULL AND a.cell_id IS NULL", rest
        )


def _way(key: str, descending: bool) -> str:
    return f"{key} DESC" if descending else key
