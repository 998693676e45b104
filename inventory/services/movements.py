"""Dated steps that papers cause: each change of holder, place or status of an asset is a movement that stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.model.assets import Asset
from inventory.model.counts import CountLine, StockCount
from inventory.model.movements import Document, Movement
from inventory.model.organisation import Cell, Person, Place
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class Step:
    """Where an asset goes on a day, and what was seen of it; `kind` is one of `catalogue.statuses.MOVEMENT_KINDS`."""

    kind: str
    on: date
    status: str
    person_id: int | None = None
    cell_id: int | None = None
    place_id: int | None = None
    return_by: date | None = None
    position: int = 0
    condition: str = ""
    missing: str = ""
    remarks: str = ""
    wiped: str = ""
    answers_id: int | None = None
    reverses_id: int | None = None


def take_step(work: Work, asset: Asset, step: Step, document: Document | None = None) -> Movement:
    """Write the movement and bring the asset to its new state; open counts learn of it (decision 27)."""
    movement = Movement(
        asset_id=asset.id,
        kind=step.kind,
        position=step.position,
        recorded_at=work.now,
        effective_on=step.on,
        document_id=document.id if document is not None else None,
        answers_id=step.answers_id,
        from_status=asset.status,
        to_status=step.status,
        from_person_id=asset.person_id,
        to_person_id=step.person_id,
        from_cell_id=asset.cell_id,
        to_cell_id=step.cell_id,
        from_place_id=asset.place_id,
        to_place_id=step.place_id,
        from_return_by=asset.return_by,
        return_by=step.return_by,
        condition=step.condition,
        missing=step.missing,
        remarks=step.remarks,
        wiped=step.wiped,
        reverses_id=step.reverses_id,
    )
    work.add(movement)
    asset.status, asset.person_id, asset.cell_id = step.status, step.person_id, step.cell_id
    asset.place_id, asset.return_by = step.place_id, step.return_by
    _roll_counts(work, asset)
    return movement


def last_movement(session: Session, asset_id: int) -> Movement | None:
    """Return the newest movement of an asset, whatever its date."""
    return session.scalar(select(Movement).where(Movement.asset_id == asset_id).order_by(Movement.id.desc()).limit(1))


def last_movements(session: Session, asset_ids: Iterable[int]) -> dict[int, Movement]:
    """Return the newest movement of each asset that has one."""
    found = ((asset_id, last_movement(session, asset_id)) for asset_id in asset_ids)
    return {asset_id: movement for asset_id, movement in found if movement is not None}


def handover_of(session: Session, asset_id: int) -> Movement | None:
    """Return the movement by which a handover protocol gave an asset to who holds it now, None where no paper did."""
    movement = last_movement(session, asset_id)
    while movement is not None and movement.to_status == "issued":
        if movement.document is not None:
            return movement if movement.document.kind == "handover" else None
        same_holder = (movement.from_person_id, movement.from_cell_id) == (movement.to_person_id, movement.to_cell_id)
        if movement.reverses_id is not None:
            movement = _before(session, asset_id, movement.reverses_id)
        elif movement.from_status == "issued" and same_holder:
            movement = _before(session, asset_id, movement.id)
        else:
            return None
    return None


def _before(session: Session, asset_id: int, movement_id: int) -> Movement | None:
    earlier = select(Movement).where(Movement.asset_id == asset_id, Movement.id < movement_id)
    return session.scalar(earlier.order_by(Movement.id.desc()).limit(1))


def open_counts_of(session: Session, asset_ids: Iterable[int]) -> dict[int, str]:
    """Return the name of the open count that expects each asset; assets in none are left out."""
    query = (
        select(CountLine.asset_id, StockCount.name)
        .join(StockCount, StockCount.id == CountLine.count_id)
        .where(StockCount.status == "open", CountLine.asset_id.in_(list(asset_ids)))
    )
    return dict(session.execute(query).all())


def _roll_counts(work: Work, asset: Asset) -> None:
    """Keep the expected list of open counts in step with a dated movement, so that it is no false difference."""
    expects = StockCount.status == "open", CountLine.asset_id == asset.id
    lines = work.scalars(select(CountLine).join(StockCount, StockCount.id == CountLine.count_id).where(*expects)).all()
    if not lines:
        return
    place = work.get(Place, asset.place_id) if asset.place_id is not None else None
    person = work.get(Person, asset.person_id) if asset.person_id is not None else None
    cell = work.get(Cell, asset.cell_id) if asset.cell_id is not None else None
    custodian = person.full_name if person is not None else cell.name if cell is not None else ""
    for line in lines:
        line.place_id, line.place, line.custodian = asset.place_id, place.code if place is not None else "", custodian
