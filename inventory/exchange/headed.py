"""What a written file begins with: its columns, each with the kind that its cells are written by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inventory.base.errors import Cancelled
from inventory.base.money import plain
from inventory.catalogue.assets import BY_KEY
from inventory.catalogue.field import Kind
from inventory.exchange.funding import Share, write_funding

# A value as the register has it: money in grosze, shares as `Share` (or written already), old numbers as a tuple.
Value = str | int | Decimal | date | Sequence[str] | Sequence[Share] | None
Progress = Callable[[int], bool]
EVERY = 1_000


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One column of a file: `key` for JSON, `title` as it stands above the column, `width` in characters."""

    key: str
    title: str
    kind: Kind
    width: float = 16


def asset_heading(key: str, title: str) -> Heading:
    """Return the column of an asset's field."""
    field = BY_KEY[key]
    return Heading(key=key, title=title, kind=field.kind, width=max(8.0, field.width / 7))


def as_text(value: Value, kind: Kind) -> str:
    """Write a value of any kind but money, dates and quantities as the text that import reads again."""
    if isinstance(value, str):
        return f"{value}%" if kind is Kind.VAT and value.isdigit() else value
    if isinstance(value, int | Decimal | date):
        return str(value)
    shares = [part for part in value or () if isinstance(part, Share)]
    return write_funding(shares) if shares else "; ".join(str(part) for part in value or ())


def as_json(value: Value, kind: Kind) -> object:
    """Write a value as the command line promises it: money and shares as text with two decimals, days as ISO."""
    if value is None or value in ("", ()):
        return None
    if kind is Kind.MONEY and isinstance(value, int):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    return [_share_json(part) if isinstance(part, Share) else part for part in value]


def _share_json(share: Share) -> dict[str, object]:
    return {
        "source": share.source,
        "project": share.project or None,
        "share": plain(share.share),
        "amount": None if share.amount is None else plain(share.amount),
    }


def tell(progress: Progress | None, rows: int) -> None:
    """Report the rows written so far now and then; raises `Cancelled` where the user has stopped it."""
    if progress is not None and rows % EVERY == 0 and not progress(rows):
        raise Cancelled("The export was stopped. No file was written.")
