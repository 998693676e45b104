"""Count sheets: what was found, a sheet for each place and custodian (domain.md 3), filled from the scans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, selectinload

from inventory.base.i18n import Translations
from inventory.base.text import sort_key
from inventory.catalogue.statuses import COUNT_KINDS
from inventory.documents.data import CountRow, CountSheetData, Header, PartyData
from inventory.model.assets import Asset
from inventory.model.counts import CountLine, CountScan, StockCount
from inventory.model.organisation import Place

_BLANK_ROWS = 12
_Scanned = tuple[CountScan, Asset | None, CountLine | None, Place | None, Place | None]


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One thing found; `number` is empty where the code is unknown."""

    outcome: str
    number: str
    name: str
    serial: str
    unit: str
    code: str
    book_place: str


@dataclass(kw_only=True)
class Area:
    """What was found at one place and belongs to one custodian."""

    place: str
    place_name: str
    custodian: str
    rows: list[SheetRow] = field(default_factory=list)
    started: datetime | None = None
    ended: datetime | None = None
    counters: dict[str, None] = field(default_factory=dict)


def counted_areas(session: Session, count_id: int) -> list[Area]:
    """Return the areas in which something was scanned, by place and custodian, rows by number."""
    here, book = aliased(Place), aliased(Place)
    query = (
        select(CountScan, Asset, CountLine, here, book)
        .select_from(CountScan)
        .outerjoin(Asset, Asset.id == CountScan.asset_id)
        .outerjoin(CountLine, (CountLine.count_id == CountScan.count_id) & (CountLine.asset_id == CountScan.asset_id))
        .outerjoin(here, here.id == CountScan.place_id)
        .outerjoin(book, book.id == CountLine.place_id)
        .where(CountScan.count_id == count_id, CountScan.undone_at.is_(None), CountScan.outcome != "already")
        .order_by(CountScan.id)
        .options(selectinload(Asset.person), selectinload(Asset.cell), selectinload(Asset.place))
    )
    areas: dict[tuple[str, str], Area] = {}
    unknown: set[str] = set()
    # Outer joins: everything but the scan may be None, which the row's type does not tell.
    for scan, asset, line, counted_at, book_place in cast("Iterable[_Scanned]", session.execute(query)):
        if asset is None and scan.code.upper() in unknown:
            continue
        if asset is None:
            unknown.add(scan.code.upper())
        place = counted_at or book_place
        custodian = line.custodian if line is not None else asset.custodian_name if asset is not None else ""
        key = (place.code if place is not None else "", custodian)
        area = areas.setdefault(key, Area(place=key[0], place_name=place.name if place else "", custodian=custodian))
        area.rows.append(_row(scan, asset, line))
        area.started = min(area.started or scan.scanned_at, scan.scanned_at)
        area.ended = max(area.ended or scan.scanned_at, scan.scanned_at)
        if scan.counter:
            area.counters[scan.counter] = None
    for area in areas.values():
        area.rows.sort(key=lambda row: (not row.number, sort_key(row.number or row.code)))
    return sorted(areas.values(), key=lambda area: (sort_key(area.place), sort_key(area.custodian)))


def blank_areas(session: Session, count_id: int) -> list[Area]:
    """Return an empty area for each place that the count expects something at, to be filled by hand."""
    query = (
        select(Place.code, Place.name, CountLine.custodian)
        .join(CountLine, CountLine.place_id == Place.id)
        .where(CountLine.count_id == count_id)
        .distinct()
    )
    areas = [Area(place=code, place_name=name, custodian=custodian) for code, name, custodian in session.execute(query)]
    return sorted(areas, key=lambda area: (sort_key(area.place), sort_key(area.custodian))) or [
        Area(place="", place_name="", custodian="")
    ]


def sheet_data(count: StockCount, area: Area, header: Header, tr: Translations) -> CountSheetData:
    """Return the data of one sheet; of an open count it is unfinished, with rows left to fill by hand."""
    finished = count.status == "closed"
    people = [line.strip() for line in count.team.splitlines() if line.strip()] or list(area.counters)
    return CountSheetData(
        header=header,
        count_kind=kind_words(count, tr),
        area=", ".join(part for part in (area.place, area.place_name) if part) or tr("no place given"),
        group=tr("all equipment"),
        as_of=count.as_at,
        custodian=PartyData(name=area.custodian),
        team=tuple(PartyData(name=name) for name in people),
        rows=tuple(_printed(row, tr, told=finished or not count.blind) for row in area.rows),
        blank_rows=0 if finished else _BLANK_ROWS,
        finished=finished,
        started=area.started,
        ended=area.ended if finished else None,
        order=count.order_no,
        chair=chair(count),
    )


def kind_words(count: StockCount, tr: Translations) -> str:
    """Return kind and method of a count as papers name them."""
    return tr("{kind}; physical count", kind=tr(COUNT_KINDS.get(count.kind, count.kind)))


def chair(count: StockCount) -> PartyData | None:
    """Return the chair of the commission: its first line."""
    lines = [line.strip() for line in count.commission.splitlines() if line.strip()]
    return PartyData(name=lines[0]) if lines else None


def sheet_range(numbers: Sequence[str]) -> str:
    """Return sheet numbers as the difference list names them: the first to the last."""
    if not numbers:
        return ""
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _row(scan: CountScan, asset: Asset | None, line: CountLine | None) -> SheetRow:
    place = asset.place.code if asset is not None and asset.place is not None else ""
    return SheetRow(
        outcome=scan.outcome,
        number=asset.number if asset is not None else "",
        name=line.name if line is not None else asset.name if asset is not None else "",
        serial=line.serial if line is not None else asset.serial if asset is not None else "",
        unit=line.unit if line is not None else asset.unit if asset is not None else "",
        code=scan.code,
        book_place=line.place if line is not None else place,
    )


def _printed(row: SheetRow, tr: Translations, *, told: bool) -> CountRow:
    remarks = ""
    if row.outcome == "unknown":
        remarks = tr("to be explained")
    elif row.outcome == "other_place" and told:
        remarks = tr("in the register: {place}", place=row.book_place or "–")
    elif row.outcome == "not_in_scope" and told:
        remarks = tr("outside the scope of the count")
    name = row.name or tr("unknown, code {code}", code=row.code)
    return CountRow(number=row.number, name=name, serial=row.serial, unit=row.unit, quantity=1, remarks=remarks)
