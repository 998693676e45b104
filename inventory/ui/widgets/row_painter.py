"""Draws table rows: text, second line, badge, share bar, number, tick; grey bars where a row is still being read.

A whole row at a time: through an item delegate Qt would wrap painter, option and index anew for each cell, which
takes as long as drawing the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.models.base import TableModel
from inventory.ui.models.cells import BADGE, NUMBER, SHARES, TICK, Cell, Column
from inventory.ui.tokens import foreground
from inventory.ui.widgets.paint import BADGE_HEIGHT, badge_width, draw_badge, draw_shares, draw_tick, draw_waiting

PADDING = 8
_CACHE = 20_000
_STAMPS = 200
_TICK = 17
Marks = tuple[tuple[int, int], ...]


class RowPainter:
    """Paints the rows of one table in sight from `TableModel.cell`."""

    def __init__(self, view: QTableView) -> None:
        self._view = view
        self._scale = 1.0
        self._elided: dict[tuple[str, int, bool], str] = {}
        self._runs: dict[tuple[str, int, Marks], list[tuple[int, str, bool]]] = {}
        self._stamps: dict[object, QPixmap] = {}
        # Pages are built anew when the theme changes, and their painters with them.
        self._body, self._caption, self._strong = theme.font("body"), theme.font("caption"), theme.font("label")
        self._bold = theme.font("strong")
        self._body_m, self._caption_m = QFontMetrics(self._body), QFontMetrics(self._caption)
        self._strong_m, self._bold_m = QFontMetrics(self._strong), QFontMetrics(self._bold)
        self._line, self._sel, self._acc = theme.color("line"), theme.color("sel"), theme.color("acc")
        self._ink = {name: theme.color(name) for name in ("text", "text2", "text3")}

    def paint(self, area: QRect, sections: Sequence[int], *, ticks: bool) -> None:
        """Paint these sections of the rows that `area` touches; `ticks` shows the selection in the boxes too."""
        view = self._view
        model, header = view.model(), view.horizontalHeader()
        if not isinstance(model, TableModel):
            return
        first, last = view.rowAt(max(0, area.top())), view.rowAt(area.bottom())
        places = [
            (section, model.columns()[section], header.sectionViewportPosition(section), header.sectionSize(section))
            for section in sections
        ]
        if first < 0 or not places:
            return
        last = model.rowCount() - 1 if last < 0 else last
        scale = view.devicePixelRatioF()
        if scale != self._scale:
            self._scale = scale
            self._stamps.clear()
        left, end = places[0][2], places[-1][2] + places[-1][3]
        seen = [place for place in places if place[2] <= area.right() and place[2] + place[3] > area.left()]
        height, y = view.rowHeight(first), view.rowViewportPosition(first)
        selection, section = view.selectionModel(), places[0][0]
        current = view.currentIndex()
        painter = QPainter(view.viewport())
        painter.setFont(self._body)
        for row in range(first, last + 1):
            chosen = selection.isSelected(model.index(row, section))
            if chosen:
                painter.fillRect(left, y, end - left, height, self._sel)
            painter.fillRect(left, y + height - 1, end - left, 1, self._line)
            for number, column, x, width in seen:
                cell = model.cell(row, number)
                if cell is not None and column.style != TICK:
                    self._cell(painter, cell, column, x, y, width, height)
                elif column.style == TICK:
                    self._tick(painter, x + 9, y + (height - _TICK) // 2, ticked=chosen and ticks)
                else:
                    draw_waiting(painter, x + PADDING, y + height // 2 - 4, max(20, (width - 16) * 2 // 3))
            if row == current.row():
                painter.fillRect(left, y, 3, height - 1, self._acc)
                if view.hasFocus():
                    self._outline(painter, places, current.column(), y, height)
            y += height
        painter.end()

    def _outline(
        self, painter: QPainter, places: list[tuple[int, Column, int, int]], current: int, y: int, height: int
    ) -> None:
        """Draw a line around the cell that has the keyboard's focus."""
        for section, _column, x, width in places:
            if section == current:
                painter.setPen(self._ink["text"])
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.drawRect(QRect(x, y, width - 1, height - 2))

    def _stamp(self, key: object, width: int, height: int, draw: Callable[[QPainter], None]) -> QPixmap:
        """Return a small picture that stands in many rows, drawn once."""
        made = self._stamps.get(key)
        if made is None:
            if len(self._stamps) >= _STAMPS:
                self._stamps.clear()
            made = QPixmap(round(width * self._scale), round(height * self._scale))
            made.setDevicePixelRatio(self._scale)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            draw(painter)
            painter.end()
            self._stamps[key] = made
        return made

    def _tick(self, painter: QPainter, x: int, y: int, *, ticked: bool) -> None:
        box = self._stamp(ticked, _TICK, _TICK, lambda on: draw_tick(on, 0, 0, ticked=ticked))
        painter.drawPixmap(x, y, box)

    def _cell(self, painter: QPainter, cell: Cell, column: Column, x: int, y: int, width: int, height: int) -> None:
        text, second, icon, tone, second_tone, shares, marks, struck = cell
        style = column.style
        if style == BADGE:
            if text:
                self._badge(painter, cell, x, y, width, height)
            return
        left, room = x + PADDING, width - 2 * PADDING
        if icon:
            painter.drawPixmap(left, y + (height - 17) // 2, pixmap(icon, 16, "text2", self._scale))
            left, room = left + 24, room - 24
        if style == SHARES and shares:
            self._line_of(
                painter,
                text,
                left,
                y + (height - 26) // 2 - 1,
                room,
                self._caption_m,
                self._ink["text2"],
                self._caption,
            )
            draw_shares(painter, left, y + (height - 26) // 2 + 19, min(room, 86), 5, shares)
            return
        ink = theme.color(foreground(tone)) if tone else self._ink["text"]
        if not second:
            top = y + (height - self._body_m.height()) // 2 - 1
            if style == NUMBER:
                self._number(painter, text, x, top, width, ink)
            elif marks:
                self._marked(painter, text, marks, left, top, room, ink)
            else:
                self._line_of(painter, text, left, top, room, self._body_m, ink, None)
            if struck:
                shown = min(room, self._body_m.horizontalAdvance(text))
                painter.fillRect(left, top + self._body_m.height() // 2 + 1, shown, 1, ink)
            return
        top = y + (height - self._body_m.height() - self._caption_m.height()) // 2
        if marks:
            self._marked(painter, text, marks, left, top, room, ink)
        else:
            self._line_of(painter, text, left, top, room, self._body_m, ink, None)
        below = theme.color(foreground(second_tone)) if second_tone else self._ink["text3"]
        self._line_of(
            painter, second, left, top + self._body_m.height() - 1, room, self._caption_m, below, self._caption
        )

    def _line_of(
        self,
        painter: QPainter,
        text: str,
        x: int,
        top: int,
        room: int,
        metrics: QFontMetrics,
        ink: object,
        other: QFont | None,
    ) -> None:
        key = (text, room, other is None)
        shown = self._elided.get(key)
        if shown is None:
            if len(self._elided) > _CACHE:
                self._elided.clear()
            shown = self._elided[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setPen(ink)  # type: ignore[call-overload]
        if other is None:
            painter.drawText(x, top + metrics.ascent(), shown)
            return
        painter.setFont(other)
        painter.drawText(x, top + metrics.ascent(), shown)
        painter.setFont(self._body)

    def _number(self, painter: QPainter, text: str, x: int, top: int, width: int, ink: object) -> None:
        painter.setPen(ink)  # type: ignore[call-overload]
        start = x + width - PADDING - self._body_m.horizontalAdvance(text)
        painter.drawText(max(x + 2, start), top + self._body_m.ascent(), text)

    def _badge(self, painter: QPainter, cell: Cell, x: int, y: int, width: int, height: int) -> None:
        room = min(badge_width(cell.text, cell.icon, self._strong_m), width - 8)

        def draw(on: QPainter) -> None:
            on.setFont(self._strong)
            draw_badge(on, 0, 0, room, cell.text, cell.icon, cell.tone or "neu", self._scale)

        stamp = self._stamp((cell.text, cell.icon, cell.tone, room), max(1, room), BADGE_HEIGHT, draw)
        painter.drawPixmap(x + 6, y + (height - 1 - BADGE_HEIGHT) // 2, stamp)

    def _marked(self, painter: QPainter, text: str, marks: Marks, x: int, top: int, room: int, ink: object) -> None:
        key = (text, room, marks)
        runs = self._runs.get(key)
        if runs is None:
            if len(self._runs) > _CACHE:
                self._runs.clear()
            runs = self._runs[key] = self._split(text, marks, room)
        baseline = top + self._body_m.ascent()
        painter.setPen(ink)  # type: ignore[call-overload]
        for offset, part, strong in runs:
            if strong:
                painter.setFont(self._bold)
                painter.drawText(x + offset, baseline, part)
                painter.setFont(self._body)
            else:
                painter.drawText(x + offset, baseline, part)

    def _split(self, text: str, marks: Marks, room: int) -> list[tuple[int, str, bool]]:
        """Return the parts of a text with bold hits, each with its distance from the left."""
        shown = self._bold_m.elidedText(text, Qt.TextElideMode.ElideRight, room)
        end = len(shown) if shown == text else len(shown) - 1
        runs: list[tuple[int, str, bool]] = []
        place = offset = 0
        for start, length in (*marks, (len(shown), 0)):
            plain = shown[place:start] if start <= end else shown[place:]
            if plain:
                runs.append((offset, plain, False))
                offset += self._body_m.horizontalAdvance(plain)
            if start > end:
                break
            strong = shown[start : min(start + length, end)]
            if strong:
                runs.append((offset, strong, True))
                offset += self._bold_m.horizontalAdvance(strong)
            place = min(start + length, end)
        return runs
