"""Draw one label: text, rules, codes and logos in dots from its top left corner, on paper of any kind."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from inventory.base.errors import Refused
from inventory.labels.artwork import Artwork, read_logo
from inventory.labels.code import Symbol
from inventory.labels.data import Logo
from inventory.labels.fitting import Line
from inventory.labels.geometry import Grid


@dataclass(frozen=True, slots=True)
class Recording:
    """A part that many labels share, drawn once; `left_out` is what it had no room for."""

    shapes: tuple[str, ...]
    texts: tuple[str, ...]
    left_out: tuple[str, ...]


class Pen(ABC):
    """Collects what is drawn on one label; y runs down from the top, baselines included.

    Each kind of file has its own pen, which writes its own words. `last_code` is the modules of the last code and
    the dots of its module.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.last_code: tuple[int, int] | None = None
        self._points = grid.dots_per_point
        self._artworks: dict[Logo, Artwork] = {}
        self._shapes: list[str] = []
        self._texts: list[str] = []

    @abstractmethod
    def text(self, face: str, points: float, x: float, baseline: float, text: str) -> None:
        """Write one line of text from `x`."""

    def line(self, points: float, x: float, baseline: float, line: Line) -> None:
        """Write one line of several faces from `x`."""
        for run in line:
            self.text(run.face, points, x, baseline, run.text)
            x += run.width * points * self._points

    @abstractmethod
    def box(self, x: int, y: int, width: int, height: int, *, grey: bool = False) -> None:
        """Fill a rectangle of whole dots."""

    def rule_dots(self, points: float) -> int:
        """Return the thickness of a rule in whole dots, never under what was asked for."""
        return self.grid.rule_dots(points)

    def code(self, symbol: Symbol, x: int, y: int, dots: int, height: int = 0) -> None:
        """Draw a code with its top left corner at whole dots; bars are `height` dots high."""
        self.last_code = symbol.modules, dots
        self._code(symbol, x, y, dots, height or dots)

    @abstractmethod
    def _code(self, symbol: Symbol, x: int, y: int, dots: int, row: int) -> None:
        """Draw a code whose modules are `dots` wide and `row` dots high."""

    def artwork(self, logo: Logo) -> Artwork:
        """Check a logo once; raises `Invalid` for a file that is no safe picture."""
        if logo not in self._artworks:
            self._artworks[logo] = read_logo(logo.name, logo.content, logo.media_type)
        return self._artworks[logo]

    def logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """Draw a logo into a box of its own proportion; raises `Refused` under its least width."""
        least = logo.min_width_mm
        if least is not None and width < least * self.grid.dots_per_mm - 0.01:
            raise Refused(
                "The logo “{name}” would be {width} mm wide; its brand manual asks for at least {least} mm. "
                "Choose a larger label.",
                field="template", name=logo.name, least=least,
                width=math.floor(width / self.grid.dots_per_mm * 10) / 10,
            )  # fmt: skip
        self._logo(logo, x, y, width, height)

    @abstractmethod
    def _logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """Draw a logo."""

    def record(self, draw: Callable[[], list[str]]) -> Recording:
        """Return what `draw` draws and returns, to be drawn again on other labels."""
        shapes, texts = self._shapes, self._texts
        self._shapes, self._texts = [], []
        try:
            left_out = draw()
            return Recording(tuple(self._shapes), tuple(self._texts), tuple(left_out))
        finally:
            self._shapes, self._texts = shapes, texts

    def replay(self, recording: Recording) -> None:
        """Draw what was recorded."""
        self._shapes.extend(recording.shapes)
        self._texts.extend(recording.texts)

    def take(self) -> str:
        """Return what was drawn and start the next label."""
        drawn = self._whole("".join(self._shapes), "".join(self._texts))
        self._shapes.clear()
        self._texts.clear()
        return drawn

    @abstractmethod
    def _whole(self, shapes: str, texts: str) -> str:
        """Put shapes and texts of a label together."""
