"""Numbers printed ahead: batches with what is left of them, their stickers, and withdrawing the rest."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from inventory.base.i18n import N_
from inventory.services.spare_numbers import PAGE, BatchRow, batches, reserve, withdraw
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.models.cells import BADGE, NUMBER, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.label_outcome import OutcomeStrip
from inventory.ui.screens.records import ask
from inventory.ui.screens.spare_dialog import ReserveDialog
from inventory.ui.screens.spare_giving import ask_asset
from inventory.ui.screens.spare_printing import SparePrinting
from inventory.ui.screens.spare_side import BatchSide
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import PageHeader, column, fill, row
from inventory.ui.widgets.dialogs import confirm
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard


class SpareNumbersPage(QWidget):
    """The batches at the left, one of them with its numbers and its printing at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self._wanted = 0
        self.header = PageHeader(
            tr("Numbers printed ahead"),
            subtitle=tr("Stick one on whatever comes and scan it: the asset is entered with this number."),
        )
        self.header.set_breadcrumb(
            [(tr("Print stickers"), lambda: context.navigate("print_labels"))], tr("Numbers printed ahead")
        )
        self.prints = buttons.secondary(tr("Prints"), lambda: context.navigate("print_jobs"), icon="history")
        self.new = buttons.primary(tr("New batch…"), self.ask_batch, icon="plus")
        self.header.add_actions(self.prints, self.new)
        self.outcome = OutcomeStrip(tr)
        self.printing = SparePrinting(self, context, self.outcome)
        self.model = RowsModel(self._columns(), key=lambda batch: batch.id, parent=self)
        self.table = TableView(tr, name="spare_numbers", memory=context.memory, two_lines=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Batches"))
        self.card = TableCard(self.table)
        self.earlier = buttons.secondary(tr("Show earlier ones"), self._read_earlier, icon="history", small=True)
        self.earlier.hide()
        self.card.add(fill(row(margins=(14, 0, 14, 8)), self.earlier, 1))
        self.empty = EmptyState(
            tr("No numbers printed ahead yet"), icon="tag",
            detail=tr("A batch of stickers with numbers that no asset has yet, for deliveries that cannot wait."),
        )  # fmt: skip
        self.empty.add_button(buttons.secondary(tr("New batch…"), self.ask_batch, icon="plus"))
        self.side = BatchSide(context, self.printing)
        self.side.withdraw_wanted.connect(self._on_withdraw)
        self._lay_out()
        self.table.current_changed.connect(lambda _id: self._show_current())
        self.printing.repeat_wanted.connect(self.side.take_again)
        make(tr, self, "refresh", self.refresh)
        make(tr, self, "new", self.ask_batch)
        make(tr, self, "print", self.side.print_)
        context.bridge.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        body = row(spacing=14)
        body.addWidget(self.card, 1)
        body.addWidget(self.side)
        lines = fill(column(spacing=12), self.header, self.outcome, body)
        lines.setStretch(2, 1)
        self.setLayout(lines)

    def _columns(self) -> list[Column]:
        tr = self._context.tr

        def numbers(batch: BatchRow) -> Cell:
            return Cell(batch.first if batch.count == 1 else f"{batch.first} – {batch.last}", second=batch.person)

        def state(batch: BatchRow) -> Cell:
            if batch.withdrawn_at is not None:
                return Cell(tr("withdrawn"), icon="x", tone="neu")
            if not batch.free:
                return Cell(tr("used up"), icon="circle-check", tone="neu")
            return Cell(tr.plural("{n} free", "{n} free", batch.free), icon="tag", tone="ok")

        return [
            Column(
                key="at", title=tr("When"), cell=lambda batch: tr.moment(batch.at), width=140, least=126,
                order=lambda batch: batch.at,
            ),
            Column(
                key="numbers", title=tr.context("column", "Numbers"), cell=numbers, width=270, least=180,
                sortable=False,
            ),
            Column(
                key="count", title=tr("Printed ahead"), cell=lambda batch: tr.number(batch.count), style=NUMBER,
                width=110, least=80, order=lambda batch: batch.count,
            ),
            Column(
                key="given", title=tr("Given to assets"), cell=lambda batch: tr.number(batch.given), style=NUMBER,
                width=110, least=74, order=lambda batch: batch.given,
            ),
            Column(key="state", title=tr("State"), cell=state, style=BADGE, width=120, least=104, sortable=False),
        ]  # fmt: skip

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, batch: int = 0, give: str = "") -> None:
        """Show the batches; one that is named is selected. With `give` ask which asset gets that number."""
        self._wanted = batch
        self.refresh()
        self.table.setFocus()
        self._context.set_status(self._context.tr("Ctrl+N new batch · Ctrl+P prints it"))
        if give:
            ask_asset(self._context, give)

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"batch": self.table.current_id() or 0}

    def set_width_step(self, step: str, short: bool) -> None:
        """Leave the list room in narrow windows."""
        self.side.setFixedWidth(380 if step == "wide" else 330)
        self.prints.setVisible(step != "narrow")
        self.header.subtitle.setVisible(not short)

    def focus_areas(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.table, self.side.numbers]

    def refresh(self) -> None:
        """Read the batches again."""
        self._read(None, keep=[])

    def ask_batch(self) -> None:
        """Ask how many numbers to use up, and use them up."""
        context = self._context
        dialog = ReserveDialog(context)
        on = context.application.today()

        def save(values: dict[str, Any]) -> Any:
            return lambda work: reserve(work, values["count"] or 0, prefix=str(values["prefix"]), on=on)

        def then(batch: int) -> None:
            self._wanted = batch
            self.refresh()

        ask(self, context, dialog, N_("Numbers reserved"), save, then=then)

    # Answers ------------------------------------------------------------------------------------------------

    def _read_earlier(self) -> None:
        rows = sorted(self.model.rows(), key=lambda batch: -batch.id)
        self._read(rows[-1].id if rows else None, keep=rows)

    def _read(self, before: int | None, *, keep: list[BatchRow]) -> None:
        application = self._context.application
        read = self._context.operations.query(
            self, lambda _job: application.read(lambda session: batches(session, before=before)), slot="batches"
        )
        read.on_success(lambda found: self._show(keep, found))

    def _show(self, keep: list[BatchRow], found: list[BatchRow]) -> None:
        tr = self._context.tr
        self.model.set_rows([*keep, *found])
        self.earlier.setVisible(len(found) == PAGE)
        rows = self.model.rows()
        if not rows:
            self.card.show_empty(self.empty)
            self.side.show_batch(None)
            self.card.set_footer("")
            return
        self.card.show_table()
        if self._wanted and self.table.select_id(self._wanted):
            self._wanted = 0
        elif not self.table.currentIndex().isValid():
            self.table.select_id(rows[0].id, scroll=False)
        free = sum(batch.free for batch in rows)
        self.card.set_footer(
            tr.plural("{n} batch", "{n} batches", len(rows)), tr.plural("{n} free number", "{n} free numbers", free)
        )
        self._show_current()

    def _show_current(self) -> None:
        current = self.table.currentIndex()
        self.side.show_batch(self.model.row_at(current.row()) if current.isValid() else None)

    def _on_withdraw(self, batch: BatchRow) -> None:
        context, tr = self._context, self._context.tr
        text = tr(
            "The stickers that are left can be thrown away. Their numbers stay used up and are never given again."
        )
        title = tr.plural("Withdraw {n} free number?", "Withdraw {n} free numbers?", batch.free)
        if not confirm(self, tr, title=title, text=text, verb=tr("Withdraw")):
            return
        application = context.application

        def done(answer: Any) -> None:
            operation = answer.changes.operation
            said = tr.plural("{n} number is withdrawn", "{n} numbers are withdrawn", answer.value)
            context.toast(said, undo=lambda: self._undo(operation))

        run = context.operations.run(
            self, tr("Numbers withdrawn"),
            lambda _job: application.operation(N_("Numbers withdrawn"), lambda work: withdraw(work, batch.id)),
        )  # fmt: skip
        run.on_success(done)

    def _undo(self, operation: int) -> None:
        application, tr = self._context.application, self._context.tr
        self._context.operations.run(self, tr("Undo"), lambda _job: application.take_back(operation))

    def _on_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("spare_batch", "spare_number"):
            self.refresh()
