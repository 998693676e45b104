"""Writes the list of documents to a file of the user's choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.i18n import N_
from inventory.services.paper_export import export_papers
from inventory.services.paper_lists import PaperQuery
from inventory.ui.context import Context
from inventory.ui.operations import Job

_KINDS = "XLSX (*.xlsx);;CSV (*.csv);;JSON (*.json)"


def ask(owner: QWidget, context: Context, query: PaperQuery) -> None:
    """Ask for the file and write the papers that the list shows."""
    name = context.tr("documents")
    chosen, kind = QFileDialog.getSaveFileName(owner, context.tr("Export the list"), f"{name}.xlsx", _KINDS)
    if chosen:
        path = Path(chosen)
        write(owner, context, query, path if path.suffix else path.with_suffix(f".{kind[:4].strip().lower()}"))


def write(owner: QWidget, context: Context, query: PaperQuery, path: Path) -> None:
    """Write the papers of a query and say how many; that names left the register is noted."""
    application, tr = context.application, context.tr

    def work(job: Job) -> int:
        def told(done: int, total: int) -> bool:
            job.progress(done, total)
            return True

        written: int = application.read(lambda session: export_papers(session, query, path, tr, progress=told))
        application.note_reading(N_("Export a list with names"))
        return written

    run = context.operations.run(owner, tr("Export the list"), work)
    run.on_success(
        lambda n: context.notify(
            tr.plural("{n} document written to {file}", "{n} documents written to {file}", n, file=path.name), "ok",
            key="export",
        )
    )  # fmt: skip
