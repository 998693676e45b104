"""Settings: the label stocks there are, each drawn to scale; own ones are typed in, shipped ones copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from inventory.base.errors import Unavailable
from inventory.base.files import write_atomically
from inventory.base.i18n import N_
from inventory.base.text import fold
from inventory.labels.stock import Stock, shipped_stocks
from inventory.labels.stock_file import MOST_BYTES, read_stock_file, written_stock
from inventory.labels.template import DEFAULT_STOCK
from inventory.services.label_stocks import (
    StockRequest,
    StockView,
    delete_stock,
    list_stocks,
    request_of,
    save_stock,
)
from inventory.ui.context import Context
from inventory.ui.models.cells import Column
from inventory.ui.screens.records import RecordCard, ask
from inventory.ui.screens.settings_section import Section
from inventory.ui.screens.stock_drawing import StockDrawing
from inventory.ui.screens.stock_form import KIND_WORDS, StockDialog
from inventory.ui.widgets.buttons import secondary
from inventory.ui.widgets.card import Card, fill, row
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.text import breakable, label

SAVE = N_("Stock")
_KINDS = "JSON (*.json)"


class StocksSection(Section):
    """A list to search in, and the stock chosen beside it; Enter changes an own stock or copies a shipped one."""

    tables = ("label_stock",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Label stock"))
        tr = self._tr
        self._views: list[StockView] = []
        self._numbers = {key: -number for number, key in enumerate(shipped_stocks(), 1)}
        self._wanted = ""
        self.card = RecordCard(
            tr, tr("Sheets and rolls"), self._columns(), add_text=tr("Add a stock"), icon="columns-3", inactive=False,
            name="stocks", memory=context.memory, key=self._id,
            empty=tr("No sheet and no roll has these words. Add your own with its sizes."),
        )  # fmt: skip
        self.search = SearchField(tr, tr("Maker, number or size"))
        self.search.searched.connect(lambda _text: self._show_found())
        self.search.down_pressed.connect(self.card.table.setFocus)
        found = row(margins=(14, 0, 14, 10))
        found.addWidget(self.search)
        self.card.body.insertLayout(0, found)
        self.load = secondary(tr("Import…"), self._on_import, icon="upload", small=True)
        self.card.add_to_head(self.load)
        self.card.add_wanted.connect(self.add)
        self.card.open_wanted.connect(self.open_stock)
        self.card.table.current_changed.connect(lambda _id: self._show_current())
        line = row(spacing=14)
        line.addWidget(self.card, 1)
        line.addWidget(self._look_card())
        self.body.addLayout(line, 1)

    def _columns(self) -> list[Column]:
        tr = self._tr
        return [
            Column(key="name", title=tr("Name"), width=230, least=100, cell=lambda v: self._name(v.stock)),
            Column(
                key="size", title=tr("Label, mm"), width=100, least=92,
                cell=lambda v: f"{tr.decimal(v.stock.width_mm)} × {tr.decimal(v.stock.height_mm)}",
                order=lambda v: (v.stock.width_mm, v.stock.height_mm),
            ),
            Column(
                key="kind", title=tr("Kind"), width=110, least=88, cell=lambda v: self._kind(v.stock),
                order=lambda v: (v.stock.kind, v.stock.per_page),
            ),
            Column(
                key="own", title=tr("Origin"), width=108, least=92,
                cell=lambda v: tr("own") if v.stock.own else tr("the program"),
            ),
        ]  # fmt: skip

    def _look_card(self) -> Card:
        tr = self._tr
        self.look = Card(tr("Label stock"))
        self.look.setFixedWidth(340)
        self.drawing = StockDrawing(tr)
        self.facts = label("", role="caption", ink="text2", wrap=True)
        self.change = secondary(tr("Edit"), lambda: self._with_current(self.edit), icon="pencil", small=True)
        self.copy = secondary(tr("Copy"), lambda: self._with_current(self.copy_stock), icon="copy", small=True)
        self.pass_on = secondary(tr("To a file…"), lambda: self._with_current(self._on_export), icon="file-down",
                                 small=True)  # fmt: skip
        self.look.add(self.drawing, 1)
        self.look.add(self.facts)
        self.look.add(fill(row(spacing=8), self.change, self.copy, self.pass_on, 1))
        return self.look

    # Showing ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the stocks."""
        self.read(list_stocks, self._show)

    def _show(self, views: list[StockView]) -> None:
        self._views = views
        self._show_found()

    def _show_found(self) -> None:
        words = fold(self.search.text().replace(",", ".")).split()
        self.card.show_rows([view for view in self._views if all(word in self._spoken(view) for word in words)])
        wanted, self._wanted = next((self._id(v) for v in self._views if v.stock.key == self._wanted), None), ""
        table = self.card.table
        if wanted is not None:
            table.select_id(wanted)
        elif table.current_id() is None and self.card.model.rowCount():
            table.select_id(self.card.model.id_at(0))
        self._show_current()

    def _kind(self, stock: Stock) -> str:
        """Return sheet or roll, and how many labels lie on a sheet."""
        kind = self._tr(KIND_WORDS[stock.kind])
        return f"{kind} ({stock.per_page})" if stock.kind == "sheet" else kind

    def _id(self, view: StockView) -> int:
        return view.id if view.id is not None else self._numbers[view.stock.key]

    def _spoken(self, view: StockView) -> str:
        """Return what a search finds a stock by: its name, its sizes in any spelling, numbers of other products."""
        stock, tr = view.stock, self._tr
        width, height = f"{stock.width_mm:g}", f"{stock.height_mm:g}"
        words = (self._name(stock), f"{width}x{height} {width} × {height}", *stock.products, tr(KIND_WORDS[stock.kind]),
                 tr("own") if stock.own else "")  # fmt: skip
        return fold(" ".join(words))

    def _name(self, stock: Stock) -> str:
        return stock.name if stock.own else self._tr(stock.name)

    def current(self) -> StockView | None:
        """Return the stock chosen in the list."""
        index = self.card.table.currentIndex()
        shown = index.isValid() and index.row() < self.card.model.rowCount()
        return self.card.model.row_at(index.row()) if shown else None

    def _show_current(self) -> None:
        view, tr = self.current(), self._tr
        self.look.setVisible(view is not None)
        if view is None:
            return
        stock = view.stock
        self.look.set_title(self._name(stock))
        self.drawing.show_stock(stock)
        self.change.setVisible(stock.own)
        parts = [tr.message(stock.title)]
        if stock.products:
            parts.append(tr("Also sold as: {numbers}", numbers=", ".join(stock.products)))
        if not stock.own:
            parts.append(tr("It comes with the program; a copy of it can be changed."))
        self.facts.setText(breakable("\n".join(parts)))

    # Changing -----------------------------------------------------------------------------------------------

    def open_stock(self, view: StockView) -> StockDialog:
        """Change an own stock, copy one that ships."""
        return self.edit(view) if view.stock.own else self.copy_stock(view)

    def add(self) -> StockDialog:
        """Ask for a new stock, beginning with the usual sheet."""
        return self._ask(self._tr("New label stock"), replace(request_of(shipped_stocks()[DEFAULT_STOCK]), name=""))

    def copy_stock(self, view: StockView) -> StockDialog:
        """Ask for a new stock that begins as a copy."""
        name = self._tr("{name} – copy", name=self._name(view.stock))
        return self._ask(self._tr("New label stock"), replace(request_of(view.stock), name=name[:100]))

    def edit(self, view: StockView) -> StockDialog:
        """Ask for the sizes of an own stock."""
        return self._ask(self._tr("Label stock {name}", name=view.stock.name), request_of(view.stock), view)

    def _ask(self, title: str, request: StockRequest, view: StockView | None = None) -> StockDialog:
        dialog = StockDialog(self._tr, title, can_delete=view is not None)
        dialog.show_request(request)

        def save(_values: dict[str, Any]) -> Any:
            made = dialog.request(view)
            assert made is not None
            return lambda work: save_stock(work, made)

        remove = (lambda work: delete_stock(work, view.id)) if view is not None and view.id is not None else None
        ask(self, self.context, dialog, SAVE, save, delete=remove, then=self._on_stored)
        return dialog

    def _on_stored(self, key: object) -> None:
        self._wanted = key if isinstance(key, str) else ""
        if self._wanted:
            self.search.set_text_quietly("")
        self.refresh()

    def _with_current(self, work: Any) -> None:
        view = self.current()
        if view is not None:
            work(view)

    # Files --------------------------------------------------------------------------------------------------

    def _on_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._tr("Import a label stock"), "", _KINDS)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Read a stock that someone passed on, and ask whether it is to be kept."""
        task = self.context.operations.run(self, self._tr("Import a label stock"), lambda _job: _read(path))
        task.on_success(lambda stock: self._ask(self._tr("New label stock"), request_of(stock)))

    def _on_export(self, view: StockView) -> None:
        name = f"{view.stock.key}.json"
        chosen, _ = QFileDialog.getSaveFileName(self, self._tr("Save to a file…"), name, _KINDS)
        if chosen:
            path = Path(chosen)
            self.write_file(view, path if path.suffix else path.with_suffix(".json"))

    def write_file(self, view: StockView, path: Path) -> None:
        """Write a stock to a file that another register can import."""
        tr, stock = self._tr, replace(view.stock, name=self._name(view.stock))
        content = (written_stock(stock, indent=2) + "\n").encode()
        task = self.context.operations.run(self, tr("Save to a file…"), lambda _job: write_atomically(path, content))
        task.on_success(lambda _none: self.context.notify(tr("Saved: {file}", file=path.name), "ok", key="export"))


def _read(path: Path) -> Stock:
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unavailable(
            "File {file} cannot be read: {reason}.", file=path.name, reason=error.strerror or error
        ) from error
    return read_stock_file(content, path.name)
