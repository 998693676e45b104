"""Keeps the form of a handover as a draft: every ten seconds, on leaving, on demand; and reads drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer

from inventory.base.errors import NotFound, UserError
from inventory.base.i18n import N_
from inventory.ui.screens.handover_values import Values, copied, from_json, to_json

_EVERY_MS = 10_000


class DraftKeeper:
    """Belongs to one form, `page`; `draft` is the id of the draft it is kept under, `saved` the time of saving."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.draft: int | None = None
        self.saved = ""
        self._changed = False
        self._saving = False
        self._timer = QTimer(page)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._save)

    def begin(self, draft: int | None) -> None:
        """Take another form; `draft` is where it comes from."""
        self.draft, self.saved, self._changed = draft, "", False
        self._timer.stop()

    def touch(self) -> None:
        """Remember that something changed."""
        self._changed = True
        if not self._timer.isActive():
            self._timer.start()

    def forget_changes(self) -> None:
        """Need no draft for what is in the form now: it was put there, not typed."""
        self._changed = False
        self._timer.stop()

    def save_now(self) -> None:
        """Save at once and say so."""
        context = self._page.context
        if self._page.values.is_empty():
            context.notify(context.tr("There is nothing to save yet."), key="draft")
            return
        self._changed = True
        self._save(then=lambda: context.toast(context.tr("Draft saved")))

    def keep(self) -> None:
        """Save before the form goes, if something changed; short enough to wait for."""
        page = self._page
        if not self._changed or page.values.is_empty() or self._saving:
            if self._changed and self._saving:
                self._save()
            return
        try:
            self._on_saved(self._write(copied(page.values), self.draft))
        except UserError as error:
            page.context.notify(error.text(page.context.tr), "warn", key="draft")
        self.forget_changes()

    def read(self, draft: int) -> None:
        """Show a draft in the form."""
        from inventory.services.drafts import draft as read_draft

        application, page = self._page.context.application, self._page
        query = page.context.operations.query(
            page, lambda _job: application.read(lambda session: read_draft(session, draft)), slot="draft"
        )
        query.on_success(lambda view: page.start(from_json(view.content), draft=view.id))
        query.on_failure(self._on_unread)

    def _save(self, then: Any = None) -> None:
        page = self._page
        if self._saving or not self._changed or page.values.is_empty():
            return
        self._saving, self._changed = True, False
        values, draft = copied(page.values), self.draft
        version = values.kind
        run = page.context.operations.run(page, page.context.tr("Save draft"), lambda _job: self._write(values, draft))

        def saved(number: int) -> None:
            self._saving = False
            if page.values.kind == version or self.draft == draft:
                self._on_saved(number)
            if then is not None:
                then()
            if self._changed:
                self._timer.start()

        def failed(_error: BaseException) -> bool:
            self._saving = False
            return False

        run.on_success(saved).on_failure(failed)

    def _write(self, values: Values, draft: int | None) -> int:
        from inventory.services.drafts import save_draft

        total = self._page.checked.total if self._page.checked is not None else 0
        content = to_json(values, total=total)
        kind, title = values.document_kind(), values.title()
        done = self._page.context.application.operation(
            N_("Save draft"), lambda work: save_draft(work, kind, title, content, draft_id=draft)
        )
        number: int = done.value
        return number

    def _on_saved(self, number: int) -> None:
        self.draft = number
        self.saved = f"{datetime.now().astimezone():%H:%M}"

    def _on_unread(self, error: BaseException) -> bool:
        if isinstance(error, NotFound):
            self._page.refused(error)
            return True
        return False
