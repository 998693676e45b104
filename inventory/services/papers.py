"""Collects what papers say from the register, and stores the drawn paper under the next number of its kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from inventory import __version__
from inventory.base.i18n import Message, Translations
from inventory.base.text import fold
from inventory.documents.data import (
    AccessoryData,
    DocumentData,
    FundingNotice,
    Header,
    ItemData,
    PartyData,
    PersonKind,
    ShareData,
    UnitData,
)
from inventory.documents.render import render
from inventory.documents.snapshot import canonical
from inventory.model.assets import Asset
from inventory.model.funding import AssetFunding, FundingSource, Project
from inventory.model.movements import Document, Paper
from inventory.model.organisation import Cell, Person, Unit
from inventory.services.numbering import next_document_number
from inventory.store.unit import Work

# The code of each form as the footer prints it; a new drawing of a form gets a new number here.
TEMPLATES = {"handover": "P-1", "return": "Z-1", "count_sheet": "A-1", "count_differences": "ZR-1"}


@dataclass(frozen=True, kw_only=True)
class IssuedDocument:
    """A paper just issued: its number, the stored bytes and their SHA-256, the numbers of its assets."""

    document_id: int
    number: str
    sha256: str
    pdf: bytes
    assets: tuple[str, ...]
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What the header takes from the moment of making: paper date, city, the cell that makes it."""

    on: date
    made: datetime
    city: str = ""
    cell: str = ""


def assets_for_papers(session: Session, ids: Iterable[int]) -> dict[int, Asset]:
    """Return assets with everything that papers print of them, read in a few queries."""
    query = (
        select(Asset)
        .where(Asset.id.in_(list(ids)))
        .options(
            selectinload(Asset.funding).selectinload(AssetFunding.source),
            selectinload(Asset.funding).selectinload(AssetFunding.project),
            selectinload(Asset.accessories),
            selectinload(Asset.licences),
            selectinload(Asset.parts),
            selectinload(Asset.person),
            selectinload(Asset.cell),
        )
    )
    return {asset.id: asset for asset in session.scalars(query)}


def header(session: Session, kind: str, number: str | None, occasion: Occasion, tr: Translations) -> Header:
    """Return the header of a paper of `kind`; without `number` it is a draft."""
    unit = session.scalars(select(Unit)).one()
    own = UnitData(
        name=unit.name,
        short_name=unit.short_name,
        cell=occasion.cell,
        address=unit.address,
        city=unit.city,
        nip=unit.nip,
        regon=unit.regon,
    )
    return Header(
        unit=own,
        number=number,
        document_date=occasion.on,
        place_city=occasion.city or unit.city,
        entered_at=occasion.made,
        printed_at=occasion.made,
        program=f"{tr('Equipment register')} {__version__}",
        template=TEMPLATES[kind],
    )


def party(person: Person | None, cell: Cell | None = None) -> PartyData:
    """Return a person, else a cell as a whole, as papers name them; empty for nobody."""
    if person is not None:
        return PartyData(
            rank=person.rank,
            name=person.full_name,
            position=person.position,
            cell=person.cell.name if person.cell is not None else "",
            hr_id=person.hr_id or "",
            kind=cast("PersonKind", person.kind),
        )
    return PartyData(name=cell.name, kind="other") if cell is not None else PartyData()


def keeping_cell(session: Session, person: Person | None) -> str:
    """Return who keeps the record, as the receiver's statement names it: the cell of a person, else the unit."""
    if person is not None and person.cell is not None:
        return person.cell.name
    unit = session.scalars(select(Unit)).one()
    return unit.short_name or unit.name


def item(asset: Asset, *, condition: str, remarks: str = "", handed_over: frozenset[int] | None = None) -> ItemData:
    """Return an asset as a row of a paper; `handed_over` are ids of accessories, None for all that are not missing."""
    accessories = tuple(
        AccessoryData(
            name=part.name, handed_over=part.id in handed_over if handed_over is not None else not part.missing
        )
        for part in asset.accessories
    )
    return ItemData(
        number=asset.number,
        name=asset.name,
        serial=asset.serial,
        quantity=asset.quantity,
        unit=asset.unit,
        condition=condition,
        remarks=remarks,
        gross=asset.price_gross,
        accessories=accessories,
        licences=tuple(licence.name for licence in asset.licences),
    )


def durability(asset: Asset) -> tuple[date | None, bool]:
    """Return until when the durability of an asset lasts, and whether that is known (decision 21).

    A known nothing means that no source of it asks for durability.
    """
    until = asset.durability_until
    if until is None:
        until = max(
            (part.project.durability_until for part in asset.funding if part.project and part.project.durability_until),
            default=None,
        )
    due = any(part.source.durability_years for part in asset.funding)
    return until, until is not None or not due


def funding_notices(assets: Sequence[Asset], tr: Translations) -> tuple[FundingNotice, ...]:
    """Return what a paper says of each project among `assets`: shares where they are the same, else amounts."""
    groups: dict[tuple[int, date | None, bool], list[tuple[int, Asset]]] = {}
    projects: dict[int, Project] = {}
    for position, asset in enumerate(assets, 1):
        for project in {part.project.id: part.project for part in asset.funding if part.project is not None}.values():
            projects[project.id] = project
            groups.setdefault((project.id, *durability(asset)), []).append((position, asset))
    return tuple(
        FundingNotice(
            project_number=projects[project_id].number,
            project_title=(projects[project_id].title_en if tr.language == "en" else "")
            or projects[project_id].title_pl,
            shares=_shares([asset for _, asset in members], tr),
            durability_until=until,
            durability_known=known,
            items=() if len(members) == len(assets) else tuple(position for position, _ in members),
        )
        for (project_id, until, known), members in groups.items()
    )


def source_name(source: FundingSource, tr: Translations) -> str:
    """Return the name of a source in the language of the paper."""
    return (source.name_en if tr.language == "en" else "") or source.name_pl


def _shares(assets: Sequence[Asset], tr: Translations) -> tuple[ShareData, ...]:
    splits = [tuple((source_name(part.source, tr), part.share) for part in asset.funding) for asset in assets]
    if len(set(splits)) == 1:
        return tuple(ShareData(source=name, share=share) for name, share in splits[0])
    amounts: dict[str, int] = {}
    for asset in assets:
        for part in asset.funding:
            name = source_name(part.source, tr)
            amounts[name] = amounts.get(name, 0) + (part.amount or 0)
    return tuple(ShareData(source=name, amount=amount or None) for name, amount in amounts.items())


def store_paper(
    work: Work, kind: str, occasion: Occasion, compose: Callable[[Header], DocumentData], tr: Translations, **facts: Any
) -> tuple[Document, bytes]:
    """Draw both copies under the next number of the kind and store them; returns the row and the PDF.

    `compose` makes the data from the header; `facts` are further columns of the document. The number belongs
    to the transaction: where that fails, the next one gets it.
    """
    year_day = work.now.astimezone().date()
    counter, number = next_document_number(work, kind, year_day)
    data = compose(header(work, kind, number, occasion, tr))
    content = render(kind, data, tr)
    document = Document(
        kind=kind,
        year=year_day.year,
        counter=counter,
        number=number,
        number_folded=fold(number),
        state="issued",
        document_date=occasion.on,
        issued_at=work.now,
        language=tr.language,
        snapshot=canonical(data).decode("utf-8"),
        sha256=hashlib.sha256(content).hexdigest(),
        **facts,
    )
    document.paper = Paper(content=content)
    work.add(document)
    work.flush()
    # A paper that people may have signed is cancelled with a reason, never silently taken back.
    work.undoable = False
    return document, content
