"""Lists of papers and custody for the screens: documents, handovers by state, what someone holds, histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, selectinload

from inventory.base.text import fold
from inventory.model.assets import Asset
from inventory.model.counts import StockCount
from inventory.model.movements import Document, Movement
from inventory.model.organisation import Cell, Person
from inventory.services.due import earliest_due, overdue, still_out


@dataclass(frozen=True, kw_only=True)
class DocumentFilter:
    """Which documents; what is None or empty does not narrow. `words` are parts of number, person, asset or purpose."""

    kind: str | None = None
    year: int | None = None
    state: str | None = None
    words: str = ""
    person_id: int | None = None
    asset_id: int | None = None
    count_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """A document as lists show it; `holder` is the other side, `open_assets` how many are still out under it."""

    id: int
    number: str
    kind: str
    on: date
    issued_at: datetime
    state: str
    sha256: str
    holder: str
    person_id: int | None
    cell_id: int | None
    count: str
    return_by: date | None
    assets: tuple[str, ...]
    open_assets: int
    value: int
    copies_printed: int
    has_scan: bool
    cancelled_reason: str


@dataclass(frozen=True, kw_only=True)
class HeldAsset:
    """An asset that someone holds; `document` is empty where the register itself says so."""

    asset_id: int
    number: str
    name: str
    serial: str
    place: str
    gross: int | None
    document: str
    since: date | None
    return_by: date | None
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class CustodyStep:
    """One movement of an asset, newest first."""

    kind: str
    on: date
    recorded_at: datetime
    document: str
    document_state: str
    from_status: str | None
    to_status: str
    from_holder: str
    to_holder: str
    from_place: str
    to_place: str
    return_by: date | None
    condition: str
    missing: str
    remarks: str


def documents_list(
    session: Session, wanted: DocumentFilter, *, limit: int | None = None, offset: int = 0
) -> tuple[int, list[DocumentRow]]:
    """Return how many documents match, and a page of them, newest first."""
    conditions = conditions_of(session, wanted)
    total = session.scalar(select(func.count()).select_from(Document).where(*conditions)) or 0
    query = select(Document).where(*conditions).order_by(Document.id.desc()).limit(limit).offset(offset)
    return total, document_rows(session, query)


def handed_out(
    session: Session, *, overdue_on: date | None = None, limit: int | None = None, offset: int = 0
) -> tuple[int, list[DocumentRow]]:
    """Return the handovers with assets still out; with `overdue_on` those due before it, longest first."""
    conditions: list[ColumnElement[bool]] = [
        Document.kind == "handover",
        Document.state != "cancelled",
        still_out(Movement.document_id == Document.id).with_only_columns(Movement.id).correlate(Document).exists(),
    ]
    order: list[ColumnElement[Any]] = [Document.id.desc()]
    if overdue_on is not None:
        conditions.append(overdue(overdue_on))
        order = [earliest_due().asc(), Document.id.desc()]
    total = session.scalar(select(func.count()).select_from(Document).where(*conditions)) or 0
    query = select(Document).where(*conditions).order_by(*order).limit(limit).offset(offset)
    return total, document_rows(session, query)


def awaiting_signature(session: Session, *, limit: int | None = None, offset: int = 0) -> tuple[int, list[DocumentRow]]:
    """Return the handovers and returns that nobody has noted as signed, oldest first."""
    conditions = (Document.state == "issued", Document.kind.in_(("handover", "return")))
    total = session.scalar(select(func.count()).select_from(Document).where(*conditions)) or 0
    query = select(Document).where(*conditions).order_by(Document.id).limit(limit).offset(offset)
    return total, document_rows(session, query)


def held_by(
    session: Session, *, person_id: int | None = None, cell_id: int | None = None, today: date
) -> list[HeldAsset]:
    """Return all that a person or a cell holds, by number."""
    mine = Asset.person_id == person_id if person_id is not None else Asset.cell_id == cell_id
    latest = aliased(Movement)
    newest = select(func.max(Movement.id)).where(Movement.asset_id == Asset.id).correlate(Asset).scalar_subquery()
    query = (
        select(Asset, Document.number, latest.effective_on)
        .select_from(Asset)
        .outerjoin(latest, latest.id == newest)
        .outerjoin(Document, Document.id == latest.document_id)
        .where(mine, Asset.status.not_in(("transferred", "disposed")))
        .options(selectinload(Asset.place))
        .order_by(Asset.number_key)
    )
    return [
        HeldAsset(
            asset_id=asset.id,
            number=asset.number,
            name=asset.name,
            serial=asset.serial,
            place=asset.place.code if asset.place is not None else "",
            gross=asset.price_gross,
            document=document or "",
            since=since,
            return_by=asset.return_by,
            is_overdue=asset.return_by is not None and asset.return_by < today,
        )
        for asset, document, since in session.execute(query)
    ]


def custody(session: Session, asset_id: int, *, limit: int | None = None) -> list[CustodyStep]:
    """Return the movements of an asset, newest first."""
    query = select(Movement).where(Movement.asset_id == asset_id).order_by(Movement.id.desc()).limit(limit)
    return [_step(movement) for movement in session.scalars(query)]


def conditions_of(session: Session, wanted: DocumentFilter) -> list[ColumnElement[bool]]:
    """Return what a document must fulfil to answer a filter."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.kind:
        conditions.append(Document.kind == wanted.kind)
    if wanted.year:
        conditions.append(Document.year == wanted.year)
    if wanted.state:
        conditions.append(Document.state == wanted.state)
    if wanted.person_id is not None:
        conditions.append(Document.person_id == wanted.person_id)
    if wanted.count_id is not None:
        conditions.append(Document.count_id == wanted.count_id)
    if wanted.asset_id is not None:
        conditions.append(Document.id.in_(select(Movement.document_id).where(Movement.asset_id == wanted.asset_id)))
    conditions.extend(_word(session, fold(word)) for word in wanted.words.split())
    return conditions


def _word(session: Session, word: str) -> ColumnElement[bool]:
    # Names are folded here: the database knows no Polish letters.
    names = session.execute(select(Person.id, Person.first_name, Person.last_name))
    people = [person_id for person_id, first, last in names if word in fold(f"{first} {last}")]
    cells = [cell_id for cell_id, name in session.execute(select(Cell.id, Cell.name)) if word in fold(name)]
    listed = select(Movement.document_id).join(Asset).where(or_(*_alike(word, Asset.number_folded)))
    counts = select(StockCount.id).where(or_(*_alike(word, StockCount.name_folded)))
    return or_(
        *_alike(word, Document.number_folded, Document.purpose),
        Document.person_id.in_(people),
        Document.cell_id.in_(cells),
        Document.count_id.in_(counts),
        Document.id.in_(listed),
    )


def _alike(word: str, *columns: InstrumentedAttribute[str]) -> list[ColumnElement[bool]]:
    return [column.icontains(word, autoescape=True) for column in columns]


def document_rows(session: Session, query: Select[Document]) -> list[DocumentRow]:
    """Return the documents of a query as lists show them."""
    documents = session.scalars(query.options(selectinload(Document.person), selectinload(Document.cell))).all()
    ids = [document.id for document in documents]
    listed: dict[int, list[tuple[str, int]]] = {}
    assets = (
        select(Movement.document_id, Asset.number, Asset.price_gross)
        .join(Asset, Asset.id == Movement.asset_id)
        .where(Movement.document_id.in_(ids))
        .order_by(Movement.document_id, Movement.position)
    )
    for document_id, number, gross in session.execute(assets):
        listed.setdefault(document_id or 0, []).append((number, gross or 0))
    remaining = still_out(Movement.document_id.in_(ids)).add_columns(func.min(Asset.return_by))
    rows = session.execute(remaining.group_by(Movement.document_id))
    out = {document_id or 0: (number, due) for document_id, number, due in rows}
    counts = _count_names(session, documents)
    return [_row(document, listed.get(document.id, []), out.get(document.id), counts) for document in documents]


def _count_names(session: Session, documents: Sequence[Document]) -> dict[int, str]:
    ids = {document.count_id for document in documents if document.count_id is not None}
    return dict(session.execute(select(StockCount.id, StockCount.name).where(StockCount.id.in_(ids))).all())


def _row(
    document: Document, listed: list[tuple[str, int]], out: tuple[int, date | None] | None, counts: dict[int, str]
) -> DocumentRow:
    person, cell = document.person, document.cell
    open_assets, due = out if out is not None else (0, document.return_by)
    return DocumentRow(
        id=document.id,
        number=document.number,
        kind=document.kind,
        on=document.document_date,
        issued_at=document.issued_at,
        state=document.state,
        sha256=document.sha256,
        holder=person.full_name if person is not None else cell.name if cell is not None else "",
        person_id=document.person_id,
        cell_id=document.cell_id,
        count=counts.get(document.count_id or 0, ""),
        return_by=due,
        assets=tuple(number for number, _ in listed),
        open_assets=open_assets,
        value=sum(gross for _, gross in listed),
        copies_printed=document.copies_printed,
        has_scan=document.signed_scan is not None,
        cancelled_reason=document.cancelled_reason,
    )


def _step(movement: Movement) -> CustodyStep:
    def holder(person: Person | None, cell: Cell | None) -> str:
        return person.full_name if person is not None else cell.name if cell is not None else ""

    return CustodyStep(
        kind=movement.kind,
        on=movement.effective_on,
        recorded_at=movement.recorded_at,
        document=movement.document.number if movement.document is not None else "",
        document_state=movement.document.state if movement.document is not None else "",
        from_status=movement.from_status,
        to_status=movement.to_status,
        from_holder=holder(movement.from_person, movement.from_cell),
        to_holder=holder(movement.to_person, movement.to_cell),
        from_place=movement.from_place.code if movement.from_place is not None else "",
        to_place=movement.to_place.code if movement.to_place is not None else "",
        return_by=movement.return_by,
        condition=movement.condition,
        missing=movement.missing,
        remarks=movement.remarks,
    )
