"""The few figures that the frame shows beside the screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.model.assets import Asset
from inventory.model.counts import StockCount
from inventory.services.finding import person_of_account


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Who works here, how many returns are overdue, and how many counts are open."""

    user: str
    overdue: int
    open_counts: int


def standing(session: Session, *, account: str, today: date) -> Standing:
    """Return the figures of today; each by an index, whatever the size of the register."""
    person = person_of_account(session, account)
    overdue = select(func.count()).where(Asset.return_by < today, Asset.status == "issued")
    counts = select(func.count()).where(StockCount.status == "open")
    return Standing(
        user=person.full_name if person is not None else account,
        overdue=session.scalar(overdue) or 0,
        open_counts=session.scalar(counts) or 0,
    )
