"""Editors of lengths in millimetres and of whole numbers."""

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
