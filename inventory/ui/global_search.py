"""Ctrl+K: what the search everywhere finds, first in the register, then among screens and saved views."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inventory.base.text import fold
from inventory.ui import saved_views
from inventory.ui.context import Context
from inventory.ui.screen import ScreenEntry
from inventory.ui.widgets.palette import Hit, HitList
from inventory.ui.widgets.search_field import SearchField

Find = Callable[[str], Sequence[Hit]]


class GlobalSearch(QObject):
    """Joins the field of the top bar, the list under it, the screens and `find`, which runs on a reader thread."""

    def __init__(
        self, window: QWidget, field: SearchField, context: Context, screens: Sequence[ScreenEntry], find: Find | None
    ) -> None:
        super().__init__(window)
        self._field = field
        self._context = context
        self._screens = [entry for entry in screens if entry.place != "hidden"]
        self._find = find
        self.list = HitList(field, window)
        self.list.chosen.connect(self._on_chosen)

    def look_for(self, text: str) -> None:
        """Show what fits a text; nothing hides the list."""
        words = fold(text).strip()
        if not words:
            self.list.show_hits([])
            return
        screens = [*self._screens_named(words), *self._views_named(words)]
        self.list.show_hits(screens)
        find = self._find
        if find is None:
            return
        found = self._context.operations.query(self, lambda _job: find(text), slot="find")
        found.on_success(lambda hits: self._on_found(text, [*hits, *screens]))

    def _on_found(self, text: str, hits: Sequence[Hit]) -> None:
        if self._field.text() == text:
            self.list.show_hits(hits)

    def _screens_named(self, words: str) -> list[Hit]:
        tr = self._context.tr
        named = [(entry, tr(entry.title)) for entry in self._screens]
        return [
            Hit(title, tr("screen"), entry.icon, lambda key=entry.key: self._context.navigate(key))
            for entry, title in named
            if words in fold(title)
        ]

    def _views_named(self, words: str) -> list[Hit]:
        context = self._context
        if not any(entry.key == "register" for entry in self._screens):
            return []
        return [
            Hit(
                name, context.tr("saved view"), "list-filter", lambda name=name: context.navigate("register", view=name)
            )
            for name in saved_views.names(context.memory)
            if words in fold(name)
        ]

    def _on_chosen(self, hit: Hit) -> None:
        self._field.set_text_quietly("")
        if hit.run is not None:
            hit.run()
