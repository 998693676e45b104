"""Values of XLSX cells as they were typed, and what is no value named at its cell."""

from __future__ import annotations

import sys
from datetime import date, datetime

import pytest
import xlsxwriter

from inventory.base.errors import Cancelled, NotFound
from inventory.exchange import sheet_child, workbook
from inventory.exchange.columns import guess_columns
from inventory.exchange.guard import UnsafeWorkbook
from inventory.exchange.rows import read_assets
from inventory.exchange.table import open_table
from inventory.exchange.workbook import child_command, read_workbook
from tests.exchange.packages import pack, sheet, text_row


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ewidencja.xlsx"


def written(path, cells, *, sheets=("Arkusz1",)):
    book = xlsxwriter.Workbook(str(path))
    for name in sheets:
        page = book.add_worksheet(name)
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for (row, column), value in cells.items():
        if isinstance(value, date):
            page.write_datetime(row, column, value, day)
        elif isinstance(value, str):
            page.write_string(row, column, value)
        else:
            page.write(row, column, value)
    book.close()
    return path


def faults_of(path):
    table = open_table(path)
    return {
        fault.cell: fault.message.text
        for fault in read_assets(table, guess_columns(table.header, table.columns)).faults
    }


def test_cells_keep_what_was_typed(path):
    cells = {
        (0, 0): "007",
        (0, 1): 12,
        (0, 2): 12.5,
        (0, 3): date(2023, 12, 14),
        (0, 4): datetime.fromisoformat("2023-12-14T10:30"),
        (0, 5): True,
    }
    grid = read_workbook(written(path, cells))
    assert [column[0] for column in grid.columns] == [
        "007",
        12,
        12.5,
        date(2023, 12, 14),
        datetime.fromisoformat("2023-12-14T10:30"),
        True,
    ]


def test_rows_keep_the_numbers_of_the_sheet_and_blank_ones_are_left_out(path):
    grid = read_workbook(written(path, {(3, 2): "Nazwa", (5, 3): 0, (9, 2): "x"}))
    assert grid.row_numbers == [4, 6, 10]
    assert grid.columns == [["", "", ""], ["", "", ""], ["Nazwa", "", "x"], ["", 0, ""]]


def test_truth_and_one_are_not_mixed_up(path):
    cells = {(row, 0): (True if row % 2 else 1) for row in range(10)}
    assert [type(cell) for cell in read_workbook(written(path, cells)).columns[0][:2]] == [float, bool]


def test_long_lists_come_whole_over_several_blocks(path):
    count = sheet_child.BLOCK * 2 + 7
    cells = {(row, 0): f"N/{row}" for row in range(count)} | {
        (row, 1): date(2020, 1, 1 + row % 28) for row in range(count)
    }
    seen = []
    grid = read_workbook(written(path, cells), progress=lambda rows: seen.append(rows) or True)
    assert grid.columns[0] == [f"N/{row}" for row in range(count)]
    assert grid.columns[1][-1] == date(2020, 1, 1 + (count - 1) % 28)
    assert [rows for rows in dict.fromkeys(seen) if rows] == [sheet_child.BLOCK, sheet_child.BLOCK * 2, count]


def test_reading_stops_when_told(path):
    with pytest.raises(Cancelled):
        read_workbook(written(path, {(0, 0): "x"}), progress=lambda _: False)


def test_a_child_that_fails_of_itself_is_no_fault_of_the_file(path, monkeypatch):
    monkeypatch.setattr(workbook, "child_command", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(RuntimeError, match="the reading process failed with 1"):
        read_workbook(written(path, {(0, 0): "x"}))


def test_a_child_that_dies_is_told_as_a_sheet_too_large(path, monkeypatch):
    monkeypatch.setattr(workbook, "child_command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(UnsafeWorkbook, match="used area"):
        read_workbook(written(path, {(0, 0): "x"}))


def test_a_child_that_hangs_can_be_stopped(path, monkeypatch):
    monkeypatch.setattr(workbook, "child_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    calls = []
    with pytest.raises(Cancelled):
        read_workbook(written(path, {(0, 0): "x"}), progress=lambda rows: calls.append(rows) or len(calls) < 4)


def test_first_visible_sheet_with_cells_is_read_and_the_others_named(tmp_path, tr):
    names = (("Pusty", "visible"), ("Ukryty", "hidden"), ("Sprzęt", "visible"), ("Stary", "visible"))
    path = pack(tmp_path / "a.xlsx", sheet(""), names=names)
    table = open_table(path)
    assert table.grid.sheet == "Sprzęt"
    assert [warning.message.params["sheets"] for warning in table.warnings] == ["Pusty, Stary"]


def test_sheet_is_found_by_name_without_case_and_a_wrong_name_lists_those_there(tmp_path):
    path = pack(tmp_path / "a.xlsx", sheet(text_row(1, "a")), names=(("A", "visible"), ("Sprzęt", "hidden")))
    assert read_workbook(path, sheet=" sprzęt").columns == [["Nazwa", "Sprzęt"]]
    with pytest.raises(NotFound, match=r"has no sheet X\. It has: A"):
        read_workbook(path, sheet="X")


def test_50_control_characters_are_listed_at_their_cell(path):
    pack(path, sheet(text_row(1, "Nazwa", "Uwagi") + text_row(2, "A_x0000_B", "x") + text_row(3, "C", "y_x001B_z")))
    assert faults_of(path) == dict.fromkeys(("A2", "B3"), "The text holds the control character U+{code}. Delete it.")


def test_51_numbers_that_a_sheet_cannot_hold_are_listed(path):
    numbers = ("1e400", "NaN", "12345678901234567890", "0.1")
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>x</t></is></c><c r="B{n}"><v>{v}</v></c></row>'
        for n, v in enumerate(numbers, 2)
    )
    pack(path, sheet(text_row(1, "Nazwa", "Nr seryjny") + rows))
    assert list(faults_of(path)) == ["B2", "B3", "B4"]


def test_52_errors_and_formulas_without_a_result_are_listed_never_read_as_empty(path):
    name = '<c r="A{0}" t="inlineStr"><is><t>x</t></is></c>'
    rows = "".join(
        f'<row r="{number}">{name.format(number)}{cells}</row>'
        for number, cells in (
            (2, '<c r="B2"><f>HYPERLINK("x")</f></c><c r="C2" t="e"><v>#REF!</v></c>'),
            (3, '<c r="B3" s="0"><f>1+1</f><v></v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
            (4, '<c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="str"><f>""</f><v></v></c>'),
            (5, '<c r="B5"><v>1</v></c><c r="C5" t="str"><f>1&amp;"x"</f><v>1x</v></c>'),
        )
    )
    pack(path, sheet(text_row(1, "Nazwa", "Wartość", "Uwagi") + rows))
    no_result = "This formula has no stored result. Open the file in Excel and save it again."
    error = "This cell holds the error {error} of a formula."
    assert faults_of(path) == {"B2": no_result, "C2": error, "B3": no_result, "C3": error}


def test_unreadable_cells_of_columns_that_are_not_read_do_not_matter(path):
    pack(
        path,
        sheet(
            text_row(1, "Nazwa", "Lp.")
            + '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2" t="e"><v>#REF!</v></c></row>'
        ),
    )
    assert faults_of(path) == {}


def test_prefixed_xml_is_scanned_too(path):
    body = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Nazwa</x:t></x:is></x:c></x:row>'
        '<x:row r="2"><x:c r="A2"><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    )
    pack(path, body)
    assert list(read_workbook(path).unreadable) == [(2, 0)]


def test_frozen_program_starts_itself_for_the_reading(monkeypatch):
    assert child_command()[-1].endswith("sheet_child.py")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, workbook.CHILD_OPTION]
