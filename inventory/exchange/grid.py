"""Cells as they stand in a file, by column, with the row numbers that the file's own program shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from inventory.base.i18n import Message

# "" is an empty cell. A datetime is a date too; hours and durations come as text.
Cell = str | int | float | bool | date


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The filled rows of one sheet.

    `unreadable` are cells by (row number, column from 0) that hold something no value can be read from;
    `widths` are the rows that have fewer cells than there are columns, by row number: a sheet has none.
    """

    row_numbers: list[int]
    columns: list[list[Cell]]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    encoding_guessed: bool = False
    delimiter: str = ""
    unreadable: dict[tuple[int, int], Message] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)

    @property
    def is_text(self) -> bool:
        """Tell whether the cells come from a text file, where a formula prefix is taken off."""
        return bool(self.delimiter)
