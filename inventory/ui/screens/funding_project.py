"""The page of one project: what it is, what it bought, how it is labelled and how long it binds (ui.md 7.7)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.errors import UserError
from inventory.base.i18n import Message
from inventory.catalogue.query import Filter, Query, written
from inventory.services.label_samples import sample_funding_label
from inventory.services.project_page import EquipmentGroup, ProjectPage, project_page
from inventory.ui.asset_look import OVERDUE, status_look
from inventory.ui.context import Context
from inventory.ui.models.cells import BADGE, NUMBER, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.operations import Job
from inventory.ui.screens.funding_cards import BudgetCard, DurabilityCard, LabelCard, ProjectCard
from inventory.ui.screens.records import fit_rows
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import Card, PageHeader, column, fill, framed, row, scrolling
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard

_REPORT_FIELDS = (
    "number", "name", "manufacturer", "model", "serial", "category", "status", "place", "purchased_on", "invoice",
    "price_gross", "funding", "durability_until",
)  # fmt: skip


class _Shown(NamedTuple):
    """The project and its label; `missing` keeps the label from being printed, `warnings` are to be looked at."""

    page: ProjectPage
    pdf: bytes
    missing: tuple[Message, ...]
    warnings: tuple[Message, ...] = ()


class ProjectPane(QWidget):
    """Shows one project; the owner gives the way back and the edit forms."""

    def __init__(
        self,
        context: Context,
        *,
        back: Callable[[], object],
        edit: Callable[[int, str], object],
        edit_source: Callable[[int], object],
    ) -> None:
        super().__init__()
        self._context = context
        self._back, self._edit, self._edit_source = back, edit, edit_source
        self.project = 0
        self.page: ProjectPage | None = None
        tr = context.tr
        self.header = PageHeader("")
        self.badge = Badge("")
        self.header.add_badge(self.badge)
        self.edit = secondary(tr("Edit"), lambda: self._edit(self.project, ""), icon="pencil", keys="F2")
        self.labels = secondary(tr("Labels ({n})", n=0), lambda: self._print(all_=True), icon="tag")
        self.report = primary(tr("Report for the donor"), self._on_report, icon="file-spreadsheet")
        self.header.add_actions(self.edit, self.labels, self.report)
        self.facts = ProjectCard(tr)
        self.budget = BudgetCard(tr)
        self.label = LabelCard(tr, context.operations, edit=self._on_label, print_=self._print)
        self.durability = DurabilityCard(tr, lambda: self._edit(self.project, "completed_on"))
        top = row(spacing=14)
        for card, part in ((self.facts, 41), (self.budget, 41)):
            card.setMinimumWidth(260)
            top.addWidget(card, part)
        self.label.setFixedWidth(316)
        top.addWidget(self.label)
        self._top = top
        body = fill(column(spacing=14), top, self.durability, self._equipment(), 1)
        lines = fill(column(spacing=10), self.header, scrolling(framed(body)))
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _equipment(self) -> Card:
        tr = self._context.tr
        columns = [
            Column(key="number", title=tr("Asset number"), width=170, least=140, sortable=False, cell=_numbers),
            Column(key="name", title=tr("Name"), width=380, sortable=False, cell=lambda g: Cell(g.name, icon=g.icon)),
            Column(
                key="count", title=tr("Pieces"), width=80, style=NUMBER, sortable=False,
                cell=lambda g: tr.number(len(g.ids)),
            ),
            Column(
                key="value", title=tr("Value, PLN"), width=120, style=NUMBER, sortable=False,
                cell=lambda g: tr.amount(g.value),
            ),
            Column(
                key="status", title=tr("Status"), width=260, least=190, style=BADGE, sortable=False,
                cell=self._statuses,
            ),
            Column(
                key="counted", title=tr("Last check"), width=130, sortable=False,
                cell=lambda g: tr.date(g.counted_on) if g.counted_on else tr("not yet"),
            ),
        ]  # fmt: skip
        self.table = TableView(tr)
        self.table.setAccessibleName(tr("Equipment of the project"))
        self._model = RowsModel(columns, key=lambda g: g.ids[0], parent=self)
        self.table.setModel(self._model)
        self.table.opened.connect(lambda _key: self._on_group())
        self.equipment = TableCard(self.table, footer=False)
        self._nothing = EmptyState(
            tr("No equipment is paid by this project yet"), icon="package",
            detail=tr("Choose the project in the funding of an asset, or import a sheet with it."),
        )  # fmt: skip
        return self.equipment

    def _statuses(self, group: EquipmentGroup) -> Cell:
        tr = self._context.tr
        if len(group.statuses) == 1 and not group.overdue:
            word, icon, tone = status_look(group.statuses[0][0], tr)
            return Cell(word, icon=icon, tone=tone)
        words = [f"{count} {status_look(status, tr)[0].lower()}" for status, count in group.statuses]
        if group.overdue:
            words.insert(0, f"{group.overdue} {tr(OVERDUE).lower()}")
        return Cell(", ".join(words), tone="err" if group.overdue else "neu")

    # Showing ------------------------------------------------------------------------------------------------

    def show_project(self, project: int) -> None:
        """Read a project and show it."""
        self.project = project
        application, tr = self._context.application, self._context.tr
        today = application.today()

        def read(session: Any) -> _Shown:
            page = project_page(session, project, today=today)
            try:
                sample = sample_funding_label(session, project, tr)
            except UserError as error:
                return _Shown(page, b"", (error.message,))
            return _Shown(page, sample.pdf, sample.missing, sample.warnings)

        task = self._context.operations.query(self, lambda _job: application.read(read), slot="project")
        task.on_success(self._show).on_failure(self._on_gone)

    def set_width_step(self, step: str) -> None:
        """Put the cards under each other where there is no room beside."""
        self._top.setDirection(self._top.Direction.TopToBottom if step == "narrow" else self._top.Direction.LeftToRight)
        self.label.setMaximumWidth(16_777_215 if step == "narrow" else 316)

    def _show(self, shown: _Shown) -> None:
        tr, page = self._context.tr, shown.page
        self.page = page
        today = self._context.application.today()
        self.header.set_breadcrumb([(tr("Funding sources"), self._back)], page.view.number)
        self.header.title.setText(page.view.number)
        self._show_badge(page)
        self.labels.setText(tr("Labels ({n})", n=page.view.assets))
        for button in (self.labels, self.report):
            button.setEnabled(bool(page.view.assets))
        self.facts.show_page(page)
        self.budget.show_page(page)
        self.label.show_page(page, shown.pdf, shown.missing, shown.warnings)
        self.durability.show_page(page, today)
        self._model.set_rows(page.equipment)
        self.equipment.show_table() if page.equipment else self.equipment.show_empty(self._nothing)
        fit_rows(self.table, min(len(page.equipment), 12), least=0 if page.equipment else 160)
        count = tr.plural("{n} asset", "{n} assets", page.view.assets)
        self._context.set_status(f"{count} · {tr.money(page.view.spent)}")

    def _show_badge(self, page: ProjectPage) -> None:
        tr, until = self._context.tr, page.view.durability_until
        today = self._context.application.today()
        if until is None and any(source.durability_years for source in page.sources):
            self.badge.set_badge(tr("Durability: not set"), icon="triangle-alert", tone="warn")
        elif page.view.ends_on is not None and today <= page.view.ends_on:
            self.badge.set_badge(tr("Being carried out"), icon="clock", tone="info")
        elif until is not None and today <= until:
            self.badge.set_badge(tr("In durability"), icon="shield", tone="warn")
        else:
            self.badge.set_badge(tr("Settled"), icon="check", tone="neu")

    def _on_gone(self, error: BaseException) -> bool:
        if not isinstance(error, UserError):
            return False
        self._context.notify(error.text(self._context.tr), "warn")
        self._back()
        return True

    # What is done -------------------------------------------------------------------------------------------

    def _on_label(self) -> None:
        if self.page is not None:
            wanted = [source.id for source in self.page.sources if source.label_mode != "none"]
            everything = [source.id for source in self.page.sources]
            if wanted or everything:
                self._edit_source((wanted or everything)[0])

    def _print(self, *, all_: bool = False) -> None:
        if self.page is not None:
            ids = self.page.ids if all_ else self.page.unlabelled
            self._context.navigate("print_labels", assets=list(ids), template="roll-100x55-funding")

    def _on_group(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid() or self.page is None:
            return
        group = self._model.row_at(index.row())
        if len(group.ids) == 1:
            self._context.navigate("register", asset=group.ids[0])
        else:
            query = Query(filters=(Filter("project", "=", self.page.view.number), Filter("name", "=", group.name)))
            self._context.navigate("register", query=written(query))

    def _on_report(self) -> None:
        tr, page = self._context.tr, self.page
        if page is None:
            return
        word, number = tr("report"), page.view.number.replace("/", "-")
        name = f"{word}-{number}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Report for the donor"), name, "XLSX (*.xlsx)")
        if chosen:
            self.write_report(Path(chosen))

    def write_report(self, path: Path) -> None:
        """Write the equipment of the project with its shares as a sheet; nobody is named in it."""
        assert self.page is not None
        application, tr = self._context.application, self._context.tr
        query = Query(filters=(Filter("project", "=", self.page.view.number),))

        def work(_job: Job) -> int:
            from inventory.services.exporting import export

            rows: int = export(application.listing, query, path, fields=_REPORT_FIELDS, tr=tr)
            return rows

        task = self._context.operations.run(self, tr("Report for the donor"), work)
        task.on_success(
            lambda rows: self._context.notify(
                tr.plural("{n} asset written to {file}", "{n} assets written to {file}", rows, file=path.name), "ok"
            )
        )


def _numbers(group: EquipmentGroup) -> str:
    if len(group.ids) == 1:
        return group.first
    # WR/487/0012–0017: the second number without what both begin with.
    head, _, first_tail = group.first.rpartition("/")
    other, _, last_tail = group.last.rpartition("/")
    return f"{group.first}–{last_tail}" if head == other and head and first_tail else f"{group.first}–{group.last}"
