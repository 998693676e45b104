"""The kinds of papers: each is one function under `papers`, marked with `@document`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from inventory.base.errors import NotFound
from inventory.base.i18n import Translations
from inventory.documents.flow import Layout

Compose = Callable[[Any, Translations], Layout]
_C = TypeVar("_C", bound=Compose)
_KINDS: dict[str, Kind] = {}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of paper: `key` as in decision 19, `letter` of its numbers, English id of its title."""

    key: str
    letter: str
    title: str
    data_type: type
    compose: Compose


def document(key: str, letter: str, title: str, data_type: type) -> Callable[[_C], _C]:
    """Register the function that lays out one kind of paper."""

    def register(compose: _C) -> _C:
        _KINDS[key] = Kind(key=key, letter=letter, title=title, data_type=data_type, compose=compose)
        return compose

    return register


def kinds() -> tuple[Kind, ...]:
    """Return every kind of paper in the order of the menus."""
    _load()
    return tuple(_KINDS.values())


def kind_of(key: str) -> Kind:
    """Return the kind `key`; raises `NotFound`."""
    _load()
    if key not in _KINDS:
        raise NotFound("There is no paper of the kind {kind}.", kind=key)
    return _KINDS[key]


@lru_cache(maxsize=1)
def _load() -> None:
    # Each module registers its papers; named one by one, so that the frozen program finds them.
    import inventory.documents.papers.count_sheet
    import inventory.documents.papers.differences
    import inventory.documents.papers.handover
    import inventory.documents.papers.returns  # noqa: F401
