"""The differences of a stock check: what is missing, what is too much, what stands elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from inventory.base.text import sort_key
from inventory.model.assets import Asset
from inventory.model.counts import CountLine, CountScan
from inventory.model.funding import AssetFunding, FundingSource, Project
from inventory.model.movements import Document
from inventory.model.organisation import Cell, Person, Place
from inventory.services.counting import remaining

SHORTAGE, SURPLUS, OTHER_PLACE, NOT_IN_SCOPE = "shortage", "surplus", "other_place", "not_in_scope"
_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One difference; `kind` is `shortage`, `surplus`, `other_place` or `not_in_scope`, amounts are grosze.

    A surplus has the scanned `code` and no number. `also_at` names further places where the same number was
    scanned. `sheet` and `position` lead to the count sheet where one was issued.
    """

    kind: str
    asset_id: int | None
    number: str
    name: str
    unit: str
    code: str
    price: int | None
    custodian: str
    book_place: str
    counted_place: str
    also_at: tuple[str, ...]
    sources: tuple[str, ...]
    project: str
    durability_until: date | None
    durability_known: bool
    sheet: str
    position: str


@dataclass(frozen=True, kw_only=True)
class Differences:
    """All differences of a count: shortages (those of grants first), surpluses, then the rest; sums in grosze."""

    rows: tuple[Difference, ...]
    shortages: int
    shortage_value: int
    surpluses: int
    other_places: int
    out_of_scope: int


def difference_list(session: Session, count_id: int) -> Differences:
    """Return the differences; of an open count what they would be now."""
    sheets = _sheet_positions(session, count_id)
    rows = [*_shortages(session, count_id), *_scanned(session, count_id, sheets)]
    rank = {SHORTAGE: 0, SURPLUS: 1, OTHER_PLACE: 2, NOT_IN_SCOPE: 3}
    rows.sort(key=lambda row: (rank[row.kind], not row.project, sort_key(row.number or row.code)))
    kinds = [row.kind for row in rows]
    return Differences(
        rows=tuple(rows),
        shortages=kinds.count(SHORTAGE),
        shortage_value=sum(row.price or 0 for row in rows if row.kind == SHORTAGE),
        surpluses=kinds.count(SURPLUS),
        other_places=kinds.count(OTHER_PLACE),
        out_of_scope=kinds.count(NOT_IN_SCOPE),
    )


def _shortages(session: Session, count_id: int) -> Iterable[Difference]:
    lines = remaining(session, count_id)
    for start in range(0, len(lines), _CHUNK):
        chunk = lines[start : start + _CHUNK]
        assets = _facts(session, [line.asset_id for line in chunk])
        for line in chunk:
            asset = assets[line.asset_id]
            yield _difference(
                SHORTAGE, asset, code="", custodian=line.custodian, book=line.place, counted="", also=(), where=("", "")
            )


def _scanned(session: Session, count_id: int, sheets: Mapping[str, tuple[str, str]]) -> Iterable[Difference]:
    here = aliased(Place)
    query = (
        select(CountScan.asset_id, CountScan.code, CountScan.outcome, here.code, CountLine.place, CountLine.custodian)
        .select_from(CountScan)
        .outerjoin(here, here.id == CountScan.place_id)
        .outerjoin(CountLine, (CountLine.count_id == CountScan.count_id) & (CountLine.asset_id == CountScan.asset_id))
        .where(CountScan.count_id == count_id, CountScan.undone_at.is_(None))
        .order_by(CountScan.id)
    )
    first: dict[int, tuple[str, str, str, str, str]] = {}
    also: dict[int, dict[str, None]] = {}
    unknown: dict[str, tuple[str, str]] = {}
    for asset_id, code, outcome, place, book, custodian in session.execute(query):
        if asset_id is None:
            unknown.setdefault(code.upper(), (code, place or ""))
        elif asset_id not in first:
            first[asset_id] = (outcome, code, place or "", book or "", custodian or "")
        elif place and place != first[asset_id][2]:
            also.setdefault(asset_id, {})[place] = None
    wanted = [
        asset_id for asset_id, scan in first.items() if scan[0] in (OTHER_PLACE, NOT_IN_SCOPE) or asset_id in also
    ]
    for start in range(0, len(wanted), _CHUNK):
        assets = _facts(session, wanted[start : start + _CHUNK])
        for asset_id, asset in assets.items():
            outcome, code, place, book, custodian = first[asset_id]
            kind = NOT_IN_SCOPE if outcome == NOT_IN_SCOPE else OTHER_PLACE
            yield _difference(
                kind,
                asset,
                code=code,
                custodian=custodian or asset.holder,
                book=book or (asset.place if kind == NOT_IN_SCOPE else ""),
                counted=place,
                also=tuple(also.get(asset_id, ())),
                where=sheets.get(asset.number, ("", "")),
            )
    for code, place in unknown.values():
        # A row without a number names the code at its end.
        where = next((found for key, found in sheets.items() if key.endswith(code.upper())), ("", ""))
        yield _difference(SURPLUS, None, code=code, custodian="", book="", counted=place, also=(), where=where)


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """What a difference tells of an asset, read without its whole record: there may be a hundred thousand."""

    id: int
    number: str
    name: str
    unit: str
    price: int | None
    place: str
    holder: str
    sources: tuple[str, ...]
    project: str
    durability_until: date | None
    durability_known: bool


def _difference(
    kind: str,
    asset: _Facts | None,
    *,
    code: str,
    custodian: str,
    book: str,
    counted: str,
    also: tuple[str, ...],
    where: tuple[str, str],
) -> Difference:
    return Difference(
        kind=kind,
        asset_id=asset.id if asset is not None else None,
        number=asset.number if asset is not None else "",
        name=asset.name if asset is not None else "",
        unit=asset.unit if asset is not None else "",
        code=code,
        price=asset.price if asset is not None else None,
        custodian=custodian,
        book_place=book,
        counted_place=counted,
        also_at=also,
        sources=asset.sources if asset is not None else (),
        project=asset.project if asset is not None else "",
        durability_until=asset.durability_until if asset is not None else None,
        durability_known=asset.durability_known if asset is not None else True,
        sheet=where[0],
        position=where[1],
    )


def _facts(session: Session, ids: list[int]) -> dict[int, _Facts]:
    paid: dict[int, list[tuple[str, int | None, str | None, date | None]]] = {}
    funding = (
        select(
            AssetFunding.asset_id,
            FundingSource.name_pl,
            FundingSource.durability_years,
            Project.number,
            Project.durability_until,
        )
        .join(FundingSource, FundingSource.id == AssetFunding.source_id)
        .outerjoin(Project, Project.id == AssetFunding.project_id)
        .where(AssetFunding.asset_id.in_(ids))
        .order_by(AssetFunding.asset_id, AssetFunding.position)
    )
    for asset_id, source, years, project, end in session.execute(funding):
        paid.setdefault(asset_id, []).append((source, years, project, end))
    columns = (Asset.id, Asset.number, Asset.name, Asset.unit, Asset.price_gross, Asset.durability_until)
    people = (Place.code, Person.first_name, Person.last_name, Cell.name)
    query = (
        select(*columns, *people)
        .select_from(Asset)
        .outerjoin(Place, Place.id == Asset.place_id)
        .outerjoin(Person, Person.id == Asset.person_id)
        .outerjoin(Cell, Cell.id == Asset.cell_id)
        .where(Asset.id.in_(ids))
    )
    found: dict[int, _Facts] = {}
    for asset_id, number, name, unit, price, own_until, place, first, last, cell in session.execute(query):
        parts = paid.get(asset_id, [])
        until = own_until or max((part[3] for part in parts if part[3] is not None), default=None)
        found[asset_id] = _Facts(
            id=asset_id,
            number=number,
            name=name,
            unit=unit,
            price=price,
            place=place or "",
            holder=f"{first or ''} {last or ''}".strip() or cell or "",
            sources=tuple(dict.fromkeys(part[0] for part in parts)),
            project=next((part[2] for part in parts if part[2]), ""),
            durability_until=until,
            durability_known=until is not None or not any(part[1] for part in parts),
        )
    return found


def _sheet_positions(session: Session, count_id: int) -> dict[str, tuple[str, str]]:
    """Return sheet and position by inventory number, or by the row's name in capitals where there is none."""
    query = select(Document.counter, Document.snapshot).where(
        Document.count_id == count_id, Document.kind == "count_sheet", Document.state != "cancelled"
    )
    found: dict[str, tuple[str, str]] = {}
    for counter, snapshot in session.execute(query.order_by(Document.id)):
        for position, row in enumerate(json.loads(snapshot)["rows"], 1):
            key = row["number"] or row["name"].upper()
            found.setdefault(key, (str(counter), str(position)))
    return found
