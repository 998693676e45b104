"""Draw labels as PDF operators; fonts and logos are collected for the end of the file."""

from __future__ import annotations

import io

from inventory.labels.artwork import Artwork
from inventory.labels.code import Symbol
from inventory.labels.data import Logo
from inventory.labels.fonts import Typeset
from inventory.labels.geometry import Grid
from inventory.labels.pen import Pen


class Materials:
    """The fonts and logos of one file, collected while its pages are drawn and embedded at its end."""

    def __init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(100, 100), pageCompression=0, invariant=1)
        self.typeset = Typeset(self._canvas._doc)  # noqa: SLF001 - subsets are kept per document
        self._names: dict[Logo, str] = {}

    def resource(self, logo: Logo, artwork: Artwork) -> str:
        """Return the resource name of a logo, which is drawn into the file the first time."""
        if logo not in self._names:
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


class PdfPen(Pen):
    """Writes operators in dots from the lower left corner of the label."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.materials = Materials()
        self._height = grid.label_height
        self._styles: dict[tuple[str, float], tuple[str, dict[int, str]]] = {}

    def text(self, face: str, points: float, x: float, baseline: float, text: str) -> None:
        """Write one line of text from `x`."""
        style = self._styles.get((face, points))
        if style is None:
            style = self.materials.typeset.style(face, f"{points * self._points:.3f}")
            self._styles[face, points] = style
        face_on, codes = style
        shown = text.translate(codes)
        self._texts.append(f"1 0 0 1 {x:.2f} {self._height - baseline:.2f} Tm {face_on} ({shown}) Tj\n")

    def box(self, x: int, y: int, width: int, height: int, *, grey: bool = False) -> None:
        """Fill a rectangle of whole dots."""
        area = f"{x} {self._height - y - height} {width} {height} re f\n"
        self._shapes.append(f"q .87 g {area}Q\n" if grey else area)

    def _code(self, symbol: Symbol, x: int, y: int, dots: int, row: int) -> None:
        bottom = self._height - y - symbol.rows * row
        self._shapes.append(f"q {dots} 0 0 {row} {x} {bottom} cm\n{symbol.rectangles()}f Q\n")

    def _logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        name = self.materials.resource(logo, self.artwork(logo))
        bottom = self._height - y - height
        self._shapes.append(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {bottom:.3f} cm {name} Do Q\n")

    def _whole(self, shapes: str, texts: str) -> str:
        return f"{shapes}BT\n{texts}ET\n"
