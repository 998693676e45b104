"""What was spent of each project, by budget line and by source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.model.assets import Asset
from inventory.model.funding import AssetFunding, FundingSource, Project


@dataclass(frozen=True, kw_only=True)
class SpentLine:
    """A budget line and what was spent of it, in grosze; `left` is below zero where it was exceeded."""

    name: str
    amount: int
    spent: int

    @property
    def left(self) -> int:
        """What is left of the line."""
        return self.amount - self.spent


@dataclass(frozen=True, kw_only=True)
class SourceShare:
    """What a source paid in a project: its usual share and its amount in grosze."""

    source_id: int
    code: str
    name_pl: str
    name_en: str
    position: int
    share: int | None
    amount: int


@dataclass(frozen=True, kw_only=True)
class ProjectView:
    """A project as lists and its page show it; `spent` is in grosze, labels count assets with a funding label."""

    id: int
    number: str
    title_pl: str
    title_en: str
    our_role: str
    starts_on: date | None
    ends_on: date | None
    completed_on: date | None
    durability_until: date | None
    total_pln: int | None
    budget: int
    spent: int
    assets: int
    labelled: int
    lines: tuple[SpentLine, ...]
    shares: tuple[SourceShare, ...]
    active: bool


def list_projects(session: Session, *, inactive: bool = False) -> list[ProjectView]:
    """Return the projects in the order of their numbers, with budget and spending."""
    query = select(Project).order_by(Project.number_folded)
    return [_view(session, row) for row in session.scalars(query if inactive else query.where(Project.active))]


def project_view(session: Session, project_id: int) -> ProjectView:
    """Return one project with budget and spending. Raises `NotFound`."""
    return _view(session, _found(session, project_id))


def _found(session: Session, project_id: int) -> Project:
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("This project is no longer in the register.")
    return project


def _view(session: Session, project: Project) -> ProjectView:
    paid = select(func.count(AssetFunding.asset_id.distinct()), func.coalesce(func.sum(AssetFunding.amount), 0))
    assets, spent = session.execute(paid.where(AssetFunding.project_id == project.id)).one()
    labelled = session.scalar(
        select(func.count(Asset.id.distinct()))
        .join(AssetFunding, AssetFunding.asset_id == Asset.id)
        .where(AssetFunding.project_id == project.id, Asset.funding_label_printed_at.is_not(None))
    )
    names = (
        "id",
        "number",
        "title_pl",
        "title_en",
        "our_role",
        "starts_on",
        "ends_on",
        "completed_on",
        "durability_until",
    )
    return ProjectView(
        **{name: getattr(project, name) for name in names},
        total_pln=project.total_pln,
        budget=sum(line.amount for line in project.lines),
        spent=spent or 0,
        assets=assets,
        labelled=labelled or 0,
        lines=_spent_lines(session, project),
        shares=_shares(session, project),
        active=project.active,
    )


def _spent_lines(session: Session, project: Project) -> tuple[SpentLine, ...]:
    by_category = dict(
        session.execute(
            select(Asset.category_id, func.sum(AssetFunding.amount))
            .join(Asset, Asset.id == AssetFunding.asset_id)
            .where(AssetFunding.project_id == project.id)
            .group_by(Asset.category_id)
        ).all()
    )
    named = {line.category_id for line in project.lines if line.category_id is not None}
    rest = sum(amount or 0 for category, amount in by_category.items() if category not in named)
    lines = []
    for line in project.lines:
        if line.category_id is not None:
            spent = by_category.get(line.category_id) or 0
        else:
            # What no line names counts against the first line without a category.
            spent, rest = rest, 0
        lines.append(SpentLine(name=line.name, amount=line.amount, spent=spent))
    return tuple(lines)


def _shares(session: Session, project: Project) -> tuple[SourceShare, ...]:
    usual = {share.source_id: share.share for share in project.split}
    query = (
        select(AssetFunding.source_id, func.coalesce(func.sum(AssetFunding.amount), 0))
        .where(AssetFunding.project_id == project.id)
        .group_by(AssetFunding.source_id)
    )
    paid = dict(session.execute(query).all())
    sources = session.scalars(
        select(FundingSource).where(FundingSource.id.in_({*usual, *paid})).order_by(FundingSource.position)
    )
    return tuple(
        SourceShare(
            source_id=source.id,
            code=source.code,
            name_pl=source.name_pl,
            name_en=source.name_en,
            position=source.position,
            share=usual.get(source.id),
            amount=paid.get(source.id) or 0,
        )
        for source in sources
    )
