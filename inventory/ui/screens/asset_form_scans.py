"""Scans in the form of an asset: a number printed ahead becomes its number, any other code is only offered."""

from __future__ import annotations

from typing import Any

from inventory.ui.codes import open_code, shortened


class FormScans:
    """Takes codes that were scanned outside the fields for codes."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._context = page.context

    def take(self, code: str) -> None:
        """Say what was scanned; only a number printed ahead changes a form, that of a new asset."""
        page, application = self._page, self._context.application

        def look(_job: object) -> str | None:
            from inventory.services.spare_numbers import free_number

            spare: str | None = application.read(lambda session: free_number(session, code))
            return spare

        self._say(code)
        if page.asset is None:
            found = self._context.operations.query(page, look, slot="spare")
            found.on_success(lambda spare: self._take_spare(spare) if spare else None)

    def _say(self, code: str) -> None:
        tr, page = self._context.tr, self._page
        links = [(tr.context("button", "Open"), lambda: open_code(self._context, self._context.application, code))]
        if not page.body.purchase.field("serial").value():
            links.append((tr("Use as serial number"), lambda: self._take_serial(code)))
        links.append((tr("Close"), page.scanned.hide))
        page.scanned.say(tr("Scanned: {code}", code=shortened(code)), right=links)

    def _take_spare(self, number: str) -> None:
        tr, page = self._context.tr, self._page
        page.body.purchase.take_number(number)
        said = tr("{number} was printed ahead: saved, it is this asset's number, and its sticker is on.", number=number)
        page.scanned.say(said, right=[(tr("Close"), page.scanned.hide)])
        page.note_change("number")

    def _take_serial(self, code: str) -> None:
        self._page.body.purchase.field("serial").set_value(code)
        self._page.scanned.hide()
        self._page.note_change("serial")
