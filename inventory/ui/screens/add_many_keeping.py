"""Keeps the form of many assets as a draft: a list of scanned serial numbers survives a crash like any other form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer

from inventory.services.asset_choices import FormData, read_form
from inventory.ui.screens.asset_form_drafts import MANY, Draft, Drafts, draft
from inventory.ui.screens.asset_form_keeping import DRAFT_MS


class ManyKeeping:
    """The draft of the page `page`, an `AddManyPage`."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.drafts = Drafts(page.context.application.path)
        self._kept: object = None
        self.timer = QTimer(page)
        self.timer.setInterval(DRAFT_MS)
        self.timer.timeout.connect(self.keep)
        self.timer.start()

    def keep(self) -> None:
        """Write what is typed where it was changed."""
        page = self._page
        now = page.body.request()
        if not page.is_dirty() or now == self._kept:
            return
        pieces = page.body.pieces
        made = replace(
            draft(page.body.asset(), (), [], []), count=pieces.amount(), serials=pieces.serials(),
            whole_line=pieces.whole_line(),
        )  # fmt: skip
        if self.drafts.keep(MANY, made):
            self._kept = now
        else:
            tr = page.context.tr
            page.context.notify(tr("The draft cannot be kept: the folder cannot be written."), "warn", key="draft")

    def forget(self) -> None:
        """Delete the draft: the assets were added, or it is not wanted."""
        self._kept = None
        self.drafts.drop(MANY)
        self._page.offer.hide()

    def offer(self) -> None:
        """Offer what was kept, over an empty form."""
        page, tr, found = self._page, self._page.context.tr, self.drafts.find(MANY)
        if found is None:
            page.offer.hide()
            return
        page.offer.say(
            tr("Unsaved changes of {when} were kept.", when=tr.moment(found.kept_at)),
            right=[(tr("Bring it back"), lambda: self.restore(found)), (tr("Discard the draft"), self.forget)],
        )

    def restore(self, found: Draft) -> None:
        """Show a draft over the empty form."""
        page, application = self._page, self._page.context.application

        def look(session: Any) -> tuple[FormData, FormData]:
            today = application.today()
            return read_form(session, today=today), read_form(session, today=today, typed=found.request)

        def show(answer: tuple[FormData, FormData]) -> None:
            page.show_form(answer[0])
            page.body.show_form(answer[1])
            page.body.pieces.show_pieces(found.count, found.serials, whole_line=found.whole_line)
            page.show_amounts()
            page.offer.hide()
            page.body.changed.emit()

        query = page.context.operations.query(page, lambda _job: application.read(look), slot="form")
        query.on_success(show)
