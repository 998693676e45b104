"""Sheets and rolls in printer dots: page size, the origin of each field, start position and copies."""

from __future__ import annotations

import math
from dataclasses import dataclass

from inventory.base.errors import Invalid
from inventory.labels.data import Positions
from inventory.labels.stock import Stock
from inventory.labels.template import Template

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72.0
# From fax-like thermal printers to the finest lasers.
LEAST_DPI, MOST_DPI = 150, 2400
# How often one label is printed at most.
MOST_COPIES = 100


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A stock at one resolution; all lengths in dots, from the top left corner of page or label.

    Pages and labels are rounded up to whole dots; origins are the nearest whole dot, so that everything
    that lies on whole dots of the label lies on whole dots of the printer too.
    """

    dpi: int
    page_width: int
    page_height: int
    label_height: int
    origins: tuple[tuple[int, int], ...]

    @property
    def per_page(self) -> int:
        """How many labels one page holds."""
        return len(self.origins)

    @property
    def dots_per_mm(self) -> float:
        """How many dots one millimetre has."""
        return self.dpi / MM_PER_INCH

    @property
    def dots_per_point(self) -> float:
        """How many dots one typographic point has."""
        return self.dpi / POINTS_PER_INCH

    def rule_dots(self, points: float) -> int:
        """Return the thickness of a rule in whole dots, never under what was asked for."""
        return max(1, -int(-points * self.dots_per_point // 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A box on a label in dots, from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    def meets(self, other: Area) -> bool:
        """Whether two boxes share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 1e-6 and min(self.bottom, other.bottom) - max(self.top, other.top) > 1e-6


def grid(stock: Stock, dpi: int) -> Grid:
    """Lay the fields of a stock out in dots, row by row; raises `Invalid` for a resolution that no printer has."""
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise Invalid(
            "The resolution must be between {least} and {most} dpi.", field="dpi", least=LEAST_DPI, most=MOST_DPI
        )
    k = dpi / MM_PER_INCH
    return Grid(
        dpi=dpi,
        page_width=whole_up(stock.page_width_mm * k),
        page_height=whole_up(stock.page_height_mm * k),
        label_height=whole_up(stock.height_mm * k),
        origins=tuple(
            (round(left * k), round(top * k)) for left, top in map(stock.corner_mm, range(1, stock.per_page + 1))
        ),
    )


def whole_up(dots: float) -> int:
    """Round up to whole dots, forgiving what only floating point added."""
    return math.ceil(dots - 1e-6)


def positions(template: Template, *, start: int, copies: int, items: int) -> Positions:
    """Return where each label of a job lies; raises `Invalid` for a start field or copies out of range."""
    if not 1 <= start <= template.per_page:
        raise Invalid("The first field must be between 1 and {last}.", field="start", last=template.per_page)
    if not 1 <= copies <= MOST_COPIES:
        raise Invalid("Copies must be between 1 and {most}.", field="copies", most=MOST_COPIES)
    return Positions(start=start, copies=copies, per_page=template.per_page, items=items)
