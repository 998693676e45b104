"""A field for a measure in millimetres or points: typed with comma or point, stepped with the arrow keys."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.ui.widgets.editors import ReadEditor

_NUMBER = re.compile(r"[0-9]{1,5}(?:[.,][0-9]{0,3})?|[.,][0-9]{1,3}", re.ASCII)
_WIDE_STEP = 10


def read_measure(text: str) -> float | None:
    """Return the number of `12`, `12,5`, `12.5`; None for empty text, ValueError for anything else."""
    text = text.strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text.replace(",", "."))


class MeasureEditor(ReadEditor):
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
