"""The prints there were: newest first in pages, one with its labels, and those that wait for an answer."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, NotFound
from inventory.model.assets import Asset
from inventory.model.printing import PrintJob, PrintLine, SpareLine, SpareNumber
from inventory.model.records import Actor
from inventory.services.history import actor_names
from inventory.services.print_jobs import FAILED, SPARE

# So many labels of one job are listed at once.
MOST_LINES = 500


@dataclass(frozen=True, kw_only=True)
class JobRow:
    """One print. `result` is a key of `JOB_RESULTS`, `output` printer, pdf or zpl; `is_open` while nobody answered.

    Labels from `spoiled_from` to `spoiled_to` (from 1) came out badly. `sent_pages` is where a print broke off.
    """

    id: int
    at: datetime
    person: str
    template: str
    title: str
    stock: str
    also: str
    form: str
    output: str
    target: str
    start: int
    labels: int
    pages: int
    result: str
    reason: str
    repeats_id: int | None
    sent_pages: int | None
    spoiled_from: int | None
    spoiled_to: int | None
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class PrintedLabel:
    """A sticker or label printed for the asset; `is_spoiled` where it was one of those that came out badly.

    `is_open` while nobody said how the others came out.
    """

    printed_at: datetime
    template: str
    title: str
    purpose: str
    form: str
    copies: int
    result: str
    reason: str
    is_spoiled: bool
    is_open: bool

    @property
    def is_bad(self) -> bool:
        """Whether it is known that it did not come out."""
        return self.is_spoiled or (self.result == FAILED and not self.is_open)

    @property
    def is_good(self) -> bool:
        """Whether it is known that it came out."""
        return not self.is_bad and not self.is_open


@dataclass(frozen=True, kw_only=True)
class JobLine:
    """One label of a print; `label` counts from 1, `asset_id` is None for a number printed ahead."""

    label: int
    asset_id: int | None
    number: str
    name: str
    page: int
    field: int
    is_spoiled: bool


def job_ids(session: Session, *, only_open: bool = False, limit: int | None = None) -> array[int]:
    """Return the ids of all prints, the newest first; with `only_open` those that nobody has answered for."""
    query = select(PrintJob.id).order_by(PrintJob.id.desc()).limit(limit)
    return array("q", session.scalars(query.where(PrintJob.answered_at.is_(None)) if only_open else query))


def jobs_of(session: Session, ids: Sequence[int]) -> list[JobRow | None]:
    """Return the prints of these ids in their order, None where one is gone."""
    rows = {row.id: row for row in _rows(session, list(session.scalars(select(PrintJob).where(PrintJob.id.in_(ids)))))}
    return [rows.get(one) for one in ids]


def open_jobs(session: Session, account: str, *, limit: int = 20) -> list[JobRow]:
    """Return the prints of an account that nobody has said the outcome of, newest first.

    Of prints that repeat one another only the last is asked about: its yes is for all.
    """
    repeated = select(PrintJob.repeats_id).where(PrintJob.answered_at.is_(None), PrintJob.repeats_id.is_not(None))
    query = (
        select(PrintJob)
        .where(PrintJob.answered_at.is_(None), PrintJob.id.not_in(repeated), PrintJob.actor_id == _actor(account))
        .order_by(PrintJob.id.desc())
        .limit(limit)
    )
    return _rows(session, list(session.scalars(query)))


def job_row(session: Session, job_id: int) -> JobRow:
    """Return one print. Raises `NotFound`."""
    job = session.get(PrintJob, job_id)
    if job is None:
        raise NotFound("This print is no longer in the register.")
    return _rows(session, [job])[0]


def job_lines(session: Session, job_id: int, *, limit: int = MOST_LINES, after: int = 0) -> list[JobLine]:
    """Return labels of a print in order, from the one after `after` on. Raises `NotFound`."""
    job = job_row(session, job_id)
    if job.form == SPARE:
        query = (
            select(SpareLine.page, SpareLine.place_on_page, SpareNumber.asset_id, SpareNumber.number, Asset.name)
            .join(SpareNumber, SpareNumber.id == SpareLine.spare_id)
            .outerjoin(Asset, Asset.id == SpareNumber.asset_id)
            .where(SpareLine.job_id == job_id)
            .order_by(SpareLine.id)
        )
    else:
        query = (
            select(PrintLine.page, PrintLine.place_on_page, PrintLine.asset_id, Asset.number, Asset.name)
            .join(Asset, Asset.id == PrintLine.asset_id)
            .where(PrintLine.job_id == job_id)
            .order_by(PrintLine.id)
        )
    rows = session.execute(query.limit(limit).offset(after)).all()
    return [_line(job, after + place, row) for place, row in enumerate(rows, start=1)]


def label_at(session: Session, job_id: int, page: int, field: int) -> int:
    """Return which label of a print, from 1, lies on a field of a sheet or is the next after it.

    Raises `NotFound`, and `Invalid` where the last label comes before.
    """
    job = job_row(session, job_id)
    lines = SpareLine if job.form == SPARE else PrintLine
    before = (lines.page < page) | ((lines.page == page) & (lines.place_on_page < field))
    count = session.scalar(select(func.count()).where(lines.job_id == job_id, before)) or 0
    if count >= job.labels:
        raise Invalid(
            "Field {number} of sheet {page} has no label of this print.", field="field", number=field, page=page
        )
    return count + 1


def asset_labels(session: Session, asset_id: int) -> tuple[PrintedLabel, ...]:
    """Return the prints of an asset's labels, newest first, each job once."""
    # The lines of a job are written in one go, so that their ids count its labels.
    first = select(func.min(PrintLine.id)).where(PrintLine.job_id == PrintJob.id).correlate(PrintJob).scalar_subquery()
    query = (
        select(PrintJob, PrintLine.id - first + 1)
        .join(PrintLine, PrintLine.job_id == PrintJob.id)
        .where(PrintLine.asset_id == asset_id)
        .order_by(PrintJob.id.desc(), PrintLine.id)
    )
    jobs: dict[int, PrintedLabel] = {}
    for job, label in session.execute(query):
        bad = _is_spoiled(job, label)
        # Of several copies one that came out is enough.
        if job.id not in jobs or not bad:
            jobs[job.id] = PrintedLabel(
                printed_at=job.printed_at, template=job.template, title=job.title, purpose=job.purpose, form=job.form,
                copies=job.copies, result=job.result, reason=job.reason, is_spoiled=bad,
                is_open=job.answered_at is None,
            )  # fmt: skip
    return tuple(jobs.values())


def _line(job: JobRow, label: int, row: Sequence[Any]) -> JobLine:
    page, field, asset_id, number, name = row
    return JobLine(
        label=label,
        asset_id=asset_id,
        number=number,
        name=name or "",
        page=page,
        field=field,
        is_spoiled=_is_spoiled(job, label),
    )


def _is_spoiled(job: PrintJob | JobRow, label: int) -> bool:
    return (job.spoiled_from or label + 1) <= label <= (job.spoiled_to or 0)


def _actor(account: str) -> ScalarSelect[int]:
    return select(Actor.id).where(Actor.account == account).scalar_subquery()


def _rows(session: Session, jobs: Sequence[PrintJob]) -> list[JobRow]:
    names = actor_names(session, {job.actor_id for job in jobs})
    return [
        JobRow(
            id=job.id, at=job.printed_at, person=names[job.actor_id][1], template=job.template, title=job.title,
            stock=job.stock, also=job.also,
            form=job.form, output=job.output, target=job.target, start=job.start, labels=job.labels,
            pages=job.pages, result=job.result, reason=job.reason, repeats_id=job.repeats_id,
            sent_pages=job.sent_pages, spoiled_from=job.spoiled_from, spoiled_to=job.spoiled_to,
            is_open=job.answered_at is None,
        )
        for job in jobs
    ]  # fmt: skip
