"""Prints and saves labels for the page, keeps what was printed, and asks how it came out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.errors import Unavailable
from inventory.labels.calibration import calibration_page
from inventory.labels.template import RESOLUTIONS
from inventory.services.print_jobs import Good
from inventory.services.printing import Written
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.printing import paint_pdf, printer_for, send
from inventory.ui.screens.label_choice import Choice
from inventory.ui.screens.label_outcome import OutcomeStrip
from inventory.ui.screens.label_reading import LabelRegister


def printers() -> list[str]:
    """Return the names of the printers there are, the default one first."""
    names: list[str] = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    return [default, *(name for name in names if name != default)] if default in names else names


def paper_of(name: str) -> tuple[float, float] | None:
    """Return the paper in mm for which the driver of a printer is set, upright; None where it does not say."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull() or not info.defaultPageSize().isValid():
        return None
    size = info.defaultPageSize().size(QPageSize.Unit.Millimeter)
    return size.width(), size.height()


def resolution_of(name: str) -> int | None:
    """Return the finest resolution of a printer for which labels can be made; None where it does not say."""
    known = set(QPrinterInfo.printerInfo(name).supportedResolutions()) & set(RESOLUTIONS)
    return max(known) if known else None


class LabelPrinting(QObject):
    """Runs one print after another. Signals: repeat_wanted() with the choice set to what is to be printed again."""

    repeat_wanted = Signal()

    def __init__(
        self, owner: QWidget, context: Context, register: LabelRegister, choice: Choice, strip: OutcomeStrip
    ) -> None:
        super().__init__(owner)
        self._owner, self._context, self._register = owner, context, register
        self._choice, self._strip = choice, strip
        self._job = 0
        # Prints that the next one goes on from: those before the field from which it was repeated.
        self._earlier: list[Good] = []
        strip.good.connect(self.confirm)
        strip.repeat.connect(self._on_repeat)

    def print_to(self, name: str) -> None:
        """Print at the printer's own dots, each label dot on one of them."""
        context, tr, choice = self._context, self._context.tr, self._choice.copy()
        printer = printer_for(name)
        if printer is None:
            self._offer_file(tr("No printer is installed. Save the labels as a PDF."))
            return
        printer.setDocName(tr("Labels"))
        printer.setResolution(choice.dpi)
        target = printer.printerName() or name

        def work(job: Job) -> tuple[int, Written]:
            pdf, written = self._register.pdf(choice, job.progress)
            paint_pdf(pdf, printer, told=job.progress)
            return self._register.keep(written, target), written

        run = context.operations.run(self._owner, tr("Print labels"), work)
        run.on_success(lambda made: self._ask(*made, tr("Sent to {printer}.", printer=target)))
        run.on_failure(self._on_failure)

    def print_trial(self, name: str) -> None:
        """Print the page of crosses from which the shift of a printer is read."""
        context, tr = self._context, self._context.tr
        if name:
            context.memory["printer"] = name
        title = tr("Trial page")
        send(self._owner, context, calibration_page(self._choice.template.stock), name=title, file_name=f"{title}.pdf")

    def save(self) -> None:
        """Ask for a file name and write the labels as PDF."""
        tr = self._context.tr
        name = f"{tr('Labels')} {self._context.application.today().isoformat()}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self._owner, tr("Save as PDF"), name, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the labels as PDF."""
        tr, choice = self._context.tr, self._choice.copy()
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

        def work(job: Job) -> tuple[int, Written]:
            return self._register.save(choice, target, job.progress)

        run = self._context.operations.run(self._owner, tr("Save labels as PDF"), work)
        run.on_success(lambda made: self._ask(*made, tr("Saved as {file}.", file=target.name)))

    def confirm(self) -> None:
        """Say that all came out well; that sets the sticker state, and can be undone."""
        context, tr = self._context, self._context.tr
        jobs = [*self._earlier, Good(job_id=self._job)]
        run = context.operations.run(self._owner, tr("Stickers are on"), lambda _job: self._register.confirm(jobs))

        def done(answer: tuple[int, int]) -> None:
            self._strip.hide()
            self._earlier = []
            text = tr.plural("{n} asset has its label", "{n} assets have their labels", answer[0])
            context.toast(text, undo=lambda: self._undo(answer[1]))

        run.on_success(done)

    def _undo(self, operation: int) -> None:
        application, tr = self._context.application, self._context.tr
        self._context.operations.run(self._owner, tr("Undo"), lambda _job: application.take_back(operation))

    def _ask(self, job: int, written: Written, where: str) -> None:
        self._job = job
        self._strip.ask(written, where)

    def _on_failure(self, error: BaseException) -> bool:
        if not isinstance(error, Unavailable):
            return False
        self._offer_file(error.text(self._context.tr))
        return True

    def _offer_file(self, text: str) -> None:
        self._context.notify(text, "warn", action=self._context.tr("Save as PDF…"), run=self.save, key="print")

    def _on_repeat(self, first: int) -> None:
        job, tr = self._job, self._context.tr
        run = self._context.operations.run(
            self._owner, tr("Labels are printed again"), lambda _job: self._register.spoil(job, first)
        )
        run.on_success(lambda ids: self._take_again(job, first, ids))

    def _take_again(self, job: int, first: int, ids: tuple[int, ...]) -> None:
        """Put what failed into the choice, from the field on from which it is repeated."""
        self._earlier.append(Good(job_id=job, labels=first - 1))
        times = Counter(ids)
        known = {item.asset_id: item for item in self._choice.items}
        again = [known[asset_id] for asset_id in times if asset_id in known]
        named = set(self._choice.named)
        self._choice.put(again)
        self._choice.times = {asset_id: count for asset_id, count in times.items() if count != 1}
        self._choice.named |= named
        self._choice.copies = 1
        if self._choice.template.kind == "sheet":
            self._choice.start = self._strip.field.value()
        self._strip.hide()
        self.repeat_wanted.emit()
