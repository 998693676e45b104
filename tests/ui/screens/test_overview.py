"""The overview: figures of the demonstration project, what needs attention, and every number opening its list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from inventory.catalogue.query import parse
from inventory.services.assets import back_to_stock, mark_for_disposal
from inventory.ui.screens import journal
from inventory.ui.screens import overview_cards as cards
from inventory.ui.screens.overview_cards import Clickable
from inventory.ui.widgets.charts import Legend
from tests.ui.screens.listed import numbers


@pytest.fixture
def page(desk):
    shown = desk.go("overview")
    desk.qtbot.waitUntil(lambda: shown.shown is not None, timeout=20_000)
    return shown


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_figures_of_the_demonstration_project(page):
    assert page.assets.figure.text() == "14"
    assert page.value.figure.text() == "99\u00a0000,00\u00a0zł"
    assert page.issued.figure.text() == "7"
    assert page.count.below.text() == "żaden spis nie trwa"


def test_every_matter_opens_as_many_assets_as_it_says(desk, page):
    for matter in page.shown.attention:
        if matter.query:
            assert desk.application.listing.count(parse(matter.query)) == matter.number, matter.title


def test_a_figure_opens_its_list(desk, page):
    page.issued.clicked.emit()
    register = desk.window.current_page()
    desk.qtbot.waitUntil(lambda: register.model.complete() and register.model.rowCount() == 7)
    assert [chip.accessibleName() for chip in register.filters.chips.chips()] == ["Status: W użyciu"]


def test_budget_opens_its_project_and_an_event_its_assets(desk, page):
    desk.qtbot.waitUntil(
        lambda: bool(page.budgets.findChildren(Clickable)) and bool(page.events.findChildren(Clickable))
    )
    press(desk, page.budgets.findChildren(Clickable)[0])
    assert desk.window.current_key() == "funding"
    desk.settle()
    assert desk.window.current_page().project.project
    desk.application.operation(
        "Mark for disposal", lambda work: mark_for_disposal(work, desk.application.listing.by_code("WR/669/0002"))
    )
    page = desk.go("overview")
    desk.qtbot.waitUntil(lambda: bool(about(page, "WR/669/0002")))
    press(desk, about(page, "WR/669/0002")[0])
    register = desk.window.current_page()
    desk.qtbot.waitUntil(lambda: register.model.complete() and numbers(register) == ["WR/669/0002"])


def about(page, number):
    lines = page.events.findChildren(Clickable)
    return [line for line in lines if line.accessibleName().endswith(f": {number}") and line.isVisible()]


def press(desk, line):
    desk.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("left", ["nothing", "what is only good to know"])
def test_nothing_to_do_says_so_with_the_next_date(desk, page, left):
    dates, known = page.shown.deadlines, [matter for matter in page.shown.attention if matter.level == "info"]
    assert known
    cards.show_attention(page.attention, known if left != "nothing" else (), dates, desk.tr, lambda _matter: None)
    wanted = {"Dziś nic nie czeka", f"Najbliższy termin: {desk.tr.date(dates[0].on)}"}
    if left != "nothing":
        wanted.add(desk.tr(known[0].title))
    desk.qtbot.waitUntil(lambda: wanted <= set(texts(page.attention)))


def test_something_to_do_is_no_nothing(desk, page):
    desk.qtbot.waitUntil(lambda: "Bez naklejki" in texts(page.attention))
    assert "Dziś nic nie czeka" not in texts(page.attention)


def test_cards_hold_their_words(desk, page):
    assert "Wymaga uwagi" in texts(page.attention)
    desk.qtbot.waitUntil(lambda: "Bez naklejki" in texts(page.attention))
    desk.qtbot.waitUntil(lambda: any("z 387" in text for text in texts(page.budgets)))


def test_change_shows_while_the_page_is_open(desk, page):
    binoculars = desk.application.listing.by_code("WR/669/0002")
    desk.program.operations.run(
        page,
        "",
        lambda _job: desk.application.operation("Mark for disposal", lambda w: mark_for_disposal(w, binoculars)),
    )
    desk.qtbot.waitUntil(lambda: "for_disposal" in [part.key for part in page.shown.statuses], timeout=10_000)


def test_new_register_has_nothing_to_say_yet(new_desk):
    page = new_desk.go("overview")
    new_desk.qtbot.waitUntil(lambda: page.shown is not None)
    assert page.assets.figure.text() == "0"
    new_desk.qtbot.waitUntil(lambda: "Nie wpisano jeszcze finansowania." in texts(page.sources))


def test_statuses_are_chosen_with_the_keyboard(desk, page):
    desk.window.activateWindow()
    desk.qtbot.waitUntil(lambda: bool(page.statuses.findChildren(Legend)))
    legend = page.statuses.findChildren(Legend)[-1]
    legend.setFocus()
    with desk.qtbot.waitSignal(legend.chosen) as chosen:
        desk.qtbot.keyClick(legend, Qt.Key.Key_Down)
        # The scanner keeps a key for a moment, in case a code follows.
        desk.qtbot.keyClick(legend, Qt.Key.Key_Return)
    assert chosen.args == [1]
    assert desk.window.current_key() == "register"


def test_whole_journal_goes_back_page_by_page_and_opens_assets(desk, page, monkeypatch):
    monkeypatch.setattr(journal, "_PAGE", 3)
    binoculars = desk.application.listing.by_code("WR/669/0002")
    for change in (mark_for_disposal, back_to_stock) * 2:
        desk.application.operation("Test", lambda work, change=change: change(work, binoculars))
    desk.settle()
    page.journal.click()
    dialog = QApplication.activeModalWidget()
    desk.qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert {row.assets for row in dialog.model.rows()} == {("WR/669/0002",)}
    dialog.earlier.click()
    desk.qtbot.waitUntil(lambda: dialog.model.rowCount() > 3)
    operations = [row.operation for row in dialog.model.rows()]
    assert operations == sorted(set(operations), reverse=True)
    while dialog.earlier.isEnabled():
        dialog.earlier.click()
        desk.settle()
    assert dialog.model.rows()[-1].title == "Register made"
    dialog.table.opened.emit(operations[0])
    register = desk.window.current_page()
    desk.qtbot.waitUntil(lambda: register.model.complete() and numbers(register) == ["WR/669/0002"])
