"""Asks how many numbers to use up ahead, and how they begin; shows which these would be."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal

from inventory.base.errors import UserError
from inventory.services.spare_numbers import MOST, next_numbers
from inventory.ui.context import Context
from inventory.ui.screens.records import RecordDialog
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.numbers import NumberBox
from inventory.ui.widgets.text import label, literal, set_ink

_USUAL = 24
_WAIT_MS = 150


class CountEditor(NumberBox):
    """A number box as an editor of a form. Signals: changed(), left()."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(1, MOST)
        self.setValue(_USUAL)
        self.valueChanged.connect(lambda _value: self.changed.emit())
        self.editingFinished.connect(self.left)

    def set_value(self, value: object) -> None:
        """Show a number."""
        if isinstance(value, int):
            self.setValue(value)

    def problem(self) -> str:
        """Return nothing: its range keeps it right."""
        return ""


class ReserveDialog(RecordDialog):
    """Count and beginning; the numbers that would be used up stand below."""

    def __init__(self, context: Context) -> None:
        tr = context.tr
        super().__init__(tr, tr("New batch of numbers"), columns=2, width=520)
        self._context = context
        said = tr("These numbers are used up at once, so that nobody else gets them, and can then be printed.")
        self.body.insertWidget(0, label(said, wrap=True))
        count = CountEditor()
        self.add("count", tr("How many"), count, hint=tr("A4 sheet 70 × 36 mm: 24"))
        prefix = LineEditor(longest=40)
        self.add("prefix", tr("They begin with"), prefix, hint=tr("Empty: as the pattern of the unit says"))
        self.shown = label("", role="strong", wrap=True, select=True)
        self.body.addWidget(self.shown)
        self.save.setText(literal(tr("Use them up")))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._look)
        count.valueChanged.connect(lambda _value: self._later.start())
        prefix.textChanged.connect(lambda _text: self._later.start())
        self._look()

    def _look(self) -> None:
        application, values = self._context.application, self.values()

        def look(_job: object) -> tuple[str, str] | UserError:
            try:
                found: tuple[str, str] = application.read(
                    lambda session: next_numbers(
                        session, int(values["count"]), prefix=str(values["prefix"]), on=application.today()
                    )
                )
            except UserError as error:
                return error
            return found

        self._context.operations.query(self, look, slot="numbers").on_success(self._show)

    def _show(self, found: Any) -> None:
        tr = self._tr
        wrong = isinstance(found, UserError)
        self.shown.setText(found.text(tr) if wrong else " – ".join(dict.fromkeys(found)))
        set_ink(self.shown, "err" if wrong else "")
