"""What stands in place of the list where nothing is shown: no match, or the first steps of an empty register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inventory.catalogue.query import Query
from inventory.ui.widgets import buttons
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.text import literal

if TYPE_CHECKING:
    from inventory.ui.screens.first_steps import FirstSteps
    from inventory.ui.screens.register_parts import Page

_SHOWN = 40


class RegisterEmpty:
    """Says why the list is empty and offers the way on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        tr, actions = page.context.tr, page.actions_
        self.no_match = EmptyState("", icon="search")
        self.remove = buttons.secondary(tr("Remove the filters"), actions.show_all)
        self.add = buttons.primary("", self._on_add, icon="plus")
        self.no_match.add_button(self.remove)
        self.no_match.add_button(self.add)
        self.first_steps: FirstSteps | None = None

    def show(self) -> None:
        """Show the sentence that fits: nothing matches, or there is nothing yet."""
        page = self._page
        if page.context.application.listing.ids(Query(), limit=1):
            self._show_no_match()
            return
        if self.first_steps is None:
            from inventory.ui.screens.first_steps import FirstSteps

            self.first_steps = FirstSteps(page.context, page.actions_)
            page.cover.addWidget(self.first_steps)
        self.first_steps.read()
        page.cover.setCurrentWidget(self.first_steps)

    def _show_no_match(self) -> None:
        page, tr = self._page, self._page.context.tr
        words = " ".join(page.filters.query().words)
        short = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        if words:
            self.no_match.set_text(tr("Nothing matches “{text}”", text=short))
            self.add.setText(literal(tr("Add asset “{text}”…", text=short)))
        else:
            self.no_match.set_text(tr("No asset matches these filters"))
        self.add.setVisible(bool(words))
        self.remove.setVisible(bool(page.filters.filters()) or not words)
        page.card.show_empty(self.no_match)

    def _on_add(self) -> None:
        self._page.actions_.new(name=" ".join(self._page.filters.query().words))
