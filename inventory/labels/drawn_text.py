"""Set the texts of one element of a drawn layout by its rule; the inventory number is never cut or squeezed."""

from __future__ import annotations

from typing import NamedTuple

from inventory.labels.drawing import NUMBER, TextElement
from inventory.labels.fitting import lines, shortened
from inventory.labels.fonts import BOLD, DEEP, NUMBER_FOOT, NUMBER_TOP, REGULAR, SEMIBOLD, TALL, width
from inventory.labels.geometry import Area, Grid
from inventory.labels.number import NUMBER_PITCH, DoesNotFit, foot, halved, halves
from inventory.labels.pen import Pen

FACES = {"regular": REGULAR, "semibold": SEMIBOLD, "bold": BOLD}
# Distance of lines in em.
PITCH = TALL + DEEP
_SHARES = {"left": 0.0, "centre": 0.5, "right": 1.0}
# How many settings of long texts one element remembers: names of rooms and categories come again and again.
_REMEMBERED = 2_000


class Setting(NamedTuple):
    """Lines with their distance in em, set in one size; `baseline` is that of the first, in dots."""

    points: float
    rows: tuple[str, ...]
    baseline: float
    pitch: float = PITCH
    cut: bool = False


class DrawnText:
    """Sets and writes the texts of one element at one resolution."""

    def __init__(self, element: TextElement, area: Area, grid: Grid) -> None:
        self.element, self.area = element, area
        self.face = FACES[element.face]
        self._em = grid.dots_per_point
        self._is_number = element.field == NUMBER
        self._top = NUMBER_TOP if self._is_number and not element.before else TALL
        self._floor = min(element.floor, element.points)
        shrinks = self._is_number or element.rule == "shrink"
        self._start = self._as_high_as_fits(NUMBER_FOOT if self._is_number else DEEP) if shrinks else element.points
        self._start_em = self._start * self._em
        self._baseline = area.top + self._top * self._start_em
        self._room = area.width / self._start_em
        self._most = max(1, min(element.lines, int(area.height / self._start_em / PITCH + 1e-6)))
        self._share = _SHARES[element.align]
        self._long: dict[str, Setting] = {}

    def set(self, value: str) -> Setting:
        """Return how a value comes out behind the words before it, without them where that saves it from being cut.

        Raises `DoesNotFit` for a number that has no room at its floor.
        """
        if self._is_number:
            return self._number(value)
        text = self.element.before + value
        if self.element.rule == "wrap":
            return self._wrapped(text, value)
        if width(self.face, text) <= self._room:
            return Setting(self._start, (text,), self._baseline)
        if value not in self._long:
            if len(self._long) >= _REMEMBERED:
                self._long.clear()
            whole = self._by_rule(text)
            self._long[value] = self._by_rule(value) if whole.cut and self.element.before else whole
        return self._long[value]

    def write(self, pen: Pen, setting: Setting) -> None:
        """Write a text that was set."""
        em = setting.points * self._em
        baseline, x = setting.baseline, self.area.left
        for row in setting.rows:
            if self._share:
                x = self.area.left + (self.area.width - width(self.face, row) * em) * self._share
            pen.text(self.face, setting.points, x, baseline, row)
            baseline += setting.pitch * em

    def row_areas(self, setting: Setting) -> list[Area]:
        """Return where each line of a setting stands, from the top of tall letters to the foot of deep ones."""
        em = setting.points * self._em
        areas = []
        for count, row in enumerate(setting.rows):
            wide = width(self.face, row) * em
            top = setting.baseline + count * setting.pitch * em - self._top * em
            left = self.area.left + (self.area.width - wide) * self._share
            areas.append(Area(left=left, top=top, width=wide, height=(self._top + DEEP) * em))
        return areas

    def _as_high_as_fits(self, deep: float) -> float:
        points = self.area.height / (self._top + deep) / self._em
        return min(self.element.points, max(self._floor, halves(points)))

    def _wrapped(self, text: str, value: str) -> Setting:
        rows, cut = lines(self.face, text, self._room, self._most)
        if cut and text != value:
            rows, cut = lines(self.face, value, self._room, self._most)
        return Setting(self._start, rows, self._baseline, PITCH, cut)

    def _by_rule(self, text: str) -> Setting:
        points = self._start
        if self.element.rule == "shrink":
            fitting = halves(self.area.width / width(self.face, text) / self._em)
            points = min(points, max(self._floor, fitting))
        short = shortened(self.face, text, self.area.width / (points * self._em))
        return Setting(points, (short,) if short else (), self._baseline, cut=short != text)

    def _number(self, number: str) -> Setting:
        """Set a number in one line, smaller down to its floor, else in two lines that both fit."""
        whole = self.element.before + number
        for text in (whole, number) if self.element.before else (number,):
            for broken in (False, True):
                rows = halved(text) if broken else (text,)
                points = self._number_points(rows)
                if points >= self._floor:
                    return self._placed_number(points, rows)
        raise DoesNotFit(number)

    def _number_points(self, rows: tuple[str, ...]) -> float:
        wide = max(width(self.face, row) for row in rows)
        extent = self._top + foot("".join(rows)) + (len(rows) - 1) * NUMBER_PITCH
        most = min(self.area.width / wide, self.area.height / extent) / self._em
        return self._start if most + 1e-6 >= self._start else halves(most)

    def _placed_number(self, points: float, rows: tuple[str, ...]) -> Setting:
        em = points * self._em
        as_usual = len(rows) == 1 and self._baseline + foot(rows[0]) * em <= self.area.bottom
        return Setting(points, rows, self._baseline if as_usual else self.area.top + self._top * em, NUMBER_PITCH)
