"""Finding what a command or a scan names: assets by any of their codes, people and cells, places (decision 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound, Refused
from inventory.base.text import clean, fold
from inventory.model.assets import Asset, OldNumber
from inventory.model.funding import Project
from inventory.model.organisation import Cell, Person, Place


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who takes equipment: a person, or a cell as a whole."""

    person: Person | None = None
    cell: Cell | None = None

    @property
    def name(self) -> str:
        """The name as lists show it."""
        if self.person is not None:
            return self.person.full_name
        return self.cell.name if self.cell is not None else ""


def find_asset(session: Session, code: str, *, scanned: bool = False) -> Asset:
    """Return the one asset with this inventory number, old number or, where `scanned`, serial number.

    Raises `NotFound`, and `Refused` with the candidates where the code fits several.
    """
    folded = fold(clean(code))
    own = session.scalar(select(Asset).where(Asset.number_folded == folded))
    if own is not None:
        return own
    found = list(session.scalars(select(Asset).join(OldNumber).where(OldNumber.number_folded == folded).distinct()))
    if not found and scanned and folded:
        found = list(session.scalars(select(Asset).where(Asset.serial_folded == folded).limit(10)))
    if not found:
        raise NotFound("There is no asset with the number {number} in the register.", field="number", number=code)
    if len(found) > 1:
        raise Refused(
            "{number} fits several assets: {candidates}.",
            field="number",
            number=code,
            candidates=", ".join(a.number for a in found),
        )
    return found[0]


def find_assets(session: Session, codes: Iterable[str]) -> list[Asset]:
    """Return the assets of all codes in order, each once."""
    found: dict[int, Asset] = {}
    for code in codes:
        asset = find_asset(session, code)
        found.setdefault(asset.id, asset)
    return list(found.values())


def find_holder(session: Session, name: str) -> Holder:
    """Return the person with this HR id or exact name, else the cell with this code or name, without case."""
    wanted = fold(clean(name))
    people = [
        person for person in session.scalars(select(Person).where(Person.active)) if _names_person(person, wanted)
    ]
    if len(people) > 1:
        candidates = ", ".join(f"{person.full_name} ({person.hr_id or '–'})" for person in people)
        raise Refused(
            "{name} fits several people: {candidates}. Give the HR id.", field="to", name=name, candidates=candidates
        )
    if people:
        return Holder(person=people[0])
    cells = [
        cell
        for cell in session.scalars(select(Cell).where(Cell.active))
        if wanted in {fold(cell.code or ""), fold(cell.name)} and wanted
    ]
    if len(cells) > 1:
        raise Refused(
            "{name} fits several cells: {candidates}.",
            field="to",
            name=name,
            candidates=", ".join(cell.name for cell in cells),
        )
    if cells:
        return Holder(cell=cells[0])
    raise NotFound("There is nobody called {name} among the people and cells.", field="to", name=name)


def find_person(session: Session, name: str) -> Person:
    """Return the person with this HR id or exact name. Raises `NotFound`, and `Refused` with the candidates."""
    found = find_holder(session, name).person
    if found is None:
        raise NotFound("There is no person called {name}.", field="by", name=name)
    return found


def _names_person(person: Person, wanted: str) -> bool:
    names = {fold(person.full_name), fold(f"{person.last_name} {person.first_name}"), fold(person.hr_id or "")}
    return bool(wanted) and wanted in names


def find_place(session: Session, code: str) -> Place:
    """Return the place with this unique code, whatever its case. Raises `NotFound`."""
    place = session.scalar(select(Place).where(Place.code_folded == fold(clean(code))))
    if place is None:
        raise NotFound("There is no place with the code {code}.", field="place", code=code)
    return place


def find_project(session: Session, number: str) -> Project:
    """Return the project with this number or alias. Raises `NotFound`."""
    wanted = fold(clean(number))
    for project in session.scalars(
        select(Project).where(or_(Project.number_folded == wanted, func.length(Project.aliases) > 0))
    ):
        if wanted in {project.number_folded, *(fold(alias.strip()) for alias in project.aliases.split(";"))}:
            return project
    raise NotFound("There is no project with the number {number}.", field="project", number=number)


def person_of_account(session: Session, account: str) -> Person | None:
    """Return the person to whom an operating-system account is linked (decision 1)."""
    return session.scalar(select(Person).where(Person.account == account, Person.active))
