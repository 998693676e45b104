"""Set the logos of a funding label in a row of one height, with the clear space their brand manuals ask for."""

from __future__ import annotations

from inventory.base.errors import Refused
from inventory.base.i18n import Translations
from inventory.labels.data import FundingLabelData, Logo
from inventory.labels.fonts import CAPITALS, REGULAR, width
from inventory.labels.pen import Pen

_BOX_POINTS = 8.0


def logo_row(
    pen: Pen, logos: tuple[Logo, ...], *, x: float, y: float, room: float, height: float, gap: float, below: float
) -> float:
    """Draw logos from the left in one height, in proportion; returns the width used. All in dots.

    `below` is the free space under the row. Raises `Refused` where a logo gets narrower than its manual allows.
    """
    k = pen.grid.dots_per_mm
    clear = [(logo.clear_space_mm or 0) * k for logo in logos]
    gaps = [max(gap, *pair) for pair in zip(clear, clear[1:], strict=False)]
    aspects = [pen.materials.artwork(logo).aspect for logo in logos]
    tallest = height - max(0.0, max(clear) - below)
    shared = min(tallest, (room - sum(gaps)) / sum(aspects))
    if shared <= 0:
        raise Refused("The logos and their clear space do not fit the label. Choose a larger label.", field="template")
    at = x
    for logo, aspect, after in zip(logos, aspects, [*gaps, 0], strict=True):
        pen.logo(logo, at, y + (tallest - shared) / 2, aspect * shared, shared)
        at += aspect * shared + after
    return at - x


def grey_boxes(pen: Pen, tr: Translations, widths_mm: tuple[float, ...], *, x: float, y: float, height: float, gap: float) -> float:
    """Draw boxes where logos will stand, for the preview only; returns the width used."""
    k, at = pen.grid.dots_per_mm, x
    text, em = tr("logo"), _BOX_POINTS * pen.grid.dots_per_point
    for box in widths_mm:
        pen.box(round(at), round(y), round(box * k), round(height), grey=True)
        middle = at + box * k / 2 - width(REGULAR, text) * em / 2
        pen.text(REGULAR, _BOX_POINTS, middle, y + (height + CAPITALS * em) / 2, text)
        at += box * k + gap
    return at - gap - x


def require_logos(data: FundingLabelData, *, preview: bool) -> bool:
    """Tell whether the label has logos; raises `Refused` where it is to be printed without."""
    if not data.logos and not preview:
        raise Refused(
            "The funding label of {number} has no logo. Load the logo files of its funding source first.",
            number=data.number,
        )
    return bool(data.logos)


def draw_artwork(pen: Pen, data: FundingLabelData, label_width: float, label_height: float) -> list[str]:
    """Draw a locked design over the whole label, in proportion and in the middle; nothing is added."""
    assert data.artwork is not None
    aspect = pen.materials.artwork(data.artwork).aspect
    height = min(label_height, label_width / aspect)
    x, y = (label_width - height * aspect) / 2, (label_height - height) / 2
    pen.logo(data.artwork, x, y, height * aspect, height)
    return []
