"""Print labels as PDF: each into its field, full pages to the stream."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import BinaryIO

from inventory.base.i18n import Translations
from inventory.labels.data import LabelJob
from inventory.labels.geometry import grid
from inventory.labels.marks import crop_marks, label_outline
from inventory.labels.pages import PdfPages
from inventory.labels.pdf_pen import PdfPen


class PdfPress:
    """Lays labels on the fields of sheets or rolls, from the start field of the job on."""

    def __init__(self, job: LabelJob, stream: BinaryIO, tr: Translations) -> None:
        self.job, self.tr = job, tr
        self.grid = grid(job.template.stock, job.dpi)
        self.pen = PdfPen(self.grid)
        self._file = PdfPages(stream, width=self.grid.page_width, height=self.grid.page_height, dpi=job.dpi)
        self._field = job.start - 1
        self._parts: list[str] = []
        stock = job.template.stock
        self._outline = label_outline(stock, self.grid) if job.marks == "outline" else ""
        self._crop = crop_marks(stock, self.grid) if job.marks == "crop" else ""

    @property
    def pages(self) -> int:
        """How many pages are finished."""
        return len(self._file)

    def add(self, drawn: str, copies: int) -> None:
        """Lay a label into the next fields."""
        for _ in range(copies):
            x, y = self.grid.origins[self._field]
            bottom = self.grid.page_height - y - self.grid.label_height
            self._parts.append(f"q 1 0 0 1 {x} {bottom} cm\n{self._outline}{drawn}Q\n")
            self._field += 1
            if self._field == self.grid.per_page:
                self._flush()

    def finish(self) -> None:
        """Write the last page, fonts and logos, and the end of the file."""
        self._flush()
        template = self.tr.message(self.job.template.title)
        title = " · ".join(part for part in (self.job.title, template, f"{self.job.dpi} dpi") if part)
        self._file.finish(
            self.pen.materials.seed(),
            title=title,
            language="pl-PL" if self.tr.language == "pl" else "en-GB",
            created=self.job.created or datetime.now(UTC),
        )

    def _flush(self) -> None:
        if self._parts:
            self._file.add(self._crop + "".join(self._parts))
            self._parts.clear()
        self._field = 0
