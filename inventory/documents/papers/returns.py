"""Return protocol (domain.md 7.4, print.md 11)."""

from __future__ import annotations

from collections.abc import Sequence

from inventory.base.i18n import N_, NBSP, Translations
from inventory.documents import blocks, items
from inventory.documents.blocks import Field
from inventory.documents.data import IssueReference, ReturnData, ReturnItemData
from inventory.documents.flow import PORTRAIT, Group, Layout, Part, Piece
from inventory.documents.fonts import EMPTY_BOX, TICKED_BOX
from inventory.documents.funding import return_notices
from inventory.documents.registry import document
from inventory.documents.table import Column
from inventory.documents.table_flow import Table
from inventory.documents.words import NONE, amount, day


@document("return", "Z", N_("Return protocol"), ReturnData)
def returned(data: ReturnData, tr: Translations) -> Layout:
    """Lay out a return: parties (returner first), items with both conditions, findings, statements, signatures."""
    sheet = PORTRAIT
    notes: list[str] = []
    roles = [(tr.context("paper", "Returned by"), data.giver), (tr.context("paper", "Received by"), data.receiver)]
    listed = [row.item for row in data.items]
    opening = [
        blocks.parties(sheet, roles, tr),
        _facts(data, notes, tr),
        blocks.section(sheet, tr("Items returned ({n})", n=len(listed))),
    ]
    if data.approver is not None:
        roles.append((tr("Approved by"), data.approver))
    findings = _findings(data, notes, tr)
    text = "\n".join(part for part in (data.remarks, *notes) if part)
    closing = [
        *blocks.statements(sheet, tr("Statements"), (*data.statement, _stickers(data.stickers_readable, tr))),
        *(blocks.remarks(sheet, tr("Remarks"), text) if text else ()),
        *blocks.remarks(
            sheet, tr("Explanation of what is missing or damaged (filled in by the returning person)"), "", 3
        ),
        *blocks.signatures(sheet, roles, tr),
    ]
    body: list[Part] = [
        Group(pieces=opening),
        _table(data.items, tr),
        Group(pieces=items.totals(sheet, listed, tr)),
        Group(pieces=findings),
        *return_notices(sheet, data.funding, data.kept_at, tr),
        Group(pieces=closing),
    ]
    subtitle = (
        tr("corrects {number}", number=data.header.corrects) if data.header.corrects else tr("end of use of equipment")
    )
    return Layout(body=body, sheet=sheet, subtitle=subtitle, initials=(tr("returning person"), tr("receiving person")))


def _facts(data: ReturnData, notes: list[str], tr: Translations) -> Piece:
    sheet = PORTRAIT
    where = ", ".join(part for part in (day(data.returned_on, tr), data.header.place_city, data.place) if part)
    issued = ", ".join(_reference(each, tr) for each in data.issued_by) or tr("state of the register")
    due = day(data.due, tr) if data.due else tr("not established")
    if data.days_late > 0:
        due += " " + tr.plural("({n} day late)", "({n} days late)", data.days_late)
    return blocks.fields(
        sheet,
        [
            Field(columns=4, caption=tr("Date and place of return"), value=where),
            Field(
                columns=4,
                caption=tr("Issue protocol"),
                value=blocks.kept_short(tr("Issue protocol"), issued, sheet, 4, notes, tr),
            ),
            Field(columns=4, caption=tr.context("paper", "Due date"), value=due),
        ],
    )


def _reference(issued: IssueReference, tr: Translations) -> str:
    if issued.day is None:
        return issued.number
    return tr("{number} of {day}", number=issued.number, day=day(issued.day, tr)).replace(" ", NBSP)


def _findings(data: ReturnData, notes: list[str], tr: Translations) -> list[Piece]:
    sheet = PORTRAIT
    faults = [tr("missing: {what}", what=data.missing)] if data.missing else []
    faults += [tr("damaged: {what}", what=data.damaged)] if data.damaged else []
    found = "; ".join(faults) or tr("nothing missing or damaged")
    yes, no, none = tr.context("paper", "yes"), tr.context("paper", "no"), tr("not applicable")
    unsettled = tr("no – to be explained")
    if data.settled_note:
        why = blocks.kept_short(unsettled, data.settled_note, sheet, 12, notes, tr)
        unsettled = tr("no – to be explained: {what}", what=why)
    wiped = _choice(((yes, data.data_wiped is True), (no, data.data_wiped is False), (none, data.data_wiped is None)))
    settled = _choice(((tr("yes, in full"), data.settled), (no if data.settled else unsettled, not data.settled)))
    caption = tr("Missing and damaged")
    found = blocks.kept_short(caption, found, sheet, 8, notes, tr)
    first = [
        Field(columns=8, caption=caption, value=found),
        Field(columns=4, caption=tr("Data erased from the medium"), value=wiped),
    ]
    second = [Field(columns=12, caption=tr("Receiver's liability settled"), value=settled)]
    return [
        blocks.section(sheet, tr("Findings at the return"), gap=4.6),
        blocks.fields(sheet, first, gap=0),
        blocks.fields(sheet, second),
    ]


def _stickers(readable: bool | None, tr: Translations) -> str:
    words = _choice(((tr("readable"), readable is True), (tr("to be printed again"), readable is False)))
    return tr("Stickers: {choice}", choice=words)


def _choice(options: Sequence[tuple[str, bool]]) -> str:
    return "   ".join(f"{TICKED_BOX if chosen else EMPTY_BOX}{NBSP}{word}" for word, chosen in options)


def _table(listed: Sequence[ReturnItemData], tr: Translations) -> Table:
    absent = tr.context("paper", "missing")
    rows = [
        (
            str(number),
            row.item.number,
            items.name_cell(row.item, tr, absent=absent, strong=True, serial=True),
            items.quantity(row.item.quantity, row.item.unit, tr),
            row.condition_issued or NONE,
            row.condition_returned or NONE,
            amount(row.item.gross, tr),
        )
        for number, row in enumerate(listed, 1)
    ]
    columns = (
        Column(head=tr.context("paper", "No."), least=8, most=14, align="right"),
        Column(head=tr("Inventory number"), least=25.5, most=41, bold=True),
        Column(head=tr("Name, serial number, accessories"), least=30, share=1),
        Column(head=tr("Quantity"), least=11, most=20, align="right"),
        Column(head=tr("Condition at issue"), least=18),
        Column(head=tr("Condition at return"), least=26),
        Column(head=tr("Gross, PLN"), least=18, most=30, align="right"),
    )
    return Table(
        columns=columns,
        rows=rows,
        left=PORTRAIT.left,
        right=PORTRAIT.right,
        continued=tr("cont."),
        carry=items.carried([row.item.gross for row in listed], 6, tr),
    )
