"""The overview: what needs a person today, and the register in figures; every number opens its list (ui.md 7.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTime, QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from inventory.ui.actions import make, shown_keys
from inventory.ui.context import Context
from inventory.ui.screens import overview_cards as cards
from inventory.ui.screens.overview_cards import OverviewCard
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import PageHeader, column, row, scrolling
from inventory.ui.widgets.charts import FigureCard

if TYPE_CHECKING:
    from inventory.base.changes import Changes
    from inventory.services.attention import Attention
    from inventory.services.history import Event
    from inventory.services.overview import Overview

_SETTLE_MS = 400
_EVENTS = 6


class OverviewPage(QWidget):
    """Reads its figures whenever it is opened after something changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self._step = ""
        self.shown: Overview | None = None
        tr = context.tr
        self.header = PageHeader(tr("Overview"), subtitle=cards.long_date(context.application.today(), tr))
        self.header.add_actions(
            buttons.secondary(
                tr("Print stickers"), lambda: context.navigate("print_labels"), icon="printer", keys=shown_keys("print")
            ),
            buttons.primary(tr("Add asset"), lambda: context.navigate("asset"), icon="plus", keys=shown_keys("new")),
        )
        for key, run in (
            ("new", lambda: context.navigate("asset")), ("print", lambda: context.navigate("print_labels")),
            ("refresh", self._read),
        ):  # fmt: skip
            make(tr, self, key, run)
        self._build_figures()
        self.attention = OverviewCard(tr("Needs attention"), lines=6)
        self.sources = OverviewCard(tr("Value by funding source"), lines=6)
        self.statuses = OverviewCard(tr("Assets by status"))
        self.events = OverviewCard(tr("Last events"))
        self.journal = buttons.link(tr("Whole journal"), self.show_journal)
        self.events.add_to_head(self.journal)
        self.dates = OverviewCard(tr("Coming up"))
        self.categories = OverviewCard(tr("Assets by category"))
        self.budgets = OverviewCard(tr("Budget spent"))
        content = QWidget()
        self._rows = column(spacing=14, margins=(0, 0, 0, 4))
        content.setLayout(self._rows)
        self._arrange("wide")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        lines.addWidget(self.header)
        lines.addWidget(scrolling(content), 1)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._read)
        if context.bridge is not None:
            context.bridge.changed.connect(self._on_changed)

    def _build_figures(self) -> None:
        tr, go = self._context.tr, self._go
        self.assets = FigureCard(tr("Assets in the register"), icon="package")
        self.value = FigureCard(tr("Initial value"), icon="landmark")
        self.issued = FigureCard(tr("Issued to users"), icon="users")
        self.count = FigureCard(tr("Stock check"), icon="clipboard-check")
        self.assets.clicked.connect(lambda: go("status:present"))
        self.value.clicked.connect(lambda: self._context.navigate("funding"))
        self.issued.clicked.connect(lambda: go("status:issued"))
        self.count.clicked.connect(lambda: self._context.navigate("counts"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.count.add(self._progress)
        self.figures = (self.assets, self.value, self.issued, self.count)
        for figure in self.figures:
            figure.set_figure("…")

    # What the window calls ----------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the figures; they are read where something changed since."""
        if self._stale:
            self._read()

    def set_width_step(self, step: str, short: bool) -> None:
        """Put the cards in fewer columns in a narrow window."""
        self._arrange(step)
        self.header.subtitle.setVisible(not short)

    def focus_areas(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.assets, self.attention]

    # Reading ------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._stale = False
        application = self._context.application

        def figures(_job: object) -> Overview:
            from inventory.services.overview import overview

            found: Overview = application.read(lambda session: overview(session, today=application.today()))
            return found

        def last(_job: object) -> list[Event]:
            from inventory.services.history import recent_events

            found: list[Event] = application.read(lambda session: recent_events(session, limit=_EVENTS))
            return found

        self._context.operations.query(self, figures, slot="figures").on_success(self._show)
        self._context.operations.query(self, last, slot="events").on_success(self._show_events)

    def _on_changed(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self._settled.start()

    # Showing ------------------------------------------------------------------------------------------------

    def _show(self, found: Overview) -> None:
        self.shown = found
        tr, go = self._context.tr, self._go
        self._show_figures(found)
        cards.show_attention(self.attention, found.attention, found.deadlines, tr, self._on_matter)
        read_at = QTime.currentTime().toString("HH:mm")
        self.attention.set_title(tr("Needs attention"), tr("read at {time}", time=read_at))
        cards.show_sources(self.sources, found.sources, tr, go)
        cards.show_statuses(self.statuses, found.statuses, tr, go)
        cards.show_dates(self.dates, found.deadlines, tr, go)
        cards.show_categories(self.categories, found.categories, tr, go)
        cards.show_budgets(self.budgets, found.projects, tr, self._go_project)
        if self.isVisible():
            self._context.set_status(tr.plural("{n} asset", "{n} assets", found.assets))

    def _show_figures(self, found: Overview) -> None:
        tr = self._context.tr
        added = tr.plural("+{n} this quarter", "+{n} this quarter", found.added_this_quarter)
        self.assets.set_figure(tr.number(found.assets), added)
        sources = len(found.sources)
        self.value.set_figure(tr.money(found.value), tr.plural("{n} funding source", "{n} funding sources", sources))
        late = tr.plural("{n} overdue return", "{n} overdue returns", found.overdue)
        self.issued.set_figure(
            tr.number(found.issued),
            late if found.overdue else tr("no overdue returns"),
            ink="err" if found.overdue else "text3",
        )
        count = found.count
        self._progress.setVisible(count is not None)
        if count is None:
            self.count.set_figure("–", tr("none is running"))
            return
        done = count.expected - count.remaining
        share = done * 100 // count.expected if count.expected else 100
        told = tr("{done} of {all}", done=tr.number(done), all=tr.number(count.expected))
        self.count.set_figure(f"{share}%", f"{count.name} · {told}")
        self._progress.setRange(0, max(1, count.expected))
        self._progress.setValue(done)
        self._progress.setAccessibleName(told)

    def _show_events(self, found: list[Event]) -> None:
        cards.show_events(self.events, found, self._context.tr, self._context.application.today(), self._go)

    def show_journal(self) -> None:
        """Show all that was done, not only the last of it."""
        from inventory.ui.screens.journal import JournalDialog

        dialog = JournalDialog(self._context, self._go, self.window())
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    # Answers ------------------------------------------------------------------------------------------------

    def _go(self, query: str) -> None:
        if query:
            self._context.navigate("register", query=query)
        else:
            self._context.navigate("counts")

    def _go_project(self, project: int) -> None:
        self._context.navigate("funding", project=project)

    def _on_matter(self, matter: Attention) -> None:
        if matter.key == "durability_unknown" and matter.project_id is not None:
            self._go_project(matter.project_id)
        else:
            self._go(matter.query)

    # Place --------------------------------------------------------------------------------------------------

    def _arrange(self, step: str) -> None:
        step = "narrow" if step == "narrow" else "wide"
        if step == self._step:
            return
        self._step = step
        rows: tuple[tuple[tuple[QWidget, int], ...], ...]
        figures = tuple((figure, 1) for figure in self.figures)
        if step == "wide":
            rows = (
                figures,
                ((self.attention, 7), (self.sources, 4)),
                ((self.statuses, 1), (self.events, 1), (self.dates, 1)),
                ((self.categories, 1), (self.budgets, 1)),
            )
        else:
            rows = (
                figures[:2],
                figures[2:],
                ((self.attention, 1),),
                ((self.sources, 1),),
                ((self.statuses, 1), (self.dates, 1)),
                ((self.events, 1),),
                ((self.categories, 1), (self.budgets, 1)),
            )
        while self._rows.count():
            self._rows.takeAt(0).layout().deleteLater()
        for members in rows:
            line = row(spacing=14)
            for widget, stretch in members:
                widget.setMinimumWidth(10)
                line.addWidget(widget, stretch)
            self._rows.addLayout(line)
