"""Passing equipment on in one go: a return protocol from each present holder, then the handover to the next one."""

from __future__ import annotations

from collections.abc import Collection

from inventory.base.i18n import Translations
from inventory.services.issuing import issue
from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.services.papers import IssuedDocument, assets_for_papers
from inventory.services.returning import take_back
from inventory.services.returning_request import ReturnItem, ReturnRequest
from inventory.store.unit import Work


def pass_on(
    work: Work, request: IssueRequest, tr: Translations, *, taken_back: Collection[int]
) -> tuple[IssuedDocument, ...]:
    """Take the assets of `taken_back` back from whoever holds them, then hand the request over; all or nothing.

    Returns the papers in the order in which they were made, the handover last. The returns say that everything came
    back and that the holder's liability is settled; where that is not so, the return is made on its own.
    Raises `ProblemsFound`.
    """
    held: dict[tuple[int | None, int | None], list[IssueItem]] = {}
    assets = assets_for_papers(work, [item.asset_id for item in request.items if item.asset_id in taken_back])
    for item in request.items:
        asset = assets.get(item.asset_id)
        if asset is not None and asset.status == "issued":
            held.setdefault((asset.person_id, asset.cell_id), []).append(item)
    papers = [take_back(work, _return_of(items, request), tr) for items in held.values()]
    return (*papers, issue(work, request, tr))


def _return_of(items: list[IssueItem], request: IssueRequest) -> ReturnRequest:
    # What was judged when it was handed over holds for both papers: it is the same moment.
    return ReturnRequest(
        items=tuple(
            ReturnItem(asset_id=item.asset_id, condition=item.condition, remarks=item.remarks, with_parts=False)
            for item in items
        ),
        receiver_id=request.giver_id,
        on=request.on,
        settled=True,
        city=request.city,
        strict=False,
    )
