"""Set the logos of a funding label in a row of one height, with the clear space their brand manuals ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inventory.base.errors import Refused
from inventory.base.i18n import N_, Translations
from inventory.labels.data import FundingLabelData, Logo
from inventory.labels.fonts import CAPITALS, REGULAR, width
from inventory.labels.pen import Pen

LOGOS_DO_NOT_FIT = N_("The logos and their clear space do not fit the label. Choose a larger label.")
_BOX_POINTS = 8.0
# Type in a box takes this part of its height at most.
_BOX_TYPE = 0.3
# Millimetres that a locked design may be off the proportion of its size, and larger than the label.
_PROPORTION_MM, _LARGER_MM = 0.5, 0.1


@dataclass(frozen=True, kw_only=True)
class Row:
    """Where logos stand, in dots; `left`, `right`, `above` and `below` are free around the row."""

    x: float
    y: float
    room: float
    height: float
    gap: float
    left: float = 0.0
    right: float = 0.0
    above: float = 0.0
    below: float = 0.0


@dataclass(frozen=True, kw_only=True)
class LogoRow:
    """Where each logo or box begins and how wide it is; all are `height` high and have `clear` space around them."""

    places: tuple[tuple[float, float], ...]
    y: float
    height: float
    clear: float
    logos: tuple[Logo, ...]

    @property
    def right(self) -> float:
        """Where the last one ends."""
        at, wide = self.places[-1]
        return at + wide

    @property
    def bottom(self) -> float:
        """Where the row ends."""
        return self.y + self.height

    def draw(self, pen: Pen, tr: Translations) -> None:
        """Draw the logos; raises `Refused` where one is narrower than its manual allows. Without logos, grey boxes."""
        for logo, (at, wide) in zip(self.logos, self.places, strict=False):
            pen.logo(logo, at, self.y, wide, self.height)
        if self.logos:
            return
        text, k = tr("logo"), pen.grid.dots_per_point
        points = min(_BOX_POINTS, self.height / k * _BOX_TYPE)
        for at, wide in self.places:
            pen.box(round(at), round(self.y), round(wide), round(self.height), grey=True)
            middle = at + wide / 2 - width(REGULAR, text) * points * k / 2
            pen.text(REGULAR, points, middle, self.y + (self.height + CAPITALS * points * k) / 2, text)


def logo_row(pen: Pen, logos: tuple[Logo, ...], boxes: Sequence[float], row: Row) -> LogoRow:
    """Place logos from the left in one height and in proportion: as high as the row where its width allows.

    No mark is higher than another, as the rules of the EU emblem ask (Regulation 2021/1060, annex IX). `boxes` are
    the proportions of what stands for logos that are not there yet. Raises `Refused` without room for clear space.
    """
    clear = [(logo.clear_space_mm or 0) * pen.grid.dots_per_mm for logo in logos] or [0.0] * len(boxes)
    aspects = [pen.artwork(logo).aspect for logo in logos] or list(boxes)
    gaps = [max(row.gap, *pair) for pair in pairwise(clear)]
    most = max(clear)
    x, y = row.x + max(0.0, clear[0] - row.left), row.y + max(0.0, most - row.above)
    room = row.x + row.room - max(0.0, clear[-1] - row.right) - x - sum(gaps)
    height = min(row.y + row.height - max(0.0, most - row.below) - y, room / sum(aspects))
    if height <= 0:
        raise Refused(LOGOS_DO_NOT_FIT, field="template")
    places = []
    for aspect, after in zip(aspects, [*gaps, 0], strict=True):
        places.append((x, aspect * height))
        x += aspect * height + after
    return LogoRow(places=tuple(places), y=y, height=height, clear=most, logos=logos)


def require_logos(data: FundingLabelData, *, preview: bool) -> None:
    """Raise `Refused` where a label without logos is to be printed."""
    if not data.logos and not preview:
        raise Refused(
            "The funding label of {number} has no logo. Load the logo files of its funding source first.",
            number=data.number,
        )


def draw_artwork(pen: Pen, data: FundingLabelData, label_width: float, label_height: float) -> list[str]:
    """Draw a locked design in its own size in the middle of the label; nothing is added (domain.md 1.3).

    One without a size is fitted to the label. Raises `Refused` where the design is larger than the label or its
    size is not that of the file.
    """
    assert data.artwork is not None
    aspect, k = pen.artwork(data.artwork).aspect, pen.grid.dots_per_mm
    height = min(label_height, label_width / aspect)
    if data.artwork_mm is not None:
        across, down = data.artwork_mm
        params = {"name": data.artwork.name, "width": across, "height": down}
        if abs(across - down * aspect) > max(_PROPORTION_MM, 0.02 * across):
            raise Refused(
                "The label design “{name}” is not of the proportion {width} × {height} mm. Correct its size.",
                field="template", **params,
            )  # fmt: skip
        if across * k > label_width + _LARGER_MM * k or down * k > label_height + _LARGER_MM * k:
            raise Refused(
                "The label design “{name}” is {width} × {height} mm and may not be made smaller. Choose a stock of "
                "that size or larger.",
                field="template", **params,
            )  # fmt: skip
        height = across / aspect * k
    x, y = (label_width - height * aspect) / 2, (label_height - height) / 2
    pen.logo(data.artwork, x, y, height * aspect, height)
    return []
