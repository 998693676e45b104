"""The cards of the overview: each shows grey bars until its figures are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.asset_look import funding_token
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row
from inventory.ui.widgets.charts import Legend, Part, RankedBars, ShareBar
from inventory.ui.widgets.lists import AttentionRow
from inventory.ui.widgets.paint import draw_waiting
from inventory.ui.widgets.text import ElidedLabel, label, rule

if TYPE_CHECKING:
    from inventory.services.attention import Attention, Deadline
    from inventory.services.history import Event
    from inventory.services.overview import Portion, SourceValue
    from inventory.services.spending import ProjectView

Go = Callable[[str], object]
_STATUS_TOKENS = {
    "issued": "f1",
    "in_stock": "f5",
    "in_repair": "f2",
    "for_disposal": "f4",
    "missing": "err",
    "transferred": "line2",
    "disposed": "line2",
}
_ICONS = {
    "overdue": "clock",
    "warranty": "shield",
    "insurance": "file-text",
    "insurance_ended": "file-text",
    "unlabelled": "tag",
    "durability": "landmark",
    "durability_unknown": "landmark",
    "no_category": "layers",
    "no_value": "circle-question-mark",
    "stock_check": "clipboard-check",
}
_MOST = 6


def locale(tr: Translations) -> QLocale:
    """Return the names of days and months in a language."""
    return QLocale(QLocale.Language.Polish if tr.language == "pl" else QLocale.Language.English)


def long_date(day: date, tr: Translations) -> str:
    """Return a day with its weekday: `wtorek, 18 listopada 2025`."""
    return locale(tr).toString(QDate(day.year, day.month, day.day), "dddd, d MMMM yyyy")


class Waiting(QWidget):
    """Grey bars where lines will be."""

    def __init__(self, lines: int = 4) -> None:
        super().__init__()
        self._count = lines
        self.setMinimumHeight(lines * 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(self._count):
            draw_waiting(painter, 0, number * 34 + 12, self.width() * (0.7 if number % 2 else 0.9))
        painter.end()


class OverviewCard(Card):
    """A card whose content is replaced when its figures come."""

    def __init__(self, title: str, *, lines: int = 4) -> None:
        super().__init__(title)
        self.content = column(spacing=8)
        self.add(self.content)
        self.body.addStretch(1)
        self.content.addWidget(Waiting(lines))

    def replace(self, *items: QWidget | QVBoxLayout) -> None:
        """Show these in place of what was there."""
        clear(self.content)
        fill(self.content, *items)


def show_attention(
    card: OverviewCard,
    matters: Sequence[Attention],
    dates: Sequence[Deadline],
    tr: Translations,
    go: Callable[[Attention], object],
) -> None:
    """List what needs a person; with nothing to do say when the next date is, above what is only good to know."""
    card.content.setSpacing(0)
    items: list[QWidget] = []
    if all(matter.level == "info" for matter in matters):
        following = tr("The next date: {day}", day=dates[0].on) if dates else ""
        items = [label(tr("Nothing waits today"), role="strong"), label(following, ink="text2")]
    links = {
        "overdue": tr("Show the returns"),
        "unlabelled": tr("Show the list"),
        "durability_unknown": tr("Enter the date"),
        "stock_check": tr("Open stock checks"),
    }
    for matter in matters:
        if items:
            items.append(rule())
        detail = tr.message(matter.detail) if matter.detail is not None else ""
        link = links.get(matter.key, tr("Show the list"))
        icon = _ICONS.get(matter.key, "info")
        count = tr.number(matter.number)
        items.append(
            AttentionRow(
                tr(matter.title), detail, count, link, lambda matter=matter: go(matter), icon=icon, tone=matter.level
            )
        )
    card.replace(*items)


def show_sources(card: OverviewCard, sources: Sequence[SourceValue], tr: Translations, go: Go) -> None:
    """Show what each source paid."""
    whole = sum(source.value for source in sources)
    shown = sources[:_MOST]
    parts = [
        Part(
            source.name_en if tr.language == "en" else source.name_pl,
            source.value,
            tr.money(source.value),
            _share(source.value, whole, tr),
            funding_token(source.source_id),
        )
        for source in shown
    ]
    bars = RankedBars(parts)
    bars.chosen.connect(lambda number: go(shown[number].query))
    card.replace(bars if parts else label(tr("No funding has been entered yet."), ink="text2"))


def show_statuses(card: OverviewCard, statuses: Sequence[Portion], tr: Translations, go: Go) -> None:
    """Show how many assets are in each state."""
    whole = sum(portion.number for portion in statuses)
    parts = [
        Part(
            tr(portion.label),
            portion.number,
            tr.number(portion.number),
            _share(portion.number, whole, tr),
            _STATUS_TOKENS[portion.key],
        )
        for portion in statuses
    ]
    legend = Legend(parts)
    legend.chosen.connect(lambda number: go(statuses[number].query))
    legend.setCursor(Qt.CursorShape.PointingHandCursor)
    legend.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    card.replace(ShareBar(parts, height=16), legend)


def show_categories(card: OverviewCard, categories: Sequence[Portion], tr: Translations, go: Go) -> None:
    """Show the largest categories."""
    whole = sum(portion.number for portion in categories)
    shown = categories[:_MOST]
    parts = [
        Part(portion.label, portion.number, tr.number(portion.number), _share(portion.number, whole, tr), "f1")
        for portion in shown
    ]
    bars = RankedBars(parts)
    bars.chosen.connect(lambda number: go(shown[number].query))
    card.replace(bars)


def show_budgets(
    card: OverviewCard, projects: Sequence[ProjectView], tr: Translations, go: Callable[[int], object]
) -> None:
    """Show how much of each budget is spent; more than all of it is red."""
    known = [project for project in projects if project.budget][:_MOST]
    items: list[QWidget] = []
    for project in known:
        over = project.spent > project.budget
        share = tr.percent(project.spent * 100 // project.budget * 100)
        amount = tr("{spent} of {budget}", spent=tr.money(project.spent), budget=tr.money(project.budget))
        part = Part(project.number, project.spent, amount, share, "err" if over else "f3")
        bar = ShareBar(height=8)
        bar.set_parts([part], whole=project.budget)
        words = row(spacing=8)
        fill(words, label(part.name, role="strong"), 1, label(amount, role="caption", ink="text2"), label(share))
        line = framed(fill(column(spacing=6), words, bar))
        items.append(Clickable(line, lambda project=project.id: go(project), part.spoken()))
    card.replace(*(items or [label(tr("No project has a budget yet."), ink="text2")]))


def show_events(card: OverviewCard, events: Sequence[Event], tr: Translations, today: date, go: Go) -> None:
    """List the last operations: when, what, who; one that changed assets opens them."""
    items: list[QWidget] = []
    for event in events:
        local = event.at.astimezone()
        when = f"{local:%H:%M}" if local.date() == today else tr.date(local.date())
        if local.date() == today - timedelta(days=1):
            when = tr("yesterday")
        what = tr(event.title)
        if event.assets:
            what = f"{what}: {', '.join(event.assets)}" + (" …" if event.changed > len(event.assets) else "")
        line = _dated(label(when, role="caption", ink="text3"), what, event.person, 76)
        query = " ".join(f"id:{asset}" for asset in event.asset_ids)
        items.append(Clickable(line, lambda query=query: go(query), what) if query else line)
    card.replace(*(items or [label(tr("Nothing has happened yet."), ink="text2")]))


def show_dates(card: OverviewCard, dates: Sequence[Deadline], tr: Translations, go: Go) -> None:
    """List the next dates."""
    items = []
    for deadline in dates:
        title = tr(deadline.title)
        if deadline.number > 1:
            title = ": ".join((title, tr.plural("{n} asset", "{n} assets", deadline.number)))
        line = _dated(DateBlock(deadline.on, tr), title, deadline.detail, 44)
        items.append(Clickable(line, lambda query=deadline.query: go(query), title))
    card.replace(*(items or [label(tr("No date is near."), ink="text2")]))


class DateBlock(QWidget):
    """A day over the short name of its month."""

    def __init__(self, day: date, tr: Translations) -> None:
        super().__init__()
        self._day = str(day.day)
        self._month = locale(tr).monthName(day.month, QLocale.FormatType.ShortFormat)
        self.setFixedSize(44, 42)
        self.setToolTip(tr.date(day))
        self.setAccessibleName(tr.date(day))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunk"))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("card"))
        painter.drawText(QRectF(0, 2, 44, 22), int(Qt.AlignmentFlag.AlignCenter), self._day)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font("caption"))
        painter.drawText(QRectF(0, 22, 44, 18), int(Qt.AlignmentFlag.AlignCenter), self._month)
        painter.end()


class Clickable(QWidget):
    """A line that opens something by a click or by Enter."""

    def __init__(self, inner: QWidget, go: Callable[[], object], name: str) -> None:
        super().__init__()
        self._go = go
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        lines = column(spacing=0)
        self.setLayout(lines)
        lines.addWidget(inner)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(theme.color("text"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()


def _dated(mark: QWidget, text: str, detail: str, width: int) -> QWidget:
    line = QWidget()
    words = row(spacing=10)
    line.setLayout(words)
    mark.setFixedWidth(width)
    told = column(spacing=1)
    fill(told, ElidedLabel(text), ElidedLabel(detail, role="caption", ink="text3"))
    words.addWidget(mark)
    words.addLayout(told, 1)
    return line


def _share(part: int, whole: int, tr: Translations) -> str:
    return tr.percent((part * 2000 + whole) // (2 * whole) * 10) if whole else ""
