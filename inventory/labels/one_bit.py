"""Text and logos as one-bit pictures in printer dots, for printers that know neither our type nor our logos."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from inventory.base.paths import resources
from inventory.base.pdfium import PDFIUM
from inventory.labels.artwork import Artwork
from inventory.labels.fitting import Line
from inventory.labels.fonts import home, width

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

# Grey up to the middle is ink.
_MIDDLE = 128


@dataclass(frozen=True, slots=True)
class Ink:
    """A picture whose set pixels are ink, and where its top left corner is from the point it was drawn at."""

    image: Image
    left: int
    top: int


def text_ink(line: Line, em: float) -> Ink | None:
    """Draw a line of text from its baseline in type of `em` dots; None where nothing is to be seen.

    Each letter stands on the whole dot next to its place in the line, so that equal letters look equal and the line
    is as long as it was measured.
    """
    from PIL import Image

    placed: list[tuple[Ink, int]] = []
    at = 0.0
    for run in line:
        for letter in run.text:
            ink = _letter(run.face, letter, em)
            if ink is not None:
                placed.append((ink, round(at) + ink.left))
            at += width(run.face, letter) * em
    if not placed:
        return None
    left, top = min(x for _, x in placed), min(ink.top for ink, _ in placed)
    right = max(x + ink.image.width for ink, x in placed)
    bottom = max(ink.top + ink.image.height for ink, _ in placed)
    image = Image.new("1", (right - left, bottom - top))
    for ink, x in placed:
        image.paste(1, (x - left, ink.top - top), ink.image)
    return Ink(image, left, top)


@lru_cache(maxsize=2048)
def _letter(face: str, letter: str, em: float) -> Ink | None:
    from PIL import Image, ImageDraw

    name, code = home(face, ord(letter))
    font = _font(name, em)
    left, top, right, bottom = map(round, font.getbbox(chr(code), anchor="ls"))
    if right <= left or bottom <= top or letter.isspace():
        return None
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), chr(code), 255, font, anchor="ls")
    # Drawn in grey and cut at the middle: FreeType's own one-bit letters have stems of uneven weight.
    return Ink(image.point(lambda value: 255 * (value >= _MIDDLE), "1"), left, top)


@lru_cache(maxsize=64)
def _font(name: str, em: float) -> FreeTypeFont:
    from PIL import ImageFont

    # Our own measures place the letters; the shaping library of some systems would not.
    return ImageFont.truetype(resources() / "fonts" / f"{name}.ttf", em, layout_engine=ImageFont.Layout.BASIC)


def logo_image(artwork: Artwork, across: int, down: int) -> Image:
    """Draw a logo on white in whole dots; what is darker than the middle is ink."""
    from PIL import ImageOps

    grey = logo_picture(artwork, across, down).convert("L")
    return ImageOps.invert(grey).point(lambda value: 255 * (value >= _MIDDLE), "1")


def logo_picture(artwork: Artwork, across: int, down: int) -> Image:
    """Draw a logo in its colours on white by PDFium, as in a PDF, in whole dots."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(across, down))
    canvas.scale(across / artwork.width, down / artwork.height)
    artwork.paint(canvas)
    canvas.showPage()
    canvas.save()
    with PDFIUM:
        document = pypdfium2.PdfDocument(stream.getvalue())
        try:
            picture: Image = document[0].render(scale=1).to_pil().convert("RGB")
        finally:
            document.close()
    return picture
