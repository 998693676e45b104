"""Layouts read, saved, exported and imported by the designer, off the main thread; versions that collide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inventory.base.changes import Changes, Done
from inventory.base.errors import Conflict, NotFound, UserError
from inventory.base.i18n import N_, Translations
from inventory.labels.drawing import Drawing
from inventory.labels.layout import Layout
from inventory.labels.template import DEFAULT_STOCK
from inventory.services.label_designs import Designs, designs
from inventory.services.label_layouts import (
    SavedLayout,
    delete_layout,
    layout_as_drawing,
    read_layout,
    save_layout,
)
from inventory.ui.screens.designer_draft_keeping import DraftKeeping
from inventory.ui.screens.designer_page import DesignerPage
from inventory.ui.screens.designer_reading import LONGEST
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.settings_section import undo_of
from inventory.ui.widgets.reference import Option

_NEW_SIZE = (70.0, 36.0)


def new_sketch(tr: Translations, stock: Any = None) -> Sketch:
    """Return an empty label of the usual size, or of a stock."""
    size = (stock.width_mm, stock.height_mm) if stock is not None else _NEW_SIZE
    drawing = Drawing(width_mm=size[0], height_mm=size[1])
    key = stock.key if stock is not None else DEFAULT_STOCK
    return Sketch(Layout(key="", name=tr("New layout"), form="drawn", stocks=(key,), drawing=drawing))


class Keeping:
    """Runs the operations of one designer page."""

    def __init__(self, page: DesignerPage) -> None:
        self._page, self._context = page, page.context
        self._running = False
        self.draft = DraftKeeping(page, self.show_read)

    # Opening ------------------------------------------------------------------------------------------------

    def open(self, key: str, *, new: bool, stock: str) -> None:
        """Show a layout, a copy of one that ships, or a new one; unsaved changes are not thrown away for it."""
        page = self._page
        self._read_designs()
        if new or (key and key != page.sketch.layout.key):
            self.let_go(lambda: self._show(key, new=new, stock=stock))
        elif not page.sketch.is_dirty():
            self._show(key, new=new, stock=stock)
        self.draft.offer()

    def let_go(self, go: Callable[[], object]) -> None:
        """Do what puts another layout here, at once or once the user discards the changes of this one."""
        page, tr = self._page, self._context.tr
        page.take_typed()
        if not page.sketch.is_dirty():
            go()
            return
        said = tr("“{name}” has unsaved changes. Save it first, or discard them.", name=page.sketch.layout.name)
        page.offer.say(said, right=[(tr("Discard changes"), go), (tr("Close"), page.offer.hide)])

    def discard(self) -> None:
        """Throw the unsaved changes away."""
        self.draft.forget()
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
        page.drawing.forget()
        if page.isVisible():
            page.ask_drawing()
        sketch, application = page.sketch, self._context.application
        if not sketch.id or str(sketch.id) not in changes.tables.get("label_layout", frozenset()) or self._running:
            return
        asked = self._context.operations.query(
            page, lambda _job: application.read(lambda session: read_layout(session, sketch.layout.key)), slot="theirs"
        )
        asked.on_success(lambda kept: self._on_theirs(sketch, kept)).on_failure(
            lambda error: self._on_gone(sketch, error)
        )

    def _on_theirs(self, sketch: Sketch, kept: SavedLayout) -> None:
        if sketch is not self._page.sketch or kept.version == sketch.version:
            return
        if sketch.is_dirty():
            self._tell_conflict()
        else:
            self.show_read(Sketch(kept.layout, id_=kept.id, version=kept.version))

    @staticmethod
    def _on_gone(sketch: Sketch, error: BaseException) -> bool:
        """Keep what is drawn where the layout was deleted, or saving it was taken back."""
        if isinstance(error, NotFound):
            sketch.forget_saved()
        return isinstance(error, NotFound)

    def _show(self, key: str, *, new: bool, stock: str) -> None:
        self._hide_strips()
        if key:
            self._read(key, stock)
        elif new:
            self._read_designs(lambda: self._begin(stock))

    def _begin(self, stock: str) -> None:
        self._page.take_sketch(new_sketch(self._context.tr, self._page.head.designs.stocks.get(stock)))

    def _read(self, key: str, stock: str) -> None:
        application, tr = self._context.application, self._context.tr

        def look(session: Any) -> Sketch:
            known = designs(session)
            shipped = known.layouts.get(key)
            if shipped is not None and shipped.drawing is None:
                copied = layout_as_drawing(shipped, known.stock(stock or shipped.stocks[0]), tr)
                return Sketch(copied)
            kept = read_layout(session, key)
            return Sketch(kept.layout, id_=kept.id, version=kept.version)

        asked = self._context.operations.query(self._page, lambda _job: application.read(look), slot="layout")
        asked.on_success(self.show_read)

    def show_read(self, sketch: Sketch) -> None:
        """Show a layout as it was read."""
        self._hide_strips()
        self._page.take_sketch(sketch)

    def _read_designs(self, then: Callable[[], object] | None = None) -> None:
        application = self._context.application
        slot = "designs" if then is None else "begin"
        asked = self._context.operations.query(self._page, lambda _job: application.read(designs), slot=slot)
        asked.on_success(self._on_designs)
        if then is not None:
            asked.on_success(lambda _known: then())

    def _on_designs(self, known: Designs) -> None:
        self._page.head.designs = known
        self._page.show_sketch()
        if self._page.head.data.value() is None:
            self._page.head.show_data(Option(LONGEST, self._context.tr("Longest data")))

    # Saving -------------------------------------------------------------------------------------------------

    def save(self, *, then: Callable[[], object] | None = None) -> None:
        """Save the layout; what is wrong is shown at its field."""
        page, application, tr = self._page, self._context.application, self._context.tr
        page.take_typed()
        wrong = page.problems()
        if self._running or wrong:
            self._tell_faults(wrong)
            return
        sketch, layout = page.sketch, page.sketch.layout
        title = N_("Save a label layout")
        self._set_running(True)

        def write(_job: object) -> Done[SavedLayout]:
            done: Done[SavedLayout] = application.operation(
                title, lambda work: save_layout(work, layout, id_=sketch.id or None, version=sketch.version or None)
            )
            return done

        run = self._context.operations.run(page, tr(title), write)
        run.on_success(lambda done: self._on_saved(sketch, layout, done, then)).on_failure(self._on_failure)

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

    def _on_saved(
        self, sketch: Sketch, sent: Layout, done: Done[SavedLayout], then: Callable[[], object] | None
    ) -> None:
        tr, saved = self._context.tr, done.value
        self._set_running(False)
        self._hide_strips()
        self.draft.forget()
        sketch.mark_saved(saved.layout, sent=sent, id_=saved.id, version=saved.version)
        self.toast(tr("“{name}” is saved", name=saved.layout.name), done)
        if then is not None:
            then()

    def delete(self) -> None:
        """Delete the layout shown, unless a category prints with it; a new one takes its place."""
        page, tr, application, sketch = self._page, self._context.tr, self._context.application, self._page.sketch
        title = N_("Delete a label layout")

        def write(_job: object) -> Done[None]:
            done: Done[None] = application.operation(title, lambda work: delete_layout(work, sketch.id))
            return done

        def show(done: Done[None]) -> None:
            self._set_running(False)
            self.draft.forget()
            self.show_read(new_sketch(tr))
            self.toast(tr("“{name}” is deleted", name=sketch.layout.name), done)

        if sketch.id and not self._running:
            self._set_running(True)
            run = self._context.operations.run(page, tr(title), write)
            run.on_success(show).on_failure(self._on_failure)

    def toast(self, text: str, done: Done[Any]) -> None:
        """Say what was done to the register; Ctrl+Z is for the steps of the drawing, so it is not named."""
        operation = done.changes.operation
        undo = undo_of(self._page, self._context, operation) if operation else None
        if self._context.frame is not None:
            self._context.frame.toast(text, action=self._context.tr("Undo") if undo else "", run=undo)

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

    # Printing ----------------------------------------------------------------------------------------------

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
