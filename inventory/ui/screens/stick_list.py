"""The list of stickers that were printed and are not on yet, in the order of places, to be marked by hand too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from inventory.base.i18n import Translations
from inventory.ui.models.cells import Cell
from inventory.ui.screens.walk_list import WalkList
from inventory.ui.widgets.notices import EmptyState

MOST = 200
FIELDS = ("id", "number", "name", "place")


class StickLine(NamedTuple):
    """An asset whose sticker was printed and is not on."""

    asset_id: int
    number: str
    name: str
    place: str | None


class StickList(WalkList):
    """What is left; says so where nothing is."""

    def __init__(self, tr: Translations) -> None:
        super().__init__(
            tr, tr("To be stuck on"), hint=tr("Search this list"),
            foot=tr("F7: no scanner? Choose it here and press Enter."),
            asset=lambda line: Cell(line.number, second=line.name), asset_width=190,
            words=lambda line: f"{line.number} {line.name} {line.place or ''}",
        )  # fmt: skip
        self.empty = EmptyState(tr("Every printed sticker is on"), icon="circle-check")
        self.empty.hide()
        self.add(self.empty, 1)

    def show_left(self, left: int, lines: Sequence[Any]) -> None:
        """Show what is left, or that nothing is."""
        for widget in (self.table, self.search, self.foot):
            widget.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        super().show_left(left, lines)
