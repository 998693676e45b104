"""One batch of numbers printed ahead: what is left, its stickers, its numbers with the assets that have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from inventory.labels.template import load_templates, template
from inventory.services.spare_numbers import BatchRow, SpareRow, batch_numbers
from inventory.ui.context import Context
from inventory.ui.models.cells import Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.spare_printing import SpareChoice, SparePrinting
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import Card, column, fill, framed, row
from inventory.ui.widgets.editors import ChoiceEditor
from inventory.ui.widgets.numbers import NumberBox
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label, literal

_MEMORY = "spare_format"


class BatchSide(Card):
    """`show_batch(None)` empties it. Signals: withdraw_wanted(BatchRow)."""

    withdraw_wanted = Signal(object)

    def __init__(self, context: Context, printing: SparePrinting) -> None:
        super().__init__(" ")
        self._context, self._printing = context, printing
        self._batch: BatchRow | None = None
        self._rows: list[SpareRow] = []
        # What is to be printed again; nothing means all that are free.
        self._again: list[int] = []
        tr = context.tr
        self.setFixedWidth(380)
        stickers = [
            (one.key, tr.message(one.title)) for one in load_templates().values() if one.layout.form == "sticker"
        ]
        kept = str(context.memory.get(_MEMORY, SpareChoice().template))
        self.format = ChoiceEditor(stickers, value=kept if kept in dict(stickers) else SpareChoice().template)
        self.format.setAccessibleName(tr("Label format"))
        self.start = NumberBox(1, 1)
        self.start.setAccessibleName(tr("First field"))
        self.save = buttons.secondary(tr("Save PDF…"), self._on_save, icon="file-down", keys="Ctrl+S")
        self.print = buttons.primary("", self.print_, icon="printer", keys="Ctrl+P")
        self.withdraw = buttons.button(tr("Withdraw the rest…"), self._on_withdraw, kind="danger", icon="x")
        self.numbers = TableView(tr)
        self.numbers.setAccessibleName(tr("Numbers of the batch"))
        self.model = RowsModel(self._columns(), key=lambda line: line.id, parent=self)
        self.numbers.setModel(self.model)
        self.numbers.opened.connect(self._on_opened)
        self._lay_out()
        self.format.changed.connect(self._on_format)
        printing.printed.connect(self._forget_again)
        printing.sending.connect(self._show_print)
        self._on_format()
        self.show_batch(None)

    def _lay_out(self) -> None:
        tr = self._context.tr
        fields = row(spacing=12)
        for text, editor, stretch in ((tr("Label format"), self.format, 2), (tr("First field"), self.start, 1)):
            caption = label(text, role="label", ink="text2")
            caption.setBuddy(editor)
            fields.addLayout(fill(column(spacing=4), caption, editor), stretch)
        self._print_box = framed(fill(column(spacing=10), fields, fill(row(spacing=6), self.print, self.save, 1)))
        self.add(self._print_box)
        self.add(self.numbers, 1)
        self._foot = framed(fill(row(), self.withdraw, 1))
        self.add(self._foot)

    def _columns(self) -> list[Column]:
        tr = self._context.tr

        def asset(line: SpareRow) -> Cell:
            if line.asset_id is not None:
                return Cell(line.name)
            withdrawn = self._batch is not None and self._batch.withdrawn_at is not None
            return Cell(tr.context("number", "withdrawn") if withdrawn else tr("free"), tone="text3")

        return [
            Column(key="number", title=tr("Number"), cell=lambda line: line.number, width=130, sortable=False),
            Column(key="asset", title=tr("Asset"), cell=asset, width=140, sortable=False),
        ]

    def show_batch(self, batch: BatchRow | None) -> None:
        """Show a batch and read its numbers."""
        # What is to be printed again may come before the first batch is shown.
        if self._batch is not None and (batch is None or batch.id != self._batch.id):
            self._again, self._rows = [], []
            self._printing.forget_repeat()
        self._batch = batch
        tr = self._context.tr
        for widget in (self.numbers, self._foot):
            widget.setVisible(batch is not None)
        if batch is None:
            self.set_title(tr("Choose a batch."))
            self.model.set_rows([])
            self._show_print()
            return
        self.set_title(batch.first if batch.count == 1 else f"{batch.first} – {batch.last}")
        self._foot.setVisible(bool(batch.free))
        self._show_print()
        application, key = self._context.application, batch.id
        read = self._context.operations.query(
            self, lambda _job: application.read(lambda session: batch_numbers(session, key)), slot="numbers"
        )
        read.on_success(self._show_rows)

    def take_again(self, ids: Sequence[int], start: int, format_: str) -> None:
        """Print these numbers again, from a field on."""
        self._again = list(ids)
        self.format.set_value(format_)
        self._on_format()
        self.start.setValue(start)
        self._show_print()
        self.print.setFocus()

    def print_(self) -> None:
        """Print the numbers that are free, or those to be printed again."""
        if self.print.isVisible() and self.print.isEnabled():
            self._printing.send(self._choice())

    def _choice(self) -> SpareChoice:
        self._context.memory[_MEMORY] = str(self.format.value())
        ids = self._again or [line.id for line in self._rows if line.asset_id is None]
        return SpareChoice(ids=ids, template=str(self.format.value()), start=self.start.value())

    def _show_rows(self, rows: list[SpareRow]) -> None:
        self._rows = rows
        self.model.set_rows(rows)
        self._show_print()

    def _show_print(self) -> None:
        tr = self._context.tr
        count = len(self._again) or (self._batch.free if self._batch is not None else 0)
        self._print_box.setVisible(self._batch is not None and bool(count))
        self.print.setText(literal(tr.plural("Print {n} number", "Print {n} numbers", count)))
        # Until the numbers of this batch are read there is nothing of it to print.
        there = bool(self._again or self._rows)
        self.save.setEnabled(there)
        self.print.setEnabled(there and not self._printing.is_sending())

    def _forget_again(self) -> None:
        self._again = []
        self._show_print()

    def _on_format(self) -> None:
        used = template(str(self.format.value()))
        self.start.setRange(1, used.per_page)
        self.start.setSuffix(self._context.tr(" of {n}", n=used.per_page))
        self.start.setEnabled(used.per_page > 1)

    def _on_save(self) -> None:
        self._printing.save(self._choice())

    def _on_withdraw(self) -> None:
        if self._batch is not None:
            self.withdraw_wanted.emit(self._batch)

    def _on_opened(self, spare: Any) -> None:
        for line in self._rows:
            if line.id == spare and line.asset_id is not None:
                self._context.navigate("register", asset=line.asset_id)
