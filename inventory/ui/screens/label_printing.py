"""Prints and saves labels for the page, keeps what was printed, and asks how it came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.errors import Unavailable
from inventory.catalogue.stickers import REPRINT_REASONS
from inventory.labels.calibration import calibration_page
from inventory.labels.template import RESOLUTIONS
from inventory.services.print_history import JobRow
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.printing import paint_pdf, printer_for, send
from inventory.ui.screens.job_keeping import Why
from inventory.ui.screens.label_choice import Choice, Item
from inventory.ui.screens.label_outcome import OutcomeStrip
from inventory.ui.screens.label_reading import LabelRegister
from inventory.ui.screens.outcome_asking import OutcomeAsking
from inventory.ui.screens.reason_dialog import ask_reason


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


class LabelPrinting(OutcomeAsking):
    """Runs one print after another. Signals: repeat_wanted() with the choice set to what is to be printed again."""

    repeat_wanted = Signal()

    def __init__(
        self, owner: QWidget, context: Context, register: LabelRegister, choice: Choice, strip: OutcomeStrip
    ) -> None:
        super().__init__(owner, context, strip)
        self._register, self._choice = register, choice
        # What is repeated: a print of none of these assets repeats nothing.
        self._again: set[int] = set()

    def print_to(self, name: str) -> None:
        """Print at the printer's own dots, each label dot on one of them."""
        tr, choice = self._context.tr, self._choice.copy()
        printer = printer_for(name)
        if printer is None:
            self._offer_file(tr("No printer is installed. Save the labels as a PDF."))
            return
        printer.setDocName(tr("Labels"))
        printer.setResolution(choice.dpi)
        target = printer.printerName() or name

        def go(why: Why) -> None:
            def work(job: Job) -> JobRow:
                def paint(pdf: bytes, told: Callable[[int, int], object]) -> object:
                    return paint_pdf(pdf, printer, told=told)

                return self._kept.row(self._register.send(choice, target, why, job.progress, paint))

            run = self._context.operations.run(self._owner, tr("Print labels"), work)
            run.on_success(lambda row: self.asked(row, tr("Sent to {printer}.", printer=target)))
            run.on_failure(self._on_failure)

        self._with_reason(choice, go)

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

        def go(why: Why) -> None:
            def work(job: Job) -> JobRow:
                return self._kept.row(self._register.save(choice, target, why, job.progress))

            run = self._context.operations.run(self._owner, tr("Save labels as PDF"), work)
            run.on_success(lambda row: self.asked(row, tr("Saved as {file}.", file=target.name)))

        self._with_reason(choice, go)

    def repeat_job(self, job: JobRow, first: int, last: int | None = None) -> None:
        """Put labels of a print (from 1; None: to the end) into the choice, to be printed again when asked for."""
        tr = self._context.tr

        def work(_job: Job) -> tuple[list[Item], Counter[int], int | None]:
            times = Counter(self._kept.spoil(job.id, first, last))
            return self._register.items(list(times)), times, self._kept.field_of(job.id, first)

        run = self._context.operations.run(self._owner, tr("Labels are printed again"), work)
        run.on_success(lambda made: self._take_again(job, *made))

    def _with_reason(self, choice: Choice, go: Callable[[Why], object]) -> None:
        """Ask once why labels that are there are printed anew, and go on."""
        tr = self._context.tr
        repeats = self._repeats if any(item.asset_id in self._again for item in choice.ticked()) else None
        read = self._context.operations.query(self._owner, lambda _job: self._register.reprinted(choice), slot="again")

        def known(found: tuple[int, str]) -> None:
            number, reason = found
            if not number:
                go(Why(reason=reason, repeats_id=repeats))
                return
            ask_reason(
                self._owner, self._context, title=tr("Why print again?"),
                text=tr.plural(
                    "{n} of the assets has its label already. The reason is kept with the print.",
                    "{n} of the assets have their labels already. The reason is kept with the print.", number,
                ),
                verb=tr("Print again"), reasons=REPRINT_REASONS, memory="reprint_reason",
                then=lambda reason: go(Why(reason=reason, repeats_id=repeats)),
            )  # fmt: skip

        read.on_success(known)

    def _on_failure(self, error: BaseException) -> bool:
        self.ask_about_earlier()
        if not isinstance(error, Unavailable):
            return False
        self._offer_file(error.text(self._context.tr))
        return True

    def _offer_file(self, text: str) -> None:
        self._context.notify(text, "warn", action=self._context.tr("Save as PDF…"), run=self.save, key="print")

    def _take_again(self, job: JobRow, items: list[Item], times: Counter[int], field: int | None) -> None:
        choice = self._choice
        choice.take(job.template, job.stock)
        choice.also, choice.copies = job.also, 1
        choice.put(items)
        choice.named |= set(times)
        # In a set the labels of an asset are of two kinds, so that their number does not say how often they came.
        choice.times = {} if job.also else {asset_id: count for asset_id, count in times.items() if count != 1}
        if choice.template.kind == "sheet" and field is not None:
            choice.start = min(field, choice.template.per_page)
        self._repeats, self._again = job.id, set(times)
        self._strip.hide()
        self.repeat_wanted.emit()
