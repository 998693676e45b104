"""A list of assets to pick several from, with search; for handovers and other lists of assets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inventory.catalogue.query import Filter, Query, parse
from inventory.ui.context import Context
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.screens.register_columns import RegisterColumns
from inventory.ui.screens.register_source import RegisterSource
from inventory.ui.widgets import buttons
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard
from inventory.ui.widgets.text import literal

_SIZE = (900, 620)
_SHOWN = ("tick", "number", "name", "custodian", "status", "price_gross")


class AssetPicker(Dialog):
    """Lists what is in storage, or with `held` what is issued. Signals: picked(list of ids)."""

    picked = Signal(list)

    def __init__(self, context: Context, parent: QWidget, *, held: bool = False) -> None:
        tr = context.tr
        super().__init__(tr("Pick assets"), parent, width=_SIZE[0])
        self._filter = Filter("status", "=", "issued" if held else "in_stock")
        self._tr = tr
        self.search = SearchField(tr, tr("Search: number, name, serial number, person"))
        self.search.searched.connect(lambda _text: self._reload())
        self.look = RegisterColumns(tr)
        columns = [column for column in self.look.columns() if column.key in _SHOWN]
        self.model = PagedTableModel(columns, RegisterSource(context.application), context.operations, self)
        self.table = TableView(tr, name="picker", memory=context.memory, two_lines=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Assets"))
        self.table.setMinimumHeight(400)
        if not self.table.sort():
            self.table.header.set_sort([("number", False)])
        self.card = TableCard(self.table)
        self.search.down_pressed.connect(self.table.setFocus)
        self.search.confirmed.connect(lambda _text: self.table.setFocus())
        self.body.addWidget(self.search)
        self.body.addWidget(self.card, 1)
        self.go = buttons.primary(tr("Add"), self._on_add, icon="plus")
        self.add_buttons(buttons.secondary(tr("Cancel"), self.reject), self.go)
        self.table.selection_changed.connect(self._show_count)
        self.table.opened.connect(lambda _id: self._on_add())
        self.table.sort_chosen.connect(lambda _sort: self._reload())
        self.model.ids_known.connect(self._show_footer)
        self.resize(*_SIZE)
        self._reload()
        self._show_count()
        self.search.setFocus()

    def _reload(self) -> None:
        typed = parse(self.search.text())
        sort = tuple(self.table.sort())
        self.look.mark(typed.words)
        self.model.set_query(Query(typed.words, (self._filter, *typed.filters), sort))

    def _show_count(self) -> None:
        count = self.table.selected_count()
        self.go.setEnabled(bool(count))
        text = self._tr.plural("Add {n} asset", "Add {n} assets", count) if count else self._tr("Add")
        self.go.setText(literal(text))

    def _show_footer(self) -> None:
        self.card.set_footer(self._tr.plural("{n} asset", "{n} assets", self.model.rowCount()))

    def _on_add(self) -> None:
        chosen = list(self.table.selected_ids())
        if chosen:
            self.picked.emit(chosen)
            self.accept()
