"""Calibrates a printer on a stock: prints the trial page, takes what was measured on it, keeps the correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inventory.base.errors import Invalid
from inventory.base.i18n import Translations
from inventory.labels.correction import Measured, corrected, cross_mm, ruler_mm
from inventory.labels.stock import UNADJUSTED, Adjustment, Stock, checked_adjustment
from inventory.ui.calibrations import LONGEST, Calibration, all_of, choose, chosen, drop, find, free_name, keep
from inventory.ui.screens.label_calibration_picture import MeasurePicture
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.dialogs import Dialog, confirm
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.field import Field, FormGrid, show_problems
from inventory.ui.widgets.measures import TenthsEditor
from inventory.ui.widgets.text import label, rule


class CalibrationDialog(Dialog):
    """What is typed is saved when its field is left. Signals: changed() after that, trial_wanted()."""

    changed = Signal()
    trial_wanted = Signal()

    def __init__(
        self, tr: Translations, memory: dict[str, Any], printer: str, stock: Stock, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Calibration of the printer"), parent, width=720)
        self._tr, self._memory, self._printer, self._stock = tr, memory, printer, stock
        self._used = chosen(memory, printer, stock.key)
        # With what the trial page that is measured was printed.
        self._before = self._adjustment()
        self._lay_out()
        self._show()
        self.fit()

    # Building -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        tr = self._tr
        on = self._tr.message(self._stock.title)
        self.body.addWidget(label(" · ".join(filter(None, (self._printer, on))), ink="text2", wrap=True))
        self.which = Field(tr, tr("Calibration"), ChoiceEditor())
        self.name = Field(tr, tr("Name"), LineEditor(longest=LONGEST))
        named = FormGrid(columns=2, least=240)
        named.add("which", self.which)
        named.add("name", self.name)
        self.body.addWidget(named)
        self.body.addWidget(rule())
        self._lay_out_measures()
        self.body.addWidget(rule())
        self.body.addWidget(label(tr("What is corrected"), role="strong"))
        millimetres, percent = tr("mm"), tr("%")
        self.corrections = self._fields({
            "right_mm": (tr("Move right, {unit}", unit=millimetres), True),
            "down_mm": (tr("Move down, {unit}", unit=millimetres), True),
            "scale_x": (tr("Scale across, {unit}", unit=percent), False),
            "scale_y": (tr("Scale down, {unit}", unit=percent), False),
        })  # fmt: skip
        grid = FormGrid(columns=4, least=140)
        for key, field in self.corrections.items():
            grid.add(key, field)
            field.editor.left.connect(self._on_correction)  # type: ignore[attr-defined]
        self.body.addWidget(grid)
        self.body.addWidget(
            label(tr("The scale moves labels apart; labels and their codes keep their size."), role="caption",
                  ink="text3", wrap=True)
        )  # fmt: skip
        self.delete = buttons.button(tr("Delete…"), self._on_delete, icon="trash-2")
        self.none = buttons.button(tr("No calibration"), self._on_none)
        close = buttons.primary(tr("Close"), self.accept)
        for one in (self.delete, self.none, close):
            # Enter ends the typing of a number, it does not close the dialog.
            one.setAutoDefault(False)
        self.add_buttons(self.delete, self.none, close)
        self.which.editor.changed.connect(self._on_chosen)  # type: ignore[attr-defined]
        self.name.editor.left.connect(self._on_name)  # type: ignore[attr-defined]

    def _lay_out_measures(self) -> None:
        tr = self._tr
        head = row(spacing=8)
        head.addWidget(label(tr("What you measured on the trial page"), role="strong"), 1)
        self.trial = buttons.button(tr("Print the trial page"), self._on_trial, icon="printer", small=True)
        self.trial.setAutoDefault(False)
        head.addWidget(self.trial)
        self.body.addLayout(head)
        self.measures = self._fields({
            "across_mm": (tr("A · Width, mm"), False), "down_mm": (tr("B · Height, mm"), False),
            "off_right_mm": (tr("C · Right (+) or left (−), mm"), True),
            "off_down_mm": (tr("D · Down (+) or up (−), mm"), True),
        })  # fmt: skip
        rulers, cross = ruler_mm(self._stock), cross_mm(self._stock)
        for key, length in zip(("across_mm", "down_mm"), rulers, strict=True):
            self.measures[key].set_hint(tr("instead of {n} mm", n=tr.decimal(length, 1)))
        self.measures["off_right_mm"].set_hint(
            tr("Cross 1 should lie {n} mm from the left edge.", n=tr.decimal(cross[0], 1))
        )
        self.measures["off_down_mm"].set_hint(
            tr("Cross 1 should lie {n} mm from the upper edge.", n=tr.decimal(cross[1], 1))
        )
        grid = FormGrid(columns=2, least=150)
        for key, field in self.measures.items():
            grid.add(key, field)
            field.editor.left.connect(self._on_measured)  # type: ignore[attr-defined]
        body = row(spacing=20)
        body.addWidget(MeasurePicture(self._stock), 0, Qt.AlignmentFlag.AlignTop)
        side = column(spacing=0)
        side.addWidget(grid)
        side.addStretch(1)
        body.addLayout(side, 1)
        self.body.addLayout(body)

    def _fields(self, named: Mapping[str, tuple[str, bool]]) -> dict[str, Field]:
        return {
            key: Field(self._tr, text, TenthsEditor(self._tr, signed=signed))
            for key, (text, signed) in named.items()
        }  # fmt: skip

    # Showing ------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the calibration in use; what was measured stays as it was typed."""
        tr, used = self._tr, self._used
        offered = [("", tr("No calibration")), *((one.name, one.name) for one in all_of(self._memory))]
        self.which.editor.set_choices(offered, value=used.name if used else "")  # type: ignore[attr-defined]
        self.name.set_value(used.name if used else "")
        self.name.setEnabled(used is not None)
        self.name.editor.setPlaceholderText(self._usual_name())  # type: ignore[attr-defined]
        self.delete.setEnabled(used is not None)
        self.none.setEnabled(used is not None)
        self._show_numbers()

    def _show_numbers(self) -> None:
        adjustment = self._adjustment()
        for key, field in self.corrections.items():
            number = getattr(adjustment, key)
            field.set_value(round(number * 100, 1) if key.startswith("scale") else number)

    def _adjustment(self) -> Adjustment:
        return self._used.adjustment if self._used is not None else UNADJUSTED

    def _usual_name(self) -> str:
        printer = self._printer or self._tr("No printer")
        return f"{printer} · {self._tr.message(self._stock.title)}"

    def _start_measuring(self) -> None:
        """Forget what was measured: the next trial page is printed with what is chosen now."""
        self._before = self._adjustment()
        for field in self.measures.values():
            field.set_value(None)

    # What the user does -------------------------------------------------------------------------------------

    def _on_trial(self) -> None:
        self._start_measuring()
        if not self._printer:
            # The page is offered as a file behind the dialog.
            self.accept()
        self.trial_wanted.emit()

    def _on_measured(self) -> None:
        typed = {key: field.value() for key, field in self.measures.items()}
        if any(field.editor.problem() for field in self.measures.values()):  # type: ignore[attr-defined]
            return
        rulers = ruler_mm(self._stock)
        # What was not measured is as it was.
        usual = {
            "across_mm": rulers[0] / self._before.scale_x, "down_mm": rulers[1] / self._before.scale_y,
            "off_right_mm": 0.0, "off_down_mm": 0.0,
        }  # fmt: skip
        given = {key: float(str(value)) for key, value in typed.items() if value is not None}
        if not given:
            return
        try:
            made = corrected(self._before, self._stock, Measured(**(usual | given)))
        except Invalid as error:
            show_problems(self._tr, error, self.measures)
            return
        self._keep(made)

    def _on_correction(self) -> None:
        if not all(field.check() for field in self.corrections.values()):
            return
        # An empty field corrects nothing. Per cents are kept to tenths as well, as parts of one.
        values = {
            key: round(float(str(field.value() or 100)) / 100, 3)
            if key.startswith("scale")
            else round(float(str(field.value() or 0)), 1)
            for key, field in self.corrections.items()
        }
        wanted = Adjustment(**values)
        try:
            checked_adjustment(wanted)
        except Invalid as error:
            show_problems(self._tr, error, self.corrections)
            return
        if wanted != self._adjustment():
            self._keep(wanted)
            self._start_measuring()

    def _keep(self, adjustment: Adjustment) -> None:
        if adjustment == self._adjustment():
            return
        used = self._used
        if used is None:
            name = free_name(self._memory, self._usual_name())
            made = Calibration(name=name, printer=self._printer, stock=self._stock.key, adjustment=adjustment)
            self._used = keep(self._memory, made)
        else:
            self._used = keep(self._memory, replace(used, adjustment=adjustment), before=used.name)
        self._tell()

    def _on_name(self) -> None:
        used = self._used
        wanted = str(self.name.value() or "")
        if used is None or wanted == used.name:
            return
        try:
            self._used = keep(self._memory, replace(used, name=wanted), before=used.name)
        except Invalid as error:
            show_problems(self._tr, error, {"name": self.name})
            return
        self._tell()

    def _on_chosen(self) -> None:
        name = str(self.which.value() or "")
        self._used = find(self._memory, name) if name else None
        self._tell()
        self._start_measuring()

    def _on_none(self) -> None:
        self._used = None
        self._tell()
        self._start_measuring()

    def _on_delete(self) -> None:
        used, tr = self._used, self._tr
        if used is None or not confirm(
            self, tr, title=tr("Delete the calibration “{name}”?", name=used.name),
            text=tr("Labels of this printer will be printed without a correction."), verb=tr("Delete the calibration"),
        ):  # fmt: skip
            return
        drop(self._memory, used.name)
        self._used = None
        self._tell()
        self._start_measuring()

    def _tell(self) -> None:
        """Use what is shown for this printer and stock, and say so."""
        choose(self._memory, self._printer, self._stock.key, self._used.name if self._used else "")
        self._show()
        self.changed.emit()
