"""Copies table rows to the clipboard as tab-separated text with a header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from inventory.ui.models.base import TableModel
from inventory.ui.models.cells import TICK, Cell, Column, spoken
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.operations import Job

if TYPE_CHECKING:
    from inventory.ui.widgets.table import TableView

_CHUNK = 1_000


def copy_rows(view: TableView) -> None:
    """Copy the selected rows; those not read yet are read on a reader thread, and then the clipboard is set."""
    model = view.model()
    assert isinstance(model, TableModel)
    columns = [model.columns()[section] for section in view.columns.shown() if model.columns()[section].style != TICK]
    ids = view.selected_ids()
    if isinstance(model, PagedTableModel):
        source = model.source()

        def work(job: Job) -> str:
            lines = [heading(columns)]
            for start in range(0, len(ids), _CHUNK):
                job.check()
                lines += as_lines(columns, [row for row in source.page(ids[start : start + _CHUNK]) if row is not None])
            return "\n".join(lines)

        model.operations().query(view, work, slot="copy").on_success(_to_clipboard)
        return
    rows = sorted({row for part in view.selectionModel().selection() for row in range(part.top(), part.bottom() + 1)})
    _to_clipboard("\n".join([heading(columns), *as_lines(columns, [model.row_at(row) for row in rows])]))


def heading(columns: Sequence[Column]) -> str:
    """Return the titles as one line."""
    return "\t".join(_one_line(column.title) for column in columns)


def as_lines(columns: Sequence[Column], rows: Sequence[Any]) -> list[str]:
    """Return rows as lines; a tab or line break inside a cell becomes a space."""
    return ["\t".join(_one_line(_text(column.cell(row))) for column in columns) for row in rows]


def _text(cell: Cell | str) -> str:
    return cell if type(cell) is str else spoken(cell)  # type: ignore[arg-type]


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ").replace("\r", "")


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
