"""Where things stand on a page: in line with what is beside them, inside their card, nothing cut off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from inventory.base.i18n import translations
from inventory.services.counts import CountRequest, create_count
from inventory.ui.screens.counts_closing import close_and_issue
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.lists import AttentionRow, Event, TimelineList
from inventory.ui.widgets.numbers import NumberBox
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.top_bar import TopBar

DATA = Path(__file__).resolve().parents[2] / "data"


def shown(qtbot, widget, width=400):
    qtbot.addWidget(widget)
    widget.setFixedWidth(width)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def ink(widget):
    """Where the first coloured point of a widget stands, from the left of its window."""
    picture = widget.grab().toImage()
    ground = picture.pixel(picture.width() - 1, 0)
    for x in range(picture.width()):
        if any(picture.pixel(x, y) != ground for y in range(picture.height())):
            return widget.mapTo(widget.window(), QPoint(x, 0)).x()
    raise AssertionError("nothing is painted")


def test_what_can_be_opened_in_a_history_stands_in_line_with_the_rest(qtbot, look):
    events = [Event("package", "Istotne", "18.12.2023", go=lambda: None), Event("package", "Istotne", "18.12.2023")]
    history = shown(qtbot, TimelineList(events))
    link = history.findChild(QPushButton)
    text = next(made for made in history.findChildren(QLabel) if made.text() == "Istotne")
    assert abs(ink(link) - ink(text)) <= 1


def test_line_without_details_stands_in_the_middle_of_its_row(qtbot, look):
    line = shown(qtbot, AttentionRow("Bez naklejki", "", "14", "Pokaż listę", lambda: None, icon="tag"))
    words, count = line.findChildren(QLabel)[1:3]
    assert {words.text(), count.text()} == {"Bez naklejki", "14"}
    assert abs(words.geometry().center().y() - count.geometry().center().y()) <= 1


def test_top_bar_has_no_line_before_a_user_that_is_not_there(qtbot, look):
    bar = shown(qtbot, TopBar(translations("pl"), dict.fromkeys(("search_all", "undo", "redo"), "")), 800)
    assert not bar._divider.isVisible()
    bar.set_user("Maria Lipowa")
    assert bar._divider.isVisible()


def test_search_of_what_is_left_to_count_keeps_off_the_edge_of_its_card(desk):
    made = desk.application.operation("Count made", lambda work: create_count(work, CountRequest(name="Spis"))).value
    side = desk.go("counting", count=made.id).side
    desk.qtbot.waitUntil(side.search.isVisible)
    place = QRect(side.search.mapTo(side, QPoint()), side.search.size())
    assert side.rect().adjusted(12, 12, -12, -12).contains(place)


def test_no_page_is_wider_than_its_place_in_the_smallest_window(desk):
    desk.window.resize(940, 480)
    for name in ("print_labels", "handovers", "funding", "counts", "settings", "import", "label_designer"):
        page = desk.go(name)
        desk.qtbot.waitUntil(page.isVisible)
        assert page.minimumSizeHint().width() <= page.width(), name


def test_last_column_of_the_funding_list_and_the_person_is_seen_in_the_smallest_window(desk):
    desk.window.resize(940, 480)
    for name, arguments in (("funding", {}), ("person", {"person": 3})):
        page = desk.go(name, **arguments)
        for table in page.findChildren(TableView):
            if table.isVisible():
                bar = table.horizontalScrollBar()
                desk.qtbot.waitUntil(lambda bar=bar: bar.maximum() == 0)


def test_name_of_a_long_kind_of_paper_is_whole_in_the_preview(desk):
    made = desk.application.operation("Count made", lambda work: create_count(work, CountRequest(name="Spis"))).value
    close_and_issue(desk.window, desk.window._context, made.id)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "differences", timeout=20_000)
    page = desk.go("documents")
    title, who = page.side.preview.title, page.side.who
    desk.qtbot.waitUntil(lambda: who.text() == "Zestawienie różnic · Spis", timeout=20_000)
    assert title.text() == "ZR/0001/2026"
    for shown in (title, who):
        desk.qtbot.waitUntil(lambda shown=shown: shown.width() >= shown.sizeHint().width())


def test_fields_of_an_import_are_read_whole_in_the_smallest_window(desk):
    desk.window.resize(940, 480)
    page = desk.go("import", path=DATA / "ewidencja-stara-2000-bledy.xlsx")
    desk.qtbot.waitUntil(lambda: page.columns._choices != [], timeout=20_000)
    choice = next(made for made in page.columns._choices if made.currentText() == "Nr inwentarzowy")
    desk.qtbot.waitUntil(lambda: choice.isVisible() and choice.grab() is not None and choice.toolTip() == "")


def test_choice_that_is_cut_tells_the_whole_in_its_tip(qtbot, look):
    choice = shown(qtbot, ChoiceEditor([("a", "Komputery i zespoły komputerowe")]), 120)
    qtbot.waitUntil(lambda: choice.toolTip() == "Komputery i zespoły komputerowe")
    choice.setFixedWidth(400)
    qtbot.waitUntil(lambda: choice.toolTip() == "")


def test_number_with_arrows_is_as_high_as_the_fields_beside_it(qtbot, look):
    holder = QWidget()
    line = QHBoxLayout(holder)
    fields = [NumberBox(1, 24), ChoiceEditor([("a", "Rejestr")]), LineEditor()]
    for field in fields:
        line.addWidget(field)
    shown(qtbot, holder)
    for field in fields:
        field.setFocus()
        assert [made.height() for made in fields] == [32, 32, 32]
