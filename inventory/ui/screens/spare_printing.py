"""Prints numbers ahead and saves them, keeps what was printed, and asks how it came out."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.errors import Unavailable
from inventory.base.i18n import translations
from inventory.labels.stock import UNADJUSTED
from inventory.labels.template import DEFAULT_TEMPLATE, template
from inventory.services.job_keeping import Why
from inventory.services.label_request import DPI
from inventory.services.print_history import JobRow
from inventory.services.print_jobs import SPARE
from inventory.services.printing import Written
from inventory.services.spare_printing import SpareRequest, write_spares
from inventory.ui.calibrations import chosen
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.printers import dots_of, printer_for
from inventory.ui.printing import paint_pdf
from inventory.ui.screens.label_outcome import OutcomeStrip
from inventory.ui.screens.outcome_asking import OutcomeAsking


@dataclass(kw_only=True)
class SpareChoice:
    """What is to be printed: numbers by id, on which sticker, from which field; `template` is remembered."""

    ids: Sequence[int] = field(default_factory=list)
    template: str = DEFAULT_TEMPLATE
    start: int = 1


class SparePrinting(OutcomeAsking):
    """Runs one print after another.

    Signals: repeat_wanted(ids, first field, format) with what to print again, printed() after any print.
    """

    repeat_wanted = Signal(list, int, str)
    printed = Signal()

    def __init__(self, owner: QWidget, context: Context, strip: OutcomeStrip) -> None:
        super().__init__(owner, context, strip, spares=True)
        self._application = context.application

    def send(self, choice: SpareChoice) -> None:
        """Print on the printer used last."""
        context, tr = self._context, self._context.tr
        printer = printer_for(str(context.memory.get("print_labels", {}).get("printer", "")))
        if printer is None:
            self._offer_file(choice, tr("No printer is installed. Save the labels as a PDF."))
            return
        target, stock = printer.printerName(), template(choice.template).stock
        used = chosen(context.memory, target, stock.key)
        request = replace(
            _request(choice, dots_of(printer)[1]), adjustment=used.adjustment if used is not None else UNADJUSTED
        )
        printer.setDocName(tr("Numbers printed ahead"))
        why = Why(repeats_id=self._repeats, form=SPARE)

        def work(job: Job) -> JobRow:
            stream = io.BytesIO()
            written = self._write(request, stream, job.progress)

            def paint(told: Callable[[int, int], object]) -> object:
                return paint_pdf(stream.getvalue(), printer, dpi=request.dpi, one_bit=stock.kind == "roll", told=told)

            return self._kept.row(self._kept.printing(written, target, why, paint, job.progress))

        run = self._watch(context.operations.run(self._owner, tr("Print numbers ahead"), work))
        run.on_success(lambda row: self.asked(row, tr("Sent to {printer}.", printer=target)))
        run.on_failure(lambda error: self._on_failure(choice, error))

    def save(self, choice: SpareChoice) -> None:
        """Ask for a file name and write the stickers as PDF."""
        tr = self._context.tr
        name = f"{tr('Numbers printed ahead')} {self._application.today().isoformat()}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self._owner, tr("Save as PDF"), name, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen), choice)

    def save_to(self, path: Path, choice: SpareChoice) -> None:
        """Write the stickers as PDF."""
        tr, request = self._context.tr, _request(choice, None)
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        why = Why(repeats_id=self._repeats, form=SPARE)

        def work(job: Job) -> JobRow:
            def write(stream: BinaryIO) -> Written:
                return self._write(request, stream, job.progress)

            return self._kept.row(self._kept.saving(target, why, write))

        run = self._context.operations.run(self._owner, tr("Save numbers as PDF"), work)
        run.on_success(lambda row: self.asked(row, tr("Saved as {file}.", file=target.name)))

    def repeat_job(self, job: JobRow, first: int, last: int | None = None) -> None:
        """Choose numbers of a print (from 1; None: to the end), to be printed again when asked for."""

        def work(_job: Job) -> tuple[list[int], int | None]:
            return list(self._kept.spoil(job.id, first, last)), self._kept.field_of(job.id, first)

        def chosen(made: tuple[list[int], int | None]) -> None:
            self._repeats = job.id
            self._strip.hide()
            self.repeat_wanted.emit(made[0], made[1] or 1, job.template)

        run = self._context.operations.run(self._owner, self._context.tr("Labels are printed again"), work)
        run.on_success(chosen)

    def asked(self, job: JobRow, where: str) -> None:
        """Ask about a print that was just sent."""
        super().asked(job, where)
        self.printed.emit()

    def forget_repeat(self) -> None:
        """Print something else than what was to be printed again."""
        self._repeats = None

    def _write(self, request: SpareRequest, stream: BinaryIO, progress: Callable[[int, int], None]) -> Written:
        # The words of the unit stand on the sticker in Polish, as on all others.
        tr = translations("pl")
        written: Written = self._application.read(
            lambda session: write_spares(session, request, stream, tr, progress=progress)
        )
        return written

    def _on_failure(self, choice: SpareChoice, error: BaseException) -> bool:
        self.ask_about_earlier()
        if not isinstance(error, Unavailable):
            return False
        self._offer_file(choice, error.text(self._context.tr))
        return True

    def _offer_file(self, choice: SpareChoice, text: str) -> None:
        tr: Any = self._context.tr
        self._context.notify(text, "warn", action=tr("Save as PDF…"), run=lambda: self.save(choice), key="print")


def _request(choice: SpareChoice, dpi: int | None) -> SpareRequest:
    return SpareRequest(ids=list(choice.ids), template=choice.template, start=choice.start, dpi=dpi or DPI)
