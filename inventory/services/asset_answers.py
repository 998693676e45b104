"""Assets as the command line and files give them: the words and forms of cli.md, many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from inventory.base.money import plain
from inventory.catalogue.assets import ASSET_FIELDS
from inventory.model.assets import Asset, Category, OldNumber
from inventory.model.funding import AssetFunding, FundingSource, Project
from inventory.model.organisation import Cell, Person, Place, Supplier

_CHUNK = 500
_MONEY = frozenset({"price_net", "price_gross"})
_LINKED = frozenset({"category", "place", "custodian", "supplier", "set", "old_numbers", "funding"})
_OWN = tuple(field.key for field in ASSET_FIELDS if field.key not in _LINKED)


def asset_answers(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield the ASSET of cli.md for each id in the order given; ids that are gone are left out."""
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        found = _assets(session, chunk)
        yield from (found[asset_id] for asset_id in chunk if asset_id in found)


def asset_answer(session: Session, asset_id: int) -> dict[str, Any]:
    """Return the ASSET of one asset."""
    return next(asset_answers(session, [asset_id]))


def _assets(session: Session, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    main = aliased(Asset)
    query = (
        select(
            Asset.id,
            *[getattr(Asset, name) for name in _OWN],
            Category.name.label("category"),
            Place.code.label("place"),
            Person.first_name,
            Person.last_name,
            Cell.name.label("cell"),
            Supplier.name.label("supplier"),
            main.number.label("set"),
        )
        .join(Category, Category.id == Asset.category_id)
        .outerjoin(Place, Place.id == Asset.place_id)
        .outerjoin(Person, Person.id == Asset.person_id)
        .outerjoin(Cell, Cell.id == Asset.cell_id)
        .outerjoin(Supplier, Supplier.id == Asset.supplier_id)
        .outerjoin(main, main.id == Asset.set_id)
        .where(Asset.id.in_(ids))
    )
    rows = session.execute(query).mappings().all()
    numbers = _old_numbers(session, ids)
    funding = _funding(session, ids)
    found = {}
    for row in rows:
        person = " ".join(part for part in (row["first_name"], row["last_name"]) if part)
        values: dict[str, Any] = {**row, "custodian": person or row["cell"]}
        values["old_numbers"] = numbers.get(row["id"], [])
        values["funding"] = funding.get(row["id"], [])
        found[row["id"]] = {field.key: _plain(field.key, values[field.key]) for field in ASSET_FIELDS}
    return found


def _plain(key: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if key in _MONEY:
        return plain(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _old_numbers(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(OldNumber.asset_id, OldNumber.number).where(OldNumber.asset_id.in_(ids)).order_by(OldNumber.id)
    for asset_id, number in session.execute(query):
        found.setdefault(asset_id, []).append(number)
    return found


def _funding(session: Session, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    query = (
        select(AssetFunding.asset_id, FundingSource.code, Project.number, AssetFunding.share, AssetFunding.amount)
        .join(FundingSource, FundingSource.id == AssetFunding.source_id)
        .outerjoin(Project, Project.id == AssetFunding.project_id)
        .where(AssetFunding.asset_id.in_(ids))
        .order_by(AssetFunding.position, AssetFunding.id)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for asset_id, code, project, share, amount in session.execute(query):
        # A share in hundredths of a per cent is written like grosze: 8500 is "85.00".
        paid = {
            "source": code,
            "project": project,
            "share": plain(share),
            "amount": None if amount is None else plain(amount),
        }
        found.setdefault(asset_id, []).append(paid)
    return found
