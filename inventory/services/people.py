"""People who hold or issue equipment, and the page of what one of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from inventory.base.errors import NotFound
from inventory.base.text import clean, fold, sort_key
from inventory.model.assets import GONE, Asset
from inventory.model.movements import Document, Movement
from inventory.model.organisation import PERSON_KINDS, Cell, Person, Place
from inventory.services.organisation import check_version, refuse_used
from inventory.services.problems import CODE, NAME, SHORT, Problems
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class PersonRequest:
    """A person to save; without `id` a new one. `account` is the operating-system account (decision 1)."""

    first_name: str
    last_name: str
    kind: str = "officer"
    rank: str = ""
    position: str = ""
    hr_id: str = ""
    account: str = ""
    cell_id: int | None = None
    place_id: int | None = None
    active: bool = True
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonView:
    """A person as lists show them; `held` counts the assets that they hold."""

    id: int
    name: str
    first_name: str
    last_name: str
    kind: str
    rank: str
    position: str
    hr_id: str
    account: str
    cell_id: int | None
    cell: str
    place_id: int | None
    place: str
    active: bool
    held: int
    version: int


@dataclass(frozen=True, kw_only=True)
class HeldAsset:
    """An asset in someone's hands: since when, under which protocol, to be returned when."""

    id: int
    number: str
    name: str
    serial: str
    status: str
    price_gross: int | None
    since: date | None
    document: str
    return_by: date | None
    set_number: str


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """A person and all that they hold, in the order of numbers; `value` is the known part in grosze."""

    person: PersonView
    held: tuple[HeldAsset, ...]
    value: int
    unknown_values: int


def list_people(session: Session, *, inactive: bool = False) -> list[PersonView]:
    """Return the people in Polish order of surnames."""
    held = dict(
        session.execute(
            select(Asset.person_id, func.count()).where(Asset.person_id.is_not(None)).group_by(Asset.person_id)
        ).all()
    )
    # Cells and places come with them: one question more for each person would be hundreds.
    query = select(Person).options(selectinload(Person.cell), selectinload(Person.place)).order_by(Person.name_key)
    return [
        _view(person, held.get(person.id, 0))
        for person in session.scalars(query if inactive else query.where(Person.active))
    ]


def person_page(session: Session, person_id: int) -> PersonPage:
    """Return a person with all that they hold. Raises `NotFound`."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("This person is no longer in the register.")
    assets = list(
        session.scalars(
            select(Asset).where(Asset.person_id == person_id, Asset.status.not_in(GONE)).order_by(Asset.number_key)
        )
    )
    held = tuple(_held(session, asset) for asset in assets)
    known = [item.price_gross for item in held if item.price_gross is not None]
    return PersonPage(
        person=_view(person, len(held)), held=held, value=sum(known), unknown_values=len(held) - len(known)
    )


def save_person(work: Work, request: PersonRequest) -> int:
    """Save a person and return their id. Raises `ProblemsFound`, `Conflict`, `NotFound`."""
    person = work.get(Person, request.id) if request.id else Person()
    if person is None:
        raise NotFound("This person is no longer in the register.")
    check_version(request.version, person.version)
    problems = Problems()
    person.first_name = problems.text("first_name", request.first_name, SHORT)
    person.last_name = problems.needed("last_name", request.last_name, "Enter the surname.", SHORT)
    person.name_key = person_key(person.first_name, person.last_name)
    person.kind = request.kind
    if request.kind not in PERSON_KINDS:
        problems.fault("kind", "Choose officer, civil employee or other person.")
    person.rank = problems.text("rank", request.rank, SHORT)
    person.position = problems.text("position", request.position, NAME)
    person.hr_id = problems.text("hr_id", request.hr_id, CODE) or None
    person.account = problems.text("account", request.account, SHORT) or None
    person.active = request.active
    with work.no_autoflush:
        _check_unique(work, problems, request)
        if request.cell_id is not None and work.get(Cell, request.cell_id) is None:
            problems.fault("cell", "What was chosen here is no longer in the register.")
        if request.place_id is not None and work.get(Place, request.place_id) is None:
            problems.fault("place", "What was chosen here is no longer in the register.")
    problems.raise_if_any()
    person.cell_id, person.place_id = request.cell_id, request.place_id
    work.add(person)
    work.flush()
    return person.id


def link_account(work: Work, person_id: int, account: str) -> None:
    """Link an operating-system account to a person, and to no other. Raises `NotFound`."""
    person = work.get(Person, person_id)
    if person is None:
        raise NotFound("This person is no longer in the register.")
    for other in work.scalars(select(Person).where(Person.account == account, Person.id != person_id)):
        other.account = None
    work.flush()
    person.account = clean(account) or None
    work.flush()


def delete_person(work: Work, person_id: int) -> None:
    """Delete a person whom nothing names. Raises `Refused` with the way out where something does."""
    refuse_used(
        work,
        (
            Asset.person_id == person_id,
            or_(Document.person_id == person_id, Document.giver_id == person_id),
            or_(Movement.to_person_id == person_id, Movement.from_person_id == person_id),
        ),
    )
    person = work.get(Person, person_id)
    if person is None:
        raise NotFound("This person is no longer in the register.")
    work.delete(person)
    work.flush()


def person_key(first_name: str, last_name: str) -> str:
    """Return the key by which people are sorted: surname first."""
    return sort_key(f"{last_name} {first_name}".strip())


def _check_unique(work: Work, problems: Problems, request: PersonRequest) -> None:
    hr_id, account = fold(clean(request.hr_id)), clean(request.account)
    for other in work.scalars(
        select(Person).where(
            Person.id != (request.id or 0), or_(Person.hr_id.is_not(None), Person.account.is_not(None))
        )
    ):
        if hr_id and fold(other.hr_id or "") == hr_id:
            problems.fault("hr_id", "{person} has this HR id.", person=other.full_name)
        if account and other.account == account:
            problems.fault("account", "This account is linked to {person}.", person=other.full_name)


def _view(person: Person, held: int) -> PersonView:
    return PersonView(
        id=person.id,
        name=person.full_name,
        first_name=person.first_name,
        last_name=person.last_name,
        kind=person.kind,
        rank=person.rank,
        position=person.position,
        hr_id=person.hr_id or "",
        account=person.account or "",
        cell_id=person.cell_id,
        cell=person.cell.name if person.cell else "",
        place_id=person.place_id,
        place=person.place.code if person.place else "",
        active=person.active,
        held=held,
        version=person.version,
    )


def _held(session: Session, asset: Asset) -> HeldAsset:
    taken = session.execute(
        select(Movement.effective_on, Document.number)
        .outerjoin(Document, Document.id == Movement.document_id)
        .where(
            Movement.asset_id == asset.id,
            Movement.to_person_id == asset.person_id,
            or_(Movement.from_person_id.is_(None), Movement.from_person_id != asset.person_id),
        )
        .order_by(Movement.id.desc())
        .limit(1)
    ).first()
    return HeldAsset(
        id=asset.id,
        number=asset.number,
        name=asset.name,
        serial=asset.serial,
        status=asset.status,
        price_gross=asset.price_gross,
        since=taken[0] if taken else None,
        document=taken[1] or "" if taken else "",
        return_by=asset.return_by,
        set_number=asset.main.number if asset.main else "",
    )
