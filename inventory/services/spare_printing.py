"""Stickers of numbers printed ahead: unit, number and code, without a name."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Refused
from inventory.base.i18n import Translations
from inventory.labels.data import LabelJob, StickerData
from inventory.labels.render import write
from inventory.labels.stock import UNADJUSTED, Adjustment
from inventory.labels.template import DEFAULT_TEMPLATE, template
from inventory.model.organisation import Unit
from inventory.model.printing import SpareNumber
from inventory.services.label_request import DPI
from inventory.services.printing import Written


@dataclass(frozen=True, kw_only=True)
class SpareRequest:
    """Which numbers to print, by id in order, on which sticker, from which field of the first sheet (from 1)."""

    ids: Sequence[int]
    template: str = DEFAULT_TEMPLATE
    dpi: int = DPI
    start: int = 1
    adjustment: Adjustment = UNADJUSTED


def write_spares(
    session: Session,
    request: SpareRequest,
    stream: BinaryIO,
    tr: Translations,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Write the stickers as PDF. Raises `Refused` where nothing is left to print, `NotFound` and `Invalid`."""
    used = template(request.template)
    if used.layout.form != "sticker":
        raise Refused("Numbers are printed ahead on stickers only.")
    unit = session.scalars(select(Unit)).one()
    query = select(SpareNumber.id, SpareNumber.number).where(SpareNumber.id.in_(request.ids))
    numbers = {row.id: row.number for row in session.execute(query)}
    owners = array("q", [one for one in request.ids if one in numbers])
    if not owners:
        raise Refused("There is nothing to print: every number of this batch is an asset's.")
    short = unit.short_name or unit.name
    items = [StickerData(number=numbers[one], unit_short=short) for one in owners]

    def told(done: int) -> None:
        if progress is not None:
            progress(done, len(items))

    job = LabelJob(
        template=replace(used, stock=request.adjustment.applied(used.stock)),
        items=items,
        dpi=request.dpi,
        start=request.start,
    )
    result = write(job, stream, tr, progress=told)
    return Written(
        template=used, dpi=request.dpi, start=request.start, copies=1, labels=result.labels, pages=result.pages,
        owners=owners, funding=bytearray(len(owners)), positions=result.positions, omissions=result.omissions,
    )  # fmt: skip
