"""Exports what the list shows: format, file, and the work behind the scenes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from inventory.base.i18n import N_
from inventory.ui.operations import Job

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Page


def formats(page: Page) -> list[tuple[str, Callable[[], object]]]:
    """Return the formats to choose from."""
    tr = page.context.tr
    names = ((tr("Excel sheet (XLSX)…"), "xlsx"), (tr("Text table (CSV)…"), "csv"), (tr("JSON…"), "json"))
    return [(text, partial(_ask, page, suffix)) for text, suffix in names]


def _ask(page: Page, suffix: str) -> None:
    tr = page.context.tr
    name = tr("register")
    chosen, _ = QFileDialog.getSaveFileName(page, tr("Export"), f"{name}.{suffix}", f"{suffix.upper()} (*.{suffix})")
    if chosen:
        path = Path(chosen)
        write(page, path if path.suffix.lower() == f".{suffix}" else path.with_name(f"{path.name}.{suffix}"))


def write(page: Page, path: Path) -> None:
    """Write all fields of the assets that the list shows, in its order."""
    context, query = page.context, page.query()
    application, tr = context.application, context.tr

    def work(job: Job) -> int:
        from inventory.services.exporting import export

        def told(done: int, total: int) -> bool:
            job.progress(done, total)
            return True

        rows: int = export(application.listing, query, path, tr=tr, progress=told)
        application.note_reading(N_("Export a list with names"))
        return rows

    def said(rows: int) -> None:
        text = tr.plural("{n} asset written to {file}", "{n} assets written to {file}", rows, file=path.name)
        context.notify(text, "ok", key="export")

    context.operations.run(page, tr("Export"), work).on_success(said)
