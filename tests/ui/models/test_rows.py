"""Rows in memory keep the order that was chosen; days and amounts are sorted as such, not as words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from inventory.ui.models.cells import NUMBER, Column
from inventory.ui.models.rows import RowsModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
ROWS = [
    ("a", date(2025, 11, 3), 648_000),
    ("b", None, 39_000),
    ("c", date(2024, 12, 18), 139_000),
    ("ą", date(2025, 1, 29), None),
]


@pytest.fixture
def model(tr, qtmodeltester):
    columns = [
        Column(key="name", title="Nazwa", cell=lambda row: row[0]),
        Column(key="day", title="Dzień", cell=lambda row: tr.date(row[1]), order=lambda row: row[1]),
        Column(key="value", title="Wartość", cell=lambda row: tr.amount(row[2] or 0), style=NUMBER,
               order=lambda row: row[2]),
    ]  # fmt: skip
    return RowsModel(columns, ROWS)


def names(model):
    return "".join(row[0] for row in model.rows())


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [(0, UP, "aąbc"), (0, DOWN, "cbąa"), (1, UP, "cąab"), (1, DOWN, "aącb"), (2, UP, "bcaą"), (2, DOWN, "acbą")],
)
def test_values_are_sorted_as_what_they_are_and_what_has_none_comes_last(model, column, order, expected):
    model.sort(column, order)
    assert names(model) == expected


def test_new_rows_come_in_the_order_chosen(model):
    model.sort(1, DOWN)
    model.set_rows([*ROWS, ("d", date(2026, 1, 1), 1)])
    assert names(model) == "daącb"


def test_order_chosen_before_parts_equals(model):
    model.set_rows([("b", None, 1), ("a", None, 1), ("c", None, 2)])
    model.sort(0, UP)
    model.sort(2, DOWN)
    assert names(model) == "cab"
