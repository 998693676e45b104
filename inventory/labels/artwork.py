"""Logo files of the user: told by their content, checked, and drawn once per file of labels."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inventory.base.errors import Invalid
from inventory.labels.svg import UnsafeDrawing, check_svg

MOST_BYTES = 20_000_000
MOST_PIXELS = 60_000_000
# A strip of many logos is some fifteen times as wide as high; thinner ones would press all others of a row flat.
_THINNEST = 40
# Paler than this nothing is seen; 255 is white.
_PALEST = 245
# 600 dpi over the widest label; more only makes the file larger.
_LARGEST = (2500, 1400)


@dataclass(frozen=True, kw_only=True)
class Artwork:
    """A checked logo: its proportion and how to draw it on a ReportLab canvas of `width` × `height` points."""

    media_type: str
    width: float
    height: float
    paint: Callable[[Any], None]

    @property
    def aspect(self) -> float:
        """Width divided by height."""
        return self.width / self.height


def logo_media_type(content: bytes) -> str:
    """Tell PNG, JPEG and SVG by content; empty for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    start = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "image/svg+xml" if start.startswith(b"<") and b"<svg" in content[:65536] else ""


def read_logo(name: str, content: bytes, media_type: str = "") -> Artwork:
    """Check a logo file and return it ready to draw; raises `Invalid` with the reason in one sentence.

    `media_type` is what the file claims to be; a file that is something else is refused.
    """
    found = logo_media_type(content)
    if not found:
        raise Invalid("“{name}” is not a logo file: use PNG, JPEG or SVG.", field="logo", name=name)
    if media_type and media_type != found:
        raise Invalid(
            "“{name}” says {claimed} but holds {found}.", field="logo", name=name, claimed=media_type, found=found
        )
    if len(content) > MOST_BYTES:
        raise Invalid("“{name}” is larger than {most} MB.", field="logo", name=name, most=MOST_BYTES // 1_000_000)
    artwork = _drawing(name, content) if found == "image/svg+xml" else _picture(name, content, found)
    if not 1 / _THINNEST <= artwork.aspect <= _THINNEST:
        raise Invalid("“{name}” is too long and thin for a logo.", field="logo", name=name)
    return artwork


# What the libraries raise over numbers and references that make no sense.
_UNDRAWABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError, RecursionError)


def _sides(drawing: Any) -> tuple[float, float]:
    return float(drawing.width), float(drawing.height)


def _drawing(name: str, content: bytes) -> Artwork:
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas
    from svglib.svglib import svg2rlg

    try:
        check_svg(content)
    except UnsafeDrawing as error:
        if str(error) == "<text>":
            raise Invalid(
                "“{name}” has letters. Turn them into curves in the drawing program, or use a PNG.",
                field="logo", name=name,
            ) from error  # fmt: skip
        raise Invalid(
            "“{name}” is not a plain SVG drawing ({part}). Use a PNG.", field="logo", name=name, part=error
        ) from error
    try:
        drawing = svg2rlg(io.BytesIO(content))
        drawable = drawing is not None and drawing.contents and all(0.1 < side < 1e5 for side in _sides(drawing))
        if drawable:
            # What cannot be drawn is found out now and not when labels are printed.
            renderPDF.draw(drawing, Canvas(io.BytesIO(), pagesize=_sides(drawing)), 0, 0)
    except _UNDRAWABLE as error:
        raise Invalid("“{name}” cannot be drawn. Use a PNG.", field="logo", name=name) from error
    if not drawable:
        raise Invalid("“{name}” cannot be drawn. Use a PNG.", field="logo", name=name)
    return Artwork(
        media_type="image/svg+xml",
        width=_sides(drawing)[0],
        height=_sides(drawing)[1],
        paint=lambda canvas: renderPDF.draw(drawing, canvas, 0, 0),
    )


def _picture(name: str, content: bytes, media_type: str) -> Artwork:
    from PIL import Image, ImageOps

    format_ = "PNG" if media_type == "image/png" else "JPEG"
    try:
        with warnings.catch_warnings():
            # What is wrong beside the picture, such as its EXIF, does no harm.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=[format_])
            if not 0 < picture.width * picture.height <= MOST_PIXELS:
                raise Invalid("“{name}” has too many pixels.", field="logo", name=name)
            picture.draft("RGB", _LARGEST)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Invalid("“{name}” has too many pixels.", field="logo", name=name) from error
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
        raise Invalid("“{name}” is damaged.", field="logo", name=name) from error
    if upright.mode.startswith("I"):
        # Sixteen bits a pixel would be cut at 255, which leaves them white.
        upright = upright.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    clear = upright.has_transparency_data
    kept = upright.convert("RGBA" if clear else "L" if upright.mode in ("1", "L") else "RGB")
    kept.thumbnail(_LARGEST)
    if not _shows(kept):
        raise Invalid("“{name}” shows nothing on white paper.", field="logo", name=name)
    width, height = 100 * upright.width / upright.height, 100.0

    def paint(canvas: Any) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(kept), 0, 0, width, height, mask="auto")

    return Artwork(media_type=media_type, width=width, height=height, paint=paint)


def _shows(picture: Any) -> bool:
    """Tell whether a picture leaves ink on white paper."""
    from PIL import Image

    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return any(paper.convert("L").histogram()[:_PALEST])
