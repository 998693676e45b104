"""Reads a rendered paper back: text, pages as pictures, codes."""

from __future__ import annotations

import pypdfium2
import zxingcpp


def pages(pdf: bytes) -> list[str]:
    """Return the text of every page, runs of white space as one space."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for index in range(len(document)):
        page = document[index]
        reader = page.get_textpage()
        texts.append(" ".join(reader.get_text_bounded().replace("\ufffe", "-").split()))
        reader.close()
        page.close()
    document.close()
    return texts


def text(pdf: bytes) -> str:
    """Return the text of all pages."""
    return " ".join(pages(pdf))


def pictures(pdf: bytes, dpi: int = 150) -> list[object]:
    """Return the pages as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    made = [document[index].render(scale=dpi / 72, grayscale=True).to_pil() for index in range(len(document))]
    document.close()
    return made


def codes(pdf: bytes, dpi: int = 150) -> list[list[str]]:
    """Return the codes that a reader finds on each page."""
    return [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures(pdf, dpi)]
