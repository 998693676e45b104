"""Layouts read, saved, exported and imported by the designer, off the main thread; versions that collide."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from inventory.base.changes import Changes, Done
from inventory.base.errors import Conflict, Invalid, UserError
from inventory.base.files import write_atomically
from inventory.base.i18n import N_, Translations
from inventory.labels.artwork import MOST_BYTES, read_logo
from inventory.labels.drawing import Drawing
from inventory.labels.layout import Layout
from inventory.labels.template import DEFAULT_STOCK
from inventory.services.label_designs import Designs, designs
from inventory.services.label_layouts import (
    SavedLayout,
    export_layout,
    import_layout,
    layout_as_drawing,
    read_layout,
    save_layout,
)
from inventory.ui.printing import file_name_of
from inventory.ui.screens.designer_reading import LONGEST
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.settings_section import undo_of
from inventory.ui.widgets.reference import Option

if TYPE_CHECKING:
    from inventory.ui.screens.label_designer import LabelDesignerPage

_NEW_SIZE = (70.0, 36.0)


def new_sketch(tr: Translations, stock: Any = None) -> Sketch:
    """Return an empty label of the usual size, or of a stock."""
    size = (stock.width_mm, stock.height_mm) if stock is not None else _NEW_SIZE
    drawing = Drawing(width_mm=size[0], height_mm=size[1])
    key = stock.key if stock is not None else DEFAULT_STOCK
    return Sketch(Layout(key="", name=tr("New layout"), form="drawn", stocks=(key,), drawing=drawing))


class Keeping:
    """Runs the operations of one designer page."""

    def __init__(self, page: LabelDesignerPage) -> None:
        self._page, self._context = page, page.context
        self._running = False

    # Opening ------------------------------------------------------------------------------------------------

    def open(self, key: str, *, new: bool, stock: str) -> None:
        """Show a layout, a copy of one that ships, or a new one; unsaved changes are not thrown away for it."""
        page, tr = self._page, self._context.tr
        self._read_designs()
        if page.sketch.is_dirty() and (new or (key and key != page.sketch.layout.key)):
            said = tr("“{name}” has unsaved changes. Save it first, or discard them.", name=page.sketch.layout.name)
            go = lambda: self._show(key, new=new, stock=stock)  # noqa: E731 - said once, run once
            page.offer.say(said, right=[(tr("Discard changes"), go), (tr("Close"), page.offer.hide)])
        elif not page.sketch.is_dirty():
            self._show(key, new=new, stock=stock)

    def discard(self) -> None:
        """Throw the unsaved changes away."""
        sketch = self._page.sketch
        if sketch.id:
            self._read(sketch.layout.key, "")
        else:
            self._page.take_sketch(new_sketch(self._context.tr))

    def load_again(self) -> None:
        """Show what is saved now."""
        self._read(self._page.sketch.layout.key, "")

    def on_register_changed(self, changes: Changes) -> None:
        """Follow what others change; what is being drawn is never overwritten."""
        page = self._page
        if changes.touches("label_stock", "label_layout"):
            self._read_designs()
        if changes.touches("asset", "unit", "funding_source"):
            page.drawing.forget()
        mine = str(page.sketch.id) in changes.tables.get("label_layout", frozenset())
        if not page.sketch.id or not mine or self._running:
            return
        if page.sketch.is_dirty():
            self._tell_conflict()
        else:
            self.load_again()

    def _show(self, key: str, *, new: bool, stock: str) -> None:
        self._hide_strips()
        if key:
            self._read(key, stock)
        elif new:
            known = self._page.head.designs.stocks
            self._page.take_sketch(new_sketch(self._context.tr, known.get(stock)))

    def _read(self, key: str, stock: str) -> None:
        application, tr = self._context.application, self._context.tr

        def look(session: Any) -> Sketch:
            known = designs(session)
            if key not in known.layouts or known.layouts[key].drawing is None:
                copied = layout_as_drawing(known.layouts[key], known.stock(stock or known.layouts[key].stocks[0]), tr)
                return Sketch(copied, is_saved=False)
            kept = read_layout(session, key)
            return Sketch(kept.layout, id_=kept.id, version=kept.version)

        asked = self._context.operations.query(self._page, lambda _job: application.read(look), slot="layout")
        asked.on_success(self._on_read)

    def _on_read(self, sketch: Sketch) -> None:
        self._hide_strips()
        self._page.take_sketch(sketch)

    def _read_designs(self) -> None:
        application = self._context.application
        asked = self._context.operations.query(self._page, lambda _job: application.read(designs), slot="designs")
        asked.on_success(self._on_designs)

    def _on_designs(self, known: Designs) -> None:
        self._page.head.designs = known
        self._page.show_sketch()
        if self._page.head.data.value() is None:
            self._page.head.show_data(Option(LONGEST, self._context.tr("Longest data of the register")))

    # Saving -------------------------------------------------------------------------------------------------

    def save(self, *, then: Callable[[], object] | None = None) -> None:
        """Save the layout; what is wrong is shown at its field."""
        page, application, tr = self._page, self._context.application, self._context.tr
        page.take_typed()
        wrong = [*page.head.problems(), *page.body.properties.problems()]
        if self._running or wrong:
            self._tell_faults(wrong)
            return
        sketch, layout = page.sketch, page.sketch.layout
        title = N_("Save a label layout")
        self._set_running(True)

        def write(_job: object) -> Done[SavedLayout]:
            done: Done[SavedLayout] = application.operation(
                title, lambda work: save_layout(work, layout, id_=sketch.id, version=sketch.version)
            )
            return done

        run = self._context.operations.run(page, tr(title), write)
        run.on_success(lambda done: self._on_saved(sketch, done, then)).on_failure(self._on_failure)

    def save_over(self) -> None:
        """Save this version in place of the one that was saved meanwhile."""
        page, application, key = self._page, self._context.application, self._page.sketch.layout.key

        def go(kept: SavedLayout) -> None:
            page.sketch.version = kept.version
            self.save()

        asked = self._context.operations.query(
            page, lambda _job: application.read(lambda session: read_layout(session, key)), slot="version"
        )
        asked.on_success(go)

    def _on_saved(self, sketch: Sketch, done: Done[SavedLayout], then: Callable[[], object] | None) -> None:
        page, tr, saved = self._page, self._context.tr, done.value
        self._set_running(False)
        self._hide_strips()
        sketch.mark_saved(saved.layout, id_=saved.id, version=saved.version)
        undo = undo_of(page, self._context, done.changes.operation) if done.changes.operation else None
        self._context.toast(tr("“{name}” is saved", name=saved.layout.name), undo=undo)
        if then is not None:
            then()

    def _on_failure(self, error: BaseException) -> bool:
        self._set_running(False)
        if isinstance(error, Conflict):
            self._tell_conflict()
            return True
        if isinstance(error, UserError) and error.field == "name":
            self._page.head.name.set_error(error.text(self._context.tr))
            self._tell_faults([self._page.head.name])
            return True
        return False

    def _set_running(self, running: bool) -> None:
        self._running = running
        self._page.save.setEnabled(not running)

    def _tell_faults(self, wrong: list[Any]) -> None:
        if not wrong:
            return
        tr = self._context.tr
        said = tr.plural("Correct {n} field to save:", "Correct {n} fields to save:", len(wrong))
        links = [(field.label.text(), field.editor.setFocus) for field in wrong]
        self._page.faults.say(said, links=links, strong=True)
        wrong[0].editor.setFocus()

    def _tell_conflict(self) -> None:
        tr = self._context.tr
        said = tr("Someone else saved this layout meanwhile.")
        links = [(tr("Save mine over it"), self.save_over), (tr("Load theirs"), self.load_again)]
        self._page.conflict.say(said, right=links)

    def _hide_strips(self) -> None:
        page = self._page
        for strip in (page.faults, page.conflict, page.offer, page.scanned):
            strip.hide()

    # Files --------------------------------------------------------------------------------------------------

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
        """Ask for a file, keep its layout in the register and show it."""
        page, tr, application = self._page, self._context.tr, self._context.application
        if not page.can_leave():
            return
        chosen, _ = QFileDialog.getOpenFileName(page, tr("Import a layout"), "", tr("Label layout (*.json)"))
        if not chosen:
            return
        title = N_("Import a label layout")

        def write(_job: object) -> Done[SavedLayout]:
            content = _content(Path(chosen), MOST_BYTES * 2)
            done: Done[SavedLayout] = application.operation(title, lambda work: import_layout(work, content))
            return done

        run = self._context.operations.run(page, tr(title), write)
        run.on_success(self._on_imported)

    def _on_imported(self, done: Done[SavedLayout]) -> None:
        saved = done.value
        self._on_read(Sketch(saved.layout, id_=saved.id, version=saved.version))
        undo = undo_of(self._page, self._context, done.changes.operation) if done.changes.operation else None
        self._context.toast(self._context.tr("“{name}” is imported", name=saved.layout.name), undo=undo)

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

    def print_(self) -> None:
        """Open the page of printing with this layout, saved before where it is not."""
        self._page.take_typed()
        if self._page.sketch.is_dirty() or not self._page.sketch.id:
            self.save(then=self._open_printing)
        else:
            self._open_printing()

    def _open_printing(self) -> None:
        who = self._page.drawing.who
        assets = {"assets": [who]} if isinstance(who, int) else {}
        self._context.navigate("print_labels", template=self._page.sketch.layout.key, **assets)


def _content(path: Path, most: int) -> bytes:
    """Return what a file holds. Raises `Invalid` where it cannot be read or is too large."""
    try:
        if path.stat().st_size > most:
            raise Invalid("“{name}” is larger than {most} MB.", name=path.name, most=most // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise Invalid("“{name}” cannot be read.", name=path.name) from error
