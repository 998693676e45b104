"""Difference list (domain.md 7.17, print.md 11): shortages, those of grants first, then surpluses, then the rest."""

from __future__ import annotations

from collections.abc import Sequence

from inventory.base.i18n import N_, NBSP, Translations
from inventory.documents import blocks
from inventory.documents.blocks import BODY, BODY_LEADING, Field
from inventory.documents.data import DifferenceListData, DifferenceRow, PartyData, total
from inventory.documents.flow import LANDSCAPE, Group, Layout, Part, Piece
from inventory.documents.fonts import face
from inventory.documents.items import quantity
from inventory.documents.lines import Span, lines
from inventory.documents.pen import PT, Pen
from inventory.documents.registry import document
from inventory.documents.table import Carry, Column
from inventory.documents.table_flow import Table
from inventory.documents.words import NONE, amount, amount_in_words, day, table_day

_SUMS = (5, 6, 7, 8, 9, 10, 11, 12)  # the eight columns of quantities and values


@document("count_differences", "ZR", N_("List of count differences"), DifferenceListData)
def differences(data: DifferenceListData, tr: Translations) -> Layout:
    """Lay out the difference list of a count."""
    sheet = LANDSCAPE
    rows = sorted(data.rows, key=_order)
    none = tr("not applicable")
    kind = tr("{kind}; as at {day}", kind=data.count_kind, day=day(data.as_of, tr))
    areas = ", ".join(part for part in (data.areas, data.sheets) if part)
    facts = blocks.fields(
        sheet,
        [
            Field(columns=4, caption=tr("Kind of count"), value=kind),
            Field(columns=4, caption=tr("Areas and sheets"), value=areas or none),
            Field(columns=4, caption=tr.context("paper", "Basis"), value=data.order or none),
        ],
    )
    roles: list[tuple[str, PartyData | None]] = [
        (tr("Prepared by – accounts"), data.accountant),
        (tr("Checked by – chief accountant"), data.chief_accountant),
        (tr("Chair of the commission"), data.chair),
    ]
    closing = [_summary(rows, tr), *blocks.signatures(sheet, roles, tr, slack=0, gap=2.4)]
    body: list[Part] = [Group(pieces=[facts]), _table(rows, tr), Group(pieces=closing)]
    subtitle = tr("corrects {number}", number=data.header.corrects) if data.header.corrects else ""
    return Layout(body=body, sheet=sheet, subtitle=subtitle)


def _order(row: DifferenceRow) -> tuple[int, bool]:
    rank = 0 if row.difference < 0 else 1 if row.difference > 0 else 2
    return rank, not row.grant


def _table(rows: Sequence[DifferenceRow], tr: Translations) -> Table:
    shortage, surplus = tr("Shortage"), tr("Surplus")
    actual, book = tr("Actual state"), tr("Book state")
    pairs = [
        column
        for group in (actual, book, shortage, surplus)
        for column in (
            Column(head=tr.context("paper", "qty"), least=10, most=16, align="right", group=group),
            Column(head=tr("value, PLN"), least=17.5, most=26, align="right", group=group),
        )
    ]
    columns = (
        Column(head=tr.context("paper", "No."), least=7.5, most=12, align="right"),
        Column(head=tr("Sheet/ pos."), least=11, most=18),
        Column(head=tr("Inventory number"), least=24, most=41, bold=True),
        Column(head=tr("Name"), least=30, share=1),
        Column(head=tr("Price, PLN"), least=16, most=24, align="right"),
        *pairs,
        Column(head=tr("Remarks"), least=32, share=0.35),
        Column(head=tr("Source, durability"), least=26, share=0.15),
    )
    sums = _running(rows)
    return Table(
        columns=columns,
        rows=[_cells(number, row, tr) for number, row in enumerate(rows, 1)] or [_nothing(tr)],
        left=LANDSCAPE.left,
        right=LANDSCAPE.right,
        gap=2.2,
        continued=tr("cont."),
        total=["", "", tr.context("paper", "Total"), "", "", *_written(sums[-1], rows, tr), "", ""],
        carry=Carry(
            label_end=5,
            to_next=tr("Carried forward"),
            from_before=tr("Brought forward"),
            write=lambda done: dict(zip(_SUMS, _written(sums[done], rows[:done], tr), strict=True)),
        ),
    )


def _cells(number: int, row: DifferenceRow, tr: Translations) -> tuple[str, ...]:
    short, over = row.difference < 0, row.difference > 0
    value = amount(row.difference_value(), tr)
    return (
        str(number),
        f"{row.sheet}/{row.position}" if row.sheet else NONE,
        row.number or tr("no number"),
        _name(row, tr),
        amount(row.price, tr),
        tr.number(row.actual_quantity),
        amount(row.actual_value if row.actual_quantity else None, tr),
        tr.number(row.book_quantity),
        amount(row.book_value if row.book_quantity else None, tr),
        tr.number(-row.difference) if short else "",
        value if short else "",
        tr.number(row.difference) if over else "",
        value if over else "",
        row.remarks or NONE,
        _source(row, tr),
    )


def _name(row: DifferenceRow, tr: Translations) -> str:
    return f"{row.name} ({row.unit})" if row.unit not in ("", "szt.", tr("pcs")) else row.name


def _nothing(tr: Translations) -> tuple[str, ...]:
    return ("", "", "", tr("No differences were found."), *[""] * 11)


def _source(row: DifferenceRow, tr: Translations) -> str:
    if not row.source:
        return NONE
    if row.durability_until is not None:
        until = tr("until {day}", day=table_day(row.durability_until, tr))
    elif not row.durability_known:
        until = tr("not established")
    else:
        return row.source
    return f"{row.source},\n{until}"


def _running(rows: Sequence[DifferenceRow]) -> list[tuple[int, ...]]:
    """Return the eight sums after each row; the first entry is before any row."""
    sums: list[tuple[int, ...]] = [(0,) * 8]
    for row in rows:
        value, short, over = row.difference_value() or 0, max(-row.difference, 0), max(row.difference, 0)
        new = (
            row.actual_quantity,
            (row.actual_value or 0) if row.actual_quantity else 0,
            row.book_quantity,
            (row.book_value or 0) if row.book_quantity else 0,
            short,
            value if short else 0,
            over,
            value if over else 0,
        )
        sums.append(tuple(old + each for old, each in zip(sums[-1], new, strict=True)))
    return sums


def _written(sums: tuple[int, ...], rows: Sequence[DifferenceRow], tr: Translations) -> list[str]:
    """Write the sums; a surplus that nobody has valued yet has no value rather than zero."""
    unvalued = sums[6] > 0 and all(row.price is None for row in rows if row.difference > 0)
    written = [tr.number(value) if index % 2 == 0 else tr.amount(value) for index, value in enumerate(sums)]
    if unvalued:
        written[7] = NONE
    return written


def _summary(rows: Sequence[DifferenceRow], tr: Translations) -> Piece:
    """Say the sums in words, and that another place or person is no shortage."""
    sans, strong = face("sans"), face("sans-bold")
    short = total([row.difference_value() for row in rows if row.difference < 0])
    over = [row for row in rows if row.difference > 0]
    spans: list[Span] = [
        (strong, tr("Shortages in words:") + " "),
        (sans, amount_in_words(short, tr) + ".   "),
        (strong, tr("Surpluses:") + " "),
    ]
    count = sum(row.difference for row in over)
    if over and all(row.price is None for row in over):
        spans.append((sans, tr("{quantity}, value to be established.", quantity=quantity(count, "", tr))))
    else:
        spans.append((sans, amount_in_words(total([row.difference_value() for row in over]), tr) + "."))
    first = next((number for number, row in enumerate(rows, 1) if row.difference == 0), None)
    if first is not None:
        positions = str(first) if first == len(rows) else f"{first}–{len(rows)}"
        sentence = tr.plural(
            "Item {positions} is another place or person – neither a shortage nor a surplus.",
            "Items {positions} are another place or person – neither a shortage nor a surplus.",
            len(rows) - first + 1,
            positions=positions,
        )
        spans.append((sans, "   " + sentence.replace(f" {positions}", f"{NBSP}{positions}")))
    broken = lines(spans, BODY * PT, LANDSCAPE.inner)

    def draw(pen: Pen, y: float) -> None:
        for index, line in enumerate(broken):
            pen.line(LANDSCAPE.left, y + 5.0 + index * BODY_LEADING, line, BODY)

    return Piece(height=2.2 + len(broken) * BODY_LEADING, draw=draw)
