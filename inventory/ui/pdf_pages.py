"""Pictures of PDF pages for preview and printing, under its one lock: PDFium is not thread-safe."""

from __future__ import annotations

from typing import NamedTuple

POINTS_PER_INCH = 72.0
# Lines of a changed text that lie so close together, in pixels, are one part.
_TOGETHER = 12
# The foot of a page tells when it was drawn and is another one each time.
_FOOT = 0.95
# Where more of a page than this changed it is another page, and everything would be marked.
_MOST_CHANGED = 0.6


class PageImage(NamedTuple):
    """One page as 32-bit BGRX lines."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in points."""
    import pypdfium2

    from inventory.base.pdfium import PDFIUM

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [document.get_page_size(number) for number in range(len(document))]
        finally:
            document.close()


def render(pdf: bytes, number: int, scale: float) -> PageImage:
    """Draw page `number` (from 0) at `scale` pixels a point on white."""
    import pypdfium2

    from inventory.base.pdfium import PDFIUM

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number]
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
            return image
        finally:
            document.close()


Part = tuple[float, float, float, float]


def changed_parts(before: PageImage, after: PageImage) -> list[Part]:
    """Return where two drawings of one page differ: left, top, width and height each, in parts of the page."""
    from PIL import Image, ImageChops

    if (before.width, before.height) != (after.width, after.height):
        return []
    wide, high = after.width, after.height
    old, new = (
        Image.frombuffer("RGB", (wide, high), page.pixels, "raw", "BGRX", page.stride, 1).convert("L")
        for page in (before, after)
    )
    difference = ImageChops.difference(old, new).crop((0, 0, wide, int(high * _FOOT)))
    bands: list[list[int]] = []
    for line, differs in enumerate(difference.getprojection()[1]):
        if differs and bands and line - bands[-1][1] <= _TOGETHER:
            bands[-1][1] = line
        elif differs:
            bands.append([line, line])
    if sum(last - first + 1 for first, last in bands) > high * _MOST_CHANGED:
        return []
    parts = []
    for first, last in bands:
        box = difference.crop((0, first, wide, last + 1)).getbbox()
        assert box is not None
        parts.append((box[0] / wide, first / high, (box[2] - box[0]) / wide, (last + 1 - first) / high))
    return parts
