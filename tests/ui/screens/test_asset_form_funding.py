"""The shares of the form: typing one of two, the sum, the repair of the rest, amounts to the grosz."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inventory.ui.screens.asset_form import AssetFormPage
from tests.ui.screens.form_kit import details, form_context, ids, opened, type_into


@pytest.fixture
def page(qtbot, look, operations, demonstration):
    page = AssetFormPage(form_context(operations, demonstration))
    qtbot.addWidget(page)
    page.resize(1180, 780)
    page.show()
    return page


@pytest.fixture
def laptop(demonstration):
    return ids(demonstration, "laptop")[0]


def source(row, code):
    words = [row.source.itemText(n) for n in range(row.source.count())]
    row.source.setCurrentIndex(next(n for n, word in enumerate(words) if word.startswith(f"{code} ")))


def rows_of(qtbot, page, gross, *codes):
    """Open a new asset with a gross value and a row for each source, with no share typed."""
    opened(qtbot, page, name="Zestaw")
    type_into(qtbot, page.body.purchase.field("price_gross"), gross)
    for code in codes:
        page.body.funding.add_row()
        source(page.body.funding.rows[-1], code)
    return page.body.funding.rows


def amounts(page):
    return [row.typed_amount() for row in page.body.funding.rows]


def shares(page):
    return [row.typed_share() for row in page.body.funding.rows]


def test_first_source_starts_with_the_usual_split_of_its_project(qtbot, page):
    rows_of(qtbot, page, "6480", "NMF")
    assert shares(page) == [8500, 1500]
    assert amounts(page) == [550_800, 97_200]
    assert [row.role.text() for row in page.body.funding.rows] == ["Dotacja", "Wkład krajowy"]
    assert page.body.funding.sum.share.text() == "100,00%"


def test_typed_share_computes_the_amount_and_typed_amount_the_share(qtbot, page):
    first, second = rows_of(qtbot, page, "6480", "WŁASNE", "DAROWIZNA")
    type_into(qtbot, first.share, "85")
    assert first.typed_amount() == 550_800
    type_into(qtbot, second.amount, "972")
    assert second.typed_share() == 1500
    assert not page.body.funding.says.error()
    assert amounts(page) == [550_800, 97_200]


def test_amount_from_the_invoice_stays_and_the_other_takes_the_rest(qtbot, page):
    first, second = rows_of(qtbot, page, "6480", "WŁASNE", "DAROWIZNA")
    type_into(qtbot, first.amount, "1234,56")
    assert first.typed_share() == 1905
    type_into(qtbot, second.share, "80,95")
    assert amounts(page) == [123_456, 648_000 - 123_456]


def test_thirds_add_up_to_the_grosz(qtbot, page):
    for row, share in zip(
        rows_of(qtbot, page, "100", "WŁASNE", "DAROWIZNA", "FWP"), ("33,33", "33,33", "33,34"), strict=True
    ):
        type_into(qtbot, row.share, share)
    assert shares(page) == [3333, 3333, 3334]
    assert sum(amounts(page)) == 10_000
    assert not page.body.funding.says.error()


def test_missing_share_is_told_with_its_amount_and_repaired_by_a_link(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    funding = page.body.funding
    type_into(qtbot, funding.rows[1].share, "13")
    assert funding.says.error().replace("\xa0", " ") == "Suma udziałów wynosi 98%. Brakuje 2% (129,60 zł)."
    assert funding.says.link.text() == "Dopisz 2% do BP"
    page.save.click()
    qtbot.waitUntil(page.faults.strip.isVisible)
    assert "Udziały finansowania" in page.faults.strip.accessibleName()
    funding.says.link.click()
    assert shares(page) == [8500, 1500]
    assert not funding.says.error()
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))
    assert [share.amount for share in details(demonstration, laptop).form.funding] == [550_800, 97_200]


def test_too_much_is_taken_off_the_last_row(qtbot, page, laptop):
    opened(qtbot, page, asset=laptop)
    funding = page.body.funding
    type_into(qtbot, funding.rows[1].share, "20")
    assert "105%" in funding.says.error()
    funding.says.link.click()
    assert shares(page) == [8500, 1500]


def test_nothing_is_told_while_typing(qtbot, page, laptop):
    opened(qtbot, page, asset=laptop)
    editor = page.body.funding.rows[1].share
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "1")
    assert not page.body.funding.says.error()
    assert page.body.funding.sum.share.text() == "86,00%"


def test_amounts_follow_another_gross_value(qtbot, page, laptop):
    opened(qtbot, page, asset=laptop)
    type_into(qtbot, page.body.purchase.field("price_gross"), "1000,01")
    assert amounts(page) == [85_001, 15_000]


def test_shares_without_a_value_have_no_amounts(qtbot, page):
    rows_of(qtbot, page, "6480", "NMF")
    page.body.purchase.unknown.setChecked(True)
    assert amounts(page) == [None, None]
    assert [share.share for share in page.body.request().funding] == [8500, 1500]


def test_the_same_source_twice_is_refused_at_the_shares(qtbot, page):
    first, second = rows_of(qtbot, page, "100", "WŁASNE", "WŁASNE")
    type_into(qtbot, first.share, "50")
    type_into(qtbot, second.share, "50")
    qtbot.waitUntil(lambda: bool(page.body.funding.says.error()))


def test_bar_is_read_aloud_with_shares_and_amounts(qtbot, page, laptop):
    opened(qtbot, page, asset=laptop)
    spoken = page.body.funding.bar.accessibleName().replace("\xa0", " ")
    assert "85%, 5 508,00 zł" in spoken


def test_removed_row_is_gone_and_the_form_is_changed(qtbot, page, laptop):
    opened(qtbot, page, asset=laptop)
    page.body.funding.rows[1].remove.click()
    assert shares(page) == [8500]
    assert page.is_dirty()
    assert replace(page.body.request(), funding=()) == replace(page._initial[0], funding=())
