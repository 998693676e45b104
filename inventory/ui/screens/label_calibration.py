"""By how much the printer chosen is off: one line in the column of the printer, and the dialog that changes it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inventory.base.i18n import Translations
from inventory.labels.correction import in_words
from inventory.labels.stock import UNADJUSTED, Stock
from inventory.ui.calibrations import chosen
from inventory.ui.screens.label_calibration_dialog import CalibrationDialog
from inventory.ui.screens.label_choice import Choice
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.text import label


class CalibrationPanel(QWidget):
    """The calibration in use, which it keeps in the choice. Signals: trial_wanted()."""

    trial_wanted = Signal()

    def __init__(self, tr: Translations, choice: Choice, memory: dict[str, Any]) -> None:
        super().__init__()
        self._tr, self._choice, self._memory = tr, choice, memory
        self._printer = ""
        self._stock = choice.template.stock
        self.dialog: CalibrationDialog | None = None
        self.summary = label("", wrap=True)
        self.change = buttons.link(tr("Change…"), self._on_change, icon="pencil", flush=True)
        self.trial = buttons.link(tr("Trial page"), self.trial_wanted.emit, icon="printer", flush=True)
        self.in_pdf = QCheckBox(tr("Apply it in the PDF too"))
        links = row(spacing=16)
        links.addWidget(self.change)
        links.addWidget(self.trial)
        links.addStretch(1)
        lines = column(spacing=4)
        lines.addWidget(self.summary)
        lines.addWidget(self.in_pdf)
        lines.addLayout(links)
        self.setLayout(lines)
        self._show()

    @property
    def apply_to_pdf(self) -> bool:
        """Whether files get the adjustment that prints get; never unless it was asked for here."""
        return self.in_pdf.isChecked()

    def show_printer(self, name: str, stock: Stock) -> None:
        """Take the calibration kept for a printer and a stock."""
        if (name, stock) != (self._printer, self._stock):
            # What was asked for one printer was not asked for the next.
            self.in_pdf.setChecked(False)
        self._printer, self._stock = name, stock
        self._show()

    def _show(self) -> None:
        tr, used = self._tr, chosen(self._memory, self._printer, self._stock.key)
        self._choice.adjustment = used.adjustment if used is not None else UNADJUSTED
        if used is None:
            self.summary.setText(tr("Calibration: none, labels are printed where they should lie."))
        else:
            words = in_words(tr, used.adjustment)
            self.summary.setText(tr("Calibration: {name} · {numbers}", name=used.name, numbers=words))
        self.in_pdf.setVisible(not self._choice.adjustment.is_none)
        if self.in_pdf.isHidden():
            self.in_pdf.setChecked(False)

    def _on_change(self) -> None:
        self.dialog = CalibrationDialog(self._tr, self._memory, self._printer, self._stock, self.window())
        self.dialog.changed.connect(self._show)
        self.dialog.trial_wanted.connect(self.trial_wanted)
        self.dialog.open()
