"""Prints and saves labels for the page, keeps what was printed, and asks how it came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.errors import Unavailable
from inventory.catalogue.stickers import REPRINT_REASONS
from inventory.labels.inks import BLACK, COLOUR
from inventory.labels.sending import destination
from inventory.labels.stock import UNADJUSTED
from inventory.services.job_keeping import Why
from inventory.services.label_designs import Designs
from inventory.services.print_history import JobRow
from inventory.ui.context import Context
from inventory.ui.label_printers import LabelPrinter
from inventory.ui.operations import Job
from inventory.ui.printers import dots_of, printer_for
from inventory.ui.printing import paint_pdf
from inventory.ui.screens.label_choice import Choice, Item
from inventory.ui.screens.label_outcome import OutcomeStrip
from inventory.ui.screens.label_reading import LabelRegister
from inventory.ui.screens.outcome_asking import OutcomeAsking
from inventory.ui.screens.reason_dialog import ask_reason


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
        self.adjust_files = False

    def print_to(self, name: str, zpl: LabelPrinter | None = None) -> None:
        """Print at the printer's own dots, each label dot on one of them; as ZPL where the printer takes that."""
        choice = self._choice.copy()
        if zpl is not None:
            choice.dpi, target = zpl.dpi, zpl.name
            where = destination(zpl.address)
            self._print(choice, target, lambda job, why: self._register.send_zpl(choice, target, why, job, where))
            return
        printer = printer_for(name)
        if printer is None:
            self._offer_file(self._context.tr("No printer is installed. Save the labels as a PDF."))
            return
        printer.setDocName(self._context.tr("Labels"))
        choice.dpi, target = dots_of(printer)[1], printer.printerName() or name

        # Label printers have no greys: they take the versions of logos made for them.
        one_bit = choice.template.kind == "roll"
        choice.ink = choice.ink or (BLACK if one_bit else COLOUR)

        def paint(pdf: bytes, told: Callable[[int, int], object]) -> object:
            return paint_pdf(pdf, printer, dpi=choice.dpi, one_bit=one_bit, told=told)

        self._print(choice, target, lambda job, why: self._register.send(choice, target, why, job.progress, paint))

    def _print(self, choice: Choice, target: str, send: Callable[[Job, Why], int]) -> None:
        tr = self._context.tr

        def go(why: Why) -> None:
            if self.is_sending():
                return
            run = self._watch(
                self._context.operations.run(
                    self._owner, tr("Print labels"), lambda job: self._kept.row(send(job, why))
                )
            )
            run.on_success(lambda row: self.asked(row, tr("Sent to {printer}.", printer=target)))
            run.on_failure(self._on_failure)

        self._with_reason(choice, go)

    def save(self) -> None:
        """Ask for a file name and write the labels as PDF, or as ZPL for label printers."""
        tr = self._context.tr
        name = f"{tr('Labels')} {self._context.application.today().isoformat()}.pdf"
        kinds = "PDF (*.pdf)" if self._choice.template.kind == "sheet" else "PDF (*.pdf);;ZPL (*.zpl)"
        chosen, kind = QFileDialog.getSaveFileName(self._owner, tr("Save labels"), name, kinds)
        if chosen:
            path = Path(chosen)
            self.save_to(path.with_suffix(".zpl") if kind.startswith("ZPL") else path)

    def save_to(self, path: Path) -> None:
        """Write the labels; they lie where the stock says unless the adjustment of the printer was asked for too."""
        tr, choice = self._context.tr, self._choice.copy()
        target = path if path.suffix.lower() in (".pdf", ".zpl") else path.with_name(f"{path.name}.pdf")
        if not self.adjust_files:
            choice.adjustment = UNADJUSTED

        def go(why: Why) -> None:
            def work(job: Job) -> JobRow:
                return self._kept.row(self._register.save(choice, target, why, job.progress))

            run = self._context.operations.run(self._owner, tr("Save labels"), work)
            run.on_success(lambda row: self.asked(row, tr("Saved as {file}.", file=target.name)))

        self._with_reason(choice, go)

    def repeat_job(self, job: JobRow, first: int, last: int | None = None) -> None:
        """Put labels of a print (from 1; None: to the end) into the choice, to be printed again when asked for."""
        tr = self._context.tr

        def work(_job: Job) -> tuple[Designs, list[Item], Counter[int], int | None]:
            times = Counter(self._kept.spoil(job.id, first, last))
            items, field = self._register.items(list(times)), self._kept.field_of(job.id, first)
            return self._register.designs(), items, times, field

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

    def _take_again(
        self, job: JobRow, designs: Designs, items: list[Item], times: Counter[int], field: int | None
    ) -> None:
        choice, tr = self._choice, self._context.tr
        choice.know(designs)
        if not choice.take(job.template, job.stock):
            said = tr("The format “{title}” is no longer there. Look at the one chosen here.", title=job.title)
            self._context.notify(said, "warn", key="print")
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
