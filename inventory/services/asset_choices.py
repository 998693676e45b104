"""What the form of an asset needs before it can be shown: its values, the names they stand for, and the choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.text import fold
from inventory.model.assets import Asset
from inventory.model.funding import FundingSource, Project
from inventory.model.organisation import Cell, Person, Place, Supplier
from inventory.services.asset_details import AssetDetails, RelatedAsset, asset_details
from inventory.services.asset_form import AssetRequest
from inventory.services.categories import CategoryView, list_categories
from inventory.services.numbering import number_run, number_taken
from inventory.services.policies import read_policies

MOST = 30


@dataclass(frozen=True, kw_only=True)
class SourceChoice:
    """A funding source to choose; `kind` tells a grant from a national contribution."""

    id: int
    code: str
    name_pl: str
    name_en: str
    kind: str
    active: bool


@dataclass(frozen=True, kw_only=True)
class ProjectChoice:
    """A project to choose; `split` holds (source, usual share in hundredths of a per cent)."""

    id: int
    number: str
    active: bool
    split: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class FormChoices:
    """The short lists of the form; `conditions` and `accessories` are words that it offers (domain.md 7)."""

    categories: tuple[CategoryView, ...]
    sources: tuple[SourceChoice, ...]
    projects: tuple[ProjectChoice, ...]
    conditions: tuple[str, ...]
    accessories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FormData:
    """A form ready to be shown. `details` is the asset that is edited, `number` the next one of the pattern.

    `place`, `holder`, `supplier` and `main` are the names of what the request refers to.
    """

    request: AssetRequest
    choices: FormChoices
    details: AssetDetails | None
    parts: tuple[RelatedAsset, ...]
    number: str
    place: str
    holder: str
    supplier: str
    main: str


@dataclass(frozen=True, kw_only=True)
class FoundOption:
    """Something that a field may refer to; `kind` tells a person from a cell."""

    id: int
    text: str
    detail: str
    kind: str = ""


def read_form(
    session: Session,
    *,
    today: date,
    asset_id: int | None = None,
    copy_of: int | None = None,
    typed: AssetRequest | None = None,
    parts: tuple[int, ...] | None = None,
) -> FormData:
    """Return the form of an asset, of a new one like another, or of what was `typed`. Raises `NotFound`."""
    details = asset_details(session, asset_id) if asset_id is not None else None
    choices = form_choices(session)
    if typed is not None:
        request = typed
    elif details is not None:
        request = details.form
    elif copy_of is not None:
        request = _like(asset_details(session, copy_of).form)
    else:
        request = AssetRequest(name="", category_id=None)
    main = session.get(Asset, request.set_id) if request.set_id is not None else None
    stored = details.parts if details is not None else ()
    shown = related_assets(session, parts) if parts is not None else stored
    return FormData(
        request=request,
        choices=choices,
        details=details,
        parts=shown,
        number=details.number if details is not None else preview_number(session, choices, request, today),
        place=_place(session, request.place_id),
        holder=_holder(session, request),
        supplier=_supplier(session, request.supplier_id),
        main=f"{main.number}  {main.name}" if main is not None else "",
    )


def form_choices(session: Session) -> FormChoices:
    """Return the short lists, those that are no longer used included so that old assets show them."""
    sources = session.scalars(select(FundingSource).order_by(FundingSource.position, FundingSource.id))
    projects = session.scalars(select(Project).order_by(Project.number_folded))
    usual = read_policies(session)
    return FormChoices(
        categories=tuple(list_categories(session, inactive=True)),
        sources=tuple(
            SourceChoice(
                id=source.id,
                code=source.code,
                name_pl=source.name_pl,
                name_en=source.name_en or source.name_pl,
                kind=source.kind,
                active=source.active,
            )
            for source in sources
        ),
        projects=tuple(
            ProjectChoice(
                id=project.id,
                number=project.number,
                active=project.active,
                split=tuple((share.source_id, share.share) for share in project.split),
            )
            for project in projects
        ),
        conditions=usual.conditions,
        accessories=usual.accessories,
    )


def preview_number(session: Session, choices: FormChoices, request: AssetRequest, today: date) -> str:
    """Return the number that the asset would get now; nothing is taken."""
    return preview_numbers(session, choices, request, today, 1)[0]


def related_assets(session: Session, ids: tuple[int, ...]) -> tuple[RelatedAsset, ...]:
    """Return assets as parts of a set are shown; those that are gone are left out."""
    found = (session.get(Asset, asset_id) for asset_id in ids)
    return tuple(
        RelatedAsset(
            id=asset.id, number=asset.number, name=asset.name, serial=asset.serial, status=asset.status,
            in_set=asset.in_set,
        )
        for asset in found
        if asset is not None
    )  # fmt: skip


def find_places(session: Session, text: str) -> list[FoundOption]:
    """Return places whose code or path has all words of a text."""
    rows = session.execute(select(Place.id, Place.code, Place.path).where(Place.active).order_by(Place.path_key))
    return _fitting([FoundOption(id=row.id, text=row.code, detail=row.path) for row in rows], text)


def find_holders(session: Session, text: str) -> list[FoundOption]:
    """Return people, then cells, whose names have all words of a text."""
    people = session.scalars(select(Person).where(Person.active).order_by(Person.name_key))
    cells = session.scalars(select(Cell).where(Cell.active).order_by(Cell.name_key))
    found = [
        FoundOption(id=person.id, text=person.full_name, detail=person.cell.name if person.cell else "", kind="person")
        for person in people
    ]
    found += [FoundOption(id=cell.id, text=cell.name, detail=cell.code or "", kind="cell") for cell in cells]
    return _fitting(found, text)


def find_suppliers(session: Session, text: str) -> list[FoundOption]:
    """Return suppliers whose name or tax number has all words of a text."""
    rows = session.execute(select(Supplier.id, Supplier.name, Supplier.nip).order_by(Supplier.name_key))
    return _fitting([FoundOption(id=row.id, text=row.name, detail=row.nip or "") for row in rows], text)


def _fitting(options: list[FoundOption], text: str) -> list[FoundOption]:
    words = fold(text).split()
    found = [option for option in options if all(word in fold(f"{option.text} {option.detail}") for word in words)]
    return found[:MOST]


def _like(form: AssetRequest) -> AssetRequest:
    """Return a request like another asset's without what belongs to that one piece: its numbers, holder and set."""
    return replace(
        form,
        id=None,
        version=None,
        number="",
        serial="",
        swop="",
        old_numbers=(),
        set_id=None,
        person_id=None,
        cell_id=None,
        accessories=tuple(replace(typed, id=None, missing=False) for typed in form.accessories),
        licences=tuple(replace(typed, id=None, key="", own_asset_id=None) for typed in form.licences),
    )


def _place(session: Session, place_id: int | None) -> str:
    place = session.get(Place, place_id) if place_id is not None else None
    return place.code if place is not None else ""


def _holder(session: Session, request: AssetRequest) -> str:
    if request.person_id is not None:
        person = session.get(Person, request.person_id)
        return person.full_name if person is not None else ""
    cell = session.get(Cell, request.cell_id) if request.cell_id is not None else None
    return cell.name if cell is not None else ""


def _supplier(session: Session, supplier_id: int | None) -> str:
    supplier = session.get(Supplier, supplier_id) if supplier_id is not None else None
    return supplier.name if supplier is not None else ""


def preview_numbers(
    session: Session, choices: FormChoices, request: AssetRequest, today: date, count: int
) -> tuple[str, ...]:
    """Return the numbers that `count` assets would get now, in order; nothing is taken."""
    category = next((found for found in choices.categories if found.id == request.category_id), None)
    kst = request.kst or (category.kst if category is not None else "")
    run = number_run(session, kst=kst, category=category.code if category is not None else "", on=today)
    numbers: list[str] = []
    while len(numbers) < count:
        number = run.next()
        if not number_taken(session, number):
            numbers.append(number)
    return tuple(numbers)


def twins_of(session: Session, serial: str) -> tuple[str, ...]:
    """Return the numbers of the assets that have a serial number, at most three."""
    query = select(Asset.number).where(Asset.serial_folded == fold(serial), Asset.serial_folded != "")
    return tuple(session.scalars(query.order_by(Asset.number_key).limit(3)))
