"""The grid of a table: measured columns, rows broken into lines, heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from inventory.documents.fonts import Face, face
from inventory.documents.lines import Line, Span, lines, plain_lines
from inventory.documents.pen import PT, Pen

Cell = str | tuple[Span, ...]
Run = tuple[float, int, Face, str]  # x, line of the row, face, text

CELL, LEADING = 9.0, 11 * PT
HEAD, HEAD_LEADING = 8.0, 9.4 * PT
PAD = 1.25
BASELINE = 2.92  # from the top of a line to its baseline
_FOLLOW = 14.0  # stays free under the last row for the total


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of at least `least` mm; it grows to its content up to `most`, and takes its `share` of what is left."""

    head: str
    least: float
    most: float = 0.0
    share: float = 0.0
    align: Literal["left", "right", "center"] = "left"
    bold: bool = False
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Carry:
    """What is carried from page to page: for each row the sums so far, by column, and the words for both rows."""

    label_end: int
    to_next: str
    from_before: str
    write: Callable[[int], dict[int, str]]


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A row ready to be drawn."""

    lines: int
    runs: list[Run]
    height: float


@dataclass(kw_only=True)
class Grid:
    """Rows of cells between `left` and `right` mm; `hand` tables have verticals, high rows and numbered columns."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    left: float
    right: float
    carry: Carry | None = None
    hand: bool = False
    pad: float = 1.5
    least_row: float = 0.0
    total: Sequence[str] | None = None
    struck_from: int | None = None
    continued: str = ""
    follow: float = _FOLLOW
    gap: float = 0.0

    @property
    def height(self) -> float:
        """Return the height in mm as if it stood on one endless page."""
        return self.gap + self.head_height + sum(row.height for row in self.laid) + self.total_height

    @cached_property
    def widths(self) -> list[float]:
        """Return the width of every column in mm; together they fill the table."""
        widths = [
            max(column.least, self._word(column) + self._pads(index)) for index, column in enumerate(self.columns)
        ]
        for index, column in enumerate(self.columns):
            if column.most:
                natural = max((self._natural(row[index], column) for row in self.rows), default=0.0)
                widths[index] = max(widths[index], min(natural + self._pads(index), column.most))
        rest = self.right - self.left - sum(widths)
        shares = sum(column.share for column in self.columns)
        return [width + rest * column.share / shares for width, column in zip(widths, self.columns, strict=True)]

    @cached_property
    def starts(self) -> list[float]:
        """Return the left edge of every column, and the right edge of the last."""
        edges = [self.left]
        for width in self.widths:
            edges.append(edges[-1] + width)
        return edges

    @cached_property
    def laid(self) -> list[Laid]:
        """Return every row broken into lines."""
        return [self.lay(row) for row in self.rows]

    @cached_property
    def boxes(self) -> list[tuple[float, float, Face, str]]:
        """Return for every column: left of its text, right of its text, face, alignment."""
        boxes: list[tuple[float, float, Face, str]] = []
        for index, column in enumerate(self.columns):
            before, after = self._sides(index)
            boxes.append((self.starts[index] + before, self.starts[index + 1] - after, self.face(column), column.align))
        return boxes

    def face(self, column: Column) -> Face:
        """Return the face of the cells of a column."""
        return face("condensed-bold" if column.bold else "condensed")

    def lay(self, row: Sequence[Cell], strong: bool = False) -> Laid:
        """Break the cells of one row; `strong` writes all of them in the bold face."""
        runs: list[Run] = []
        size, count = CELL * PT, 1
        for cell, (x, end, own, align) in zip(row, self.boxes, strict=True):
            if not cell:
                continue
            if isinstance(cell, str):
                used = face("condensed-bold") if strong else own
                natural = used.width(cell) * size
                if natural <= end - x and "\n" not in cell:
                    runs.append((aligned(x, end, natural, align), 0, used, cell))
                    continue
                broken = plain_lines(cell, used, size, end - x)
            else:
                broken = lines(cell, size, end - x)
            count = max(count, len(broken))
            for number, line in enumerate(broken):
                start = aligned(x, end, line.width, align)
                runs.extend((start + offset, number, used, text) for offset, used, text in line.runs if text)
        return Laid(lines=count, runs=runs, height=max(count * LEADING + 2 * PAD, self.least_row))

    @cached_property
    def heads(self) -> list[list[Line]]:
        """Return the heads of the columns, broken."""
        strong = face("condensed-bold")
        return [
            plain_lines(column.head, strong, HEAD * PT, end - x) if column.head else []
            for column, (x, end, _, _) in zip(self.columns, self.boxes, strict=True)
        ]

    @property
    def grouped(self) -> bool:
        """Tell whether columns stand under common heads."""
        return any(column.group for column in self.columns)

    @cached_property
    def head_height(self) -> float:
        """Return the height of the head in mm, with the line of column numbers of a hand-filled table."""
        most = max((len(head) for head in self.heads), default=1)
        return most * HEAD_LEADING + 2 * PAD + (5.4 if self.grouped else 0) + (4.0 if self.hand else 0)

    @property
    def total_height(self) -> float:
        """Return the height of the row of sums."""
        return 0.0 if self.total is None else LEADING + 2 * PAD

    def draw_row(self, pen: Pen, y: float, row: Laid, first: int = 0, last: int | None = None) -> None:
        """Draw the lines `first` to `last` of a row whose top is y."""
        base = y + PAD + BASELINE - first * LEADING
        for x, number, used, text in row.runs:
            if number >= first and (last is None or number < last):
                pen.text(x, base + number * LEADING, text, used, CELL)

    def _pads(self, index: int) -> float:
        return sum(self._sides(index))

    def _sides(self, index: int) -> tuple[float, float]:
        if self.hand:
            return self.pad, self.pad
        return (0.0 if index == 0 else self.pad, 0.0 if index == len(self.columns) - 1 else self.pad)

    def _word(self, column: Column) -> float:
        strong = face("condensed-bold")
        return (
            max((strong.width(word) for word in column.head.replace("\n", " ").split(" ")), default=0.0) * HEAD * PT
            + 0.05
        )

    def _natural(self, cell: Cell, column: Column) -> float:
        if isinstance(cell, str):
            return self.face(column).width(cell) * CELL * PT + 0.05
        return max(line.width for line in lines(cell, CELL * PT, 1e9)) + 0.05


def aligned(x: float, end: float, width: float, align: str) -> float:
    """Return where a text of `width` begins between x and `end`."""
    if align == "left":
        return x
    return end - width if align == "right" else (x + end - width) / 2
