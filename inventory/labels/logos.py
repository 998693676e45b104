"""Set the logos of a funding label in a row of one height, with the clear space their brand manuals ask for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from inventory.base.errors import Refused
from inventory.base.i18n import N_, Translations
from inventory.labels.data import FundingLabelData, Logo
from inventory.labels.fonts import CAPITALS, REGULAR, width
from inventory.labels.pen import Pen

LOGOS_DO_NOT_FIT = N_("The logos and their clear space do not fit the label. Choose a larger label.")
_BOX_POINTS = 8.0


@dataclass(frozen=True, kw_only=True)
class Row:
    """Where logos stand, in dots; `below` is free under the row, `middle` sets lower logos in its middle."""

    x: float
    y: float
    room: float
    height: float
    gap: float
    below: float
    middle: bool = False


def logo_row(pen: Pen, logos: tuple[Logo, ...], row: Row) -> float:
    """Draw logos from the left in one height, in proportion; returns the width used in dots.

    Raises `Refused` where a logo gets narrower than its manual allows.
    """
    k = pen.grid.dots_per_mm
    clear = [(logo.clear_space_mm or 0) * k for logo in logos]
    gaps = [max(row.gap, *pair) for pair in pairwise(clear)]
    aspects = [pen.artwork(logo).aspect for logo in logos]
    tallest = row.height - max(0.0, max(clear) - row.below)
    shared = min(tallest, (row.room - sum(gaps)) / sum(aspects))
    if shared <= 0:
        raise Refused(LOGOS_DO_NOT_FIT, field="template")
    at, top = row.x, row.y + (tallest - shared) / 2 * row.middle
    for logo, aspect, after in zip(logos, aspects, [*gaps, 0], strict=True):
        pen.logo(logo, at, top, aspect * shared, shared)
        at += aspect * shared + after
    return at - row.x


def grey_boxes(pen: Pen, tr: Translations, widths_mm: tuple[float, ...], row: Row) -> float:
    """Draw boxes where logos will stand, for the preview only; returns the width used."""
    k, at = pen.grid.dots_per_mm, row.x
    text, em = tr("logo"), _BOX_POINTS * pen.grid.dots_per_point
    for box in widths_mm:
        pen.box(round(at), round(row.y), round(box * k), round(row.height), grey=True)
        middle = at + box * k / 2 - width(REGULAR, text) * em / 2
        pen.text(REGULAR, _BOX_POINTS, middle, row.y + (row.height + CAPITALS * em) / 2, text)
        at += box * k + row.gap
    return at - row.gap - row.x


def require_logos(data: FundingLabelData, *, preview: bool) -> None:
    """Raise `Refused` where a label without logos is to be printed."""
    if not data.logos and not preview:
        raise Refused(
            "The funding label of {number} has no logo. Load the logo files of its funding source first.",
            number=data.number,
        )


def draw_artwork(pen: Pen, data: FundingLabelData, label_width: float, label_height: float) -> list[str]:
    """Draw a locked design over the whole label, in proportion and in the middle; nothing is added."""
    assert data.artwork is not None
    aspect = pen.artwork(data.artwork).aspect
    height = min(label_height, label_width / aspect)
    x, y = (label_width - height * aspect) / 2, (label_height - height) / 2
    pen.logo(data.artwork, x, y, height * aspect, height)
    return []
