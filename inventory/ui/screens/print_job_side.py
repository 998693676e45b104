"""One print whole: how it went, the answer to it, its labels with sheet and field, and printing some again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inventory.services.job_keeping import JobKeeper
from inventory.services.print_history import MOST_LINES, JobLine, JobRow, job_lines
from inventory.services.print_jobs import SPARE
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.label_outcome import fields_of
from inventory.ui.screens.print_words import format_word, question_of, reason_word, result_look, title_of
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import Card, column, fill, framed, row
from inventory.ui.widgets.lists import Fact, FactsList
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label


class JobSide(Card):
    """`show_job(None)` empties it. Signals: job_wanted(id of another print)."""

    job_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(" ")
        self._context = context
        self._job: JobRow | None = None
        self._kept = JobKeeper(context.application)
        tr = context.tr
        self.badge = Badge("")
        self.add_to_head(self.badge)
        self.question = label("", role="strong", wrap=True)
        self.yes = buttons.primary(tr("Yes"), self._on_yes, icon="check")
        self.none = buttons.secondary(tr("Nothing came out"), self._on_none, icon="x")
        self.facts = FactsList(caption_width=96)
        self.lines = TableView(tr, two_lines=True)
        self.lines.setAccessibleName(tr("Labels of the print"))
        self.model = RowsModel(self._columns(), key=lambda line: line.label, parent=self)
        self.lines.setModel(self.model)
        self.lines.opened.connect(self._on_opened)
        self.lines.current_changed.connect(lambda _label: self._show_repeat())
        self.more = label("", role="caption", ink="text3", wrap=True)
        self.from_here = buttons.secondary("", self._on_from_here, icon="rotate-ccw")
        self.only_this = buttons.secondary(tr("Only this one"), self._on_only_this, icon="printer")
        self._answer = framed(fill(column(spacing=8), self.question, fill(row(), self.yes, self.none, 1)))
        self._again = framed(fill(row(), self.from_here, self.only_this, 1))
        for widget in (self._answer, self.facts):
            self.add(widget)
        self.add(self.lines, 1)
        for widget in (self.more, self._again):
            self.add(widget)
        self.show_job(None)

    def _columns(self) -> list[Column]:
        tr = self._context.tr

        def lies(line: JobLine) -> str:
            if self._job is not None and fields_of(self._job) == 1:
                return f"{line.label}"
            return tr("{page} / {field}", page=line.page, field=line.field)

        def asset(line: JobLine) -> Cell:
            nobody = line.asset_id is None
            second = tr("no asset's yet") if nobody else line.name
            return Cell(line.number, second=second, struck=line.is_spoiled)

        return [
            Column(key="at", title=tr("Sheet / field"), cell=lies, style=NUMBER, width=98, sortable=False),
            Column(key="asset", title=tr("Asset"), cell=asset, width=230, sortable=False),
        ]

    def show_job(self, job: JobRow | None) -> None:
        """Show a print and read its labels."""
        same = job is not None and self._job is not None and job.id == self._job.id
        tr, self._job = self._context.tr, job
        for widget in (self.badge, self.facts, self.lines, self._again):
            widget.setVisible(job is not None)
        self._answer.setVisible(job is not None and job.is_open)
        if job is None:
            self.set_title(tr("Choose a print."))
            self.more.hide()
            self.model.set_rows([])
            return
        self.set_title(tr("Print no. {id}", id=job.id))
        word, icon, tone = result_look(job, tr)
        self.badge.set_badge(word, icon=icon, tone=tone)
        self.question.setText(question_of(job, tr))
        self.facts.set_facts(self._facts(job))
        if not same:
            self.model.set_rows([])
            self._show_repeat()
        self._read(job)

    def _facts(self, job: JobRow) -> list[Fact]:
        tr = self._context.tr
        repeats = job.repeats_id
        sent = ""
        if job.sent_pages is not None:
            sent = tr("after page {page} of {pages}", page=job.sent_pages, pages=job.pages)
        pages = tr.plural("on {n} sheet", "on {n} sheets", job.pages) if fields_of(job) > 1 else ""
        return [
            Fact(tr("What"), " ".join(filter(None, (title_of(job, tr), pages)))),
            Fact(tr("Label format"), format_word(job.template, job.title, tr)),
            Fact(tr("Printer") if job.output == "printer" else tr("File"), job.target),
            Fact(tr("When"), tr.moment(job.at)),
            Fact(tr("Who"), job.person),
            Fact(tr("Reason"), reason_word(job.reason, tr)),
            Fact(tr("Broke off"), sent, "warn"),
            Fact(
                tr("Repeats"), tr("print no. {id}", id=repeats) if repeats else "",
                go=(lambda: self.job_wanted.emit(repeats)) if repeats else None,
            ),
        ]  # fmt: skip

    def _read(self, job: JobRow) -> None:
        application = self._context.application
        read = self._context.operations.query(
            self, lambda _job: application.read(lambda session: job_lines(session, job.id)), slot="lines"
        )
        read.on_success(self._show_lines)

    def _show_lines(self, lines: list[JobLine]) -> None:
        tr, job = self._context.tr, self._job
        self.model.set_rows(lines)
        if lines and not self.lines.currentIndex().isValid():
            self.lines.select_id(lines[0].label, scroll=False)
        hidden = job is not None and job.labels > MOST_LINES
        self.more.setText(tr("The first {n} labels are shown.", n=tr.number(MOST_LINES)) if hidden else "")
        self.more.setVisible(hidden)
        self._show_repeat()

    def _show_repeat(self) -> None:
        tr, line = self._context.tr, self._line()
        self.from_here.setText(tr("Repeat from label {n}…", n=line.label) if line is not None else tr("Repeat…"))
        for button in (self.from_here, self.only_this):
            button.setEnabled(line is not None)

    def _line(self) -> JobLine | None:
        current = self.lines.currentIndex()
        found: JobLine | None = self.model.row_at(current.row()) if current.isValid() else None
        return found

    # Answers ------------------------------------------------------------------------------------------------

    def _on_yes(self) -> None:
        context, tr, job = self._context, self._context.tr, self._job
        if job is None:
            return
        run = context.operations.run(self, tr("Stickers are on"), lambda _job: self._kept.confirm(job.id))
        run.on_success(
            lambda done: context.toast(
                tr.plural("{n} asset has its label", "{n} assets have their labels", done[0]),
                undo=lambda: self._undo(done[1]),
            )
        )

    def _on_none(self) -> None:
        context, tr, job = self._context, self._context.tr, self._job
        if job is None:
            return
        run = context.operations.run(self, tr("Nothing was printed"), lambda _job: self._kept.nothing(job.id))
        run.on_success(lambda made: context.toast(tr("Nothing was marked as printed"), undo=lambda: self._undo(made)))

    def _undo(self, operation: int) -> None:
        application, tr = self._context.application, self._context.tr
        self._context.operations.run(self, tr("Undo"), lambda _job: application.take_back(operation))

    def _on_from_here(self) -> None:
        line = self._line()
        if line is not None:
            self._repeat(line.label, None)

    def _on_only_this(self) -> None:
        line = self._line()
        if line is not None:
            self._repeat(line.label, line.label)

    def _repeat(self, first: int, last: int | None) -> None:
        """Open the page that prints, with the labels to print again; nothing is sent before somebody says so."""
        job = self._job
        frame: Any = self._context.frame
        if job is None or frame is None:
            return
        self._context.navigate("spare_numbers" if job.form == SPARE else "print_labels")
        page: QWidget = frame.current_page()
        printing: Any = getattr(page, "printing", None)
        if printing is not None:
            printing.repeat_job(job, first, last)

    def _on_opened(self, label_number: object) -> None:
        for line in self.model.rows():
            if line.label == label_number and line.asset_id is not None:
                self._context.navigate("register", asset=line.asset_id)
