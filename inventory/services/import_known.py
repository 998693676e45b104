"""Which rows of a sheet tell of assets that are there already, by their numbers old and new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.text import fold
from inventory.exchange.rows import AssetRow
from inventory.model.assets import Asset, OldNumber

_CHUNK = 500


@dataclass
class Known:
    """Folded codes and the ids they lead to: `existing` by the key, `own` by the number, `former` by old numbers."""

    key: str
    in_file: set[str]
    existing: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    former: dict[str, tuple[int, str]] = field(default_factory=dict)

    def asset_of(self, row: AssetRow) -> int | None:
        """Return the asset that a row tells of."""
        code = code_of(row, self.key)
        return self.existing.get(code) if code else None

    def has_number(self, session: Session, folded: str) -> bool:
        """Whether a number stands in the file or in the register."""
        if folded in self.in_file or folded in self.own:
            return True
        found = session.scalar(select(Asset.id).where(Asset.number_folded == folded))
        if found is not None:
            self.own[folded] = found
        return found is not None


def look_up(session: Session, rows: Sequence[AssetRow], key: str) -> Known:
    """Look up all codes of the rows at once."""
    numbers = [fold(cast(str, row.values["number"])) for row in rows if "number" in row.values]
    known = Known(key, set(numbers))
    codes = [code_of(row, key) for row in rows]
    column = {"number": Asset.number_folded, "serial": Asset.serial_folded, "swop": Asset.swop}.get(key)
    if column is not None:
        for chunk in chunks(codes):
            known.existing.update(session.execute(select(column, Asset.id).where(column.in_(chunk))).all())
    for chunk in chunks(numbers):
        own = select(Asset.number_folded, Asset.id).where(Asset.number_folded.in_(chunk))
        known.own.update(session.execute(own).all())
    for chunk in chunks(codes if key == "old_numbers" else numbers):
        former = select(OldNumber.number_folded, OldNumber.asset_id, Asset.number).join(Asset)
        for folded, asset, number in session.execute(former.where(OldNumber.number_folded.in_(chunk))):
            known.former[folded] = (asset, number)
            if key == "old_numbers":
                known.existing[folded] = asset
    return known


def code_of(row: AssetRow, key: str) -> str:
    """Return the code by which a row finds its asset, as the register compares it."""
    value = row.values.get(key)
    if value is None:
        return ""
    text = cast("tuple[str, ...]", value)[0] if isinstance(value, tuple) else str(value)
    return text if key == "swop" else fold(text)


def chunks(items: list[Any]) -> Iterator[list[Any]]:
    """Yield a long list in parts that one question can hold."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
