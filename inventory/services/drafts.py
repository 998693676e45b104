"""Papers being prepared: the values of a form, kept without a number until it is issued or thrown away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.text import clean
from inventory.model.movements import Draft
from inventory.services.problems import NAME
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class DraftView:
    """A draft; `content` holds the values of its form as JSON has them (dates as ISO text)."""

    id: int
    kind: str
    title: str
    content: Mapping[str, Any]
    saved_at: datetime


def save_draft(work: Work, kind: str, title: str, content: Mapping[str, Any], *, draft_id: int | None = None) -> int:
    """Save the values of a form and return the id of the draft; with `draft_id` in place of the earlier ones."""
    draft = work.get(Draft, draft_id) if draft_id is not None else None
    if draft is None:
        draft = Draft()
        work.add(draft)
    draft.kind, draft.title, draft.saved_at = kind, clean(title)[:NAME], work.now
    draft.content = json.dumps(content, ensure_ascii=False)
    work.undoable = False
    work.flush()
    return draft.id


def drafts(session: Session, kind: str | None = None) -> list[DraftView]:
    """Return the drafts, the newest first; of one kind of paper where that is given."""
    query = select(Draft).order_by(Draft.saved_at.desc(), Draft.id.desc())
    if kind is not None:
        query = query.where(Draft.kind == kind)
    return [_view(draft) for draft in session.scalars(query)]


def draft(session: Session, draft_id: int) -> DraftView:
    """Return one draft. Raises `NotFound`."""
    found = session.get(Draft, draft_id)
    if found is None:
        raise NotFound("This draft is no longer there.")
    return _view(found)


def delete_draft(work: Work, draft_id: int) -> None:
    """Throw a draft away; one that is gone already is no fault."""
    found = work.get(Draft, draft_id)
    if found is not None:
        work.delete(found)


def _view(found: Draft) -> DraftView:
    return DraftView(
        id=found.id, kind=found.kind, title=found.title, content=json.loads(found.content), saved_at=found.saved_at
    )
