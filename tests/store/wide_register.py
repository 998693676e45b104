"""A small register in which every field differs somewhere, made through the services."""

from __future__ import annotations

from datetime import date

from inventory.services.assets import save_asset
from inventory.services.funding_split import ShareRequest
from inventory.services.organisation import CellRequest, SupplierRequest, save_cell, save_supplier
from tests.factories import (
    asset_id,
    asset_request,
    category_id,
    grant_shares,
    make_person,
    make_place,
    make_project,
    source_id,
)


def fill(application):
    """Add people, places and assets; returns the ids of what was made by a short name."""
    made = surroundings(application)
    add_computers(application, made)
    add_others(application, made)
    return made


def surroundings(application):
    made = {}
    made["cell"] = application.operation(
        "Cell", lambda work: save_cell(work, CellRequest(name="Wydział Kryminalny", code="WK"))
    ).value
    made["ewa"] = make_person(application, "Ewa", "Sosnowska", hr_id="P-17", cell_id=made["cell"])
    made["lukasz"] = make_person(application, "Łukasz", "Źrebięcki")
    made["komenda"] = make_place(application, "K", name="Komenda", kind="site")
    made["budynek"] = make_place(application, "B1", name="Budynek Północny", kind="building", parent_id=made["komenda"])
    made["pokoj"] = make_place(application, "B1/214", name="Pokój 214", parent_id=made["budynek"])
    made["magazyn"] = make_place(application, "MAG", name="Magazyn główny", kind="store")
    made["alfa"] = application.operation(
        "S", lambda work: save_supplier(work, SupplierRequest(name="Alfa Łódź sp. z o.o."))
    ).value
    made["project"] = make_project(application, aliases="PA18;Granica")
    return made


def add(application, made, number, name, **more):
    def work(session):
        wanted = dict(more)
        if "category" in wanted:
            wanted["category_id"] = category_id(session, wanted.pop("category"))
        if wanted.pop("granted", False):
            wanted["funding"] = grant_shares(session, made["project"])
        if wanted.pop("own", False):
            wanted["funding"] = (ShareRequest(source_id=source_id(session, "WŁASNE"), share=10000),)
        if "main" in wanted:
            wanted["set_id"] = asset_id(session, wanted.pop("main"))
        return save_asset(session, asset_request(session, number=number, name=name, **wanted))

    application.operation("Asset", work)


def add_computers(application, made):
    add(
        application,
        made,
        "WR/487/0012",
        "Łódź patrolowa",
        serial="PF3K9XQ2",
        price_gross=1249900,
        granted=True,
        place_id=made["pokoj"],
        manufacturer="Żeglarz",
        purchased_on=date(2023, 12, 14),
        durability_until=date(2029, 12, 31),
    )
    add(
        application,
        made,
        "WR/487/0013",
        "Laptop terenowy Dell Latitude",
        serial="TB-22-0418-77",
        person_id=made["ewa"],
        granted=True,
        model="5430 Rugged",
        warranty_until=date(2025, 12, 10),
        invoice="FV 227/2023",
        place_id=made["pokoj"],
    )
    add(
        application,
        made,
        "WR/803/0004",
        "Drukarka przenośna",
        main="WR/487/0013",
        cell_id=made["cell"],
        manufacturer="Brother",
        price_gross=139000,
        supplier_id=made["alfa"],
        place_id=made["magazyn"],
        old_numbers=("ST/99-17",),
    )


def add_others(application, made):
    add(
        application,
        made,
        "WR/669/0002",
        "Lornetka termowizyjna 50%",
        person_id=made["lukasz"],
        condition="porysowana",
        own=True,
        price_gross=1988000,
        insured_until=date(2026, 3, 1),
        policy="POL/1",
        notes="do przeglądu (ważne) po_roku",
    )
    add(
        application,
        made,
        "WR/487/0100",
        "Zasilacz",
        price_gross=None,
        value_unknown=True,
        manufacturer="Asus",
        place_id=made["budynek"],
    )
    add(
        application,
        made,
        "WR/487/9",
        "Ćwiartka",
        unit="kpl.",
        kst="669",
        manufacturer="Ćma",
        model="10",
        vat_rate="23",
        notes="Dell/HP",
    )
    add(application, made, "AB/1", "cyrkiel", manufacturer="cma", model="9", swop="SW-1")


def numbers(listing, query, **more):
    """Return the numbers of assets that answer, in order."""
    return listing.numbers(listing.ids(query, **more))
