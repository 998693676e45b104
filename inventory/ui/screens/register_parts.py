"""What the parts of the register know of the page that they belong to, so that none of them imports it back."""

from __future__ import annotations

from array import array
from typing import Any, Protocol

from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from inventory.catalogue.query import Query
from inventory.ui.context import Context
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.screens.register_filters import FilterBar
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard


class Actions(Protocol):
    """What can be done with the list, an asset or a selection; see `register_actions`."""

    def __getattr__(self, name: str) -> Any: ...


class Page(Protocol):
    """The page: its widgets, its query and what is selected; see `register`."""

    context: Context
    filters: FilterBar
    model: PagedTableModel
    table: TableView
    card: TableCard
    splitter: QSplitter
    cover: QStackedWidget
    list_: QWidget
    totals: Any
    side: Any
    actions_: Any

    def query(self) -> Query: ...
    def selected(self) -> array[int]: ...
    def reload(self, *, at_once: bool = False) -> None: ...
