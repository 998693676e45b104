"""The record of printed labels: each job with the place of every label, and which assets have got theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from inventory.base.errors import NotFound
from inventory.labels.template import Template
from inventory.model.assets import Asset
from inventory.model.printing import PrintJob, PrintLine
from inventory.services.label_designs import designs
from inventory.services.printing import Written
from inventory.store.bulk import insert_rows, update_rows
from inventory.store.unit import Work

_CHUNK = 5_000
PENDING, PRINTED, PARTIAL = "pending", "printed", "partial"


@dataclass(frozen=True, kw_only=True)
class Good:
    """A job of which the first `labels` came out well; None: all of them."""

    job_id: int
    labels: int | None = None


def record(work: Work, written: Written, *, target: str = "", result: str = PENDING) -> int:
    """Keep what was printed where and by whom, and return the job's id; cannot be undone, as paper cannot.

    `target` names the printer or the file. With the result `printed` the assets have got their labels at once.
    """
    work.undoable = False
    job = PrintJob(
        printed_at=work.now,
        actor_id=work.actor,
        template=written.template.key,
        purpose=written.template.purpose,
        target=target,
        dpi=written.dpi,
        start=written.start,
        copies=written.copies,
        labels=written.labels,
        pages=written.pages,
        result=result,
    )
    work.add(job)
    work.record()
    lines: list[dict[str, Any]] = []
    for asset_id, places in zip(written.owners, written.positions, strict=True):
        for place in places:
            line = {"job_id": job.id, "asset_id": asset_id, "page": place.page, "place_on_page": place.field}
            lines.append(line)
        if len(lines) >= _CHUNK:
            insert_rows(work, PrintLine, lines)
            lines = []
    insert_rows(work, PrintLine, lines)
    if result == PRINTED:
        _mark(work, written.template, written.owners)
    return job.id


def confirm_printed(work: Work, jobs: Sequence[Good]) -> int:
    """Say that labels came out well: only this sets the sticker state. Returns the number of assets that got one.

    Several jobs are one print that was repeated from some label on. Raises `NotFound`.
    """
    marked: set[int] = set()
    for good in jobs:
        job = _job(work, good.job_id)
        lines = select(PrintLine.asset_id).where(PrintLine.job_id == job.id).order_by(PrintLine.id)
        ids = set(work.scalars(lines if good.labels is None else lines.limit(good.labels)))
        job.result = PRINTED if good.labels is None else PARTIAL
        work.record()
        _mark(work, designs(work).template(job.template), ids)
        marked |= ids
    return len(marked)


def spoiled(work: Work, job_id: int, first: int) -> tuple[int, ...]:
    """Note that a print failed from label `first` (from 1) on; returns the asset of each label to print again.

    The sticker state stays as it was until `confirm_printed`. Raises `NotFound`.
    """
    work.undoable = False
    job = _job(work, job_id)
    job.result = PARTIAL
    lines = select(PrintLine.asset_id).where(PrintLine.job_id == job_id).order_by(PrintLine.id).offset(first - 1)
    return tuple(work.scalars(lines))


def _job(work: Work, job_id: int) -> PrintJob:
    job = work.get(PrintJob, job_id)
    if job is None:
        raise NotFound("This print is no longer in the register.")
    return job


def _mark(work: Work, used: Template, owners: Iterable[int]) -> None:
    """Set when the labels of assets were printed; the small label in one is sticker and funding label."""
    columns = {
        "sticker": (Asset.sticker_printed_at,),
        "funding": (Asset.funding_label_printed_at,),
        "combined": (Asset.sticker_printed_at, Asset.funding_label_printed_at),
    }["sticker" if used.purpose == "asset" else used.layout.form]
    ids = sorted(set(owners))
    for start in range(0, len(ids), _CHUNK):
        rows = work.execute(select(Asset.id, *columns).where(Asset.id.in_(ids[start : start + _CHUNK])))
        changes = {
            row.id: {column.key: (getattr(row, column.key), work.now) for column in columns} for row in rows.all()
        }
        update_rows(work, Asset, changes)
    work.expire_all()
