"""Grant projects: saved with budget and usual split, what was spent of each line, and how long they bind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.i18n import Percent
from inventory.base.money import WHOLE
from inventory.base.text import clean, fold
from inventory.model.assets import Asset, Category
from inventory.model.counts import StockCount
from inventory.model.funding import ROLES, AssetFunding, BudgetLine, FundingSource, Project, ProjectShare
from inventory.services.durability import project_durability
from inventory.services.organisation import check_version, refuse_used
from inventory.services.problems import LINE, NAME, SHORT, Problems
from inventory.store.bulk import update_rows
from inventory.store.unit import Work

_TEXTS = {
    "aliases": LINE,
    "title_pl": LINE,
    "title_en": LINE,
    "lead": NAME,
    "partners": LINE,
    "agreement_no": SHORT,
    "completion_document": NAME,
    "rate_source": SHORT,
    "rate_table": SHORT,
}
_DATES = ("agreement_on", "starts_on", "ends_on", "completed_on", "rate_on")
_AMOUNTS = ("total_eur", "grant_eur", "total_pln", "grant_pln", "rate")


@dataclass(frozen=True, kw_only=True)
class BudgetLineRequest:
    """A line of a budget in grosze; with a category, what is spent on that category counts against it."""

    name: str
    amount: int
    category_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SplitRequest:
    """The usual share of a source in a project, in hundredths of a per cent."""

    source_id: int
    share: int


@dataclass(frozen=True, kw_only=True)
class ProjectRequest:
    """A project to save; without `id` a new one.

    Amounts are euro cents and grosze, `rate` ten-thousandths of a złoty. `aliases` are other spellings of the
    number, `;` between. `durability_until` is only for a date that a contract sets; else it is computed.
    """

    number: str
    title_pl: str = ""
    title_en: str = ""
    aliases: str = ""
    our_role: str = "partner"
    lead: str = ""
    partners: str = ""
    agreement_no: str = ""
    agreement_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    completed_on: date | None = None
    completion_document: str = ""
    durability_until: date | None = None
    total_eur: int | None = None
    grant_eur: int | None = None
    total_pln: int | None = None
    grant_pln: int | None = None
    rate: int | None = None
    rate_source: str = ""
    rate_table: str = ""
    rate_on: date | None = None
    active: bool = True
    lines: tuple[BudgetLineRequest, ...] = ()
    split: tuple[SplitRequest, ...] = ()
    id: int | None = None
    version: int | None = None


def project_form(session: Session, project_id: int) -> ProjectRequest:
    """Return a project as its form holds it. Raises `NotFound`."""
    project = _project(session, project_id)
    names = [name for name in ProjectRequest.__dataclass_fields__ if name not in {"lines", "split"}]
    return ProjectRequest(
        **{name: getattr(project, name) for name in names},
        lines=tuple(
            BudgetLineRequest(name=line.name, amount=line.amount, category_id=line.category_id, id=line.id)
            for line in project.lines
        ),
        split=tuple(SplitRequest(source_id=share.source_id, share=share.share) for share in project.split),
    )


def save_project(work: Work, request: ProjectRequest) -> int:
    """Save a project and return its id; the durability of its assets follows (domain.md 1.1).

    Raises `ProblemsFound`, `Conflict`, `NotFound`.
    """
    project = _project(work, request.id) if request.id else Project()
    check_version(request.version, project.version)
    before = project.durability_until
    problems = Problems()
    project.number = problems.needed("number", request.number, "Enter the project number.", SHORT)
    project.number_folded = fold(project.number)
    if "@" in project.number or ";" in project.number or "%" in project.number:
        problems.fault("number", "The project number may have none of @ ; %.")
    for name, longest in _TEXTS.items():
        setattr(project, name, problems.text(name, getattr(request, name), longest))
    for name in (*_DATES, *_AMOUNTS):
        setattr(project, name, getattr(request, name))
    project.our_role, project.active = request.our_role, request.active
    _check(work, problems, request, project.number_folded)
    with work.no_autoflush:
        _put_lines(work, problems, project, request)
        _put_split(work, problems, project, request)
    problems.raise_if_any()
    work.add(project)
    work.flush()
    for share in project.split:
        work.refresh(share, ["source"])
    typed = request.durability_until if request.durability_until != before else None
    project.durability_until = typed or project_durability(project)
    work.flush()
    if project.durability_until != before:
        _follow(work, project.id, before, project.durability_until)
    return project.id


def delete_project(work: Work, project_id: int) -> None:
    """Delete a project that paid for nothing. Raises `Refused`."""
    refuse_used(work, (AssetFunding.project_id == project_id, StockCount.project_id == project_id))
    work.delete(_project(work, project_id))
    work.flush()


def _project(session: Session, project_id: int) -> Project:
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("This project is no longer in the register.")
    return project


def _check(work: Work, problems: Problems, request: ProjectRequest, number_folded: str) -> None:
    with work.no_autoflush:
        if work.scalar(
            select(Project.id).where(Project.number_folded == number_folded, Project.id != (request.id or 0))
        ):
            problems.fault("number", "There is a project {number} already.", number=clean(request.number))
    if request.our_role not in ROLES:
        problems.fault("our_role", "Choose one of the values offered.")
    for name in _AMOUNTS:
        value = getattr(request, name)
        if value is not None and value < 0:
            problems.fault(name, "The value cannot be below zero.")
    if request.starts_on and request.ends_on and request.ends_on < request.starts_on:
        problems.fault("ends_on", "The project ends before it starts.")
    if request.completed_on and request.starts_on and request.completed_on < request.starts_on:
        problems.fault("completed_on", "The project was completed before it starts.")


def _put_lines(work: Work, problems: Problems, project: Project, request: ProjectRequest) -> None:
    present = {line.id: line for line in project.lines}
    rows = []
    for position, typed in enumerate(request.lines):
        row = present.get(typed.id or 0) or BudgetLine()
        row.name = problems.needed("lines", typed.name, "Enter the name of the budget line.")
        row.amount, row.category_id, row.position = typed.amount, typed.category_id, position
        if typed.amount < 0:
            problems.fault("lines", "The value cannot be below zero.")
        if typed.category_id is not None and work.get(Category, typed.category_id) is None:
            problems.fault("lines", "What was chosen here is no longer in the register.")
        rows.append(row)
    project.lines = rows


def _put_split(work: Work, problems: Problems, project: Project, request: ProjectRequest) -> None:
    total = sum(share.share for share in request.split)
    if request.split and total != WHOLE:
        problems.fault("split", "The usual shares add up to {total} instead of 100%.", total=Percent(total))
    present = {share.source_id: share for share in project.split}
    rows = []
    for position, typed in enumerate(request.split):
        if work.get(FundingSource, typed.source_id) is None:
            problems.fault("split", "What was chosen here is no longer in the register.")
        row = present.get(typed.source_id) or ProjectShare(source_id=typed.source_id)
        row.share, row.position = typed.share, position
        rows.append(row)
    project.split = rows


def _follow(work: Work, project_id: int, before: date | None, after: date | None) -> None:
    """Set the durability of the project's assets that had that of the project or none."""
    paid = select(AssetFunding.asset_id).where(AssetFunding.project_id == project_id)
    same = Asset.durability_until == before if before is not None else Asset.durability_until.is_(None)
    ids = list(work.scalars(select(Asset.id).where(Asset.id.in_(paid), same)))
    work.record()
    update_rows(work, Asset, {asset_id: {"durability_until": (before, after)} for asset_id in ids})
    work.expire_all()
