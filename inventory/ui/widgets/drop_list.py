"""The list that opens under a field while one types."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from inventory.ui import theme

_MOST_ROWS = 10


def drop_list(field: QLineEdit, rows: QAbstractItemModel) -> QCompleter:
    """Make the list of a field; made when it is first opened, since most fields of a form never open theirs."""
    made = QCompleter(rows, field)
    made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    made.setMaxVisibleItems(_MOST_ROWS)
    # It is a window of its own, without a parent to take the look from.
    theme.dress(made.popup())
    made.setWidget(field)
    return made
