"""What the count and the register say differently: shortages, surpluses, other places; and the papers of the count."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from inventory.base.i18n import N_
from inventory.services.counts import CountStatus, count_status
from inventory.services.differences import Difference, Differences, difference_list
from inventory.ui.actions import make, shown_keys
from inventory.ui.context import Context
from inventory.ui.models.cells import BADGE, NUMBER, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.operations import Job
from inventory.ui.screens.counts_closing import issue_due, save_report
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import Card, PageHeader, clear, column, fill, row
from inventory.ui.widgets.lists import SoftIcon
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard
from inventory.ui.widgets.text import label
from inventory.ui.widgets.ways import Tabs

# Kind of a difference: word, icon, tone.
KINDS = {
    "shortage": (N_("Shortage"), "circle-alert", "err"),
    "surplus": (N_("Surplus"), "plus", "info"),
    "other_place": (N_("Other place"), "map-pin-off", "warn"),
    "not_in_scope": (N_("Out of scope"), "map-pin-off", "warn"),
}


class Outcome(NamedTuple):
    """What the page shows."""

    status: CountStatus
    differences: Differences


class DifferencesPage(QWidget):
    """Figures, tabs by kind, and two columns: by the register, by the count."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self._count = 0
        self._rows: tuple[Difference, ...] = ()
        self._name = ""
        self.header = PageHeader(tr("Differences"))
        self.go_on = secondary(
            tr("Go on counting"), lambda: context.navigate("counting", count=self._count), icon="scan-barcode"
        )
        self.papers = primary(tr("Save the papers"), self._on_papers, icon="file-down", keys=shown_keys("export"))
        self.header.add_actions(self.go_on, self.papers)
        self._figures = row(spacing=12)
        self.tabs = Tabs([
            ("all", tr("All")), ("shortage", tr("Shortages")), ("surplus", tr("Surpluses")),
            ("other_place", tr("Other places")),
        ])  # fmt: skip
        self.tabs.chosen.connect(lambda _key: self._show_rows())
        self.table = TableView(tr, two_lines=True, name="differences", memory=context.memory)
        self.table.setModel(RowsModel(self._columns(), parent=self))
        self.table.opened.connect(self._on_opened)
        self.card = TableCard(self.table)
        self.card.body.insertWidget(0, self.tabs)
        lines = fill(column(spacing=12), self.header, self._figures, self.card)
        lines.setStretch(2, 1)
        self.setLayout(lines)
        make(tr, self, "refresh", self.refresh)
        make(tr, self, "export", self._on_papers)
        context.bridge.changed.connect(self._on_changed)

    def open(self, count: int = 0) -> None:
        """Show the differences of a count."""
        self._count = count or self._count
        self.refresh()

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"count": self._count}

    def refresh(self) -> None:
        """Read them again."""
        application, count = self._context.application, self._count

        def read(_job: Job) -> Outcome:
            outcome: Outcome = application.read(
                lambda session: Outcome(count_status(session, count), difference_list(session, count))
            )
            return outcome

        self._context.operations.query(self, read, slot="differences").on_success(self._show)

    # ---------------------------------------------------------------------------------------------------------

    def _columns(self) -> list[Column]:
        tr = self._context.tr
        return [
            Column(key="kind", title=tr("Difference"), style=BADGE, width=140, least=128, cell=self._kind),
            Column(
                key="number",
                title=tr("Asset number"),
                width=130,
                least=116,
                cell=lambda d: d.number or tr("no number"),
            ),
            Column(
                key="name",
                title=tr("Asset"),
                width=260,
                cell=lambda d: Cell(d.name or tr("code {code}", code=d.code), second=", ".join(d.sources)),
            ),
            Column(
                key="value",
                title=tr("Value, PLN"),
                style=NUMBER,
                width=110,
                cell=lambda d: "–" if d.price is None else tr.amount(d.price),
                order=lambda d: d.price,
            ),
            Column(
                key="book",
                title=tr("By the register"),
                width=190,
                least=130,
                cell=lambda d: Cell(d.book_place or "–", second=d.custodian),
            ),
            Column(key="counted", title=tr("By the count"), width=190, least=106, cell=self._counted),
            Column(
                key="durability",
                title=tr("Durability until"),
                width=130,
                least=112,
                cell=self._durability,
                order=lambda d: d.durability_until,
            ),
        ]

    def _kind(self, difference: Difference) -> Cell:
        word, icon, tone = KINDS.get(difference.kind, (difference.kind, "circle-alert", "neu"))
        return Cell(self._context.tr(word), icon=icon, tone=tone)

    def _counted(self, difference: Difference) -> Cell:
        tr = self._context.tr
        if difference.kind == "shortage":
            return Cell(tr("not found"), tone="err")
        also = tr("scanned also at {places}", places=", ".join(difference.also_at)) if difference.also_at else ""
        return Cell(difference.counted_place or tr("no place given"), second=also)

    def _durability(self, difference: Difference) -> Cell:
        tr = self._context.tr
        if not difference.project:
            return Cell("–")
        if difference.durability_until is None:
            return Cell(tr("not established"), tone="warn", second=difference.project)
        return Cell(tr.date(difference.durability_until), second=difference.project)

    def _show(self, outcome: Outcome) -> None:
        tr, status, found = self._context.tr, outcome.status, outcome.differences
        self._rows, self._name = found.rows, status.name
        crumbs = [(tr("Stock check"), lambda: self._context.navigate("counts"))]
        self.header.set_breadcrumb(crumbs, status.name)
        closed = status.status == "closed"
        self.header.set_subtitle(
            tr("Closed on {when}", when=status.closed_at)
            if closed
            else tr("Counting is still going on: what is left is not a shortage yet.")
        )
        self.go_on.setVisible(not closed)
        clear(self._figures)
        for icon, tone, number, below in (
            ("circle-alert", "err", found.shortages, tr("Shortages, {value}", value=tr.money(found.shortage_value))),
            ("plus", "info", found.surpluses, tr("Surpluses to be explained")),
            ("map-pin-off", "warn", found.other_places, tr("Other places")),
            ("circle-check", "ok", status.found, tr("Found in their places")),
        ):
            card = Card()
            line = row(spacing=14)
            line.addWidget(SoftIcon(icon, tone))
            line.addLayout(
                fill(
                    column(spacing=0), label(tr.number(number), role="figure"), label(below, ink="text2", wrap=True)
                ), 1,
            )  # fmt: skip
            card.add(line)
            self._figures.addWidget(card, 1)
        self._show_rows()

    def _show_rows(self) -> None:
        tr = self._context.tr
        which = self.tabs.current()
        rows = [difference for difference in self._rows if which in ("all", difference.kind)]
        model = self.table.model()
        assert isinstance(model, RowsModel)
        model.set_rows(rows)
        if rows:
            self.card.show_table()
        else:
            self.card.show_empty(EmptyState(tr("No differences here"), icon="circle-check"))
        total = sum(difference.price or 0 for difference in rows)
        self.card.set_footer(
            tr.plural("{n} difference", "{n} differences", len(rows)), tr("Total {value}", value=tr.money(total))
        )

    def _on_opened(self, place: object) -> None:
        model = self.table.model()
        assert isinstance(model, RowsModel)
        asset = model.rows()[int(place)].asset_id  # type: ignore[call-overload]
        if asset is not None:
            self._context.navigate("register", asset=asset)

    def _on_papers(self) -> None:
        count = self._count

        def work(_job: Job) -> None:
            issue_due(self._context, count)

        run = self._context.operations.run(self, self._context.tr("Save the papers"), work)
        run.on_success(lambda _none: save_report(self, self._context, count, self._name))

    def _on_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("count_scan", "stock_count"):
            self.refresh()
