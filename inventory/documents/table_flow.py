"""Puts a table on pages: head on each, sums carried over, a row cut only when a page is too small for it."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.documents.flow import Flow
from inventory.documents.fonts import face
from inventory.documents.pen import PT, Pen
from inventory.documents.table import BASELINE, CELL, HEAD, HEAD_LEADING, LEADING, PAD, Grid, Laid, aligned

_WORTH_BEGINNING = 40.0  # mm: with less room a row of several pages begins on the next one
_OUTER, _FIFTH, _HEAD, _INNER = 1.0, 0.6, 0.5, 0.25


@dataclass(kw_only=True)
class Table(Grid):
    """A table that fills as many pages as it needs."""

    def place(self, flow: Flow) -> None:
        """Draw the rows from the current place of `flow` on."""
        if not self.rows:
            return
        first = self.laid[0].height + self.head_height + self.gap
        if flow.y + min(first, flow.full) > flow.limit and not flow.at_top:
            flow.turn()
        if not flow.at_top:
            flow.y += self.gap
        _Placing(self, flow).run()


class _Placing:
    def __init__(self, table: Grid, flow: Flow) -> None:
        self.table, self.flow = table, flow
        self.carry_height = LEADING + 2 * PAD if table.carry else 0.0
        self.top = self.body_top = 0.0
        self.struck_top: float | None = None

    def run(self) -> None:
        """Draw every row."""
        table, flow = self.table, self.flow
        self._head()
        final = len(table.rows) - 1
        for index, row in enumerate(table.laid):
            below = table.follow + table.total_height if index == final else self.carry_height
            if flow.y + row.height + below <= flow.limit:
                self._row(index, row)
            elif row.height + below <= flow.full - table.head_height - self.carry_height:
                self._turn(index)
                self._row(index, row)
            else:
                self._split(index, row, below)
        self._totals()
        self._end()

    def _turn(self, done: int) -> None:
        """Close the page after `done` rows and begin the next one."""
        table, flow = self.table, self.flow
        striking = self.struck_top is not None
        if table.carry and done:
            self._carried(table.carry.to_next, table.carry.write(done))
        self._end()
        flow.turn()
        self._head()
        self.struck_top = flow.y if striking else None
        if table.carry and done:
            self._carried(table.carry.from_before, table.carry.write(done))
            self._under(_INNER)

    def _row(self, index: int, row: Laid) -> None:
        if self.table.struck_from == index:
            self.struck_top = self.flow.y
        self.table.draw_row(self.flow.pen, self.flow.y, row)
        self.flow.y += row.height
        if index < len(self.table.rows) - 1 or self.table.total is not None:
            self._under(_FIFTH if (index + 1) % 5 == 0 else _INNER)

    def _split(self, index: int, row: Laid, below: float) -> None:
        """Draw a row that no page can hold, line by line over several."""
        table, flow = self.table, self.flow
        continued = table.lay([table.continued] + [""] * (len(table.columns) - 1))
        if flow.limit - flow.y < _WORTH_BEGINNING:
            self._turn(index)
        done = 0
        while done < row.lines:
            room = flow.limit - flow.y - 2 * PAD
            until = row.lines
            if (row.lines - done) * LEADING + below > room:
                until = min(done + max(1, int((room - self.carry_height) / LEADING)), row.lines - 1)
            if done:
                table.draw_row(flow.pen, flow.y, continued)
            table.draw_row(flow.pen, flow.y, row, done, max(until, done + 1))
            flow.y += (until - done) * LEADING + 2 * PAD
            done = max(until, done + 1)
            if done < row.lines:
                self._turn(index + 1)
        self._under(_INNER)

    def _carried(self, label: str, sums: dict[int, str]) -> None:
        table = self.table
        cells = [sums.get(index, "") for index in range(len(table.columns))]
        strong = face("condensed-bold")
        assert table.carry is not None
        right = table.starts[table.carry.label_end] - 2.5
        self.flow.pen.rule(table.left, self.flow.y, table.right, self.flow.y, _HEAD)
        self.flow.pen.right(right, self.flow.y + PAD + BASELINE, label, strong, CELL)
        table.draw_row(self.flow.pen, self.flow.y, table.lay(cells, strong=True))
        self.flow.y += self.carry_height

    def _totals(self) -> None:
        if self.table.total is not None:
            self.table.draw_row(self.flow.pen, self.flow.y, self.table.lay(self.table.total, strong=True))
            self.flow.y += self.table.total_height

    def _under(self, weight: float) -> None:
        self.flow.pen.rule(self.table.left, self.flow.y, self.table.right, self.flow.y, weight)

    def _end(self) -> None:
        self._under(_OUTER)
        if self.table.hand:
            for x in self.table.starts:
                self.flow.pen.rule(x, self.top, x, self.flow.y, _INNER)
        if self.struck_top is not None:
            self._strike(self.flow.pen, self.struck_top, self.flow.y)
            self.struck_top = None

    def _strike(self, pen: Pen, top: float, bottom: float) -> None:
        """Draw the Z over the unused rows, beside the position column and 2.5 mm inside."""
        x1, x2 = self.table.starts[1] + 2.5, self.table.right - 2.5
        y1, y2 = top + 2.5, bottom - 2.5
        corners = " l ".join(f"{x:.2f} {-y:.2f}" for x, y in ((x2, y1), (x1, y2), (x2, y2)))
        pen.raw(f"q {1.2 * PT:.3f} w 1 j {x1:.2f} {-y1:.2f} m {corners} l S Q")

    def _head(self) -> None:
        table, flow = self.table, self.flow
        pen = flow.pen
        self.top = flow.y
        self._under(_OUTER)
        base = flow.y + table.head_height - (4.0 if table.hand else 0) - PAD - 0.6
        for column, head, (x, end, _, _) in zip(table.columns, table.heads, table.boxes, strict=True):
            top = base - (len(head) - 1) * HEAD_LEADING
            for number, line in enumerate(head):
                pen.line(aligned(x, end, line.width, column.align), top + number * HEAD_LEADING, line, HEAD)
        if table.grouped:
            self._groups(pen)
        flow.y += table.head_height
        if table.hand:
            self._under_numbers(pen)
        self._under(_HEAD)
        self.body_top = flow.y

    def _groups(self, pen: Pen) -> None:
        """Write the common heads over their columns."""
        table, strong = self.table, face("condensed-bold")
        names = [column.group for column in table.columns]
        for index, name in enumerate(names):
            if not name or (index and names[index - 1] == name):
                continue
            last = max(k for k, other in enumerate(names) if other == name)
            x1, x2 = table.boxes[index][0], table.boxes[last][1]
            width = strong.width(name) * HEAD * PT
            pen.text((x1 + x2 - width) / 2, self.flow.y + PAD + 2.5, name, strong, HEAD)
            pen.rule(x1, self.flow.y + 5.0, x2, self.flow.y + 5.0, _HEAD)

    def _under_numbers(self, pen: Pen) -> None:
        """Write the numbers of the columns under the head of a hand-filled table."""
        y = self.flow.y
        pen.rule(self.table.left, y - 4.0, self.table.right, y - 4.0, _INNER)
        plain = face("condensed")
        for index in range(len(self.table.columns)):
            text = str(index + 1)
            middle = (self.table.starts[index] + self.table.starts[index + 1]) / 2
            pen.text(middle - plain.width(text) * HEAD * PT / 2, y - 1.1, text, plain, HEAD)
