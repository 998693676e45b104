"""The keys of ui.md 6, pressed on real pages: each screen does with them what the table says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from inventory.services.counts import CountRequest, create_count
from tests.ui.screens.key_kit import laptop, person, ready

# The offscreen platform cannot raise windows or hold the keyboard for a list.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_numbers_go_to_the_screens(desk, keys):
    for number, key in enumerate(
        ("overview", "register", "handovers", "counts", "funding", "documents", "import"), start=1
    ):
        keys(f"Ctrl+{number}")
        assert desk.window.current_key() == key
        desk.settle()
    keys("F1")
    assert desk.window.current_key() == "help"
    keys("Ctrl+,")
    assert desk.window.current_key() == "settings"
    desk.settle()


@pytest.mark.parametrize("key", ["overview", "register", "handovers", "counts", "funding", "documents", "settings"])
def test_search_everywhere_is_reached_from_every_screen(desk, keys, key):
    desk.go(key)
    keys("Ctrl+K")
    assert QApplication.focusWidget() is desk.window.top.search


@pytest.mark.parametrize("pressed", ["Ctrl+F", "/"])
@pytest.mark.parametrize("key", ["register", "handovers", "documents", "settings"])
def test_search_of_the_list(desk, keys, key, pressed):
    page = desk.go(key)
    field = page.filters.search if hasattr(page, "filters") else page.search
    if key == "register":
        ready(desk, page)
    else:
        desk.window.navigation.button(key).setFocus()
    keys(pressed)
    assert QApplication.focusWidget() is field
    assert field.text() == ""


@pytest.mark.parametrize("key", ["register", "handovers", "documents"])
def test_export_offers_the_formats(desk, keys, monkeypatch, key):
    from inventory.ui.screens import paper_export

    asked = []
    monkeypatch.setattr(paper_export, "ask", lambda *_arguments: asked.append(key))
    page = desk.go(key)
    if key == "register":
        ready(desk, page)
    keys("Ctrl+E")
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        asked.append(key)
        menu.close()
    assert asked == [key]


@pytest.mark.parametrize("key", ["overview", "register", "handovers", "counts", "funding", "documents"])
def test_refresh_reads_again(desk, keys, key):
    page = desk.go(key)
    if key == "register":
        ready(desk, page)
    keys("F5")
    assert desk.program.operations.busy()
    desk.settle()


@pytest.mark.parametrize(
    ("key", "wanted"),
    [("overview", ("asset", {})), ("register", ("asset", {})), ("handovers", ("handover", {"kind": "issue"}))],
)
def test_new_is_the_new_thing_of_the_screen(desk, keys, went, key, wanted):
    page = desk.go(key)
    if key == "register":
        ready(desk, page)
    keys("Ctrl+N")
    assert went == [wanted]


@pytest.mark.parametrize("key", ["counts", "funding"])
def test_new_asks_in_a_dialog(desk, keys, key):
    desk.go(key)
    keys("Ctrl+N")
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    keys("Esc")
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_dialog_of_a_record_is_saved_with_the_key(desk, keys):
    page = desk.go("settings", section="categories")
    section = page.section("categories")
    dialog = section.edit(None)
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.grid.set_values({"name": "Drony", "code": "DRONY"})
    keys("Ctrl+S")
    desk.qtbot.waitUntil(lambda: "Drony" in [row.name for row in section.card.model.rows()])


def test_person_page_hands_on_prints_and_issues(desk, keys, went):
    page = desk.go("person", person=person(desk))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    held = page.chosen()
    for pressed in ("Ctrl+P", "Ctrl+Shift+P", "Ctrl+N"):
        keys(pressed)
    holder = person(desk)
    assert went == [
        ("print_labels", {"assets": held}), ("handover", {"kind": "between", "person": holder, "assets": held}),
        ("handover", {"kind": "issue", "person": holder}),
    ]  # fmt: skip


def test_keys_of_a_person_take_the_one_that_is_chosen_and_nothing_from_the_papers(desk, keys, went):
    page = desk.go("person", person=person(desk))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    # Not by `selectRow`, which asks what keys are down: those of the test before may still count.
    assert page.table.select_id(page.model.id_at(1))
    keys("Ctrl+P")
    assert went == [("print_labels", {"assets": [page.model.id_at(1)]})]
    page.table.hide()
    keys("Ctrl+P")
    assert len(went) == 1


def test_hand_over_from_a_person_brings_the_holder_and_what_is_chosen(desk, keys):
    page = desk.go("person", person=person(desk))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    keys("Ctrl+Shift+P")
    form = desk.window.current_page()
    desk.settle()
    form.check()
    desk.settle()
    assert form.who.fields["holder"].editor.text() == "Piotr Dąbek"
    assert [row.shown.number for row in form.items.rows] == ["WR/487/0013", "WR/803/0005"]


def test_form_of_an_asset_goes_through_its_sections_and_to_its_stickers(desk, keys, went):
    page = desk.go("asset", asset=laptop(desk))
    desk.qtbot.waitUntil(lambda: page._data is not None)
    first = page.body.list.current()
    keys("Alt+Down")
    assert page.body.list.current() != first
    keys("Alt+Up")
    assert page.body.list.current() == first
    for pressed in ("Ctrl+P", "Ctrl+Shift+P", "Esc"):
        keys(pressed)
    asset = laptop(desk)
    assert went == [
        ("print_labels", {"assets": [asset]}), ("handover", {"kind": "issue", "assets": [asset]}),
        ("register", {"asset": asset}),
    ]  # fmt: skip


def test_form_of_an_asset_is_saved_and_the_next_one_begun(desk, keys):
    page = desk.go("asset")
    desk.qtbot.waitUntil(lambda: page._data is not None)
    keys("Ctrl+S")
    desk.qtbot.waitUntil(page.faults.strip.isVisible)
    page.body.purchase.field("name").set_value("Czytnik")
    page.body.purchase.field("category").editor.setCurrentIndex(1)
    page.body.purchase.unknown.setChecked(True)
    keys("Ctrl+Shift+S")
    desk.qtbot.waitUntil(lambda: len(desk.application.undoable) == 1)
    desk.settle()
    assert desk.window.current_key() == "asset"
    assert page.body.purchase.field("name").value() == ""


def test_settings_step_through_their_sections(desk, keys):
    page = desk.go("settings")
    first = page.list.current()
    keys("Alt+Down")
    assert page.list.current() != first
    keys("Alt+Up")
    assert page.list.current() == first


def test_escape_ends_the_asking_for_accessories_first(desk, keys):
    page = desk.go("handover", kind="issue", assets=desk.application.listing.by_code("WR/669/0002"))
    page.check()
    desk.settle()
    row = page.items.rows[0]
    row.ask_accessory()
    keys("Esc")
    assert not row.accessory.isVisible()
    assert desk.window.current_key() == "handover"
    row.ask_accessory()
    keys("Return")
    assert not row.accessory.isVisible()
    assert row.condition.hasFocus()


def test_handover_is_left_with_its_draft_kept(desk, keys):
    page = desk.go("handover", kind="issue", assets=desk.application.listing.by_code("WR/669/0002"))
    page.check()
    desk.settle()
    page.touch()
    keys("Esc")
    assert desk.window.current_key() == "handovers"
    desk.settle()
    assert page.keeper.draft is not None


@pytest.fixture
def counting(desk):
    made = desk.application.operation("Count made", lambda work: create_count(work, CountRequest(name="Spis")))
    page = desk.go("counting", count=made.value.id)
    desk.qtbot.waitUntil(lambda: page._status is not None)
    return page


def test_counting_changes_the_place_and_takes_back(desk, keys, counting):
    page = counting
    page.field.setFocus()
    keys("F6")
    popup = page.place.view()
    desk.qtbot.waitUntil(popup.isVisible)
    desk.qtbot.keyClick(popup, Qt.Key.Key_Down)
    desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: page._place is not None)
    assert page.field.hasFocus()
    desk.window.take_scan("WR/669/0002")
    desk.settle()
    desk.qtbot.waitUntil(lambda: page._last is not None)
    keys("F8")
    desk.qtbot.waitUntil(lambda: "Cofnięto" in page.outcome.word.text())


def test_counting_finds_an_item_without_a_sticker_and_is_left(desk, keys, counting):
    page = counting
    keys("F7")
    assert QApplication.focusWidget() is page.side.search
    page.side.search.setText("lornetka")
    desk.qtbot.keyClick(page.side.search, Qt.Key.Key_Down)
    keys("Return")
    desk.qtbot.waitUntil(lambda: page._last is not None)
    assert page._last.outcome in {"found", "other_place"}
    assert QApplication.focusWidget() is page.field
    page.field.setText("12")
    keys("Esc")
    assert (page.field.text(), desk.window.current_key()) == ("", "counting")
    keys("Esc")
    assert desk.window.current_key() == "counts"
    desk.settle()


def test_columns_of_a_list_are_chosen_by_its_header_and_restored(desk, keys):
    page = desk.go("documents")
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    usual = page.table.columns.shown()
    page.table.header.menu_wanted.emit(QPoint(200, 200))
    menu = QApplication.activePopupWidget()
    shown = next(action for action in menu.actions() if action.isChecked())
    shown.trigger()
    menu.close()
    assert page.table.columns.shown() != usual
    page.table.columns.menu(desk.tr).actions()[-1].trigger()
    assert page.table.columns.shown() == usual
