"""Writes the rows of an import: new assets with all that belongs to them, and changes of those that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from inventory.base.text import fold
from inventory.model.assets import Asset, OldNumber
from inventory.model.funding import AssetFunding
from inventory.model.movements import Movement
from inventory.services.import_plan import Planned, Planning
from inventory.store.bulk import Parts, columns_of, insert_columns, insert_rows, update_rows
from inventory.store.journal import Change
from inventory.store.late_indexes import late_indexes
from inventory.store.unit import Work

_CUSTODY = ("status", "place_id", "person_id", "cell_id")


def add_assets(
    work: Work, planning: Planning, new: Sequence[Planned], today: date, progress: Callable[[int], bool]
) -> range:
    """Insert new assets with their funding, old numbers and opening movements; return their ids in order."""
    if not new:
        return range(0)
    # A part may stand above its main asset in the sheet; references must hold at the end.
    work.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    columns = _asset_columns(new)
    columns["created_at"] = [work.now] * len(new)
    first = (work.scalar(select(Asset.id).order_by(Asset.id.desc()).limit(1)) or 0) + 1
    numbers = {number: first + place for place, number in enumerate(columns["number_folded"])}
    columns["set_id"] = [planning.set_id(planned, numbers) if planned.set_number else None for planned in new]
    parts = [
        _parts(AssetFunding, [_funding(planning, planned) for planned in new]),
        _parts(OldNumber, [_old_numbers(planned) for planned in new]),
        _parts(Movement, [_opening(work, planned, today) for planned in new]),
    ]
    with late_indexes(work, (Asset, AssetFunding, OldNumber, Movement), len(new)):
        return insert_columns(work, Asset, columns, parts=parts, progress=progress)


def update_assets(work: Work, planning: Planning, changed: Sequence[Planned], today: date) -> None:
    """Change the assets that rows tell of, replacing their funding where the sheet has another."""
    changes: dict[int, dict[str, tuple[Any, Any]]] = {}
    movements, funding, former = [], [], []
    for planned in changed:
        asset = work.get_one(Asset, planned.asset_id)
        if planned.set_number:
            planned.columns["set_id"] = planning.set_id(planned, {})
        changes[asset.id] = {name: (getattr(asset, name), value) for name, value in planned.columns.items()}
        if any(name in planned.columns for name in _CUSTODY):
            movements.append(_correction(work, asset, planned.columns, today))
        if planned.funding is not None:
            _replace_funding(work, asset.id)
        funding += [{"asset_id": asset.id, **row} for row in _funding(planning, planned)]
        former += [{"asset_id": asset.id, **row} for row in _old_numbers(planned)]
    update_rows(work, Asset, changes)
    insert_rows(work, Movement, movements)
    insert_rows(work, AssetFunding, funding)
    insert_rows(work, OldNumber, former)
    work.expire_all()


def _asset_columns(new: Sequence[Planned]) -> dict[str, list[Any]]:
    known = Asset.__table__.c
    names = sorted({name for planned in new for name in planned.columns})
    empty = {name: None if known[name].nullable else "" for name in names}
    return {name: [planned.columns.get(name, empty[name]) for planned in new] for name in names}


def _parts(model: type[AssetFunding | OldNumber | Movement], rows: Sequence[Sequence[dict[str, Any]]]) -> Parts:
    """Return the rows of one table given asset by asset."""
    return Parts(
        model=model,
        owner="asset_id",
        places=[place for place, belonging in enumerate(rows) for _ in belonging],
        columns=columns_of([row for belonging in rows for row in belonging]),
    )


def _funding(planning: Planning, planned: Planned) -> list[dict[str, Any]]:
    return [
        {
            "position": position, "share": share, "amount": amount,
            "source_id": source or planning.words.source[code],
            "project_id": project or (planning.words.project.get(number) if number else None),
        }
        for position, (source, project, share, amount, code, number) in enumerate(planned.funding or ())
    ]  # fmt: skip


def _old_numbers(planned: Planned) -> list[dict[str, Any]]:
    return [{"number": number, "number_folded": fold(number)} for number in planned.old_numbers]


def _opening(work: Work, planned: Planned, today: date) -> list[dict[str, Any]]:
    """Return the movement by which custody from a sheet begins (decision 7)."""
    columns = planned.columns
    if columns.get("status") == "in_stock" and not columns.get("place_id"):
        return []
    return [{
        "kind": "opening", "recorded_at": work.now, "effective_on": columns.get("accepted_on") or today,
        "to_status": columns["status"], "to_person_id": columns.get("person_id"), "to_cell_id": columns.get("cell_id"),
        "to_place_id": columns.get("place_id"),
    }]  # fmt: skip


def _correction(work: Work, asset: Asset, columns: dict[str, Any], today: date) -> dict[str, Any]:
    row: dict[str, Any] = {"asset_id": asset.id, "kind": "correction", "recorded_at": work.now, "effective_on": today}
    for name in _CUSTODY:
        row[f"from_{name}"] = getattr(asset, name)
        row[f"to_{name}"] = columns.get(name, getattr(asset, name))
    return row


def _replace_funding(work: Work, asset_id: int) -> None:
    for part in work.scalars(select(AssetFunding).where(AssetFunding.asset_id == asset_id)).all():
        held = {
            column.name: (getattr(part, column.name), None)
            for column in AssetFunding.__table__.c
            if getattr(part, column.name) is not None
        }
        work.journal.write([Change("asset_funding", str(part.id), "delete", held)])
        work.expunge(part)
    work.execute(delete(AssetFunding).where(AssetFunding.asset_id == asset_id))
