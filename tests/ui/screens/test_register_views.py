"""Saved views in the register: saved under a name, opened, replaced, removed, found with Ctrl+K."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inventory.base.settings import load_settings
from inventory.catalogue.query import Filter, Query
from inventory.ui import saved_views
from inventory.ui.saved_views import SavedView
from tests.ui.screens.listed import numbers, search

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def entries(page):
    return {action.text(): action for action in page.views().menu().actions() if action.text()}


def save(desk, page, name):
    """Save what is shown, through the menu and its dialog."""
    menu = page.views().menu()
    next(action for action in menu.actions() if action.text() == "Zapisz ten widok…").trigger()
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    dialog.field.editor.setText(name)
    dialog.go.click()
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def open_view(desk, page, name):
    with desk.qtbot.waitSignal(page.model.ids_known, timeout=10_000):
        page.views().open(name)
    desk.settle()


def test_view_keeps_words_filters_order_and_columns(desk, page):
    page.filters.put("status", [Filter("status", "=", "in_stock")])
    search(desk, page, "drukarka")
    page.table.set_sort([("price_gross", True), ("number", True)])
    page.table.columns.set_shown("serial", True)
    page.table.columns.set_shown("funding", False)
    with desk.qtbot.waitSignal(page.model.ids_known):
        page.reload()
    kept, columns = numbers(page), page.table.columns.shown()
    save(desk, page, "Drukarki do wydania")
    assert desk.window.messages.toast().text.text() == "Zapisano widok „Drukarki do wydania”"
    # On disk at once: a crash takes nothing.
    assert saved_views.names(load_settings().views) == ["Drukarki do wydania"]

    page.table.columns.restore_defaults()
    page.table.set_sort([("number", False)])
    with desk.qtbot.waitSignal(page.model.ids_known):
        page.filters.remove_all()
    assert page.model.rowCount() == 14
    with desk.qtbot.waitSignal(page.model.ids_known):
        entries(page)["Drukarki do wydania"].trigger()
    desk.settle()
    assert numbers(page) == kept
    assert page.table.columns.shown() == columns
    assert page.filters.search.text() == "drukarka"
    assert [chip.accessibleName() for chip in page.filters.chips.chips()] == ["Status: W magazynie"]
    assert page.table.sort() == [("price_gross", True), ("number", True)]


def test_menu_stands_in_the_search_field(desk, page):
    more = page.filters.search.more
    assert more.accessibleName() == "Zapisane widoki"
    assert page.filters.search.rect().contains(more.geometry())
    more.click()
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["Zapisz ten widok…"]
    menu.close()


def test_saving_under_the_same_name_replaces_and_undo_brings_back(desk, page):
    search(desk, page, "laptop")
    save(desk, page, "Moje")
    search(desk, page, "lornetka")
    page.views().ask()
    dialog = QApplication.activeModalWidget()
    assert dialog.field.value() == "Moje"
    assert dialog.go.text() == "Zastąp"
    dialog.go.click()
    memory = page.context.memory
    assert saved_views.find(memory, "Moje").query.words == ("lornetka",)
    desk.window.messages.toast().action.click()
    assert saved_views.find(memory, "Moje").query.words == ("laptop",)


def test_view_without_a_name_is_not_saved(desk, page):
    page.views().ask()
    dialog = QApplication.activeModalWidget()
    dialog.go.click()
    assert dialog.field.error() == "Wypełnij to pole."
    assert dialog.isVisible()
    dialog.reject()
    assert saved_views.names(page.context.memory) == []


def test_removed_view_is_gone_until_undone(desk, page):
    save(desk, page, "Do usunięcia")
    removing = entries(page)["Usuń widok"].menu()
    removing.actions()[0].trigger()
    assert saved_views.names(load_settings().views) == []
    desk.window.messages.toast().action.click()
    assert saved_views.names(load_settings().views) == ["Do usunięcia"]


def test_view_that_names_what_is_gone_opens_with_the_rest_and_says_so(desk, page):
    view = SavedView(
        name="Stary", query=Query(("laptop",), (Filter("colour", "=", "red"),), (("weight", False), ("name", False))),
        columns={"hidden": [], "order": ["tick", "number", "shape", "name"], "widths": {}},
    )  # fmt: skip
    saved_views.keep(page.context.memory, view)
    open_view(desk, page, "Stary")
    assert len(numbers(page)) == 6
    assert page.table.sort() == [("name", False)]
    said = [strip.notice.text for strip in desk.window.messages.area().strips()]
    assert said == ["Widok „Stary” otwarto bez tego, czego nie ma już w rejestrze: colour, weight, shape."]
    # Columns that came later are as they are by default.
    keys = [page.model.columns()[section].key for section in page.table.columns.shown()]
    assert "custodian" in keys
    assert "serial" not in keys


def test_search_everywhere_finds_a_view_by_its_name(desk, page):
    search(desk, page, "lornetka")
    save(desk, page, "Ulubione")
    desk.go("overview")
    field = desk.window.top.search
    field.setText("ulub")
    desk.settle()
    hits = desk.window.search().list.list
    assert hits.item(0).text() == "Ulubione   zapisany widok"
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "register")
    desk.settle()
    assert numbers(desk.window.current_page()) == ["WR/669/0002"]


def test_view_saved_in_settings_that_cannot_be_written_is_told(desk, page, monkeypatch):
    from inventory.base.errors import Unavailable

    def refuse(_path, _content):
        raise Unavailable("The folder {folder} cannot be written.", folder="X")

    with monkeypatch.context() as broken:
        broken.setattr("inventory.base.settings.write_atomically", refuse)
        page.views().save("Moje")
    assert len(desk.window.messages.area().strips()) == 1
