"""Saving assets: numbers, funding to the grosz, custody, versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inventory.base.errors import ProblemsFound
from inventory.services.asset_codes import ksef_is_right
from inventory.services.asset_form import AccessoryRequest, LicenceRequest, check_asset
from inventory.services.assets import (
    AssetConflict,
    save_asset,
)
from inventory.services.funding_split import ShareRequest
from inventory.services.organisation import UnitRequest, save_unit
from tests.factories import (
    asset_id,
    asset_request,
    grant_shares,
    make_asset,
    make_person,
    make_place,
    make_project,
    source_id,
)
from tests.services.asset_kit import details

TODAY = date(2025, 11, 18)


def checked(application, **changes):
    return application.read(lambda s: check_asset(s, asset_request(s, **changes), today=TODAY))


def sentences(application, found):
    return [(problem.field, application.tr.message(problem.message)) for problem in found]


def faults(application, **changes):
    return sentences(application, checked(application, **changes).problems)


def warnings(application, **changes):
    return sentences(application, checked(application, **changes).warnings)


# -- numbers ----------------------------------------------------------------------------------------------------


def test_number_comes_from_the_pattern_when_none_is_typed(application):
    unit = UnitRequest(number_prefix="KWPWR/ST", number_pattern="{unit}/{kst}/{seq:4}/{yy}")
    application.operation("Unit changed", lambda work: save_unit(work, unit))
    numbers = [make_asset(application).number for _ in range(2)]
    year = date.today().year % 100
    assert numbers == [f"KWPWR/ST/487/0001/{year}", f"KWPWR/ST/487/0002/{year}"]


def test_number_is_unique_whatever_its_case(application):
    make_asset(application, number="WR/487/a1")
    assert faults(application, number="wr/487/A1") == [
        ("number", "The number WR/487/A1 is or was another asset's; numbers are never given twice.")
    ]


def test_number_of_another_assets_past_is_taken(application):
    make_asset(application, number="WR/1", old_numbers=("1762/2015",))
    assert faults(application, number="1762/2015")[0][0] == "number"


def test_look_alike_letter_in_a_number_is_named(application):
    ((field, sentence),) = faults(application, number="WR/А1")
    assert field == "number"
    assert "U+0410" in sentence


def test_number_never_changes(application):
    saved = make_asset(application, number="WR/1")
    assert faults(application, id=saved.id, number="WR/2") == [
        ("number", "A number stays as it was given. Add the other one to the old numbers.")
    ]


# -- the form ---------------------------------------------------------------------------------------------------


def test_name_category_and_value_are_needed(application):
    found = faults(application, name=" ", category_id=None, price_gross=None)
    assert [field for field, _ in found] == ["name", "category", "price_gross"]


def test_value_may_be_unknown_when_that_is_said(application):
    assert faults(application, price_gross=None, value_unknown=True) == []


@pytest.mark.parametrize(("field", "longest"), [("name", 300), ("serial", 100), ("model", 500), ("notes", 20_000)])
def test_too_long_text_is_an_error_at_its_field_and_not_cut(application, field, longest):
    assert faults(application, **{field: "x" * longest}) == []
    ((at, sentence),) = faults(application, **{field: "x" * (longest + 1)})
    assert at == field
    assert str(longest) in sentence


def test_serial_number_that_another_has_is_only_warned_about(application):
    make_asset(application, number="WR/487/0016", serial="LT14-1")
    assert warnings(application, serial="lt14-1") == [("serial", "WR/487/0016 already has this serial number.")]
    assert faults(application, serial="lt14-1") == []


def test_warranty_before_the_purchase_is_refused(application):
    found = faults(application, purchased_on=date(2023, 12, 14), warranty_until=date(2022, 12, 13))
    assert found == [("warranty_until", "The warranty ends before it starts.")]


def test_gross_that_does_not_follow_from_net_and_rate_is_warned_about(application):
    assert warnings(application, price_net=526829, vat_rate="23%", price_gross=648000) == []
    ((field, sentence),) = warnings(application, price_net=526829, vat_rate="8", price_gross=648000)
    assert field == "price_gross"
    assert "5,689.75" in sentence


@pytest.mark.parametrize("kst", ["48", "4870", "48a", "٤٨٧"])
def test_kst_symbol_has_three_digits(application, kst):
    assert [field for field, _ in faults(application, kst=kst)] == ["kst"]


def test_ksef_number_is_checked_by_its_sum():
    assert ksef_is_right("5265877635-20250826-0100001AF629-AF")
    assert not ksef_is_right("5265877635-20250826-0100001AF629-AE")
    assert not ksef_is_right("5265877635-20250826-0100001AF639-AF")


def test_kst_of_the_category_is_taken_when_none_is_typed(application):
    saved = make_asset(application)
    assert details(application, saved.id).form.kst == "487"


# -- funding ----------------------------------------------------------------------------------------------------


def test_missing_share_is_told_in_per_cent_and_money(application):
    def shares(session):
        return (
            ShareRequest(source_id=source_id(session, "NMF"), share=8500),
            ShareRequest(source_id=source_id(session, "BP"), share=1300),
        )

    found = faults(application, funding=application.read(shares))
    assert found == [("funding", "Shares add up to 98%. 2% (PLN\u00a0129.60) is missing.")]


def test_shares_are_split_to_the_grosz(application):
    funding = application.read(lambda s: grant_shares(s, first=3333))
    saved = make_asset(application, price_gross=10001, funding=funding)
    assert [part.amount for part in details(application, saved.id).funding] == [3333, 6668]


def test_amounts_that_are_typed_decide_and_make_the_shares(application):
    def funding(session):
        return (
            ShareRequest(source_id=source_id(session, "NMF"), amount=550800),
            ShareRequest(source_id=source_id(session, "BP"), amount=97200),
        )

    saved = make_asset(application, funding=application.read(funding))
    assert [(part.share, part.amount) for part in details(application, saved.id).funding] == [
        (8500, 550800),
        (1500, 97200),
    ]


def test_amounts_that_do_not_make_the_gross_value_are_refused(application):
    def funding(session):
        return (ShareRequest(source_id=source_id(session, "NMF"), amount=647999),)

    ((field, sentence),) = faults(application, funding=application.read(funding))
    assert (field, sentence) == ("funding", "The amounts add up to PLN\u00a06,479.99. PLN\u00a00.01 is missing.")


def test_durability_comes_from_the_project_and_follows_it(application):
    from inventory.services.projects import project_form, save_project

    project = make_project(application, completed_on=date(2024, 12, 31))
    funding = application.read(lambda s: grant_shares(s, project))
    saved = make_asset(application, funding=funding)
    assert details(application, saved.id).form.durability_until == date(2029, 12, 31)
    later = application.read(lambda s: project_form(s, project))
    application.operation(
        "Project changed", lambda work: save_project(work, replace(later, completed_on=date(2024, 2, 29)))
    )
    assert details(application, saved.id).form.durability_until == date(2029, 2, 28)


# -- sets, accessories, licences --------------------------------------------------------------------------------


def test_set_has_one_level(application):
    main = make_asset(application, number="WR/1")
    part = make_asset(application, number="WR/2", set_id=main.id)
    assert faults(application, set_id=part.id)[0][0] == "set"
    assert faults(application, id=main.id, set_id=make_asset(application).id)[0][0] == "set"
    assert faults(application, id=main.id, set_id=main.id)[0][0] == "set"


def test_parts_of_an_asset_are_kept_changed_and_taken_off(application):
    saved = make_asset(
        application,
        accessories=(AccessoryRequest(name="zasilacz"), AccessoryRequest(name="torba")),
        licences=(LicenceRequest(name="System", kind="oem"),),
        old_numbers=("1762/2015", "1762/2015"),
    )
    form = details(application, saved.id).form
    assert [typed.name for typed in form.accessories] == ["zasilacz", "torba"]
    assert form.old_numbers == ("1762/2015",)
    changed = replace(form, accessories=form.accessories[1:], licences=())
    application.operation("Asset changed", lambda work: save_asset(work, changed))
    form = details(application, saved.id).form
    assert [typed.name for typed in form.accessories] == ["torba"]
    assert form.licences == ()


# -- custody ----------------------------------------------------------------------------------------------------


def test_new_asset_with_a_holder_is_issued_from_the_beginning(application):
    person, place = make_person(application), make_place(application)
    saved = make_asset(application, person_id=person, place_id=place, accepted_on=date(2023, 12, 18))
    shown = details(application, saved.id)
    (step,) = shown.movements
    assert (shown.status, shown.custodian, step.kind, step.on) == (
        "issued",
        "Ewa Sosnowska",
        "opening",
        date(2023, 12, 18),
    )


def test_holder_is_put_right_with_a_dated_movement(application):
    saved = make_asset(application)
    person = make_person(application)
    form = details(application, saved.id).form
    application.operation("Asset changed", lambda work: save_asset(work, replace(form, person_id=person)))
    shown = details(application, saved.id)
    assert shown.status == "issued"
    assert [step.kind for step in shown.movements] == ["correction", "opening"]


def test_holder_by_protocol_is_not_changed_by_hand(demonstration):
    asset = demonstration.read(lambda s: asset_id(s, "WR/487/0012"))
    form = details(demonstration, asset).form
    with pytest.raises(ProblemsFound) as refused:
        demonstration.operation("Asset changed", lambda work: save_asset(work, replace(form, person_id=None)))
    assert refused.value.field == "custodian"
    assert "P/0001/" in refused.value.text(demonstration.tr)


# -- versions ---------------------------------------------------------------------------------------------------


def test_second_save_of_an_old_version_shows_both_and_changes_nothing(application):
    saved = make_asset(application, name="Laptop", model="Terra")
    mine = theirs = details(application, saved.id).form
    application.operation("Asset changed", lambda work: save_asset(work, replace(theirs, model="Terra 14")))
    with pytest.raises(AssetConflict) as conflict:
        application.operation("Asset changed", lambda work: save_asset(work, replace(mine, model="Terra 15")))
    (difference,) = conflict.value.differences
    assert (difference.field, difference.yours, difference.theirs) == ("model", "Terra 15", "Terra 14")
    assert details(application, saved.id).form.model == "Terra 14"


def test_saving_without_a_change_writes_nothing(application):
    saved = make_asset(application)
    form = details(application, saved.id).form
    done = application.operation("Asset changed", lambda work: save_asset(work, form))
    assert done.changes.operation == 0
