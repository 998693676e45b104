"""Draw one label: text, rules, codes and logos in dots from its top left corner, as PDF operators."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

from inventory.base.errors import Refused
from inventory.labels.artwork import Artwork, read_logo
from inventory.labels.code import Symbol
from inventory.labels.data import Logo
from inventory.labels.fitting import Line
from inventory.labels.fonts import Typeset
from inventory.labels.geometry import Grid


class Materials:
    """The fonts and logos of one file, collected while its pages are drawn and embedded at its end."""

    def __init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(100, 100), pageCompression=0, invariant=1)
        self.typeset = Typeset(self._canvas._doc)  # noqa: SLF001 - subsets are kept per document
        self._artworks: dict[Logo, Artwork] = {}
        self._names: dict[Logo, str] = {}

    def artwork(self, logo: Logo) -> Artwork:
        """Check a logo once; raises `Invalid` for a file that is no safe picture."""
        if logo not in self._artworks:
            self._artworks[logo] = read_logo(logo.name, logo.content, logo.media_type)
        return self._artworks[logo]

    def resource(self, logo: Logo) -> str:
        """Return the resource name of a logo, which is drawn into the file the first time."""
        if logo not in self._names:
            artwork = self.artwork(logo)
            self._canvas.setPageSize((artwork.width, artwork.height))
            artwork.paint(self._canvas)
            self._canvas.showPage()
            self._names[logo] = f"/L{len(self._names)}"
        return self._names[logo]

    def seed(self) -> bytes:
        """Return the ReportLab file: one page per logo and a last blank one."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Recording:
    """A part that many labels share, drawn once; `left_out` is what it had no room for."""

    shapes: str
    texts: str
    left_out: tuple[str, ...]


class Pen:
    """Collects what is drawn on one label; y runs down from the top, baselines included.

    `last_code` is the modules of the last code and the dots of its module.
    """

    def __init__(self, grid: Grid, materials: Materials) -> None:
        self.grid = grid
        self.materials = materials
        self._points = grid.dots_per_point
        self._height = grid.label_height
        self._styles: dict[tuple[str, float], tuple[str, dict[int, str]]] = {}
        self.last_code: tuple[int, int] | None = None
        self._shapes: list[str] = []
        self._texts: list[str] = []

    def text(self, face: str, points: float, x: float, baseline: float, text: str) -> None:
        """Write one line of text from `x`."""
        style = self._styles.get((face, points))
        if style is None:
            style = self.materials.typeset.style(face, f"{points * self._points:.3f}")
            self._styles[face, points] = style
        face_on, codes = style
        shown = text.translate(codes)
        self._texts.append(f"1 0 0 1 {x:.2f} {self._height - baseline:.2f} Tm {face_on} ({shown}) Tj\n")

    def line(self, points: float, x: float, baseline: float, line: Line) -> None:
        """Write one line of several faces from `x`."""
        for run in line:
            self.text(run.face, points, x, baseline, run.text)
            x += run.width * points * self._points

    def box(self, x: int, y: int, width: int, height: int, *, grey: bool = False) -> None:
        """Fill a rectangle of whole dots."""
        area = f"{x} {self._height - y - height} {width} {height} re f\n"
        self._shapes.append(f"q .87 g {area}Q\n" if grey else area)

    def rule_dots(self, points: float) -> int:
        """Return the thickness of a rule in whole dots, never under what was asked for."""
        return max(1, -int(-points * self._points // 1))

    def code(self, symbol: Symbol, x: int, y: int, dots: int, height: int = 0) -> None:
        """Draw a code with its top left corner at whole dots; bars are `height` dots high."""
        tall = height or symbol.modules * dots
        self.last_code = symbol.modules, dots
        self._shapes.append(f"q {dots} 0 0 {height or dots} {x} {self._height - y - tall} cm\n{symbol.ops}f Q\n")

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
        name = self.materials.resource(logo)
        bottom = self._height - y - height
        self._shapes.append(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {bottom:.3f} cm {name} Do Q\n")

    def record(self, draw: Callable[[], list[str]]) -> Recording:
        """Return what `draw` draws and returns, to be drawn again on other labels."""
        shapes, texts = self._shapes, self._texts
        self._shapes, self._texts = [], []
        try:
            left_out = draw()
            return Recording("".join(self._shapes), "".join(self._texts), tuple(left_out))
        finally:
            self._shapes, self._texts = shapes, texts

    def replay(self, recording: Recording) -> None:
        """Draw what was recorded."""
        self._shapes.append(recording.shapes)
        self._texts.append(recording.texts)

    def take(self) -> str:
        """Return the operators of the label and start the next one."""
        ops = f"{''.join(self._shapes)}BT\n{''.join(self._texts)}ET\n"
        self._shapes.clear()
        self._texts.clear()
        return ops
