"""Imports of the files that clerks really have: all rows or none, updates by key, and taking a whole import back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from inventory.base.errors import Conflict, NotFound, Refused
from inventory.catalogue.query import parse
from inventory.exchange.columns import choose, guess_columns
from inventory.exchange.rows import read_assets
from inventory.exchange.table import open_table
from inventory.model.assets import Asset, OldNumber
from inventory.model.funding import AssetFunding
from inventory.model.movements import Movement
from inventory.model.organisation import Person, Place
from inventory.model.printing import PrintJob, PrintLine
from inventory.services.exporting import export
from inventory.services.import_request import ImportRequest
from inventory.services.importing import past_imports, plan_import, run_import, undo_import
from inventory.services.spare_numbers import reserve
from inventory.store import check

DATA = Path(__file__).parent.parent / "data"


def request_of(path, *, choices=None, **options):
    table = open_table(path)
    columns = choose(guess_columns(table.header, table.columns), choices or {})
    return ImportRequest(
        assets=read_assets(table, columns), columns=tuple(columns), file_name=path.name, file_sha256="0" * 64, **options
    )


def run(application, request):
    return application.operation(
        "Import equipment", lambda work: run_import(work, request, today=application.today()), bulk=True
    ).value


def sheet(tmp_path, *lines):
    path = tmp_path / "lista.csv"
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    return path


def count(application, model):
    return application.read(lambda session: session.scalar(select(func.count()).select_from(model)))


def test_project_list_gives_fourteen_assets_with_both_sources_to_the_grosz(application):
    done = run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    assert (done.rows, done.added, done.left_out) == (14, 14, 0)
    assert any("Razem" in application.tr.message(warning.message) for warning in done.warnings)

    def sums(session):
        assets = session.scalar(select(func.sum(Asset.price_gross)))
        return assets, session.scalar(select(func.sum(AssetFunding.amount)))

    assert application.read(sums) == (9_900_000, 9_900_000)
    assert application.listing.count(parse("source:NMF")) == 14


def test_cp1250_copy_of_the_list_reads_the_same(application):
    run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    again = request_of(DATA / "wykaz-sprzetu-nmf-cp1250.csv", existing="replace")
    plan = application.read(lambda session: plan_import(session, again))
    assert (plan.added, plan.updated, plan.unchanged, plan.faults) == (0, 0, 14, ())


def test_list_shows_just_the_assets_of_one_import(application):
    run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    second = run(application, request_of(DATA / "ewidencja-stara-2000.xlsx"))
    assert application.listing.count(parse(f"import:{second.batch}")) == 2000
    assert application.listing.count(parse("import:1")) == 14


def test_numbers_already_there_are_faults_at_their_cells_and_nothing_is_written(application):
    run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    again = request_of(DATA / "wykaz-sprzetu-nmf-cp1250.csv")
    plan = application.read(lambda session: plan_import(session, again))
    assert [fault.cell for fault in plan.faults] == [f"A{row}" for row in range(2, 16)]
    with pytest.raises(Refused):
        run(application, again)
    assert count(application, Asset) == 14


def test_old_register_makes_people_places_and_opening_movements(application):
    done = run(application, request_of(DATA / "ewidencja-stara-2000.xlsx"))
    assert done.added == 2000
    assert count(application, Asset) == 2000
    jan = application.read(
        lambda session: session.scalars(
            select(Person).where(Person.last_name == "Olszyna", Person.first_name == "Jan")
        ).all()
    )
    assert len(jan) == 1, "the surname stands first in the sheet, and it is one person"
    issued = application.listing.count(parse("status:issued"))
    assert issued == application.read(
        lambda session: session.scalar(
            select(func.count()).where(Movement.kind == "opening", Movement.to_person_id.is_not(None))
        )
    )
    assert application.listing.by_code("1762/2015"), "an old number finds its asset"


def test_faulty_register_tells_its_ten_faults_and_imports_the_rest_on_request(application):
    request = request_of(DATA / "ewidencja-stara-2000-bledy.xlsx")
    plan = application.read(lambda session: plan_import(session, request))
    cells = {fault.cell for fault in plan.faults}
    assert cells == {"F12", "E25", "A40", "F77", "I90", "C101", "E150", "F160", "A170", "J180"}
    done = run(application, request_of(DATA / "ewidencja-stara-2000-bledy.xlsx", skip_errors=True))
    assert (done.added, done.left_out) == (1990, 10)


def test_undo_of_an_import_leaves_the_register_as_it_was(application):
    first = run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    places = count(application, Place)
    second = run(application, request_of(DATA / "ewidencja-stara-2000.xlsx"))
    taken = application.operation("Undo", lambda work: undo_import(work, second.batch), bulk=True).value
    assert (taken.removed, taken.restored) == (2000, 0)
    assert count(application, Asset) == 14
    assert count(application, Place) == places
    assert application.read(lambda session: list(check.problems(session.connection()))) == []
    assert [(past.id, past.undone) for past in application.read(past_imports)] == [
        (second.batch, True),
        (first.batch, False),
    ]
    with pytest.raises(Refused):
        application.operation("Undo", lambda work: undo_import(work, second.batch))
    with pytest.raises(NotFound):
        application.operation("Undo", lambda work: undo_import(work, 99))


def test_undo_of_an_update_brings_the_old_values_back(application, tmp_path):
    run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    changed = sheet(tmp_path, "Nr inwentarzowy;Nazwa;Uwagi", "WR/669/0002;Lornetka termowizyjna II;nowa nazwa")
    done = run(application, request_of(changed, existing="replace"))
    assert (done.added, done.updated) == (0, 1)
    assert application.listing.count(parse('"lornetka termowizyjna ii"')) == 1
    application.operation("Undo", lambda work: undo_import(work, done.batch), bulk=True)
    assert application.listing.count(parse('"lornetka termowizyjna ii"')) == 0
    assert application.listing.count(parse('"lornetka termowizyjna"')) == 1


def test_undo_is_refused_once_a_label_was_printed(application):
    done = run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))

    def print_one(work):
        line = PrintLine(asset_id=done.asset_ids[0], page=1, place_on_page=1)
        job = PrintJob(
            printed_at=work.now,
            actor_id=work.actor,
            template="x",
            purpose="asset",
            dpi=203,
            labels=1,
            pages=1,
            lines=[line],
        )
        work.add(job)

    application.operation("Print stickers", print_one)
    with pytest.raises(Conflict) as refused:
        application.operation("Undo", lambda work: undo_import(work, done.batch), bulk=True)
    assert "WR/" in refused.value.text(application.tr)
    assert count(application, Asset) == 14


def test_filling_changes_only_what_is_empty(application, tmp_path):
    run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    path = sheet(tmp_path, "Nr inwentarzowy;Nazwa;Producent", "WR/669/0002;Inna nazwa;Optyka Polska")
    run(application, request_of(path, existing="fill"))
    assert application.listing.count(parse("manufacturer:Optyka")) == 1
    assert application.listing.count(parse('"inna nazwa"')) == 0


def test_skipping_leaves_known_numbers_out_without_a_fault(application, tmp_path):
    run(application, request_of(DATA / "wykaz-sprzetu-nmf.xlsx"))
    path = sheet(tmp_path, "Nr inwentarzowy;Nazwa", "WR/669/0002;Lornetka", "WR/669/0003;Lornetka nowa")
    done = run(application, request_of(path, existing="skip"))
    assert (done.added, done.unchanged) == (1, 1)


def test_unknown_source_is_a_fault_or_made_on_request(application, tmp_path):
    path = sheet(tmp_path, "Nr;Nazwa;Źródło finansowania;Wartość", "A-1;Radio;XYZ 100%;100,00")
    choices = {"Nr": "number"}
    plan = application.read(lambda session: plan_import(session, request_of(path, choices=choices)))
    assert [(fault.cell, fault.value) for fault in plan.faults] == [("C2", "XYZ")]
    done = run(application, request_of(path, choices=choices, new_sources=True))
    assert done.added == 1
    assert application.listing.count(parse("source:XYZ")) == 1


def test_parts_of_a_set_may_stand_before_their_main_asset(application, tmp_path):
    path = sheet(tmp_path, "number;name;set", "P-1;Drukarka;L-1", "L-1;Laptop;")
    run(application, request_of(path))
    main = application.read(lambda session: session.scalar(select(Asset).where(Asset.number == "P-1")).main.number)
    assert main == "L-1"


def test_rows_without_a_number_get_the_next_ones(application, tmp_path):
    path = sheet(tmp_path, "Nazwa;KŚT", "Laptop;487", "Laptop;487")
    done = run(application, request_of(path))
    numbers = application.listing.numbers(done.asset_ids)
    assert len(set(numbers)) == 2
    assert all("487" in number for number in numbers)


def test_a_number_printed_ahead_is_refused_in_a_sheet(application, tmp_path):
    application.operation("Test", lambda work: reserve(work, 1, prefix="MAG-", on=application.today()))
    request = request_of(sheet(tmp_path, "Nr inwentarzowy;Nazwa", "MAG-0001;Krzesło", "MAG-0002;Stół"))
    plan = application.read(lambda session: plan_import(session, request))
    assert [(fault.row, "printed ahead" in application.tr.message(fault.message)) for fault in plan.faults] == [
        (2, True)
    ]


def test_numbers_that_are_old_numbers_of_others_are_refused(application, tmp_path):
    run(
        application,
        request_of(
            sheet(tmp_path, "number;name;old_numbers", "N-1;Laptop;S-1"),
        ),
    )
    assert count(application, OldNumber) == 1
    plan = application.read(
        lambda session: plan_import(session, request_of(sheet(tmp_path, "number;name", "s-1;Radio")))
    )
    assert "N-1" in application.tr.message(plan.faults[0].message)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_export_comes_back_without_loss(application, tmp_path, suffix):
    run(application, request_of(DATA / "ewidencja-stara-2000.xlsx"))
    path = tmp_path / f"kopia{suffix}"
    assert export(application.listing, parse(""), path, tr=application.tr) == 2000
    plan = application.read(lambda session: plan_import(session, request_of(path, existing="replace")))
    assert (plan.added, plan.updated, plan.unchanged, plan.faults) == (0, 0, 2000, ())
