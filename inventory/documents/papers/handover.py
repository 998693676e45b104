"""Handover protocol (domain.md 7.3, print.md 11)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from inventory.base.i18n import N_, Translations
from inventory.documents import blocks
from inventory.documents.blocks import Field
from inventory.documents.data import FundingNotice, HandoverData, ItemData, total
from inventory.documents.flow import PORTRAIT, Group, Layout, Part, Piece
from inventory.documents.fonts import EMPTY_BOX, TICKED_BOX
from inventory.documents.funding import handover_notice
from inventory.documents.frame import place_and_date
from inventory.documents.registry import document
from inventory.documents.table import Carry, Column, Table
from inventory.documents.words import NONE, amount, amount_in_words, day


@document("handover", "P", N_("Handover protocol"), HandoverData)
def handover(data: HandoverData, tr: Translations) -> Layout:
    """Lay out a handover: parties, items, funding, statement, signatures."""
    sheet = PORTRAIT
    notes: list[str] = []
    where = ", ".join(part for part in (day(data.handed_on, tr), data.header.place_city, data.place) if part)
    no = tr("not applicable")
    basis = blocks.kept_short(tr("Basis of issue"), data.basis or no, sheet, 4, notes, tr)
    purpose = blocks.kept_short(tr("Purpose of use"), data.purpose or no, sheet, 12, notes, tr)
    sides = (tr("Giver"), tr("Receiver"))
    opening = Group(pieces=[
        blocks.parties(sheet, ((sides[0], data.giver), (sides[1], data.receiver)), tr),
        blocks.fields(sheet, [
            Field(columns=4, caption=tr("Date and place of handover"), value=where),
            Field(columns=4, caption=tr("Basis of issue"), value=basis),
            Field(columns=4, caption=tr("Return by"), value=day(data.return_by, tr) if data.return_by else no),
        ]),
        blocks.fields(sheet, [Field(columns=12, caption=tr("Purpose of use"), value=purpose)]),
        blocks.section(sheet, tr("Items handed over ({n})", n=len(data.items))),
    ])
    remarks = "\n".join(part for part in (data.remarks, *notes) if part)
    roles = [(sides[0], data.giver), (sides[1], data.receiver)]
    if data.approver is not None:
        roles.append((tr("Approved by"), data.approver))
    body: list[Part] = [opening, item_table(data.items, tr), Group(pieces=totals(data.items, tr))]
    body.extend(Group(pieces=handover_notice(sheet, notice, tr)) for notice in data.funding)
    body.append(Group(pieces=[
        *blocks.statements(sheet, tr("Receiver's statement"), data.statement),
        *blocks.remarks(sheet, tr("Remarks"), remarks),
        *blocks.signatures(sheet, roles, tr),
    ]))
    return Layout(
        body=body, sheet=sheet, subtitle=corrected(data.header.corrects, tr) or tr("issue of equipment for use"),
        initials=(tr("giver"), tr("receiver")),
    )
