"""Draw one page in millimetres with every edge on whole dots of the printer: rules, text, codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

from inventory.labels.code import Symbol
from inventory.labels.fitting import lines
from inventory.labels.fonts import REGULAR, width
from inventory.labels.geometry import MM_PER_INCH, POINTS_PER_INCH, grid
from inventory.labels.pages import PdfPages
from inventory.labels.pdf_pen import PdfPen
from inventory.labels.stock import Stock

_MM_PER_POINT = MM_PER_INCH / POINTS_PER_INCH
# A box to tick: its side in em of the words beside it (print.md 2), and the weight of its lines in points.
_BOX_EM, _BOX_POINTS = 0.72, 0.3


class Sketch:
    """A page under way; lengths in mm from its top left corner, y down, type and rules in points.

    A rule is centred on its place to the nearest dot, so that two of one weight lie as far apart as they should.
    """

    def __init__(self, stock: Stock, dpi: int) -> None:
        page = replace(
            stock, kind="roll", columns=1, rows=1, width_mm=stock.page_width_mm, height_mm=stock.page_height_mm,
            margin_left_mm=0.0, margin_top_mm=0.0, gap_x_mm=0.0, gap_y_mm=0.0,
        )  # fmt: skip
        self.grid = grid(page, dpi)
        self.dot_mm = MM_PER_INCH / dpi
        self._pen = PdfPen(self.grid)

    def dots(self, mm: float) -> int:
        """Return the whole dot next to a place."""
        return round(mm * self.grid.dots_per_mm)

    def snapped(self, mm: float) -> float:
        """Return the place of the whole dot next to a place: what is measured from there is half a dot off at most."""
        return self.dots(mm) * self.dot_mm

    def weight(self, points: float) -> int:
        """Return the thickness of a rule in dots, never under what was asked for."""
        return self._pen.rule_dots(points)

    def across(self, x1: float, x2: float, y: float, points: float) -> None:
        """Draw a rule from left to right."""
        weight = self.weight(points)
        left, right = self.dots(x1), self.dots(x2)
        if right > left:
            self._pen.box(left, self.dots(y) - weight // 2, right - left, weight)

    def down(self, x: float, y1: float, y2: float, points: float) -> None:
        """Draw a rule from top to bottom."""
        weight = self.weight(points)
        top, bottom = self.dots(y1), self.dots(y2)
        if bottom > top:
            self._pen.box(self.dots(x) - weight // 2, top, weight, bottom - top)

    def frame(self, left: float, top: float, right: float, bottom: float, points: float) -> None:
        """Draw the four sides of a box, the middle of each rule on its edge."""
        weight = self.weight(points)
        x1, y1, x2, y2 = (self.dots(edge) - weight // 2 for edge in (left, top, right, bottom))
        for y in (y1, y2):
            self._pen.box(x1, y, x2 - x1 + weight, weight)
        for x in (x1, x2):
            self._pen.box(x, y1, weight, y2 - y1 + weight)

    def tick_box(self, x: float, baseline: float, points: float) -> float:
        """Draw an empty box before words on a baseline; returns where the words begin."""
        side = _BOX_EM * points * _MM_PER_POINT
        self.frame(x, baseline - side, x + side, baseline, _BOX_POINTS)
        return x + points * _MM_PER_POINT

    def text(
        self, x: float, baseline: float, text: str, points: float, face: str = REGULAR, *, align: str = "left"
    ) -> None:
        """Write one line; `x` is its left end, its middle (`centre`) or its right end."""
        k = self.grid.dots_per_mm
        x -= {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * self.width(text, points, face)
        self._pen.text(face, points, x * k, baseline * k, text)

    @staticmethod
    def width(text: str, points: float, face: str = REGULAR) -> float:
        """Return the width of one line."""
        return width(face, text) * points * _MM_PER_POINT

    def lines(self, text: str, points: float, room: float, face: str = REGULAR, *, most: int = 4) -> tuple[str, ...]:
        """Break a text into lines of a width."""
        return lines(face, text, room / (points * _MM_PER_POINT), most)[0]

    def code(self, symbol: Symbol, x: float, y: float, module: int, height: float = 0.0) -> None:
        """Draw a code with modules of whole dots; bars are `height` high."""
        self._pen.code(symbol, self.dots(x), self.dots(y), module, self.dots(height))

    def pdf(self, *, title: str, language: str, created: datetime) -> bytes:
        """Return the page as PDF."""
        stream = BytesIO()
        pages = PdfPages(stream, width=self.grid.page_width, height=self.grid.page_height, dpi=self.grid.dpi)
        pages.add(self._pen.take())
        pages.finish(self._pen.materials.seed(), title=title, language=language, created=created)
        return stream.getvalue()
