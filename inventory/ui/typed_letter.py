"""Takes back the one letter that a scanner got into a field before it was known to be a scanner."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid


def is_text_field(widget: QWidget) -> bool:
    """Tell whether letters typed into a widget are text."""
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly()


class TypedLetter:
    """Remembers a field as it was just before a letter is typed into it."""

    def __init__(self, field: QWidget, letter: str) -> None:
        self._field = field
        self._letter = letter
        if isinstance(field, QLineEdit):
            self._before = (field.text(), field.cursorPosition(), field.selectionStart(), field.selectedText())

    def take_back(self) -> None:
        """Restore the field where it still shows what the letter made of it."""
        field = self._field
        if not isValid(field):
            return
        if isinstance(field, QLineEdit):
            self._restore_line(field)
        elif isinstance(field, QPlainTextEdit | QTextEdit):
            cursor = field.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
            if cursor.selectedText() == self._letter:
                field.undo() if _one_step(field) else cursor.removeSelectedText()

    def _restore_line(self, field: QLineEdit) -> None:
        text, position, start, selected = self._before
        if start >= 0:
            typed = text[:start] + self._letter + text[start + len(selected) :]
            place = start
        else:
            typed = text[:position] + self._letter + text[position:]
            place = position
        if field.text() != typed:
            return
        modified = field.isModified()
        field.setSelection(place, 1)
        field.insert(selected)
        if start >= 0:
            field.setSelection(start, len(selected))
        else:
            field.setCursorPosition(position)
        field.setModified(modified)


def _one_step(field: QPlainTextEdit | QTextEdit) -> bool:
    # Undo would also bring back a selection that the letter replaced, but it may take more than the letter.
    return field.document().availableUndoSteps() == 1
