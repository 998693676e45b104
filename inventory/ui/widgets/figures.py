"""Editors of numbers: whole ones, measures with decimals, exchange rates."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.ui.widgets.editors import LineEditor


class FigureEditor(LineEditor):
    """A number or nothing. With `scale` the value is an int in that part (10000: ten-thousandths), else a float."""

    def __init__(
        self, tr: Translations, *, scale: int = 0, decimals: int = 2, most: float = 1e9, parent: QWidget | None = None
    ) -> None:
        super().__init__(longest=20, parent=parent)
        self._tr, self._scale, self._decimals, self._most = tr, scale, decimals, most
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> object:
        """Return the number, None where nothing or no number was typed."""
        number = self._number()
        if number is None:
            return None
        return int(number * self._scale) if self._scale else float(number)

    def set_value(self, value: object) -> None:
        """Show a number; None is empty."""
        if not isinstance(value, int | float):
            self.setText("")
            return
        number = Decimal(value) / self._scale if self._scale else Decimal(str(value))
        text = f"{number.quantize(Decimal(1).scaleb(-self._decimals)):f}"
        if not self._scale and "." in text:
            text = text.rstrip("0").rstrip(".")
        self.setText(text.replace(".", ",") if self._tr.language == "pl" else text)

    def problem(self) -> str:
        """Return what is wrong with what was typed."""
        if not self.text().strip():
            return ""
        number = self._number()
        example = self._tr.decimal(12.5) if self._decimals else "12"
        if number is None:
            return self._tr("This is no number. Type for example {example}.", example=example)
        if number < 0 or number > Decimal(self._most):
            return self._tr("The number is too small or too large.")
        return ""

    def _number(self) -> Decimal | None:
        text = "".join(self.text().split()).replace(",", ".")
        try:
            number = Decimal(text)
        except InvalidOperation:
            return None
        exponent = number.as_tuple().exponent
        if not number.is_finite() or not isinstance(exponent, int) or -exponent > self._decimals:
            return None
        return number
