"""Stickers marked to be replaced from the register, with the reason asked once, and listed as missing until then."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from inventory.catalogue.query import parse
from inventory.catalogue.stickers import REPRINT_REASONS
from inventory.services.history import asset_changes
from inventory.ui.screens import asset_events, asset_facts, filter_words
from inventory.ui.screens.asset_menu import asset_menu
from inventory.ui.screens.reason_dialog import ask_reason
from tests.ui.screens.label_kit import details


@pytest.fixture
def ids(desk):
    return list(desk.application.listing.ids(parse("")))


def answer(desk, reason, text=""):
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=10_000)
    dialog = QApplication.activeModalWidget()
    dialog.fields()["why"].set_value(reason)
    if text:
        dialog.fields()["reason"].set_value(text)
    dialog.try_save()
    desk.settle()


def menu_of(page):
    made = asset_menu(page, page.context, page.actions_, page.side.details().details(), list)
    return [action.text() for action in made.actions()]


def test_one_sticker_is_marked_from_the_menu_and_the_panel_says_why(desk, page, ids):
    current = page.table.current_id()
    assert "Naklejka do wymiany…" in menu_of(page)
    page.actions_.replace_sticker()
    answer(desk, "", "zalana kawą")
    assert details(desk, current).sticker_fault == "zalana kawą"
    assert asset_facts.stickers(details(desk, current), desk.tr)[0] == (
        False,
        "Inwentarzowa",
        "do wymiany: zalana kawą",
    )
    desk.qtbot.waitUntil(lambda: page.side.details().details().sticker == "replace", timeout=10_000)
    assert "Naklejka jest w porządku" in menu_of(page)
    desk.window.messages.toast().action.click()
    desk.settle()
    assert details(desk, current).sticker == "needed"


def test_many_are_marked_from_the_bar_above_the_list(desk, page, ids):
    page.table.selectAll()
    desk.qtbot.waitUntil(lambda: page.card.top is not None, timeout=10_000)
    page.card.top.replace.click()
    answer(desk, "damaged")
    assert {details(desk, one).sticker_fault for one in ids} == {"damaged"}
    assert list(desk.application.listing.ids(parse("sticker:missing"))) == ids
    (entry,) = desk.application.read(lambda session: asset_changes(session, ids[0], limit=1))
    assert [asset_events.change_text(value, desk.tr) for value in entry.values] == ["– → uszkodzona"]


def test_an_empty_reason_is_asked_for_again(desk, page, ids):
    page.actions_.replace_sticker()
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=10_000)
    dialog = QApplication.activeModalWidget()
    dialog.fields()["why"].set_value("")
    dialog.try_save()
    assert dialog.isVisible()
    dialog.reject()
    assert details(desk, ids[0]).sticker_fault == ""


def test_the_filter_says_what_it_asks_in_polish(desk):
    query = parse("sticker:missing sticker:stuck")
    assert filter_words.chips(query.filters, desk.tr) == [("sticker", "Naklejka", "bez naklejki, naklejona")]
    assert [word for _, word in filter_words.fixed_choices("sticker", desk.tr)] == [
        "bez naklejki", "do wydruku", "wydrukowana", "naklejona", "do wymiany",
    ]  # fmt: skip


def test_a_reason_is_given_once_however_often_it_is_confirmed(desk):
    given = []
    dialog = ask_reason(
        desk.window, desk.window._context, title="Dlaczego?", text="Powód zostanie przy wydruku.", verb="Drukuj",
        reasons=REPRINT_REASONS, memory="reprint_reason", then=given.append,
    )  # fmt: skip
    dialog.try_save()
    dialog.try_save()
    assert given == [next(iter(REPRINT_REASONS))]
