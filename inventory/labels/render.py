"""Make files of labels: a job in, a file out, with what was left out and where each label lies."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Protocol

from inventory.base.errors import Cancelled, Refused
from inventory.base.files import replacing
from inventory.base.i18n import Translations
from inventory.labels.data import (
    LabelData,
    LabelFile,
    LabelJob,
    LabelResult,
    Omission,
)
from inventory.labels.fit import longest_number
from inventory.labels.geometry import positions
from inventory.labels.number import DoesNotFit
from inventory.labels.painters import DATA, Painter, painter_of
from inventory.labels.pdf import PdfPress
from inventory.labels.pen import Pen
from inventory.labels.stock import Stock
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
    """Write the labels of a job to a stream as PDF; after an error what was written is to be thrown away."""
    positions(job.template, start=job.start, copies=job.copies, items=0)
    return print_labels(job, PdfPress(job, stream, tr), tr, progress=progress, cancelled=cancelled)


class Press(Protocol):
    """Where the labels of a job are printed: it has the pen they are drawn with, and its own kind of file."""

    @property
    def pen(self) -> Pen:
        """The pen of the layouts."""

    @property
    def pages(self) -> int:
        """How many pages are finished."""

    def add(self, drawn: str, copies: int) -> None:
        """Print a label that the pen drew, as often as is wanted."""

    def finish(self) -> None:
        """Write the last page and the end of the file."""


def print_labels(
    job: LabelJob,
    press: Press,
    tr: Translations,
    *,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> LabelResult:
    """Draw the labels of a job one after another and print them; raises as `render` does."""
    run = _Run(job, press, tr)
    for data in job.items:
        if run.add(data):
            if cancelled is not None and cancelled():
                raise Cancelled("Stopped. No labels were made.")
            if progress is not None:
                progress(run.labels)
    return run.finish()


def label_preview(data: LabelData, template: Template, tr: Translations, *, dpi: int = 300) -> bytes:
    """Return one label at its true size as a PDF page; a grey box stands for a logo that is not there yet."""
    alone = replace(template, stock=alone_on_page(template.stock))
    return render(LabelJob(template=alone, items=(data,), dpi=dpi, preview=True), tr).pdf


def alone_on_page(stock: Stock) -> Stock:
    """Return the stock as a roll of its own size, so that its page is the label."""
    return replace(
        stock, kind="roll", columns=1, rows=1, page_width_mm=stock.width_mm, page_height_mm=stock.height_mm,
        margin_left_mm=0.0, margin_top_mm=0.0, gap_x_mm=0.0, gap_y_mm=0.0,
    )  # fmt: skip


class _Run:
    """One file under way: labels go to the press, what they leave out and what has no room is remembered."""

    def __init__(self, job: LabelJob, press: Press, tr: Translations) -> None:
        self.job, self.press = job, press
        self.labels = 0
        self._templates = {DATA[one.layout.form]: one for one in (job.template, job.also) if one is not None}
        self._painters: dict[type, Painter] = {
            kind: painter_of(template, press.pen, tr, preview=job.preview) for kind, template in self._templates.items()
        }
        self._omissions: list[Omission] = []
        self._refused: dict[type, list[DoesNotFit]] = {}
        self._items = 0

    def add(self, data: LabelData) -> bool:
        """Draw the label of the next item as often as the job has copies; tells whether a page was finished.

        A number without room is remembered and the rest only looked at, so that the refusal names them all.
        """
        index, self._items = self._items, self._items + 1
        try:
            left_out = self._draw(data)
        except DoesNotFit as error:
            self._refused.setdefault(type(data), []).append(error)
            left_out = []
        drawn = self.press.pen.take()
        if self._refused:
            return False
        self._omissions.extend(Omission(index=index, number=data.number, what=what) for what in left_out)
        before = self.press.pages
        self.press.add(drawn, self.job.copies)
        self.labels += self.job.copies
        return self.press.pages > before

    def finish(self) -> LabelResult:
        """Refuse what had no room, else write the last page and the end of the file."""
        for kind, refused in self._refused.items():
            raise refusal(refused, self._templates[kind])
        if not self.labels:
            raise Refused("There is nothing to print.")
        self.press.finish()
        where = positions(self.job.template, start=self.job.start, copies=self.job.copies, items=self._items)
        return LabelResult(
            pages=self.press.pages, labels=self.labels, omissions=tuple(self._omissions), positions=where
        )

    def _draw(self, data: LabelData) -> list[str]:
        return self._painters[type(data)].draw(data)


def refusal(refused: list[DoesNotFit], template: Template) -> Refused:
    """Name the numbers that have no room, the first ones where they are many."""
    name = template.title
    if len(refused) > 1:
        numbers = ", ".join(error.number for error in refused[:_NAMED]) + ("…" if len(refused) > _NAMED else "")
        return Refused(
            "Too long for the label “{template}”: {numbers} (in all: {count}). Choose a larger label.",
            field="template", template=name, numbers=numbers, count=len(refused),
        )  # fmt: skip
    error = refused[0]
    params: dict[str, object] = {"number": error.number, "template": name}
    if error.by_code:
        return Refused(
            "The number {number} is too long for the bar code of the label “{template}”. Use QR or DataMatrix.",
            field="template", **params,
        )  # fmt: skip
    if template.layout.drawing is not None:
        return Refused(
            "The label “{template}” has no room for the number {number}. Make the boxes of number and code larger.",
            field="template", **params,
        )  # fmt: skip
    limit = longest_number(template)
    if len(error.number) <= limit:
        return Refused(
            "The number {number} is too wide for the label “{template}”. Choose a larger one.",
            field="template", **params,
        )  # fmt: skip
    return Refused(
        "The number {number} is too long for the label “{template}” ({count} of {limit} characters). "
        "Choose a larger one.",
        field="template", count=len(error.number), limit=limit, **params,
    )  # fmt: skip
