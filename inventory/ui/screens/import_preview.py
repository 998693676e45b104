"""Third step of an import: every row with its errors in red, to be mended here before anything is written."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.catalogue.assets import BY_KEY
from inventory.exchange.columns import Column as SheetColumn
from inventory.exchange.columns import shown
from inventory.exchange.faults import Fault, column_index
from inventory.exchange.table import Table
from inventory.services.import_request import ImportPlan
from inventory.ui.actions import make
from inventory.ui.context import Context, Notice
from inventory.ui.models.cells import BADGE, NUMBER, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.lists import SoftIcon
from inventory.ui.widgets.notices import NoticeStrip
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label
from inventory.ui.widgets.ways import Tabs


class PreviewStep(QWidget):
    """Counts, tabs and the rows. A cell mended here changes only what is imported, never the file.

    Signals: mended(row number, column from 0, text); words_wanted() to match words the register does not know.
    """

    mended = Signal(int, int, str)
    words_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self._table: Table | None = None
        self._plan: ImportPlan | None = None
        self._faults: dict[int, dict[int, Fault]] = {}
        self._wrong: Fault | None = None
        lines = column(spacing=12)
        self.setLayout(lines)
        self._figures = row(spacing=12)
        self._strip = column()
        self._above = framed(fill(column(spacing=12), self._figures, self._strip))
        lines.addWidget(self._above)
        card = Card(flush=True)
        self.tabs = Tabs(
            [("all", tr("All")), ("wrong", tr("With errors")), ("new", tr("New assets")), ("changed", tr("Changes"))]
        )
        self.tabs.chosen.connect(lambda _key: self._show_rows())
        self.list = secondary(tr("Save the list of errors"), self._on_save_list, icon="download", small=True)
        head = row(spacing=8, margins=(12, 8, 12, 4))
        head.addWidget(self.tabs, 1)
        head.addWidget(self.list)
        card.add(head)
        self.rows = TableView(tr, two_lines=True)
        self.rows.current_changed.connect(self._on_row)
        card.add(self.rows, 1)
        card.add(self._mending())
        lines.addWidget(card, 1)
        make(tr, self, "next_fault", self.next_fault)

    def _mending(self) -> QWidget:
        tr = self._context.tr
        self._bar = QWidget()
        line = row(spacing=8, margins=(16, 8, 16, 10))
        self._what = label(ink="err", wrap=True)
        self.text = LineEditor(longest=20_000)
        self.text.setMinimumWidth(220)
        self.text.setAccessibleName(tr("Text of the cell"))
        self.text.returnPressed.connect(self._on_mend)
        fill(line, self._what)
        line.setStretch(0, 1)
        fill(
            line, self.text, secondary(tr("Mend"), self._on_mend, icon="check"), link(tr("Next error"), self.next_fault)
        )
        self._bar.setLayout(line)
        self._bar.hide()
        return self._bar

    # What the page calls ------------------------------------------------------------------------------------

    def show_plan(self, table: Table, columns: tuple[SheetColumn, ...], plan: ImportPlan) -> None:
        """Show what the import would do."""
        self._table, self._plan = table, plan
        self._faults = defaultdict(dict)
        for fault in plan.faults:
            index = column_index("".join(c for c in fault.cell if c.isalpha())) if fault.cell else -1
            self._faults[fault.row].setdefault(index, fault)
        self._show_figures(plan)
        self._show_strip(plan)
        self.rows.setModel(RowsModel(self._columns(columns), [], key=lambda number: number, parent=self))
        self._show_rows()
        self.next_fault()

    def set_short(self, short: bool) -> None:
        """Leave the rows the room of a low window; the tabs and the button below tell the figures too."""
        self._above.setVisible(not short)

    def next_fault(self) -> None:
        """Go to the next row with an error."""
        model = self.rows.model()
        assert isinstance(model, RowsModel)
        rows = model.rows()
        here = self.rows.currentIndex().row()
        for place in [*range(here + 1, len(rows)), *range(here + 1)]:
            if rows[place] in self._faults:
                self.rows.select_id(rows[place])
                return

    # ---------------------------------------------------------------------------------------------------------

    def _columns(self, columns: tuple[SheetColumn, ...]) -> list[Column]:
        tr = self._context.tr
        made = [
            Column(key="row", title=tr("Row"), cell=str, style=NUMBER, width=64, sortable=False),
            Column(key="state", title=tr("State"), cell=self._state, style=BADGE, width=104, sortable=False),
        ]
        for sheet_column in columns:
            if sheet_column.field is not None:
                field = BY_KEY[sheet_column.field]
                made.append(
                    Column(
                        key=sheet_column.field,
                        title=tr(field.label),
                        width=max(150, min(field.width, 260)),
                        least=220 if field.key == "name" else 0,
                        sortable=False,
                        cell=lambda number, index=sheet_column.index: self._cell(number, index),
                    )
                )
        return made

    def _state(self, number: int) -> Cell:
        tr = self._context.tr
        assert self._plan is not None
        if number in self._faults:
            return Cell(tr("Error"), icon="circle-alert", tone="err")
        state = self._plan.states.get(number, "same")
        if state == "new":
            return Cell(tr("New"), icon="plus", tone="ok")
        if state == "changed":
            return Cell(tr("Change"), icon="pencil", tone="info")
        return Cell(tr("Same"), icon="minus", tone="neu")

    def _cell(self, number: int, index: int) -> Cell:
        assert self._table is not None
        text = shown(self._table.columns[index][self._table.place_of(number)])
        fault = self._faults.get(number, {}).get(index)
        if fault is None:
            return Cell(text)
        return Cell(
            text or self._context.tr("(none)"),
            second=self._context.tr.message(fault.message),
            tone="err",
            second_tone="err",
        )

    def _show_figures(self, plan: ImportPlan) -> None:
        tr = self._context.tr
        clear(self._figures)
        for icon, tone, number, text in (
            ("plus", "ok", plan.added, tr("New assets")),
            ("pencil", "info", plan.updated, tr("Updates")),
            ("circle-alert", "err", len(plan.left_out), tr("With errors")),
            ("circle-check", "neu", plan.rows, tr("Rows in all")),
        ):
            card = Card()
            line = row(spacing=14)
            line.addWidget(SoftIcon(icon, tone))
            line.addLayout(
                fill(column(spacing=0), label(tr.number(number), role="figure"), label(text, ink="text2")), 1
            )
            card.add(line)
            self._figures.addWidget(card, 1)

    def _show_strip(self, plan: ImportPlan) -> None:
        tr = self._context.tr
        clear(self._strip)
        if plan.faults:
            text = tr("Choose a red row to mend it here. The file itself does not change.")
            self._strip.addWidget(NoticeStrip(tr, Notice(text=text), closable=False))
        if plan.unknown:
            text = tr.plural(
                "{n} word is not in the register and will be made.",
                "{n} words are not in the register and will be made.",
                len(plan.unknown),
            )
            notice = Notice(text=text, tone="warn", action=tr("Match them…"), run=self.words_wanted.emit)
            self._strip.addWidget(NoticeStrip(tr, notice, closable=False))
        general = [
            tr.message(warning.message)
            for warning in plan.warnings
            if warning.row == 0 or "left out" in warning.message.text
        ]
        for text in general[:3]:
            self._strip.addWidget(NoticeStrip(tr, Notice(text=text, tone="warn")))

    def _show_rows(self) -> None:
        model = self.rows.model()
        if self._table is None or self._plan is None or not isinstance(model, RowsModel):
            return
        numbers = self._table.row_numbers
        which = self.tabs.current()
        if which == "wrong":
            numbers = [number for number in numbers if number in self._faults]
        elif which in ("new", "changed"):
            numbers = [
                number for number in numbers if self._plan.states.get(number) == which and number not in self._faults
            ]
        else:
            # Errors first.
            numbers = sorted(numbers, key=lambda number: number not in self._faults)
        model.set_rows(numbers)
        self.list.setVisible(bool(self._faults))

    def _on_row(self, number: object) -> None:
        faults = self._faults.get(int(number), {}) if isinstance(number, int) else {}
        self._wrong = next(iter(faults.values()), None)
        self._bar.setVisible(self._wrong is not None)
        if self._wrong is not None:
            where = f"{self._wrong.cell} · {self._wrong.column}: " if self._wrong.cell else ""
            self._what.setText(where + self._context.tr.message(self._wrong.message))
            self.text.setText(self._wrong.value)

    def _on_mend(self) -> None:
        if self._wrong is not None and self._wrong.cell:
            index = column_index("".join(c for c in self._wrong.cell if c.isalpha()))
            self.mended.emit(self._wrong.row, index, self.text.text())

    def _on_save_list(self) -> None:
        tr = self._context.tr
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the list of errors"), tr("errors.xlsx"), "XLSX (*.xlsx);;CSV (*.csv)"
        )
        if not name or self._plan is None:
            return
        from inventory.catalogue.field import Kind
        from inventory.exchange.headed import Heading
        from inventory.exchange.writer import write_table

        titles = (tr("Row"), tr("Column"), tr("Cell in the sheet"), tr("Value"), tr("What is wrong"))
        headings = [Heading(key=title, title=title, kind=Kind.TEXT, width=24) for title in titles]
        rows = [(str(f.row), f.column, f.cell, f.value, tr.message(f.message)) for f in self._plan.faults]
        path = Path(name)
        self._context.operations.query(self, lambda _job: write_table(path, headings, rows)).on_success(
            lambda _rows: self._context.notify(tr("Saved: {file}", file=path.name), "ok")
        )
