"""Make files of labels: a job in, PDF pages out, with what was left out and where each label lies."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from inventory.base.errors import Cancelled, Refused
from inventory.base.files import replacing
from inventory.base.i18n import Translations
from inventory.labels.data import (
    FundingLabelData,
    LabelData,
    LabelFile,
    LabelJob,
    LabelResult,
    Omission,
    StickerData,
)
from inventory.labels.funding import FundingLayout
from inventory.labels.geometry import Grid, grid, positions
from inventory.labels.number import DoesNotFit
from inventory.labels.pages import PdfPages
from inventory.labels.pen import Materials, Pen
from inventory.labels.sticker import StickerLayout
from inventory.labels.template import Template

_NAMED = 10


def render(job: LabelJob, tr: Translations) -> LabelFile:
    """Return the labels of a job as a PDF in memory.

    Raises `Refused` by name for numbers that are too long for the template, logos under their least width and
    funding labels without a logo, `Invalid` for a wrong resolution, start field, copies, number or logo file.
    """
    stream = io.BytesIO()
    result = write(job, stream, tr)
    return LabelFile(
        pdf=stream.getvalue(), pages=result.pages, labels=result.labels, omissions=result.omissions,
        positions=result.positions,
    )  # fmt: skip


def write_file(
    job: LabelJob,
    path: Path,
    tr: Translations,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> LabelResult:
    """Write the labels of a job to a file in flat memory; a refusal or `Cancelled` leaves the old file.

    `progress` is told the labels done after each page. Raises as `render` does, and `Unavailable`.
    """
    with replacing(path) as part, part.open("wb", 1 << 20) as stream:
        return write(job, stream, tr, progress=progress, cancelled=cancelled)


def write(
    job: LabelJob,
    stream: BinaryIO,
    tr: Translations,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> LabelResult:
    """Write the labels of a job to a stream; after an error what was written is to be thrown away."""
    positions(job.template, start=job.start, copies=job.copies, items=0)
    run = _Run(job, stream, tr)
    for index, data in enumerate(job.items):
        if run.add(index, data):
            if cancelled is not None and cancelled():
                raise Cancelled("Stopped. No labels were made.")
            if progress is not None:
                progress(run.labels)
    return run.finish(index + 1 if run.seen else 0)


def label_preview(data: LabelData, template: Template, tr: Translations, *, dpi: int = 300) -> bytes:
    """Return one label at its true size as a PDF page; a grey box stands for a logo that is not there yet."""
    alone = _alone(template)
    return render(LabelJob(template=alone, items=(data,), dpi=dpi, preview=True), tr).pdf
