"""What a pattern of numbers would give, shown in the settings before and after it is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.catalogue.statuses import DOCUMENT_KINDS
from inventory.model.assets import Asset, Category, OldNumber
from inventory.model.organisation import Unit
from inventory.services.numbering import checked_pattern, next_document_number, number_run, number_taken


@dataclass(frozen=True, kw_only=True)
class NumberPreview:
    """The number that comes next under a pattern, for which category, and which taken numbers it passes over."""

    number: str
    category: str
    numbers: int
    passed_over: tuple[str, ...]
    unit_short: str


@dataclass(frozen=True, kw_only=True)
class DocumentNumber:
    """The next number of a kind of paper in this year."""

    kind: str
    counter: int
    number: str


def preview_number(session: Session, pattern: str, prefix: str, *, on: date) -> NumberPreview:
    """Return what the pattern gives for the category that most assets have. Raises `Invalid`."""
    pattern = checked_pattern(pattern)
    category = _usual_category(session)
    kst, code = (category.kst, category.code) if category is not None else ("", "")
    run = number_run(session, kst=kst, category=code, on=on, pattern=pattern, prefix=prefix)
    passed: list[str] = []
    number = run.next()
    while number_taken(session, number):
        passed.append(number)
        number = run.next()
    count = session.scalar(select(func.count()).select_from(Asset)) or 0
    old = session.scalar(select(func.count()).select_from(OldNumber)) or 0
    return NumberPreview(
        number=number,
        category=category.name if category is not None else "",
        numbers=count + old,
        passed_over=tuple(passed),
        unit_short=session.scalars(select(Unit.short_name)).one(),
    )


def next_document_numbers(session: Session, *, on: date) -> tuple[DocumentNumber, ...]:
    """Return the next number of every kind of paper."""
    made = []
    for kind in DOCUMENT_KINDS:
        counter, number = next_document_number(session, kind, on)
        made.append(DocumentNumber(kind=kind, counter=counter, number=number))
    return tuple(made)


def _usual_category(session: Session) -> Category | None:
    used = (
        select(Asset.category_id).where(Asset.category_id.is_not(None))
        .group_by(Asset.category_id).order_by(func.count().desc()).limit(1)
    )  # fmt: skip
    found = session.scalar(used)
    return session.get(Category, found) if found is not None else session.scalars(select(Category).limit(1)).first()
