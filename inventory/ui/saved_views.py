"""Saved views of the register: words, filters, order and columns under a name, kept with the user's settings."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from inventory.base.text import clean, fold, sort_key
from inventory.catalogue.assets import BY_KEY
from inventory.catalogue.query import EXTRA_FILTERS, Filter, Query

LONGEST = 60
_KEY = "saved_views"


@dataclass(frozen=True, kw_only=True)
class SavedView:
    """What a view shows; `columns` is the state of a `ColumnSet`, `gone` names fields that no longer exist."""

    name: str
    query: Query
    columns: Mapping[str, Any] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


def names(memory: Mapping[str, Any]) -> list[str]:
    """Return the names of all views in Polish order."""
    return sorted((str(kept["name"]) for kept in _kept(memory)), key=sort_key)


def find(memory: Mapping[str, Any], name: str) -> SavedView | None:
    """Return a view by its name without case; filters of fields that are gone are left out of its query."""
    kept = next((one for one in _kept(memory) if fold(one["name"]) == fold(name)), None)
    if kept is None:
        return None
    words = tuple(word for word in _list(kept, "words") if isinstance(word, str))
    filters = [Filter(*item) for item in _list(kept, "filters") if _is_filter(item)]
    known = tuple(item for item in filters if item.field in BY_KEY or item.field in EXTRA_FILTERS)
    sort = tuple((item[0], bool(item[1])) for item in _list(kept, "sort") if _is_order(item))
    columns = kept.get("columns")
    return SavedView(
        name=str(kept["name"]), query=Query(words, known, sort), columns=columns if isinstance(columns, dict) else {},
        gone=tuple(dict.fromkeys(item.field for item in filters if item not in known)),
    )  # fmt: skip


def keep(memory: MutableMapping[str, Any], view: SavedView) -> SavedView | None:
    """Save a view in place of the one of that name, which is returned."""
    before = find(memory, view.name)
    query = view.query
    made = {
        "name": clean(view.name)[:LONGEST], "words": list(query.words),
        "filters": [[item.field, item.operator, item.value] for item in query.filters],
        "sort": [list(item) for item in query.sort], "columns": dict(view.columns),
    }  # fmt: skip
    memory[_KEY] = [*(one for one in _kept(memory) if fold(one["name"]) != fold(view.name)), made]
    return before


def drop(memory: MutableMapping[str, Any], name: str) -> None:
    """Forget a view."""
    memory[_KEY] = [one for one in _kept(memory) if fold(one["name"]) != fold(name)]


def _kept(memory: Mapping[str, Any]) -> list[dict[str, Any]]:
    # The file is the user's own and may hold anything.
    kept = memory.get(_KEY)
    rows = kept if isinstance(kept, list) else []
    return [one for one in rows if isinstance(one, dict) and isinstance(one.get("name"), str) and clean(one["name"])]


def _list(kept: Mapping[str, Any], key: str) -> list[Any]:
    found = kept.get(key)
    return found if isinstance(found, list) else []


def _is_order(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and isinstance(item[0], str)


def _is_filter(item: object) -> bool:
    return isinstance(item, list) and len(item) == 3 and all(isinstance(part, str) for part in item)
