"""The own unit, its organisational cells and the suppliers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from stdnum.exceptions import ValidationError
from stdnum.pl import nip as nip_number
from stdnum.pl import regon as regon_number

from inventory.base.errors import Conflict, NotFound, Refused
from inventory.base.text import clean, fold, sort_key
from inventory.model.assets import Asset, StoredFile
from inventory.model.movements import Document, Movement
from inventory.model.organisation import Cell, Person, Place, Supplier, Unit
from inventory.services.numbering import checked_pattern
from inventory.services.problems import CODE, LINE, NAME, SHORT, Problems, compact
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class UnitRequest:
    """What the settings hold of the own unit; `logo` is the SHA-256 of a stored file."""

    name: str = ""
    short_name: str = ""
    address: str = ""
    city: str = ""
    nip: str = ""
    regon: str = ""
    logo: str | None = None
    number_pattern: str = "{unit}/{kst}/{seq:4}"
    number_prefix: str = ""
    document_pattern: str = "{letter}/{seq:4}/{year}"
    store_place_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnitView:
    """The own unit as it is stored."""

    name: str
    short_name: str
    address: str
    city: str
    nip: str
    regon: str
    logo: str | None
    number_pattern: str
    number_prefix: str
    document_pattern: str
    store_place_id: int | None
    is_demonstration: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class CellRequest:
    """An organisational cell to save; without `id` a new one."""

    name: str
    code: str = ""
    active: bool = True
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class CellView:
    """A cell as lists show it."""

    id: int
    name: str
    code: str
    active: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class SupplierRequest:
    """A supplier to save; without `id` a new one."""

    name: str
    nip: str = ""
    address: str = ""
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class SupplierView:
    """A supplier as lists show it."""

    id: int
    name: str
    nip: str
    address: str
    version: int


def unit_view(session: Session) -> UnitView:
    """Return the own unit."""
    unit = session.scalars(select(Unit)).one()
    return UnitView(**{name: getattr(unit, name) for name in UnitView.__dataclass_fields__})


def save_unit(work: Work, request: UnitRequest) -> UnitView:
    """Save the own unit. Raises `ProblemsFound`, and `Conflict` where it changed since it was read."""
    unit = work.scalars(select(Unit)).one()
    check_version(request.version, unit.version)
    fill_unit(unit, request)
    if request.logo is not None and work.get(StoredFile, request.logo) is None:
        raise NotFound("The logo is not in the register. Add it again.", field="logo")
    work.flush()
    return unit_view(work)


def fill_unit(unit: Unit, request: UnitRequest) -> None:
    """Check a request and put it into the row. Raises `ProblemsFound`."""
    problems = Problems()
    unit.name = problems.text("name", request.name, NAME)
    unit.short_name = problems.text("short_name", request.short_name, SHORT)
    unit.address = problems.text("address", request.address, LINE)
    unit.city = problems.text("city", request.city, SHORT)
    unit.nip = checked_nip(problems, request.nip)
    unit.regon = _checked_regon(problems, request.regon)
    unit.logo = request.logo
    unit.number_pattern = checked_pattern(request.number_pattern)
    unit.number_prefix = problems.text("number_prefix", request.number_prefix, CODE)
    unit.document_pattern = problems.needed(
        "document_pattern", request.document_pattern, "Enter the pattern of document numbers.", SHORT
    )
    if "{seq" not in unit.document_pattern or "{letter}" not in unit.document_pattern:
        problems.fault("document_pattern", "The pattern of document numbers must have {{letter}} and {{seq}}.")
    unit.store_place_id = request.store_place_id
    problems.raise_if_any()


def list_cells(session: Session, *, inactive: bool = False) -> list[CellView]:
    """Return the cells in Polish order of names."""
    query = select(Cell).order_by(Cell.name_key)
    return [
        CellView(id=cell.id, name=cell.name, code=cell.code or "", active=cell.active, version=cell.version)
        for cell in session.scalars(query if inactive else query.where(Cell.active))
    ]


def save_cell(work: Work, request: CellRequest) -> int:
    """Save a cell and return its id. Raises `ProblemsFound`, `Conflict`, `NotFound`."""
    cell = work.get(Cell, request.id) if request.id else Cell()
    if cell is None:
        raise NotFound("This cell is no longer in the register.")
    check_version(request.version, cell.version)
    problems = Problems()
    cell.name = problems.needed("name", request.name, "Enter the name of the cell.")
    cell.name_key = sort_key(cell.name)
    cell.code = problems.text("code", request.code, CODE) or None
    cell.active = request.active
    wanted = fold(cell.code or "")
    with work.no_autoflush:
        others = work.scalars(select(Cell).where(Cell.id != (request.id or 0)))
        if wanted and any(fold(other.code or "") == wanted for other in others):
            problems.fault("code", "The code {code} belongs to another cell.", code=cell.code)
    problems.raise_if_any()
    work.add(cell)
    work.flush()
    return cell.id


def delete_cell(work: Work, cell_id: int) -> None:
    """Delete a cell that nothing names. Raises `Refused` with the way out where something does."""
    refuse_used(
        work,
        (
            Person.cell_id == cell_id,
            Asset.cell_id == cell_id,
            Document.cell_id == cell_id,
            Movement.to_cell_id == cell_id,
            Movement.from_cell_id == cell_id,
        ),
    )
    _delete(work, Cell, cell_id)


def list_suppliers(session: Session) -> list[SupplierView]:
    """Return the suppliers in Polish order of names."""
    return [
        SupplierView(id=s.id, name=s.name, nip=s.nip, address=s.address, version=s.version)
        for s in session.scalars(select(Supplier).order_by(Supplier.name_key))
    ]


def save_supplier(work: Work, request: SupplierRequest) -> int:
    """Save a supplier and return its id. Raises `ProblemsFound`, `Conflict`, `NotFound`."""
    supplier = work.get(Supplier, request.id) if request.id else Supplier()
    if supplier is None:
        raise NotFound("This supplier is no longer in the register.")
    check_version(request.version, supplier.version)
    problems = Problems()
    supplier.name = problems.needed("name", request.name, "Enter the name of the supplier.")
    supplier.name_key = sort_key(supplier.name)
    # Only a Polish number can be checked; a foreign one begins with its country.
    supplier.nip = compact(request.nip) if compact(request.nip)[:2].isalpha() else checked_nip(problems, request.nip)
    supplier.address = problems.text("address", request.address, LINE)
    with work.no_autoflush:
        same = select(Supplier.id).where(Supplier.name_key == supplier.name_key, Supplier.id != (request.id or 0))
        if work.scalar(same) is not None:
            problems.fault("name", "There is a supplier called {name} already.", name=supplier.name)
    problems.raise_if_any()
    work.add(supplier)
    work.flush()
    return supplier.id


def delete_supplier(work: Work, supplier_id: int) -> None:
    """Delete a supplier that nothing names. Raises `Refused`."""
    refuse_used(work, (Asset.supplier_id == supplier_id,))
    _delete(work, Supplier, supplier_id)


def check_version(read: int | None, present: int | None) -> None:
    """Raise `Conflict` where a record moved on since it was read; None as `read` asks for nothing."""
    if read is not None and present is not None and read != present:
        raise Conflict("Someone else changed this record meanwhile. Load it again and repeat your change.")


def checked_nip(problems: Problems, value: str) -> str:
    """Return a NIP as ten digits; one whose check digit is wrong is a fault."""
    number = clean(value)
    if not number:
        return ""
    try:
        return str(nip_number.validate(number))
    except ValidationError:
        problems.fault(
            "nip", "{number} is not a NIP: it has ten digits and the last one checks the others.", number=number
        )
        return number[:CODE]


def refuse_used(work: Work, uses: tuple[ColumnElement[bool], ...]) -> None:
    """Raise `Refused` where any of the conditions finds a record."""
    for use in uses:
        if work.scalar(select(1).where(use).limit(1)) is not None:
            raise Refused("Assets or papers name this record, so it stays. Mark it as no longer used instead.")


def _checked_regon(problems: Problems, value: str) -> str:
    number = clean(value)
    if not number:
        return ""
    try:
        return str(regon_number.validate(number))
    except ValidationError:
        problems.fault(
            "regon",
            "{number} is not a REGON: it has nine or fourteen digits and the last one checks the others.",
            number=number,
        )
        return number[:CODE]


def _delete(work: Work, model: type[Cell | Supplier | Person | Place], record_id: int) -> None:
    record = work.get(model, record_id)
    if record is None:
        raise NotFound("This record is no longer in the register.")
    work.delete(record)
    work.flush()
