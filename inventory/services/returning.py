"""Taking equipment back: the protocol it answers, what is missing, and the return in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from inventory.base.errors import ProblemsFound
from inventory.base.i18n import Message, Translations
from inventory.base.text import fold
from inventory.documents.clauses import return_statement
from inventory.documents.data import (
    AccessoryData,
    Header,
    IssueReference,
    ItemData,
    PartyData,
    ReturnData,
    ReturnItemData,
)
from inventory.documents.render import render
from inventory.model.assets import Asset
from inventory.model.movements import Document
from inventory.model.organisation import Place
from inventory.services import papers
from inventory.services.issuing_checks import Obstacle
from inventory.services.movements import Step, take_step
from inventory.services.papers import IssuedDocument, Occasion
from inventory.services.returning_checks import ReturnCheck, held_parts
from inventory.services.returning_request import ReturnItem, ReturnRequest
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class ReturnedAccessory:
    """An accessory that was handed over, and whether it came back."""

    id: int
    name: str
    missing: bool


@dataclass(frozen=True, kw_only=True)
class PreparedReturnItem:
    """An asset of the return as the form shows it; `document` is the protocol of the handover, empty without one."""

    asset_id: int
    number: str
    name: str
    serial: str
    gross: int | None
    document: str
    return_by: date | None
    condition_issued: str
    condition: str
    remarks: str
    part_of: str
    accessories: tuple[ReturnedAccessory, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnPreparation:
    """A return before it is issued; `request.items` includes the parts of sets that the same holder has."""

    request: ReturnRequest
    items: tuple[PreparedReturnItem, ...]
    holder: str
    receiver: str
    place: str
    days_late: int
    total: int
    problems: tuple[Obstacle, ...]
    warnings: tuple[Message, ...]


def prepare_return(
    session: Session, request: ReturnRequest, tr: Translations, *, account: str, today: date
) -> ReturnPreparation:
    """Fill the gaps of a request and say what stands in the way; nothing is changed."""
    check = _checked(session, request, tr, account=account, today=today)
    place = session.get(Place, check.place_id) if check.place_id is not None else None
    return ReturnPreparation(
        request=check.request,
        items=tuple(_prepared(check, asset, item) for asset, item in check.rows),
        holder=check.holder_name,
        receiver=check.receiver.full_name if check.receiver is not None else "",
        place=place.code if place is not None else "",
        days_late=check.days_late,
        total=sum(asset.price_gross or 0 for asset in check.assets),
        problems=tuple(check.problems),
        warnings=tuple(check.warnings),
    )


def preview_return(session: Session, request: ReturnRequest, tr: Translations, *, account: str, now: datetime) -> bytes:
    """Return the draft of the paper as PDF, one copy without a number."""
    check = _checked(session, request, tr, account=account, today=now.astimezone().date())
    data = _data(session, check, papers.header(session, "return", None, _occasion(check, now), tr), tr)
    return render("return", data, tr, copies=1)


def take_back(work: Work, request: ReturnRequest, tr: Translations) -> IssuedDocument:
    """Take back: number, stored paper, custody, place and status, all or nothing.

    All assets of a return are of one holder. Raises `ProblemsFound` with every obstacle at its field.
    """
    check = _checked(work, request, tr, account=work.account, today=work.now.astimezone().date())
    if check.problems:
        raise ProblemsFound(list(check.problems))
    first = check.assets[0]
    document, content = papers.store_paper(
        work,
        "return",
        _occasion(check, work.now),
        lambda header: _data(work, check, header, tr),
        tr,
        giver_id=check.receiver.id if check.receiver is not None else None,
        person_id=first.person_id,
        cell_id=first.cell_id,
        remarks=check.request.remarks,
    )
    for position, (asset, item) in enumerate(check.rows, 1):
        _return_one(work, check, asset, item, position, document, tr)
    return IssuedDocument(
        document_id=document.id,
        number=document.number,
        sha256=document.sha256,
        pdf=content,
        assets=tuple(asset.number for asset in check.assets),
        warnings=tuple(check.warnings),
    )


def _return_one(
    work: Work,
    check: ReturnCheck,
    asset: Asset,
    item: ReturnItem,
    position: int,
    document: Document,
    tr: Translations,
) -> None:
    lost = [accessory for accessory in asset.accessories if accessory.id in item.missing]
    for accessory in lost:
        accessory.missing = True
    issued = check.issued.get(asset.id)
    wiped = check.request.data_wiped
    take_step(
        work,
        asset,
        Step(
            kind="return",
            on=check.on,
            status="in_stock",
            place_id=check.place_id if check.place_id is not None else asset.place_id,
            position=position,
            condition=item.condition,
            missing="; ".join(accessory.name for accessory in lost),
            remarks=item.remarks,
            wiped="" if wiped is None else "yes" if wiped else "no",
            answers_id=issued.document_id if issued is not None else None,
        ),
        document,
    )
    asset.condition = item.condition if item.condition != tr("no change") else asset.condition
    # Back in store, a part is again what its set brings (decision 4).
    asset.in_set = True


def _checked(session: Session, request: ReturnRequest, tr: Translations, *, account: str, today: date) -> ReturnCheck:
    known = papers.assets_for_papers(session, [item.asset_id for item in request.items])
    items = {item.asset_id: item for item in request.items if item.asset_id in known}
    rows: list[tuple[int, ReturnItem]] = []
    part_of: dict[int, str] = {}
    for item in items.values():
        rows.append((item.asset_id, item))
        main = known[item.asset_id]
        for part in held_parts(main) if item.with_parts else ():
            if part.id not in items:
                part_of[part.id] = main.number
                rows.append((part.id, ReturnItem(asset_id=part.id, condition=item.condition)))
    known |= papers.assets_for_papers(session, part_of)
    check = ReturnCheck(
        session, request, [(known[asset_id], item) for asset_id, item in rows], part_of, tr, account=account
    )
    check.run(today)
    return check


def _prepared(check: ReturnCheck, asset: Asset, item: ReturnItem) -> PreparedReturnItem:
    issued = check.issued.get(asset.id)
    document = issued.document if issued is not None else None
    return PreparedReturnItem(
        asset_id=asset.id,
        number=asset.number,
        name=asset.name,
        serial=asset.serial,
        gross=asset.price_gross,
        document=document.number if document is not None else "",
        return_by=asset.return_by,
        condition_issued=issued.condition if issued is not None else "",
        condition=item.condition,
        remarks=item.remarks,
        part_of=check.part_of.get(asset.id, ""),
        accessories=tuple(
            ReturnedAccessory(id=accessory.id, name=accessory.name, missing=accessory.id in item.missing)
            for accessory in check.handed_over(asset)
        ),
    )


def _occasion(check: ReturnCheck, made: datetime) -> Occasion:
    cell = check.receiver.cell.name if check.receiver is not None and check.receiver.cell is not None else ""
    return Occasion(on=check.on, made=made, city=check.request.city, cell=cell)


def _data(session: Session, check: ReturnCheck, header: Header, tr: Translations) -> ReturnData:
    request = check.request
    place = session.get(Place, check.place_id) if check.place_id is not None else None
    code = place.code if place is not None else ""
    holder = check.assets[0] if check.assets else None
    documents = {m.document.id: m.document for m in check.issued.values() if m.document is not None}
    return ReturnData(
        header=header,
        giver=papers.party(holder.person, holder.cell) if holder is not None else PartyData(),
        receiver=papers.party(check.receiver),
        returned_on=check.on,
        items=tuple(_row(check, asset, item) for asset, item in check.rows),
        place=code,
        issued_by=tuple(IssueReference(number=d.number, day=d.document_date) for d in documents.values()),
        due=check.due,
        days_late=check.days_late,
        missing=_missing(check, tr),
        damaged=request.damaged,
        data_wiped=request.data_wiped,
        settled=request.settled is not False,
        settled_note=request.settled_note,
        stickers_readable=request.stickers_readable,
        kept_at=code,
        funding=papers.funding_notices(check.assets, tr),
        statement=return_statement(tr),
        remarks=request.remarks,
    )


def _row(check: ReturnCheck, asset: Asset, item: ReturnItem) -> ReturnItemData:
    issued = check.issued.get(asset.id)
    accessories = tuple(
        AccessoryData(name=accessory.name, handed_over=accessory.id not in item.missing)
        for accessory in check.handed_over(asset)
    )
    data = ItemData(
        number=asset.number,
        name=asset.name,
        serial=asset.serial,
        quantity=asset.quantity,
        unit=asset.unit,
        condition=item.condition,
        remarks=item.remarks,
        gross=asset.price_gross,
        accessories=accessories,
    )
    condition = "; ".join(part for part in (item.condition, item.remarks) if part)
    return ReturnItemData(
        item=data, condition_issued=issued.condition if issued is not None else "", condition_returned=condition
    )


def _missing(check: ReturnCheck, tr: Translations) -> str:
    lost = [
        tr("{what} (item {position})", what=accessory.name, position=position)
        for position, (asset, item) in enumerate(check.rows, 1)
        for accessory in check.handed_over(asset)
        if accessory.id in item.missing
    ]
    said = check.request.missing
    names = {fold(accessory.name) for asset, _ in check.rows for accessory in asset.accessories}
    return "; ".join([*lost, *([said] if said and (not lost or fold(said) not in names) else [])])
