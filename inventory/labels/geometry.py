"""Sheets and rolls in printer dots: page size, the origin of each field, start position and copies."""

from __future__ import annotations

import math
from dataclasses import dataclass

from inventory.base.errors import Invalid
from inventory.labels.data import Positions
from inventory.labels.template import RESOLUTIONS, Template

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72.0


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A template at one resolution; all lengths in dots, from the top left corner of page or label.

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


def grid(template: Template, dpi: int) -> Grid:
    """Lay the fields of a template out in dots, row by row; raises `Invalid` for a resolution without a dot table."""
    if dpi not in template.code.dots:
        known = ", ".join(str(known) for known in RESOLUTIONS)
        raise Invalid("Choose one of the resolutions {known} dpi.", field="dpi", known=known)
    k, page = dpi / MM_PER_INCH, template.page
    return Grid(
        dpi=dpi,
        page_width=whole_up(page.width_mm * k),
        page_height=whole_up(page.height_mm * k),
        label_height=whole_up(template.height_mm * k),
        origins=tuple(
            (round((page.left_mm + column * page.pitch_x_mm) * k), round((page.top_mm + row * page.pitch_y_mm) * k))
            for row in range(template.rows)
            for column in range(template.columns)
        ),
    )


def whole_up(dots: float) -> int:
    """Round up to whole dots, forgiving what only floating point added."""
    return math.ceil(dots - 1e-6)


def positions(template: Template, *, start: int, copies: int, items: int) -> Positions:
    """Return where each label of a job lies; raises `Invalid` for a start field or copies out of range."""
    if not 1 <= start <= template.per_page:
        raise Invalid("The first field must be between 1 and {last}.", field="start", last=template.per_page)
    if not 1 <= copies <= 100:
        raise Invalid("Copies must be between 1 and {most}.", field="copies", most=100)
    return Positions(start=start, copies=copies, per_page=template.per_page, items=items)
