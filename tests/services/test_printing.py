"""Labels of real registers: what is planned, left out and refused, what stands on them."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from inventory.base.errors import Cancelled, Invalid, NotFound, ProblemsFound, Refused
from inventory.base.i18n import Message
from inventory.labels.data import FundingLabelData, StickerData
from inventory.labels.stock import Adjustment
from inventory.labels.template import load_templates, template
from inventory.model.assets import Asset, Category
from inventory.services.funding import save_source, source_form
from inventory.services.label_plan import page_preview, plan, sample
from inventory.services.label_request import LabelRequest
from inventory.services.printing import write_labels
from inventory.services.projects import project_form, save_project
from tests.factories import asset_id, give_logo, make_asset, source_id
from tests.labels.reading import codes, page_operators, page_texts, placed_codes, rendered
from tests.services.printing_kit import FUNDING, written


@pytest.fixture
def ids(demonstration):
    return demonstration.read(lambda s: list(s.scalars(select(Asset.id).order_by(Asset.number_key))))


def planned(application, tr, ids, **more):
    return application.read(lambda session: plan(session, LabelRequest(ids=ids, **more), tr))


def set_status(application, one, status):
    def work(session):
        session.get(Asset, one).status = status

    application.operation("Test", work)


# What is printed ------------------------------------------------------------------------------------------------


def test_plan_counts_labels_and_pages_from_the_first_free_field(demonstration, tr, ids):
    made = planned(demonstration, tr, ids, start=20, copies=2)
    assert (made.labels, made.pages, made.template.key) == (28, 2, "sheet-70x36-qr")
    assert list(made.items) == ids
    assert (made.left_out, made.refusals) == ((), ())


def test_plan_names_what_single_stickers_leave_out(demonstration, tr, ids):
    made = planned(demonstration, tr, ids, template="sheet-38x21-dm")
    assert {omission.number for omission in made.omissions}
    assert all(omission.what for omission in made.omissions)


def test_an_asset_can_be_printed_more_often_than_others_or_not_at_all(demonstration, tr, ids):
    pdf, made = written(demonstration, tr, ids[:3], template="roll-50x25-dm", times={ids[0]: 0, ids[1]: 3})
    assert (made.labels, list(made.owners)) == (4, [ids[1]] * 3 + [ids[2]])
    assert len({codes(rendered(pdf, 203, page))[0] for page in range(3)}) == 1


def test_gone_assets_are_left_out_unless_named(demonstration, tr, ids):
    set_status(demonstration, ids[0], "disposed")
    made = planned(demonstration, tr, ids)
    assert made.labels == 13
    (left,) = made.left_out
    assert tr.message(left.reason) == "Stan: zlikwidowany."
    assert planned(demonstration, tr, ids, named={ids[0]}).labels == 14
    pdf, file = written(demonstration, tr, ids)
    assert (file.labels, len(file.left_out)) == (13, 1)
    assert left.number not in codes(rendered(pdf, 203))


def test_nothing_left_to_print_says_why(demonstration, tr, ids):
    set_status(demonstration, ids[0], "transferred")
    with pytest.raises(Refused, match="There is nothing to print"):
        written(demonstration, tr, ids[:1])


def test_the_template_is_that_of_the_category_where_all_share_one(demonstration, tr, ids):
    def work(session):
        for category in session.scalars(select(Category)):
            category.label_template = "roll-62x29-qr"

    demonstration.operation("Test", work)
    assert planned(demonstration, tr, ids).template.key == "roll-62x29-qr"

    def other(session):
        session.get(Asset, ids[0]).category.label_template = "roll-50x25-dm"

    demonstration.operation("Test", other)
    assert planned(demonstration, tr, ids).template.key == "sheet-70x36-qr"
    assert planned(demonstration, tr, ids[:1]).template.key == "roll-50x25-dm"


def test_a_category_with_an_unknown_template_gets_the_usual_one(demonstration, tr, ids):
    def work(session):
        session.get(Asset, ids[0]).category.label_template = "kiedyś-była"

    demonstration.operation("Test", work)
    assert planned(demonstration, tr, ids[:1]).template.key == "sheet-70x36-qr"


def test_a_sticker_says_unit_name_serial_and_source_but_no_person_place_or_value(demonstration, tr):
    one = demonstration.read(lambda s: asset_id(s, "WR/487/0012"))
    data = demonstration.read(lambda s: sample(s, one, template("sheet-70x36-qr"), tr))
    assert isinstance(data, StickerData)
    assert (data.number, data.unit_short, data.source_mark) == ("WR/487/0012", "KWP Wrocław", "NMF")
    pdf, _ = written(demonstration, tr, [one])
    (text,) = page_texts(pdf)
    holder, place, price = demonstration.read(
        lambda s: (
            (a := s.get(Asset, one)).custodian_name,
            a.place.code if a.place else "",
            a.price_gross,
        )
    )
    for secret in (holder, place, tr.amount(price)):
        assert not secret or secret not in text


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"template": "nie-ma"}, NotFound),
        ({"dpi": 100}, Invalid),
        ({"start": 0}, Invalid),
        ({"start": 25}, Invalid),
        ({"copies": 0}, Invalid),
        ({"copies": 101}, Invalid),
        ({"times": {1: 101}}, Invalid),
        ({"adjustment": Adjustment(down_mm=10.1)}, Invalid),
    ],
)
def test_a_wrong_request_is_refused(demonstration, tr, ids, request_, error):
    with pytest.raises(error):
        written(demonstration, tr, ids, **request_)


def test_a_number_too_long_is_planned_and_refused_by_name(demonstration, tr):
    long = "KWPWR/ST/487/0012/26-ZA/0001/AB"
    make_asset(demonstration, number=long)
    one = demonstration.read(lambda s: asset_id(s, long))
    made = planned(demonstration, tr, [one], template="sheet-38x21-qr")
    assert long in tr.message(made.refusals[0])
    with pytest.raises(Refused, match="too long"):
        written(demonstration, tr, [one], template="sheet-38x21-qr")


def test_stopping_writes_nothing_more(demonstration, tr, ids):
    with pytest.raises(Cancelled):
        demonstration.read(
            lambda s: write_labels(
                s, LabelRequest(ids=ids, template="roll-50x25-dm"), io.BytesIO(), tr, cancelled=lambda: True
            )
        )


def test_a_shift_moves_every_label_by_whole_dots(demonstration, tr, ids):
    plain, _ = written(demonstration, tr, ids)
    moved, _ = written(demonstration, tr, ids, adjustment=Adjustment(right_mm=1.0, down_mm=-2.0))
    before, after = (placed_codes(page_operators(pdf)[0], round(297 * 203 / 25.4)) for pdf in (plain, moved))
    assert {(b.x - a.x, b.y - a.y) for a, b in zip(before, after, strict=True)} == {(8, -16)}
    assert codes(rendered(moved, 203)) == codes(rendered(plain, 203))


# Funding labels -------------------------------------------------------------------------------------------------


def test_a_funding_label_says_project_shares_and_partner(demonstration, tr, tr_en, ids):
    data = demonstration.read(lambda s: sample(s, ids[0], template(FUNDING), tr))
    assert isinstance(data, FundingLabelData)
    assert "NMF/PA18/0004" in data.statement_pl
    assert data.project_title in data.statement_pl
    assert data.shares == ("Dofinansowanie 85%", "pozostałe 15% – budżet państwa")
    assert data.shares_short == ("dotacja 85%", "budżet państwa 15%")
    assert data.beneficiary == "KWP Wrocław – partner projektu"
    english = demonstration.read(lambda s: sample(s, ids[0], template(FUNDING), tr_en))
    assert english.shares == ("Co-financing 85%", "remaining 15% – state budget")


def test_what_a_source_lacks_is_said_in_words_and_nothing_is_printed(demonstration, tr, ids):
    def work(session):
        source = source_form(session, source_id(session, "NMF"))
        from dataclasses import replace

        save_source(session, replace(source, statement_pl=""))
        project = session.get(Asset, ids[0]).funding[0].project_id
        save_project(session, replace(project_form(session, project), title_pl=""))

    demonstration.operation("Test", work)
    made = planned(demonstration, tr, ids, template=FUNDING)
    assert [tr.message(reason) for reason in made.refusals] == [
        "Źródło NMF nie ma logo. Najpierw dodaj jego pliki logo.",
        "Źródło NMF nie ma polskiej treści informacji o dofinansowaniu. Najpierw ją wpisz.",
        "Projekt NMF/PA18/0004 nie ma tytułu. Najpierw go wpisz.",
    ]
    with pytest.raises(ProblemsFound):
        written(demonstration, tr, ids, template=FUNDING)


def test_a_label_that_cannot_be_printed_yet_can_be_looked_at(demonstration, tr, ids):
    request = LabelRequest(ids=ids, template="sheet-105x57-funding", start=2)
    pdf = demonstration.read(lambda s: page_preview(s, request, tr))
    assert "logo" in page_texts(pdf)[0]


def test_own_money_gets_no_funding_label_and_is_named(demonstration, tr, ids):
    give_logo(demonstration)
    make_asset(demonstration, number="WR/999/1", name="Biurko")
    one = demonstration.read(lambda s: asset_id(s, "WR/999/1"))
    made = planned(demonstration, tr, [ids[0], one], template=FUNDING)
    assert made.labels == 1
    assert [(left.number, left.reason) for left in made.left_out] == [
        ("WR/999/1", Message("No source of it wants a funding label."))
    ]


def test_a_logo_under_its_least_width_is_refused_by_name(demonstration, tr, ids):
    give_logo(demonstration, min_width_mm=90.0)
    with pytest.raises(Refused):
        written(demonstration, tr, ids, template=FUNDING)
    assert planned(demonstration, tr, ids, template=FUNDING).refusals


@pytest.mark.parametrize("key", [one.key for one in load_templates().values() if one.purpose == "funding"])
def test_every_funding_template_prints_the_demonstration(demonstration, tr, ids, key):
    give_logo(demonstration)
    pdf, made = written(demonstration, tr, ids[:2], template=key)
    assert made.labels == 2
    found = [code for page in range(made.pages) for code in codes(rendered(pdf, 203, page))]
    assert sorted(found) == demonstration.read(lambda s: sorted(s.get(Asset, one).number for one in ids[:2]))
