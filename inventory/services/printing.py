"""Files of labels: writes them, and tells what the record of prints needs to know."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, Problem, ProblemsFound, Refused
from inventory.base.i18n import Message, Translations
from inventory.labels.data import FundingLabelData, LabelData, LabelJob, LabelResult, Omission, Positions
from inventory.labels.inks import BLACK
from inventory.labels.render import write
from inventory.labels.template import Template
from inventory.labels.zpl import write_zpl
from inventory.services.label_data import LabelReader
from inventory.services.label_plan import LeftOut, left_out_of
from inventory.services.label_request import Chosen, LabelRequest, checked, chosen


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file of labels: what `record` needs to know of it. `also` is the template of labels that came between.

    `owners` and `funding` go label by label, before copies: whose it is, and 1 where it is a funding label.
    """

    template: Template
    also: Template | None = None
    dpi: int
    start: int
    copies: int
    labels: int
    pages: int
    owners: array[int] = field(repr=False)
    funding: bytearray = field(repr=False)
    positions: Positions
    omissions: tuple[Omission, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[Message, ...] = ()


def write_labels(
    session: Session,
    request: LabelRequest,
    stream: BinaryIO,
    tr: Translations,
    *,
    output: str = "pdf",
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write the labels in flat memory as PDF, or as ZPL for label printers; `progress` is told labels done and all.

    Label printers get the versions of logos in black and no other (print.md 14).

    Raises `Refused` where nothing is left to print or a number is too long, `ProblemsFound` where a funding source
    lacks something, `Invalid` for a wrong request, `Cancelled`. What was written is then to be thrown away.
    """
    used = chosen(session, request)
    checked(request, used)
    ink = BLACK if output == "zpl" else request.ink
    items = _Items(LabelReader(session, used.templates, tr, ink=ink), request)
    expected = sum(request.times_of(asset_id) for asset_id in request.ids) * request.copies

    def told(done: int) -> None:
        if progress is not None:
            progress(done, max(expected, done))

    moved = used.adjusted(request.adjustment)
    job = LabelJob(
        template=moved.template, also=moved.also, items=items, dpi=request.dpi, start=request.start,
        copies=1 if request.also else request.copies, marks=request.marks,
    )  # fmt: skip
    try:
        result = _WRITERS[output](job, stream, tr, progress=told, cancelled=cancelled)
    except Refused:
        if not items.owners and items.left_out:
            raise _nothing(items.left_out) from None
        raise
    return _written(used, request, result, items)


_WRITERS = {"pdf": write, "zpl": write_zpl}


class _Items:
    """The labels of a request as they come out; remembers whose they are and who has none."""

    def __init__(self, reader: LabelReader, request: LabelRequest) -> None:
        self.reader, self._request = reader, request
        self.owners: array[int] = array("q")
        self.funding = bytearray()
        self.left_out: list[LeftOut] = []

    def __iter__(self) -> Iterator[LabelData]:
        request = self._request
        # Copies of a set come set by set, those of a single label one after the other.
        sets = request.copies if request.also else 1
        reading = self.reader.read(request.wanted(), request.named)
        for found in reading:
            if self.reader.faults:
                # All that is missing is said at once.
                deque(reading, maxlen=0)
                raise ProblemsFound([Problem("template", fault) for fault in self.reader.faults])
            if found.reason is not None:
                self.left_out.append(left_out_of(found))
                continue
            for _ in range(request.times_of(found.asset_id) * sets):
                for data in found.data:
                    self.owners.append(found.asset_id)
                    self.funding.append(isinstance(data, FundingLabelData))
                    yield data


def output_of(path: Path) -> str:
    """Return what a file of labels is to be by its name: PDF or ZPL. Raises `Invalid` for any other name."""
    output = path.suffix.lower().removeprefix(".")
    if output not in _WRITERS:
        raise Invalid("Labels are written as PDF or ZPL. Give a file name that ends in .pdf or .zpl.", field="file")
    return output


def _nothing(left_out: list[LeftOut]) -> Refused:
    """Say why nothing is left to print, by the first asset."""
    first = left_out[0]
    return Refused("There is nothing to print. {number}: {reason}", number=first.number, reason=first.reason)


def _written(used: Chosen, request: LabelRequest, result: LabelResult, items: _Items) -> Written:
    return Written(
        template=used.template,
        also=used.also,
        dpi=request.dpi,
        start=request.start,
        copies=request.copies,
        labels=result.labels,
        pages=result.pages,
        owners=items.owners,
        funding=items.funding,
        positions=result.positions,
        omissions=result.omissions,
        left_out=tuple(items.left_out),
        warnings=items.reader.warnings,
    )
