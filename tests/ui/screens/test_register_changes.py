"""What is changed from the list: one field of many, marks for disposal, each undone with one click."""

from __future__ import annotations

from inventory.services.asset_details import asset_details
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
