"""All that the page of a project shows: its facts, sources, equipment in groups, and what is still to be labelled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.model.assets import GONE, Asset, Category
from inventory.model.funding import AssetFunding, FundingSource
from inventory.model.organisation import Unit
from inventory.services.projects import ProjectRequest, project_form
from inventory.services.spending import ProjectView, project_view


@dataclass(frozen=True, kw_only=True)
class ProjectSource:
    """A source of the project with what its labels need: how many logos, which statements there are."""

    id: int
    code: str
    name_pl: str
    name_en: str
    period: str
    programme: str
    area: str
    share: int | None
    amount: int
    label_mode: str
    logos: int
    has_polish: bool
    has_english: bool
    durability_years: int | None

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.name_en if language == "en" and self.name_en else self.name_pl


@dataclass(frozen=True, kw_only=True)
class EquipmentGroup:
    """Assets of one name and category: their numbers in order, states, value in grosze, the oldest last count."""

    ids: tuple[int, ...]
    name: str
    icon: str
    first: str
    last: str
    value: int
    statuses: tuple[tuple[str, int], ...]
    overdue: int
    counted_on: date | None


@dataclass(frozen=True, kw_only=True)
class ProjectPage:
    """A project whole; `unlabelled` are the assets still in the register without a funding label."""

    view: ProjectView
    form: ProjectRequest
    unit: str
    sources: tuple[ProjectSource, ...]
    equipment: tuple[EquipmentGroup, ...]
    unlabelled: tuple[int, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The assets of the project."""
        return tuple(asset for group in self.equipment for asset in group.ids)


def project_page(session: Session, project_id: int, *, today: date) -> ProjectPage:
    """Return the page of a project. Raises `NotFound`."""
    view = project_view(session, project_id)
    paid = select(AssetFunding.asset_id).where(AssetFunding.project_id == project_id)
    assets = list(session.scalars(select(Asset).where(Asset.id.in_(paid)).order_by(Asset.number_key)))
    unit = session.scalars(select(Unit)).one()
    return ProjectPage(
        view=view,
        form=project_form(session, project_id),
        unit=unit.short_name or unit.name,
        sources=_sources(session, view),
        equipment=_groups(session, assets, today),
        unlabelled=tuple(a.id for a in assets if a.funding_label_printed_at is None and a.status not in GONE),
    )


def _sources(session: Session, view: ProjectView) -> tuple[ProjectSource, ...]:
    shares = {share.source_id: share for share in view.shares}
    rows = session.scalars(select(FundingSource).where(FundingSource.id.in_(shares)).order_by(FundingSource.position))
    names = ("id", "code", "name_pl", "name_en", "period", "programme", "area", "label_mode", "durability_years")
    return tuple(
        ProjectSource(
            **{name: getattr(row, name) for name in names},
            share=shares[row.id].share,
            amount=shares[row.id].amount,
            logos=len(row.logos),
            has_polish=bool(row.statement_pl),
            has_english=bool(row.statement_en),
        )
        for row in rows
    )


def _groups(session: Session, assets: list[Asset], today: date) -> tuple[EquipmentGroup, ...]:
    icons = dict(session.execute(select(Category.id, Category.icon)).all())
    groups: dict[tuple[str, int | None], list[Asset]] = {}
    for asset in assets:
        groups.setdefault((asset.name, asset.category_id), []).append(asset)
    return tuple(
        EquipmentGroup(
            ids=tuple(asset.id for asset in found),
            name=name,
            icon=icons.get(category or 0, "package"),
            first=found[0].number,
            last=found[-1].number,
            value=sum(asset.price_gross or 0 for asset in found),
            statuses=tuple(Counter(asset.status for asset in found).most_common()),
            overdue=sum(
                asset.status == "issued" and asset.return_by is not None and asset.return_by < today for asset in found
            ),
            counted_on=_oldest(found),
        )
        for (name, category), found in groups.items()
    )


def _oldest(assets: list[Asset]) -> date | None:
    days = [asset.last_counted_on for asset in assets]
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) and known else None
