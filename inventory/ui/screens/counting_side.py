"""What is left to count, and counting by hand what has no readable sticker."""

from __future__ import annotations

from PySide6.QtCore import Signal

from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.services.counting import ExpectedLine
from inventory.services.counts import CountStatus
from inventory.ui.models.cells import Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.card import Card, row
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label


class CountingSide(Card):
    """The list of what nobody has scanned yet. Signals: by_hand(number) on Enter or double click."""

    by_hand = Signal(str)

    def __init__(self, tr: Translations) -> None:
        super().__init__(tr("To be counted"), flush=True)
        self.setFixedWidth(340)
        self._tr = tr
        self._left: list[ExpectedLine] = []
        self.search = SearchField(tr, tr("Search what is left"), keys="F7")
        self.search.searched.connect(lambda _text: self._filter())
        self.search.down_pressed.connect(self._on_down)
        line = row(margins=(14, 0, 14, 10))
        line.addWidget(self.search)
        self.add(line)
        self.table = TableView(tr, two_lines=True)
        self.model = RowsModel(
            [
                Column(
                    key="asset",
                    title=tr("Asset"),
                    cell=lambda line: Cell(line.name, second=line.number),
                    width=210,
                    sortable=False,
                ),
                Column(key="place", title=tr("Place"), cell=lambda line: line.place or "–", width=90, sortable=False),
            ],
            key=lambda line: line.asset_id,
            parent=self,
        )
        self.table.setModel(self.model)
        self.table.opened.connect(self._on_opened)
        self.add(self.table, 1)
        foot = label(tr("F7: no sticker? Choose it here and press Enter."), role="caption", ink="text3", wrap=True)
        foot.setContentsMargins(14, 8, 14, 8)
        self.add(foot)

    def show_left(self, status: CountStatus, left: list[ExpectedLine]) -> None:
        """Show what is left; of a long list the first part."""
        tr = self._tr
        self._left = left
        caption = tr.plural("{n} left", "{n} left", status.remaining)
        if status.remaining > len(left):
            caption += " · " + tr("the first {n} shown", n=tr.number(len(left)))
        self.set_title(tr("To be counted"), caption)
        self._filter()

    def take_focus(self) -> None:
        """Go to the search."""
        self.search.take_focus()

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        self.model.set_rows(
            [
                line
                for line in self._left
                if all(word in fold(f"{line.number} {line.name} {line.serial} {line.place}") for word in words)
            ]
        )

    def _on_down(self) -> None:
        self.table.setFocus()
        self.table.selectRow(0)

    def _on_opened(self, asset: object) -> None:
        for line in self._left:
            if line.asset_id == asset:
                self.by_hand.emit(line.number)
                self.search.clear()
                return
