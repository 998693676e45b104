"""Which rows of a sheet tell of assets that are there already, by their numbers old and new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from inventory.base.text import fold
from inventory.exchange.rows import Assets
from inventory.model.assets import Asset, OldNumber
from inventory.model.printing import SpareNumber

_CHUNK = 500


@dataclass
class Known:
    """Folded codes and the ids they lead to: `existing` by the key, `own` by the number, `former` by old numbers.

    `asset_ids` are those of the assets that the rows tell of, `numbers` the folded numbers of the rows, `spares`
    those of them that were printed ahead and are no asset's.
    """

    asset_ids: list[int | None] = field(default_factory=list)
    numbers: list[str | None] = field(default_factory=list)
    in_file: set[str] = field(default_factory=set)
    existing: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    former: dict[str, tuple[int, str]] = field(default_factory=dict)
    spares: set[str] = field(default_factory=set)

    def has_number(self, session: Session, folded: str) -> bool:
        """Whether a number stands in the file or in the register."""
        if folded in self.in_file or folded in self.own:
            return True
        found = session.scalar(select(Asset.id).where(Asset.number_folded == folded))
        if found is not None:
            self.own[folded] = found
        return found is not None


def look_up(session: Session, sheet: Assets, key: str) -> Known:
    """Look up all codes of the rows at once."""
    nothing = [None] * len(sheet)
    known = Known(numbers=[None if n is None else fold(cast(str, n)) for n in sheet.columns.get("number", nothing)])
    known.in_file = {number for number in known.numbers if number is not None}
    codes = [_code(value, key) for value in sheet.columns.get(key, nothing)]
    given = {code for code in codes if code}
    column = {"number": Asset.number_folded, "serial": Asset.serial_folded, "swop": Asset.swop}.get(key)
    if column is not None:
        known.existing = dict(_found(session, select(column, Asset.id), column, given))
    own = select(Asset.number_folded, Asset.id)
    known.own = dict(_found(session, own, Asset.number_folded, known.in_file))
    asked = given if key == "old_numbers" else known.in_file
    former = select(OldNumber.number_folded, OldNumber.asset_id, Asset.number).join(Asset)
    for folded, asset, number in _found(session, former, OldNumber.number_folded, asked):
        known.former[folded] = (asset, number)
        if key == "old_numbers":
            known.existing[folded] = asset
    spare = select(SpareNumber.number_folded).where(SpareNumber.asset_id.is_(None))
    known.spares = {row[0] for row in _found(session, spare, SpareNumber.number_folded, known.in_file)}
    known.asset_ids = [known.existing.get(code) if code else None for code in codes]
    return known


def _found(
    session: Session, query: Select[*tuple[Any, ...]], column: InstrumentedAttribute[str], codes: set[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows whose first value is one of the codes."""
    if (session.scalar(select(func.count()).select_from(column.class_)) or 0) <= len(codes):
        # Reading all of a table that is smaller than the file takes less than asking for each code.
        yield from (tuple(row) for row in session.execute(query) if row[0] in codes)
        return
    for chunk in chunks(sorted(codes)):
        yield from (tuple(row) for row in session.execute(query.where(column.in_(chunk))))


def _code(value: Any, key: str) -> str:
    """Return the code by which a row finds its asset, as the register compares it."""
    if value is None:
        return ""
    text = value[0] if isinstance(value, tuple) else str(value)
    return text if key == "swop" else fold(text)


def chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield a long list in parts that one question can hold."""
    waiting = list(items)
    for start in range(0, len(waiting), _CHUNK):
        yield waiting[start : start + _CHUNK]
