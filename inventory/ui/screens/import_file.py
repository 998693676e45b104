"""First step of an import: choose the file, or take an earlier import back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.i18n import N_
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.widgets.buttons import link, primary
from inventory.ui.widgets.card import Card, clear, column, fill, row
from inventory.ui.widgets.lists import SoftIcon
from inventory.ui.widgets.text import label

SUFFIXES = ("xlsx", "csv", "txt", "json")


class FileStep(QWidget):
    """Takes a file by button or by dropping it. Signals: chosen(Path)."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.setAcceptDrops(True)
        self.button = primary(tr("Choose a file…"), self._on_choose)
        card = Card()
        words = fill(
            column(spacing=6),
            label(tr("Read a list from a sheet"), role="card"),
            label(tr("Excel or CSV, as you keep it. Drop the file here or choose it."), ink="text2", wrap=True),
            label(tr("Nothing is saved before the last step."), role="caption", ink="text3"),
        )
        line = row(spacing=20)
        line.addWidget(SoftIcon("file-spreadsheet", side=54))
        line.addLayout(words, 1)
        line.addWidget(self.button)
        card.add(line)
        self.past = Card(tr("Earlier imports"))
        self._lines = column(spacing=6)
        self.past.add(self._lines)
        self.past.hide()
        fill(_whole(self), card, self.past, 1)

    def refresh(self) -> None:
        """Read the earlier imports again."""
        application = self._context.application

        def read(_job: Job) -> list[object]:
            from inventory.services.importing import past_imports

            return list(application.read(past_imports))

        self._context.operations.query(self, read, slot="past").on_success(self._show)

    def _show(self, found: list[object]) -> None:
        tr = self._context.tr
        clear(self._lines)
        for past in found:
            line = row(spacing=12)
            line.addWidget(label(tr.moment(past.imported_at), ink="text2"))  # type: ignore[attr-defined]
            line.addWidget(label(past.file_name), 1)  # type: ignore[attr-defined]
            line.addWidget(
                label(tr("added {added}, changed {updated}", added=past.added, updated=past.updated), ink="text2")
            )  # type: ignore[attr-defined]
            if past.undone:  # type: ignore[attr-defined]
                line.addWidget(label(tr("taken back"), ink="text3"))
            else:
                line.addWidget(link(tr("Take back the import"), self._taking_back(past.id)))  # type: ignore[attr-defined]
            self._lines.addLayout(line)
        self.past.setVisible(bool(found))

    def _taking_back(self, batch: int) -> Callable[[], object]:
        return lambda: take_back(self, self._context, batch, self.refresh)

    def _on_choose(self) -> None:
        tr = self._context.tr
        patterns = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a file…"), "", f"{tr('Sheets')} ({patterns});;{tr('All files')} (*)"
        )
        if name:
            self.chosen.emit(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            self.chosen.emit(Path(names[0]))


def take_back(owner: QWidget, context: Context, batch: int, then: Callable[[], object]) -> None:
    """Take a whole import back and say what that did."""
    application, tr = context.application, context.tr

    def work(_job: Job) -> object:
        from inventory.services.importing import undo_import

        return application.operation(N_("Take an import back"), lambda work: undo_import(work, batch), bulk=True).value

    def done(taken: object) -> None:
        context.toast(tr("Removed: {removed}, restored: {restored}.", removed=taken.removed, restored=taken.restored))  # type: ignore[attr-defined]
        then()

    context.operations.run(owner, tr("Take an import back"), work).on_success(done)


def _whole(owner: QWidget) -> object:
    lines = column(spacing=14)
    owner.setLayout(lines)
    return lines
