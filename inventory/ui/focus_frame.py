"""The frame around a focused button: shown to whoever works with the keys, not after a click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

FRAMED = "framed"


def is_framed(button: QAbstractButton) -> bool:
    """Tell a button that paints itself whether to paint the frame."""
    return bool(button.property(FRAMED))


def follow_focus(old: QWidget | None, new: QWidget | None) -> None:
    """Move the frame with the focus; for `QApplication.focusChanged`."""
    if isinstance(old, QAbstractButton) and isValid(old):
        _frame(old, "")
    if isinstance(new, QAbstractButton) and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
        _frame(new, "1")


def _frame(button: QAbstractButton, value: str) -> None:
    if (button.property(FRAMED) or "") == value:
        return
    button.setProperty(FRAMED, value)
    button.style().unpolish(button)
    button.style().polish(button)
