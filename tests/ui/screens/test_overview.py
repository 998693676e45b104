"""The overview: figures of the demonstration project, what needs attention, and every number opening its list."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from inventory.catalogue.query import parse


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


def test_cards_hold_their_words(desk, page):
    assert "Wymaga uwagi" in texts(page.attention)
    desk.qtbot.waitUntil(lambda: "Bez naklejki" in texts(page.attention))
    desk.qtbot.waitUntil(lambda: any("z 387" in text for text in texts(page.budgets)))


def test_change_shows_while_the_page_is_open(desk, page):
    from inventory.services.assets import mark_for_disposal

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
