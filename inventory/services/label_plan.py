"""Says beforehand what will be printed, left out and refused, and draws a page to look at; writes nothing."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from inventory.base.errors import UserError
from inventory.base.i18n import Message, Translations
from inventory.labels.data import LabelData, LabelJob, Omission
from inventory.labels.render import render
from inventory.labels.template import Template
from inventory.services.label_data import Found, LabelReader
from inventory.services.label_request import Chosen, LabelRequest, checked, chosen

# How many labels a plan lays out to say what they leave out; a file names what it refuses before it replaces another.
LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An asset that gets no label, and why."""

    number: str
    name: str
    reason: Message


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """Who gets a label: the asset of each label in order, before copies, and who gets none."""

    items: array[int] = field(repr=False)
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, kw_only=True)
class LabelPlan:
    """What a request would print; nothing was written.

    `items` is the asset of each label before copies. `omissions` tells what single labels leave out for want of
    room, `refusals` why nothing can be printed as it is, `warnings` what to look at before funding labels are printed.
    Of very many labels only the first are looked at.
    """

    template: Template
    labels: int
    pages: int
    items: Sequence[int] = field(repr=False)
    left_out: tuple[LeftOut, ...]
    omissions: tuple[Omission, ...]
    refusals: tuple[Message, ...]
    warnings: tuple[Message, ...] = ()


def labelled(session: Session, request: LabelRequest, tr: Translations) -> Labelled:
    """Return who gets labels; the same for any stock. Raises `NotFound`."""
    reader = LabelReader(session, chosen(session, request).templates, tr)
    items: array[int] = array("q")
    left_out: list[LeftOut] = []
    for found in reader.count(request.wanted(), request.named):
        if found.reason is not None:
            left_out.append(left_out_of(found))
        else:
            items.extend([found.asset_id] * (found.labels * request.times_of(found.asset_id)))
    return Labelled(items=items, left_out=tuple(left_out))


def plan(session: Session, request: LabelRequest, tr: Translations, *, known: Labelled | None = None) -> LabelPlan:
    """Return what would be printed, left out and refused; `known` is who gets labels, where that was asked before.

    Raises `NotFound` and `Invalid` for a wrong request. `tr` is the language of the labels.
    """
    used = chosen(session, request)
    who = labelled(session, request, tr) if known is None else known
    labels, per_page = len(who.items) * request.copies, used.template.per_page
    refusals: tuple[Message, ...] = ()
    omissions: tuple[Omission, ...] = ()
    warnings: tuple[Message, ...] = ()
    try:
        checked(request, used)
    except UserError as error:
        if error.field not in ("template", "also"):
            raise
        refusals = (error.message,)
    if not refusals:
        reader = LabelReader(session, used.templates, tr, ink=request.ink)
        first = list(dict.fromkeys(who.items[:LOOKED_AT]))
        data = [one for found in reader.read(first, first) for one in found.data]
        omissions, refusals = _laid_out(used, request.dpi, data, tr)
        refusals, warnings = (*reader.faults, *refusals), reader.warnings
    return LabelPlan(
        template=used.template,
        labels=labels,
        pages=-(-(request.start - 1 + labels) // per_page) if labels else 0,
        items=who.items,
        left_out=who.left_out,
        omissions=omissions,
        refusals=refusals,
        warnings=warnings,
    )


def sample(session: Session, asset_id: int, used: Template, tr: Translations) -> LabelData | None:
    """Return what stands on the first label of an asset, for its picture; None where it has none."""
    found = next(LabelReader(session, (used,), tr).read([asset_id], {asset_id}), None)
    return found.data[0] if found is not None and found.data else None


def page_preview(
    session: Session, request: LabelRequest, tr: Translations, *, skip: int = 0, fields: int | None = None
) -> bytes:
    """Return one page of labels as PDF to look at; what cannot be printed yet has grey boxes for logos.

    The labels of the assets come from field `start` on, without the first `skip` labels of the first of them.
    """
    used = chosen(session, request)
    room = used.template.per_page - request.start + 1 if fields is None else fields
    items: list[LabelData] = []
    for found in LabelReader(session, used.templates, tr, ink=request.ink).read(request.ids, request.named):
        if found.reason is None:
            items += in_sets(found, request.times_of(found.asset_id), request)
        if len(items) >= room + skip:
            break
    job = LabelJob(
        template=used.template, also=used.also, items=items[skip : skip + room], dpi=request.dpi,
        start=request.start, marks=request.marks, preview=True,
    )  # fmt: skip
    return render(job, tr).pdf


def in_sets(found: Found, times: int, request: LabelRequest) -> list[LabelData]:
    """Return the labels of an asset in the order in which they come out, with all copies."""
    if request.also:
        return list(found.data) * (times * request.copies)
    return [one for _ in range(times) for one in found.data for _ in range(request.copies)]


def left_out_of(found: Found) -> LeftOut:
    """Return an asset without a label as it is told of."""
    assert found.reason is not None
    return LeftOut(number=found.number, name=found.name, reason=found.reason)


def _laid_out(
    used: Chosen, dpi: int, labels: list[LabelData], tr: Translations
) -> tuple[tuple[Omission, ...], tuple[Message, ...]]:
    """Draw labels and forget them, to learn what they leave out and why they would be refused."""
    if not labels:
        return (), ()
    try:
        result = render(LabelJob(template=used.template, also=used.also, items=labels, dpi=dpi, preview=True), tr)
    except UserError as error:
        return (), (error.message,)
    return result.omissions, ()
