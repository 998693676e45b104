"""Assets are saved, added many at once, marked for disposal, and deleted while they have no history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from inventory.base.errors import Conflict, Invalid, NotFound, Problem, ProblemsFound, Refused
from inventory.base.i18n import N_
from inventory.base.money import split
from inventory.base.text import clean, fold, sort_key
from inventory.model.assets import Accessory, Asset, Category, Licence, OldNumber
from inventory.model.counts import CountLine, CountScan
from inventory.model.funding import AssetFunding
from inventory.model.movements import Movement
from inventory.model.printing import PrintLine, SpareNumber
from inventory.services.asset_form import AssetRequest, CheckedAsset, check_asset
from inventory.services.custody import OPENING, change_status, correct_custody, record_opening
from inventory.services.durability import asset_durability
from inventory.services.funding_split import split_shares
from inventory.services.numbering import next_number
from inventory.services.problems import Problems
from inventory.services.spare_numbers import take
from inventory.store.unit import Work

_MOST_AT_ONCE = 10_000


@dataclass(frozen=True, kw_only=True)
class SavedAsset:
    """What was saved: its id, number and new version, and what is unusual about it."""

    id: int
    number: str
    version: int
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field in which two people differ: what the form holds and what was saved meanwhile."""

    field: str
    yours: Any
    theirs: Any


class AssetConflict(Conflict):
    """The asset was saved by someone else since it was read; `differences` tells both versions, field by field."""

    def __init__(self, number: str, version: int, differences: tuple[Difference, ...]) -> None:
        text = N_("{number} was changed by someone else meanwhile. Compare the two versions and choose.")
        super().__init__(text, number=number)
        self.version = version
        self.differences = differences


@dataclass(frozen=True, kw_only=True)
class ManyRequest:
    """One invoice line × N: what all have in common, how many, their serial numbers, the line's totals in grosze."""

    asset: AssetRequest
    count: int
    serials: tuple[str, ...] = ()
    total_gross: int | None = None
    total_net: int | None = None


def save_asset(work: Work, request: AssetRequest) -> SavedAsset:
    """Save a new or changed asset. Raises `ProblemsFound` with all faults, `AssetConflict`, `NotFound`."""
    with work.no_autoflush:
        asset = _present(work, request)
        checked = check_asset(work, request, today=work.now.astimezone().date())
        if checked.problems:
            raise ProblemsFound(checked.problems)
        columns = dict(checked.columns)
        columns["durability_until"] = request.durability_until or asset_durability(
            work, request.funding, request.accepted_on
        )
        if asset is None:
            asset = _new(work, request, columns)
        else:
            _correct(work, asset, columns)
        for name, value in columns.items():
            setattr(asset, name, value)
        _put_parts(asset, request, checked)
        work.add(asset)
        if request.id is None:
            record_opening(work, asset)
        work.flush()
        if request.id is None and request.is_spare and request.number:
            take(work, asset.number, asset)
            work.flush()
    return SavedAsset(id=asset.id, number=asset.number, version=asset.version, warnings=tuple(checked.warnings))


def add_many(work: Work, request: ManyRequest) -> list[SavedAsset]:
    """Add N assets of one invoice line; its totals are split to the grosz. Raises `ProblemsFound`."""
    problems = Problems()
    serials = [clean(serial) for serial in request.serials if clean(serial)]
    if not 1 <= request.count <= _MOST_AT_ONCE:
        problems.fault("count", "Enter how many assets there are, from 1 to {most}.", most=_MOST_AT_ONCE)
    elif serials and len(serials) != request.count:
        problems.fault(
            "serials", "There are {given} serial numbers for {n} assets.", given=len(serials), n=request.count
        )
    folded = [fold(serial) for serial in serials]
    for serial, key in zip(serials, folded, strict=True):
        if folded.count(key) > 1:
            problems.fault("serials", "The serial number {serial} stands in the list twice.", serial=serial)
            break
    if request.asset.number and request.count > 1:
        problems.fault("number", "Leave the number empty: each asset gets the next one.")
    problems.raise_if_any()
    gross = _each(request.total_gross, request.count, request.asset.price_gross)
    net = _each(request.total_net, request.count, request.asset.price_net)
    return [
        save_asset(
            work,
            replace(
                request.asset,
                id=None,
                serial=serials[i] if serials else "",
                price_gross=gross[i],
                price_net=net[i],
                vat=None,
            ),
        )
        for i in range(request.count)
    ]


def conflict_with(session: Session, request: AssetRequest) -> AssetConflict:
    """Return how a request differs from what is saved now. Raises `NotFound`."""
    asset = session.get(Asset, request.id)
    if asset is None:
        raise NotFound("This asset is no longer in the register.")
    return AssetConflict(asset.number, asset.version, _differences(asset, request))


def mark_for_disposal(work: Work, ids: Iterable[int]) -> list[str]:
    """Mark assets for disposal and return their numbers. Raises `Refused` where one is held by someone."""
    assets = _assets(work, ids)
    change_status(work, assets, "for_disposal")
    return [asset.number for asset in assets]


def back_to_stock(work: Work, ids: Iterable[int]) -> list[str]:
    """Put assets that were marked for disposal or missed back in stock; returns their numbers."""
    assets = _assets(work, ids)
    for asset in assets:
        if asset.status not in {"for_disposal", "missing", "in_stock"}:
            raise Refused("{number} is neither marked for disposal nor missing.", number=asset.number)
    change_status(work, assets, "in_stock")
    return [asset.number for asset in assets]


def delete_asset(work: Work, asset_id: int) -> str:
    """Delete an asset that was never printed, issued or counted, and return its number.

    Raises `Refused` for any other: what has history is disposed of.
    """
    (asset,) = _assets(work, [asset_id])
    tables = (PrintLine, SpareNumber, CountLine, CountScan)
    columns: Sequence[InstrumentedAttribute[Any]] = [table.asset_id for table in tables]
    used = any(work.scalar(select(1).where(column == asset_id).limit(1)) is not None for column in columns)
    moved = select(1).where(
        Movement.asset_id == asset_id, or_(Movement.kind != OPENING, Movement.document_id.is_not(None))
    )
    if used or work.scalar(moved.limit(1)) is not None:
        raise Refused(
            "{number} has a history: it was printed, moved or counted. Mark it for disposal instead.",
            number=asset.number,
        )
    if asset.parts:
        raise Refused("{number} has parts. Take them out of the set first.", number=asset.number)
    if work.scalar(select(1).where(Licence.own_asset_id == asset_id).limit(1)) is not None:
        raise Refused("{number} is the licence of another asset. Take it off there first.", number=asset.number)
    for movement in work.scalars(select(Movement).where(Movement.asset_id == asset_id)):
        work.delete(movement)
    number = asset.number
    work.delete(asset)
    work.flush()
    return number


def _present(work: Work, request: AssetRequest) -> Asset | None:
    if request.id is None:
        return None
    asset = work.get(Asset, request.id)
    if asset is None:
        raise NotFound("This asset is no longer in the register.")
    if request.version is not None and request.version != asset.version:
        raise conflict_with(work, request)
    return asset


def _differences(asset: Asset, request: AssetRequest) -> tuple[Difference, ...]:
    shared = set(AssetRequest.__dataclass_fields__) & {column.name for column in Asset.__table__.columns}
    pairs = [
        (name, getattr(request, name), getattr(asset, name))
        for name in AssetRequest.__dataclass_fields__
        if name in shared
    ]
    mine = [
        (share.source_id, share.project_id, share.share, share.amount)
        for share in split_shares(request.funding, request.price_gross)
    ]
    theirs = [(share.source_id, share.project_id, share.share, share.amount) for share in asset.funding]
    pairs.append(("funding", mine, theirs))
    pairs.append(("old_numbers", list(request.old_numbers), [old.number for old in asset.old_numbers]))
    return tuple(
        Difference(field=name, yours=yours, theirs=present)
        for name, yours, present in pairs
        if yours != present and name not in {"id", "version"} and not (name == "number" and not yours)
    )


def _new(work: Work, request: AssetRequest, columns: dict[str, Any]) -> Asset:
    if "number" not in columns:
        category = work.get(Category, request.category_id)
        today = work.now.astimezone().date()
        number = next_number(work, kst=columns["kst"], category=category.code if category else "", on=today)
        columns |= {"number": number, "number_folded": fold(number), "number_key": sort_key(number)}
        # The next one of the same operation must see this sequence.
        work.flush()
    held = request.person_id is not None or request.cell_id is not None
    return Asset(created_at=work.now, status="issued" if held else "in_stock")


def _correct(work: Work, asset: Asset, columns: dict[str, Any]) -> None:
    custody = {name: columns.pop(name) for name in ("place_id", "person_id", "cell_id")}
    try:
        correct_custody(work, asset, **custody)
    except Invalid as error:
        raise ProblemsFound([Problem(error.field or "custodian", error.message)]) from error


def _put_parts(asset: Asset, request: AssetRequest, checked: CheckedAsset) -> None:
    known = {old.number_folded: old for old in asset.old_numbers}
    asset.old_numbers = [
        known.get(fold(number)) or OldNumber(number=number, number_folded=fold(number))
        for number in checked.old_numbers
    ]
    shares = {(share.source_id, share.project_id): share for share in asset.funding}
    funding = []
    for position, share in enumerate(split_shares(request.funding, request.price_gross)):
        row = shares.get((share.source_id, share.project_id)) or AssetFunding(
            source_id=share.source_id, project_id=share.project_id
        )
        row.share, row.amount, row.position = share.share, share.amount, position
        funding.append(row)
    asset.funding = funding
    accessories = {accessory.id: accessory for accessory in asset.accessories}
    asset.accessories = [
        _set(
            accessories.get(typed.id or 0) or Accessory(),
            name=clean(typed.name),
            quantity=typed.quantity,
            missing=typed.missing,
            position=position,
        )
        for position, typed in enumerate(request.accessories)
    ]
    licences = {licence.id: licence for licence in asset.licences}
    asset.licences = [
        _set(
            licences.get(typed.id or 0) or Licence(),
            name=clean(typed.name),
            kind=typed.kind,
            key=clean(typed.key),
            valid_until=typed.valid_until,
            own_asset_id=typed.own_asset_id,
        )
        for typed in request.licences
    ]


def _set(row: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _each(total: int | None, count: int, one: int | None) -> list[int | None]:
    return [one] * count if total is None else list(split(total, [1] * count))


def _assets(work: Work, ids: Iterable[int]) -> list[Asset]:
    found = []
    for asset_id in ids:
        asset = work.get(Asset, asset_id)
        if asset is None:
            raise NotFound("This asset is no longer in the register.")
        found.append(asset)
    return found
