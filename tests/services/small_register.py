"""A register small enough to know by heart: two rooms, three people, a set of two, binoculars and a desk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from inventory.base.text import fold, sort_key
from inventory.model.assets import Accessory, Asset, Category
from inventory.model.funding import AssetFunding, FundingSource, Project
from inventory.model.organisation import Cell, Person, Place, Unit
from inventory.store.engine import register_engine
from inventory.store.unit import reading, run_operation

ACCOUNT = "tester"


@dataclass
class Register:
    """A register file with the means of a test: `do` changes, `look` reads."""

    path: object

    def __post_init__(self):
        self.engine = register_engine(self.path)

    def do(self, work, *, now=None, account=ACCOUNT):
        return run_operation(self.engine, "Test", work, account=account, now=now).value

    def look(self, read):
        with reading(self.engine) as session:
            return read(session)

    def id_of(self, number):
        return self.look(lambda s: s.scalar(select(Asset.id).where(Asset.number == number)))

    def state(self, number):
        """Return status, holder, place code, in_set and condition of an asset."""

        def read(session):
            asset = session.scalar(select(Asset).where(Asset.number == number))
            place = asset.place.code if asset.place else None
            return asset.status, asset.custodian_name, place, asset.in_set, asset.condition

        return self.look(read)

    def close(self):
        self.engine.dispose()


def small_register(template, path):
    """Return a register at `path`, filled; `template` is an empty one."""
    shutil.copyfile(template, path)
    register = Register(path)
    register.do(fill)
    return register


def fill(work):
    store, office = _place("A/012", "Magazyn główny"), _place("A/118", "Pokój 118")
    other = _place("B/001", "Pokój B1")
    logistics, foreigners = _cell("SL", "Sekcja Logistyki"), _cell("WC", "Wydział ds. Cudzoziemców")
    work.add_all([store, office, other, logistics, foreigners])
    work.flush()
    unit = work.scalars(select(Unit)).one()
    unit.name, unit.short_name, unit.city = "Komenda Wojewódzka Policji we Wrocławiu", "KWP we Wrocławiu", "Wrocław"
    unit.store_place_id = store.id
    work.add_all(
        [
            _person("Maria", "Lipowa", "101000", cell=logistics, account=ACCOUNT, rank="mł. asp."),
            _person("Ewa", "Sosnowska", "104217", cell=foreigners, place=office, rank="sierż."),
            _person("Piotr", "Dąbek", "102938", cell=foreigners, kind="employee"),
        ]
    )
    project = Project(
        number="NMF/PA18/0004",
        number_folded="nmf/pa18/0004",
        title_pl="Integracja",
        durability_until=date(2029, 12, 31),
    )
    work.add(project)
    work.flush()
    category = work.scalars(select(Category)).first()
    laptop = _asset("WR/487/0015", "Laptop terenowy 14″", category, store, 648_000, serial="LT14-23-00915")
    laptop.accessories = [Accessory(name="zasilacz", position=0), Accessory(name="torba", position=1)]
    binoculars = _asset("WR/669/0002", "Lornetka termowizyjna", category, store, 1_988_000)
    binoculars.accessories = [Accessory(name="futerał", position=0), Accessory(name="pasek", position=1)]
    printer = _asset("WR/803/0007", "Drukarka przenośna A4", category, store, 139_000, serial="DP-4411-07")
    printer.main = laptop
    desk = _asset("WR/809/0417", "Biurko 160 × 80", category, office, None)
    desk.condition = "dobry"
    work.add_all([laptop, binoculars, printer, desk])
    work.flush()
    nmf = work.scalars(select(FundingSource).where(FundingSource.code == "NMF")).one()
    budget = work.scalars(select(FundingSource).where(FundingSource.code == "BP")).one()
    for asset in (laptop, binoculars, printer):
        grant = asset.price_gross * 85 // 100
        asset.funding = [
            AssetFunding(source_id=nmf.id, project_id=project.id, share=8500, amount=grant, position=0),
            AssetFunding(
                source_id=budget.id, project_id=project.id, share=1500, amount=asset.price_gross - grant, position=1
            ),
        ]


def _place(code, name):
    return Place(code=code, code_folded=fold(code), name=name, path=name, path_key=sort_key(name))


def _cell(code, name):
    return Cell(code=code, name=name, name_key=sort_key(name))


def _person(first, last, hr_id, *, cell, place=None, **more):
    return Person(
        first_name=first,
        last_name=last,
        name_key=sort_key(f"{last} {first}"),
        hr_id=hr_id,
        cell_id=cell.id,
        place_id=place.id if place else None,
        **more,
    )


def _asset(number, name, category, place, gross, serial=""):
    return Asset(
        number=number,
        number_folded=fold(number),
        number_key=sort_key(number),
        name=name,
        name_key=sort_key(name),
        category_id=category.id,
        place_id=place.id,
        price_gross=gross,
        serial=serial,
        serial_folded=fold(serial),
        created_at=datetime(2025, 1, 1, tzinfo=UTC),
    )
