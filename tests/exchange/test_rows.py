"""Whole lists as clerks keep them: every fault at its cell and nothing else."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from inventory.base.errors import Invalid
from inventory.exchange.columns import choose, guess_columns
from inventory.exchange.funding import Share
from inventory.exchange.grid import Grid
from inventory.exchange.rows import read_assets
from inventory.exchange.table import find_table, open_table
from inventory.exchange.values import Styles
from tests.exchange.whole_rows import rows_of

DATA = Path(__file__).parent.parent / "data"


def read(path, **options):
    table = open_table(path)
    return read_assets(table, guess_columns(table.header, table.columns), **options)


def assets(header, *rows, styles=None, choices=None):
    columns = [list(column) for column in zip(header, *rows, strict=True)]
    table = find_table(Grid(row_numbers=list(range(1, len(rows) + 2)), columns=columns), "a.xlsx")
    return read_assets(table, choose(guess_columns(table.header, table.columns), choices or {}), styles=styles)


def faults(found):
    return [(fault.cell, fault.message.text) for fault in found.faults]


def test_faulty_list_shows_its_ten_faults_and_nothing_else(tr):
    found = read(DATA / "ewidencja-stara-2000-bledy.xlsx")
    assert [(fault.row, fault.cell, fault.column) for fault in found.faults] == [
        (12, "F12", "Wartość (zł)"), (25, "E25", "Data zakupu"), (40, "A40", "Nr inw."),
        (77, "F77", "Wartość (zł)"), (90, "I90", "Źródło"),
        (101, "C101", "Nazwa składnika"), (150, "E150", "Data zakupu"), (160, "F160", "Wartość (zł)"),
        (170, "A170", "Nr inw."), (180, "J180", "Gwarancja do"),
    ]  # fmt: skip
    assert [fault.value for fault in found.faults] == [
        "dwa tysiące", "31.02.2019", "WR/487/0137", "-15", "NMF 85%", "", "14/05/19", "1.234", "WR/487/О170",
        "01.01.1999",
    ]  # fmt: skip
    assert all("{" not in tr.message(fault.message) for fault in found.faults)
    assert found.warnings == []
    assert len(found) == 2_000
    assert len(found.without(found.faulty_rows)) == 1_990


def test_old_list_has_no_fault():
    found = read(DATA / "ewidencja-stara-2000.xlsx")
    assert (found.faults, found.warnings, len(found)) == ([], [], 2_000)
    assert rows_of(found)[3].values == {
        "number": "WR/629/0103", "name": "Biurko 140×70", "purchased_on": date(2019, 12, 31),
        "price_gross": 705586, "place": "C/326",
        "custodian": "Klon Żaneta", "funding": (Share(source="NMF", share=8500), Share(source="BP", share=1500)),
    }  # fmt: skip
    assert rows_of(found)[4].values["serial"] == "0613359616"
    assert rows_of(found)[4].values["notes"] == "brak zasilacza\nzgłoszono 3.02"


def test_lists_of_the_project_hold_the_same_fourteen_items():
    sheet, text = read(DATA / "wykaz-sprzetu-nmf.xlsx"), read(DATA / "wykaz-sprzetu-nmf-cp1250.csv")
    assert sheet.faults == text.faults == []
    assert sheet.row_numbers == list(range(5, 19))
    shared = sheet.columns.keys() & text.columns.keys()
    assert shared == {"number", "name", "kst", "serial", "price_gross", "purchased_on", "invoice", "funding"}
    assert {name: sheet.columns[name] for name in shared} == {name: text.columns[name] for name in shared}
    assert sum(sheet.columns["price_gross"]) == 9_900_000
    assert [warning.row for warning in sheet.warnings] == [19]
    first = rows_of(sheet)[0].values
    assert (first["invoice"], first["purchased_on"]) == ("FV 227/2023", date(2023, 12, 14))
    assert (first["price_net"], first["vat_rate"], first["quantity"], first["unit"]) == (2593496, "23", 1, "szt.")


def test_65_a_number_twice_in_the_file_is_a_fault_whatever_its_case():
    found = assets(["Nr inw.", "Nazwa"], ["A/1", "x"], ["a/1", "y"], ["A/2", "z"], ["A/1", "q"])
    assert faults(found) == [("A3", "The number {number} stands twice in the file, first in row {row}.")] * 1 + [
        ("A5", "The number {number} stands twice in the file, first in row {row}.")
    ]
    assert found.faults[0].message.params == {"number": "A/1", "row": 2}


def test_empty_numbers_are_no_doubles():
    assert faults(assets(["Nr inw.", "Nazwa"], ["", "x"], ["", "y"])) == []


def test_warranty_before_purchase_names_both_cells():
    found = assets(
        ["Nazwa", "Data zakupu", "Gwarancja do"], ["x", "14.12.2023", "13.12.2023"], ["y", "14.12.2023", "14.12.2023"]
    )
    assert [(f.cell, f.message.params["cell"]) for f in found.faults] == [("C2", "B2")]


def test_amounts_of_sources_must_make_the_gross_value():
    found = assets(
        ["Nazwa", "Wartość", "Źródło"], ["x", 100.0, "NMF 85% (85.00); BP 15% (15.01)"], ["y", "", "BP 100% (5.00)"]
    )
    assert faults(found) == [("C2", "The amounts of the sources add up to {sum}, the gross value is {gross}.")]


def test_quantity_above_one_is_a_fault_that_offers_to_split():
    found = assets(["Nazwa", "Ilość"], ["x", 3.0])
    assert found.faults[0].message.params == {"n": 3}


def test_invoice_keeps_its_day_where_the_purchase_has_its_own_column():
    found = assets(["Nazwa", "Faktura", "Data zakupu"], ["x", "FV 1 z 14.12.2023", "15.12.2023"])
    assert rows_of(found)[0].values["invoice"] == "FV 1 z 14.12.2023"


def test_net_and_rate_that_do_not_make_the_gross_value_are_warned_about(tr):
    found = assets(
        ["Nazwa", "Cena netto", "VAT", "Wartość brutto"],
        ["x", 100.0, "23%", 123.01],
        ["y", 100.0, "23%", 130.0],
        ["z", 100.0, "zw.", 1.0],
    )
    assert [warning.row for warning in found.warnings] == [3]
    assert tr.amount(12_300) in tr.message(found.warnings[0].message)


def test_serial_number_twice_is_a_warning():
    found = assets(["Nazwa", "Nr seryjny"], ["x", "S1"], ["y", "b/n"], ["z", "S1"], ["q", "b/n"])
    assert [(warning.row, warning.message.params["serial"]) for warning in found.warnings] == [(4, "S1")]


def test_the_user_may_say_how_dates_and_amounts_are_written():
    row = ["x", "03/04/2023", "1.234"]
    assert len(assets(["Nazwa", "Data zakupu", "Wartość"], row).faults) == 2
    found = assets(["Nazwa", "Data zakupu", "Wartość"], row, styles=Styles(dates="dmy", decimal=","))
    assert rows_of(found)[0].values == {"name": "x", "purchased_on": date(2023, 4, 3), "price_gross": 123400}


def test_cells_changed_in_the_preview_are_read_anew():
    table = open_table(DATA / "ewidencja-stara-2000-bledy.xlsx")
    columns = guess_columns(table.header, table.columns)
    changed = table.changed({(12, 5): "2 000,00", (101, 2): "Szafa", (160, 5): "1 234,00"})
    assert [fault.cell for fault in read_assets(changed, columns).faults] == [
        "E25",
        "A40",
        "F77",
        "I90",
        "E150",
        "A170",
        "J180",
    ]


def test_columns_can_be_mapped_by_hand():
    found = assets(["Co to", "Ile"], ["x", "12,50"], choices={"Co to": "name", "Ile": "price_gross"})
    assert rows_of(found)[0].values == {"name": "x", "price_gross": 1250}


def test_without_a_column_for_the_name_nothing_is_read():
    with pytest.raises(Invalid, match=r"No column of a\.xlsx holds the name\. It has: Nr inw\., Uwagi\."):
        assets(["Nr inw.", "Uwagi"], ["A", "b"])


def test_a_hundred_thousand_rows_are_read_in_seconds():
    count = 100_000
    header = ["Nr inw.", "Nazwa", "Nr seryjny", "Data zakupu", "Wartość", "Źródło", "Uwagi"]
    columns = [
        [f"WR/{n}" for n in range(count)], [f"Laptop {n % 90}" for n in range(count)],
        [f"SN{n:07d}" for n in range(count)],
        [date(2020, 1, 1 + n % 28) for n in range(count)], [n / 100 for n in range(count)],
        ["NMF 85%; BP 15%"] * count, [""] * count,
    ]  # fmt: skip
    grid = Grid(
        row_numbers=list(range(1, count + 2)),
        columns=[[name, *column] for name, column in zip(header, columns, strict=True)],
    )
    start = time.perf_counter()
    table = find_table(grid, "a.xlsx")
    found = read_assets(table, guess_columns(table.header, table.columns))
    assert len(found) == count
    assert time.perf_counter() - start < 8
    assert found.faults == []
