"""What needs a person: each with how many assets it concerns and the query that lists them; and the next dates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Boolean, ColumnElement, func, literal_column, select
from sqlalchemy.orm import Session

from inventory.base.i18n import N_, Message
from inventory.base.text import fold
from inventory.catalogue.statuses import GONE_STATUSES
from inventory.catalogue.stickers import MISSING
from inventory.model.assets import Asset, Category
from inventory.model.counts import StockCount
from inventory.model.funding import AssetFunding, Project
from inventory.model.organisation import Setting
from inventory.services.categories import UNCATEGORISED
from inventory.services.durability import years_after
from inventory.store.stickers import state_condition

SOON_DAYS = 30
_PRESENT = Asset.status.not_in(GONE_STATUSES)


@dataclass(frozen=True, kw_only=True)
class Attention:
    """One matter: `key` for its icon, `level` is err, warn or info, `query` lists the assets that it concerns."""

    key: str
    level: str
    title: str
    detail: Message | None
    number: int
    query: str
    project_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A date to come: what happens on it, to how many assets, one of them by name, and the query that lists them."""

    on: date
    title: str
    detail: str
    number: int
    query: str


def attention(session: Session, *, today: date) -> tuple[Attention, ...]:
    """Return what needs a person, the urgent first; empty where nothing does."""
    return tuple(matter for matter in _matters(session, today) if matter.number)


def deadlines(session: Session, *, today: date, limit: int = 6) -> tuple[Deadline, ...]:
    """Return the next dates: returns, ends of warranty, insurance, durability and of the running count."""
    found: list[Deadline] = []
    for column, title in (
        ("return_by", N_("Return")),
        ("warranty_until", N_("Warranty ends")),
        ("insured_until", N_("Insurance ends")),
        ("durability_until", N_("Durability ends")),
    ):
        attribute = getattr(Asset, column)
        query = (
            select(attribute, func.count(), func.min(Asset.name))
            .where(attribute >= today, _PRESENT)
            .group_by(attribute)
            .order_by(attribute)
            .limit(limit)
        )
        found += [
            Deadline(
                on=day,
                title=title,
                detail=name,
                number=number,
                query=f"{column}:{day.isoformat()} status:present",
            )
            for day, number, name in session.execute(query)
        ]
    running = select(StockCount.name, StockCount.ends_on).where(
        StockCount.status == "open", StockCount.ends_on >= today
    )
    for name, day in session.execute(running):
        if day is not None:
            found.append(Deadline(on=day, title=N_("End of the stock check"), detail=name, number=0, query=""))
    return tuple(sorted(found, key=lambda deadline: deadline.on)[:limit])


def _matters(session: Session, today: date) -> Iterator[Attention]:
    soon = today + timedelta(days=SOON_DAYS)
    overdue = (Asset.status == "issued") & (Asset.return_by < today)
    oldest = session.execute(
        select(Asset.name, Asset.return_by).where(overdue).order_by(Asset.return_by).limit(1)
    ).first()
    detail = Message(N_("The oldest: {name}, due {day}"), {"name": oldest[0], "day": oldest[1]}) if oldest else None
    yield _matter(session, "overdue", "err", N_("Overdue returns"), overdue, "status:overdue", detail)
    yield _expiring(session, "warranty", N_("Warranty ends within 30 days"), "warranty_until", today, soon)
    yield _expiring(session, "insurance", N_("Insurance ends within 30 days"), "insured_until", today, soon)
    ended = (Asset.insured_until < today) & (Asset.durability_until >= today) & _PRESENT
    yield _matter(
        session, "insurance_ended", "err", N_("Grant assets whose insurance has ended"), ended,
        f"status:present insured_until:<{today.isoformat()} durability_until:>={today.isoformat()}",
    )  # fmt: skip
    unlabelled = literal_column(f"({state_condition(MISSING, 'asset')})", Boolean())
    yield _matter(session, "unlabelled", "warn", N_("Without a sticker"), unlabelled, f"sticker:{MISSING}")
    yield from _durability(session, today)
    rest = session.execute(
        select(Category.id, Category.name).where(Category.code_folded == fold(UNCATEGORISED))
    ).first()
    if rest is not None:
        query = f'category:"{rest.name}" status:present'
        yield _matter(
            session, "no_category", "warn", N_("Without a category"), (Asset.category_id == rest.id) & _PRESENT, query
        )
    unknown = Asset.price_gross.is_(None) & _PRESENT
    yield _matter(session, "no_value", "warn", N_("Without a value"), unknown, "price_gross:none status:present")
    yield from _stock_check(session, today)


def _matter(
    session: Session,
    key: str,
    level: str,
    title: str,
    which: ColumnElement[bool],
    query: str,
    detail: Message | None = None,
) -> Attention:
    number = session.scalar(select(func.count()).select_from(Asset).where(which)) or 0
    if detail is None and 0 < number <= 2:
        numbers = session.scalars(select(Asset.number).where(which).order_by(Asset.number_key)).all()
        detail = Message(N_("{numbers}"), {"numbers": ", ".join(numbers)})
    return Attention(key=key, level=level, title=title, detail=detail, number=number, query=query)


def _expiring(session: Session, key: str, title: str, column: str, today: date, soon: date) -> Attention:
    attribute: Any = getattr(Asset, column)
    which = attribute.between(today, soon) & _PRESENT
    first = session.scalar(select(func.min(attribute)).where(which))
    detail = Message(N_("The first on {day}"), {"day": first}) if first else None
    query = f"status:present {column}:>={today.isoformat()} {column}:<={soon.isoformat()}"
    return _matter(session, key, "warn", title, which, query, detail)


def _durability(session: Session, today: date) -> Iterator[Attention]:
    """Tell how long each project binds, or that its end is not established: nothing is guessed (domain.md 1.1)."""
    for project in session.scalars(select(Project).where(Project.active).order_by(Project.number_folded)):
        paid = Asset.id.in_(select(AssetFunding.asset_id).where(AssetFunding.project_id == project.id)) & _PRESENT
        number = session.scalar(select(func.count()).select_from(Asset).where(paid)) or 0
        query = f'project:"{project.number}" status:present'
        if project.durability_until is None and any(share.source.durability_years for share in project.split):
            detail = Message(N_("{project}: enter the completion date and its document"), {"project": project.number})
            yield Attention(
                key="durability_unknown", level="warn", title=N_("Durability not established"), detail=detail,
                number=number, query=query, project_id=project.id,
            )  # fmt: skip
        elif project.durability_until is not None and project.durability_until >= today:
            words = {"project": project.number, "day": project.durability_until}
            yield Attention(
                key="durability", level="info", title=N_("Durability period"),
                detail=Message(N_("{project} until {day}"), words), number=number, query=query, project_id=project.id,
            )  # fmt: skip


def _stock_check(session: Session, today: date) -> Iterator[Attention]:
    """Tell that a stock check is due: yearly unless set otherwise, as field equipment is not guarded (domain.md 3)."""
    if session.scalar(select(StockCount.id).where(StockCount.status == "open").limit(1)) is not None:
        return
    stored = session.scalar(select(Setting.value).where(Setting.key == "stock_check"))
    months = int(json.loads(stored or "{}").get("every_months", 12))
    number = session.scalar(select(func.count()).select_from(Asset).where(_PRESENT)) or 0
    last = session.scalar(select(func.max(StockCount.as_at)))
    if last is None:
        yield Attention(
            key="stock_check", level="info", title=N_("No stock check yet"), detail=None, number=number, query=""
        )
        return
    due = years_after(last, months // 12) + timedelta(days=30 * (months % 12))
    if due <= today + timedelta(days=SOON_DAYS):
        detail = Message(N_("The last one was as at {last}, the next is due by {due}"), {"last": last, "due": due})
        yield Attention(
            key="stock_check", level="warn", title=N_("Next stock check"), detail=detail, number=number, query=""
        )
