"""The pieces of one invoice line: how many, their serial numbers one after another, what each costs to the grosz."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal

from inventory.base.money import split
from inventory.base.text import clean, fold
from inventory.services.asset_choices import twins_of
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.asset_form_section import Section, Sentence, WholeNumberEditor
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import row
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label

MOST = 10_000
UNIT, LINE = "unit", "line"


class Piece(NamedTuple):
    """One asset to be: its place from 1, the number it will get, its serial number, value, what is unusual."""

    place: int
    number: str
    serial: str
    gross: int | None
    twins: str


class PiecesSection(Section):
    """Quantity, serial numbers and the table of pieces. Signals: wanted() when numbers are to be asked again."""

    wanted = Signal()

    def __init__(self, context: Context) -> None:
        tr = context.tr
        super().__init__(tr("Pieces"))
        self._context = context
        self._serials: list[str] = []
        self._twins: dict[str, str] = {}
        self._numbers: tuple[str, ...] = ()
        self._gross: int | None = None
        self._correcting: int | None = None
        wrong = tr("Enter how many there are, from 1 to {most}.", most=tr.number(MOST))
        self.count = self.watch("count", Field(tr, tr("Quantity"), WholeNumberEditor(wrong, longest=6), required=True))
        self.count.setFixedWidth(110)
        self.mode = buttons.Segments([(UNIT, tr("for one")), (LINE, tr("for all"))])
        self.mode.setAccessibleName(tr("The amounts of the invoice are"))
        top = row(spacing=12)
        top.addWidget(self.count)
        top.addStretch(1)
        self.add(top)
        money = row(spacing=8)
        money.addWidget(label(tr("Amounts of the invoice are"), role="label", ink="text2"))
        money.addWidget(self.mode)
        money.addStretch(1)
        self.add(money)
        self.entry = LineEditor(
            longest=200, takes_scan=True, icon="scan-barcode", placeholder=tr("type or scan, Enter")
        )
        self.entry.take_scan = self.take  # type: ignore[attr-defined]
        self.serial = Field(tr, tr("Serial number"), self.entry)
        self.entry.returnPressed.connect(lambda: self.take(self.entry.text()))
        self.add(self.serial)
        self.table = TableView(tr)
        self.model = RowsModel(self._columns(), key=lambda piece: piece.place)
        self.table.setModel(self.model)
        self.table.opened.connect(self._on_opened)
        self.table.setMinimumHeight(220)
        self.add(self.table, 1)
        self.says = Sentence(tr("Serial numbers"), self.entry.setFocus)
        self.targets["serials"] = self.says
        self.add(self.says)
        foot = row(spacing=8)
        self.total = label("", ink="text2")
        self.back = buttons.secondary(tr("Remove the last"), self._remove_last, icon="undo-2", small=True)
        foot.addWidget(self.total, 1)
        foot.addWidget(self.back)
        self.add(foot)
        self.count.changed.connect(self._on_count)
        self.mode.chosen.connect(lambda _key: self._show_rows())
        self.count.set_value(1)

    def _columns(self) -> list[Column]:
        tr = self._context.tr
        return [
            Column(key="place", title=tr("No."), cell=lambda p: str(p.place), style=NUMBER, width=44, sortable=False),
            Column(key="number", title=tr("Asset number"), cell=lambda p: p.number, width=120, sortable=False),
            Column(key="serial", title=tr("Serial number"), cell=self._serial_cell, width=130, sortable=False),
            Column(
                key="gross", title=tr("Value, PLN"), width=92, style=NUMBER, sortable=False,
                cell=lambda p: tr.amount(p.gross) if p.gross is not None else "–",
            ),
        ]  # fmt: skip

    def _serial_cell(self, piece: Piece) -> Cell:
        if piece.twins:
            return Cell(piece.serial, tone="warn", icon="triangle-alert")
        return Cell(piece.serial)

    # Values -------------------------------------------------------------------------------------------------

    def amount(self) -> int:
        """Return how many there are, 0 where that is not typed right."""
        value = self.count.value()
        return value if isinstance(value, int) and 1 <= value <= MOST else 0

    def serials(self) -> tuple[str, ...]:
        """Return the serial numbers in the order of the pieces."""
        return tuple(self._serials)

    def whole_line(self) -> bool:
        """Tell whether the amounts are those of the whole line."""
        return self.mode.current() == LINE

    def set_gross(self, gross: int | None) -> None:
        """Take another gross value, of one or of all as the switch says."""
        self._gross = gross
        self._show_rows()

    def set_numbers(self, numbers: tuple[str, ...]) -> None:
        """Show which numbers the pieces would get."""
        self._numbers = numbers
        self._show_rows()

    def values_each(self) -> list[int | None]:
        """Return the gross value of each piece."""
        count = self.amount()
        if self._gross is None or not count:
            return [None] * count
        return list(split(self._gross, [1] * count)) if self.whole_line() else [self._gross] * count

    def clear_pieces(self) -> None:
        """Begin anew."""
        self._serials, self._twins, self._correcting = [], {}, None
        self.count.set_value(1)
        self.entry.clear()
        self.says.say("", "")
        self._show_rows()

    def show_pieces(self, count: int, serials: Sequence[str], *, whole_line: bool) -> None:
        """Show pieces as they were kept."""
        self.clear_pieces()
        self.mode.choose(LINE if whole_line else UNIT)
        self.count.set_value(max(count, len(serials), 1))
        self._serials = list(serials)
        for serial in serials:
            self._look_for_twins(serial)
        self._show_rows()

    # Serial numbers -----------------------------------------------------------------------------------------

    def take(self, text: str) -> None:
        """Put a serial number to the next piece, or to the one that is corrected; the field waits for the next."""
        tr, serial = self._context.tr, clean(text)
        if not serial:
            return
        others = [other for place, other in enumerate(self._serials) if place != self._correcting]
        if fold(serial) in map(fold, others):
            self.says.say("warn", tr("{serial} stands in the list already.", serial=serial))
            self.entry.selectAll()
            return
        self.says.say("", "")
        if self._correcting is not None:
            self._serials[self._correcting] = serial
            self._correcting = None
        else:
            self._serials.append(serial)
            if len(self._serials) > self.amount():
                self.count.set_value(len(self._serials))
                self.wanted.emit()
        self.entry.clear()
        self._look_for_twins(serial)
        self._show_rows()
        place = self._serials.index(serial)
        self.table.scrollTo(self.model.index(place, 0))
        self.changed.emit()

    def _look_for_twins(self, serial: str) -> None:
        application, tr = self._context.application, self._context.tr

        def show(numbers: tuple[str, ...]) -> None:
            if numbers and serial in self._serials:
                self._twins[serial] = ", ".join(numbers)
                self.says.say(
                    "warn", tr("{serial}: {number} has this serial number.", serial=serial, number=self._twins[serial])
                )
                self._show_rows()

        query = self._context.operations.query(
            self, lambda _job: application.read(lambda session: twins_of(session, serial))
        )
        query.on_success(show)

    def _on_opened(self, place: Any) -> None:
        """Take a serial number back into the field to be corrected."""
        if isinstance(place, int) and place <= len(self._serials):
            self._correcting = place - 1
            self.entry.setText(self._serials[place - 1])
            self.entry.selectAll()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_last(self) -> None:
        if self._serials:
            self._twins.pop(self._serials.pop(), None)
            self._correcting = None
            self._show_rows()
            self.changed.emit()

    # Showing ------------------------------------------------------------------------------------------------

    def _on_count(self) -> None:
        self._show_rows()
        self.wanted.emit()

    def _show_rows(self) -> None:
        tr, values = self._context.tr, self.values_each()
        count = self.amount()
        numbers = list(self._numbers) + [""] * max(0, count - len(self._numbers))
        serials = self._serials + [""] * max(0, count - len(self._serials))
        self.model.set_rows(
            [
                Piece(place + 1, numbers[place], serials[place], values[place], self._twins.get(serials[place], ""))
                for place in range(count)
            ]
        )
        known = [value for value in values if value is not None]
        together = tr("together {sum}", sum=tr.money(sum(known))) if known else ""
        given = tr.plural("{n} serial number", "{n} serial numbers", len(self._serials)) if self._serials else ""
        self.total.setText(" · ".join(part for part in (given, together) if part))
        self.back.setEnabled(bool(self._serials))
