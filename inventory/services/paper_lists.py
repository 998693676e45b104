"""Papers for long lists: ids in order and pages of rows, with the drafts among them under ids below zero."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from inventory.base.text import fold, sort_key
from inventory.model.movements import Document, Draft, Movement
from inventory.model.organisation import Cell, Person
from inventory.services.drafts import DraftView, drafts
from inventory.services.due import earliest_due, overdue, still_out
from inventory.services.handovers import (
    DocumentFilter,
    DocumentRow,
    conditions_of,
    document_rows,
)

_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class PaperQuery:
    """Which papers in which order.

    `scope` is all, out (handovers with assets still out), late (those due before `today`), waiting (handovers and
    returns that nobody has noted as signed) or drafts. `state` draft is the drafts too. `sort` is (key, descending),
    keys are number, kind, on, holder, return_by and state.
    """

    today: date
    scope: str = "all"
    words: str = ""
    kind: str | None = None
    state: str | None = None
    person_id: int | None = None
    since: date | None = None
    until: date | None = None
    sort: tuple[tuple[str, bool], ...] = (("number", True),)


@dataclass(frozen=True, kw_only=True)
class PaperCounts:
    """How many papers there are in each scope."""

    out: int
    late: int
    waiting: int
    drafts: int


def paper_ids(session: Session, wanted: PaperQuery, *, limit: int | None = None) -> array[int]:
    """Return the ids of all papers that match, in order; drafts come first, as minus their id."""
    found = array("q", [-view.id for view in _drafts(session, wanted)])
    if wanted.scope == "drafts" or wanted.state == "draft":
        return found
    query = select(Document.id).where(*_conditions(session, wanted)).order_by(*_order(wanted)).limit(limit)
    if any(key == "holder" for key, _descending in wanted.sort):
        query = query.outerjoin(Person, Person.id == Document.person_id).outerjoin(Cell, Cell.id == Document.cell_id)
    found.extend(session.scalars(query))
    return found


def papers_of(session: Session, ids: Sequence[int]) -> list[DocumentRow | None]:
    """Return the papers of these ids in the same order; None where one is gone."""
    rows: dict[int, DocumentRow] = {}
    documents = [number for number in ids if number > 0]
    for start in range(0, len(documents), _CHUNK):
        query = select(Document).where(Document.id.in_(documents[start : start + _CHUNK]))
        rows |= {row.id: row for row in document_rows(session, query)}
    if any(number < 0 for number in ids):
        rows |= {-view.id: _draft_row(view) for view in drafts(session)}
    return [rows.get(number) for number in ids]


def paper_counts(session: Session, today: date) -> PaperCounts:
    """Return how many papers each tab of the handovers has."""

    def count(scope: str) -> int:
        conditions = _conditions(session, PaperQuery(scope=scope, today=today))
        return session.scalar(select(func.count()).select_from(Document).where(*conditions)) or 0

    waiting = session.scalar(select(func.count()).select_from(Draft)) or 0
    return PaperCounts(out=count("out"), late=count("late"), waiting=count("waiting"), drafts=waiting)


def paper_total(session: Session) -> int:
    """Return how many numbered papers the register has."""
    return session.scalar(select(func.count()).select_from(Document)) or 0


def _conditions(session: Session, wanted: PaperQuery) -> list[ColumnElement[bool]]:
    basic = DocumentFilter(
        kind=wanted.kind, state=wanted.state, words=wanted.words, person_id=wanted.person_id
    )  # fmt: skip
    conditions = conditions_of(session, basic)
    if wanted.scope in {"out", "late"}:
        held = still_out(Movement.document_id == Document.id).with_only_columns(Movement.id)
        conditions += [
            Document.kind == "handover",
            Document.state != "cancelled",
            held.correlate(Document).exists(),
        ]
    if wanted.scope == "late":
        conditions.append(overdue(wanted.today))
    if wanted.scope == "waiting":
        conditions += [Document.state == "issued", Document.kind.in_(("handover", "return"))]
    if wanted.since is not None:
        conditions.append(Document.document_date >= wanted.since)
    if wanted.until is not None:
        conditions.append(Document.document_date <= wanted.until)
    return conditions


def _order(wanted: PaperQuery) -> list[ColumnElement[Any]]:
    # As the column shows it: what is still out is due by its own day.
    due = func.coalesce(earliest_due(), Document.return_by)
    orders: dict[str, tuple[Any, ...]] = {
        "number": (Document.id,),
        "kind": (Document.kind,),
        "on": (Document.document_date,),
        "holder": (func.coalesce(Person.name_key, Cell.name),),
        "return_by": (due.is_(None), due),
        "state": (Document.state,),
    }
    order: list[ColumnElement[Any]] = []
    for key, descending in wanted.sort:
        order += [column.desc() if descending else column.asc() for column in orders.get(key, ())]
    return [*order, Document.id.desc()]


def _drafts(session: Session, wanted: PaperQuery) -> list[DraftView]:
    shown = wanted.scope == "drafts" or (wanted.scope == "all" and wanted.state in {None, "draft"})
    if not shown or wanted.person_id is not None:
        return []
    words = fold(wanted.words).split()
    found = [
        view
        for view in drafts(session)
        if (wanted.kind in {None, view.kind})
        and all(word in _searched(view) for word in words)
        and (wanted.since is None or view.saved_at.date() >= wanted.since)
        and (wanted.until is None or view.saved_at.date() <= wanted.until)
    ]
    key, descending = wanted.sort[0] if wanted.sort else ("on", True)
    if key == "holder":
        found.sort(key=lambda view: sort_key(view.title), reverse=descending)
    elif key == "on" and not descending:
        found.reverse()
    return found


def _searched(view: DraftView) -> str:
    return fold(" ".join([view.title, *view.content.get("numbers", ())]))


def _draft_row(view: DraftView) -> DocumentRow:
    until = view.content.get("return_by")
    return DocumentRow(
        id=-view.id, number="", kind=view.kind, on=view.saved_at.astimezone().date(), issued_at=view.saved_at,
        state="draft", sha256="", holder=view.title, person_id=view.content.get("person_id"), cell_id=None, count="",
        return_by=date.fromisoformat(until) if until else None, assets=tuple(view.content.get("numbers", ())),
        open_assets=0, value=int(view.content.get("total") or 0), copies_printed=0, has_scan=False, cancelled_reason="",
    )  # fmt: skip
