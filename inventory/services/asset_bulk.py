"""One field set for many assets at once (issue: "edit one field for many")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventory.base.errors import Invalid, NotFound
from inventory.base.text import sort_key
from inventory.catalogue.assets import BY_KEY
from inventory.catalogue.field import Kind
from inventory.model.assets import Asset, Category
from inventory.model.movements import Movement
from inventory.model.organisation import Supplier
from inventory.services.asset_codes import check_ksef, check_kst
from inventory.services.problems import Problems
from inventory.store.bulk import update_rows
from inventory.store.unit import Work

_CHUNK = 2000
# No field of the form: it belongs to the handover, and only what is issued has one.
RETURN_BY = "return_by"
_LINKS: dict[str, tuple[str, Any]] = {"category": ("category_id", Category), "supplier": ("supplier_id", Supplier)}


@dataclass(frozen=True, kw_only=True)
class EditedMany:
    """How many of the chosen assets had another value and were changed."""

    changed: int
    unchanged: int


def edit_many(
    work: Work, ids: Sequence[int], field: str, value: Any, *, progress: Callable[[int], bool] | None = None
) -> EditedMany:
    """Set one field of many assets: a text, a day, an id of a category or supplier; None or "" empties it.

    `RETURN_BY` puts off the return of what is issued; papers that were printed keep their date.

    Raises `Invalid` where the value cannot be taken, naming the asset where it is only for one, and `Cancelled`.
    """
    if field != RETURN_BY and (field not in BY_KEY or not BY_KEY[field].bulk_edit):
        raise Invalid("This field cannot be set for many assets at once.", field=field)
    new = _columns(work, field, value)
    read = [getattr(Asset, column) for column in new]
    changed = 0
    for start in range(0, len(ids), _CHUNK):
        query = select(Asset.id, Asset.number, Asset.status, _earliest(field), *read).where(
            Asset.id.in_(ids[start : start + _CHUNK])
        )
        changes = {}
        for row in work.execute(query):
            old = dict(zip(new, row[4:], strict=True))
            if field == RETURN_BY and row.status != "issued":
                raise Invalid("{number} is not issued to anybody.", field=field, number=row.number)
            if old != new:
                _check_day(field, new.get(field), row.number, row[3])
                changes[row.id] = {column: (old[column], new[column]) for column in new if old[column] != new[column]}
        done = changed
        update_rows(work, Asset, changes, progress=_continued(progress, done))
        changed += len(changes)
    work.expire_all()
    return EditedMany(changed=changed, unchanged=len(ids) - changed)


def _columns(work: Work, field: str, value: Any) -> dict[str, Any]:
    """Return the columns that the field is kept in, checked."""
    if field in _LINKS:
        column, model = _LINKS[field]
        if value is None and field == "category":
            raise Invalid("Choose a category.", field=field)
        if value is not None and work.get(model, value) is None:
            raise NotFound("What was chosen here is no longer in the register.", field=field)
        return {column: value}
    if field == RETURN_BY or BY_KEY[field].kind is Kind.DATE:
        if value is not None and not isinstance(value, date):
            raise Invalid("Enter a day.", field=field)
        return {field: value}
    problems = Problems()
    text = problems.asset_text(field, value or "")
    if field == "name" and not text:
        problems.fault("name", "Enter the name.")
    if field == "kst":
        text = check_kst(work, problems, text, None)
    if field == "ksef":
        text = check_ksef(problems, text)
    problems.raise_if_any()
    if field == "unit":
        text = text or "szt."
    return {"name": text, "name_key": sort_key(text)} if field == "name" else {field: text}


def _earliest(field: str) -> Any:
    """Return the column with the day before which the day of a field makes no sense."""
    if field == RETURN_BY:
        return select(func.max(Movement.effective_on)).where(Movement.asset_id == Asset.id).scalar_subquery()
    return Asset.purchased_on


def _check_day(field: str, value: Any, number: str, earliest: date | None) -> None:
    if value is None or earliest is None or field not in {"warranty_until", RETURN_BY} or value >= earliest:
        return
    if field == RETURN_BY:
        raise Invalid(
            "{number} was issued on {day}; it cannot be due before.", field=field, number=number, day=earliest
        )
    raise Invalid("{number}: the warranty ends before it starts.", field=field, number=number)


def _continued(progress: Callable[[int], bool] | None, before: int) -> Callable[[int], bool] | None:
    return None if progress is None else lambda done: progress(before + done)
