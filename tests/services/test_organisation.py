"""The unit, people, cells, places, suppliers and categories: saved with checks, deleted only while unused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inventory.base.errors import Conflict, ProblemsFound, Refused
from inventory.services.categories import CategoryRequest, delete_category, list_categories, save_category
from inventory.services.finding import person_of_account
from inventory.services.organisation import (
    CellRequest,
    SupplierRequest,
    UnitRequest,
    delete_cell,
    list_cells,
    list_suppliers,
    save_cell,
    save_supplier,
    save_unit,
    unit_view,
)
from inventory.services.people import PersonRequest, delete_person, link_account, list_people, person_page, save_person
from inventory.services.places import PlaceRequest, delete_place, list_places, save_place
from inventory.services.register_settings import Threshold, read_setting, save_thresholds, threshold_on
from tests.factories import make_asset, make_person, make_place


def do(application, service, *arguments):
    return application.operation("Changed", lambda work: service(work, *arguments)).value


def refusal(application, service, request):
    """Return the fields and sentences with which a request is refused."""
    with pytest.raises(ProblemsFound) as refused:
        do(application, service, request)
    return [(problem.field, application.tr.message(problem.message)) for problem in refused.value.problems]


def test_unit_is_saved_with_its_numbers(application):
    do(application, save_unit, UnitRequest(name="KWP", nip="526-000-12-46", regon="000 331 501"))
    unit = application.read(unit_view)
    assert (unit.name, unit.nip, unit.regon) == ("KWP", "5260001246", "000331501")


@pytest.mark.parametrize(("field", "value"), [("nip", "5260001247"), ("nip", "123"), ("regon", "000331502")])
def test_wrong_check_digit_is_told_at_its_field(application, field, value):
    assert [at for at, _ in refusal(application, save_unit, UnitRequest(**{field: value}))] == [field]


def test_unit_saved_twice_from_one_reading_is_a_conflict(application):
    version = application.read(unit_view).version
    do(application, save_unit, UnitRequest(name="A", version=version))
    with pytest.raises(Conflict):
        do(application, save_unit, UnitRequest(name="B", version=version))


def test_pattern_of_numbers_must_count(application):
    with pytest.raises(Exception, match="seq"):
        do(application, save_unit, UnitRequest(number_pattern="{unit}/{kst}"))


def test_people_are_sorted_as_poles_sort(application):
    for last in ("Żak", "Zając", "Łoś", "Lis", "Ćma", "Cis"):
        make_person(application, "Jan", last)
    assert [person.last_name for person in application.read(list_people)] == [
        "Cis",
        "Ćma",
        "Lis",
        "Łoś",
        "Zając",
        "Żak",
    ]


def test_hr_id_and_account_belong_to_one_person(application):
    make_person(application, hr_id="K-1", account="jlis")
    found = refusal(
        application, save_person, PersonRequest(first_name="Jan", last_name="Lis", hr_id="k-1", account="jlis")
    )
    assert found == [
        ("hr_id", "Ewa Sosnowska has this HR id."),
        ("account", "This account is linked to Ewa Sosnowska."),
    ]


def test_account_is_linked_to_one_person_only(application):
    first, second = make_person(application, account="x"), make_person(application, "Jan", "Lis")
    do(application, link_account, second, "x")
    assert application.read(lambda s: person_of_account(s, "x").id) == second
    assert next(person.account for person in application.read(list_people) if person.id == first) == ""


def test_person_page_has_all_that_they_hold(demonstration):
    ewa = next(person for person in demonstration.read(list_people) if person.last_name == "Sosnowska")
    page = demonstration.read(lambda s: person_page(s, ewa.id))
    assert [held.number for held in page.held] == ["WR/487/0012", "WR/803/0004"]
    assert all(held.document.startswith("P/0001/") for held in page.held)
    assert page.held[1].set_number == "WR/487/0012"
    assert (page.value, page.unknown_values, ewa.held) == (787000, 0, 2)


def test_person_named_by_a_paper_stays(demonstration):
    ewa = next(person for person in demonstration.read(list_people) if person.last_name == "Sosnowska")
    with pytest.raises(Refused, match="no longer used"):
        do(demonstration, delete_person, ewa.id)


def test_unused_records_are_deleted_and_come_back(application):
    person, place = make_person(application), make_place(application)
    cell = do(application, save_cell, CellRequest(name="Wydział"))
    for delete, record in ((delete_person, person), (delete_place, place), (delete_cell, cell)):
        do(application, delete, record)
    assert [application.read(read) for read in (list_people, list_places, list_cells)] == [[], [], []]
    for _ in range(3):
        application.undo()
    assert [len(application.read(read)) for read in (list_people, list_places, list_cells)] == [1, 1, 1]


def test_place_code_is_unique_whatever_its_case(application):
    make_place(application, "A/12")
    assert refusal(application, save_place, PlaceRequest(code="a/12")) == [
        ("code", "The code a/12 belongs to another place.")
    ]


def test_renamed_building_renames_the_paths_of_all_below(application):
    site = make_place(application, "WR", name="Siedziba", kind="site")
    building = make_place(application, "A", name="Budynek A", kind="building", parent_id=site)
    make_place(application, "A/1", name="Pokój 1", parent_id=building)
    do(application, save_place, PlaceRequest(id=building, code="A", name="Gmach", kind="building", parent_id=site))
    shown = application.read(list_places)
    assert [place.path for place in shown] == ["Siedziba", "Siedziba / Gmach", "Siedziba / Gmach / Pokój 1"]
    assert [place.depth for place in shown] == [0, 1, 2]


def test_place_cannot_lie_inside_itself(application):
    top = make_place(application, "A")
    below = make_place(application, "A/1", parent_id=top)
    assert refusal(application, save_place, PlaceRequest(id=top, code="A", parent_id=below))[0][0] == "parent"


def test_place_in_use_is_not_deleted(application):
    place = make_place(application)
    make_asset(application, place_id=place)
    with pytest.raises(Refused):
        do(application, delete_place, place)


def test_supplier_of_another_country_keeps_its_number(application):
    do(application, save_supplier, SupplierRequest(name="Firma GmbH", nip="DE 123456789"))
    assert application.read(list_suppliers)[0].nip == "DE123456789"
    assert refusal(application, save_supplier, SupplierRequest(name="firma GMBH"))[0][0] == "name"


def test_categories_are_editable_and_the_one_for_the_rest_stays(application):
    rows = application.read(list_categories)
    assert rows[-1].code == "BRAK"
    with pytest.raises(Refused, match="stays"):
        do(application, delete_category, rows[-1].id)
    do(application, save_category, CategoryRequest(code="DRONY", name="Drony", kst="649"))
    assert refusal(application, save_category, CategoryRequest(code="drony", name="x", kst="64"))[0][0] == "kst"


def test_inactive_records_leave_the_lists_and_stay(application):
    cell = do(application, save_cell, CellRequest(name="Wydział", code="W"))
    do(application, save_cell, replace(CellRequest(name="Wydział", code="W"), id=cell, active=False))
    assert application.read(list_cells) == []
    assert application.read(lambda s: [row.id for row in list_cells(s, inactive=True)]) == [cell]


def test_threshold_is_the_one_of_the_day(application):
    assert application.read(lambda s: threshold_on(s, date(2017, 12, 31)).amount) == 350000
    assert application.read(lambda s: threshold_on(s, date(2018, 1, 1)).amount) == 1000000
    row = Threshold(valid_from=date(2027, 1, 1), amount=1500000, gross=True, account_above="011", account_below="013")
    do(application, save_thresholds, [row])
    assert application.read(lambda s: threshold_on(s, date(2026, 1, 1))) is None
    assert "zasilacz" in application.read(lambda s: read_setting(s, "accessories"))
