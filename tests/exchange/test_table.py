"""The table inside a sheet: titles above it, totals below it, and what stands between."""

from __future__ import annotations

import pytest

from inventory.base.errors import Invalid
from inventory.exchange.grid import Grid
from inventory.exchange.table import find_table


def grid(*rows, first=1):
    width = max(map(len, rows))
    filled = [(number, [*row, *[""] * (width - len(row))]) for number, row in enumerate(rows, first) if any(row)]
    return Grid(
        row_numbers=[number for number, _ in filled],
        columns=[list(column) for column in zip(*(row for _, row in filled), strict=True)],
    )


HEADER = ["Lp.", "Nr inw.", "Nazwa", "Wartość"]
ROWS = [[1.0, "A/1", "Laptop", 10.0], [2.0, "A/2", "Drukarka", 20.0]]


def left_out(table):
    return [(warning.row, warning.message.text.split(": ")[1]) for warning in table.warnings]


def test_titles_above_the_header_are_found():
    table = find_table(
        grid(["Wykaz sprzętu, stan na dzień 31.12.2025"], ["Wydział: Logistyki"], [], HEADER, *ROWS), "a.xlsx"
    )
    assert (table.header, table.header_row) == (tuple(HEADER), 4)
    assert table.titles == ("Wykaz sprzętu, stan na dzień 31.12.2025", "Wydział: Logistyki")
    assert table.row_numbers == [5, 6]
    assert table.warnings == ()


@pytest.mark.parametrize(
    "word",
    ["Razem", "RAZEM:", "Suma", "Ogółem", "Łącznie:", "Razem brutto", "Total", "razem 2 szt.", "Do przeniesienia"],
)
def test_total_row_is_left_out_with_a_warning_that_names_it(word, tr):
    table = find_table(grid(HEADER, *ROWS, ["", "", word, 30.0]), "a.xlsx")
    assert table.row_numbers == [2, 3]
    assert left_out(table) == [(4, "it is a total ({text}).")]
    assert word in tr.message(table.warnings[0].message)


def test_total_with_amounts_as_text_and_totals_between_are_left_out():
    table = find_table(
        grid(HEADER, ROWS[0], ["Razem str. 1", "", "", "10,00 zł"], ROWS[1], ["Razem", "", "", "30,00 zł"]), "a.xlsx"
    )
    assert table.row_numbers == [2, 4]
    assert [row for row, _ in left_out(table)] == [3, 5]


def test_signature_below_the_total_is_left_out_too():
    table = find_table(grid(HEADER, *ROWS, ["", "", "Razem", 30.0], [], ["Sporządził:", "", "Jan Klon"]), "a.xlsx")
    assert left_out(table)[-1] == (6, "it stands below the total ({text}).")


def test_a_thing_whose_name_begins_like_a_total_stays():
    rows = [[1.0, "A/1", "Suma", 5.0], [2.0, "A/12/34", "Total Station Leica", 20.0], [3.0, "WR/1/2", "Sumator", 1.0]]
    table = find_table(grid(HEADER, *rows), "a.xlsx")
    assert table.row_numbers == [2, 3, 4]
    assert left_out(table) == []


def test_row_that_numbers_the_columns_and_a_repeated_header_are_left_out():
    table = find_table(grid(HEADER, [1.0, 2.0, 3.0, 4.0], ROWS[0], HEADER, ROWS[1]), "a.xlsx")
    assert table.row_numbers == [3, 5]
    assert left_out(table) == [(2, "it numbers the columns."), (4, "it repeats the header.")]


def test_first_row_of_the_list_is_no_row_of_numbers():
    assert find_table(grid(["Lp.", "Nazwa"], [1.0, "x"]), "a.xlsx").row_numbers == [2]


def test_header_row_can_be_given():
    sheet = grid(["Nazwa", "Uwagi"], ["Nr", "Opis"], ["1", "x"])
    assert find_table(sheet, "a.xlsx").header_row == 1
    assert find_table(sheet, "a.xlsx", header=2).header == ("Nr", "Opis")
    with pytest.raises(Invalid, match=r"Row 9 of a\.xlsx is empty"):
        find_table(sheet, "a.xlsx", header=9)


def test_sheet_without_rows_or_header_is_refused():
    with pytest.raises(Invalid, match="has no filled rows"):
        find_table(Grid(row_numbers=[], columns=[]), "a.xlsx")
    with pytest.raises(Invalid, match="no row with the names of the columns"):
        find_table(grid([1.0, 2.0], [3.0, 4.0]), "a.xlsx")


def test_columns_without_a_heading_are_kept_where_they_hold_something():
    table = find_table(grid(["Nazwa", "", ""], ["x", "y", ""]), "a.xlsx")
    assert table.header == ("Nazwa", "")
    assert table.cells(0) == ["x", "y"]


def test_cells_can_be_changed_without_touching_the_original():
    table = find_table(grid(HEADER, *ROWS), "a.xlsx")
    changed = table.changed({(3, 2): "Drukarka A4"})
    assert (changed.cells(1)[2], table.cells(1)[2]) == ("Drukarka A4", "Drukarka")
    with pytest.raises(KeyError):
        table.changed({(99, 0): "x"})
