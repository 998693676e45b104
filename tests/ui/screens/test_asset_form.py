"""The form of an asset as a clerk uses it: saving, errors beside fields, money, scans, undo, keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inventory.services.asset_form import AssetRequest
from inventory.ui.screens.asset_form import AssetFormPage
from tests.ui.screens.form_kit import details, field, form_context, ids, links, opened, saved, type_into


@pytest.fixture
def made(qtbot, look, operations, demonstration):
    """Make form pages over the demonstration register."""
    context = form_context(operations, demonstration)

    def make():
        page = AssetFormPage(context)
        qtbot.addWidget(page)
        page.resize(1180, 780)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


@pytest.fixture
def page(made):
    return made()


@pytest.fixture
def laptop(demonstration):
    return ids(demonstration, "laptop")[0]


def choose_category(page, words="Komputery"):
    editor = field(page, "category").editor
    editor.setCurrentIndex(next(n for n in range(editor.count()) if words in editor.itemText(n)))


def test_stored_asset_is_shown_unchanged(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    assert page.body.request() == replace(details(demonstration, laptop).form, number="") or not page.is_dirty()
    assert field(page, "number").editor.isReadOnly()
    assert not page.unsaved.isVisible()


def test_saving_what_was_not_changed_changes_nothing(qtbot, page, laptop, demonstration):
    before = details(demonstration, laptop).form
    opened(qtbot, page, asset=laptop)
    saved(qtbot, page)
    assert replace(details(demonstration, laptop).form, version=0) == replace(before, version=0)


def test_new_asset_needs_name_category_and_value(qtbot, page):
    opened(qtbot, page)
    page.save.click()
    qtbot.waitUntil(page.faults.strip.isVisible)
    assert [name for _key, name in page.body.mark_bad()] == ["Nazwa", "Kategoria", "Wartość brutto, zł"]
    assert "Popraw 3 pola" in page.faults.strip.accessibleName()
    qtbot.waitUntil(field(page, "name").editor.hasFocus)
    assert not page.context.frame.toasts


def test_new_asset_gets_the_number_shown_before(qtbot, page, demonstration):
    opened(qtbot, page)
    choose_category(page)
    editor = field(page, "number").editor
    qtbot.waitUntil(lambda: "487" in editor.placeholderText())
    promised = editor.placeholderText()
    type_into(qtbot, field(page, "name"), "Laptop")
    type_into(qtbot, field(page, "price_gross"), "6480")
    saved(qtbot, page)
    key, arguments = page.context.frame.went[-1]
    assert key == "register"
    assert details(demonstration, arguments["asset"]).number == promised
    assert details(demonstration, arguments["asset"]).form.price_gross == 648_000


def test_unknown_value_can_be_ticked(qtbot, page, demonstration):
    opened(qtbot, page, name="Szafa")
    choose_category(page)
    page.body.purchase.unknown.setChecked(True)
    saved(qtbot, page)
    assert details(demonstration, page.context.frame.went[-1][1]["asset"]).form.price_gross is None


@pytest.mark.parametrize(
    ("typed", "grosze"),
    [("6480", 648_000), ("6 480,00", 648_000), ("6480.5", 648_050), ("1.234,56 zł", 123_456), ("1,234.56", 123_456)],
)
def test_amounts_are_taken_in_every_usual_form(qtbot, page, typed, grosze):
    opened(qtbot, page)
    type_into(qtbot, field(page, "price_gross"), typed)
    assert page.body.request().price_gross == grosze


def test_wrong_amount_is_told_when_the_field_is_left(qtbot, page):
    opened(qtbot, page)
    editor = field(page, "price_gross").editor
    editor.setFocus()
    qtbot.keyClicks(editor, "duzo")
    assert not field(page, "price_gross").error()
    type_into(qtbot, field(page, "price_gross"), "duzo")
    assert field(page, "price_gross").error()


def test_net_and_rate_compute_the_rest(qtbot, page):
    opened(qtbot, page)
    type_into(qtbot, field(page, "price_net"), "1000")
    type_into(qtbot, field(page, "vat_rate"), "23")
    assert (field(page, "vat").value(), field(page, "price_gross").value()) == (23_000, 123_000)


def test_gross_from_the_invoice_is_never_overwritten(qtbot, page):
    opened(qtbot, page)
    type_into(qtbot, field(page, "price_gross"), "1230,01")
    type_into(qtbot, field(page, "vat_rate"), "23%")
    assert field(page, "price_net").value() == 100_001
    type_into(qtbot, field(page, "price_net"), "1000")
    assert field(page, "price_gross").value() == 123_001
    assert field(page, "vat").value() == 23_001


def test_text_that_is_too_long_is_told_and_kept(qtbot, page):
    opened(qtbot, page)
    type_into(qtbot, field(page, "name"), "x" * 301)
    qtbot.waitUntil(lambda: bool(field(page, "name").error()))
    assert "301" in field(page, "name").error()
    type_into(qtbot, field(page, "name"), "ż" * 300)
    qtbot.waitUntil(lambda: not field(page, "name").error())
    assert len(page.body.request().name) == 300


def test_hostile_text_is_kept_as_it_is(qtbot, page, demonstration):
    opened(qtbot, page)
    text = "<b>Robert'); DROP TABLE asset;--</b> & <img src=x> {name} %s"
    choose_category(page)
    type_into(qtbot, field(page, "name"), text)
    type_into(qtbot, field(page, "price_gross"), "1")
    page.body.notes.notes.set_value('=HYPERLINK("http://x")\n{0}')
    saved(qtbot, page)
    form = details(demonstration, page.context.frame.went[-1][1]["asset"]).form
    assert form.name == text
    assert form.notes == '=HYPERLINK("http://x")\n{0}'


def test_warranty_before_purchase_is_told_at_its_field(qtbot, page, laptop):
    opened(qtbot, page, asset=laptop)
    warranty = page.body.cover.grid.fields["warranty_until"]
    type_into(qtbot, warranty, "13.12.2022")
    qtbot.waitUntil(lambda: bool(warranty.error()))
    assert warranty.error() == "Koniec gwarancji jest przed początkiem."
    page.save.click()
    qtbot.waitUntil(page.faults.strip.isVisible)
    assert "Popraw 1 pole" in page.faults.strip.accessibleName()
    assert [made for made in page.body.list._buttons if page.body.list._buttons[made]._bad] == ["cover"]


def test_same_serial_number_is_amber_with_a_way_to_the_other(qtbot, page, laptop, demonstration):
    other = ids(demonstration, "laptop")[1]
    opened(qtbot, page, asset=laptop)
    type_into(qtbot, field(page, "serial"), details(demonstration, other).form.serial)
    qtbot.waitUntil(page.body.purchase.twin.isVisible)
    assert details(demonstration, other).number in field(page, "serial")._below.text()
    assert not field(page, "serial").error()


def test_scan_fills_the_serial_number_and_not_the_name(qtbot, page):
    from inventory.ui.scanner import _fill

    opened(qtbot, page)
    assert field(page, "serial").editor.property("takesScan")
    assert field(page, "invoice").editor.property("takesScan")
    assert not field(page, "name").editor.property("takesScan")
    _fill(field(page, "serial").editor, "SN-0042-77")
    assert page.body.request().serial == "SN-0042-77"
    assert page.handle_scan("WR/487/0013")
    assert page.scanned.isVisible()
    assert "WR/487/0013" in page.scanned.accessibleName()
    assert page.body.request().name == ""


def test_scan_elsewhere_can_become_the_serial_number(qtbot, page):
    opened(qtbot, page)
    page.handle_scan("SN-0042-78")
    links(page.scanned)["Wpisz jako nr seryjny"].click()
    assert page.body.request().serial == "SN-0042-78"


def test_undo_after_saving_brings_the_old_values_back(qtbot, page, laptop, demonstration):
    before = details(demonstration, laptop).form.name
    opened(qtbot, page, asset=laptop)
    type_into(qtbot, field(page, "name"), "Laptop po zmianie")
    assert page.unsaved.isVisible()
    saved(qtbot, page)
    assert details(demonstration, laptop).form.name == "Laptop po zmianie"
    page.context.frame.toasts[-1][1]()
    qtbot.waitUntil(lambda: details(demonstration, laptop).form.name == before)


def test_save_and_add_next_keeps_what_the_invoice_has_in_common(qtbot, page, laptop, demonstration):
    old = details(demonstration, laptop).form
    opened(qtbot, page, copy_of=laptop)
    assert page.body.request().serial == ""
    type_into(qtbot, field(page, "name"), "Laptop drugi")
    before = page._data
    page.save_next.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts) and page._data is not before)
    request = page.body.request()
    assert (request.name, request.serial, request.price_gross) == ("", "", None)
    assert (request.category_id, request.supplier_id, request.invoice) == (
        old.category_id, old.supplier_id, old.invoice,
    )  # fmt: skip
    assert [share.share for share in request.funding] == [share.share for share in old.funding]
    assert not page.is_dirty()


def test_duplicate_takes_no_numbers_with_it(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    before = page._data
    qtbot.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page._data is not before)
    request = page.body.request()
    assert page.asset is None
    assert (request.id, request.number, request.serial, request.set_id, request.person_id) == (None, "", "", None, None)
    assert request.name == details(demonstration, laptop).form.name


def test_place_and_person_are_read_only_under_a_protocol(qtbot, page, demonstration):
    held = next((key for key in ids(demonstration, "") if details(demonstration, key).paper), None)
    assert held is not None
    opened(qtbot, page, asset=held)
    custody = page.body.custody
    assert custody.place.editor.isReadOnly()
    assert custody.holder.editor.isReadOnly()
    custody.open_paper.click()
    assert page.context.frame.went[-1] == ("documents", {"number": details(demonstration, held).paper})


def test_new_asset_is_a_request_of_nothing(qtbot, page):
    opened(qtbot, page)
    request = page.body.request()
    assert replace(request, unit="szt.") == AssetRequest(name="", category_id=None)


def test_keys_save_step_through_sections_and_leave(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.body.list.current() == "funding"
    assert page.body.funding.isAncestorOf(QApplication.focusWidget())
    type_into(qtbot, field(page, "invoice"), "FV 9/2025")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))
    assert details(demonstration, laptop).form.invoice == "FV 9/2025"
    opened(qtbot, page, asset=laptop)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.context.frame.went[-1] == ("register", {"asset": laptop})


def test_f8_goes_from_fault_to_fault(qtbot, page):
    opened(qtbot, page)
    page.save.click()
    qtbot.waitUntil(page.faults.strip.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_F8)
    qtbot.waitUntil(field(page, "category").editor.hasFocus)
    qtbot.keyClick(page, Qt.Key.Key_F8)
    qtbot.waitUntil(field(page, "price_gross").editor.hasFocus)
