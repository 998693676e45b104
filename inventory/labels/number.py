"""Place the inventory number and its code on a sticker: the number first, the code above its floor."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from inventory.base.errors import Invalid
from inventory.labels.code import QUIET
from inventory.labels.fonts import BOLD, DEEP, NUMBER_FOOT, NUMBER_TOP, width
from inventory.labels.geometry import Grid, whole_up
from inventory.labels.template import Template

# Line distance of a number in two lines, in em.
NUMBER_PITCH = 0.95
# The least module of square codes and of bars in millimetres (print.md 13).
SQUARE_FLOOR, SQUARE_LEAST, BAR_FLOOR = 0.5, 0.375, 0.25
# The number of usual length, the part of a label's height that it may take, and its largest type in points.
_USUAL_NUMBER, _NUMBER_SHARE, _LARGEST_NUMBER = "WR/487/0012", 0.3, 72.0
_LEAST_BARS_MM = 5.0
_GAP_MM = 1.2
_NUMBER = re.compile(r"[!-~]+")
_DEEP = re.compile(r"[^A-PR-Z0-9/.-]")


class DoesNotFit(Exception):
    """A number has no room on a label; `by_code` where it is the bars that are too wide."""

    def __init__(self, number: str, *, by_code: bool = False) -> None:
        super().__init__(number)
        self.number = number
        self.by_code = by_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where number and code stand, in dots; `top` is the highest ink of the number."""

    points: float
    baselines: tuple[float, ...]
    top: float
    dots: int
    code_x: int
    code_y: int
    code_height: int


def checked_number(number: str) -> str:
    """Return a number that every code can hold; raises `Invalid` for spaces, letters with marks and nothing."""
    if not _NUMBER.fullmatch(number):
        raise Invalid("The inventory number “{number}” cannot be printed as a code.", field="number", number=number)
    return number


def foot(number: str) -> float:
    """Return how far a number reaches below its baseline, in em: the slash, or deeper letters such as Q."""
    return DEEP if _DEEP.search(number) else NUMBER_FOOT


def halves(points: float) -> float:
    """Round a type size down to halves of a point."""
    return math.floor(points * 2 + 1e-6) / 2


def halved(number: str) -> tuple[str, ...]:
    """Break a number after / or - into two lines as even as they get; it stays whole without such a sign."""
    breaks = [match.end() for match in re.finditer(r"[/-]", number) if match.end() < len(number)]
    if not breaks:
        return (number,)
    best = min(breaks, key=lambda at: max(width(BOLD, number[:at]), width(BOLD, number[at:])))
    return number[:best], number[best:]


class NumberPlacer:
    """Places numbers on one template at one resolution; equal shapes are worked out once."""

    def __init__(self, template: Template, grid: Grid) -> None:
        self.template, self.grid = template, grid
        self.kind = template.code.kind
        k = grid.dots_per_mm
        self.width, self.height = template.width_mm * k, template.height_mm * k
        self.safe_x, self.safe_y = template.safe_x_mm * k, template.safe_y_mm * k
        self._largest = template.type.number or self._as_large_as_usual()
        self._places: dict[tuple[int, int, int, float], Place | None] = {}

    def place(self, number: str, modules: int, head: float) -> tuple[Place, tuple[str, ...]]:
        """Return the place and the lines of a number; raises `DoesNotFit`.

        `head` is the height in dots that text above the bars of Code 128 needs.
        """
        place = self._known(modules, width(BOLD, number), 1, foot(number), head)
        if place is not None:
            return place, (number,)
        lines = halved(number)
        place = self._known(modules, max(width(BOLD, line) for line in lines), len(lines), foot(number), head)
        if place is not None:
            return place, lines
        raise DoesNotFit(number, by_code=self.kind == "code128" and self._bar_dots(modules) is None)

    def _known(self, modules: int, em: float, count: int, foot: float, head: float) -> Place | None:
        key = (modules, round(em * 1000), count, foot)
        if key not in self._places:
            bars = self.kind == "code128"
            self._places[key] = (
                self._bars(modules, em, count, foot, head) if bars else self._square(modules, em, count, foot)
            )
        return self._places[key]

    def _as_large_as_usual(self) -> float:
        """Return the type that fills the width with a usual number, but leaves most of the height to the rest."""
        by_width = (self.width - 2 * self.safe_x) / width(BOLD, _USUAL_NUMBER)
        by_height = self.height * _NUMBER_SHARE / (NUMBER_TOP + NUMBER_FOOT)
        return min(_LARGEST_NUMBER, halves(min(by_width, by_height) / self.grid.dots_per_point))

    def _by_width(self, em: float) -> float:
        room = self.width - 2 * self.safe_x
        return min(self._largest, halves(room / em / self.grid.dots_per_point))

    def _square(self, modules: int, em: float, count: int, foot: float) -> Place | None:
        k, quiet = self.grid.dots_per_mm, QUIET[self.kind]
        by_width, extent = self._by_width(em), self._extent(count, foot)
        start = self.template.code.dots(self.grid.dpi)
        floor = min(start, whole_up(SQUARE_FLOOR * k))
        for dots in range(start, floor - 1, -1):
            x = whole_up(max(self.safe_x, quiet * dots))
            y = whole_up(max(self.safe_y, quiet * dots))
            below = y + (modules + quiet) * dots
            by_height = halves((self.height - self.safe_y - below) / extent / self.grid.dots_per_point)
            if by_height >= 0.97 * by_width or dots == floor:
                points = min(by_width, by_height)
                if points < self.template.type.number_floor or x + (modules + quiet) * dots > self.width:
                    return None
                return self._made(points, count, foot, dots, x, y, modules * dots)
        return None

    def _bars(self, modules: int, em: float, count: int, foot: float, head: float) -> Place | None:
        dots, points = self._bar_dots(modules), self._by_width(em)
        y = whole_up(self.safe_y + head)
        if dots is None or points < self.template.type.number_floor:
            return None
        k = self.grid.dots_per_mm
        room = (self.height - self.safe_y - y - (_LEAST_BARS_MM + _GAP_MM) * k) / self._extent(count, foot)
        points = min(points, halves(room / self.grid.dots_per_point))
        if points < self.template.type.number_floor:
            return None
        made = self._made(points, count, foot, dots, self._bars_x(modules, dots), y, 0)
        return Place(
            points=points, baselines=made.baselines, top=made.top, dots=dots, code_x=made.code_x, code_y=y,
            code_height=math.floor(made.top - _GAP_MM * k) - y,
        )  # fmt: skip

    def _bar_dots(self, modules: int) -> int | None:
        """Return the widest bars that keep inside the safe area and their quiet zone inside the label."""
        floor = whole_up(BAR_FLOOR * self.grid.dots_per_mm)
        for dots in range(self.template.code.dots(self.grid.dpi), floor - 1, -1):
            x, side, quiet = self._bars_x(modules, dots), modules * dots, QUIET["code128"] * dots
            if x >= max(self.safe_x, quiet) and x + side <= min(self.width - self.safe_x, self.width - quiet):
                return dots
        return None

    def _bars_x(self, modules: int, dots: int) -> int:
        return whole_up((self.width - modules * dots) / 2)

    def _extent(self, count: int, foot: float) -> float:
        return NUMBER_TOP + foot + (count - 1) * NUMBER_PITCH

    def _made(self, points: float, count: int, foot: float, dots: int, x: int, y: int, height: int) -> Place:
        em = points * self.grid.dots_per_point
        last = self.height - self.safe_y - foot * em
        baselines = tuple(last - (count - 1 - line) * NUMBER_PITCH * em for line in range(count))
        return Place(
            points=points, baselines=baselines, top=baselines[0] - NUMBER_TOP * em, dots=dots, code_x=x, code_y=y,
            code_height=height,
        )  # fmt: skip
