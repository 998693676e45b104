"""What is changed from the list: one field of many, marks for disposal, each undone with one click."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QLabel

from inventory.services.asset_details import asset_details
from inventory.ui.screens.asset_menu import asset_menu
from tests.ui.screens.listed import pick, search


def test_selection_shows_bar_and_summary(desk, page):
    pick(page, 1, 2, 3)
    desk.qtbot.waitUntil(lambda: page.side.summary() is not None)
    desk.settle()
    assert page.card.top.count.text() == "Zaznaczono 3 składniki"
    desk.qtbot.waitUntil(lambda: page.card.top.sum.text() == "19\u00a0440,00\u00a0zł")
    assert page.side.summary().title.text() == "3 składniki"
    assert page.side.summary().edit.apply.text() == "Zastosuj do 3"
    page._on_escape()
    desk.qtbot.waitUntil(lambda: page.card.top is None)


def test_one_field_changed_in_all_and_undone(desk, page):
    pick(page, 1, 2, 3)
    chosen = list(page.selected())
    desk.qtbot.waitUntil(lambda: page.side.summary() is not None)
    edit = page.side.summary().edit
    edit.field.set_value("condition")
    desk.qtbot.waitUntil(lambda: "dostateczny" in edit.value.editor.words())
    edit.value.editor.setText("do przeglądu")
    edit.apply.click()
    toast = desk.window.messages.toast()
    desk.qtbot.waitUntil(lambda: toast.text.text() == "Stan 3 składników: do przeglądu")
    look = lambda: {  # noqa: E731 - asked twice
        desk.application.read(lambda session, one=one: asset_details(session, one)).form.condition for one in chosen
    }
    assert look() == {"do przeglądu"}
    toast.action.click()
    desk.qtbot.waitUntil(lambda: toast.text.text() == "Cofnięto")
    assert "do przeglądu" not in look()


def test_a_wrong_value_for_all_is_told_beside_the_field(desk, page):
    pick(page, 1, 2)
    desk.qtbot.waitUntil(lambda: page.side.summary() is not None)
    edit = page.side.summary().edit
    edit.field.set_value("kst")
    edit.value.editor.setText("48")
    edit.apply.click()
    desk.qtbot.waitUntil(lambda: bool(edit.value.error()))
    assert "trzy cyfry" in edit.value.error()


def test_delete_marks_for_disposal_with_undo(desk, page):
    search(desk, page, "lornetka")
    page.table.setFocus()
    page.actions_.dispose()
    toast = desk.window.messages.toast()
    desk.qtbot.waitUntil(lambda: toast.text.text() == "WR/669/0002 oznaczono do likwidacji")
    desk.qtbot.waitUntil(lambda: page.model.cell(0, 4).text == "Do likwidacji")
    toast.action.click()
    desk.qtbot.waitUntil(lambda: page.model.cell(0, 4).text == "W magazynie")


def test_what_someone_holds_is_not_marked_for_disposal(desk, page):
    page.table.select_id(page.model.id_at(1))
    page.actions_.dispose()
    desk.qtbot.waitUntil(lambda: bool(desk.window.messages.area().strips()))
    assert "WR/487/0012" in desk.window.messages.area().strips()[0].notice.text


def test_return_of_a_selection_is_put_off_with_undo(desk, page):
    pick(page, 1, 2)
    chosen = list(page.selected())
    desk.qtbot.waitUntil(lambda: page.side.summary() is not None)
    edit = page.side.summary().edit
    edit.field.set_value("return_by")
    edit.value.editor.setText("31.03.2999")
    edit.apply.click()
    toast = desk.window.messages.toast()
    desk.qtbot.waitUntil(lambda: toast.text.text() == "Termin zwrotu 2 składników: 31.03.2999")
    look = [desk.application.read(lambda s, one=one: asset_details(s, one)).return_by for one in chosen]
    assert look == [date(2999, 3, 31)] * 2
    desk.qtbot.waitUntil(
        lambda: "31.03.2999" in [label.text() for label in page.side.summary().facts.findChildren(QLabel)]
    )
    toast.action.click()
    desk.qtbot.waitUntil(lambda: toast.text.text() == "Cofnięto")
    assert desk.application.read(lambda s: asset_details(s, chosen[0])).return_by is None


def test_return_of_one_asset_is_put_off_from_its_menu(desk, page):
    page.open(asset=page.model.id_at(1))
    view = page.side.details()
    desk.qtbot.waitUntil(lambda: view.number.text() == "WR/487/0012")
    menu = asset_menu(view, page.context, page.actions_, view.details(), lambda: None)
    next(action for action in menu.actions() if action.text() == "Zmień termin zwrotu…").trigger()
    dialog = QApplication.activeModalWidget()
    dialog.grid.fields["return_by"].editor.setText("31.03.2999")
    dialog.save.click()
    desk.qtbot.waitUntil(
        lambda: "31.03.2999" in [label.text() for label in view.facts.findChildren(QLabel)], timeout=10_000
    )
    assert desk.window.messages.toast().text.text() == "Zapisano: Termin zwrotu"


def test_what_is_in_stock_has_no_return_date(desk, page):
    page.open(query="WR/669/0002")
    desk.qtbot.waitUntil(lambda: page.side.details().number.text() == "WR/669/0002")
    view = page.side.details()
    menu = asset_menu(view, page.context, page.actions_, view.details(), lambda: None)
    assert "Zmień termin zwrotu…" not in [action.text() for action in menu.actions()]
