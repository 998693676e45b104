"""Keeps the layout being drawn as a draft every few seconds, and offers what was kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from inventory.labels.layout import Layout
from inventory.ui.screens.asset_form_keeping import DRAFT_MS
from inventory.ui.screens.designer_drafts import LayoutDrafts
from inventory.ui.screens.designer_page import DesignerPage
from inventory.ui.screens.designer_sketch import Sketch


class DraftKeeping:
    """The draft of one designer page; `show` takes a sketch that was brought back."""

    def __init__(self, page: DesignerPage, show: Callable[[Sketch], object]) -> None:
        self._page, self._context, self._show = page, page.context, show
        self.drafts = LayoutDrafts(page.context.application.path)
        self._kept: Layout | None = None
        self.timer = QTimer(page)
        self.timer.setInterval(DRAFT_MS)
        self.timer.timeout.connect(self.keep)
        self.timer.start()

    def keep(self) -> None:
        """Write what is drawn to the draft, where it was changed since it was kept last."""
        sketch = self._page.sketch
        layout, id_, version = sketch.layout, sketch.id, sketch.version
        if sketch.is_dirty() and layout is not self._kept:
            self._kept = layout
            kept = self._context.operations.query(self._page, lambda _job: self.drafts.keep(layout, id_, version))
            kept.on_success(self._tell)

    def keep_now(self) -> None:
        """Write it before the page goes; what runs behind a window ends with it."""
        sketch = self._page.sketch
        self._kept = sketch.layout
        self._tell(self.drafts.keep(sketch.layout, sketch.id, sketch.version))

    def _tell(self, is_kept: bool) -> None:
        if not is_kept:
            said = self._context.tr("The draft cannot be kept: the folder cannot be written.")
            self._context.notify(said, "warn", key="draft")

    def forget(self) -> None:
        """Delete the draft: the layout was saved, or it is not wanted."""
        self._kept = None
        self.drafts.drop()
        self._page.offer.hide()

    def bring_back(self) -> None:
        """Show the draft."""
        found = self.drafts.find()
        if found is not None:
            self._show(Sketch(found.layout, id_=found.id, version=found.version, is_saved=False))

    def offer(self) -> None:
        """Offer what was kept, over a layout in which nothing was changed."""
        page, tr, found = self._page, self._context.tr, self.drafts.find()
        if found is not None and not page.sketch.is_dirty():
            page.offer.say(
                tr("Unsaved changes of {when} were kept.", when=tr.moment(found.kept_at)),
                right=[(tr("Bring it back"), self.bring_back), (tr("Discard the draft"), self.forget)],
            )
