"""The table of every list: ticks, columns, sort, copy, and speed with a million rows."""

from __future__ import annotations

import time
from array import array

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from inventory.ui import theme
from inventory.ui.models.cells import NUMBER, Cell, Column, tick_column
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.table import TableView
from tests.ui import kit


def view_of(qtbot, tr, operations, source, memory=None):
    model = PagedTableModel(kit.columns(tr), source, operations)
    view = TableView(tr, name="register", memory={} if memory is None else memory, two_lines=True)
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(1000, 600)
    with qtbot.waitSignal(model.ids_known):
        model.set_query(None)
    view.show()
    view.activateWindow()
    view.setFocus()
    return view


@pytest.fixture
def memory():
    return {}


@pytest.fixture
def view(qtbot, tr, operations, look, memory):
    return view_of(qtbot, tr, operations, kit.Assets(1000), memory)


def cell_centre(view, row, key):
    section = [column.key for column in view.model().columns()].index(key)
    return view.visualRect(view.model().index(row, section)).center()


def shows_tick(view, row):
    """Tell whether the box of a row is painted full, by a pixel near its lower left corner."""
    section = [column.key for column in view.model().columns()].index("tick")
    box = view.visualRect(view.model().index(row, section))
    picture = view.viewport().grab().toImage()
    return picture.pixelColor(box.x() + 12, box.center().y() + 5) == theme.color("acc")


def test_click_on_the_box_ticks_and_keeps_the_others(qtbot, view):
    for row in (1, 4):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_centre(view, row, "tick"))
    assert list(view.selected_ids()) == [2, 5]
    assert [row for row in range(8) if shows_tick(view, row)] == [1, 4]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_centre(view, 1, "tick"))
    assert list(view.selected_ids()) == [5]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_centre(view, 7, "name"))
    assert list(view.selected_ids()) == [8]
    assert not any(shows_tick(view, row) for row in range(8))


def test_space_ticks_and_enter_opens_the_current_row(qtbot, view):
    view.select_id(3)
    view.clearSelection()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(view.selected_ids()) == [3, 4]
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [4]


def test_current_row_is_told_by_id(qtbot, view):
    with qtbot.waitSignal(view.current_changed) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_centre(view, 2, "name"))
    assert told.args == [3]


def test_selection_survives_another_order(qtbot, view):
    view.select_id(3)
    view.toggle_tick(4)
    with qtbot.waitSignal(view.model().ids_known):
        view.model().set_query("descending")
    assert sorted(view.selected_ids()) == [3, 5]
    assert view.current_id() == 5


def test_select_all_of_a_million_is_quick_and_paints(qtbot, tr, operations, look):
    view = view_of(qtbot, tr, operations, kit.Assets(1_000_000))
    start = time.perf_counter()
    view.selectAll()
    view.viewport().repaint()
    view.header.viewport().repaint()
    assert time.perf_counter() - start < 1
    assert (view.selected_count(), view.all_selected()) == (1_000_000, True)


def test_jump_to_any_place_of_a_million_is_quick(qtbot, tr, operations, look):
    view = view_of(qtbot, tr, operations, kit.Assets(1_000_000))
    start = time.perf_counter()
    for row in (999_999, 500_000, 3):
        view.scrollTo(view.model().index(row, 0))
        view.viewport().repaint()
    assert time.perf_counter() - start < 0.5
    view.scrollToBottom()
    qtbot.waitUntil(lambda: view.model().row_at(999_990) is not None)


def test_repaint_of_a_full_page_is_near_the_floor_of_qt(qtbot, tr, operations, look):
    """504 cells against QStandardItemModel with Qt's own delegate (performance.md, goals: 1.5x)."""
    columns = [Column(key=f"c{n}", title=f"C{n}", cell=lambda row, n=n: row[n], width=90) for n in range(12)]
    rows = [[f"Wartość {row}/{n}" for n in range(12)] for row in range(100)]
    ours, floor = TableView(tr), QTableView()
    ours.setModel(RowsModel(columns, rows))
    standard = QStandardItemModel()
    for row in rows:
        standard.appendRow([QStandardItem(text) for text in row])
    floor.setModel(standard)
    floor.verticalHeader().hide()
    for view in (ours, floor):
        qtbot.addWidget(view)
        view.verticalHeader().setDefaultSectionSize(20)
        view.resize(1120, 42 * 20 + 34)
        view.show()
        view.viewport().repaint()
    best = {}
    for _ in range(15):
        for view in (ours, floor):
            start = time.perf_counter()
            view.viewport().repaint()
            best[view] = min(best.get(view, 1.0), time.perf_counter() - start)
    assert best[ours] <= best[floor] * 1.5


def test_copy_gives_tab_separated_rows_with_a_header(qtbot, view):
    view.select_id(2)
    view.toggle_tick(999)
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
    assert QGuiApplication.clipboard().text().split("\n") == [
        "Numer\tNazwa\tOsoba / miejsce\tStatus\tWartość, zł",
        "WR/487/0000002\tLaptop terenowy\tEwa Sosnowska, A/118\tPo terminie\t6\u00a0480,00",
        "WR/487/0001000\tLaptop terenowy\tEwa Sosnowska, A/118\tW magazynie\t6\u00a0480,00",
    ]


def test_tab_and_line_break_in_a_cell_do_not_break_the_copy(qtbot, tr, look):
    view = TableView(tr)
    qtbot.addWidget(view)
    view.setModel(RowsModel([Column(key="a", title="A", cell=lambda row: row)], ["raz\tdwa\ntrzy"]))
    view.selectAll()
    view.copy_selection()
    assert QGuiApplication.clipboard().text() == "A\nraz dwa trzy"


def test_header_click_sorts_and_shift_adds_a_second_column(qtbot, view, memory):
    header = view.header

    def click(key, modifier=Qt.KeyboardModifier.NoModifier):
        section = [column.key for column in view.model().columns()].index(key)
        place = QPoint(header.sectionViewportPosition(section) + 20, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    told = []
    view.sort_chosen.connect(told.append)
    click("name")
    click("name")
    click("tick")
    assert told == [[("name", False)], [("name", True)]]
    header._on_clicked(1)
    assert view.sort() == [("number", False)]
    assert memory["register"]["sort"] == [["number", False]]


def test_columns_chosen_moved_and_widened_come_back(qtbot, tr, operations, look, memory):
    view = view_of(qtbot, tr, operations, kit.Assets(10), memory)
    view.columns.set_shown("share", True)
    view.columns.set_shown("status", False)
    view.header.moveSection(view.header.visualIndex(6), 1)
    view.header.resizeSection(1, 171)
    again = view_of(qtbot, tr, operations, kit.Assets(10), dict(memory))
    keys = [again.model().columns()[section].key for section in again.columns.shown()]
    assert keys == ["tick", "value", "number", "name", "holder", "share"]
    assert again.header.sectionSize(1) == 171
    again.columns.restore_defaults()
    keys = [again.model().columns()[section].key for section in again.columns.shown()]
    assert keys == ["tick", "number", "name", "holder", "status", "value"]


def test_damaged_memory_of_columns_is_ignored(qtbot, tr, operations, look):
    for broken in ("x", {"hidden": 1, "order": ["gone"], "widths": [], "sort": [["gone", 1], 5]}):
        view = view_of(qtbot, tr, operations, kit.Assets(10), {"register": broken})
        assert len(view.columns.shown()) == 6
        assert view.sort() == []


def test_last_column_fills_the_width(view):
    shown = view.columns.shown()
    assert abs(sum(view.header.sectionSize(section) for section in shown) - view.viewport().width()) <= 1


def test_columns_give_room_to_the_widest_text_and_take_it_back(qtbot, tr, look):
    columns = [
        Column(key="name", title="Nazwa", cell=lambda row: row, width=200),
        Column(key="kind", title="Rodzaj", cell=lambda row: row, width=150, least=90),
        Column(key="value", title="Wartość", cell=lambda row: row, width=110),
    ]
    view = TableView(tr)
    qtbot.addWidget(view)
    view.setModel(RowsModel(columns, ["x"]))
    view.show()

    def sizes(width):
        view.resize(width, 200)
        qtbot.waitUntil(lambda: abs(view.viewport().width() - width) < 5)
        return [view.header.sectionSize(section) for section in range(3)]

    assert sizes(600)[1:] == [150, 110]
    assert sizes(430)[1:] == [120, 110]
    assert sizes(380)[1:] == [90, 110]
    assert sum(sizes(380)) == view.viewport().width()
    assert sizes(600)[1:] == [150, 110]


def test_menu_of_columns_names_all_but_the_ticks(view, tr):
    texts = [action.text() for action in view.columns.menu(tr).actions() if action.text()]
    assert texts[:3] == ["Numer", "Nazwa", "Osoba / miejsce"]
    assert texts[-1] == "Przywróć domyślne kolumny"


def test_ids_of_rows_in_memory_follow_the_order_shown(qtbot, tr, look):
    columns = [tick_column(), Column(key="n", title="N", cell=lambda row: Cell(str(row[0])), style=NUMBER)]
    view = TableView(tr)
    qtbot.addWidget(view)
    view.setModel(RowsModel(columns, [(30,), (10,), (20,)], key=lambda row: row[0]))
    view.header._on_clicked(1)
    view.selectAll()
    assert view.selected_ids() == array("q", [10, 20, 30])
    assert view.select_id(20)
    assert not view.select_id(99)
