"""Painted figures: share bars with a legend, ranked bars, a ring, a figure card; each can be read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.paint import draw_shares
from inventory.ui.widgets.text import label, set_ink

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Part(NamedTuple):
    """One part of a whole: name, weight, how its amount and share are written, colour token."""

    name: str
    weight: int
    amount: str = ""
    share: str = ""
    token: str = "f1"  # noqa: S105 - a colour token

    def spoken(self) -> str:
        """Return the part in words: `Dotacja NMF 85%, 16 898,00 zł`."""
        return ", ".join(word for word in (f"{self.name} {self.share}".strip(), self.amount) if word)


class ShareBar(QWidget):
    """One bar of parts; what is missing to `whole` shows the empty track."""

    def __init__(self, parts: Sequence[Part] = (), *, height: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Part] = []
        self._whole = 0
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[Part], *, whole: int = 0) -> None:
        """Show other parts."""
        self._parts = list(parts)
        self._whole = whole
        self.setAccessibleName("; ".join(part.spoken() for part in parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        weights = [(part.weight, part.token) for part in self._parts]
        draw_shares(painter, 0, 0, self.width(), self.height(), weights, whole=self._whole)
        painter.end()


class _Lines(QWidget):
    """Parts under each other, each `LINE` pixels high; a click, or arrows and Enter, choose one.

    Signals: chosen(number).
    """

    chosen = Signal(int)
    LINE = 0

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._parts: list[Part] = []
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts."""
        self._parts = list(parts)
        self._current = 0
        self.setAccessibleName("; ".join(part.spoken() for part in parts))
        self.setFixedHeight(max(1, len(parts)) * self.LINE)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int(event.position().y()) // self.LINE
        if 0 <= number < len(self._parts):
            self._current = number
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self._parts:
            self._current = (self._current + step) % len(self._parts)
            self.update()
        elif event.key() in _ENTERS and self._parts:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)


class Legend(_Lines):
    """The parts of a bar in lines: square, name, amount, share; a click on a line tells its number.

    With a focus policy arrows and Enter choose too. Signals: chosen(number).
    """

    LINE = 24

    def __init__(self, parts: Sequence[Part] = (), *, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = strong
        self.set_parts(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        body, caption, strong = theme.font(), theme.font("caption"), theme.font("strong")
        shares = max((QFontMetrics(body).horizontalAdvance(part.share) for part in self._parts), default=0)
        for number, part in enumerate(self._parts):
            top = number * self.LINE
            painter.fillRect(QRectF(0, top + 7, 10, 10), theme.color(part.token))
            right = self.width()
            painter.setPen(theme.color("text2"))
            painter.setFont(body if not self._strong else caption)
            if part.share and not self._strong:
                painter.drawText(QRectF(right - shares - 2, top, shares + 2, self.LINE), _RIGHT, part.share)
                right -= shares + 24
            font = strong if self._strong else body
            wide = QFontMetrics(font).horizontalAdvance(part.amount) + 2
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            painter.drawText(QRectF(right - wide, top, wide, self.LINE), _RIGHT, part.amount)
            name = f"{part.name} ({part.share})" if self._strong and part.share else part.name
            room = right - wide - 28
            painter.setFont(body)
            shown = QFontMetrics(body).elidedText(name, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(18, top, room, self.LINE), _LEFT, shown)
            if self.hasFocus() and number == self._current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(0, top, self.width() - 1, self.LINE - 1))
        painter.end()


class RankedBars(_Lines):
    """Parts under each other, each with its own bar measured by the largest (`Value by funding source`).

    Arrows and Enter choose with the keyboard. Signals: chosen(number).
    """

    LINE = 48

    def __init__(self, parts: Sequence[Part] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_parts(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        body, strong = theme.font(), theme.font("strong")
        metrics, bold = QFontMetrics(body), QFontMetrics(strong)
        most = max((part.weight for part in self._parts), default=0) or 1
        shares = max((metrics.horizontalAdvance(part.share) for part in self._parts), default=0)
        for number, part in enumerate(self._parts):
            top = number * self.LINE
            right = self.width()
            painter.setFont(body)
            painter.setPen(theme.color("text2"))
            painter.drawText(QRectF(right - shares - 2, top, shares + 2, 24), _RIGHT, part.share)
            right -= shares + 18
            wide = bold.horizontalAdvance(part.amount) + 2
            painter.setPen(theme.color("text"))
            room = right - wide - 10
            painter.drawText(
                QRectF(0, top, room, 24), _LEFT, metrics.elidedText(part.name, Qt.TextElideMode.ElideRight, int(room))
            )
            painter.setFont(strong)
            painter.drawText(QRectF(right - wide, top, wide, 24), _RIGHT, part.amount)
            draw_shares(painter, 0, top + 26, self.width(), 8, [(part.weight, part.token)], whole=most)
            if self.hasFocus() and number == self._current:
                painter.setPen(theme.color("text"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(0, top, self.width() - 1, 38))
        painter.end()


class Ring(QWidget):
    """A ring of parts with a figure in the middle."""

    def __init__(self, parts: Sequence[Part], figure: str, *, side: int = 120, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = list(parts)
        self._figure = figure
        self.setFixedSize(side, side)
        self.setAccessibleName("; ".join([figure, *(part.spoken() for part in parts)]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self.width() / 8
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("track"), thick))
        painter.drawEllipse(box)
        whole = sum(part.weight for part in self._parts)
        start = 90.0
        for part in self._parts:
            angle = 360 * part.weight / whole if whole else 0
            painter.setPen(QPen(QBrush(theme.color(part.token)), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(box, int(start * 16), int(-max(angle - 1, 0.5) * 16))
            start -= angle
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("title"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._figure)
        painter.end()


class FigureCard(QFrame):
    """One number of the overview: icon and caption, the figure, a line below; the whole card can be clicked.

    Signals: clicked().
    """

    clicked = Signal()

    def __init__(self, caption: str, *, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "1")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        lines = column(spacing=4, margins=(16, 12, 16, 12))
        self.setLayout(lines)
        mark = QLabel()
        mark.setPixmap(pixmap(icon, 16, "text2", self.devicePixelRatioF()))
        self._caption = label(caption, ink="text2")
        self.figure = label("", role="figure")
        self.below = label("", role="caption", ink="text3")
        self._extra = column(spacing=0)
        fill(lines, fill(row(spacing=8), mark, self._caption, 1), self.figure, self.below, self._extra)

    def set_figure(self, figure: str, below: str = "", *, ink: str = "text3") -> None:
        """Show a number and the line below it; `ink` is err where it needs a person."""
        self.figure.setText(figure)
        self.below.setText(below)
        set_ink(self.below, ink)
        self.setAccessibleName(f"{self._caption.text()}: {figure}. {below}")

    def add(self, widget: QWidget) -> None:
        """Put a bar under the lines."""
        self._extra.addWidget(widget)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
