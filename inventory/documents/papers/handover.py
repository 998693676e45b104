"""Handover protocol (domain.md 7.3, print.md 11)."""

from __future__ import annotations

from collections.abc import Sequence

from inventory.base.i18n import N_, Translations
from inventory.documents import blocks, items
from inventory.documents.blocks import Field
from inventory.documents.data import HandoverData, ItemData
from inventory.documents.flow import PORTRAIT, Group, Layout, Part, Piece
from inventory.documents.funding import handover_notices
from inventory.documents.registry import document
from inventory.documents.table import Column
from inventory.documents.table_flow import Table
from inventory.documents.words import NONE, amount, day


@document("handover", "P", N_("Handover protocol"), HandoverData)
def handover(data: HandoverData, tr: Translations) -> Layout:
    """Lay out a handover: parties, items, funding, statement, signatures."""
    sheet = PORTRAIT
    notes: list[str] = []
    roles = [(tr.context("paper", "Giver"), data.giver), (tr.context("paper", "Receiver"), data.receiver)]
    opening = [
        blocks.parties(sheet, roles, tr),
        *_facts(data, notes, tr),
        blocks.section(sheet, tr("Items handed over ({n})", n=len(data.items))),
    ]
    if data.approver is not None:
        roles.append((tr("Approved by"), data.approver))
    closing = [
        *blocks.statements(sheet, tr("Receiver's statement"), data.statement),
        *blocks.remarks(sheet, tr("Remarks"), "\n".join(part for part in (data.remarks, *notes) if part)),
        *blocks.signatures(sheet, roles, tr),
    ]
    body: list[Part] = [
        Group(pieces=opening),
        _table(data.items, tr),
        Group(pieces=items.totals(sheet, data.items, tr)),
        *handover_notices(sheet, data.funding, tr),
        Group(pieces=closing),
    ]
    subtitle = (
        tr("corrects {number}", number=data.header.corrects)
        if data.header.corrects
        else tr("issue of equipment for use")
    )
    return Layout(
        body=body,
        sheet=sheet,
        subtitle=subtitle,
        initials=(tr.context("paper", "giver"), tr.context("paper", "receiver")),
    )


def _facts(data: HandoverData, notes: list[str], tr: Translations) -> list[Piece]:
    sheet, none = PORTRAIT, tr("not applicable")
    where = ", ".join(part for part in (day(data.handed_on, tr), data.header.place_city, data.place) if part)
    basis = blocks.kept_short(tr("Basis of issue"), data.basis or none, sheet, 4, notes, tr)
    purpose = blocks.kept_short(tr("Purpose of use"), data.purpose or none, sheet, 12, notes, tr)
    return [
        blocks.fields(
            sheet,
            [
                Field(columns=4, caption=tr("Date and place of handover"), value=where),
                Field(columns=4, caption=tr("Basis of issue"), value=basis),
                Field(columns=4, caption=tr("Return by"), value=day(data.return_by, tr) if data.return_by else none),
            ],
        ),
        blocks.fields(sheet, [Field(columns=12, caption=tr("Purpose of use"), value=purpose)]),
    ]


def _table(listed: Sequence[ItemData], tr: Translations) -> Table:
    absent = tr("not handed over")
    rows = [
        (
            str(number),
            item.number,
            items.name_cell(item, tr, absent=absent),
            item.serial or NONE,
            items.quantity(item.quantity, item.unit, tr),
            item.condition or NONE,
            amount(item.gross, tr),
        )
        for number, item in enumerate(listed, 1)
    ]
    columns = (
        Column(head=tr.context("paper", "No."), least=8, most=14, align="right"),
        Column(head=tr("Inventory number"), least=25.5, most=41, bold=True),
        Column(head=tr("Name, accessories"), least=30, share=1),
        Column(head=tr("Serial number"), least=25, most=34),
        Column(head=tr("Quantity"), least=11, most=20, align="right"),
        Column(head=tr("Condition"), least=17, most=17),
        Column(head=tr("Gross, PLN"), least=18, most=30, align="right"),
    )
    return Table(
        columns=columns,
        rows=rows,
        left=PORTRAIT.left,
        right=PORTRAIT.right,
        continued=tr("cont."),
        carry=items.carried([item.gross for item in listed], 6, tr),
    )
