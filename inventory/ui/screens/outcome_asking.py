"""Asks how prints came out: right after one, and each time its page is shown while an earlier one was not answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from inventory.services.job_keeping import JobKeeper
from inventory.services.print_history import JobRow
from inventory.services.print_jobs import SPARE
from inventory.ui.context import Context
from inventory.ui.operations import Job, Task
from inventory.ui.screens.label_outcome import OutcomeStrip


class OutcomeAsking(QObject):
    """Belongs to a page with a strip; a printing page derives from it and says how a part is printed again.

    Signals: sending() when a print begins or ends.
    """

    sending = Signal()

    def __init__(self, owner: QWidget, context: Context, strip: OutcomeStrip, *, spares: bool = False) -> None:
        super().__init__(owner)
        self._owner, self._context, self._strip = owner, context, strip
        self._spares = spares
        self._kept = JobKeeper(context.application)
        # The print that the next one repeats in part.
        self._repeats: int | None = None
        self._sent: Task | None = None
        strip.good.connect(self.confirm)
        strip.nothing.connect(self._on_nothing)
        strip.repeat.connect(self._on_repeat)
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask about an earlier print each time the page is shown."""
        if event.type() == QEvent.Type.Show and watched is self._owner:
            self.ask_about_earlier()
        return False

    def is_sending(self) -> bool:
        """Whether a print is on its way: a second click is not a second print."""
        return self._sent is not None

    def _watch(self, run: Task) -> Task:
        """Follow a print to its end, whatever that is."""
        self._sent = run
        run.finished.connect(self._on_sent)
        self.sending.emit()
        return run

    def _on_sent(self) -> None:
        self._sent = None
        self.sending.emit()

    def ask_about_earlier(self) -> None:
        """Show the newest print of this account that nobody has said the outcome of."""
        found = self._context.operations.query(self._owner, lambda _job: self._kept.waiting(), slot="waiting")
        found.on_success(self._show_waiting)

    def confirm(self) -> None:
        """Say that all came out well; that sets the sticker state, and can be undone."""
        context, tr, job = self._context, self._context.tr, self._strip.job
        if job is None:
            return
        run = self._answer(tr("Stickers are on"), lambda _job: self._kept.confirm(job.id))

        def done(answer: tuple[int, int]) -> None:
            self._strip.hide()
            self._repeats = None
            labels = tr.plural("{n} asset has its label", "{n} assets have their labels", answer[0])
            text = tr("The numbers are ready to be stuck on") if job.form == SPARE else labels
            context.toast(text, undo=lambda: self._undo(answer[1]))
            if answer[0] and job.form in {"sticker", "combined"}:
                context.notify(
                    tr("Now stick them on. A scan of each says that it is in its place."),
                    action=tr("Confirm sticking"), run=lambda: context.navigate("stick_labels"), key="print",
                )  # fmt: skip

        run.on_success(done)

    def repeat_job(self, job: JobRow, first: int, last: int | None = None) -> None:
        """Choose labels of a print (from 1; None: to the end), to be printed again when asked for."""

    def asked(self, job: JobRow, where: str) -> None:
        """Ask about a print that was just sent."""
        self._repeats = None
        self._strip.ask(job, where)

    def _show_waiting(self, jobs: list[JobRow]) -> None:
        jobs = [job for job in jobs if (job.form == SPARE) == self._spares]
        if any(self._strip.job is not None and job.id == self._strip.job.id for job in jobs):
            if self._strip.isHidden() and self._repeats is None:
                self._strip.ask(jobs[0])
        elif jobs and self._repeats is None:
            self._strip.ask(jobs[0])
        else:
            self._strip.hide()

    def _answer(self, title: str, work: Callable[[Job], Any]) -> Task:
        """Keep an answer; until it is kept there is no second one."""
        self._strip.setEnabled(False)
        run = self._context.operations.run(self._owner, title, work)
        run.finished.connect(self._on_answered)
        return run.on_failure(self._on_unanswered)

    def _on_answered(self) -> None:
        self._strip.setEnabled(True)

    def _on_unanswered(self, _error: BaseException) -> bool:
        # Somebody else may have answered: a question that is none any more must not stay.
        self.ask_about_earlier()
        return False

    def _on_nothing(self) -> None:
        context, tr, job = self._context, self._context.tr, self._strip.job
        if job is None:
            return
        run = self._answer(tr("Nothing was printed"), lambda _job: self._kept.nothing(job.id))

        def done(operation: int) -> None:
            self._strip.hide()
            context.toast(tr("Nothing was marked as printed"), undo=lambda: self._undo(operation))

        run.on_success(done)

    def _on_repeat(self, page: int, field: int) -> None:
        job = self._strip.job
        if job is None:
            return
        first = self._context.operations.query(
            self._owner, lambda _job: self._kept.label_at(job.id, page, field), slot="label"
        )
        first.on_success(lambda label: self.repeat_job(job, label))

    def _undo(self, operation: int) -> None:
        application, tr = self._context.application, self._context.tr
        run = self._context.operations.run(self._owner, tr("Undo"), lambda _job: application.take_back(operation))
        run.on_success(lambda _done: self.ask_about_earlier())
