"""Print labels as ZPL II, the language of label printers: each label a format of its own, whole by itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from inventory.base.errors import Refused
from inventory.base.i18n import Translations
from inventory.labels.data import LabelJob, LabelResult
from inventory.labels.geometry import grid, positions
from inventory.labels.render import print_labels
from inventory.labels.zpl_pen import ZplPen


def render_zpl(job: LabelJob, tr: Translations) -> bytes:
    """Return the labels of a job as ZPL in memory; raises as `write_zpl` does."""
    stream = io.BytesIO()
    write_zpl(job, stream, tr)
    return stream.getvalue()


def write_zpl(
    job: LabelJob,
    stream: BinaryIO,
    tr: Translations,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> LabelResult:
    """Write the labels of a job to a stream as ZPL, one label a line; after an error it is to be thrown away.

    `progress` is told the labels done. Raises `Refused` for a sheet, else as `render` does.
    """
    positions(job.template, start=job.start, copies=job.copies, items=0)
    if job.template.kind != "roll":
        raise Refused(
            "A label printer prints one label after another from a roll; “{template}” is a sheet. Choose a roll.",
            field="template", template=job.template.title,
        )  # fmt: skip
    return print_labels(job, ZplPress(job, stream), tr, progress=progress, cancelled=cancelled)


class ZplPress:
    """Writes each label with all that a printer must know, so that none depends on one before it."""

    def __init__(self, job: LabelJob, stream: BinaryIO) -> None:
        layout = grid(job.template.stock, job.dpi)
        self.pen = ZplPen(layout)
        self.pages = 0
        self._stream = stream
        # UTF-8; upright; the size of the label; the origin in its corner, whatever the last job left there.
        self._head = f"^XA^CI28^PON^PW{layout.page_width}^LL{layout.page_height}^LH0,0"

    def add(self, drawn: str, copies: int) -> None:
        """Write a label, which the printer repeats."""
        self._stream.write(f"{self._head}{drawn}^PQ{copies}^XZ\n".encode("ascii"))
        self.pages += copies

    def finish(self) -> None:
        """Do nothing: the last label was whole."""
