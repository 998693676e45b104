"""Handing equipment over: what may be issued and why not, the paper beforehand, and the issue in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from inventory.base.errors import ProblemsFound
from inventory.base.i18n import Message, Translations
from inventory.documents.clauses import handover_statement
from inventory.documents.data import HandoverData, Header
from inventory.documents.render import render
from inventory.model.assets import CAN_BE_ISSUED, Asset
from inventory.model.organisation import Cell, Person, Place
from inventory.services import papers
from inventory.services.issuing_checks import IssueCheck, Obstacle, Rows, brought_parts
from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.services.movements import Step, take_step
from inventory.services.papers import IssuedDocument, Occasion
from inventory.services.policies import own_liability
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class PreparedAccessory:
    """An accessory in the checklist of an item."""

    id: int
    name: str
    missing: bool
    handed_over: bool


@dataclass(frozen=True, kw_only=True)
class PreparedItem:
    """An asset of the handover as the form shows it; `part_of` is the number of the main asset that brought it."""

    asset_id: int
    number: str
    name: str
    serial: str
    status: str
    holder: str
    gross: int | None
    condition: str
    remarks: str
    part_of: str
    accessories: tuple[PreparedAccessory, ...]


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """A handover before it is issued: the request with its gaps filled, and what stands in the way.

    `request.items` includes the parts that sets bring; `total` in grosze leaves out `unvalued` items.
    """

    request: IssueRequest
    items: tuple[PreparedItem, ...]
    giver: str
    receiver: str
    receiver_holds: int
    place: str
    granted: bool
    total: int
    unvalued: int
    problems: tuple[Obstacle, ...]
    warnings: tuple[Message, ...]


def prepare_issue(
    session: Session, request: IssueRequest, tr: Translations, *, account: str, today: date
) -> Preparation:
    """Fill the gaps of a request and say what stands in the way; nothing is changed.

    `tr` is the language of the paper, into which filled words go. `account` names the giver where the request does not.
    """
    rows, check = _checked(session, request, tr, account=account, today=today)
    filled = check.request
    place = session.get(Place, filled.place_id) if filled.place_id is not None else None
    assets = rows.ordered
    return Preparation(
        request=filled,
        items=tuple(_prepared(asset, item, rows) for asset, item in zip(assets, filled.items, strict=True)),
        giver=check.giver.full_name if check.giver is not None else "",
        receiver=check.receiver_name,
        receiver_holds=check.receiver_holds,
        place=place.code if place is not None else "",
        granted=any(asset.is_granted for asset in assets),
        total=sum(asset.price_gross or 0 for asset in assets),
        unvalued=sum(asset.price_gross is None for asset in assets),
        problems=tuple(check.problems),
        warnings=tuple(check.warnings),
    )


def preview_issue(session: Session, request: IssueRequest, tr: Translations, *, account: str, now: datetime) -> bytes:
    """Return the draft of the paper as PDF, one copy without a number, even where something is still missing."""
    rows, check = _checked(session, request, tr, account=account, today=now.astimezone().date())
    occasion = _occasion(check, now)
    data = _data(session, check, rows, papers.header(session, "handover", None, occasion, tr), tr)
    return render("handover", data, tr, copies=1)


def issue(work: Work, request: IssueRequest, tr: Translations) -> IssuedDocument:
    """Hand over: number, stored paper, custody, place and status, all or nothing.

    Raises `ProblemsFound` with every obstacle at its field.
    """
    rows, check = _checked(work, request, tr, account=work.account, today=work.now.astimezone().date())
    if check.problems:
        raise ProblemsFound(list(check.problems))
    filled = check.request
    document, content = papers.store_paper(
        work,
        "handover",
        _occasion(check, work.now),
        lambda header: _data(work, check, rows, header, tr),
        tr,
        giver_id=filled.giver_id,
        person_id=filled.person_id,
        cell_id=filled.cell_id,
        return_by=filled.return_by,
        purpose=filled.purpose,
        remarks=filled.remarks,
    )
    chosen = {asset.id for asset in rows.ordered}
    for position, (asset, item) in enumerate(zip(rows.ordered, filled.items, strict=True), 1):
        step = Step(
            kind="handover",
            on=check.on,
            status="issued",
            person_id=filled.person_id,
            cell_id=filled.cell_id,
            place_id=filled.place_id if filled.place_id is not None else asset.place_id,
            return_by=filled.return_by,
            position=position,
            condition=item.condition,
            remarks="; ".join(part for part in (item.remarks, filled.count_reason) if part),
        )
        take_step(work, asset, step, document)
        asset.condition = item.condition if item.condition != tr("no change") else asset.condition
        # A part that goes alone is no longer what its set brings (decision 4).
        asset.in_set = asset.set_id is None or asset.set_id in chosen
    return IssuedDocument(
        document_id=document.id,
        number=document.number,
        sha256=document.sha256,
        pdf=content,
        assets=tuple(asset.number for asset in rows.ordered),
        warnings=tuple(check.warnings),
    )


def _checked(
    session: Session, request: IssueRequest, tr: Translations, *, account: str, today: date
) -> tuple[Rows, IssueCheck]:
    rows = _with_parts(session, request)
    check = IssueCheck(session, rows.request, rows.ordered, tr, account=account, today=today)
    check.run(rows.warnings)
    return rows, check


def _with_parts(session: Session, request: IssueRequest) -> Rows:
    """Add the parts that the chosen assets bring; a part that is not to be had is a warning, not an obstacle."""
    known = papers.assets_for_papers(session, [item.asset_id for item in request.items])
    items = {item.asset_id: item for item in request.items if item.asset_id in known}
    brought: dict[int, Asset] = {}
    taken = dict(items)
    warnings: list[Message] = []
    order: list[int] = []
    for item in items.values():
        order.append(item.asset_id)
        for part in brought_parts(known[item.asset_id]) if item.with_parts else ():
            if part.id in taken:
                continue
            if part.status in CAN_BE_ISSUED:
                brought[part.id] = known[item.asset_id]
                taken[part.id] = IssueItem(asset_id=part.id, condition=part.condition or item.condition)
                order.append(part.id)
            else:
                warnings.append(part_left_out(part, known[item.asset_id]))
    known |= papers.assets_for_papers(session, brought)
    return Rows(
        request=replace(request, items=tuple(taken[asset_id] for asset_id in order)),
        ordered=[known[asset_id] for asset_id in order],
        part_of={asset_id: main.number for asset_id, main in brought.items()},
        warnings=warnings,
    )


def part_left_out(part: Asset, main: Asset) -> Message:
    """Say that a part of a set does not go with it."""
    holder = part.custodian_name
    if holder:
        return Message(
            "{part}, a part of {number}, is with {holder} and does not go with it.",
            {"part": part.number, "number": main.number, "holder": holder},
        )
    return Message(
        "{part}, a part of {number}, is not in storage and does not go with it.",
        {"part": part.number, "number": main.number},
    )


def _prepared(asset: Asset, item: IssueItem, rows: Rows) -> PreparedItem:
    handed = item.accessories
    return PreparedItem(
        asset_id=asset.id,
        number=asset.number,
        name=asset.name,
        serial=asset.serial,
        status=asset.status,
        holder=asset.custodian_name,
        gross=asset.price_gross,
        condition=item.condition,
        remarks=item.remarks,
        part_of=rows.part_of.get(asset.id, ""),
        accessories=tuple(
            PreparedAccessory(
                id=a.id,
                name=a.name,
                missing=a.missing,
                handed_over=a.id in handed if handed is not None else not a.missing,
            )
            for a in asset.accessories
        ),
    )


def _occasion(check: IssueCheck, made: datetime) -> Occasion:
    cell = check.giver.cell.name if check.giver is not None and check.giver.cell is not None else ""
    return Occasion(on=check.on, made=made, city=check.request.city, cell=cell)


def _data(session: Session, check: IssueCheck, rows: Rows, header: Header, tr: Translations) -> HandoverData:
    request = check.request
    person = session.get(Person, request.person_id) if request.person_id is not None else None
    cell = session.get(Cell, request.cell_id) if request.cell_id is not None else None
    place = session.get(Place, request.place_id) if request.place_id is not None else None
    receiver = papers.party(person, cell)
    items = tuple(
        papers.item(
            asset,
            condition=item.condition,
            remarks=item.remarks,
            handed_over=frozenset(item.accessories) if item.accessories is not None else None,
        )
        for asset, item in zip(rows.ordered, request.items, strict=True)
    )
    return HandoverData(
        header=header,
        giver=papers.party(check.giver),
        receiver=receiver,
        handed_on=check.on,
        items=items,
        place=place.code if place is not None else "",
        basis=request.basis,
        purpose=request.purpose,
        return_by=request.return_by,
        funding=papers.funding_notices(rows.ordered, tr),
        statement=handover_statement(
            receiver.kind,
            papers.keeping_cell(session, check.giver),
            tr,
            ground=own_liability(session, receiver.kind),
        ),
        remarks=request.remarks,
    )
