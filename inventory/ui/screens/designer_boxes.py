"""Where elements stand: their boxes, snapping to lines and to the grid, aligning, spreading, order; no Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from inventory.labels.drawing import Drawing, Element, LineElement

GRID_MM = 0.5
# No element is dragged smaller than this, nor farther over the edge than that this much of it stays in sight.
LEAST_MM = 1.0
MOST_MM = 500.0


class Box(NamedTuple):
    """A rectangle in millimetres from the top left corner of the label."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share some ground."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


class Guide(NamedTuple):
    """A line that something snapped to: `upright` at x, else at y, in millimetres."""

    upright: bool
    at_mm: float


def box_of(element: Element) -> Box:
    """Return where an element stands."""
    return Box(element.x_mm, element.y_mm, element.width_mm, element.height_mm)


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some."""
    some = list(boxes)
    x, y = min(one.x for one in some), min(one.y for one in some)
    return Box(x, y, max(one.right for one in some) - x, max(one.bottom for one in some) - y)


def placed(element: Element, box: Box) -> Element:
    """Return an element that stands elsewhere, in hundredths of a millimetre."""
    x, y = (round(min(max(0.0, value), MOST_MM), 2) for value in (box.x, box.y))
    width, height = (round(min(max(0.0, value), MOST_MM), 2) for value in (box.width, box.height))
    return replace(element, x_mm=x, y_mm=y, width_mm=width, height_mm=height)


def moved(drawing: Drawing, selected: Sequence[int], dx: float, dy: float) -> list[Element]:
    """Return the elements with the selected ones moved together, as far as they stay on the label."""
    elements = list(drawing.elements)
    if not selected:
        return elements
    whole = around(box_of(elements[at]) for at in selected)
    dx = min(max(dx, -whole.x), max(0.0, drawing.width_mm - LEAST_MM - whole.x))
    dy = min(max(dy, -whole.y), max(0.0, drawing.height_mm - LEAST_MM - whole.y))
    for at in selected:
        box = box_of(elements[at])
        elements[at] = placed(elements[at], box._replace(x=box.x + dx, y=box.y + dy))
    return elements


def resized(drawing: Drawing, selected: Sequence[int], dw: float, dh: float) -> list[Element]:
    """Return the elements with the right and lower edges of the selected ones moved."""
    elements = list(drawing.elements)
    for at in selected:
        box, thin = box_of(elements[at]), isinstance(elements[at], LineElement)
        least = 0.0 if thin else LEAST_MM
        width, height = max(least, box.width + dw), max(least, box.height + dh)
        elements[at] = placed(elements[at], box._replace(width=width, height=height))
    return elements


@dataclass(frozen=True, kw_only=True)
class Snapping:
    """What there is to snap to: edges and middle of the label, its safe margin, other elements; else the grid.

    `reach_mm` is how near a line must be; `free` snaps to nothing but tenths of a millimetre.
    """

    width_mm: float
    height_mm: float
    safe_x_mm: float = 0.0
    safe_y_mm: float = 0.0
    others: tuple[Box, ...] = ()
    reach_mm: float = 0.6
    free: bool = False

    def shift(self, box: Box, dx: float, dy: float) -> tuple[float, float, list[Guide]]:
        """Return by how much a box is moved that is dragged by `dx` and `dy`, and the lines it then lies on."""
        right, at_x = self._shift(True, (box.x, box.x + box.width / 2, box.right), dx)
        down, at_y = self._shift(False, (box.y, box.y + box.height / 2, box.bottom), dy)
        return right, down, [*at_x, *at_y]

    def edge(self, upright: bool, at_mm: float) -> tuple[float, list[Guide]]:
        """Return where an edge comes to lie that is dragged to `at_mm`, and the line it then lies on."""
        shift, guides = self._shift(upright, (at_mm,), 0.0)
        return at_mm + shift, guides

    def _shift(self, upright: bool, lines: tuple[float, ...], by: float) -> tuple[float, list[Guide]]:
        if self.free:
            return round(lines[0] + by, 1) - lines[0], []
        near = [
            (abs(mark - line - by), mark - line, mark)
            for mark in self._marks(upright)
            for line in lines
            if abs(mark - line - by) <= self.reach_mm
        ]
        if near:
            _distance, shift, mark = min(near)
            return shift, [Guide(upright, mark)]
        return round((lines[0] + by) / GRID_MM) * GRID_MM - lines[0], []

    def _marks(self, upright: bool) -> list[float]:
        side, safe = (self.width_mm, self.safe_x_mm) if upright else (self.height_mm, self.safe_y_mm)
        marks = [0.0, side / 2, side, safe, side - safe]
        for one in self.others:
            start, length = (one.x, one.width) if upright else (one.y, one.height)
            marks += [start, start + length / 2, start + length]
        return marks


def stretched(box: Box, handle: str, x: float, y: float, *, least: float, in_proportion: bool) -> Box:
    """Return a box whose corner or edge `handle` (n, ne, e, …) is dragged to a point; the opposite one stays."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    if "w" in handle:
        left = min(max(0.0, x), right - least)
    if "e" in handle:
        right = max(x, left + least)
    if "n" in handle:
        top = min(max(0.0, y), bottom - least)
    if "s" in handle:
        bottom = max(y, top + least)
    if in_proportion and len(handle) == 2 and box.width and box.height:
        factor = max((right - left) / box.width, (bottom - top) / box.height)
        width, height = box.width * factor, box.height * factor
        left, right = (right - width, right) if "w" in handle else (left, left + width)
        top, bottom = (bottom - height, bottom) if "n" in handle else (top, top + height)
    return Box(left, top, right - left, bottom - top)


# What the tools do ----------------------------------------------------------------------------------------------

EDGES = ("left", "centre", "right", "top", "middle", "bottom")


def aligned(drawing: Drawing, selected: Sequence[int], edge: str) -> list[Element]:
    """Return the elements with the selected ones on one line; a single one is aligned to the label."""
    elements = list(drawing.elements)
    label = Box(0, 0, drawing.width_mm, drawing.height_mm)
    frame = around(box_of(elements[at]) for at in selected) if len(selected) > 1 else label
    for at in selected:
        box = box_of(elements[at])
        places = {
            "left": box._replace(x=frame.x), "centre": box._replace(x=frame.x + (frame.width - box.width) / 2),
            "right": box._replace(x=frame.right - box.width), "top": box._replace(y=frame.y),
            "middle": box._replace(y=frame.y + (frame.height - box.height) / 2),
            "bottom": box._replace(y=frame.bottom - box.height),
        }  # fmt: skip
        elements[at] = placed(elements[at], places[edge])
    return elements


def spread(drawing: Drawing, selected: Sequence[int], *, across: bool) -> list[Element]:
    """Return the elements with equal gaps between the selected ones, the outer two staying where they are."""
    elements = list(drawing.elements)
    if len(selected) < 3:
        return elements
    side, start = (2, 0) if across else (3, 1)
    order = sorted(selected, key=lambda at: box_of(elements[at])[start] + box_of(elements[at])[side] / 2)
    whole = around(box_of(elements[at]) for at in order)
    gap = (whole[side] - sum(box_of(elements[at])[side] for at in order)) / (len(order) - 1)
    place = whole[start]
    for at in order:
        box = box_of(elements[at])
        elements[at] = placed(elements[at], box._replace(x=place) if across else box._replace(y=place))
        place += box[side] + gap
    return elements


def in_order(elements: Sequence[Element], selected: Sequence[int], *, front: bool) -> tuple[list[Element], list[int]]:
    """Return the elements with the selected ones on top or at the bottom, and where these are then."""
    chosen = [elements[at] for at in selected]
    rest = [one for at, one in enumerate(elements) if at not in selected]
    places = range(len(rest), len(elements)) if front else range(len(chosen))
    return ([*rest, *chosen] if front else [*chosen, *rest]), list(places)


def free_place(drawing: Drawing, width: float, height: float, safe_x: float, safe_y: float) -> Box:
    """Return the first free place for a new element, row by row; the middle of the label where there is none."""
    taken = [box_of(one) for one in drawing.elements]
    x_most, y_most = drawing.width_mm - safe_x - width, drawing.height_mm - safe_y - height
    y = safe_y
    while y <= y_most + 1e-9:
        x = safe_x
        while x <= x_most + 1e-9:
            box = Box(round(x, 2), round(y, 2), width, height)
            if not any(box.meets(one) for one in taken):
                return box
            x += 1.0
        y += 1.0
    step = len(taken) % 6
    return Box(max(0.0, round((drawing.width_mm - width) / 2 + step, 1)),
               max(0.0, round((drawing.height_mm - height) / 2 + step, 1)), width, height)  # fmt: skip
