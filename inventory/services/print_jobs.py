"""The record of printed labels: each job with the place of every label, and which assets have got theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import false, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from inventory.base.errors import Invalid, NotFound, Refused
from inventory.base.i18n import translations
from inventory.labels.template import Template
from inventory.model.assets import Asset
from inventory.model.base import Base
from inventory.model.printing import PrintJob, PrintLine, SpareLine
from inventory.services.printing import Written
from inventory.store.bulk import insert_rows, update_rows
from inventory.store.unit import Work

_CHUNK = 5_000
SENDING, PENDING, PRINTED, PARTIAL, FAILED = "sending", "pending", "printed", "partial", "failed"
# What the labels of a job are for; those of numbers printed ahead belong to no asset yet.
SPARE, SET = "spare", "set"
# What a label is for, in the order of printing, and whether it is a funding label.
Label = tuple[int, bool]
_COLUMNS = {
    "sticker": ("sticker_printed_at",),
    "funding": ("funding_label_printed_at",),
    "combined": ("sticker_printed_at", "funding_label_printed_at"),
    SPARE: (),
}


def record(
    work: Work, written: Written, *, target: str = "", result: str = PENDING, output: str = "pdf",
    reason: str = "", repeats_id: int | None = None, form: str = "",
) -> int:  # fmt: skip
    """Keep what is printed where and by whom, and return the job's id; cannot be undone, as paper cannot.

    `target` names the printer or the file, `output` is printer, pdf or zpl, `reason` says why labels that are
    there are printed anew, `repeats_id` is the job of which this prints a part again. Before anything is sent the
    result is `sending`, so that a program that dies leaves a trace. With `printed` the assets have their labels at
    once. With the form `SPARE` the owners are numbers printed ahead.
    """
    work.undoable = False
    also = written.also.layout.key if written.also is not None else ""
    job = PrintJob(
        printed_at=work.now,
        actor_id=work.actor,
        template=written.template.key,
        stock=written.template.stock.key,
        title=translations("pl").message(written.template.title)[:500],
        also=also,
        form=form or form_of(written.template, also),
        purpose=written.template.purpose,
        output=output,
        target=target,
        dpi=written.dpi,
        start=written.start,
        copies=written.copies,
        labels=written.labels,
        pages=written.pages,
        result=result,
        reason=reason,
        repeats_id=repeats_id,
        answered_at=work.now if result == PRINTED else None,
    )
    work.add(job)
    work.record()
    model, owner = _lines_of(job)
    lines: list[dict[str, Any]] = []
    for owner_id, is_funding, places in zip(written.owners, written.funding, written.positions, strict=True):
        same: dict[str, Any] = {"job_id": job.id, owner.key: owner_id}
        if model is PrintLine:
            same["is_funding"] = bool(is_funding)
        lines += [{**same, "page": place.page, "place_on_page": place.field} for place in places]
        if len(lines) >= _CHUNK:
            insert_rows(work, model, lines)
            lines = []
    insert_rows(work, model, lines)
    if result == PRINTED:
        _mark(work, job, zip(written.owners, map(bool, written.funding), strict=True))
    return job.id


def sent(work: Work, job_id: int) -> None:
    """Say that everything was handed to the printer, or that the file is there. Raises `NotFound`."""
    work.undoable = False
    job = _job(work, job_id)
    if job.result == SENDING:
        job.result = PENDING


def broke_off(work: Work, job_id: int, pages: int) -> None:
    """Say that a print ended after so many pages; nothing is marked. Raises `NotFound`.

    What came of the pages sent stays to be answered; labels of the others count as spoiled. Where no page was sent,
    nothing can have come.
    """
    work.undoable = False
    job = _job(work, job_id)
    if job.answered_at is not None:
        return
    model, _ = _lines_of(job)
    lines: Any = model
    came = work.scalar(select(func.count()).where(lines.job_id == job.id, lines.page <= pages)) or 0
    job.result, job.sent_pages = FAILED, pages
    if came < job.labels:
        job.spoiled_from, job.spoiled_to = came + 1, job.labels
    job.answered_at = None if pages else work.now


def confirm_printed(work: Work, job_id: int) -> int:
    """Say that the labels of a job came out well: only this sets the sticker state. Returns the assets that got one.

    Where the job repeats a part of others that nobody has answered for, the yes is for the rest of these as well.
    Raises `NotFound`, and `Refused` where it was answered before.
    """
    marked: set[int] = set()
    job: PrintJob | None = _open(work, job_id)
    while job is not None and job.answered_at is None:
        good = _good(work, job)
        job.result = PRINTED if job.spoiled_from is None else PARTIAL if good else FAILED
        job.answered_at = work.now
        work.record()
        _mark(work, job, good)
        marked |= {owner for owner, _ in good}
        job = work.get(PrintJob, job.repeats_id) if job.repeats_id is not None else None
    return len(marked)


def spoiled(work: Work, job_id: int, first: int, last: int | None = None) -> tuple[int, ...]:
    """Note that labels `first` to `last` (from 1; None: to the end) failed; returns what each of them is for, in order.

    The sticker state stays as it was until `confirm_printed`; a job that was answered stays as it is too, and its
    labels are a reprint. Raises `NotFound`, and `Invalid` where there is no such label.
    """
    work.undoable = False
    job = _job(work, job_id)
    last = job.labels if last is None else last
    if not 1 <= first <= last <= job.labels:
        raise Invalid("This print has labels 1 to {last}.", field="first", last=job.labels)
    if job.answered_at is None:
        job.result = PARTIAL
        job.spoiled_from = min(first, job.spoiled_from or first)
        job.spoiled_to = max(last, job.spoiled_to or last)
    return tuple(owner for owner, _ in _labels(work, job)[first - 1 : last])


def nothing_came(work: Work, job_id: int) -> None:
    """Say that no label of a job came out. Raises `NotFound` and `Refused`."""
    job = _open(work, job_id)
    job.result, job.answered_at = FAILED, work.now


def known_reason(session: Session, ids: Iterable[int]) -> str:
    """Return why these assets want a new sticker where all that want one say the same, else nothing."""
    faults: set[str] = set()
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        which = Asset.id.in_(wanted[start : start + _CHUNK])
        faults |= set(session.scalars(select(Asset.sticker_fault).where(which, Asset.sticker_fault != "").distinct()))
    return faults.pop() if len(faults) == 1 else ""


def reprinted(session: Session, ids: Iterable[int], form: str) -> int:
    """Return how many of these assets have the label already that a print of this form has."""
    wanted, found = list(ids), 0
    has_sticker = (Asset.sticker_printed_at.is_not(None) | Asset.sticker_stuck_at.is_not(None)) & (
        Asset.sticker_fault == ""
    )
    has_one = Asset.funding_label_printed_at.is_not(None) if form == "funding" else has_sticker
    for start in range(0, len(wanted), _CHUNK):
        which = Asset.id.in_(wanted[start : start + _CHUNK])
        found += session.scalar(select(func.count()).select_from(Asset).where(which, has_one)) or 0
    return found


def form_of(template: Template, also: str) -> str:
    """Return what the labels of a print are: stickers, funding labels, both in one, or sets of one after the other."""
    if also:
        return SET
    return "sticker" if template.purpose == "asset" else template.layout.form


def _job(work: Work, job_id: int) -> PrintJob:
    job = work.get(PrintJob, job_id)
    if job is None:
        raise NotFound("This print is no longer in the register.")
    return job


def _open(work: Work, job_id: int) -> PrintJob:
    job = _job(work, job_id)
    if job.answered_at is not None:
        raise Refused("Somebody has already said how this print came out.")
    return job


def _lines_of(job: PrintJob) -> tuple[type[Base], InstrumentedAttribute[int]]:
    return (SpareLine, SpareLine.spare_id) if job.form == SPARE else (PrintLine, PrintLine.asset_id)


def _labels(work: Work, job: PrintJob) -> list[Label]:
    model, owner = _lines_of(job)
    lines: Any = model
    is_funding = PrintLine.is_funding if model is PrintLine else false()
    return [(row[0], row[1]) for row in work.execute(
        select(owner, is_funding).where(lines.job_id == job.id).order_by(lines.id)
    )]  # fmt: skip


def _good(work: Work, job: PrintJob) -> list[Label]:
    labels = _labels(work, job)
    if job.spoiled_from is None or job.spoiled_to is None:
        return labels
    return labels[: job.spoiled_from - 1] + labels[job.spoiled_to :]


def _mark(work: Work, job: PrintJob, labels: Iterable[Label]) -> None:
    """Note that labels came; of a set each counts for what it is."""
    if job.form != SET:
        _note(work, _COLUMNS[job.form], (owner for owner, _ in labels))
        return
    came: dict[bool, list[int]] = {False: [], True: []}
    for owner, is_funding in labels:
        came[is_funding].append(owner)
    _note(work, _COLUMNS["sticker"], came[False])
    _note(work, _COLUMNS["funding"], came[True])


def _note(work: Work, printed: tuple[str, ...], owners: Iterable[int]) -> None:
    """Set when the labels of assets were printed; a new sticker is not on yet, and has no fault."""
    new: dict[str, Any] = dict.fromkeys(printed, work.now)
    if "sticker_printed_at" in printed:
        new |= {"sticker_stuck_at": None, "sticker_fault": ""}
    ids = sorted(set(owners)) if new else []
    columns = [getattr(Asset, name) for name in new]
    for start in range(0, len(ids), _CHUNK):
        rows = work.execute(select(Asset.id, *columns).where(Asset.id.in_(ids[start : start + _CHUNK])))
        changes = {
            row[0]: {
                name: (old, value) for (name, value), old in zip(new.items(), row[1:], strict=True) if old != value
            }
            for row in rows.all()
        }
        update_rows(work, Asset, changes)
    work.expire_all()
