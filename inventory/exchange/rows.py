"""Turns the table of a sheet into assets, with every fault at its row and cell; needs no register."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from inventory.base.alike import picked
from inventory.base.errors import Invalid
from inventory.base.i18n import N_, Message, Money
from inventory.exchange.columns import Column, shown
from inventory.exchange.faults import Fault, Warning_, cell_name
from inventory.exchange.funding import Share, check_amounts
from inventory.exchange.grid import Cell
from inventory.exchange.table import Table
from inventory.exchange.values import Styles, Value, invoice_and_day, reader

NAME_MISSING = N_("The name is missing.")
TWICE = N_("The number {number} stands twice in the file, first in row {row}.")
TOO_EARLY = N_("The warranty ends on {until}, before the purchase on {bought} (cell {cell}).")
SHORT_ROW = N_("The row has {n} cells, the header has {header}. A separator or a quote is missing or too many.")
COLUMN_TWICE = N_("The column {column} stands twice in the file. Leave one of them out.")
NOT_FITTING = N_("Net {net} with VAT {rate}% makes {sum}, but the gross value is {gross}.")
SERIAL_TWICE = N_("The serial number {serial} stands in rows {first} and {row}.")
_MOST_SHOWN = 200


@dataclass(kw_only=True)
class Assets:
    """What was read: the values by field (`columns`, None for an empty cell), the faults and the warnings."""

    row_numbers: list[int]
    columns: dict[str, list[Value]]
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)

    @property
    def faulty_rows(self) -> set[int]:
        """The row numbers that have a fault."""
        return {fault.row for fault in self.faults}

    def __len__(self) -> int:
        return len(self.row_numbers)

    def at(self, places: Sequence[int]) -> Assets:
        """Return the rows at these places, counted from 0 and in order, without what was said of them."""
        return Assets(
            row_numbers=picked(self.row_numbers, places),
            columns={name: picked(column, places) for name, column in self.columns.items()},
        )

    def without(self, rows: Container[int]) -> Assets:
        """Return the rows but those of these numbers, without what was said of them."""
        return self.at([place for place, row in enumerate(self.row_numbers) if row not in rows])


def read_assets(table: Table, columns: Sequence[Column], *, styles: Styles | None = None) -> Assets:
    """Read all rows of a table by the fields of its columns.

    Checks what needs no register: every cell, the name, numbers twice in the file, warranty before
    purchase, amounts of shares. Raises `Invalid` where no column holds the name.
    """
    mapped = [column for column in columns if column.field is not None]
    if not any(column.field == "name" for column in mapped):
        found = ", ".join(column.name for column in columns if column.name)
        raise Invalid(
            "No column of {file} holds the name. It has: {columns}.", field="name", file=table.file, columns=found
        )
    styles = styles or Styles()
    styles = Styles(dates=styles.dates, decimal=styles.decimal, is_text=table.grid.is_text)
    work = _Reading(table, mapped)
    for column in mapped:
        work.read(column, styles)
    work.check()
    return work.result()


class _Reading:
    """One reading of a table, column by column."""

    def __init__(self, table: Table, mapped: Sequence[Column]) -> None:
        self.table = table
        self.mapped = mapped
        self.columns: dict[str, list[Value]] = {}
        self.by_field: dict[str, Column] = {}
        self.faults: list[Fault] = []
        self.warnings: list[Warning_] = list(table.warnings)
        self.unreadable = {index: {} for index in range(len(table.columns))}  # type: dict[int, dict[int, Message]]
        for (row, index), message in table.grid.unreadable.items():
            self.unreadable.setdefault(index, {})[row] = message

    def read(self, column: Column, styles: Styles) -> None:
        """Read the cells of one column, each different one once."""
        assert column.field is not None
        if column.field in self.columns:
            self._refuse(self.table.header_row, column, Message(COLUMN_TWICE, {"column": column.name}), column.name)
            return
        cells = self.table.columns[column.index]
        if bool in set(map(type, cells)):
            # True equals 1 as a key.
            cells = [shown(cell) if isinstance(cell, bool) else cell for cell in cells]
        read = reader(column.field, styles)
        known: dict[Cell, Value] = {"": None}
        wrong: dict[Cell, Message] = {}
        for cell in set(cells):
            if cell == "":
                continue
            try:
                known[cell] = read(cell)
            except Invalid as error:
                known[cell] = None
                wrong[cell] = error.message
        self.columns[column.field] = list(map(known.__getitem__, cells))
        self.by_field[column.field] = column
        if wrong:
            for row, cell in zip(self.table.row_numbers, cells, strict=True):
                if cell in wrong:
                    self._refuse(row, column, wrong[cell], cell)
        for row, message in self.unreadable[column.index].items():
            if row >= self.table.row_numbers[0] and row in self.places:
                self._refuse(row, column, message, "")

    @property
    def places(self) -> dict[int, int]:
        """Where each row number stands; made only for the few files that need it."""
        if not hasattr(self, "_places"):
            self._places = {row: place for place, row in enumerate(self.table.row_numbers)}
        return self._places

    def _refuse(self, row: int, column: Column, message: Message, cell: Cell) -> None:
        text = shown(cell)
        self.faults.append(
            Fault(
                row=row,
                column=column.name,
                cell=cell_name(row, column.index),
                value=text[:_MOST_SHOWN],
                message=message,
            )
        )

    def check(self) -> None:
        """Check what concerns more than one cell."""
        self._check_widths()
        self._part_invoices()
        self._check_names()
        self._check_numbers()
        self._check_warranty()
        self._check_funding()
        self._warn_of_vat()
        self._warn_of_serials()

    def _check_widths(self) -> None:
        header = self.table.grid.widths.get(self.table.header_row, len(self.table.grid.columns))
        width = len(self.table.header)
        for row in self.table.row_numbers if self.table.grid.widths or header < len(self.table.grid.columns) else ():
            cells = self.table.grid.widths.get(row, len(self.table.grid.columns))
            if cells == header:
                continue
            filled = cells if cells < header else self._filled(row)
            if filled < width or filled > header:
                self._refuse(row, self.mapped[0], Message(SHORT_ROW, {"n": cells, "header": header}), "")

    def _filled(self, row: int) -> int:
        """Return how many cells a row has up to its last filled one."""
        cells = self.table.cells(self.places[row])
        return max(index + 1 for index, cell in enumerate(cells) if cell != "")

    def _part_invoices(self) -> None:
        if "invoice" not in self.columns or "purchased_on" in self.columns:
            return
        parted = {text: invoice_and_day(cast(str, text)) for text in set(self.columns["invoice"]) if text is not None}
        if not any(day for _, day in parted.values()):
            return
        invoices = self.columns["invoice"]
        self.columns["invoice"] = [None if text is None else parted[text][0] for text in invoices]
        self.columns["purchased_on"] = [None if text is None else parted[text][1] for text in invoices]
        self.by_field["purchased_on"] = self.by_field["invoice"]

    def _check_names(self) -> None:
        faulty = {fault.row for fault in self.faults if fault.column == self.by_field["name"].name}
        for row, name in zip(self.table.row_numbers, self.columns["name"], strict=True):
            if name is None and row not in faulty:
                self._refuse(row, self.by_field["name"], Message(NAME_MISSING), "")

    def _check_numbers(self) -> None:
        numbers = self.columns.get("number", [])
        if len(set(numbers)) + numbers.count(None) <= len(numbers) and len({n for n in numbers if n}) == len(
            numbers
        ) - numbers.count(None):
            return
        first: dict[Value, int] = {}
        for row, number in zip(self.table.row_numbers, numbers, strict=True):
            if number is not None and first.setdefault(number, row) != row:
                self._refuse(
                    row,
                    self.by_field["number"],
                    Message(TWICE, {"number": number, "row": first[number]}),
                    cast(str, number),
                )

    def _check_warranty(self) -> None:
        if "warranty_until" not in self.columns or "purchased_on" not in self.columns:
            return
        pairs = zip(self.table.row_numbers, self.columns["warranty_until"], self.columns["purchased_on"], strict=True)
        for row, until, bought in pairs:
            if until is not None and bought is not None and cast(date, until) < cast(date, bought):
                cell = cell_name(row, self.by_field["purchased_on"].index)
                message = Message(TOO_EARLY, {"until": until, "bought": bought, "cell": cell})
                self._refuse(row, self.by_field["warranty_until"], message, cast(date, until))

    def _check_funding(self) -> None:
        funding = self.columns.get("funding")
        if funding is None:
            return
        gross = self.columns.get("price_gross") or [None] * len(funding)
        for row, found, price in zip(self.table.row_numbers, funding, gross, strict=True):
            if found is None or cast("tuple[Share, ...]", found)[0].amount is None:
                continue
            try:
                check_amounts(cast("tuple[Share, ...]", found), cast("int | None", price))
            except Invalid as error:
                self._refuse(row, self.by_field["funding"], error.message, "")

    def _warn_of_vat(self) -> None:
        if not {"price_net", "vat_rate", "price_gross"} <= self.columns.keys():
            return
        parts = (self.columns[name] for name in ("price_net", "vat_rate", "price_gross"))
        for row, net, rate, gross in zip(self.table.row_numbers, *parts, strict=True):
            if net is None or gross is None or not isinstance(rate, str) or not rate.isdigit():
                continue
            whole = cast(int, net) * (100 + int(rate))
            # Net and tax are rounded each (domain.md 4): one grosz of difference is no difference.
            if abs(whole - cast(int, gross) * 100) > 150:
                params = {
                    "net": Money(cast(int, net)),
                    "rate": rate,
                    "sum": Money((whole + 50) // 100),
                    "gross": Money(cast(int, gross)),
                }
                self.warnings.append(Warning_(row=row, message=Message(NOT_FITTING, params)))

    def _warn_of_serials(self) -> None:
        serials = self.columns.get("serial", [])
        filled = len(serials) - serials.count(None)
        if len(set(serials) - {None}) == filled:
            return
        first: dict[Value, int] = {}
        for row, serial in zip(self.table.row_numbers, serials, strict=True):
            if serial is not None and first.setdefault(serial, row) != row:
                message = Message(SERIAL_TWICE, {"serial": serial, "first": first[serial], "row": row})
                self.warnings.append(Warning_(row=row, message=message))

    def result(self) -> Assets:
        """Return what was read, faults in the order of rows and columns."""
        self.faults.sort(key=lambda fault: (fault.row, len(fault.cell), fault.cell))
        return Assets(
            row_numbers=self.table.row_numbers, columns=self.columns, faults=self.faults, warnings=self.warnings
        )
