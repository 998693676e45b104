"""Draws table cells: text, second line, badge, share bar, number, tick; grey bars where a row is still being read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.models.base import TableModel
from inventory.ui.models.cells import BADGE, NUMBER, SHARES, TICK, Cell, Column
from inventory.ui.tokens import foreground
from inventory.ui.widgets.paint import BADGE_HEIGHT, badge_width, draw_badge, draw_shares, draw_tick, draw_waiting

PADDING = 8
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_CACHE = 20_000


class CellDelegate(QStyledItemDelegate):
    """Paints from `TableModel.cell` directly; the view tells it the current row, the first column and the ticks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current_row = -1
        self.first_column = 0
        self.ticks = False
        self.scale = 1.0
        self._elided: dict[tuple[str, int, bool], str] = {}
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Take fonts and colours anew; the view calls it when the theme changes."""
        self._body, self._caption, self._strong = theme.font("body"), theme.font("caption"), theme.font("label")
        self._bold = theme.font("strong")
        self._body_m, self._caption_m = QFontMetrics(self._body), QFontMetrics(self._caption)
        self._strong_m, self._bold_m = QFontMetrics(self._strong), QFontMetrics(self._bold)
        self._line, self._sel, self._acc = theme.color("line"), theme.color("sel"), theme.color("acc")
        self._ink = {name: theme.color(name) for name in ("text", "text2", "text3")}
        self._elided.clear()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        row, number = index.row(), index.column()
        x, y, width, height = option.rect.getRect()
        state = option.state
        chosen = bool(state & _SELECTED)
        if chosen:
            painter.fillRect(x, y, width, height, self._sel)
        painter.fillRect(x, y + height - 1, width, 1, self._line)
        assert isinstance(model, TableModel)
        column = model.columns()[number]
        cell = model.cell(row, number)
        if cell is None:
            if column.style != TICK:
                draw_waiting(painter, x + PADDING, y + height // 2 - 4, max(20, (width - 16) * 2 // 3))
        elif column.style == TICK:
            draw_tick(painter, x + 9, y + (height - 17) // 2, ticked=chosen and self.ticks)
        else:
            self._cell(painter, cell, column, x, y, width, height)
        if row == self.current_row:
            self._current(painter, option, number, x, y, width, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme.density().row)

    def _current(
        self, painter: QPainter, option: QStyleOptionViewItem, number: int, x: int, y: int, width: int, height: int
    ) -> None:
        if number == self.first_column:
            painter.fillRect(x, y, 3, height - 1, self._acc)
        if option.state & _FOCUSED:
            painter.setPen(self._ink["text"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawRect(QRect(x, y, width - 1, height - 2))

    def _cell(self, painter: QPainter, cell: Cell, column: Column, x: int, y: int, width: int, height: int) -> None:
        text, second, icon, tone, second_tone, shares, marks, struck = cell
        style = column.style
        if style == BADGE:
            if text:
                self._badge(painter, cell, x, y, width, height)
            return
        left, room = x + PADDING, width - 2 * PADDING
        if icon:
            painter.drawPixmap(left, y + (height - 17) // 2, pixmap(icon, 16, "text2", self.scale))
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
        painter.save()
        painter.setFont(self._strong)
        top = y + (height - 1 - BADGE_HEIGHT) // 2
        draw_badge(painter, x + 6, top, room, cell.text, cell.icon, cell.tone or "neu", self.scale)
        painter.restore()

    def _marked(
        self, painter: QPainter, text: str, marks: tuple[tuple[int, int], ...], x: int, top: int, room: int, ink: object
    ) -> None:
        shown = self._bold_m.elidedText(text, Qt.TextElideMode.ElideRight, room)
        end = len(shown) if shown == text else len(shown) - 1
        baseline = top + self._body_m.ascent()
        painter.setPen(ink)  # type: ignore[call-overload]
        place = 0
        for start, length in (*marks, (len(shown), 0)):
            plain = shown[place:start] if start <= end else shown[place:]
            painter.drawText(x, baseline, plain)
            x += self._body_m.horizontalAdvance(plain)
            if start > end:
                break
            painter.setFont(self._bold)
            strong = shown[start : min(start + length, end)]
            painter.drawText(x, baseline, strong)
            painter.setFont(self._body)
            x += self._bold_m.horizontalAdvance(strong)
            place = min(start + length, end)
