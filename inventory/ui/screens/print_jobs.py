"""All prints of labels, newest first: how each went, its labels, and printing any part of one again."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from inventory.services.print_history import JobRow, job_ids, jobs_of
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.models.cells import BADGE, NUMBER, Cell, Column
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.models.source import FirstPage
from inventory.ui.screens.print_job_side import JobSide
from inventory.ui.screens.print_words import format_word, reason_word, result_look, title_of
from inventory.ui.widgets.buttons import Segments, secondary
from inventory.ui.widgets.card import PageHeader, column, fill, row
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard

_SETTLE_MS = 60
ALL, OPEN = "all", "open"


class JobSource:
    """Rows of prints for a paged table; the query is whether only those not answered are wanted."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def first(self, query: bool, limit: int) -> FirstPage:
        """Return the newest prints."""
        ids = self._application.read(lambda session: job_ids(session, only_open=query, limit=limit))
        return FirstPage(ids, self.page(ids), len(ids) if len(ids) < limit else None)

    def ids(self, query: bool) -> array[int]:
        """Return the ids of all prints, newest first."""
        found: array[int] = self._application.read(lambda session: job_ids(session, only_open=query))
        return found

    def page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the prints of these ids."""
        rows: list[JobRow | None] = self._application.read(lambda session: jobs_of(session, ids))
        return rows


class PrintJobsPage(QWidget):
    """The list at the left, one print whole at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self._wanted = 0
        self.header = PageHeader(tr("Prints"), subtitle=tr("Stickers, funding labels and numbers printed ahead"))
        self.header.set_breadcrumb([(tr("Print stickers"), lambda: context.navigate("print_labels"))], tr("Prints"))
        self.header.add_actions(
            secondary(tr("Numbers printed ahead"), lambda: context.navigate("spare_numbers"), icon="tag"),
            secondary(tr("Confirm sticking"), lambda: context.navigate("stick_labels"), icon="scan-barcode"),
        )
        self.which = Segments([(ALL, tr("All")), (OPEN, tr("Not answered"))], ALL)
        self.which.chosen.connect(lambda _key: self.reload())
        self.model = PagedTableModel(self._columns(), JobSource(context.application), context.operations, self)
        self.table = TableView(tr, name="print_jobs", memory=context.memory, two_lines=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Prints"))
        self.card = TableCard(self.table)
        self.empty = EmptyState(tr("Nothing was printed yet"), icon="printer")
        self.side = JobSide(context)
        self.side.job_wanted.connect(self.select)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = row(spacing=14)
        body.addWidget(self.card, 1)
        body.addWidget(self.side)
        lines = fill(column(spacing=12), self.header, fill(row(), self.which, 1), body)
        lines.setStretch(2, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._show_current)
        self.table.current_changed.connect(lambda _id: self._settled.start())
        self.table.opened.connect(lambda _id: self.side.lines.setFocus())
        self.model.loaded.connect(self._on_loaded)
        self.model.ids_known.connect(self._show_footer)
        self.model.dataChanged.connect(lambda *_range: self._settled.start())
        make(self._context.tr, self, "refresh", self.model.refresh)
        self._context.bridge.changed.connect(self._on_changed)

    def _columns(self) -> list[Column]:
        tr = self._context.tr

        def what(job: JobRow) -> Cell:
            return Cell(title_of(job, tr), second=format_word(job.template, job.title, tr))

        def where(job: JobRow) -> Cell:
            return Cell(job.target, icon="printer" if job.output == "printer" else "file-text")

        def result(job: JobRow) -> Cell:
            word, icon, tone = result_look(job, tr)
            return Cell(word, icon=icon, tone=tone)

        return [
            Column(
                key="id", title=tr("Print no."), cell=lambda job: f"{job.id}", style=NUMBER, width=84, least=52,
                sortable=False,
            ),
            Column(
                key="at", title=tr("When"), cell=lambda job: Cell(tr.moment(job.at), second=job.person), width=150,
                least=132, sortable=False,
            ),
            Column(key="what", title=tr("What"), cell=what, width=230, least=170, sortable=False),
            Column(key="where", title=tr("Where to"), cell=where, width=190, least=120, sortable=False),
            Column(key="result", title=tr("Result"), cell=result, style=BADGE, width=150, least=144, sortable=False),
            Column(
                key="reason", title=tr("Reason"), cell=lambda job: reason_word(job.reason, tr), width=130, least=96,
                sortable=False,
            ),
        ]  # fmt: skip

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, job: int = 0) -> None:
        """Show the prints; one that is named is selected."""
        self._wanted = job
        self.reload()
        self.table.setFocus()
        self._context.set_status(self._context.tr("Enter goes to the labels"))

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"job": self.table.current_id() or 0}

    def set_width_step(self, step: str, short: bool) -> None:
        """Narrow windows show the list only."""
        self.side.setVisible(step != "narrow")
        self.header.subtitle.setVisible(not short)

    def focus_areas(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.table, self.side.lines]

    def reload(self) -> None:
        """Ask for the prints."""
        self.model.set_query(self.which.current() == OPEN)

    def select(self, job: int) -> None:
        """Show another print."""
        if not self.table.select_id(job):
            self._wanted = job
            self.which.choose(ALL)
            self.reload()

    def current(self) -> JobRow | None:
        """Return the print shown."""
        found: JobRow | None = self.model.row_at(self.table.currentIndex().row())
        return found

    # Answers ------------------------------------------------------------------------------------------------

    def _on_loaded(self) -> None:
        tr = self._context.tr
        if not self.model.rowCount():
            is_open = self.which.current() == OPEN
            self.empty.set_text(tr("Every print was answered") if is_open else tr("Nothing was printed yet"))
            self.card.show_empty(self.empty)
            self.side.show_job(None)
        else:
            self.card.show_table()
            if self._wanted and self.table.select_id(self._wanted):
                self._wanted = 0
            elif not self.table.currentIndex().isValid():
                self.table.select_id(self.model.id_at(0), scroll=False)
            self._settled.start()
        self._show_footer()

    def _show_current(self) -> None:
        self.side.show_job(self.current() if self.model.rowCount() else None)

    def _show_footer(self) -> None:
        if self._wanted and self.model.complete() and self.table.select_id(self._wanted):
            self._wanted = 0
        self.card.set_footer(self._context.tr.plural("{n} print", "{n} prints", self.model.rowCount()))

    def _on_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("print_job"):
            self.model.refresh()
