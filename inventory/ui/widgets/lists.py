"""Short lists of a page: facts with captions, a history with its line, rows that need attention."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.tokens import background, foreground
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import clear, column, row
from inventory.ui.widgets.text import label


class Fact(NamedTuple):
    """A caption and its value; `tone` is warn or err where it needs attention, `go` makes the value a link."""

    caption: str
    value: str
    tone: str = ""
    go: Callable[[], object] | None = None


class FactsList(QWidget):
    """Captions at the left, values at the right, both can be read and the values copied."""

    def __init__(self, facts: Sequence[Fact] = (), *, caption_width: int = 100, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnMinimumWidth(0, caption_width)
        self._grid.setColumnStretch(1, 1)
        self._widgets: list[QWidget] = []
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts; those without a value are left out."""
        for old in self._widgets:
            old.hide()
            old.deleteLater()
        self._widgets = []
        for number, fact in enumerate(fact for fact in facts if fact.value):
            caption = label(fact.caption, ink="text3")
            value: QWidget = (
                buttons.link(fact.value, fact.go)
                if fact.go
                else label(fact.value, ink=fact.tone, wrap=True, select=True)
            )
            if fact.go:
                # Without the room of a button it stands in line with the other values.
                value.setProperty("crumb", "1")
            value.setAccessibleName(f"{fact.caption}: {fact.value}")
            self._grid.addWidget(caption, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, number, 1)
            self._widgets += [caption, value]


class Event(NamedTuple):
    """One line of a history: icon, what, when and who; `go` opens it."""

    icon: str
    text: str
    detail: str = ""
    tone: str = "text2"
    go: Callable[[], object] | None = None


class _Mark(QWidget):
    """The icon of an event with the line to the next one."""

    def __init__(self, icon: str, tone: str, *, last: bool) -> None:
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        self.setFixedWidth(18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(1, 2, pixmap(self._icon, 16, self._tone, self.devicePixelRatioF()))
        if not self._last:
            painter.fillRect(9, 21, 1, self.height() - 21, theme.color("line"))
        painter.end()


class TimelineList(QWidget):
    """A history, newest first."""

    def __init__(self, events: Sequence[Event] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.set_events(events)

    def set_events(self, events: Sequence[Event]) -> None:
        """Show another history."""
        clear(self._lines)
        for number, event in enumerate(events):
            words = column(spacing=0, margins=(0, 0, 0, 6))
            words.addWidget(
                buttons.link(event.text, event.go, flush=True) if event.go else label(event.text, wrap=True)
            )
            if event.detail:
                words.addWidget(label(event.detail, role="caption", ink="text3", wrap=True))
            line = row(spacing=8)
            line.addWidget(_Mark(event.icon, event.tone, last=number == len(events) - 1))
            line.addLayout(words, 1)
            self._lines.addLayout(line)


class AttentionRow(QWidget):
    """One line of "Needs attention": tinted icon, what and details, how many, the link that repairs it."""

    def __init__(
        self, text: str, detail: str, count: str, link: str, go: Callable[[], object], *, icon: str, tone: str = "warn"
    ) -> None:
        super().__init__()
        line = row(spacing=12, margins=(0, 6, 0, 6))
        self.setLayout(line)
        words = column(spacing=1)
        words.addWidget(label(text, role="strong"))
        if detail:
            words.addWidget(label(detail, role="caption", ink="text3"))
        self.link = buttons.link(link, go)
        self.link.setMinimumWidth(130)
        self.link.setAccessibleName(f"{link}: {text}, {count}")
        line.addWidget(SoftIcon(icon, tone))
        line.addLayout(words, 1)
        line.addWidget(label(count, role="card"))
        line.addSpacing(8)
        line.addWidget(self.link)


class SoftIcon(QLabel):
    """An icon on its soft ground; `side` is 34 in lists, 56 on the first page."""

    def __init__(self, icon: str, tone: str = "info", *, side: int = 34) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.setFixedSize(side, side)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(background(self._tone)))
        painter.drawRoundedRect(self.rect(), 5, 5)
        side = self.width() // 2
        place = (self.width() - side) // 2
        painter.drawPixmap(place, place, pixmap(self._icon, side, foreground(self._tone), self.devicePixelRatioF()))
        painter.end()
