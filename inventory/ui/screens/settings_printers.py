"""Settings: the printers of this machine, and those that take ZPL from the network or from a queue."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from inventory.base.errors import Invalid
from inventory.labels.template import RESOLUTIONS
from inventory.ui.context import Context
from inventory.ui.label_printers import LONGEST_NAME, LabelPrinter, label_printers, with_printer, without_printer
from inventory.ui.screens.records import RecordDialog, open_over
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.text import label


class PrintersCard(Card):
    """A line for each printer; label printers can be added, changed and removed. Signals: kept(printers)."""

    kept = Signal(dict)

    def __init__(self, context: Context, owner: QWidget) -> None:
        tr = context.tr
        super().__init__(tr("Printers of this computer"))
        self._context, self._owner, self._tr = context, owner, tr
        self.dialog: RecordDialog | None = None
        self._lines = column(spacing=8)
        self.add(framed(self._lines))
        hint = tr(
            "Printers that are installed need nothing here. A label printer that understands ZPL prints faster and "
            "sharper without a driver: add it by its address."
        )
        self.add(label(hint, role="caption", ink="text3", wrap=True))
        button = secondary(tr("Add a label printer (ZPL)…"), lambda: self.edit(None), icon="plus")
        self.add(fill(row(), button, 1))
        self.show_printers()

    def show_printers(self) -> None:
        """Show the printers there are."""
        clear(self._lines)
        tr, usual = self._tr, QPrinterInfo.defaultPrinterName()
        for name in QPrinterInfo.availablePrinterNames():
            words = tr("usual") if name == usual else ""
            self._lines.addLayout(fill(row(spacing=8), label(name), label(words, role="caption", ink="text3"), 1))
        printers = label_printers(self._context.settings)
        for printer in printers.values():
            words = tr("ZPL · {address} · {n} dots an inch", address=printer.address, n=printer.dpi)
            change = link(tr("Change…"), lambda printer=printer: self.edit(printer))
            change.setAccessibleName(tr("Change {name}", name=printer.name))
            told = label(words, role="caption", ink="text3")
            self._lines.addLayout(fill(row(spacing=8), label(printer.name), told, change, 1))
        if not printers and not QPrinterInfo.availablePrinterNames():
            text = tr("No printer is installed. Stickers and papers can be saved as PDF.")
            self._lines.addWidget(label(text, ink="text2", wrap=True))

    def edit(self, printer: LabelPrinter | None) -> RecordDialog:
        """Ask for a label printer, a new one where none is given."""
        tr = self._tr
        title = tr("Label printer {name}", name=printer.name) if printer else tr("New label printer")
        dialog = self.dialog = RecordDialog(tr, title, can_delete=printer is not None)
        dialog.add("name", tr("Name"), LineEditor(longest=LONGEST_NAME), required=True)
        dpi = ChoiceEditor([(value, tr("{n} dots an inch", n=value)) for value in RESOLUTIONS])
        dialog.add("dpi", tr("Resolution"), dpi)
        hint = tr("In the network: tcp://192.168.1.50:9100. A queue of this computer: queue://Zebra")
        dialog.add("address", tr("Address"), LineEditor(longest=300), required=True, hint=hint, span=2)
        before = printer.name if printer else ""
        dialog.grid.set_values(
            {"name": before, "dpi": printer.dpi if printer else RESOLUTIONS[0],
             "address": printer.address if printer else "tcp://"}
        )  # fmt: skip

        def save(values: dict[str, Any]) -> None:
            try:
                made = with_printer(self._context.settings, LabelPrinter(**values), before=before)
            except Invalid as error:
                dialog.show_problem(error)
                return
            dialog.accept()
            self.kept.emit(made)

        def remove() -> None:
            dialog.accept()
            self.kept.emit(without_printer(self._context.settings, before))

        dialog.wanted.connect(save)
        dialog.delete_wanted.connect(remove)
        open_over(self._owner, dialog)
        return dialog
