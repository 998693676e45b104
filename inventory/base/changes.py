"""What an operation came to: told to whoever asked for it, and to the screens that show what it touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Changes:
    """What one operation changed, told to screens after the commit.

    `operation` is the journal number of the operation, 0 where nothing changed; `last` the number of its
    last row. `tables` maps a table to the ids of its changed records. `undoable` says whether one user may
    simply take it back (issued papers are cancelled instead).
    """

    operation: int
    last: int
    title: str
    tables: Mapping[str, frozenset[str]] = field(default_factory=dict)
    undoable: bool = False

    def touches(self, *tables: str) -> bool:
        """Whether a record of one of the tables changed."""
        return any(table in self.tables for table in tables)


@dataclass(frozen=True)
class Done(Generic[T]):
    """What an operation returned, and what it changed."""

    value: T
    changes: Changes
