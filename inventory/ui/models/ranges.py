"""A selection as ranges of rows: a million selected rows are one pair of numbers."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection


def spans(selection: QItemSelection) -> list[tuple[int, int]]:
    """Return first and last row of each selected range in table order; ranges that touch or overlap are cut apart."""
    found: list[tuple[int, int]] = []
    reached = -1
    for top, bottom in sorted({(part.top(), part.bottom()) for part in selection}):
        if bottom > reached:
            found.append((max(top, reached + 1), bottom))
            reached = bottom
    return found
