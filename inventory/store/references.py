"""Finds people, places, categories and other referred records by what a user types of their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from inventory.base.text import fold
from inventory.store.terms import begins_each, text_entry, words

_FEW = 3000
_NAMES = {
    "category": "SELECT id, name FROM category",
    "place": "SELECT id, name FROM place",
    "person": "SELECT id, first_name || ' ' || last_name FROM person",
    "cell": "SELECT id, name || ' ' || coalesce(code, '') FROM cell",
    "supplier": "SELECT id, name FROM supplier",
    "funding_source": "SELECT id, name_pl FROM funding_source",
    # All that the index says of an asset through these; for searching without it.
    "place path": "SELECT id, code || ' ' || path FROM place",
}


class References:
    """Names of referred records, folded once and kept until another connection writes to the register."""

    def __init__(self, register: sqlite3.Connection) -> None:
        self._register = register
        self._version = -1
        self._names: dict[str, list[tuple[int, str]]] = {}

    def named(self, table: str, text: str) -> set[int]:
        """Return the ids of records of whose names every word of `text` begins a word."""
        asked = words(text)
        return {key for key, name in self._of(table) if asked and begins_each(asked, name)}

    def categories(self, text: str) -> set[int]:
        """Return categories by code, else by name."""
        return self._ids("SELECT id FROM category WHERE code_folded = ?", text) or self.named("category", text)

    def places(self, text: str) -> set[int]:
        """Return places by code, else by name, with everything below them."""
        found = self._ids("SELECT id FROM place WHERE code_folded = ?", text) or self.named("place", text)
        below = (
            f"WITH RECURSIVE below(id) AS (SELECT id FROM place WHERE id IN ({listed(found)}) "
            "UNION SELECT p.id FROM place p JOIN below b ON p.parent_id = b.id) SELECT id FROM below"
        )
        return {row[0] for row in self._register.execute(below)}

    def holders(self, text: str) -> tuple[set[int], set[int]]:
        """Return people by HR id, else people and cells by name."""
        people = {row[0] for row in self._register.execute("SELECT id FROM person WHERE hr_id = ?", (text.strip(),))}
        return (people, set()) if people else (self.named("person", text), self.named("cell", text))

    def sources(self, text: str) -> set[int]:
        """Return funding sources by code, else by name."""
        return self._ids("SELECT id FROM funding_source WHERE code_folded = ?", text) or self.named(
            "funding_source", text
        )

    def projects(self, text: str) -> set[int]:
        """Return projects by number or alias."""
        asked = fold(text.strip())
        found = self._ids("SELECT id FROM project WHERE number_folded = ?", text)
        for key, aliases in self._register.execute("SELECT id, aliases FROM project WHERE aliases <> ''"):
            if asked in {fold(alias.strip()) for alias in aliases.replace(",", ";").split(";")}:
                found.add(key)
        return found

    def funded(self, column: str, ids: set[int]) -> str:
        """Return the condition that one of these sources or projects pays for asset `a`."""
        these = f"f.{column} IN ({listed(ids)})"
        few = f"SELECT count(*) FROM (SELECT 1 FROM asset_funding f WHERE {these} LIMIT {_FEW})"
        if self._register.execute(few).fetchone()[0] < _FEW:
            return f"a.id IN (SELECT f.asset_id FROM asset_funding f WHERE {these})"
        # Where most assets have it, asking each in its turn fills a page sooner.
        funding = "asset_funding f INDEXED BY ix_asset_funding_asset_id"
        return f"EXISTS (SELECT 1 FROM {funding} WHERE f.asset_id = a.id AND {these})"

    def _ids(self, sql: str, text: str) -> set[int]:
        return {row[0] for row in self._register.execute(sql, (fold(text.strip()),))}

    def _of(self, table: str) -> list[tuple[int, str]]:
        (version,) = self._register.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version = version
            self._names.clear()
        if table not in self._names:
            self._names[table] = [(key, text_entry(name)) for key, name in self._register.execute(_NAMES[table])]
        return self._names[table]


def listed(ids: Iterable[int]) -> str:
    """Return ids as SQL lists them."""
    return ",".join(map(str, sorted(ids)))
