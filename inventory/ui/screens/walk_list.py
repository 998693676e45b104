"""What is left to look at on a walk with the scanner: a list to search, and to take from by hand without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.ui.models.cells import Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.card import Card, row
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label


class WalkList(Card):
    """Lines with `asset_id`, `number` and `place`; `asset` writes the first column, `words` what is searched.

    Signals: by_hand(number) on Enter or double click.
    """

    by_hand = Signal(str)

    def __init__(
        self, tr: Translations, title: str, *, hint: str, foot: str, asset: Callable[[Any], Cell], asset_width: int,
        words: Callable[[Any], str],
    ) -> None:  # fmt: skip
        super().__init__(title, flush=True)
        self._tr, self._title, self._words = tr, title, words
        self._left: Sequence[Any] = []
        self.search = SearchField(tr, hint, keys="F7")
        self.search.searched.connect(lambda _text: self._filter())
        self.search.down_pressed.connect(self._on_down)
        line = row(margins=(14, 0, 14, 10))
        line.addWidget(self.search)
        self.add(line)
        self.table = TableView(tr, two_lines=True)
        self.table.setAccessibleName(title)
        columns = [
            Column(key="asset", title=tr("Asset"), cell=asset, width=asset_width, sortable=False),
            Column(key="place", title=tr("Place"), cell=lambda line: line.place or "–", width=90, sortable=False),
        ]
        self.model = RowsModel(columns, key=lambda line: line.asset_id, parent=self)
        self.table.setModel(self.model)
        self.table.opened.connect(self._on_opened)
        self.add(self.table, 1)
        self.foot = label(foot, role="caption", ink="text3", wrap=True)
        self.foot.setContentsMargins(14, 8, 14, 8)
        self.add(self.foot)

    def show_left(self, left: int, lines: Sequence[Any]) -> None:
        """Show what is left; of a long list the first part."""
        tr = self._tr
        self._left = lines
        caption = tr.plural("{n} left", "{n} left", left)
        if left > len(lines):
            caption += " · " + tr("the first {n} shown", n=tr.number(len(lines)))
        self.set_title(self._title, caption)
        self._filter()

    def take_focus(self) -> None:
        """Go to the search."""
        self.search.take_focus()

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        self.model.set_rows([line for line in self._left if all(word in fold(self._words(line)) for word in words)])

    def _on_down(self) -> None:
        self.table.setFocus()
        self.table.selectRow(0)

    def _on_opened(self, asset: object) -> None:
        number = next((line.number for line in self._left if line.asset_id == asset), "")
        if number:
            self.search.clear()
            self.by_hand.emit(number)
