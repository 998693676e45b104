"""The statements of a sticker scan: plain SQL on a prepared connection, journalled like every other change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from inventory.store.journal import Change, instant
from inventory.store.quick import Quick

_STICKER = (
    "SELECT a.id, a.number, a.name, a.status, a.sticker_fault, a.sticker_stuck_at, a.sticker_printed_at, p.code "
    "FROM asset a LEFT JOIN place p ON p.id = a.place_id WHERE a.number_folded = ?"
)
# A sticker in the hand shows that it came out, though nobody answered for the print.
_WAS_SENT = (
    "SELECT 1 FROM print_line l JOIN print_job j ON j.id = l.job_id WHERE l.asset_id = ? "
    "AND j.form <> 'funding' AND NOT (j.form = 'set' AND l.is_funding) LIMIT 1"
)
_ONCE = (
    "SELECT a.id, a.number, a.name FROM old_number o JOIN asset a ON a.id = o.asset_id WHERE o.number_folded = ? "
    "ORDER BY o.id DESC LIMIT 1"
)
_SERIAL = "SELECT id, number, name FROM asset WHERE serial_folded = ? LIMIT 1"


class Sticker(NamedTuple):
    """The sticker of an asset as a scan finds it."""

    asset_id: int
    number: str
    name: str
    status: str
    fault: str
    stuck_at: datetime | None
    printed_at: datetime | None
    place: str | None


def sticker_of(quick: Quick, folded: str) -> Sticker | None:
    """Return the sticker with this inventory number."""
    row = quick.connection.execute(_STICKER, (folded,)).fetchone()
    return None if row is None else _sticker(*row)


def was_sent(quick: Quick, asset_id: int) -> bool:
    """Tell whether a sticker of this asset was ever printed, whatever was answered; a funding label is none."""
    return quick.connection.execute(_WAS_SENT, (asset_id,)).fetchone() is not None


def asset_once_numbered(quick: Quick, folded: str) -> tuple[int, str, str] | None:
    """Return id, present number and name of the asset that had a number before."""
    row: Any = quick.connection.execute(_ONCE, (folded,)).fetchone()
    return row if row is None else tuple(row)


def asset_with_serial(quick: Quick, folded: str) -> tuple[int, str, str] | None:
    """Return id, number and name of an asset with this serial number."""
    row: Any = quick.connection.execute(_SERIAL, (folded,)).fetchone() if folded else None
    return row if row is None else tuple(row)


def is_spare(quick: Quick, folded: str) -> bool:
    """Tell whether a number was printed ahead and is no asset's yet."""
    sql = "SELECT 1 FROM spare_number WHERE number_folded = ? AND asset_id IS NULL"
    return quick.connection.execute(sql, (folded,)).fetchone() is not None


def mark_stuck(quick: Quick, sticker: Sticker) -> None:
    """Write that a sticker is on now and has no fault.

    The version stays: whoever has the asset open in a form edits nothing that a scan changes.
    """
    sql = "UPDATE asset SET sticker_stuck_at = ?, sticker_fault = '' WHERE id = ?"
    quick.connection.execute(sql, (instant(quick.now), sticker.asset_id))
    told: dict[str, tuple[Any, Any]] = {"sticker_stuck_at": (sticker.stuck_at, quick.now)}
    if sticker.fault:
        told["sticker_fault"] = (sticker.fault, "")
    quick.journal.write([Change("asset", str(sticker.asset_id), "update", told)])


def _sticker(
    asset_id: int, number: str, name: str, status: str, fault: str, stuck: str | None, printed: str | None,
    place: str | None,
) -> Sticker:  # fmt: skip
    return Sticker(asset_id, number, name, status, fault, _moment(stuck), _moment(printed), place)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)
