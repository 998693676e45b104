"""Movements that no paper causes: the state with which an asset enters the register, and corrections of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, Refused
from inventory.model.assets import CAN_BE_ISSUED, Asset
from inventory.model.movements import Document, Movement
from inventory.services.movements import Step, last_movement, take_step
from inventory.store.unit import Work

OPENING, CORRECTION, STATUS = "opening", "correction", "status"


def record_opening(work: Work, asset: Asset) -> None:
    """Record the first state of a new asset: held by someone it is issued, else in stock (decision 7)."""
    today = work.now.astimezone().date()
    work.flush()
    work.add(
        Movement(
            asset_id=asset.id,
            kind=OPENING,
            recorded_at=work.now,
            effective_on=min(asset.accepted_on or today, today),
            to_status=asset.status,
            to_person_id=asset.person_id,
            to_cell_id=asset.cell_id,
            to_place_id=asset.place_id,
            condition=asset.condition,
        )
    )


def correct_custody(
    work: Work, asset: Asset, *, place_id: int | None, person_id: int | None, cell_id: int | None
) -> None:
    """Put right who holds an asset and where it stands, with a dated movement.

    Raises `Invalid` where a paper says who holds it: then a return or another handover is the way.
    """
    held = person_id is not None or cell_id is not None
    if (asset.person_id, asset.cell_id) != (person_id, cell_id):
        paper = paper_of_custody(work, asset.id)
        if paper is not None:
            raise Invalid(
                "{number} was handed over with {document}. Take it back with a return protocol.",
                field="custodian",
                number=asset.number,
                document=paper,
            )
        if held and asset.status not in CAN_BE_ISSUED | {"issued"}:
            raise Invalid(
                "{number} cannot be given to anyone in its present state.", field="custodian", number=asset.number
            )
    elif asset.place_id == place_id:
        return
    status = asset.status
    if status in {"in_stock", "issued"}:
        status = "issued" if held else "in_stock"
    _move(work, asset, CORRECTION, status=status, place_id=place_id, person_id=person_id, cell_id=cell_id)


def paper_of_custody(session: Session, asset_id: int) -> str | None:
    """Return the number of the handover protocol under which an asset is held now, None where there is none."""
    last = last_movement(session, asset_id)
    if last is None or last.document_id is None or last.to_status != "issued":
        return None
    return session.scalar(select(Document.number).where(Document.id == last.document_id))


def change_status(work: Work, assets: list[Asset], status: str) -> None:
    """Set the status of assets that nobody holds, with a movement each. Raises `Refused` naming one that is held."""
    for asset in assets:
        if asset.person_id is not None or asset.cell_id is not None:
            raise Refused(
                "{number} is held by {person}. Take it back first.", number=asset.number, person=asset.custodian_name
            )
        if asset.is_gone:
            raise Refused("{number} has left the register; its state no longer changes.", number=asset.number)
        if asset.status != status:
            _move(work, asset, STATUS, status=status, place_id=asset.place_id, person_id=None, cell_id=None)


def _move(
    work: Work,
    asset: Asset,
    kind: str,
    *,
    status: str,
    place_id: int | None,
    person_id: int | None,
    cell_id: int | None,
) -> None:
    same_holder = (person_id, cell_id) == (asset.person_id, asset.cell_id)
    step = Step(
        kind=kind,
        on=work.now.astimezone().date(),
        status=status,
        place_id=place_id,
        person_id=person_id,
        cell_id=cell_id,
        return_by=asset.return_by if same_holder else None,
        condition=asset.condition,
    )
    take_step(work, asset, step)
