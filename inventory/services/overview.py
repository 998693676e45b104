"""The figures of the overview: how much there is, who paid for it, in what state it is, what grants were spent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.catalogue.statuses import ASSET_STATUSES, GONE_STATUSES
from inventory.model.assets import Asset, Category
from inventory.model.funding import AssetFunding, FundingSource
from inventory.services.attention import Attention, Deadline, attention, deadlines
from inventory.services.counts import CountStatus, list_counts
from inventory.services.spending import ProjectView, list_projects


@dataclass(frozen=True, kw_only=True)
class SourceValue:
    """What a source paid of what is still there, in grosze; `query` filters the list to it."""

    source_id: int
    code: str
    name_pl: str
    name_en: str
    position: int
    value: int
    query: str


@dataclass(frozen=True, kw_only=True)
class Portion:
    """The assets of one status or category; `label` is a message id or a name, `query` filters the list to them."""

    key: str
    label: str
    number: int
    query: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All figures; amounts in grosze. Assets that have left the register are counted in `statuses` only."""

    assets: int
    added_this_quarter: int
    value: int
    issued: int
    overdue: int
    sources: tuple[SourceValue, ...]
    statuses: tuple[Portion, ...]
    categories: tuple[Portion, ...]
    projects: tuple[ProjectView, ...]
    attention: tuple[Attention, ...]
    deadlines: tuple[Deadline, ...]
    count: CountStatus | None


def overview(session: Session, *, today: date) -> Overview:
    """Return all figures; a second or two at a million assets, so not for the thread of the window."""
    by_status = dict(session.execute(select(Asset.status, func.count()).group_by(Asset.status)).all())
    overdue = session.scalar(select(func.count()).where(Asset.return_by < today, Asset.status == "issued")) or 0
    running = [count for count in list_counts(session) if count.status == "open"]
    return Overview(
        assets=sum(number for status, number in by_status.items() if status not in GONE_STATUSES),
        added_this_quarter=_added(session, today),
        value=_value(session),
        issued=by_status.get("issued", 0),
        overdue=overdue,
        sources=_sources(session),
        statuses=tuple(
            Portion(key=status, label=label, number=by_status[status], query=f"status:{status}")
            for status, label in ASSET_STATUSES.items()
            if by_status.get(status)
        ),
        categories=_categories(session),
        projects=tuple(list_projects(session)),
        attention=attention(session, today=today),
        deadlines=deadlines(session, today=today),
        count=running[0] if running else None,
    )


def _added(session: Session, today: date) -> int:
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    start = datetime.combine(first, time(), tzinfo=UTC)
    # Ids grow with time, so the newest are looked at and no more.
    oldest = session.scalar(select(Asset.id).where(Asset.created_at < start).order_by(Asset.id.desc()).limit(1))
    return session.scalar(select(func.count()).select_from(Asset).where(Asset.id > (oldest or 0))) or 0


def _value(session: Session) -> int:
    whole = session.scalar(select(func.coalesce(func.sum(Asset.price_gross), 0))) or 0
    gone = session.scalar(select(func.coalesce(func.sum(Asset.price_gross), 0)).where(Asset.status.in_(GONE_STATUSES)))
    return whole - (gone or 0)


def _sources(session: Session) -> tuple[SourceValue, ...]:
    paid = select(AssetFunding.source_id, func.coalesce(func.sum(AssetFunding.amount), 0)).group_by(
        AssetFunding.source_id
    )
    whole = dict(session.execute(paid).all())
    # What has left is little: taking it off is quicker than joining everything.
    left = select(Asset.id).where(Asset.status.in_(GONE_STATUSES))
    gone = dict(session.execute(paid.where(AssetFunding.asset_id.in_(left))).all())
    values = [
        SourceValue(
            source_id=source.id,
            code=source.code,
            name_pl=source.name_pl,
            name_en=source.name_en or source.name_pl,
            position=source.position,
            value=(whole[source.id] or 0) - (gone.get(source.id) or 0),
            query=f"source:{source.code} status:present",
        )
        for source in session.scalars(select(FundingSource))
        if source.id in whole
    ]
    return tuple(sorted(values, key=lambda value: (-value.value, value.position)))


def _categories(session: Session) -> tuple[Portion, ...]:
    numbers = dict(session.execute(select(Asset.category_id, func.count()).group_by(Asset.category_id)).all())
    rows = session.execute(select(Category.id, Category.code, Category.name)).all()
    portions = [
        Portion(key=row.code, label=row.name, number=numbers[row.id], query=f'category:"{row.name}"')
        for row in rows
        if row.id in numbers
    ]
    return tuple(sorted(portions, key=lambda portion: -portion.number))
