"""What goes into a file of labels and what comes back: plain records, no tables and no drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import overload

from inventory.base.i18n import N_
from inventory.labels.drawing import FIELDS
from inventory.labels.template import Template

# What a label may leave out for want of room; the print dialog lists these words.
LEFT_OUT = {
    "source_mark": N_("source mark"),
    "serial": N_("serial number"),
    "second_line": N_("second line of the name"),
    "name_end": N_("end of the name"),
    "name": N_("name"),
    "unit_end": N_("end of the unit's name"),
    "slogan": N_("slogan"),
    "url": N_("address of the fund"),
    "second_language": N_("second language"),
    "shares": N_("shares"),
    "programme": N_("programme"),
    "beneficiary": N_("beneficiary"),
    "small_type": N_("full type size (the title is long)"),
    "letters": N_("letters that no font has"),
}


def left_out_words(what: str) -> str:
    """Return the message id of what a label leaves out; `text:FIELD` is a text of a drawn layout that is cut."""
    kind, _, field = what.partition(":")
    return FIELDS[field] if kind == "text" else LEFT_OUT[kind]


@dataclass(frozen=True, kw_only=True)
class StickerData:
    """One asset sticker; the code holds `number` alone, and no person, place or value is printed."""

    number: str
    unit_short: str = ""
    unit_abbreviation: str = ""
    name: str = ""
    serial: str = ""
    source_mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A logo file of the user, with what its brand manual asks for in millimetres."""

    name: str
    content: bytes = field(repr=False)
    media_type: str
    min_width_mm: float | None = None
    clear_space_mm: float | None = None


@dataclass(frozen=True, kw_only=True)
class FundingLabelData:
    """One funding label; `name`, `unit_short`, `fund` and `shares_short` are printed on the combined size only.

    `artwork` is a locked design; then nothing else is printed. It has the size `artwork_mm`, or that of the label.
    """

    number: str
    show_number: bool = True
    statement_pl: str = ""
    statement_en: str = ""
    project_number: str = ""
    project_title: str = ""
    programme: str = ""
    slogan: str = ""
    shares: tuple[str, ...] = ()
    beneficiary: str = ""
    url: str = ""
    logos: tuple[Logo, ...] = ()
    artwork: Logo | None = None
    artwork_mm: tuple[float, float] | None = None
    name: str = ""
    unit_short: str = ""
    fund: str = ""
    shares_short: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DrawnData:
    """One label of a drawn layout: the texts of its fields as they are written, by field."""

    number: str
    texts: Mapping[str, str] = field(default_factory=dict)


LabelData = StickerData | FundingLabelData | DrawnData


@dataclass(frozen=True, kw_only=True)
class LabelJob:
    """Labels for one template and one printer resolution.

    `items` may be a generator where the file is written to disk; `start` is the first free field of the
    first sheet, from 1; `preview` shows a grey box where a funding label has no logo yet. With `also` items may be for
    that template too, on the same stock: each is drawn by the one that is made for it. `marks` is a key of `MARKS`.
    """

    template: Template
    items: Iterable[LabelData]
    dpi: int = 203
    start: int = 1
    copies: int = 1
    title: str = ""
    created: datetime | None = None
    preview: bool = False
    also: Template | None = None
    marks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """One thing that the label of one item leaves out; `what` is a key of `LEFT_OUT`, or `text:FIELD`."""

    index: int
    number: str
    what: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a label lies: page and field of the page, both from 1."""

    page: int
    field: int


@dataclass(frozen=True, kw_only=True)
class Positions(Sequence[tuple[Position, ...]]):
    """The positions of each item, one per copy; worked out when asked, so that 100,000 cost nothing."""

    start: int
    copies: int
    per_page: int
    items: int

    def __len__(self) -> int:
        return self.items

    @overload
    def __getitem__(self, index: int) -> tuple[Position, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Position, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Position, ...] | list[tuple[Position, ...]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self.items))]
        if not -self.items <= index < self.items:
            raise IndexError(index)
        first = self.start - 1 + index % self.items * self.copies
        return tuple(Position(n // self.per_page + 1, n % self.per_page + 1) for n in range(first, first + self.copies))


@dataclass(frozen=True, kw_only=True)
class LabelResult:
    """What a written file holds."""

    pages: int
    labels: int
    omissions: tuple[Omission, ...]
    positions: Positions


@dataclass(frozen=True, kw_only=True)
class LabelFile(LabelResult):
    """A file of labels in memory."""

    pdf: bytes = field(repr=False)
