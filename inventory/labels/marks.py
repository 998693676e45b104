"""Lines that help to cut labels out of plain paper: an outline of each label, or ticks at the edges of the sheet."""

from __future__ import annotations

from inventory.base.i18n import N_
from inventory.labels.geometry import Grid
from inventory.labels.stock import Stock

MARKS = {"": N_("None"), "outline": N_("Outlines"), "crop": N_("Crop marks")}
# Length of a tick, and how far it keeps off the labels, in millimetres; a hair line, in points.
_TICK_MM, _OFF_MM = 4.0, 1.0
_HAIR_POINTS = 0.25
# The part of a quarter circle's radius at which its curve is pulled.
_PULL = 0.5523


def label_outline(stock: Stock, grid: Grid) -> str:
    """Return the outline of a label as PDF operators in dots from its lower left corner; nothing reaches over it."""
    k, line = grid.dots_per_mm, _HAIR_POINTS * grid.dots_per_point
    inset = line / 2
    left, bottom = inset, inset
    right, top = stock.width_mm * k - inset, grid.label_height - inset
    bottom += grid.label_height - stock.height_mm * k
    r = max(0.0, stock.radius_mm * k - inset)
    if r < 1:
        return f"q {line:.2f} w {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re S Q\n"
    c = r * (1 - _PULL)
    path = (
        f"{left + r:.2f} {bottom:.2f} m {right - r:.2f} {bottom:.2f} l "
        f"{right - c:.2f} {bottom:.2f} {right:.2f} {bottom + c:.2f} {right:.2f} {bottom + r:.2f} c "
        f"{right:.2f} {top - r:.2f} l {right:.2f} {top - c:.2f} {right - c:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
        f"{left + r:.2f} {top:.2f} l {left + c:.2f} {top:.2f} {left:.2f} {top - c:.2f} {left:.2f} {top - r:.2f} c "
        f"{left:.2f} {bottom + r:.2f} l {left:.2f} {bottom + c:.2f} {left + c:.2f} {bottom:.2f} "
        f"{left + r:.2f} {bottom:.2f} c"
    )
    return f"q {line:.2f} w {path} S Q\n"


def crop_marks(stock: Stock, grid: Grid) -> str:
    """Return ticks beside the outermost labels as PDF operators in dots of the page; none where there is no margin."""
    k, line = grid.dots_per_mm, _HAIR_POINTS * grid.dots_per_point
    first, last = stock.corner_mm(1), stock.corner_mm(stock.per_page)
    left, top, right, bottom = *first, last[0] + stock.width_mm, last[1] + stock.height_mm
    across = sorted(
        {round(stock.corner_mm(n + 1)[0] + side, 3) for n in range(stock.columns) for side in (0, stock.width_mm)}
    )
    down = sorted({
        round(stock.corner_mm(n * stock.columns + 1)[1] + side, 3)
        for n in range(stock.rows) for side in (0, stock.height_mm)
    })  # fmt: skip
    drawn = []
    for begin, end in _ticks(top, stock.page_height_mm - bottom, bottom):
        drawn += [(x, begin, x, end) for x in across]
    for begin, end in _ticks(left, stock.page_width_mm - right, right):
        drawn += [(begin, y, end, y) for y in down]
    ops = "".join(
        f"{x1 * k:.2f} {grid.page_height - y1 * k:.2f} m {x2 * k:.2f} {grid.page_height - y2 * k:.2f} l S\n"
        for x1, y1, x2, y2 in drawn
    )
    return f"q {line:.2f} w\n{ops}Q\n" if ops else ""


def _ticks(before: float, after: float, end: float) -> list[tuple[float, float]]:
    """Return where ticks begin and end before and after the labels, in millimetres along one direction."""
    ticks = []
    if before > _OFF_MM + 0.5:
        ticks.append((max(0.0, before - _OFF_MM - _TICK_MM), before - _OFF_MM))
    if after > _OFF_MM + 0.5:
        ticks.append((end + _OFF_MM, min(end + after, end + _OFF_MM + _TICK_MM)))
    return ticks
