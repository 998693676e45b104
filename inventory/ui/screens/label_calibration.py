"""By how much a printer is off: a trial page, and two measures that are kept for each printer and label format."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QWidget

from inventory.base.i18n import Translations
from inventory.labels.stock import Adjustment, Stock
from inventory.services.label_request import MOST_SHIFT_MM
from inventory.ui.screens.label_choice import Choice
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.text import label

_MEMORY = "print_shifts"


class ShiftBox(QDoubleSpinBox):
    """Millimetres to tenths; the wheel changes nothing unless it has the focus."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self.setRange(-MOST_SHIFT_MM, MOST_SHIFT_MM)
        self.setDecimals(1)
        self.setSingleStep(0.1)
        self.setSuffix(tr(" mm"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(7, 0, 0, 0)

    def wheelEvent(self, event: object) -> None:
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[arg-type]
        else:
            event.ignore()  # type: ignore[attr-defined]


class CalibrationPanel(QWidget):
    """The shift of the printer chosen. Signals: trial_wanted()."""

    trial_wanted = Signal()

    def __init__(self, tr: Translations, choice: Choice, memory: dict[str, Any]) -> None:
        super().__init__()
        self._tr, self._choice, self._memory = tr, choice, memory
        self._key = ""
        lines = column(spacing=8)
        self.setLayout(lines)
        head = row(spacing=8)
        head.addWidget(label(tr("Calibration of the printer"), role="strong"), 1)
        self.trial = buttons.link(tr("Trial page"), self.trial_wanted.emit, icon="printer")
        head.addWidget(self.trial)
        lines.addLayout(head)
        boxes = row(spacing=12)
        self.right, self.down = ShiftBox(tr), ShiftBox(tr)
        for box, text in ((self.right, tr("Move right")), (self.down, tr("Move down"))):
            named = label(text, role="label", ink="text2")
            named.setBuddy(box)
            box.setAccessibleName(text)
            box.valueChanged.connect(self._on_changed)
            # In line with the fields above it, whatever the numbers would ask for.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            part = column(spacing=4)
            part.addWidget(named)
            part.addWidget(box)
            boxes.addLayout(part, 4 if box is self.right else 3)
        lines.addLayout(boxes)

    def show_printer(self, name: str, stock: Stock) -> None:
        """Take the shift kept for a printer and a stock."""
        self._key = f"{name}|{stock.key}"
        kept = self._memory.get(_MEMORY, {}).get(self._key, (0.0, 0.0))
        self._choice.adjustment = Adjustment(right_mm=float(kept[0]), down_mm=float(kept[1]))
        blocked = [QSignalBlocker(box) for box in (self.right, self.down)]
        self.right.setValue(self._choice.adjustment.right_mm)
        self.down.setValue(self._choice.adjustment.down_mm)
        del blocked

    def _on_changed(self, _value: float) -> None:
        right, down = round(self.right.value(), 1), round(self.down.value(), 1)
        self._choice.adjustment = Adjustment(right_mm=right, down_mm=down)
        kept = dict(self._memory.get(_MEMORY, {}))
        kept[self._key] = [right, down]
        self._memory[_MEMORY] = kept
