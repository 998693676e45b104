"""The keys of ui.md 6 in the register, pressed in its window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from inventory.services.assets import mark_for_disposal
from tests.ui.screens.key_kit import laptop, ready
from tests.ui.screens.listed import numbers, search

# The offscreen platform cannot raise windows or hold the keyboard for a list.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_register_opens_new_edit_copy_print_and_handover(desk, keys, went):
    page = ready(desk, desk.go("register"))
    page.table.select_id(laptop(desk))
    for pressed in ("F2", "Return", "Ctrl+D", "Ctrl+N", "Ctrl+P", "Ctrl+Shift+P"):
        keys(pressed)
    asset = laptop(desk)
    assert went == [
        ("asset", {"asset": asset}), ("asset", {"asset": asset}), ("asset", {"copy_of": asset}), ("asset", {}),
        ("print_labels", {"assets": [asset]}), ("handover", {"kind": "issue", "assets": [asset]}),
    ]  # fmt: skip


def test_edit_works_wherever_the_focus_is_on_the_page(desk, keys, went):
    page = ready(desk, desk.go("register"))
    page.filters.search.setFocus()
    keys("F2")
    assert [key for key, _arguments in went] == ["asset"]


def test_register_ticks_selects_copies_and_gives_up(desk, keys):
    page = ready(desk, desk.go("register"))
    page.table.select_id(page.model.id_at(0))
    keys("Shift+Down")
    keys("Shift+Down")
    assert page.table.selected_count() == 3
    keys("Ctrl+C")
    desk.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("\n") == 3)
    assert QGuiApplication.clipboard().text().startswith("Numer\tNazwa\t")
    keys("Ctrl+A")
    assert page.table.selected_count() == 14
    keys("Esc")
    assert page.table.selected_count() == 1
    keys("Space")
    assert page.table.selected_count() == 0
    search(desk, page, "lornetka")
    page.table.setFocus()
    keys("Esc")
    desk.settle()
    assert page.filters.search.text() == ""


def test_delete_marks_for_disposal_and_undo_and_redo_follow(desk, keys):
    page = ready(desk, desk.go("register"))
    search(desk, page, "lornetka")
    page.table.setFocus()
    page.table.select_id(page.model.id_at(0))

    def state():
        return page.model.cell(0, 4).text

    for pressed, wanted in (("Delete", "Do likwidacji"), ("Ctrl+Z", "W magazynie"), ("Ctrl+Y", "Do likwidacji")):
        keys(pressed)
        desk.qtbot.waitUntil(lambda wanted=wanted: state() == wanted)
        desk.settle()


def test_delete_in_the_search_deletes_a_letter_only(desk, keys):
    page = ready(desk, desk.go("register"))
    page.filters.search.setFocus()
    page.filters.search.setText("ab")
    page.filters.search.setCursorPosition(0)
    keys("Delete")
    desk.settle()
    assert page.filters.search.text() == "b"
    assert desk.application.undoable == []


def test_sort_by_a_second_column_with_shift_in_the_window(desk, keys):
    page = ready(desk, desk.go("register"))
    header = page.table.header
    columns = [column.key for column in page.model.columns()]

    def click(key, modifier=Qt.KeyboardModifier.NoModifier):
        place = QPoint(header.sectionViewportPosition(columns.index(key)) + 20, 12)
        with desk.qtbot.waitSignal(page.model.ids_known):
            desk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click("name")
    click("number", Qt.KeyboardModifier.ShiftModifier)
    click("number", Qt.KeyboardModifier.ShiftModifier)
    assert page.table.sort() == [("name", False), ("number", True)]
    desk.settle()
    assert numbers(page)[:2] == ["WR/803/0009", "WR/803/0008"]
    assert desk.program.settings.views["register"]["sort"] == [["name", False], ["number", True]]


def test_what_was_undone_elsewhere_is_no_longer_offered(desk, keys):
    binoculars = desk.application.listing.by_code("WR/669/0002")
    page = ready(desk, desk.go("register"))
    desk.application.operation("Mark for disposal", lambda work: mark_for_disposal(work, binoculars))
    desk.settle()
    keys("Ctrl+Z")
    desk.qtbot.waitUntil(lambda: desk.application.undoable == [])
    desk.settle()
    assert page.isVisible()
