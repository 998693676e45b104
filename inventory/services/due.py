"""What of the handovers is still out, and when the first of it is due: the day of the asset, not the printed one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased

from inventory.model.assets import Asset
from inventory.model.movements import Document, Movement


def still_out(*more: ColumnElement[bool]) -> Select[int | None, int]:
    """Return per document how many of its assets are still out under it; cancelled papers do not count."""
    later, paper = aliased(Movement), aliased(Document)
    moved_on = (
        select(1)
        .select_from(later)
        .join(paper, paper.id == later.document_id)
        .where(later.asset_id == Movement.asset_id, later.id > Movement.id, paper.state != "cancelled")
    )
    return select(Movement.document_id, func.count()).where(
        Asset.id == Movement.asset_id, Asset.status == "issued", ~moved_on.correlate(Movement).exists(), *more
    )


def overdue(today: date) -> ColumnElement[bool]:
    """Return the condition that something of a document is late; an asset's date may be later than the printed one."""
    return Document.id.in_(still_out(Asset.return_by < today).with_only_columns(Movement.document_id))


def earliest_due() -> ScalarSelect[date | None]:
    """Return, within a question about documents, when the first of what is still out under one is due."""
    out = still_out(Movement.document_id == Document.id).with_only_columns(func.min(Asset.return_by))
    return out.correlate(Document).scalar_subquery()
