"""Lays KOPIA or ANULOWANO over a stored paper when it is printed; the stored bytes stay as they are."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from inventory.base.i18n import Translations
from inventory.base.pdfium import PDFIUM
from inventory.documents.flow import LANDSCAPE, PORTRAIT, Sheet
from inventory.documents.fonts import MM, face
from inventory.documents.frame import QR
from inventory.documents.marks import Cancelled, Copy, draw_tag, draw_watermark
from inventory.documents.pen import Ink, Pen
from inventory.documents.render import add_page, open_document, stream

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class _Found:
    text: str
    left: float
    top: float
    bottom: float


def overlay(pdf_bytes: bytes, mark: Copy | Cancelled, tr: Translations) -> bytes:
    """Return a paper with a mark on each page: the outlined word and the black tag under the number.

    `pdf_bytes` is a paper that `render` made; number and code stay readable.
    """
    import pypdfium2

    with PDFIUM:
        paper = pypdfium2.PdfDocument(pdf_bytes)
        try:
            sheets = [_sheet(*paper.get_page_size(index)) for index in range(len(paper))]
            corners = [_corner_lines(paper[index], sheet) for index, sheet in enumerate(sheets)]
            stamps = pypdfium2.PdfDocument(_stamps(sheets, corners, mark, tr))
            try:
                for index in range(len(paper)):
                    _lay(paper, stamps, index)
                result = io.BytesIO()
                paper.save(result)
                return result.getvalue()
            finally:
                stamps.close()
        finally:
            paper.close()


def _sheet(width: float, height: float) -> Sheet:
    return PORTRAIT if width < height else LANDSCAPE


def _corner_lines(page: Any, sheet: Sheet) -> list[_Found]:
    """Find copy, place and date in the corner: the tag takes their place and they share one line under it."""
    reader = page.get_textpage()
    found = []
    try:
        for index in range(reader.count_rects()):
            left, bottom, right, top = reader.get_rect(index)
            x1, x2, y = left / MM, right / MM, sheet.height - (top + bottom) / 2 / MM
            if abs(x2 - (sheet.right - QR - 3)) < 1 and sheet.top + 5 < y < sheet.top + 14:
                text = reader.get_text_bounded(left=left, bottom=bottom, right=right + 0.5, top=top)
                found.append(
                    _Found(
                        text=" ".join(text.split()),
                        left=x1,
                        top=sheet.height - top / MM,
                        bottom=sheet.height - bottom / MM,
                    )
                )
    finally:
        reader.close()
    return found


def _stamps(sheets: list[Sheet], corners: list[list[_Found]], mark: Copy | Cancelled, tr: Translations) -> bytes:
    doc = open_document("", _NO_TIME, tr)
    ink = Ink(doc)
    for sheet, lines in zip(sheets, corners, strict=True):
        pen = Pen(ink)
        draw_watermark(pen, sheet, mark, tr)
        right = sheet.right - QR - 3
        pen.raw("1 g")
        for line in lines:
            pen.bar(line.left - 0.4, line.top - 0.4, right - line.left + 0.8, line.bottom - line.top + 0.8)
        pen.raw("0 g")
        draw_tag(pen, right, sheet.top + 5.2, mark, tr, sheet.inner / 2)
        pen.right(right, sheet.top + 12.9, " · ".join(line.text for line in lines), face("condensed"), 9)
        add_page(doc, sheet.width, sheet.height, [stream(doc, [pen], sheet)])
    return bytes(doc.GetPDFData(None))


def _lay(paper: Any, stamps: Any, index: int) -> None:
    xobject = stamps.page_as_xobject(index, paper)
    page = paper[index]
    page.insert_obj(xobject.as_pageobject())
    page.gen_content()
    page.close()
    xobject.close()
