"""What an import is asked to do and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from inventory.exchange.columns import Column
from inventory.exchange.faults import Fault, Warning_
from inventory.exchange.rows import Assets


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """A sheet that was read, and how its rows meet the register.

    `key` is the field by which a row finds the asset it tells of; `existing` says what happens then:
    `refuse` it as a fault, `fill` only what is empty, `replace` what the sheet has, or `skip` the row.
    `project` stands where a source names none (decision 6). `matches` holds the user's answers for words
    the register does not know: `{(field, word): id}`.
    """

    assets: Assets
    columns: tuple[Column, ...]
    file_name: str
    file_sha256: str
    key: str = "number"
    existing: str = "refuse"
    project: str | None = None
    new_sources: bool = False
    skip_errors: bool = False
    matches: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A word of the sheet that the register does not know: its field, how many rows have it, and the first of them."""

    field: str
    word: str
    rows: int
    first_row: int


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """What an import would do, before anything is written; `states` tells `new`, `changed` or `same` by row number."""

    rows: int
    added: int
    updated: int
    unchanged: int
    faults: tuple[Fault, ...]
    warnings: tuple[Warning_, ...]
    unknown: tuple[Unknown, ...]
    states: Mapping[int, str] = field(default_factory=dict)

    @property
    def left_out(self) -> frozenset[int]:
        """The row numbers that have a fault."""
        return frozenset(fault.row for fault in self.faults)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did; `batch` is the id by which it can be taken back, None where nothing was written."""

    rows: int
    added: int
    updated: int
    unchanged: int
    left_out: int
    warnings: tuple[Warning_, ...]
    batch: int | None
    asset_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """How many assets an undone import removed and restored."""

    removed: int
    restored: int
