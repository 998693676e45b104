"""The statements of a scan: plain SQL on a prepared connection, journalled like every other change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from inventory.store.journal import Change, instant
from inventory.store.quick import Quick

_COLUMNS = ("uid", "count_id", "code", "outcome", "asset_id", "place_id", "scanned_at", "actor_id", "counter")
_INSERT = (
    f"INSERT INTO count_scan ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    "ON CONFLICT (uid) DO NOTHING"
)
_ASSET = (
    "SELECT a.id, a.number, a.name, l.id, l.place_id, l.place FROM asset a "
    "LEFT JOIN count_line l ON l.count_id = ? AND l.asset_id = a.id WHERE "
)
_BY_NUMBER = _ASSET + "a.number_folded = ?"
_BY_OLD_NUMBER = _ASSET + "a.id IN (SELECT asset_id FROM old_number WHERE number_folded = ?)"
_BY_SERIAL = _ASSET + "a.serial_folded = ? LIMIT 20"
_FIRST = (
    "SELECT s.id, s.scanned_at, s.counter, s.place_id, p.code FROM count_scan s LEFT JOIN place p ON p.id = s.place_id "
    "WHERE s.count_id = ? AND s.asset_id = ? AND s.undone_at IS NULL ORDER BY s.id LIMIT 1"
)


class Known(NamedTuple):
    """An asset as a scan finds it, with its line in the count; `line_id` is None where the count does not expect it."""

    asset_id: int
    number: str
    name: str
    line_id: int | None
    place_id: int | None
    place: str | None


class Earlier(NamedTuple):
    """The scan by which an asset was counted first."""

    scan_id: int
    scanned_at: datetime
    counter: str
    place_id: int | None
    place: str | None


def count_state(quick: Quick, count_id: int) -> tuple[str, str, bool] | None:
    """Return name, state and blindness of a count, None where there is none."""
    row = quick.connection.execute("SELECT name, status, blind FROM stock_count WHERE id = ?", (count_id,)).fetchone()
    return None if row is None else (row[0], row[1], bool(row[2]))


def assets_by_number(quick: Quick, count_id: int, folded: str) -> list[Known]:
    """Return the asset with this inventory number, else those that had it before."""
    rows = quick.connection.execute(_BY_NUMBER, (count_id, folded)).fetchall()
    return [Known(*row) for row in rows or quick.connection.execute(_BY_OLD_NUMBER, (count_id, folded)).fetchall()]


def assets_by_serial(quick: Quick, count_id: int, folded: str) -> list[Known]:
    """Return the assets with this serial number."""
    return [Known(*row) for row in quick.connection.execute(_BY_SERIAL, (count_id, folded))] if folded else []


def place_by_code(quick: Quick, folded: str) -> tuple[int, str, str] | None:
    """Return id, code and name of the place with this code."""
    row = quick.connection.execute("SELECT id, code, name FROM place WHERE code_folded = ?", (folded,)).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def place_code(quick: Quick, place_id: int | None) -> str | None:
    """Return the code of a place."""
    if place_id is None:
        return None
    row = quick.connection.execute("SELECT code FROM place WHERE id = ?", (place_id,)).fetchone()
    return None if row is None else row[0]


def is_within(quick: Quick, inner: int, outer: int) -> bool:
    """Tell whether one place lies in the other or is the same."""
    place: int | None = inner
    seen: set[int] = set()
    while place is not None and place not in seen:
        if place == outer:
            return True
        seen.add(place)
        row = quick.connection.execute("SELECT parent_id FROM place WHERE id = ?", (place,)).fetchone()
        place = row[0] if row is not None else None
    return False


def first_scan(quick: Quick, count_id: int, asset_id: int) -> Earlier | None:
    """Return the scan by which an asset was counted in this count, None before the first."""
    row = quick.connection.execute(_FIRST, (count_id, asset_id)).fetchone()
    return None if row is None else Earlier(row[0], _read(row[1]), row[2], row[3], row[4])


def add_scan(
    quick: Quick,
    *,
    uid: str,
    count_id: int,
    code: str,
    outcome: str,
    asset_id: int | None,
    place_id: int | None,
    counter: str,
) -> int | None:
    """Write a scan with its journal row and return its id, None where a scan with this `uid` is there already."""
    values: dict[str, Any] = {
        "uid": uid,
        "count_id": count_id,
        "code": code,
        "outcome": outcome,
        "asset_id": asset_id,
        "place_id": place_id,
        "scanned_at": quick.now,
        "actor_id": quick.actor,
        "counter": counter,
    }
    cursor = quick.connection.execute(_INSERT, (*(values | {"scanned_at": instant(quick.now)}).values(),))
    if cursor.rowcount == 0:
        return None
    scan_id = int(cursor.lastrowid or 0)
    told = {"id": (None, scan_id), **{name: (None, value) for name, value in values.items() if value is not None}}
    quick.journal.write([Change("count_scan", str(scan_id), "insert", told)])
    return scan_id


class ScanToUndo(NamedTuple):
    """A scan that may be taken back."""

    scan_id: int
    code: str
    outcome: str
    asset_id: int | None


def scan_to_undo(quick: Quick, count_id: int, scan_id: int | None) -> ScanToUndo | None:
    """Return the scan named, else the last one of the acting account; None where it is gone or was taken back."""
    query = "SELECT id, code, outcome, asset_id FROM count_scan WHERE count_id = ? AND undone_at IS NULL AND "
    if scan_id is not None:
        row = quick.connection.execute(query + "id = ?", (count_id, scan_id)).fetchone()
    else:
        row = quick.connection.execute(
            query + "actor_id = ? ORDER BY id DESC LIMIT 1", (count_id, quick.actor)
        ).fetchone()
    return None if row is None else ScanToUndo(*row)


def mark_undone(quick: Quick, scan_id: int) -> None:
    """Note that a scan was taken back; its row stays."""
    quick.connection.execute("UPDATE count_scan SET undone_at = ? WHERE id = ?", (instant(quick.now), scan_id))
    quick.journal.write([Change("count_scan", str(scan_id), "update", {"undone_at": (None, quick.now)})])


def set_outcome(quick: Quick, scan_id: int, outcome: str) -> None:
    """Give a scan another outcome, because an earlier one of the same asset was taken back."""
    old = quick.connection.execute("SELECT outcome FROM count_scan WHERE id = ?", (scan_id,)).fetchone()[0]
    if old != outcome:
        quick.connection.execute("UPDATE count_scan SET outcome = ? WHERE id = ?", (outcome, scan_id))
        quick.journal.write([Change("count_scan", str(scan_id), "update", {"outcome": (old, outcome)})])


def asset_by_id(quick: Quick, count_id: int, asset_id: int) -> Known | None:
    """Return an asset with its line in the count."""
    row = quick.connection.execute(_ASSET + "a.id = ?", (count_id, asset_id)).fetchone()
    return None if row is None else Known(*row)


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
