"""Keeps what is typed in the form as a draft every few seconds, offers it after a crash, and brings it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from inventory.services.asset_choices import FormData, read_form
from inventory.ui.screens.asset_form_drafts import Draft, Drafts, draft

if TYPE_CHECKING:
    from inventory.ui.screens.asset_form_page import FormPage

DRAFT_MS = 10_000


class Keeping:
    """The draft of the form that is shown."""

    def __init__(self, page: FormPage) -> None:
        self._page = page
        self.drafts = Drafts(page.context.application.path)
        self._kept: tuple[object, ...] = ()
        self.timer = QTimer(page)
        self.timer.setInterval(DRAFT_MS)
        self.timer.timeout.connect(self.keep)
        self.timer.start()

    def keep(self) -> bool:
        """Write what is typed where it was changed; False where it could not be written."""
        page = self._page
        if not page.is_dirty():
            return True
        now = (page.asset, *page.body.snapshot())
        if now == self._kept:
            return True
        body = page.body
        made = draft(body.request(), body.set.part_ids(), body.files.paths(), body.files.removed)
        if not self.drafts.keep(page.asset, made):
            tr = page.context.tr
            page.context.notify(tr("The draft cannot be kept: the folder cannot be written."), "warn", key="draft")
            return False
        self._kept = now
        return True

    def forget(self) -> None:
        """Delete the draft: it was saved or discarded."""
        self._kept = ()
        self.drafts.drop(self._page.asset)

    def offer(self, found: Draft) -> None:
        """Offer what was kept, without putting it over what is saved."""
        page, tr = self._page, self._page.context.tr
        asset = page.asset
        page.offer.say(
            tr("Unsaved changes of {when} were kept.", when=tr.moment(found.kept_at)),
            right=[(tr("Bring it back"), lambda: self.restore(asset, found)), (tr("Discard the draft"), self._discard)],
        )

    def restore(self, asset: int | None, found: Draft) -> None:
        """Show a draft over the asset that is saved."""
        page, application = self._page, self._page.context.application

        def look(session: Any) -> tuple[FormData, FormData]:
            today = application.today()
            stored = read_form(session, today=today, asset_id=asset)
            return stored, read_form(session, today=today, asset_id=asset, typed=found.request, parts=found.parts)

        def show(answer: tuple[FormData, FormData]) -> None:
            page.show_form(answer[0])
            page.body.show_form(answer[1])
            page.body.files.remove_stored(found.removed)
            if found.paths:
                page.body.files.add_paths([Path(path) for path in found.paths])
            page.body.changed.emit()

        query = page.context.operations.query(page, lambda _job: application.read(look), slot="form")
        query.on_success(show)

    def _discard(self) -> None:
        self.forget()
        self._page.offer.hide()
