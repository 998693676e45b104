"""Pictures of PDF pages for preview and printing, under the one lock of the papers: PDFium is not thread-safe."""

from __future__ import annotations

from typing import NamedTuple

POINTS_PER_INCH = 72.0


class PageImage(NamedTuple):
    """One page as 32-bit BGRX lines."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in points."""
    import pypdfium2

    from inventory.documents.overlay import PDFIUM

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [document.get_page_size(number) for number in range(len(document))]
        finally:
            document.close()


def render(pdf: bytes, number: int, scale: float) -> PageImage:
    """Draw page `number` (from 0) at `scale` pixels a point on white."""
    import pypdfium2

    from inventory.documents.overlay import PDFIUM

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
