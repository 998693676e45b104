"""The papers of a stock check: sheets and the difference list, issued once it is closed, printed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Cancelled, NotFound, Refused
from inventory.base.i18n import Translations
from inventory.documents.data import DifferenceListData, DifferenceRow, Header
from inventory.documents.merge import merged
from inventory.documents.render import render
from inventory.model.counts import StockCount
from inventory.model.movements import Document
from inventory.services import papers
from inventory.services.count_sheets import (
    Area,
    blank_areas,
    chair,
    counted_areas,
    kind_words,
    sheet_data,
    sheet_range,
)
from inventory.services.differences import SHORTAGE, SURPLUS, Difference, difference_list
from inventory.services.documents import document_pdf
from inventory.services.papers import Occasion
from inventory.store.bulk import Progress
from inventory.store.unit import Work

_KINDS = ("count_sheet", "count_differences")


@dataclass(frozen=True, kw_only=True)
class CountReport:
    """The papers of a count in one PDF; `documents` are the numbers of those that are issued."""

    pdf: bytes
    pages: int
    documents: tuple[str, ...]


def issue_count_papers(
    work: Work, count_id: int, tr: Translations, *, progress: Progress | None = None
) -> tuple[str, ...]:
    """Issue the sheets of a closed count and its difference list; those issued before are not issued again.

    Returns the numbers of all its papers. Raises `Refused` for an open count, and `Cancelled` by `progress`.
    """
    count = _count(work, count_id)
    if count.status != "closed":
        raise Refused("The count {count} is open. Close it before its papers are issued.", count=count.name)
    issued = _issued(work, count_id)
    if any(document.kind == "count_differences" for document in issued):
        return tuple(document.number for document in issued)
    occasion = Occasion(on=work.now.astimezone().date(), made=work.now)
    areas = counted_areas(work, count_id)
    for done, area in enumerate(areas, 1):
        _store_sheet(work, count, area, occasion, tr)
        if progress is not None and not progress(done):
            raise Cancelled("Stopped. Nothing was saved.")
    sheets = [document.number for document in _issued(work, count_id)]
    differences = difference_list(work, count_id).rows
    papers.store_paper(
        work,
        "count_differences",
        occasion,
        lambda header: _differences_data(count, header, areas, sheets, differences, tr),
        tr,
        count_id=count_id,
    )
    return tuple(document.number for document in _issued(work, count_id))


def count_papers_due(session: Session, count_id: int) -> bool:
    """Tell whether a count is closed and its difference list not issued yet."""
    issued = _issued(session, count_id)
    return _count(session, count_id).status == "closed" and all(d.kind != "count_differences" for d in issued)


def count_report(session: Session, count_id: int, tr: Translations, *, now: datetime) -> CountReport:
    """Return the papers of a count in one PDF: of an open one drafts of its sheets, of a closed one what was issued."""
    count = _count(session, count_id)
    if count.status == "closed":
        issued = _issued(session, count_id)
        pdf, pages = merged(document_pdf(session, document.number).content for document in issued)
        return CountReport(pdf=pdf, pages=pages, documents=tuple(document.number for document in issued))
    occasion = Occasion(on=now.astimezone().date(), made=now)
    header = papers.header(session, "count_sheet", None, occasion, tr)
    areas = counted_areas(session, count_id) or blank_areas(session, count_id)
    pdf, pages = merged(render("count_sheet", sheet_data(count, area, header, tr), tr, copies=1) for area in areas)
    return CountReport(pdf=pdf, pages=pages, documents=())


def _count(session: Session, count_id: int) -> StockCount:
    count = session.get(StockCount, count_id)
    if count is None:
        raise NotFound("This count is no longer in the register.")
    return count


def _issued(session: Session, count_id: int) -> Sequence[Document]:
    query = select(Document).where(Document.count_id == count_id, Document.kind.in_(_KINDS))
    return session.scalars(query.where(Document.state != "cancelled").order_by(Document.id)).all()


def _store_sheet(work: Work, count: StockCount, area: Area, occasion: Occasion, tr: Translations) -> None:
    papers.store_paper(
        work, "count_sheet", occasion, lambda header: sheet_data(count, area, header, tr), tr, count_id=count.id
    )


def _differences_data(
    count: StockCount,
    header: Header,
    areas: Sequence[Area],
    sheets: Sequence[str],
    differences: Sequence[Difference],
    tr: Translations,
) -> DifferenceListData:
    places = list(dict.fromkeys(area.place for area in areas if area.place))
    named = ", ".join(places) if len(places) <= 4 else tr.plural("{n} place", "{n} places", len(places))
    return DifferenceListData(
        header=header,
        count_kind=kind_words(count, tr),
        as_of=count.as_at,
        areas=named,
        sheets=sheet_range(sheets),
        rows=tuple(_row(difference, tr) for difference in differences),
        order=count.order_no,
        chair=chair(count),
    )


def _row(difference: Difference, tr: Translations) -> DifferenceRow:
    found = difference.kind != SHORTAGE
    booked = difference.kind != SURPLUS
    return DifferenceRow(
        sheet=difference.sheet,
        position=difference.position,
        number=difference.number,
        name=difference.name or tr("unknown, code {code}", code=difference.code),
        unit=difference.unit,
        price=difference.price,
        actual_quantity=int(found),
        actual_value=difference.price if found else None,
        book_quantity=int(booked),
        book_value=difference.price if booked else None,
        remarks=_remarks(difference, tr),
        source=difference.project or ", ".join(difference.sources),
        grant=bool(difference.project),
        durability_known=difference.durability_known,
        durability_until=difference.durability_until,
    )


def _remarks(difference: Difference, tr: Translations) -> str:
    if difference.kind == SHORTAGE:
        return tr("not found; in the register: {place}", place=difference.book_place or "–")
    if difference.kind == SURPLUS:
        where = tr("found at {place}", place=difference.counted_place) if difference.counted_place else ""
        return "; ".join(part for part in (tr("not in the register"), where) if part)
    parts = []
    if difference.kind == "not_in_scope":
        parts.append(tr("outside the scope of the count"))
    if difference.book_place != difference.counted_place:
        parts.append(f"{difference.book_place or '–'} → {difference.counted_place or '–'}")
    if difference.also_at:
        parts.append(tr("scanned also at {places}", places=", ".join(difference.also_at)))
    return "; ".join(parts)
