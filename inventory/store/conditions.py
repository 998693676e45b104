"""Filters and words of a query as conditions on assets: SQL on the tables, and one question to the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from inventory.base.text import clean, fold
from inventory.catalogue.assets import BY_KEY
from inventory.catalogue.field import Kind
from inventory.catalogue.query import Filter, Query
from inventory.catalogue.statuses import ASSET_STATUSES, GONE_STATUSES
from inventory.catalogue.values import typed_amount, typed_count, typed_days
from inventory.store.entries import TERM_COLUMNS
from inventory.store.references import References, listed
from inventory.store.stickers import state_condition
from inventory.store.terms import MOST_WORDS, expression, words

_GONE = "(" + ", ".join(f"'{status}'" for status in GONE_STATUSES) + ")"
# Words that stand for nothing: `warranty:none`.
NONE_WORDS = frozenset({"none", "brak"})
_EMPTY = {
    "category": "0", "place": "a.place_id IS NULL", "custodian": "a.person_id IS NULL AND a.cell_id IS NULL",
    "supplier": "a.supplier_id IS NULL", "set": "a.set_id IS NULL",
    "old_numbers": "NOT EXISTS (SELECT 1 FROM old_number o WHERE o.asset_id = a.id)",
    "funding": "NOT EXISTS (SELECT 1 FROM asset_funding f WHERE f.asset_id = a.id)",
    "source": "NOT EXISTS (SELECT 1 FROM asset_funding f WHERE f.asset_id = a.id)",
    "project": "NOT EXISTS (SELECT 1 FROM asset_funding f WHERE f.asset_id = a.id AND f.project_id IS NOT NULL)",
}  # fmt: skip


# More words than these are asked for by their beginning.
_MOST_ENDINGS = 32
_LAST = "\U0010ffff"


@dataclass
class Conditions:
    """What a query asks: `sql` are parts joined by AND on `asset a`, `match` the question to the index or nothing."""

    sql: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    match: str = ""

    def where(self, *more: str) -> str:
        """Return the WHERE part with conditions of one's own before the others; empty where there are none."""
        parts = [*more, *self.sql]
        return f"WHERE {' AND '.join(parts)}" if parts else ""


class ConditionReader:
    """Turns queries into conditions; without an index words are looked for in the tables (reliability.md 30)."""

    def __init__(self, register: sqlite3.Connection, today: Callable[[], date]) -> None:
        self._register = register
        self._references = References(register)
        self._today = today

    def read(self, query: Query, *, indexed: bool) -> Conditions:
        """Return the conditions of a query. What cannot be understood as a filter is looked for as a word."""
        result = Conditions()
        typed = list(query.words[:MOST_WORDS])
        asked: list[str] = []
        filters = sorted(query.filters[:MOST_WORDS], key=lambda one: one.field)
        for key, group in groupby(filters, key=lambda one: one.field):
            either: list[tuple[str, list[object]]] = []
            either_words: list[str] = []
            for one in group:
                if _is_text(key) and one.value.casefold() not in NONE_WORDS:
                    question = expression(one.value, self._endings, key) if indexed else None
                    if question:
                        either_words.append(question)
                        continue
                condition = self._condition(one)
                if condition is None:
                    typed.append(f"{one.field}:{one.value}")
                elif one.operator == "=":
                    either.append(condition)
                else:
                    result.sql.append(condition[0])
                    result.values += condition[1]
            if either:
                result.sql.append("(" + " OR ".join(f"({sql})" for sql, _ in either) + ")")
                result.values += [value for _, values in either for value in values]
            if either_words:
                asked.append("(" + " OR ".join(either_words) + ")")
        self._words(result, list(dict.fromkeys(typed)), asked, indexed=indexed)
        return result

    def _words(self, result: Conditions, typed: list[str], asked: list[str], *, indexed: bool) -> None:
        meant = [word for word in typed if words(clean(word))]
        if indexed:
            asked += [question for question in (expression(word, self._endings) for word in meant) if question]
        else:
            for word in meant:
                self._scan(result, word)
        # A mark such as % is looked for as it stands where it is all that was typed.
        if typed and not meant and not asked:
            for word in typed:
                result.sql.append(
                    "instr(a.name || ' ' || a.number || ' ' || a.serial || ' ' || a.model || ' ' || a.notes, ?) > 0"
                )
                result.values.append(clean(word))
        result.match = " AND ".join(asked)

    def _endings(self, beginning: str) -> list[str] | None:
        sql = "SELECT term FROM search.term WHERE term >= ? AND term < ? LIMIT ?"
        rows = self._register.execute(sql, (beginning, beginning + _LAST, _MOST_ENDINGS + 1)).fetchall()
        return [row[0] for row in rows] if len(rows) <= _MOST_ENDINGS else None

    def _scan(self, result: Conditions, word: str) -> None:
        texts = "fold(a.name || ' ' || a.manufacturer || ' ' || a.model || ' ' || a.invoice || ' ' || a.notes)"
        typed = fold(clean(word))
        parts = [
            "instr(a.number_folded, ?)", "instr(a.serial_folded, ?)",
            "EXISTS (SELECT 1 FROM old_number o WHERE o.asset_id = a.id AND instr(o.number_folded, ?))",
        ]  # fmt: skip
        values: list[object] = [typed, typed, typed]
        for column, table in (
            ("category_id", "category"),
            ("place_id", "place path"),
            ("person_id", "person"),
            ("cell_id", "cell"),
            ("supplier_id", "supplier"),
        ):
            found = self._references.named(table, word)
            if found:
                parts.append(f"a.{column} IN ({listed(found)})")
        parts.append(f"instr({texts}, ?)")
        values.append(typed)
        result.sql.append(f"({' OR '.join(parts)})")
        result.values += values

    def _condition(self, one: Filter) -> tuple[str, list[object]] | None:
        key, value = one.field, clean(one.value)
        if value.casefold() in NONE_WORDS and (key in _EMPTY or key in BY_KEY or key == "return_by"):
            return _none(key), []
        special = {
            "status": self._status, "sticker": self._sticker, "id": self._ids, "import": self._import,
            "set": self._set, "place": self._place,
            "category": self._category, "custodian": self._custodian, "supplier": self._supplier,
            "source": self._source, "funding": self._source, "project": self._project,
        }  # fmt: skip
        if key in special:
            return special[key](value)
        kind = BY_KEY[key].kind if key in BY_KEY else Kind.DATE
        if kind is Kind.DATE:
            return self._days(key, one.operator, value)
        if kind in {Kind.MONEY, Kind.COUNT}:
            number = typed_amount(value) if kind is Kind.MONEY else typed_count(value)
            return None if number is None else (f"a.{key} {one.operator} ?", [number])
        return _text(key, value)

    def _days(self, key: str, operator: str, value: str) -> tuple[str, list[object]] | None:
        days = typed_days(value, self._today)
        if days is None:
            return None
        first, last = days[0].isoformat(), days[1].isoformat()
        if operator == "=":
            return f"a.{key} BETWEEN ? AND ?", [first, last]
        return f"a.{key} {operator} ?", [last if operator in {"<=", ">"} else first]

    def _status(self, value: str) -> tuple[str, list[object]] | None:
        if value == "present":
            return f"a.status NOT IN {_GONE}", []
        if value == "overdue":
            return "a.status = 'issued' AND a.return_by < ?", [self._today().isoformat()]
        return ("a.status = ?", [value]) if value in ASSET_STATUSES else None

    def _sticker(self, value: str) -> tuple[str, list[object]] | None:
        condition = state_condition(value)
        return None if condition is None else (condition, [])

    def _ids(self, value: str) -> tuple[str, list[object]] | None:
        ids = [typed_count(part) for part in value.split(",")]
        known = [one for one in ids if one is not None]
        return (f"a.id IN ({listed(known)})", []) if len(known) == len(ids) else None

    def _import(self, value: str) -> tuple[str, list[object]] | None:
        number = typed_count(value)
        if number is None:
            return None
        # The journal rows of an operation follow one another from its own row on.
        rows = (
            "SELECT CAST(j.record_id AS INTEGER) FROM import_batch b JOIN journal j "
            "ON j.operation = b.operation AND j.seq > b.operation WHERE b.id = ? AND j.table_name = 'asset'"
        )
        return f"a.id IN ({rows})", [number]

    def _set(self, value: str) -> tuple[str, list[object]]:
        return "a.set_id = (SELECT m.id FROM asset m WHERE m.number_folded = ?)", [fold(value)]

    def _place(self, value: str) -> tuple[str, list[object]]:
        return f"a.place_id IN ({listed(self._references.places(value))})", []

    def _category(self, value: str) -> tuple[str, list[object]]:
        return f"a.category_id IN ({listed(self._references.categories(value))})", []

    def _supplier(self, value: str) -> tuple[str, list[object]]:
        return f"a.supplier_id IN ({listed(self._references.named('supplier', value))})", []

    def _custodian(self, value: str) -> tuple[str, list[object]]:
        people, cells = self._references.holders(value)
        return f"a.person_id IN ({listed(people)}) OR (a.person_id IS NULL AND a.cell_id IN ({listed(cells)}))", []

    def _source(self, value: str) -> tuple[str, list[object]]:
        return self._references.funded("source_id", self._references.sources(value)), []

    def _project(self, value: str) -> tuple[str, list[object]]:
        return self._references.funded("project_id", self._references.projects(value)), []


def _is_text(key: str) -> bool:
    return key in TERM_COLUMNS and key != "about"


def _none(key: str) -> str:
    if key in _EMPTY:
        return _EMPTY[key]
    kind = BY_KEY[key].kind if key in BY_KEY else Kind.DATE
    return f"a.{key} IS NULL" if kind in {Kind.DATE, Kind.MONEY, Kind.COUNT} else f"a.{key} = ''"


def _text(key: str, value: str) -> tuple[str, list[object]]:
    if not _is_text(key):
        return f"fold(a.{key}) = ?", [fold(value.removesuffix("%").strip())]
    if key == "old_numbers":
        return "EXISTS (SELECT 1 FROM old_number o WHERE o.asset_id = a.id AND instr(o.number_folded, ?))", [
            fold(value)
        ]
    column = f"a.{key}_folded" if key in {"number", "serial"} else f"fold(a.{key})"
    return f"instr({column}, ?) > 0", [fold(value)]
