"""What a sheet's words mean in the register: faults where they may mean several things, and what will be made."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from inventory.exchange.columns import guess_columns
from inventory.exchange.rows import read_assets
from inventory.exchange.table import open_table
from inventory.model.assets import Asset
from inventory.services.import_request import ImportRequest
from inventory.services.importing import plan_import, run_import
from tests.factories import make_asset, make_person, make_place


@pytest.fixture
def request_of(tmp_path):
    def read(*lines, **options):
        path = tmp_path / "lista.csv"
        path.write_text("\r\n".join(lines), encoding="utf-8-sig")
        table = open_table(path)
        columns = guess_columns(table.header, table.columns)
        return ImportRequest(
            assets=read_assets(table, columns),
            columns=tuple(columns),
            file_name=path.name,
            file_sha256="0" * 64,
            **options,
        )

    return read


def plan_of(application, request):
    return application.read(lambda session: plan_import(session, request))


def imported(application, request):
    application.operation(
        "Import equipment", lambda work: run_import(work, request, today=application.today()), bulk=True
    )
    return {asset.number: asset for asset in application.read(lambda session: session.scalars(select(Asset)).all())}


def test_word_that_fits_several_records_is_a_fault_at_each_of_its_cells(application, request_of):
    for hr_id in ("K-1", "K-2"):
        make_person(application, "Ewa", "Sosnowska", hr_id=hr_id)
    make_place(application, "A/1", name="Magazyn")
    make_place(application, "B/1", name="Magazyn")
    plan = plan_of(
        application,
        request_of(
            "number;name;place;custodian",
            "A-1;Radio;Magazyn;",
            "A-2;Lampa;A/1;Sosnowska Ewa",
            "A-3;Stół;b/1;K-2",
            "A-4;Krzesło;MAGAZYN;Ewa Sosnowska",
        ),
    )
    assert [(fault.cell, fault.value) for fault in plan.faults] == [
        ("C2", "Magazyn"),
        ("D3", "Sosnowska Ewa"),
        ("C5", "MAGAZYN"),
        ("D5", "Ewa Sosnowska"),
    ]
    assert "Ewa Sosnowska" in application.tr.message(plan.faults[1].message)
    assert (plan.added, plan.unknown) == (1, ())


def test_unknown_words_are_told_in_the_order_of_the_rows(application, request_of):
    plan = plan_of(
        application,
        request_of(
            "number;name;supplier;place;custodian;category;funding",
            "A-1;Radio;Firma;;Jan Klon;;BP",
            "A-2;Lampa;Firma;Pokój 1;Klon Jan;Zjawiska;XYZ",
            "A-3;Stół;;POKÓJ 1;Referat;Zjawiska;XYZ@1/2",
            new_sources=True,
        ),
    )
    assert [(word.field, word.word, word.rows, word.first_row) for word in plan.unknown] == [
        ("supplier", "Firma", 2, 2),
        ("person", "Jan Klon", 2, 2),
        ("category", "Zjawiska", 2, 3),
        ("place", "Pokój 1", 2, 3),
        ("source", "XYZ", 0, 3),
        ("cell", "Referat", 1, 4),
        ("project", "1/2", 0, 4),
    ]


def test_new_rows_take_what_follows_from_others(application, request_of):
    """Status from the custodian, gross value and tax from the net one, nothing for a cell left empty."""
    assets = imported(
        application,
        request_of(
            "number;name;custodian;status;price_net;vat_rate;price_gross;unit",
            "A-1;Radio;Jan Klon;;100,05;23;;szt.",
            "A-2;Lampa;;in_repair;100,00;;108,00;",
            "A-3;Stół;;;;;50,00;kpl.",
        ),
    )
    first, second, third = (assets[number] for number in ("A-1", "A-2", "A-3"))
    assert (first.status, first.price_gross, first.vat, first.unit) == ("issued", 12306, 2301, "szt.")
    assert (second.status, second.price_gross, second.vat, second.vat_rate) == ("in_repair", 10800, 800, "")
    assert (third.status, third.price_net, third.price_gross, third.vat) == ("in_stock", None, 5000, None)


def test_update_moves_an_asset_from_a_cell_to_a_person_and_leaves_what_the_row_does_not_tell(application, request_of):
    imported(application, request_of("number;name;model;custodian", "A-1;Radio;Terra;Referat"))
    assets = imported(application, request_of("number;name;custodian", "A-1;Radio;Jan Klon", existing="replace"))
    asset = assets["A-1"]
    assert (asset.model, asset.cell_id, asset.status) == ("Terra", None, "issued")
    assert asset.person_id is not None


@pytest.mark.parametrize("many", [False, True])
def test_asset_of_a_row_is_found_in_small_and_large_registers(application, request_of, many):
    """A file larger than the register reads it whole, a smaller one asks for its own codes."""
    make_asset(application, number="A-1", serial="SN-1")
    for number in range(5 if many else 0):
        make_asset(application, number=f"B-{number}")
    rows = ("name;serial", "Radio;sn-1", "Lampa;SN-2")
    plan = plan_of(application, request_of(*rows, key="serial", existing="replace"))
    assert plan.states == {2: "changed", 3: "new"}
    plan = plan_of(application, request_of("number;name", "a-1;Radio", "A-2;Lampa"))
    assert [fault.cell for fault in plan.faults] == ["A2"]
