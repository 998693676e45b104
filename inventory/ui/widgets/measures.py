"""Editors of lengths, of measures stepped by keys, of corrections to tenths and of whole numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.ui.widgets.editors import ReadEditor
from inventory.ui.widgets.typed import read_count, read_measure

_WIDE_STEP = 10


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


class SteppedEditor(ReadEditor):
    """A number within limits; arrow up and down change it by a step, with Shift by ten steps.

    `value` is a float or None; empty is allowed where it is `optional`, only whole numbers where it is `whole`.
    Signals: changed(), left(), stepped() when a key or the wheel changed it.
    """

    stepped = Signal()

    def __init__(
        self, tr: Translations, *, least: float, most: float, step: float = 0.1, optional: bool = False,
        whole: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(read_measure, longest=9, parent=parent)
        self._tr = tr
        self.least, self.most, self.step = least, most, step
        self._optional, self._whole = optional, whole
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_value(self, value: object) -> None:
        self.setText(self._tr.decimal(round(value, 2)) if isinstance(value, (int, float)) else "")

    def problem(self) -> str:
        try:
            value = read_measure(self.text())
        except ValueError:
            value = -1.0
        if value is None and self._optional:
            return ""
        if value is None or not self.least <= value <= self.most or (self._whole and value != int(value)):
            return self._tr("Type a number from {least} to {most}.", least=self.least, most=self.most)
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if sign:
            self._step_by(sign * (_WIDE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            self._step_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def _step_by(self, steps: int) -> None:
        value = self.value()
        if not isinstance(value, float) or self.isReadOnly():
            return
        self.set_value(min(self.most, max(self.least, round(value + steps * self.step, 2))))
        self.stepped.emit()


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
