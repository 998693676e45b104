"""Counts and sums under the list: of all that is shown, or of what is selected; read behind the scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inventory.catalogue.query import Query
from inventory.ui.operations import Job, Task

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Page


class Totals:
    """Writes the footer of the list and the left part of the status bar."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tr = page.context.tr
        self._listing = page.context.application.listing
        self._task: Task | None = None
        self._all: int | None = None
        self._sum: int | None = None
        self._selected = 0
        self._selected_sum: int | None = None

    def stop(self) -> None:
        """Stop reading: another list is asked for."""
        self._sum = None
        if self._task is not None:
            self._task.drop()
            self._task = None

    def forget(self) -> None:
        """Forget what was read before a change."""
        self._all = None
        self.stop()

    def show(self) -> None:
        """Show how many there are, and read the sum where it is not known."""
        self._write()
        page = self._page
        if not page.model.complete() or self._sum is not None:
            return
        query, listing, known = page.query(), self._listing, self._all

        def work(job: Job) -> tuple[int, int]:
            count = known if known is not None else listing.count(Query(), cancelled=job.cancelled)
            return count, listing.total(query, cancelled=job.cancelled)

        self._task = page.context.operations.query(page, work, slot="total").on_success(self._on_total)

    def show_selected(self, count: int) -> None:
        """Show how many rows are selected and what they are worth."""
        self._selected, self._selected_sum = count, None
        self._write()
        if count < 2:
            return
        page, listing = self._page, self._listing
        if page.table.all_selected() and page.model.complete():
            self._selected_sum = self._sum
            self._write()
            return
        ids = page.selected()

        def work(job: Job) -> int:
            return listing.totals(ids, cancelled=job.cancelled)[1]

        page.context.operations.query(page, work, slot="selected").on_success(self._on_selected)

    def selected_sum(self) -> int | None:
        """Return what the selection is worth in grosze, None while it is read."""
        return self._sum if self._page.table.all_selected() else self._selected_sum

    def _on_total(self, found: tuple[int, int]) -> None:
        self._all, self._sum = found
        self._task = None
        self._write()

    def _on_selected(self, found: int) -> None:
        self._selected_sum = found
        self._write()

    def _write(self) -> None:
        tr, page = self._tr, self._page
        shown = page.model.rowCount() if page.model.complete() else None
        if shown is None:
            text = ""
        elif self._all is not None and self._all != shown:
            text = tr.plural("{shown} of {n} asset", "{shown} of {n} assets", self._all, shown=tr.number(shown))
        else:
            text = tr.plural("{n} asset", "{n} assets", shown)
        money = tr("Total {money}", money=tr.money(self._sum)) if self._sum is not None else ""
        page.card.set_footer(text, money)
        chosen = tr("{n} selected", n=tr.number(self._selected)) if self._selected else ""
        if page.isVisible():
            page.context.set_status(" · ".join(filter(None, (text, chosen))))
        page.actions_.show_sum(self.selected_sum())
