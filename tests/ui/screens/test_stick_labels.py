"""Confirming by scans that stickers are on: the list shrinks, other codes are told, the last scan is taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from inventory.catalogue.query import parse
from inventory.services.print_jobs import record
from tests.services.printing_kit import written
from tests.ui.screens.label_kit import details, numbers


@pytest.fixture
def ids(desk):
    return list(desk.application.listing.ids(parse("")))


@pytest.fixture
def page(desk, ids):
    """The page with three stickers to be stuck on."""
    _, made = written(desk.application, desk.tr, ids[:3])
    desk.application.operation("Labels printed", lambda work: record(work, made, result="printed"))
    return desk.go("stick_labels")


def scan(desk, page, code):
    page.handle_scan(code)
    desk.settle()
    return page.outcome.word.text()


def left(desk, page, count):
    desk.qtbot.waitUntil(lambda: len(page.side.model.rows()) == count, timeout=10_000)


def test_each_scan_marks_its_sticker_and_takes_it_off_the_list(desk, page, ids):
    assert len(page.side.model.rows()) == 3
    assert scan(desk, page, numbers(desk, ids)[0]) == "NAKLEJONA"
    assert details(desk, ids[0]).sticker == "stuck"
    left(desk, page, 2)
    assert scan(desk, page, numbers(desk, ids)[0]) == "JUŻ OZNACZONA"
    for number in numbers(desk, ids)[1:3]:
        scan(desk, page, number)
    left(desk, page, 0)
    assert page.side.empty.isVisible()


def test_codes_that_are_no_sticker_to_stick_are_told_and_change_nothing(desk, page, ids):
    assert scan(desk, page, numbers(desk, ids)[7]) == "NIEDRUKOWANA"
    assert page.anyway.isVisible()
    assert scan(desk, page, "NIE/MA") == "NIEZNANY KOD"
    assert not page.anyway.isVisible()
    assert details(desk, ids[7]).sticker == "needed"
    assert len(page.side.model.rows()) == 3


def test_the_last_scan_is_taken_back_and_so_is_the_one_before(desk, page, ids):
    for number in numbers(desk, ids)[:2]:
        scan(desk, page, number)
    for asset in (ids[1], ids[0]):
        assert details(desk, asset).sticker == "stuck"
        page.undo_last()
        desk.settle()
        assert details(desk, asset).sticker == "printed"
    assert not page.undo.isEnabled()
    left(desk, page, 3)


def test_the_keyboard_alone_is_enough(desk, page, keys, ids):
    page.field.setFocus()
    page.field.setText(numbers(desk, ids)[0])
    keys("Return")
    desk.settle()
    assert details(desk, ids[0]).sticker == "stuck"
    left(desk, page, 2)
    keys("F7")
    assert page.side.search.hasFocus() or page.side.search.focusProxy() is not None
    page.side.table.setFocus()
    page.side.table.selectRow(0)
    desk.qtbot.keyClick(page.side.table, Qt.Key.Key_Return)
    desk.settle()
    left(desk, page, 1)


def test_a_sticker_marked_on_purpose_counts_though_no_print_is_known(desk, page, ids):
    scan(desk, page, numbers(desk, ids)[7])
    page.anyway.click()
    desk.settle()
    assert page.outcome.word.text() == "NAKLEJONA"
    assert details(desk, ids[7]).sticker == "stuck"
