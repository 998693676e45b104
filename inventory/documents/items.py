"""What papers that list items share: the name cell with its accessories, the running sums, the total."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from inventory.base.i18n import NBSP, Translations
from inventory.documents import blocks
from inventory.documents.data import ItemData, total
from inventory.documents.flow import Piece, Sheet
from inventory.documents.fonts import EMPTY_BOX, TICKED_BOX, face
from inventory.documents.lines import Span
from inventory.documents.table import Carry, Cell
from inventory.documents.words import amount_in_words


def accessories(item: ItemData, absent: str, *, strong: bool) -> list[Span]:
    """Return the accessories as ticked and empty boxes with their words; `absent` follows what is not there."""
    plain, bold = face("condensed"), face("condensed-bold" if strong else "condensed")
    spans: list[Span] = []
    for part in sorted(item.accessories, key=lambda part: not part.handed_over):
        gap = "   " if spans else ""
        if part.handed_over:
            spans.append((plain, f"{gap}{TICKED_BOX}{NBSP}{part.name}"))
        else:
            spans += [(plain, f"{gap}{EMPTY_BOX}{NBSP}{part.name}{NBSP}–{NBSP}"), (bold, absent)]
    return spans


def name_cell(item: ItemData, tr: Translations, *, absent: str, strong: bool = False, serial: bool = False) -> Cell:
    """Return the cell of an item: name, on request its serial number, accessories, licences, remarks."""
    if not (item.accessories or item.licences or item.remarks or strong or serial):
        return item.name
    plain = face("condensed")
    spans: list[Span] = [(face("condensed-bold") if strong else plain, item.name)]
    if serial:
        spans.append(
            (plain, "\n" + (tr("serial no. {serial}", serial=item.serial) if item.serial else tr("no serial number")))
        )
    if item.accessories:
        spans += [(plain, "\n"), *accessories(item, absent, strong=strong)]
    if item.licences:
        spans.append((plain, "\n" + tr("Licences: {licences}", licences=", ".join(item.licences))))
    if item.remarks:
        spans.append((plain, "\n" + item.remarks))
    return tuple(spans)


def quantity(count: int, unit: str, tr: Translations) -> str:
    """Return a quantity with its unit, never parted."""
    return f"{tr.number(count)}{NBSP}{unit or tr('pcs')}"


def carried(amounts: Sequence[int | None], column: int, tr: Translations) -> Carry:
    """Return the rows that carry a sum of grosze from page to page in one column."""
    sums = list(accumulate((each or 0 for each in amounts), initial=0))
    return Carry(
        label_end=column,
        to_next=tr("Carried forward"),
        from_before=tr("Brought forward"),
        write=lambda done: {column: tr.amount(sums[done])},
    )


def totals(sheet: Sheet, items: Sequence[ItemData], tr: Translations) -> list[Piece]:
    """Return the total under a table of items: in words, quantity, sum; unknown values are named."""
    amounts = [item.gross for item in items]
    units = {item.unit for item in items}
    count = sum(item.quantity for item in items)
    unit = units.pop() if len(units) == 1 else tr("items of different units")
    known = total(amounts)
    words = amount_in_words(known, tr)
    unknown = sum(each is None for each in amounts)
    if unknown:
        words += " " + tr.plural("(without {n} item of unknown value)", "(without {n} items of unknown value)", unknown)
    return blocks.in_words(
        sheet, words, tr("Total {quantity}", quantity=quantity(count, unit, tr)), tr.money(known), tr
    )
