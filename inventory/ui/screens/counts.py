"""All stock checks: those running with their progress by place, earlier ones with their papers (ui.md 7.6)."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inventory.base.i18n import N_
from inventory.catalogue.statuses import COUNT_KINDS, COUNT_STATES
from inventory.services.counting import PlaceProgress, place_progress
from inventory.services.counts import CountRequest, CountStatus, create_count, list_counts
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.models.cells import BADGE, NUMBER, SHARES, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.operations import Job
from inventory.ui.screens.counts_closing import save_report
from inventory.ui.screens.counts_new import NewCountDialog, read_scope
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import Card, PageHeader, clear, column, fill, framed, row, scrolling
from inventory.ui.widgets.charts import Part, ShareBar
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label

ROWS_SHOWN = 8
HEADER = 40


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
        lines = fill(column(spacing=8), self.header, scrolling(framed(self._body)))
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
            self._body.addWidget(self._running(count))
            if plans.places.get(count.id):
                self._body.addWidget(self._places(count, plans.places[count.id]))
        if earlier:
            self._body.addWidget(self._earlier(earlier))
        self._body.addStretch(1)
        if self.isVisible():
            self._context.set_status(tr.plural("{n} count running", "{n} counts running", len(running)))

    def _running(self, count: CountStatus) -> QWidget:
        tr = self._context.tr
        card = Card()
        head = row(spacing=10)
        about = [tr(COUNT_KINDS[count.kind]), tr("as at {day}", day=count.as_at)]
        if count.blind:
            about.append(tr("blind"))
        title = row(spacing=10)
        fill(title, label(count.name, role="card"), Badge(tr("Running"), icon="clock", tone="info"), 1)
        head.addLayout(fill(column(spacing=2), title, label(" · ".join(about), role="caption", ink="text3")), 1)
        head.addWidget(
            secondary(tr("Papers"), lambda: save_report(self, self._context, count.id, count.name), icon="file-text")
        )
        if not count.blind:
            open_ones = count.unknown + count.other_place + count.not_in_scope
            text = tr("Differences ({n})", n=tr.number(open_ones)) if open_ones else tr("Differences")
            head.addWidget(
                secondary(text, lambda: self._context.navigate("differences", count=count.id), icon="list-checks")
            )
        word = tr("Go on counting") if count.found or count.other_place or count.unknown else tr("Start counting")
        head.addWidget(primary(word, lambda: self._context.navigate("counting", count=count.id), icon="scan-barcode"))
        card.add(head)
        done = count.found + count.other_place
        if count.blind:
            card.add(label(tr.plural("{n} counted so far", "{n} counted so far", done), ink="text2"))
            return card
        figures = row(spacing=10)
        percent = f"{100 * done // count.expected}%" if count.expected else "–"
        fill(
            figures,
            label(percent, role="figure"),
            label(
                tr("{done} of {expected} counted", done=tr.number(done), expected=tr.number(count.expected)),
                ink="text2",
            ),
            1,
        )
        card.add(figures)
        bar = ShareBar(height=12)
        parts = [
            Part(tr("As recorded"), count.found, tr.number(count.found), token="ok"),
            Part(tr("Other place"), count.other_place, tr.number(count.other_place), token="warn"),
        ]
        bar.set_parts(parts, whole=max(count.expected, 1))
        card.add(bar)
        words = [
            tr("found {n}", n=tr.number(count.found)), tr("other place {n}", n=tr.number(count.other_place)),
            tr("left {n}", n=tr.number(count.remaining)), tr("unknown codes {n}", n=tr.number(count.unknown)),
        ]  # fmt: skip
        card.add(label(" · ".join(words), role="caption", ink="text2"))
        return card

    def _places(self, count: CountStatus, places: list[PlaceProgress]) -> QWidget:
        tr = self._context.tr
        columns = [
            Column(key="place", title=tr("Place"), width=320, sortable=False,
                   cell=lambda p: Cell(f"{p.code}  {p.name}".strip() or tr("no place"), icon="map-pin")),
            Column(key="expected", title=tr("To be counted"), style=NUMBER, width=120, sortable=False, cell=lambda p: tr.number(p.expected)),
            Column(key="counted", title=tr("Counted"), style=NUMBER, width=110, sortable=False, cell=lambda p: tr.number(p.counted)),
            Column(key="progress", title=tr("Progress"), style=SHARES, width=220, sortable=False, cell=_progress),
            Column(key="state", title=tr("State"), style=BADGE, width=140, sortable=False, cell=lambda p: self._state(p)),
        ]  # fmt: skip
        table = TableView(tr)
        table.setModel(RowsModel(columns, places, key=lambda p: p.place_id or 0, parent=table))
        table.opened.connect(lambda place: self._context.navigate("counting", count=count.id, place=place or None))
        card = Card(tr("Places of the count"), flush=True)
        card.add(table)
        _fit(table, len(places))
        return card

    def _state(self, place: PlaceProgress) -> Cell:
        tr = self._context.tr
        if place.counted >= place.expected:
            return Cell(tr("Done"), icon="check", tone="ok")
        if place.counted:
            return Cell(tr("Counting"), icon="clock", tone="info")
        return Cell(tr("Not begun"), icon="circle-dashed", tone="neu")

    def _earlier(self, counts: list[CountStatus]) -> QWidget:
        tr = self._context.tr
        columns = [
            Column(key="name", title=tr("Earlier counts"), width=360, cell=lambda c: c.name),
            Column(key="as_at", title=tr("As at"), width=110, cell=lambda c: tr.date(c.as_at)),
            Column(
                key="closed",
                title=tr("Closed on"),
                width=150,
                cell=lambda c: tr.moment(c.closed_at) if c.closed_at else "",
            ),
            Column(key="expected", title=tr("Assets"), style=NUMBER, width=100, cell=lambda c: tr.number(c.expected)),
            Column(
                key="missing", title=tr("Not found"), style=NUMBER, width=110, cell=lambda c: tr.number(c.remaining)
            ),
            Column(
                key="state",
                title=tr("State"),
                style=BADGE,
                width=130,
                cell=lambda c: Cell(tr(COUNT_STATES[c.status]), icon="check", tone="ok"),
            ),
        ]
        table = TableView(tr)
        table.setModel(RowsModel(columns, counts, key=lambda c: c.id, parent=table))
        table.opened.connect(lambda count: self._context.navigate("differences", count=count))
        card = Card(flush=True)
        card.add(table)
        _fit(table, len(counts))
        return card


def _progress(place: PlaceProgress) -> Cell:
    percent = f"{100 * place.counted // place.expected}%" if place.expected else "–"
    left = max(place.expected - place.counted, 0)
    token = "ok" if not left else "acc"
    return Cell(percent, shares=((place.counted, token), (left, "track")))


def _fit(table: TableView, rows: int) -> None:
    """Give a short table the height of its rows, so that the page scrolls and not the table."""
    shown = min(rows, ROWS_SHOWN)
    table.setFixedHeight(HEADER + shown * table.verticalHeader().defaultSectionSize() + 4)
