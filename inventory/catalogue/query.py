"""What a user asks of the list: words, filters and order, read from one line of text that is always valid."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from inventory.base.text import clean
from inventory.catalogue.assets import BY_KEY, SHORT_WORDS

# Filters that are not fields of their own.
EXTRA_FILTERS = frozenset({"source", "project", "sticker", "return_by", "id", "import"})
_TOKEN = re.compile(
    r'(?:(?P<field>[a-zA-Z_]+):)?(?P<operator><=|>=|<|>)?(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<plain>\S*))', re.ASCII
)


@dataclass(frozen=True)
class Filter:
    """`field` compared with `value` by `operator` (`=`, `<`, `>`, `<=`, `>=`); `none` as value means empty."""

    field: str
    operator: str
    value: str


@dataclass(frozen=True)
class Query:
    """Words that must all occur, filters (the same field twice means either), and order of fields."""

    words: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()

    def sorted_by(self, field: str, *, descending: bool = False) -> Query:
        """Return the same question in another order."""
        return replace(self, sort=((field, descending),))


def parse(text: str) -> Query:
    """Read a line such as `laptop status:issued price:>10000`; what is not a filter is a word to find."""
    words: list[str] = []
    filters: list[Filter] = []
    for match in _TOKEN.finditer(clean(text)):
        key = _field(match["field"])
        value = (match["quoted"] if match["quoted"] is not None else match["plain"]).replace('"', "").strip()
        if key is not None and value:
            filters.append(Filter(key, match["operator"] or "=", value))
            continue
        word = match.group().replace('"', "").strip()
        if word:
            words.append(word)
    return Query(tuple(words), tuple(filters))


def written(query: Query) -> str:
    """Write words and filters as the line that `parse` reads."""
    parts = [word if parse(word) == Query((word,)) else f'"{word}"' for word in query.words]
    for item in query.filters:
        value = f'"{item.value}"' if " " in item.value or item.value.startswith(("<", ">")) else item.value
        parts.append(f"{item.field}:{'' if item.operator == '=' else item.operator}{value}")
    return " ".join(parts)


def _field(word: str | None) -> str | None:
    if word is None:
        return None
    key = SHORT_WORDS.get(word.lower(), word.lower())
    return key if key in BY_KEY or key in EXTRA_FILTERS else None
