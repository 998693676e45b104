"""The ways through a page: sections with error marks, tabs with counters, the steps of a wizard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inventory.ui import theme
from inventory.ui.focus_frame import is_framed
from inventory.ui.icons import pixmap

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class SectionButton(QAbstractButton):
    """One section: text, optional icon, a red mark for errors."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._text, self._icon, self._bad = text, icon, False
        self.setAccessibleName(text)

    def set_bad(self, bad: bool, name: str) -> None:
        """Mark that something in the section is wrong; `name` is what a screen reader says."""
        self._bad = bad
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen, scale = self.isChecked(), self.devicePixelRatioF()
        if chosen:
            painter.fillRect(self.rect(), theme.color("surf" if self._icon else "accS"))
            painter.fillRect(
                0, 6 if self._icon else 0, 3, self.height() - (12 if self._icon else 0), theme.color("acc")
            )
        left = 12
        if self._icon:
            painter.drawPixmap(12, 9, pixmap(self._icon, 16, "accL" if chosen else "text2", scale))
            left = 40
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text" if chosen else "text2"))
        painter.drawText(QRectF(left, 0, self.width() - left - 30, self.height()), _LEFT, self._text)
        if self._bad:
            painter.drawPixmap(self.width() - 26, 9, pixmap("circle-alert", 16, "err", scale))
        if is_framed(self):
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SectionList(QWidget):
    """The sections of an editor or of the settings. Signals: chosen(key)."""

    chosen = Signal(str)

    def __init__(
        self, sections: Sequence[tuple[str, str, str]], *, width: int = 200, parent: QWidget | None = None
    ) -> None:
        """Take (key, text, icon or "") each."""
        super().__init__(parent)
        self.setFixedWidth(width)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        self._buttons: dict[str, SectionButton] = {}
        self._texts = {key: text for key, text, _icon in sections}
        for key, text, icon in sections:
            made = SectionButton(text, icon, self)
            made.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._buttons[key] = made
            lines.addWidget(made)
        lines.addStretch(1)
        if sections:
            self._buttons[sections[0][0]].setChecked(True)

    def mark(self, key: str) -> None:
        """Show which section is in sight."""
        self._buttons[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the marked section."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) section and tell it."""
        keys = list(self._buttons)
        key = keys[(keys.index(self.current()) + by) % len(keys)]
        self.mark(key)
        self.chosen.emit(key)

    def show_only(self, keys: Sequence[str]) -> None:
        """Hide the other sections, for a search among them."""
        for key, made in self._buttons.items():
            made.setVisible(key in keys)

    def set_bad(self, keys: Sequence[str], wrong: str) -> None:
        """Mark the sections with errors; `wrong` is the translated word for a screen reader."""
        for key, made in self._buttons.items():
            text = self._texts[key]
            made.set_bad(key in keys, f"{text}, {wrong}" if key in keys else text)


class Tabs(QWidget):
    """Tabs over a list, each with a counter. Signals: chosen(key)."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._tabs: dict[str, _Tab] = {}
        for key, text in tabs:
            made = _Tab(text, self)
            made.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._tabs[key] = made
            line.addWidget(made)
        line.addStretch(1)
        if tabs:
            self._tabs[tabs[0][0]].setChecked(True)

    def choose(self, key: str) -> None:
        """Open a tab without telling."""
        self._tabs[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the open tab."""
        return next((key for key, made in self._tabs.items() if made.isChecked()), "")

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many there are in a tab; None shows nothing."""
        self._tabs[key].set_count(count)


class _Tab(QAbstractButton):
    """One tab: text, counter, a line below when it is open."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._text, self._count = text, ""
        self.setAccessibleName(text)

    def set_count(self, count: int | None) -> None:
        self._count = "" if count is None else str(count)
        self.setAccessibleName(f"{self._text} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font("strong")).horizontalAdvance(self._text)
        return QSize(
            wide + 24 + (QFontMetrics(theme.font("label")).horizontalAdvance(self._count) + 20 if self._count else 0),
            34,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        font = theme.font("strong" if chosen else "body")
        painter.setFont(font)
        painter.setPen(theme.color("accL" if chosen else "text2"))
        painter.drawText(QRectF(12, 0, self.width(), self.height() - 3), _LEFT, self._text)
        if self._count:
            left = 12 + QFontMetrics(font).horizontalAdvance(self._text) + 8
            small = theme.font("label")
            pill = QRectF(left, 7, QFontMetrics(small).horizontalAdvance(self._count) + 12, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(theme.color("accS" if chosen else "neuS")))
            painter.drawRoundedRect(pill, 9, 9)
            painter.setFont(small)
            painter.setPen(theme.color("accL" if chosen else "neu"))
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), self._count)
        if chosen:
            painter.fillRect(QRectF(8, self.height() - 3, self.width() - 16, 3), theme.color("acc"))
        if is_framed(self):
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class StepsBar(QWidget):
    """The steps of a wizard: done ones ticked, the current one filled; painted, read aloud as one sentence."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._current = 0
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, number: int) -> None:
        """Show that step `number` (from 0) is the current one."""
        self._current = number
        self.setAccessibleName(f"{number + 1}/{len(self._steps)}: {self._steps[number]}")
        self.update()

    def current(self) -> int:
        """Return the number of the current step, from 0."""
        return self._current

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for number, text in enumerate(self._steps):
            left = self._paint_step(painter, left, number, text)
            if number < len(self._steps) - 1:
                painter.fillRect(QRectF(left, self.height() / 2, 28, 1), theme.color("line2"))
                left += 40
        painter.end()

    def _paint_step(self, painter: QPainter, left: float, number: int, text: str) -> float:
        done, here = number < self._current, number == self._current
        paint_step_mark(
            painter, left, (self.height() - 24) / 2, number + 1, done=done, here=here, scale=self.devicePixelRatioF()
        )
        font = theme.font("strong" if here else "body")
        painter.setFont(font)
        painter.setPen(theme.color("text" if here or done else "text3"))
        wide = QFontMetrics(font).horizontalAdvance(text)
        painter.drawText(QRectF(left + 32, 0, wide + 4, self.height()), _LEFT, text)
        return left + 32 + wide + 12


def paint_step_mark(
    painter: QPainter, x: float, y: float, number: int, *, done: bool, here: bool, scale: float, side: float = 24
) -> None:
    """Draw the circle of a step: a tick when done, filled with its number when it is the turn, else outlined."""
    ground = "ok" if done else "acc" if here else "surf"
    painter.setPen(QPen(theme.color(ground if done or here else "line2"), 1))
    painter.setBrush(QBrush(theme.color(ground)))
    circle = QRectF(x + 0.5, y + 0.5, side - 1, side - 1)
    painter.drawEllipse(circle)
    if done:
        # On the light green of the dark theme a white tick could not be seen.
        ink = "win" if theme.tokens().dark else "accT"
        painter.drawPixmap(int(x + side / 2 - 7), int(y + side / 2 - 7), pixmap("check", 14, ink, scale))
        return
    painter.setFont(theme.font("label"))
    painter.setPen(theme.color("accT" if here else "text2"))
    painter.drawText(circle, _CENTRE, str(number))


class StepMark(QWidget):
    """The circle of a step beside a card's title."""

    def __init__(self, number: int, *, done: bool = False, here: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._done, self._here = number, done, here
        self.setFixedSize(26, 26)
        self.setAccessibleName(str(number))

    def set_state(self, *, done: bool, here: bool = True) -> None:
        """Show whether the step is done or is the turn."""
        self._done, self._here = done, here
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.devicePixelRatioF()
        paint_step_mark(painter, 1, 1, self._number, done=self._done, here=self._here, scale=scale)
        painter.end()
