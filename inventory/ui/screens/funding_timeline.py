"""The life of a project as a bar: realisation solid, durability hatched from today on, today as a mark (ui.md 7.7)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme

_BAR_TOP, _BAR = 34, 12
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class DurabilityTimeline(QWidget):
    """Dates that are not known are not drawn; the whole is said in words to a screen reader."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self._start: date | None = None
        self._end: date | None = None
        self._until: date | None = None
        self._today = date.today()
        self._token = "f3"  # noqa: S105 - a colour token
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(76)

    def sizeHint(self) -> QSize:
        return QSize(600, 76)

    def set_dates(self, *, start: date | None, end: date | None, until: date | None, today: date, token: str) -> None:
        """Show a project: `end` is its completion or planned end, `until` the end of durability."""
        self._start, self._end, self._until, self._today, self._token = start, end, until, today, token
        tr = self._tr
        words = [
            tr("start {day}", day=start) if start else "",
            tr("end of the project {day}", day=end) if end else "",
            tr("end of durability {day}", day=until) if until else tr("Durability: not set"),
            left_of(tr, today, until) if until else "",
        ]
        self.setAccessibleName("; ".join(word for word in words if word))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        days = [day for day in (self._start, self._end, self._until) if day is not None]
        if len(days) < 2:
            painter.end()
            return
        first, last = min(days), max(*days, self._today)
        whole = max((last - first).days, 1)
        wide = self.width() - 16

        def at(day: date) -> float:
            return 8 + wide * min(max((day - first).days / whole, 0), 1)

        if self._start and self._end:
            self._part(painter, at(self._start), at(self._end), solid=self._token)
        if self._end and self._until:
            split = min(max(self._today, self._end), self._until)
            if split > self._end:
                self._part(painter, at(self._end) + 2, at(split), solid="f2")
            if split < self._until:
                self._hatched(painter, max(at(split), at(self._end) + 2), at(self._until))
        self._texts(painter, at)
        if first <= self._today <= last:
            self._mark_today(painter, at(self._today))
        painter.end()

    def _part(self, painter: QPainter, left: float, right: float, *, solid: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.color(solid)))
        painter.drawRoundedRect(QRectF(left, _BAR_TOP, max(right - left, 2), _BAR), 3, 3)

    def _hatched(self, painter: QPainter, left: float, right: float) -> None:
        box = QRectF(left, _BAR_TOP, right - left, _BAR)
        painter.fillRect(box, theme.color("track"))
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(theme.color("f2"), 1.4))
        x = left - _BAR
        while x < right:
            painter.drawLine(int(x), _BAR_TOP + _BAR, int(x) + _BAR, _BAR_TOP)
            x += 9
        painter.restore()

    def _texts(self, painter: QPainter, at: object) -> None:
        tr, place = self._tr, at
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("text"))
        above = 12
        if self._start and self._end:
            box = QRectF(place(self._start), above, place(self._end) - place(self._start), 18)  # type: ignore[operator]
            self._fitting(painter, box, tr("Realisation"))
        if self._end and self._until:
            begin = max(place(self._end), place(self._today) if self._today > self._end else 0)  # type: ignore[operator]
            box = QRectF(begin + 24, above, place(self._until) - begin - 24, 18)  # type: ignore[operator]
            self._fitting(painter, box, left_of(tr, self._today, self._until))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        below = _BAR_TOP + _BAR + 6
        taken = 0.0
        for day, words, align in (
            (self._start, tr("{day} start", day=self._start), _LEFT),
            (self._end, tr("{day} end of the project", day=self._end), _CENTRE),
            (self._until, tr("{day} end of durability", day=self._until), _RIGHT),
        ):
            if day is None:
                continue
            wide = QFontMetrics(painter.font()).horizontalAdvance(words) + 4
            x = place(day) - (0 if align == _LEFT else wide if align == _RIGHT else wide / 2)  # type: ignore[operator]
            x = min(max(x, taken), self.width() - wide - 4)
            painter.drawText(QRectF(x, below, wide, 18), align, words)
            taken = x + wide + 8

    def _fitting(self, painter: QPainter, box: QRectF, text: str) -> None:
        if QFontMetrics(painter.font()).horizontalAdvance(text) <= box.width():
            painter.drawText(box, _CENTRE, text)

    def _mark_today(self, painter: QPainter, x: float) -> None:
        painter.setPen(QPen(theme.color("text"), 2))
        painter.drawLine(int(x), _BAR_TOP - 9, int(x), _BAR_TOP + _BAR + 5)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("text"))
        text = self._tr("today")
        wide = QFontMetrics(painter.font()).horizontalAdvance(text) + 4
        left = min(max(x - wide / 2, 0), self.width() - wide)
        painter.drawText(QRectF(left, 6, wide, 18), _CENTRE, text)


def left_of(tr: Translations, today: date, until: date) -> str:
    """Return how much of the durability is left, in years and days."""
    if until < today:
        return tr("Durability has ended")
    years = until.year - today.year - ((until.month, until.day) < (today.month, today.day))
    try:
        reached = today.replace(year=today.year + years)
    except ValueError:
        reached = today.replace(year=today.year + years, day=28)
    days = (until - reached).days
    in_years = tr.plural("{n} year", "{n} years", years) if years else ""
    in_days = tr.plural("{n} day", "{n} days", days) if days or not years else ""
    left = tr("{years} and {days}", years=in_years, days=in_days) if in_years and in_days else in_years or in_days
    return tr("Durability: {left} left", left=left)
