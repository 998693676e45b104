"""All stock checks: those running with their progress by place, earlier ones with their papers (ui.md 7.6)."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inventory.base.i18n import N_
from inventory.services.counting import PlaceProgress, place_progress
from inventory.services.counts import CountRequest, CountStatus, create_count, list_counts
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.screens.counts_cards import earlier_card, places_card, running_card
from inventory.ui.screens.counts_new import NewCountDialog, read_scope
from inventory.ui.widgets.buttons import primary
from inventory.ui.widgets.card import PageHeader, clear, column, fill, framed, scrolling
from inventory.ui.widgets.notices import EmptyState


class Plans(NamedTuple):
    """What the page shows."""

    counts: list[CountStatus]
    places: dict[int, list[PlaceProgress]]


class CountsPage(QWidget):
    """Cards of running counts, a table of earlier ones."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.header = PageHeader(tr("Stock check"), subtitle=tr("Physical counts and spot checks"))
        self.new = primary(tr("New count"), self.new_count, icon="plus", keys="Ctrl+N")
        self.header.add_actions(self.new)
        self._body: QVBoxLayout = column(spacing=14)
        lines = fill(column(spacing=12), self.header, scrolling(framed(self._body)))
        lines.setStretch(1, 1)
        self.setLayout(lines)
        make(tr, self, "new", self.new_count)
        make(tr, self, "refresh", self.refresh)
        context.bridge.changed.connect(self._on_changed)

    def open(self) -> None:
        """Show all counts."""
        self.refresh()

    def refresh(self) -> None:
        """Read the counts again."""
        application = self._context.application

        def read(_job: Job) -> Plans:
            def reading(session: Any) -> Plans:
                counts = list_counts(session)
                # A blind count tells nothing of what is expected where.
                shown = [count.id for count in counts if count.status == "open" and not count.blind]
                return Plans(counts, {count: place_progress(session, count) for count in shown})

            return application.read(reading)  # type: ignore[no-any-return]

        self._context.operations.query(self, read, slot="plans").on_success(self._show)

    def new_count(self) -> None:
        """Ask for a new count and make it."""
        application = self._context.application
        read = self._context.operations.query(self, lambda _job: application.read(read_scope), slot="scope")
        read.on_success(self._ask)

    def _ask(self, scope: Any) -> None:
        dialog = NewCountDialog(self._context.tr, scope, self._context.application.today())
        dialog.setParent(self, dialog.windowFlags())
        dialog.wanted.connect(lambda request: self._make(dialog, request))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _make(self, dialog: NewCountDialog, request: CountRequest) -> None:
        application, tr = self._context.application, self._context.tr

        def work(_job: Job) -> CountStatus:
            made: CountStatus = application.operation(
                N_("Count made"), lambda work: create_count(work, request), bulk=True
            ).value
            return made

        run = self._context.operations.run(self, tr("Freeze the expected list"), work)
        run.on_success(lambda made: self._on_made(dialog, made)).on_failure(dialog.show_problem)

    def _on_made(self, dialog: NewCountDialog, made: CountStatus) -> None:
        dialog.accept()
        tr = self._context.tr
        self._context.toast(
            tr.plural("{name}: {n} asset expected", "{name}: {n} assets expected", made.expected, name=made.name)
        )
        self._context.navigate("counting", count=made.id)

    def _on_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("stock_count", "count_scan", "document"):
            self.refresh()

    # Showing ------------------------------------------------------------------------------------------------

    def _show(self, plans: Plans) -> None:
        tr = self._context.tr
        clear(self._body)
        running = [count for count in plans.counts if count.status == "open"]
        earlier = [count for count in plans.counts if count.status != "open"]
        if not plans.counts:
            empty = EmptyState(
                tr("No stock check yet"), icon="clipboard-check",
                detail=tr("Choose what is to be counted; the expected list is frozen at once, and counting can begin."),
            )  # fmt: skip
            empty.add_button(primary(tr("New count"), self.new_count, icon="plus"))
            self._body.addWidget(empty)
        for count in running:
            self._body.addWidget(running_card(self, self._context, count))
            if plans.places.get(count.id):
                self._body.addWidget(places_card(self._context, count, plans.places[count.id]))
        if earlier:
            self._body.addWidget(earlier_card(self._context, earlier))
        self._body.addStretch(1)
        if self.isVisible():
            self._context.set_status(tr.plural("{n} count running", "{n} counts running", len(running)))
