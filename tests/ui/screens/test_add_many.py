"""One invoice line × N as it is entered: serial numbers one after another, the split, one operation, its undo."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from inventory.ui.left_work import offer_left_work
from inventory.ui.screens.add_many import AddManyPage
from tests.ui.screens.form_kit import details, form_context, ids, links, opened, type_into


@pytest.fixture
def made(qtbot, look, operations, demonstration):
    """Make pages over the demonstration register."""
    context = form_context(operations, demonstration)

    def make():
        page = AddManyPage(context)
        qtbot.addWidget(page)
        page.resize(1180, 780)
        page.show()
        return page

    return make


@pytest.fixture
def page(qtbot, made):
    return opened(qtbot, made())


def fill(qtbot, page, gross="1000"):
    type_into(qtbot, page.body.purchase.field("name"), "Czytnik kart")
    editor = page.body.purchase.field("category").editor
    editor.setCurrentIndex(1)
    type_into(qtbot, page.body.purchase.field("price_gross"), gross)


def enter(qtbot, page, serial):
    page.body.pieces.entry.setFocus()
    qtbot.keyClicks(page.body.pieces.entry, serial)
    qtbot.keyClick(page.body.pieces.entry, Qt.Key.Key_Return)


def pieces(page):
    return page.body.pieces.model.rows()


def test_line_total_is_split_to_the_grosz_over_numbered_assets(qtbot, page, demonstration):
    before = set(ids(demonstration, ""))
    fill(qtbot, page)
    page.body.pieces.mode.choose("line")
    for serial in ("SN-1001", "SN-1002", "SN-1003"):
        enter(qtbot, page, serial)
    qtbot.waitUntil(lambda: all(piece.number for piece in pieces(page)))
    assert [piece.gross for piece in pieces(page)] == [33_334, 33_333, 33_333]
    promised = [piece.number for piece in pieces(page)]
    assert page.save.text() == "Dodaj 3 składniki"
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))
    made = [details(demonstration, key) for key in ids(demonstration, "") if key not in before]
    assert [found.number for found in made] == promised
    assert [found.form.serial for found in made] == ["SN-1001", "SN-1002", "SN-1003"]
    assert sum(found.form.price_gross for found in made) == 100_000
    assert page.context.frame.went[-1][0] == "register"
    page.context.frame.toasts[-1][1]()
    qtbot.waitUntil(lambda: set(ids(demonstration, "")) == before)


def test_unit_price_is_the_price_of_each(qtbot, page):
    fill(qtbot, page, "250,50")
    type_into(qtbot, page.body.pieces.count, "4")
    assert [piece.gross for piece in pieces(page)] == [25_050] * 4
    assert page.body.pieces.total.text().replace("\xa0", " ") == "razem 1 002,00 zł"


def test_serial_number_given_twice_is_not_taken(qtbot, page):
    enter(qtbot, page, "SN-1")
    enter(qtbot, page, "sn-1")
    assert page.body.pieces.serials() == ("SN-1",)
    assert "sn-1" in page.body.pieces.says.text.text()


def test_serial_number_of_another_asset_is_amber_and_taken(qtbot, page, demonstration):
    known = next(details(demonstration, key) for key in ids(demonstration, "laptop"))
    page.handle_scan(known.form.serial)
    qtbot.waitUntil(lambda: known.number in page.body.pieces.says.text.text())
    assert page.body.pieces.serials() == (known.form.serial,)
    assert not page.body.pieces.says.error()


def test_wrong_serial_number_is_corrected_in_its_place(qtbot, page):
    for serial in ("SN-1", "SN-2"):
        enter(qtbot, page, serial)
    page.body.pieces.table.opened.emit(1)
    assert page.body.pieces.entry.text() == "SN-1"
    page.body.pieces.take("SN-9")
    assert page.body.pieces.serials() == ("SN-9", "SN-2")


def test_fewer_serial_numbers_than_assets_are_told_beside_them(qtbot, page):
    fill(qtbot, page)
    enter(qtbot, page, "SN-1")
    type_into(qtbot, page.body.pieces.count, "3")
    page.save.click()
    qtbot.waitUntil(page.faults.strip.isVisible)
    assert page.body.pieces.says.error()


@pytest.mark.parametrize("typed", ["0", "-1", "abc", "10001"])
def test_impossible_quantity_adds_nothing(qtbot, page, typed):
    type_into(qtbot, page.body.pieces.count, typed)
    assert not page.save.isEnabled()


def test_shares_of_a_line_are_the_same_for_all_and_add_up(qtbot, page, demonstration):
    before = set(ids(demonstration, ""))
    fill(qtbot, page)
    page.body.pieces.mode.choose("line")
    type_into(qtbot, page.body.pieces.count, "3")
    page.body.funding.add_row()
    page.body.funding.rows[0].source.setCurrentIndex(1)
    assert [row.typed_share() for row in page.body.funding.rows] == [8500, 1500]
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))
    for key in set(ids(demonstration, "")) - before:
        form = details(demonstration, key).form
        assert sum(share.amount for share in form.funding) == form.price_gross


def test_each_piece_gets_the_accessories_and_the_condition(qtbot, page, demonstration):
    before = set(ids(demonstration, ""))
    fill(qtbot, page)
    assert "nowy" in page.body.purchase.field("condition").editor.words()
    page.body.purchase.field("condition").set_value("nowy")
    page.body.accessories.more.click()
    line = page.body.accessories.lines.lines[0]
    assert "zasilacz" in line.name.words()
    line.name.set_value("zasilacz")
    for serial in ("SN-1001", "SN-1002"):
        enter(qtbot, page, serial)
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))
    made = [details(demonstration, key).form for key in ids(demonstration, "") if key not in before]
    assert [[one.name for one in form.accessories] for form in made] == [["zasilacz"], ["zasilacz"]]
    assert {form.condition for form in made} == {"nowy"}


def test_accessory_without_a_name_is_told_beside_it(qtbot, page):
    fill(qtbot, page)
    page.body.accessories.more.click()
    line = page.body.accessories.lines.lines[0]
    line.name.set_value("zasilacz")
    line.quantity.set_value(0)
    enter(qtbot, page, "SN-1001")
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.body.accessories.targets["accessories"].error()))


def typed(qtbot, page):
    fill(qtbot, page)
    page.body.pieces.mode.choose("line")
    for serial in ("SN-1001", "SN-1002", "SN-1003"):
        enter(qtbot, page, serial)
    return page.body.request()


def test_draft_survives_a_crash_and_is_offered_whole(qtbot, page, made):
    before = typed(qtbot, page)
    page.keeping.timer.timeout.emit()
    again = opened(qtbot, made())
    assert again.offer.isVisible()
    assert again.body.pieces.serials() == ()
    links(again.offer)["Przywróć"].click()
    qtbot.waitUntil(lambda: again.body.request() == before)
    assert again.is_dirty()
    assert [piece.gross for piece in pieces(again)] == [33_334, 33_333, 33_333]
    again.save.click()
    qtbot.waitUntil(lambda: bool(again.context.frame.toasts))
    assert again.keeping.drafts.find("many") is None


def test_discarded_draft_is_offered_no_more(qtbot, page, made):
    typed(qtbot, page)
    page.keeping.timer.timeout.emit()
    again = opened(qtbot, made())
    links(again.offer)["Odrzuć szkic"].click()
    assert not again.offer.isVisible()
    assert opened(qtbot, made()).offer.isHidden()


def test_unchanged_form_keeps_no_draft(page):
    page.keeping.timer.timeout.emit()
    assert page.keeping.drafts.find("many") is None


def test_kept_form_of_many_is_found_after_a_crash_by_its_name(qtbot, page, operations, demonstration):
    began = datetime.now(UTC)
    typed(qtbot, page)
    page.keeping.timer.timeout.emit()
    page.context.program = operations
    offer_left_work(page.context, began)
    qtbot.waitUntil(lambda: bool(page.context.frame.said))
    (said,) = page.context.frame.said
    assert "Czytnik kart" in said.text
    said.run()
    assert page.context.frame.went[-1] == ("add_many", {"restore": True})
