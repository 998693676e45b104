"""Writes the rows of an import: new assets with all that belongs to them, and changes of those that are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from inventory.base.alike import picked, with_instead
from inventory.base.text import fold, sort_key
from inventory.model.assets import Asset, OldNumber
from inventory.model.funding import AssetFunding
from inventory.model.movements import Movement
from inventory.services.import_columns import RowColumns
from inventory.services.import_funding import FundingPart
from inventory.services.import_plan import Planning
from inventory.services.import_words import Words
from inventory.services.numbering import next_number
from inventory.store.bulk import Parts, insert_columns, insert_rows, update_rows
from inventory.store.journal import Change
from inventory.store.late_indexes import late_indexes
from inventory.store.unit import Work

_PAID = ("position", "share", "amount", "source_id", "project_id")
_CUSTODY = ("status", "place_id", "person_id", "cell_id")


def add_assets(work: Work, planning: Planning, today: date, progress: Callable[[int], bool]) -> range:
    """Insert new assets with their funding, old numbers and opening movements; return their ids in order."""
    new = planning.new
    if not new:
        return range(0)
    # A part may stand above its main asset in the sheet; references must hold at the end.
    work.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    columns = _asset_columns(work, new, planning.words, today)
    first = (work.scalar(select(Asset.id).order_by(Asset.id.desc()).limit(1)) or 0) + 1
    numbers = {number: first + place for place, number in enumerate(columns["number_folded"])}
    columns["set_id"] = [planning.set_id(fold(number), numbers) if number else None for number in new.sets]
    columns["created_at"] = [work.now] * len(new)
    parts = [_paid(planning.words, new), _former(new), _opened(work, columns, today)]
    with late_indexes(work, (Asset, AssetFunding, OldNumber, Movement), len(new)):
        return insert_columns(work, Asset, columns, parts=parts, progress=progress)


def update_assets(work: Work, planning: Planning, today: date) -> None:
    """Change the assets that rows tell of, replacing their funding where the sheet has another."""
    changes: dict[int, dict[str, tuple[Any, Any]]] = {}
    movements, funding, former = [], [], []
    for planned in planning.changed:
        asset = work.get_one(Asset, planned.asset_id)
        if planned.set_number:
            planned.columns["set_id"] = planning.set_id(planned.set_number, {})
        changes[asset.id] = {name: (getattr(asset, name), value) for name, value in planned.columns.items()}
        if any(name in planned.columns for name in _CUSTODY):
            movements.append(_correction(work, asset, planned.columns, today))
        if planned.funding is not None:
            _replace_funding(work, asset.id)
        for position, part in enumerate(planned.funding or ()):
            paid = zip(_PAID, _of_part(planning.words, position, part), strict=True)
            funding.append({"asset_id": asset.id, **dict(paid)})
        former += [{"asset_id": asset.id, "number": n, "number_folded": fold(n)} for n in planned.old_numbers]
    update_rows(work, Asset, changes)
    insert_rows(work, Movement, movements)
    insert_rows(work, AssetFunding, funding)
    insert_rows(work, OldNumber, former)
    work.expire_all()


def _asset_columns(work: Work, new: RowColumns, words: Words, today: date) -> dict[str, list[Any]]:
    """Return what the rows set, now that all their words are known, with numbers for those that have none."""
    columns = dict(new.values)
    for name, told in new.words.items():
        known = words.known(name)
        usual = columns.get(name, [None] * len(new))
        columns[name] = [other if word is None else known[word] for word, other in zip(told, usual, strict=True)]
    if None in columns.get("number", [None]):
        _give_numbers(work, columns, len(new), today)
    table = Asset.__table__.c
    return {
        name: column if table[name].nullable else with_instead(column, "")
        for name, column in columns.items()
        if column.count(None) < len(new)
    }


def _give_numbers(work: Work, columns: dict[str, list[Any]], count: int, today: date) -> None:
    nothing: list[Any] = [None] * count
    symbols = columns.get("kst", nothing)
    given = columns.get("number", nothing)
    numbers = [
        next_number(work, kst=symbol or "", on=today) if number is None else number
        for number, symbol in zip(given, symbols, strict=True)
    ]
    columns |= {
        "number": numbers,
        "number_folded": [fold(number) for number in numbers],
        "number_key": [sort_key(number) for number in numbers],
    }


def _paid(words: Words, new: RowColumns) -> Parts:
    places: list[int] = []
    rows: list[tuple[Any, ...]] = []
    for place, parts in enumerate(new.funding):
        for position, part in enumerate(parts or ()):
            places.append(place)
            rows.append(_of_part(words, position, part))
    columns = dict(zip(_PAID, map(list, zip(*rows, strict=True)), strict=False))
    return Parts(model=AssetFunding, owner="asset_id", places=places, columns=columns)


def _of_part(words: Words, position: int, part: FundingPart) -> tuple[Any, ...]:
    """Return the values of `_PAID`."""
    source, project, share, amount, code, number = part
    project = project or (words.project.get(number) if number else None)
    return position, share, amount, source or words.source[code], project


def _former(new: RowColumns) -> Parts:
    places = [place for place, numbers in enumerate(new.old_numbers) for _ in numbers]
    numbers = [number for numbers in new.old_numbers for number in numbers]
    columns = {"number": numbers, "number_folded": [fold(number) for number in numbers]}
    return Parts(model=OldNumber, owner="asset_id", places=places, columns=columns)


def _opened(work: Work, columns: dict[str, list[Any]], today: date) -> Parts:
    """Return the movements by which custody from a sheet begins (decision 7)."""
    nothing: list[Any] = [None] * len(columns["status"])
    where = columns.get("place_id", nothing)
    places = [n for n, status in enumerate(columns["status"]) if status != "in_stock" or where[n] is not None]
    opening: dict[str, list[Any]] = {
        "kind": ["opening"] * len(places),
        "recorded_at": [work.now] * len(places),
        "effective_on": with_instead(picked(columns.get("accepted_on", nothing), places), today),
        "to_status": picked(columns["status"], places),
    }
    for name in ("person_id", "cell_id", "place_id"):
        opening[f"to_{name}"] = picked(columns.get(name, nothing), places)
    return Parts(model=Movement, owner="asset_id", places=places, columns=opening)


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
