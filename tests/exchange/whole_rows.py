"""The rows of what was read, one by one: columns are quicker for the program, rows are what a test wants to see."""

from __future__ import annotations

from typing import Any, NamedTuple


class WholeRow(NamedTuple):
    """One row: its number in the sheet and its values by field; a field without a value is not there."""

    row: int
    values: dict[str, Any]


def rows_of(assets):
    names = list(assets.columns)
    every = zip(*assets.columns.values(), strict=True)
    return [
        WholeRow(row, {name: value for name, value in zip(names, values, strict=True) if value is not None})
        for row, values in zip(assets.row_numbers, every, strict=True)
    ]
