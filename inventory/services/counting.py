"""What a counter sees while counting: places, what is left, the last scans, and taking the last one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from inventory.base.errors import NotFound, Refused
from inventory.base.text import sort_key
from inventory.model.assets import Asset
from inventory.model.counts import CountLine, CountScan, StockCount
from inventory.model.organisation import Place
from inventory.services.counts import COUNTED
from inventory.services.scanning import judged
from inventory.store import scans
from inventory.store.quick import Quick


@dataclass(frozen=True, kw_only=True)
class PlaceProgress:
    """How far one place is: expected there by the register, and how many of these were scanned anywhere."""

    place_id: int | None
    code: str
    name: str
    expected: int
    counted: int


@dataclass(frozen=True, kw_only=True)
class ExpectedLine:
    """An expected asset that nobody has scanned."""

    asset_id: int
    number: str
    name: str
    serial: str
    place_id: int | None
    place: str
    custodian: str


@dataclass(frozen=True, kw_only=True)
class ScanRow:
    """A scan as the list of last scans shows it; in a blind count `outcome` is `counted` for every known code."""

    id: int
    at: datetime
    outcome: str
    code: str
    number: str
    name: str
    place: str
    counter: str


def place_progress(session: Session, count_id: int) -> list[PlaceProgress]:
    """Return the places of a count in the order of their codes."""
    scanned = (
        select(CountScan.asset_id)
        .where(CountScan.count_id == count_id, CountScan.undone_at.is_(None), CountScan.outcome.in_(COUNTED))
        .subquery()
    )
    query = (
        select(CountLine.place_id, Place.code, Place.name, func.count(), func.count(scanned.c.asset_id))
        .select_from(CountLine)
        .outerjoin(Place, Place.id == CountLine.place_id)
        .outerjoin(scanned, scanned.c.asset_id == CountLine.asset_id)
        .where(CountLine.count_id == count_id)
        .group_by(CountLine.place_id, Place.code, Place.name)
    )
    rows = [
        PlaceProgress(place_id=place_id, code=code or "", name=name or "", expected=expected, counted=counted)
        for place_id, code, name, expected, counted in session.execute(query)
    ]
    return sorted(rows, key=lambda row: sort_key(row.code))


def remaining(
    session: Session, count_id: int, *, place_id: int | None = None, limit: int | None = None, offset: int = 0
) -> list[ExpectedLine]:
    """Return what nobody has scanned yet, by place and number; of one place where that is given."""
    seen = select(1).where(
        CountScan.count_id == count_id,
        CountScan.asset_id == CountLine.asset_id,
        CountScan.undone_at.is_(None),
        CountScan.outcome.in_(COUNTED),
    )
    query = select(CountLine).where(CountLine.count_id == count_id, ~seen.correlate(CountLine).exists())
    if place_id is not None:
        query = query.where(CountLine.place_id == place_id)
    query = query.order_by(CountLine.place, CountLine.id).limit(limit).offset(offset)
    return [
        ExpectedLine(
            asset_id=line.asset_id,
            number=line.number,
            name=line.name,
            serial=line.serial,
            place_id=line.place_id,
            place=line.place,
            custodian=line.custodian,
        )
        for line in session.scalars(query)
    ]


def last_scans(session: Session, count_id: int, *, limit: int = 20) -> list[ScanRow]:
    """Return the last scans of all counters, newest first, without those taken back."""
    blind = bool(session.scalar(select(StockCount.blind).where(StockCount.id == count_id, StockCount.status == "open")))
    place = aliased(Place)
    query = (
        select(CountScan, Asset.number, Asset.name, place.code)
        .select_from(CountScan)
        .outerjoin(Asset, Asset.id == CountScan.asset_id)
        .outerjoin(place, place.id == CountScan.place_id)
        .where(CountScan.count_id == count_id, CountScan.undone_at.is_(None))
        .order_by(CountScan.id.desc())
        .limit(limit)
    )
    return [
        ScanRow(
            id=scan.id,
            at=scan.scanned_at,
            outcome="counted" if blind and scan.asset_id is not None else scan.outcome,
            code=scan.code,
            number=number or "",
            name=name or "",
            place=code or "",
            counter=scan.counter,
        )
        for scan, number, name, code in session.execute(query)
    ]


def undo_last_scan(quick: Quick, count_id: int, *, scan_id: int | None = None) -> str:
    """Take back the last scan of the acting account, or the one named, and return its code.

    Where the asset was scanned again meanwhile, the next scan counts in its place. Raises `NotFound` and `Refused`.
    """
    state = scans.count_state(quick, count_id)
    if state is None:
        raise NotFound("This count is no longer in the register.")
    if state[1] != "open":
        raise Refused("The count {count} is closed. Nothing more can be counted in it.", count=state[0])
    last = scans.scan_to_undo(quick, count_id, scan_id)
    if last is None:
        raise NotFound("There is no scan to take back.")
    scans.mark_undone(quick, last.scan_id)
    if last.asset_id is not None and last.outcome != "already":
        following = scans.first_scan(quick, count_id, last.asset_id)
        known = scans.asset_by_id(quick, count_id, last.asset_id)
        if following is not None and known is not None:
            scans.set_outcome(quick, following.scan_id, judged(quick, known, following.place_id))
    return last.code
