"""Count sheet (domain.md 7.15, print.md 11): never a book quantity, unused rows struck with a Z."""

from __future__ import annotations

from inventory.base.i18n import N_, Translations
from inventory.documents import blocks
from inventory.documents.blocks import CAPTION, Field
from inventory.documents.data import CountRow, CountSheetData, PartyData
from inventory.documents.flow import PORTRAIT, Group, Layout, Part, Piece
from inventory.documents.fonts import face
from inventory.documents.pen import Pen
from inventory.documents.registry import document
from inventory.documents.table import Column
from inventory.documents.table_flow import Table
from inventory.documents.words import NONE, day, moment, number_in_words

_NUMBER_TO_FILL, _WORDS_TO_FILL = "…" * 4, "…" * 8


@document("count_sheet", "A", N_("Physical count sheet"), CountSheetData)
def count_sheet(data: CountSheetData, tr: Translations) -> Layout:
    """Lay out a count sheet, filled in or blank."""
    sheet = PORTRAIT
    team: list[tuple[str, PartyData | None]] = [
        (tr("Counting team"), person) for person in data.team or (PartyData(), PartyData())
    ]
    roles = [*team, (tr("Accountable custodian"), data.custodian), (tr("Chair of the commission"), data.chair)]
    closing = [_ending(data, tr), _checks(tr), *blocks.signatures(sheet, roles, tr, slack=0, gap=2.0, stamp=False)]
    body: list[Part] = [Group(pieces=_facts(data, tr)), _table(data, tr), Group(pieces=closing)]
    subtitle = tr("corrects {number}", number=data.header.corrects) if data.header.corrects else ""
    return Layout(
        body=body,
        sheet=sheet,
        subtitle=subtitle,
        initials=(tr.context("paper", "counting team"), tr.context("paper", "custodian")),
    )


def _facts(data: CountSheetData, tr: Translations) -> list[Piece]:
    sheet, none = PORTRAIT, tr("not applicable")
    started = moment(data.started, tr) if data.started else " "
    ended = moment(data.ended, tr) if data.ended else " "
    people = ", ".join(blocks.named(person) for person in data.team)
    return [
        blocks.fields(
            sheet,
            [
                Field(columns=4, caption=tr("Kind and method of the count"), value=data.count_kind),
                Field(columns=5, caption=tr("Count area"), value=data.area, strong=True),
                Field(columns=3, caption=tr.context("paper", "Group"), value=data.group),
            ],
        ),
        blocks.fields(
            sheet,
            [
                Field(columns=3, caption=tr("As at"), value=day(data.as_of, tr)),
                Field(columns=3, caption=tr.context("paper", "Started"), value=started),
                Field(columns=3, caption=tr.context("paper", "Ended"), value=ended),
                Field(columns=3, caption=tr.context("paper", "Basis"), value=data.order or none),
            ],
            gap=0,
        ),
        blocks.fields(
            sheet,
            [
                Field(columns=3, caption=tr("Accountable custodian"), value=blocks.named(data.custodian)),
                Field(columns=5, caption=data.team_name or tr("Counting team"), value=people),
                Field(
                    columns=4,
                    caption=tr("Others present"),
                    value=data.others or (tr("none present") if data.finished else " "),
                ),
            ],
            gap=0,
        ),
    ]


def _table(data: CountSheetData, tr: Translations) -> Table:
    rows = [_cells(position, row, tr) for position, row in enumerate(data.rows, 1)]
    used = len(rows)
    rows += [(str(position), *[""] * 8) for position in range(used + 1, used + 1 + data.blank_rows)]
    columns = (
        Column(head=tr("Pos."), least=9, most=14, align="right"),
        Column(head=tr("Inventory number"), least=27, most=41, bold=True),
        Column(head=tr("Name (description)"), least=30, share=1),
        Column(head=tr("Serial number"), least=22, most=32),
        Column(head=tr.context("paper", "Unit"), least=10, most=14),
        Column(head=tr("Quantity found"), least=14, most=18, align="right"),
        Column(head=tr("Price, PLN"), least=16, most=24, align="right"),
        Column(head=tr("Value, PLN"), least=16, most=24, align="right"),
        Column(head=tr("Condition, remarks"), least=20, share=0.35),
    )
    struck = used if data.finished and data.blank_rows else None
    return Table(
        columns=columns,
        rows=rows,
        left=PORTRAIT.left,
        right=PORTRAIT.right,
        hand=True,
        least_row=7.0,
        gap=2.2,
        struck_from=struck,
        continued=tr("cont."),
    )


def _cells(position: int, row: CountRow, tr: Translations) -> tuple[str, ...]:
    return (
        str(position),
        row.number or tr("no number"),
        row.name,
        row.serial or tr.context("paper", "none"),
        row.unit or tr("pcs"),
        "" if row.quantity is None else tr.number(row.quantity),
        "" if row.price is None else tr.amount(row.price),
        "" if row.value is None else tr.amount(row.value),
        row.remarks or NONE,
    )


def _ending(data: CountSheetData, tr: Translations) -> Piece:
    last = len(data.rows)
    number, words = (tr.number(last), number_in_words(last, tr)) if data.finished else (_NUMBER_TO_FILL, _WORDS_TO_FILL)
    closing = tr("The count ended at position no. {number} ({words}).", number=number, words=words)
    note = tr("Price and value (columns 7–8) are entered by the accounts after the count.")

    def draw(pen: Pen, y: float) -> None:
        pen.text(PORTRAIT.left, y + 4.8, closing, face("sans-bold"), 9.5)
        pen.right(PORTRAIT.right, y + 4.8, note, face("condensed"), 9)

    return Piece(height=7.0, draw=draw)


def _checks(tr: Translations) -> Piece:
    """Leave room for the spot check, the valuation and its check."""
    captions = (
        (0, 6, tr("Positions spot-checked (chair, signature)")),
        (6, 3, tr("Valued by (date, signature)")),
        (9, 3, tr("Checked by (date, signature)")),
    )

    def draw(pen: Pen, y: float) -> None:
        for column, columns, caption in captions:
            x = PORTRAIT.start(column)
            pen.text(x, y + 4.0, caption, face("condensed"), CAPTION)
            pen.rule(x, y + 13.6, x + PORTRAIT.span(columns), y + 13.6, 0.25)

    return Piece(height=13.6, draw=draw)
