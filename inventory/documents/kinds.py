"""The kinds of papers there are; a new one is a module of `papers`, named here so that the frozen program finds it."""

from __future__ import annotations

from inventory.base.errors import NotFound
from inventory.documents.papers import count_sheet, differences, handover, returns
from inventory.documents.registry import REGISTERED, Kind

PAPERS = (handover, returns, count_sheet, differences)


def kinds() -> tuple[Kind, ...]:
    """Return every kind of paper."""
    return tuple(REGISTERED.values())


def kind_of(key: str) -> Kind:
    """Return the kind `key`; raises `NotFound`."""
    if key not in REGISTERED:
        raise NotFound("There is no paper of the kind {kind}.", kind=key)
    return REGISTERED[key]
