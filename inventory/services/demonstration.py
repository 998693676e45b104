"""The demonstration register: the project of domain.md section 0, with made-up people and places (decision 13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select

from inventory.base.account import account as system_account
from inventory.base.i18n import translations
from inventory.model.assets import Category
from inventory.model.funding import FundingSource
from inventory.model.organisation import Unit
from inventory.services.asset_form import AccessoryRequest, AssetRequest, LicenceRequest
from inventory.services.assets import save_asset
from inventory.services.finding import find_project
from inventory.services.funding_split import ShareRequest
from inventory.services.issuing import issue
from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.services.organisation import CellRequest, SupplierRequest, UnitRequest, save_cell, save_supplier
from inventory.services.people import PersonRequest, save_person
from inventory.services.places import PlaceRequest, save_place
from inventory.services.projects import BudgetLineRequest, ProjectRequest, SplitRequest, save_project
from inventory.services.seeding import create_register
from inventory.store.unit import Work

PROJECT = "NMF/PA18/0004"
_TITLE_PL = "Integracja dla bezpieczeństwa – współpraca międzynarodowa w zakresie praw podstawowych"
_TITLE_EN = "Integration for security – international cooperation in the field of fundamental rights"
_BOUGHT, _ACCEPTED, _WARRANTY = date(2023, 12, 14), date(2023, 12, 18), date(2026, 12, 14)
_INSURED, _POLICY = date(2026, 12, 31), "PSE/2023/00418"
_INVOICE = "FV 227/2023"
_UNIT = UnitRequest(
    name="Komenda Wojewódzka Policji we Wrocławiu (dane przykładowe)",
    short_name="KWP Wrocław",
    address="ul. Przykładowa 1, 50-001 Wrocław",
    city="Wrocław",
    number_pattern="WR/{kst}/{seq:4}",
)
# First name, surname, kind, rank or position, HR id, cell; all of them made up.
_PEOPLE = (
    ("Maria", "Lipowa", "employee", "", "starszy specjalista", "K-10417", "LOG"),
    ("Adam", "Jesionek", "employee", "", "specjalista", "K-10533", "LOG"),
    ("Ewa", "Sosnowska", "officer", "kom.", "", "P-20911", "CUDZ"),
    ("Piotr", "Dąbek", "officer", "asp. szt.", "", "P-20964", "CUDZ"),
    ("Jan", "Olszyna", "officer", "st. sierż.", "", "P-21102", "KRYM"),
    ("Zofia", "Brzozowa", "officer", "nadkom.", "", "P-20745", "KRYM"),
)
_CELLS = (
    ("LOG", "Wydział Zaopatrzenia"),
    ("CUDZ", "Wydział do spraw Cudzoziemców"),
    ("KRYM", "Wydział Kryminalny"),
)
# Code, name, kind, code of the place above.
_PLACES = (
    ("WR", "Siedziba, ul. Przykładowa 1", "site", ""),
    ("A", "Budynek A", "building", "WR"),
    ("B", "Budynek B", "building", "WR"),
    ("A/012", "Magazyn główny", "store", "A"),
    ("A/214", "Pokój 214", "room", "A"),
    ("A/215", "Pokój 215", "room", "A"),
    ("B/108", "Pokój 108", "room", "B"),
)


@dataclass(frozen=True, kw_only=True)
class _Item:
    number: str
    name: str
    category: str
    kst: str
    serial: str
    net: int
    gross: int
    place: str
    main: str = ""
    manufacturer: str = ""
    model: str = ""
    accessories: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()


def _laptop(number: str, serial: str, place: str) -> _Item:
    return _Item(
        number=number, name='Laptop terenowy 14" z oprogramowaniem', category="KOMPUTERY", kst="487",
        serial=serial, net=526829, gross=648000, place=place, manufacturer="Nordwind", model="Terra 14",
        accessories=("zasilacz 65 W", "torba", "stacja dokująca"),
        licences=("System operacyjny (OEM)", "Pakiet biurowy"),
    )  # fmt: skip


def _printer(number: str, serial: str, place: str, main: str = "") -> _Item:
    return _Item(
        number=number, name="Drukarka przenośna A4", category="DRUKARKI", kst="803", serial=serial,
        net=113008, gross=139000, place=place, main=main, manufacturer="Kartograf", model="P-40",
        accessories=("zasilacz", "przewód USB"),
    )  # fmt: skip


# The fourteen objects of the project, 99 000.00 zł; four laptops form sets with a printer each (decision 4).
_ITEMS = (
    _Item(
        number="WR/487/0011", name="Komputer do analizy danych z oprogramowaniem", category="KOMPUTERY", kst="487",
        serial="PC-AN-23-00071", net=2593496, gross=3190000, place="A/214", manufacturer="Nordwind", model="Analityk 3",
        accessories=("klawiatura", "mysz", "monitor 27 cali"),
        licences=("System operacyjny (OEM)", "Program do analizy powiązań"),
    ),
    _laptop("WR/487/0012", "LT14-23-00912", "A/012"),
    _laptop("WR/487/0013", "LT14-23-00913", "A/012"),
    _laptop("WR/487/0014", "LT14-23-00914", "A/012"),
    _laptop("WR/487/0015", "LT14-23-00915", "A/012"),
    _laptop("WR/487/0016", "LT14-23-00916", "A/012"),
    _laptop("WR/487/0017", "LT14-23-00917", "A/012"),
    _printer("WR/803/0004", "00441107", "A/012", "WR/487/0012"),
    _printer("WR/803/0005", "00441207", "A/012", "WR/487/0013"),
    _printer("WR/803/0006", "00441307", "A/012", "WR/487/0014"),
    _printer("WR/803/0007", "00441407", "A/012", "WR/487/0015"),
    _printer("WR/803/0008", "00441507", "A/012"),
    _printer("WR/803/0009", "00441607", "A/012"),
    _Item(
        number="WR/669/0002", name="Lornetka termowizyjna", category="OPTYKA", kst="808", serial="TB-22-0418-77",
        net=1616260, gross=1988000, place="A/012", manufacturer="Polarys", model="T-50",
        accessories=("ładowarka", "pasek", "futerał"),
    ),
)  # fmt: skip


@dataclass(kw_only=True)
class _Made:
    """The ids of what was made, by code or number."""

    cells: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    assets: dict[str, int] = field(default_factory=dict)


def make_demonstration(path: Path, *, account: str | None = None, replace: bool = False) -> None:
    """Make the demonstration register; its giver is linked to `account`, else to the system's account.

    With `replace` it takes the place of an older one. Raises `Refused` where a file is there.
    """
    acting = account or system_account()
    if replace:
        for old in path.parent.glob(f"{path.stem}.*"):
            old.unlink()
    create_register(
        path, unit=_UNIT, account=acting, is_demonstration=True, fill=lambda work: fill_demonstration(work, acting)
    )


def fill_demonstration(work: Work, account: str) -> None:
    """Add the demonstration data to a new register."""
    made = _Made()
    _organisation(work, made, account)
    _project(work)
    supplier = save_supplier(
        work, SupplierRequest(name="Dostawca Przykładowy sp. z o.o.", address="ul. Handlowa 7, 50-002 Wrocław")
    )
    for item in _ITEMS:
        made.assets[item.number] = save_asset(work, _request(work, made, item, supplier)).id
    _issue(work, made)
    work.flush()


def _organisation(work: Work, made: _Made, account: str) -> None:
    for code, name in _CELLS:
        made.cells[code] = save_cell(work, CellRequest(code=code, name=name))
    for code, name, kind, above in _PLACES:
        request = PlaceRequest(code=code, name=name, kind=kind, parent_id=made.places.get(above))
        made.places[code] = save_place(work, request)
    for position, (first, last, kind, rank, title, hr_id, cell) in enumerate(_PEOPLE):
        made.people[last] = save_person(
            work,
            PersonRequest(
                first_name=first, last_name=last, kind=kind, rank=rank, position=title, hr_id=hr_id,
                cell_id=made.cells[cell], account=account if position == 0 else "",
            ),
        )  # fmt: skip
    work.scalars(select(Unit)).one().store_place_id = made.places["A/012"]


def _project(work: Work) -> None:
    def source(code: str) -> int:
        return work.scalars(select(FundingSource.id).where(FundingSource.code == code)).one()

    save_project(
        work,
        ProjectRequest(
            number=PROJECT,
            aliases="NMF/PA18/004",
            title_pl=_TITLE_PL,
            title_en=_TITLE_EN,
            our_role="partner",
            lead="KWP w Szczecinie",
            partners="KWP we Wrocławiu; KWP w Gorzowie Wielkopolskim; Zachodniopomorski Urząd Wojewódzki",
            starts_on=date(2022, 9, 24),
            ends_on=date(2024, 12, 31),
            completed_on=date(2024, 12, 31),
            completion_document="data przykładowa",
            total_eur=9000000,
            grant_eur=7650000,
            total_pln=40138200,
            grant_pln=34117470,
            rate=44598,
            rate_source="KE / InforEuro",
            rate_table="12/2023",
            rate_on=date(2023, 12, 1),
            lines=(
                BudgetLineRequest(name="Sprzęt", amount=10000000),
                BudgetLineRequest(name="Szkolenia i prewencja", amount=23200000),
                BudgetLineRequest(name="Zarządzanie i promocja", amount=5500000),
            ),
            split=(
                SplitRequest(source_id=source("NMF"), share=8500),
                SplitRequest(source_id=source("BP"), share=1500),
            ),
        ),
    )


def _request(work: Work, made: _Made, item: _Item, supplier: int) -> AssetRequest:
    project = find_project(work, PROJECT)
    return AssetRequest(
        number=item.number,
        name=item.name,
        category_id=work.scalars(select(Category.id).where(Category.code == item.category)).one(),
        manufacturer=item.manufacturer,
        model=item.model,
        serial=item.serial,
        condition="dobry",
        place_id=made.places[item.place],
        cell_id=made.cells["KRYM"] if item.number == "WR/487/0011" else None,
        supplier_id=supplier,
        invoice=_INVOICE,
        purchased_on=_BOUGHT,
        accepted_on=_ACCEPTED,
        price_net=item.net,
        vat_rate="23",
        price_gross=item.gross,
        kst=item.kst,
        warranty_until=_WARRANTY,
        insured_until=_INSURED,
        policy=_POLICY,
        set_id=made.assets.get(item.main),
        funding=tuple(
            ShareRequest(source_id=share.source_id, project_id=project.id, share=share.share) for share in project.split
        ),
        accessories=tuple(AccessoryRequest(name=name) for name in item.accessories),
        licences=tuple(
            LicenceRequest(name=name, kind="oem" if name.endswith("(OEM)") else "separate") for name in item.licences
        ),
    )


def _issue(work: Work, made: _Made) -> None:
    """Hand three sets over with real papers; one set, two laptops, two printers and the binoculars stay in stock."""
    for number, person, place in (
        ("WR/487/0012", "Sosnowska", "A/215"),
        ("WR/487/0013", "Dąbek", "A/215"),
        ("WR/487/0014", "Olszyna", "B/108"),
    ):
        issue(
            work,
            IssueRequest(
                items=(IssueItem(asset_id=made.assets[number], condition="dobry"),),
                person_id=made.people[person],
                giver_id=made.people["Lipowa"],
                place_id=made.places[place],
                purpose="Realizacja zadań projektu",
                strict=False,
            ),
            translations("pl"),
        )
