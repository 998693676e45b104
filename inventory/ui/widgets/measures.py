"""Editors of lengths in millimetres, of corrections to tenths and of whole numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.ui.widgets.editors import ReadEditor
from inventory.ui.widgets.typed import read_count, read_measure


class MeasureEditor(ReadEditor):
    """A length; `value` is millimetres to hundredths or None. The unit stands in the label."""

    def __init__(self, tr: Translations, *, parent: QWidget | None = None) -> None:
        super().__init__(read_measure, longest=12, parent=parent)
        self._tr = tr
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_value(self, value: object) -> None:
        self.setText(self._tr.decimal(value) if isinstance(value, (int, float)) else "")

    def problem(self) -> str:
        try:
            self._read(self.text())
        except ValueError:
            return self._tr("Type millimetres, for example {example}.", example=63.5)
        return ""


class TenthsEditor(ReadEditor):
    """Millimetres or per cents to tenths; `value` is a number or None. `signed` writes a plus before what has none."""

    def __init__(self, tr: Translations, *, signed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(read_measure, longest=12, parent=parent)
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


class CountEditor(ReadEditor):
    """A whole number; `value` is an int or None."""

    def __init__(self, tr: Translations, *, parent: QWidget | None = None) -> None:
        super().__init__(read_count, longest=9, parent=parent)
        self._tr = tr
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def problem(self) -> str:
        try:
            self._read(self.text())
        except ValueError:
            return self._tr("Type a whole number.")
        return ""
