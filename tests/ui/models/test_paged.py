"""A million rows: real row count, rows read only where they are looked at, ids from ranges."""

from __future__ import annotations

import time
from array import array

import pytest
from PySide6.QtCore import QItemSelection, Qt

from inventory.base.i18n import translations
from inventory.ui.models.cells import Cell, bold_parts, spoken
from inventory.ui.models.paged import BLOCK, BLOCKS_KEPT, PagedTableModel
from inventory.ui.models.rows import RowsModel
from tests.ui import kit

COLUMNS = kit.columns(translations("pl"))


@pytest.fixture
def model(operations):
    return PagedTableModel(COLUMNS, kit.Assets(1000), operations)


def ready(qtbot, model, query=None):
    with qtbot.waitSignal(model.ids_known):
        model.set_query(query)


def text(model, row, column=1):
    return model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)


def test_model_keeps_the_rules_of_qt(qtbot, qtmodeltester, model):
    ready(qtbot, model)
    qtmodeltester.check(model)


def test_first_rows_come_before_all_ids(qtbot, model):
    with qtbot.waitSignal(model.loaded):
        model.set_query(None)
    assert model.rowCount() == 1000
    assert text(model, 0) == "WR/487/0000001"


def test_first_paint_may_read_on_the_main_thread(model):
    model.set_query(None, at_once=True)
    assert (model.rowCount(), text(model, 0)) == (1000, "WR/487/0000001")


def test_row_out_of_sight_is_read_when_it_is_looked_at(qtbot, model):
    ready(qtbot, model)
    assert model.cell(700, 1) is None
    assert text(model, 700) == ""
    qtbot.waitUntil(lambda: text(model, 700) == "WR/487/0000701")
    asked = model.source().pages
    first = 700 // BLOCK * BLOCK
    assert asked[0] == tuple(range(first + 1, first + BLOCK + 1))


def test_neighbour_is_read_ahead_but_not_the_whole_table(qtbot, operations, model):
    ready(qtbot, model)
    model.cell(300, 1)
    qtbot.waitUntil(lambda: len(model.source().pages) == 2 and not operations.busy())
    qtbot.waitUntil(lambda: model.row_at(300 + BLOCK) is not None)
    assert len(model.source().pages) == 2


def test_flying_over_the_table_reads_only_where_it_stops(qtbot, operations):
    model = PagedTableModel(COLUMNS, kit.Assets(100_000), operations)
    ready(qtbot, model)
    for row in range(0, 100_000, BLOCK):
        model.cell(row, 1)
    qtbot.waitUntil(lambda: text(model, 99_999 // BLOCK * BLOCK) != "")
    qtbot.waitUntil(lambda: not operations.busy())
    assert len(model.source().pages) <= 4


def test_only_some_blocks_are_kept(qtbot, operations):
    model = PagedTableModel(COLUMNS, kit.Assets(20_000), operations)
    ready(qtbot, model)
    for row in range(0, 20_000, BLOCK):
        model.cell(row, 1)
        qtbot.waitUntil(lambda row=row: model.row_at(row) is not None)
    assert model.row_at(19_999) is not None
    assert len([row for row in range(0, 20_000, BLOCK) if model.row_at(row) is not None]) <= BLOCKS_KEPT


def test_other_order_shows_the_old_rows_until_the_new_are_there(qtbot, model):
    ready(qtbot, model)
    model.set_query("descending")
    assert text(model, 0) == "WR/487/0000001"
    qtbot.waitUntil(lambda: text(model, 0) == "WR/487/0001000")
    qtbot.waitUntil(model.complete)
    assert (model.id_at(999), model.row_of(1)) == (1, 999)


def test_refresh_drops_rows_that_are_gone(qtbot, model):
    ready(qtbot, model)
    model.source().gone = {2}
    with qtbot.waitSignal(model.ids_known):
        model.refresh()
    assert (model.rowCount(), model.id_at(1), model.row_of(2)) == (999, 3, -1)
    qtbot.waitUntil(lambda: text(model, 1) == "WR/487/0000003")


def test_changed_row_is_read_again_and_shown_until_then(qtbot, monkeypatch, model):
    ready(qtbot, model)
    text(model, 4)
    monkeypatch.setattr(kit, "asset_row", lambda i: (i, "NOWY", "", "", "", 0, 0))
    model.mark_stale([5])
    assert text(model, 4) == "WR/487/0000005"
    qtbot.waitUntil(lambda: text(model, 4) == "NOWY")


def test_row_that_went_meanwhile_stays_grey(qtbot, model):
    ready(qtbot, model)
    model.source().gone = {701}
    model.cell(700, 1)
    qtbot.waitUntil(lambda: text(model, 701) != "")
    assert model.cell(700, 1) is None


def test_ids_of_a_selection_come_from_ranges_in_table_order(qtbot, operations):
    model = PagedTableModel(COLUMNS, kit.Assets(1_000_000), operations)
    ready(qtbot, model)
    last = model.columnCount() - 1
    picked = QItemSelection(model.index(10, 0), model.index(12, last))
    picked.merge(QItemSelection(model.index(2, 0), model.index(3, last)), _select())
    assert model.ids_in(picked) == array("q", [3, 4, 11, 12, 13])
    everything = QItemSelection(model.index(0, 0), model.index(999_999, last))
    start = time.perf_counter()
    assert len(model.ids_in(everything)) == 1_000_000
    assert time.perf_counter() - start < 0.5


def _select():
    from PySide6.QtCore import QItemSelectionModel

    return QItemSelectionModel.SelectionFlag.Select


def test_rows_in_memory_keep_the_rules_and_sort_in_polish(qtmodeltester):
    rows = [(1, "Łódź"), (2, "Lublin"), (3, "Zabrze"), (4, "WR/10"), (5, "WR/9")]
    from inventory.ui.models.cells import Column

    model = RowsModel([Column(key="name", title="Nazwa", cell=lambda row: row[1])], rows, key=lambda row: row[0])
    qtmodeltester.check(model)
    model.sort(0)
    assert [row[1] for row in model.rows()] == ["Lublin", "Łódź", "WR/9", "WR/10", "Zabrze"]
    assert model.id_at(0) == 2


def test_match_is_marked_without_case_and_polish_marks():
    assert bold_parts("Drukarka przenośna A4", ["drukarka", "nosna"]) == ((0, 8), (13, 5))
    assert bold_parts("Łódź", ["lodz"]) == ((0, 4),)
    assert bold_parts("aaa", ["aa", "aaa"]) == ((0, 3),)


def test_cell_reads_as_one_line():
    assert spoken(Cell("Ewa Sosnowska", "A/118")) == "Ewa Sosnowska, A/118"
