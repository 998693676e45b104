"""The list of stickers that were printed and are not on yet, in the order of places, to be marked by hand too."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal

from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.ui.models.cells import Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.card import Card, row
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label

MOST = 200
FIELDS = ("id", "number", "name", "place")


class StickLine(NamedTuple):
    """An asset whose sticker was printed and is not on."""

    asset_id: int
    number: str
    name: str
    place: str | None


class StickList(Card):
    """What is left. Signals: by_hand(number) on Enter or double click."""

    by_hand = Signal(str)

    def __init__(self, tr: Translations) -> None:
        super().__init__(tr("To be stuck on"), flush=True)
        self._tr = tr
        self._left: list[StickLine] = []
        self.search = SearchField(tr, tr("Search this list"), keys="F7")
        self.search.searched.connect(lambda _text: self._filter())
        self.search.down_pressed.connect(self._on_down)
        line = row(margins=(14, 0, 14, 10))
        line.addWidget(self.search)
        self.add(line)
        self.table = TableView(tr, two_lines=True)
        self.table.setAccessibleName(tr("To be stuck on"))
        self.model = RowsModel(
            [
                Column(
                    key="asset", title=tr("Asset"), cell=lambda line: Cell(line.number, second=line.name), width=190,
                    sortable=False,
                ),
                Column(key="place", title=tr("Place"), cell=lambda line: line.place or "–", width=90, sortable=False),
            ],
            key=lambda line: line.asset_id,
            parent=self,
        )  # fmt: skip
        self.table.setModel(self.model)
        self.table.opened.connect(self._on_opened)
        self.add(self.table, 1)
        self.empty = EmptyState(tr("Every printed sticker is on"), icon="circle-check")
        self.empty.hide()
        self.add(self.empty, 1)
        self.foot = label(tr("F7: no scanner? Choose it here and press Enter."), role="caption", ink="text3", wrap=True)
        self.foot.setContentsMargins(14, 8, 14, 8)
        self.add(self.foot)

    def show_left(self, left: int, lines: list[StickLine]) -> None:
        """Show what is left; of a long list the first part."""
        tr = self._tr
        self._left = lines
        caption = tr.plural("{n} left", "{n} left", left)
        if left > len(lines):
            caption += " · " + tr("the first {n} shown", n=tr.number(len(lines)))
        self.set_title(tr("To be stuck on"), caption)
        for widget in (self.table, self.search, self.foot):
            widget.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._filter()

    def take_focus(self) -> None:
        """Go to the search."""
        self.search.take_focus()

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        self.model.set_rows([line for line in self._left if all(word in _words(line) for word in words)])

    def _on_down(self) -> None:
        self.table.setFocus()
        self.table.selectRow(0)

    def _on_opened(self, asset: object) -> None:
        number = next((line.number for line in self._left if line.asset_id == asset), "")
        if number:
            self.search.clear()
            self.by_hand.emit(number)


def _words(line: StickLine) -> str:
    return fold(f"{line.number} {line.name} {line.place or ''}")
