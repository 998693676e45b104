"""Files of labels: says beforehand what will be printed, left out and refused, and writes the file."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, Problem, ProblemsFound, Refused, UserError
from inventory.base.i18n import Message, Translations
from inventory.labels.data import LabelData, LabelJob, LabelResult, Omission, Positions
from inventory.labels.fit import misfit
from inventory.labels.geometry import positions
from inventory.labels.render import render, write
from inventory.labels.stock import UNADJUSTED, Adjustment, checked_adjustment
from inventory.labels.template import Template, composed
from inventory.services.label_data import Found, LabelReader, usual_template
from inventory.services.label_designs import designs

DPI = 203
MOST_COPIES = 100
# How many labels a plan lays out to say what they leave out; a file names what it refuses before it replaces another.
_LOOKED_AT = 1_000


@dataclass(frozen=True, kw_only=True)
class LabelRequest:
    """What to print: assets in their order, on which template, from which field of the first sheet (from 1).

    Assets that are disposed of or transferred are left out unless they are in `named`. `times` says for single
    assets how often each of their labels is printed (0: not at all); `copies` multiplies all of them. Without a
    template it is that of the assets' category; `stock` puts the labels on another one than is usual for it.
    `adjustment` is what the printer is off.
    """

    ids: Sequence[int]
    named: Collection[int] = ()
    template: str = ""
    stock: str = ""
    dpi: int = DPI
    start: int = 1
    copies: int = 1
    adjustment: Adjustment = UNADJUSTED
    times: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An asset that gets no label, and why."""

    number: str
    name: str
    reason: Message


@dataclass(frozen=True, kw_only=True)
class LabelPlan:
    """What a request would print; nothing was written.

    `assets` are those with a label in order, `items` the asset of each label before copies. `omissions` tells what
    single labels leave out for want of room, `refusals` why nothing can be printed as it is. Of very many labels
    only the first are looked at.
    """

    template: Template
    labels: int
    pages: int
    items: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    omissions: tuple[Omission, ...]
    refusals: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file of labels: what `record` needs to know of it."""

    template: Template
    dpi: int
    start: int
    copies: int
    labels: int
    pages: int
    owners: array[int] = field(repr=False)
    positions: Positions
    omissions: tuple[Omission, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def chosen_template(session: Session, request: LabelRequest) -> Template:
    """Return the template of a request. Raises `NotFound` with the keys there are."""
    known = designs(session)
    if request.template:
        return known.template(request.template, request.stock)
    usual = usual_template(session, request.ids, known)
    return composed(usual.layout, known.stock(request.stock)) if request.stock else usual


def plan(session: Session, request: LabelRequest, tr: Translations) -> LabelPlan:
    """Return what would be printed, left out and refused. Raises `NotFound` and `Invalid` for a wrong request.

    `tr` is the language of the labels.
    """
    used = chosen_template(session, request)
    _check(request, used)
    reader = LabelReader(session, used, tr)
    items: list[int] = []
    left_out: list[LeftOut] = []
    looked_at: list[LabelData] = []
    for found in reader.read(_wanted(request), request.named):
        if found.data is None:
            left_out.append(_left_out(found))
            continue
        items.extend([found.asset_id] * _times(request, found.asset_id))
        if len(looked_at) < _LOOKED_AT:
            looked_at.append(found.data)
    labels = len(items) * request.copies
    omissions, refusals = _laid_out(used, request.dpi, looked_at, tr)
    return LabelPlan(
        template=used,
        labels=labels,
        pages=-(-(request.start - 1 + labels) // used.per_page) if labels else 0,
        items=tuple(items),
        left_out=tuple(left_out),
        omissions=omissions,
        refusals=(*reader.faults, *refusals),
    )


def sample(session: Session, asset_id: int, used: Template, tr: Translations) -> LabelData | None:
    """Return what stands on the first label of an asset, for its picture; None where it has none."""
    found = next(LabelReader(session, used, tr).read([asset_id], {asset_id}), None)
    return found.data if found is not None else None


def page_preview(session: Session, request: LabelRequest, tr: Translations) -> bytes:
    """Return the labels of a few assets as PDF to look at; what cannot be printed yet has grey boxes for logos."""
    used = chosen_template(session, request)
    found = LabelReader(session, used, tr).read(request.ids, request.ids)
    items = [one.data for one in found if one.data is not None]
    job = LabelJob(template=used, items=items[: used.per_page], dpi=request.dpi, start=request.start, preview=True)
    return render(job, tr).pdf


def write_labels(
    session: Session,
    request: LabelRequest,
    stream: BinaryIO,
    tr: Translations,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write the labels as PDF in flat memory; `progress` is told the labels done and all.

    Raises `Refused` where nothing is left to print or a number is too long, `ProblemsFound` where a funding source
    lacks something, `Invalid` for a wrong request, `Cancelled`. What was written is then to be thrown away.
    """
    used = chosen_template(session, request)
    _check(request, used)
    reader = LabelReader(session, used, tr)
    owners: array[int] = array("q")
    left_out: list[LeftOut] = []

    def items() -> Iterator[LabelData]:
        for found in reader.read(_wanted(request), request.named):
            if reader.faults:
                raise ProblemsFound([Problem("template", fault) for fault in reader.faults])
            if found.data is None:
                left_out.append(_left_out(found))
                continue
            for _ in range(_times(request, found.asset_id)):
                owners.append(found.asset_id)
                yield found.data

    expected = sum(_times(request, asset_id) for asset_id in request.ids) * request.copies

    def told(done: int) -> None:
        if progress is not None:
            progress(done, max(expected, done))

    moved = replace(used, stock=request.adjustment.applied(used.stock))
    job = LabelJob(template=moved, items=items(), dpi=request.dpi, start=request.start, copies=request.copies)
    try:
        result = write(job, stream, tr, progress=told, cancelled=cancelled)
    except Refused:
        if not owners and left_out:
            raise _nothing(left_out) from None
        raise
    return _written(used, request, result, owners, left_out)


def checked_path(path: Path) -> Path:
    """Return the file to write. Raises `Invalid` where its name is not that of a PDF."""
    if path.suffix.lower() != ".pdf":
        raise Invalid("Labels are written as PDF. Give a file name that ends in .pdf.", field="file")
    return path


def _check(request: LabelRequest, used: Template) -> None:
    positions(used, start=request.start, copies=request.copies, items=0)
    wrong = misfit(used)
    if wrong is not None:
        raise Refused("This layout does not fit this stock. {reason}", field="template", reason=wrong)
    checked_adjustment(request.adjustment)
    if any(not 0 <= times <= MOST_COPIES for times in request.times.values()):
        raise Invalid("Copies must be between 1 and {most}.", field="copies", most=MOST_COPIES)


def _wanted(request: LabelRequest) -> Sequence[int]:
    if 0 not in request.times.values():
        return request.ids
    return [asset_id for asset_id in request.ids if _times(request, asset_id)]


def _times(request: LabelRequest, asset_id: int) -> int:
    return request.times.get(asset_id, 1)


def _left_out(found: Found) -> LeftOut:
    assert found.reason is not None
    return LeftOut(number=found.number, name=found.name, reason=found.reason)


def _laid_out(
    used: Template, dpi: int, labels: list[LabelData], tr: Translations
) -> tuple[tuple[Omission, ...], tuple[Message, ...]]:
    """Draw labels and forget them, to learn what they leave out and why they would be refused."""
    if not labels:
        return (), ()
    try:
        result = render(LabelJob(template=used, items=labels, dpi=dpi, preview=True), tr)
    except UserError as error:
        return (), (error.message,)
    return result.omissions, ()


def _nothing(left_out: list[LeftOut]) -> Refused:
    """Say why nothing is left to print, by the first asset."""
    first = left_out[0]
    return Refused("There is nothing to print. {number}: {reason}", number=first.number, reason=first.reason)


def _written(
    used: Template, request: LabelRequest, result: LabelResult, owners: array[int], left_out: list[LeftOut]
) -> Written:
    return Written(
        template=used,
        dpi=request.dpi,
        start=request.start,
        copies=request.copies,
        labels=result.labels,
        pages=result.pages,
        owners=owners,
        positions=result.positions,
        omissions=result.omissions,
        left_out=tuple(left_out),
    )
