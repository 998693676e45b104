"""Categories of assets: listed, saved, deleted while unused."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound, Refused
from inventory.base.text import fold, sort_key
from inventory.model.assets import Asset, Category
from inventory.model.counts import CountCategory
from inventory.model.funding import BudgetLine
from inventory.services.asset_codes import check_kst
from inventory.services.organisation import check_version, refuse_used
from inventory.services.problems import CODE, SHORT, Problems
from inventory.store.unit import Work

# Where an import says nothing (decision 2); the overview lists what stands there.
UNCATEGORISED = "BRAK"


@dataclass(frozen=True, kw_only=True)
class CategoryRequest:
    """A category to save; without `id` a new one. `useful_life_months` is for depreciation."""

    code: str
    name: str
    kst: str = ""
    label_template: str = ""
    useful_life_months: int | None = None
    icon: str = "package"
    active: bool = True
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class CategoryView:
    """A category as lists show it."""

    id: int
    code: str
    name: str
    kst: str
    label_template: str
    useful_life_months: int | None
    icon: str
    active: bool
    version: int


def list_categories(session: Session, *, inactive: bool = False) -> list[CategoryView]:
    """Return the categories in Polish order of names, the one of things without category last."""
    query = select(Category).order_by(Category.code_folded == fold(UNCATEGORISED), Category.name_key)
    found = session.scalars(query if inactive else query.where(Category.active))
    return [CategoryView(**{key: getattr(row, key) for key in CategoryView.__dataclass_fields__}) for row in found]


def save_category(work: Work, request: CategoryRequest) -> int:
    """Save a category and return its id. Raises `ProblemsFound`, `Conflict`, `NotFound`."""
    category = work.get(Category, request.id) if request.id else Category()
    if category is None:
        raise NotFound("This record is no longer in the register.")
    check_version(request.version, category.version)
    problems = Problems()
    category.code = problems.needed("code", request.code, "Enter the code.", CODE)
    category.code_folded = fold(category.code)
    category.name = problems.needed("name", request.name, "Enter the name.")
    category.name_key = sort_key(category.name)
    category.kst = check_kst(work, problems, request.kst, None)
    category.label_template = problems.text("label_template", request.label_template, SHORT)
    category.icon = problems.text("icon", request.icon, CODE) or "package"
    category.active = request.active
    category.useful_life_months = request.useful_life_months
    if request.useful_life_months is not None and request.useful_life_months < 1:
        problems.fault("useful_life_months", "Enter the useful life in months, at least 1.")
    with work.no_autoflush:
        same = select(Category.id).where(Category.code_folded == category.code_folded, Category.id != (request.id or 0))
        if work.scalar(same) is not None:
            problems.fault("code", "The code {code} belongs to another category.", code=category.code)
    problems.raise_if_any()
    work.add(category)
    work.flush()
    return category.id


def delete_category(work: Work, category_id: int) -> None:
    """Delete a category that nothing names. Raises `Refused`."""
    category = work.get(Category, category_id)
    if category is None:
        raise NotFound("This record is no longer in the register.")
    if category.code_folded == fold(UNCATEGORISED):
        raise Refused("This category stays: it takes what has none of its own.")
    refuse_used(
        work,
        (
            Asset.category_id == category_id,
            BudgetLine.category_id == category_id,
            CountCategory.category_id == category_id,
        ),
    )
    work.delete(category)
    work.flush()
