"""Where lines, frames, pictures and codes of a drawn layout stand, in dots: for the pen and for the check alike."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.labels import code
from inventory.labels.drawing import CodeElement, Element
from inventory.labels.geometry import Area, Grid, whole_up
from inventory.labels.number import BAR_FLOOR, SQUARE_LEAST
from inventory.labels.template import Template

Rectangle = tuple[int, int, int, int]


def area_of(element: Element, template: Template, grid: Grid) -> Area:
    """Return the box of an element; a drawing stands in the middle of a larger label, on whole dots."""
    drawing, k = template.layout.drawing, grid.dots_per_mm
    assert drawing is not None
    left = max(0, round((template.width_mm - drawing.width_mm) / 2 * k))
    top = max(0, round((template.height_mm - drawing.height_mm) / 2 * k))
    return Area(
        left=left + element.x_mm * k, top=top + element.y_mm * k, width=element.width_mm * k,
        height=element.height_mm * k,
    )  # fmt: skip


def line_rectangle(area: Area, thick: int) -> Rectangle:
    """Return a rule along the longer side of a box, in the middle of the other."""
    x, y = round(area.left), round(area.top)
    if area.width >= area.height:
        return x, y + max(0, round((area.height - thick) / 2)), max(1, round(area.width)), thick
    return x + max(0, round((area.width - thick) / 2)), y, thick, max(1, round(area.height))


def frame_rectangles(area: Area, thick: int) -> list[Rectangle]:
    """Return the four rules of a frame along the inside of its box."""
    x, y, wide, high = round(area.left), round(area.top), round(area.width), round(area.height)
    if min(wide, high) <= 2 * thick:
        return [(x, y, max(thick, wide), max(thick, high))]
    beside = high - 2 * thick
    return [
        (x, y, wide, thick), (x, y + high - thick, wide, thick),
        (x, y + thick, thick, beside), (x + wide - thick, y + thick, thick, beside),
    ]  # fmt: skip


def picture_area(area: Area, aspect: float) -> Area:
    """Return where a picture of a proportion stands: as large as its box allows, in the middle."""
    wide = min(area.width, area.height * aspect)
    high = wide / aspect
    left, top = area.left + (area.width - wide) / 2, area.top + (area.height - high) / 2
    return Area(left=left, top=top, width=wide, height=high)


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a code stands: the corner of its black part, the dots of a module, and the height of its bars."""

    x: int
    y: int
    dots: int
    bars: int


class CodeBox:
    """Places codes in one box: the largest whole dots with which code and quiet zone fit, in its middle."""

    def __init__(self, element: CodeElement, area: Area, grid: Grid) -> None:
        self.kind = element.code
        self._left, self._top = whole_up(area.left), whole_up(area.top)
        self._wide, self._high = int(area.right + 1e-6) - self._left, int(area.bottom + 1e-6) - self._top
        self.is_bars = self.kind == "code128"
        self._least = whole_up((BAR_FLOOR if self.is_bars else SQUARE_LEAST) * grid.dots_per_mm)

    def place(self, modules: int) -> CodePlace | None:
        """Return the place of a code, None where not even the least readable module has room."""
        room = self._wide if self.is_bars else min(self._wide, self._high)
        dots = room // (modules + 2 * code.QUIET[self.kind])
        if dots < self._least or self._high < 1:
            return None
        side = modules * dots
        bars = self._high if self.is_bars else 0
        high = bars or side
        return CodePlace(self._left + (self._wide - side) // 2, self._top + (self._high - high) // 2, dots, bars)
