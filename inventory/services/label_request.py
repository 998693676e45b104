"""What is to be printed on labels, as a screen or the command line asks for it, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, Refused
from inventory.labels.fit import misfit
from inventory.labels.geometry import MOST_COPIES, positions
from inventory.labels.inks import COLOUR, INKS
from inventory.labels.marks import MARKS
from inventory.labels.stock import UNADJUSTED, Adjustment, checked_adjustment
from inventory.labels.template import Template, composed
from inventory.services.label_data import usual_template
from inventory.services.label_designs import designs

DPI = 203


@dataclass(frozen=True, kw_only=True)
class LabelRequest:
    """What to print: assets in their order, on which template, from which field of the first sheet (from 1).

    Assets that are disposed of or transferred are left out unless they are in `named`. `times` says for single
    assets how often each of their labels is printed (0: not at all); `copies` multiplies all of them. Without a
    template it is that of the assets' category; `stock` puts the labels on another one than is usual for it. With
    `also`, a layout for the other purpose, the labels of an asset follow each other. `marks` is a key of `MARKS`,
    `adjustment` what the printer is off, `ink` what it prints with: it chooses the versions of logos.
    """

    ids: Sequence[int]
    named: Collection[int] = ()
    template: str = ""
    stock: str = ""
    also: str = ""
    dpi: int = DPI
    start: int = 1
    copies: int = 1
    marks: str = ""
    adjustment: Adjustment = UNADJUSTED
    times: Mapping[int, int] = field(default_factory=dict)
    ink: str = COLOUR

    def wanted(self) -> Sequence[int]:
        """Return the assets that get a label at all."""
        if 0 not in self.times.values():
            return self.ids
        return [asset_id for asset_id in self.ids if self.times_of(asset_id)]

    def times_of(self, asset_id: int) -> int:
        """Return how often each label of an asset is printed, before copies."""
        return self.times.get(asset_id, 1)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The template of a request, and the one whose labels come between."""

    template: Template
    also: Template | None = None

    @property
    def templates(self) -> tuple[Template, ...]:
        """Both, in the order in which the labels of an asset come."""
        return (self.template,) if self.also is None else (self.template, self.also)

    def adjusted(self, adjustment: Adjustment) -> Chosen:
        """Return them on the stock as the printer has to be told it lies."""
        stock = adjustment.applied(self.template.stock)
        also = None if self.also is None else replace(self.also, stock=stock)
        return Chosen(template=replace(self.template, stock=stock), also=also)


def chosen(session: Session, request: LabelRequest) -> Chosen:
    """Return the templates of a request. Raises `NotFound` with the keys there are."""
    known = designs(session)
    if request.template:
        used = known.template(request.template, request.stock)
    else:
        used = usual_template(session, request.ids, known)
        used = composed(used.layout, known.stock(request.stock)) if request.stock else used
    if not request.also:
        return Chosen(template=used)
    return Chosen(template=used, also=composed(known.template(request.also).layout, used.stock))


def checked(request: LabelRequest, used: Chosen) -> None:
    """Raise `Refused` where a layout does not fit the stock, `Invalid` for what is out of range."""
    positions(used.template, start=request.start, copies=request.copies, items=0)
    for template in used.templates:
        wrong = misfit(template)
        if wrong is not None:
            raise Refused("This layout does not fit this stock. {reason}", field="template", reason=wrong)
    if used.also is not None and used.also.purpose == used.template.purpose:
        raise Invalid("A set is a sticker and a funding label.", field="also")
    if request.ink not in INKS:
        raise Invalid("Choose one of the values offered.", field="ink")
    if request.marks not in MARKS:
        raise Invalid("There are no such lines to cut by.", field="marks")
    checked_adjustment(request.adjustment)
    if any(not 0 <= times <= MOST_COPIES for times in request.times.values()):
        raise Invalid("Copies must be between 1 and {most}.", field="copies", most=MOST_COPIES)
