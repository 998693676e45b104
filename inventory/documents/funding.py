"""What papers say of the money that items were bought with: project, shares, durability."""

from __future__ import annotations

from collections.abc import Sequence

from inventory.base.i18n import NBSP, Translations
from inventory.documents import blocks
from inventory.documents.data import FundingNotice, ShareData
from inventory.documents.flow import Group, Sheet
from inventory.documents.fonts import face
from inventory.documents.lines import Span
from inventory.documents.words import day


def handover_notices(sheet: Sheet, funding: Sequence[FundingNotice], tr: Translations) -> list[Group]:
    """Return one notice a project: number, title, shares, durability and what it forbids."""
    return [
        Group(pieces=blocks.notice(sheet, [*_project(each, tr), *_durability(each, tr), *_ban(each, tr)]))
        for each in funding
    ]


def return_notices(sheet: Sheet, funding: Sequence[FundingNotice], kept_at: str, tr: Translations) -> list[Group]:
    """Return one notice a project: its durability and where the items stay; the place alone without a project."""
    sans = face("sans")
    place = [(sans, " " + tr("After the return it stays at: {place}.", place=kept_at))] if kept_at else []
    groups = [
        Group(pieces=blocks.notice(sheet, [*_project(each, tr, brief=True), *_ended(_durability(each, tr)), *place]))
        for each in funding
    ]
    if not funding and place:
        groups.append(Group(pieces=blocks.notice(sheet, [(sans, place[0][1].strip())])))
    return groups


def _project(notice: FundingNotice, tr: Translations, *, brief: bool = False) -> list[Span]:
    sans, strong = face("sans"), face("sans-bold")
    number = notice.project_number
    text = tr("Equipment of project {number}", number=number) if number else tr("Source of funding")
    spans: list[Span] = [(strong, text)]
    if notice.items:
        spans.append((strong, " " + tr("(items {items})", items=", ".join(map(str, notice.items)))))
    if notice.project_title and not brief:
        spans.append((sans, " " + tr("“{title}”", title=notice.project_title)))
    spans.append((sans, ". "))
    if notice.shares and not brief:
        shares = ", ".join(_share(share, tr) for share in notice.shares)
        spans.append((sans, tr("Funding: {shares}.", shares=shares) + " "))
    return spans


def _ended(spans: list[Span]) -> list[Span]:
    """Close a sentence that may already end with the full stop of a year."""
    return spans if spans[-1][1].endswith(".") else [*spans, (face("sans"), ".")]


def _share(share: ShareData, tr: Translations) -> str:
    percent = "" if share.share is None else tr.percent(share.share) + NBSP
    money = "" if share.amount is None else f" ({tr.money(share.amount)})"
    return f"{percent}{share.source}{money}"


def _durability(notice: FundingNotice, tr: Translations) -> list[Span]:
    sans, strong = face("sans"), face("sans-bold")
    if notice.durability_until is not None:
        value = day(notice.durability_until, tr)
    else:
        value = tr("not applicable") if notice.durability_known else tr("not established")
    return [(sans, tr("Durability until:") + " "), (strong, value)]


def _ban(notice: FundingNotice, tr: Translations) -> list[Span]:
    sans = face("sans")
    if notice.durability_until is not None:
        return [
            (
                sans,
                " – "
                + tr(
                    "until then the equipment may not be sold, given away or used for another purpose "
                    "without written consent."
                ),
            )
        ]
    if notice.durability_known:
        return [(sans, ".")]
    return [
        (
            sans,
            " – "
            + tr(
                "until it is established the equipment may not be sold, given away or used for another purpose "
                "without written consent."
            ),
        )
    ]
