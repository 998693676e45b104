"""What is wrong or noteworthy in a sheet, each at its row and cell."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.base.i18n import Message


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One wrong cell: `row` and `cell` as the sheet numbers them, `column` the heading as the file writes it."""

    row: int
    column: str
    cell: str
    value: str
    message: Message


@dataclass(frozen=True, kw_only=True)
class Warning_:  # noqa: N801 - `Warning` is a name of Python
    """Something that was read in a way the user should know of; `row` is 0 where it concerns the whole file."""

    row: int
    message: Message


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is `A`, 26 is `AA`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the column counted from 0 of its letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_name(row: int, index: int) -> str:
    """Return the name that the sheet gives to a cell: row 12 and column 5 are `F12`."""
    return f"{column_letters(index)}{row}"
