"""Fields of numbers: whole ones with arrows, measures to tenths."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from inventory.base.i18n import Translations
from inventory.ui.widgets.editors import ReadEditor
from inventory.ui.widgets.typed import read_measure


class NumberBox(QSpinBox):
    """A whole number with what stands after it; the wheel changes nothing unless it has the focus."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(7, 0, 0, 0)

    def wheelEvent(self, event: object) -> None:
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[arg-type]
        else:
            event.ignore()  # type: ignore[attr-defined]


class MeasureEditor(ReadEditor):
    """Millimetres or per cents to tenths; `value` is a number or None. `signed` writes a plus before what has none."""

    def __init__(
        self, tr: Translations, *, signed: bool = False, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(read_measure, longest=12, placeholder=placeholder, parent=parent)
        self._tr = tr
        self._signed = signed
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_value(self, value: object) -> None:
        if not isinstance(value, (int, float)):
            self.setText("")
            return
        sign = "−" if value < 0 else "+" if value > 0 and self._signed else ""
        self.setText(f"{sign}{self._tr.decimal(abs(value), 1)}")

    def problem(self) -> str:
        try:
            self._read(self.text())
        except ValueError:
            return self._tr("This is no number. Type for example {example}.", example=self._tr.decimal(98.5))
        return ""
