"""What a table cell shows, and the columns that make cells out of row tuples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

TEXT, NUMBER, BADGE, SHARES, TICK = "text", "number", "badge", "shares", "tick"


class Cell(NamedTuple):
    """One cell. `tone` colours the text or the badge, `second` is the smaller line below.

    `shares` are (weight, colour token) parts of the bar under the text. `marks` are (start, length) parts of
    `text` written bold because the search matched them. `struck` draws a line through.
    """

    text: str = ""
    second: str = ""
    icon: str = ""
    tone: str = ""
    second_tone: str = ""
    shares: tuple[tuple[int, str], ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    struck: bool = False


EMPTY = Cell()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    `cell` makes the cell from the row tuple; it may return a plain string. `style` is TEXT, NUMBER (right-aligned),
    BADGE, SHARES or TICK. `shown` says whether the column is there before the user chooses. `title` is translated.
    `least` is how narrow it may become where the table has little room, 0: no narrower than it is.
    `order` is what rows in memory are sorted by where the words of the cell do not tell: days and amounts.
    """

    key: str
    title: str
    cell: Callable[[Any], Cell | str]
    style: str = TEXT
    width: int = 120
    least: int = 0
    shown: bool = True
    sortable: bool = True
    fixed: bool = False
    order: Callable[[Any], Any] | None = None


def tick_column() -> Column:
    """Return the narrow first column that shows which rows are ticked."""
    return Column(key="tick", title="", cell=lambda _row: EMPTY, style=TICK, width=34, sortable=False, fixed=True)


def cell_of(column: Column, row: Any) -> Cell:
    """Return what a column shows of a row."""
    cell = column.cell(row)
    return Cell(cell) if isinstance(cell, str) else cell


def cells_of(columns: Sequence[Column], row: Any) -> list[Cell]:
    """Return the cells of one row in column order."""
    return [cell_of(column, row) for column in columns]


def spoken(cell: Cell) -> str:
    """Return a cell as one line of plain text, for the clipboard and screen readers."""
    return f"{cell.text}, {cell.second}" if cell.second and cell.text else cell.text or cell.second


def bold_parts(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where the folded search words stand in `text`, for `Cell.marks`; overlapping hits become one."""
    from inventory.base.text import fold

    folded = fold(text)
    if len(folded) != len(text):
        # Letters that fold to two would shift the places.
        return ()
    hits = sorted((start, start + len(word)) for word in words if word and (start := folded.find(word)) >= 0)
    merged: list[tuple[int, int]] = []
    for start, end in hits:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple((start, end - start) for start, end in merged)
