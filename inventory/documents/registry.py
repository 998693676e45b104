"""Marks a function as one kind of paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from inventory.base.i18n import Translations
from inventory.documents.flow import Layout

Compose = Callable[[Any, Translations], Layout]
_C = TypeVar("_C", bound=Compose)
REGISTERED: dict[str, Kind] = {}


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
        REGISTERED[key] = Kind(key=key, letter=letter, title=title, data_type=data_type, compose=compose)
        return compose

    return register
