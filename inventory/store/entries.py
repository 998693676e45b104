"""What the search index keeps of one asset: its terms by column and its keys of Polish order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from inventory.base.alike import for_each
from inventory.base.text import sort_key
from inventory.store.terms import BETWEEN, number_entries, number_entry, text_entries, text_entry

T = TypeVar("T")

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
  (SELECT group_concat(o.number, char({ord(BETWEEN)})) FROM old_number o WHERE o.asset_id = a.id),
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
        return self._entries(f"{_READ} WHERE a.id IN ({wanted}) ORDER BY a.number_key, a.id")

    def after(self, number_key: str, asset_id: int, limit: int) -> list[Entry]:
        """Return the next entries in the order of numbers."""
        where = "WHERE (a.number_key, a.id) > (?, ?) ORDER BY a.number_key, a.id LIMIT ?"
        return self._entries(f"{_READ} {where}", number_key, asset_id, limit)

    def _entries(self, sql: str, *parameters: object) -> list[Entry]:
        rows = self._register.execute(sql, parameters).fetchall()
        if not rows:
            return []
        # Column by column, so that what many assets have in common is worked out once.
        ids, number_keys, numbers, serials, kst, units, old_numbers, parts, *others = zip(*rows, strict=True)
        references, texts = others[: len(_REFERRED)], others[len(_REFERRED) :]
        old = for_each(lambda joined: joined.split(BETWEEN) if joined else [], old_numbers)
        paid = for_each(self._funding, parts)
        about = [for_each(text_entry, kst)]
        for table, keys in zip(_REFERRED, references, strict=True):
            about.append(for_each(partial(self._reference, table), keys))
        about.append([names for names, _ in paid])
        terms = zip(
            number_entries(numbers),
            [number_entry(*found) if found else "" for found in old],
            number_entries(serials),
            *(_together(text_entries, column) for column in texts),
            map(" ".join, zip(*about, strict=True)),
            strict=True,
        )
        # The name, first of the texts, has its key in the register.
        order = zip(
            *(_together(_keys, column) for column in (*texts[1:], units)),
            _keys([min(found, default="") for found in old]),
            [key for _, key in paid],
            strict=True,
        )
        return list(map(Entry, ids, number_keys, terms, order))

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

    def _reference(self, table: str, key: int | None) -> str:
        if key is None:
            return ""
        known = self._known.get((table, key))
        if known is None:
            found = self._register.execute(_REFERENCES[table], (key,)).fetchone()
            text = found[0] if found else ""
            known = self._known[table, key] = (
                text if table == "source_order" else " ".join(dict.fromkeys(text_entry(text).split()))
            )
        return known


def _together(work: Callable[[Sequence[str]], list[T]], texts: Sequence[str]) -> list[T]:
    """Return what `work` makes of many texts at once, giving it those that are the same once."""
    different = list(set(texts))
    known = dict(zip(different, work(different), strict=True))
    return list(map(known.__getitem__, texts))


def _keys(texts: Sequence[str]) -> list[str | None]:
    cut = [text[:_LONGEST_KEY] for text in texts]
    keys = sort_key(BETWEEN.join(cut)).split(BETWEEN)
    return [key or None for key in (keys if len(keys) == len(cut) else map(sort_key, cut))]


def _funding(part: str) -> tuple[int, int, int | None, int]:
    position, source, project, share = part.split(",")
    return int(position), int(source), int(project) if project else None, int(share)
