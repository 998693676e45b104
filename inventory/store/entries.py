"""What the search index keeps of one asset: its terms by column and its keys of Polish order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from inventory.base.text import sort_key
from inventory.store.terms import number_entry, text_entry

# Columns of the index; a filter on one of these fields asks its column. `about` holds what other tables say.
TERM_COLUMNS = (
    "number", "old_numbers", "serial", "name", "manufacturer", "model", "condition", "invoice", "policy", "swop",
    "ksef", "notes", "about",
)  # fmt: skip
# The first of them hold runs of characters, not words.
NUMBER_COLUMNS = 3
_TEXTS = ("name", "manufacturer", "model", "condition", "invoice", "policy", "swop", "ksef", "notes")
# Fields without a key column in the register; their order is kept beside the index.
KEY_COLUMNS = (
    "manufacturer", "model", "condition", "invoice", "policy", "swop", "ksef", "notes", "unit", "old_numbers",
    "funding",
)  # fmt: skip
# Nobody sees where notes differ after this many characters.
_LONGEST_KEY = 120
_MOST_PAID = 20_000

_READ = f"""
SELECT a.id, a.number_key, a.number, a.serial, a.kst, a.unit,
  (SELECT group_concat(o.number, char(31)) FROM old_number o WHERE o.asset_id = a.id),
  (SELECT group_concat(f.position || ',' || f.source_id || ',' || coalesce(f.project_id, '') || ',' || f.share, ';')
   FROM asset_funding f WHERE f.asset_id = a.id),
  a.category_id, a.place_id, a.person_id, a.cell_id, a.supplier_id, {", ".join(f"a.{column}" for column in _TEXTS)}
FROM asset a
"""
_REFERRED = ("category", "place", "person", "cell", "supplier")
_REFERENCES = {
    "category": "SELECT code || ' ' || name FROM category WHERE id = ?",
    "place": "SELECT code || ' ' || path FROM place WHERE id = ?",
    "person": "SELECT p.first_name || ' ' || p.last_name || ' ' || coalesce(c.name, '') "
    "FROM person p LEFT JOIN cell c ON c.id = p.cell_id WHERE p.id = ?",
    "cell": "SELECT coalesce(code, '') || ' ' || name FROM cell WHERE id = ?",
    "supplier": "SELECT name FROM supplier WHERE id = ?",
    "source": "SELECT code FROM funding_source WHERE id = ?",
    "project": "SELECT number || ' ' || aliases FROM project WHERE id = ?",
    "source_order": "SELECT printf('%05d', position) || code FROM funding_source WHERE id = ?",
}


class Entry(NamedTuple):
    """One asset of the index: `terms` follow `TERM_COLUMNS`, `keys` follow `KEY_COLUMNS`."""

    asset_id: int
    number_key: str
    terms: tuple[str, ...]
    keys: tuple[str | None, ...]


class EntryReader:
    """Reads entries from a register; what assets refer to is read once and kept as long as the reader lives."""

    def __init__(self, register: sqlite3.Connection) -> None:
        self._register = register
        self._known: dict[tuple[str, int], str] = {}
        # Few combinations of sources and shares pay for most assets.
        self._paid: dict[str, tuple[str, str | None]] = {}

    def of(self, ids: Sequence[int]) -> list[Entry]:
        """Return the entries of those assets that exist, in the order of their numbers."""
        wanted = ",".join(map(str, ids))
        return [self._entry(row) for row in self._rows(f"{_READ} WHERE a.id IN ({wanted}) ORDER BY a.number_key, a.id")]

    def after(self, number_key: str, asset_id: int, limit: int) -> list[Entry]:
        """Return the next entries in the order of numbers."""
        where = "WHERE (a.number_key, a.id) > (?, ?) ORDER BY a.number_key, a.id LIMIT ?"
        return [self._entry(row) for row in self._rows(f"{_READ} {where}", number_key, asset_id, limit)]

    def _rows(self, sql: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        return self._register.execute(sql, parameters)

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        asset_id, number_key, number, serial, kst, unit, old_numbers, parts = row[:8]
        texts = row[8 + len(_REFERRED) :]
        old = old_numbers.split("\x1f") if old_numbers else []
        about = [text_entry(kst)]
        about += [
            self._reference(table, key) for table, key in zip(_REFERRED, row[8:], strict=False) if key is not None
        ]
        paid_by, funding_key = self._funding(parts)
        about.append(paid_by)
        terms = (
            number_entry(number),
            number_entry(*old),
            number_entry(serial),
            *map(text_entry, texts),
            " ".join(about),
        )
        # The name, first of the texts, has its key in the register.
        keys = (*map(_key, texts[1:]), _key(unit), _key(min(old)) if old else None, funding_key)
        return Entry(asset_id, number_key, terms, keys)

    def _funding(self, parts: str | None) -> tuple[str, str | None]:
        """Return what the sources and projects of an asset are called, and the key by which funding is sorted."""
        if not parts:
            return "", None
        known = self._paid.get(parts)
        if known is None:
            if len(self._paid) >= _MOST_PAID:
                self._paid.clear()
            funding = sorted(map(_funding, parts.split(";")))
            projects = dict.fromkeys(project for _, _, project, _ in funding if project is not None)
            names = [self._reference("source", source) for _, source, _, _ in funding]
            names += [self._reference("project", project) for project in projects]
            key = "".join(f"{self._reference('source_order', source)}{share:05d}" for _, source, _, share in funding)
            known = self._paid[parts] = (" ".join(names), key)
        return known

    def _reference(self, table: str, key: int) -> str:
        known = self._known.get((table, key))
        if known is None:
            found = self._register.execute(_REFERENCES[table], (key,)).fetchone()
            text = found[0] if found else ""
            known = self._known[table, key] = (
                text if table == "source_order" else " ".join(dict.fromkeys(text_entry(text).split()))
            )
        return known


@lru_cache(maxsize=8192)
def _key(text: str) -> str | None:
    return sort_key(text[:_LONGEST_KEY]) or None


def _funding(part: str) -> tuple[int, int, int | None, int]:
    position, source, project, share = part.split(",")
    return int(position), int(source), int(project) if project else None, int(share)
