"""Files of the designer: a layout written out and read in as one file, logos put on the label."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from inventory.base.changes import Done
from inventory.base.errors import Invalid
from inventory.base.files import write_atomically
from inventory.base.i18n import N_
from inventory.labels.artwork import MOST_BYTES, read_logo
from inventory.services.files import FileRequest
from inventory.services.label_layouts import SavedLayout, export_layout, import_layout
from inventory.ui.printing import file_name_of
from inventory.ui.screens.designer_keeping import Keeping
from inventory.ui.screens.designer_page import DesignerPage
from inventory.ui.screens.designer_sketch import Sketch


class Files:
    """Asks for files for one designer page and reads and writes them off the main thread."""

    def __init__(self, page: DesignerPage, keeping: Keeping) -> None:
        self._page, self._context, self._keeping = page, page.context, keeping

    def export(self) -> None:
        """Ask where to, and write the layout as one file."""
        page, tr = self._page, self._context.tr
        page.take_typed()
        layout = page.sketch.layout
        usual = file_name_of(layout.name).removesuffix(".pdf") + ".json"
        chosen, _ = QFileDialog.getSaveFileName(page, tr("Export the layout"), usual, tr("Label layout (*.json)"))
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.json")
        run = self._context.operations.run(
            page, tr("Export the layout"), lambda _job: write_atomically(path, export_layout(layout))
        )
        run.on_success(lambda _none: self._context.notify(tr("Saved as {file}.", file=path.name), "ok", key="layout"))

    def import_(self) -> None:
        """Ask for a file, keep its layout in the register and show it in place of the one shown."""
        self._keeping.let_go(self._import)

    def _import(self) -> None:
        page, tr, application = self._page, self._context.tr, self._context.application
        chosen, _ = QFileDialog.getOpenFileName(page, tr("Import a layout"), "", tr("Label layout (*.json)"))
        if not chosen:
            return
        title = N_("Import a label layout")

        def write(_job: object) -> Done[SavedLayout]:
            path = Path(chosen)
            request = FileRequest(name=path.name, content=_content(path, 2 * MOST_BYTES))
            done: Done[SavedLayout] = application.operation(title, lambda work: import_layout(work, request))
            return done

        run = self._context.operations.run(page, tr(title), write)
        run.on_success(self._on_imported)

    def _on_imported(self, done: Done[SavedLayout]) -> None:
        saved = done.value
        self._keeping.show_read(Sketch(saved.layout, id_=saved.id, version=saved.version))
        self._keeping.toast(self._context.tr("“{name}” is imported", name=saved.layout.name), done)

    def choose_logo(self) -> None:
        """Ask for a picture and put it on the label."""
        page, tr = self._page, self._context.tr
        pattern = tr("Logos (*.svg *.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileName(page, tr("Choose a logo"), "", pattern)
        if not chosen:
            return
        path = Path(chosen)

        def read(_job: object) -> tuple[bytes, str, float]:
            content = _content(path, MOST_BYTES)
            logo = read_logo(path.name, content)
            return content, logo.media_type, logo.aspect

        def take(found: tuple[bytes, str, float]) -> None:
            content, media_type, aspect = found
            sha256 = hashlib.sha256(content).hexdigest()
            page.body.commands.add_logo(path.name, content, sha256=sha256, media_type=media_type, aspect=aspect)
            page.body.canvas.setFocus()

        self._context.operations.query(page, read, slot="logo", title=tr("Choose a logo")).on_success(take)


def _content(path: Path, most: int) -> bytes:
    """Return what a file holds. Raises `Invalid` where it cannot be read or is too large."""
    try:
        # No more is read than is taken, whatever the size that the file says to have.
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Invalid("“{name}” cannot be read.", name=path.name) from error
    if len(content) > most:
        raise Invalid("“{name}” is larger than {most} MB.", name=path.name, most=most // 1_000_000)
    return content
