"""Copies table rows to the clipboard as tab-separated text with a header."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from inventory.ui.models.base import TableModel
from inventory.ui.models.cells import TICK, Cell, Column, spoken
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.operations import Job

_CHUNK = 1_000


def copy_rows(owner: QObject, model: TableModel, sections: Sequence[int], ids: array[int]) -> None:
    """Copy the rows of these ids with the columns of these sections.

    Rows of a paged model are read on a reader thread, and then the clipboard is set.
    """
    columns = [model.columns()[section] for section in sections if model.columns()[section].style != TICK]
    if isinstance(model, PagedTableModel):
        source = model.source()

        def work(job: Job) -> str:
            lines = [heading(columns)]
            for start in range(0, len(ids), _CHUNK):
                job.check()
                lines += as_lines(columns, [row for row in source.page(ids[start : start + _CHUNK]) if row is not None])
            return "\n".join(lines)

        model.operations().query(owner, work, slot="copy").on_success(_to_clipboard)
        return
    wanted = set(ids)
    rows = [model.row_at(row) for row in range(model.rowCount()) if model.id_at(row) in wanted]
    _to_clipboard("\n".join([heading(columns), *as_lines(columns, rows)]))


def heading(columns: Sequence[Column]) -> str:
    """Return the titles as one line."""
    return "\t".join(_one_line(column.title) for column in columns)


def as_lines(columns: Sequence[Column], rows: Sequence[Any]) -> list[str]:
    """Return rows as lines; a tab or line break inside a cell becomes a space."""
    return ["\t".join(_one_line(_text(column.cell(row))) for column in columns) for row in rows]


def _text(cell: Cell | str) -> str:
    return spoken(cell) if isinstance(cell, Cell) else cell


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ").replace("\r", "")


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
