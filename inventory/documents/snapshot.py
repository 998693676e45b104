"""The data of a paper as JSON: kept beside the issued bytes, so that a paper can be explained later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints
from unicodedata import is_normalized

from inventory.base.text import clean
from inventory.documents.data import DocumentData
from inventory.documents.kinds import kind_of


def snapshot(data: DocumentData) -> dict[str, object]:
    """Return the data of a paper as plain JSON values, every text cleaned as it is printed."""
    values = _plain(data)
    assert isinstance(values, dict)
    return values


def canonical(data: DocumentData) -> bytes:
    """Return the snapshot as canonical JSON: sorted keys, no spaces, UTF-8."""
    return json.dumps(snapshot(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(data: DocumentData) -> str:
    """Return the SHA-256 of the canonical snapshot; its first signs stand in the footer (decision 22)."""
    return hashlib.sha256(canonical(data)).hexdigest()


def restore(kind: str, values: Mapping[str, object] | bytes) -> DocumentData:
    """Read back what `snapshot` or `canonical` made; raises `NotFound` for a kind that does not exist."""
    if isinstance(values, bytes):
        values = json.loads(values)
    restored: DocumentData = _typed(kind_of(kind).data_type, values)
    return restored


def cleaned(kind: str, data: DocumentData) -> DocumentData:
    """Return `data` with every text cleaned, the same object where nothing was to be cleaned."""
    return data if _is_clean(data) else restore(kind, snapshot(data))


@lru_cache(maxsize=64)
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)))


@lru_cache(maxsize=64)
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _clean_text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return clean(text, lines=True)


def _plain(value: Any) -> object:
    if isinstance(value, str):
        return _clean_text(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


def _is_clean(value: Any) -> bool:
    if isinstance(value, str):
        return (value.isprintable() and is_normalized("NFC", value)) or clean(value, lines=True) == value
    if isinstance(value, tuple):
        return all(map(_is_clean, value))
    if value is None or isinstance(value, (int, date)):
        return True
    kind: Any = type(value)
    return all(_is_clean(getattr(value, name)) for name in _names(kind))


def _typed(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        part = get_args(hint)[0]
        return tuple(_typed(part, each) for each in value)
    if origin in (Union, UnionType):
        if value is None:
            return None
        return _typed(next(arm for arm in get_args(hint) if arm is not NoneType), value)
    if origin is Literal:
        return value
    if hint is datetime or hint is date:
        return hint.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(**{name: _typed(of, value[name]) for name, of in _hints(hint).items() if name in value})
    return value
