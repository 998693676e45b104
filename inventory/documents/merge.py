"""Puts several papers into one PDF, one after another, for printing them together."""

from __future__ import annotations

import io
from collections.abc import Iterable

from inventory.base.pdfium import PDFIUM


def merged(papers: Iterable[bytes]) -> tuple[bytes, int]:
    """Return one PDF with the pages of all `papers` in order, and how many pages it has."""
    import pypdfium2

    with PDFIUM:
        whole = pypdfium2.PdfDocument.new()
        try:
            for content in papers:
                part = pypdfium2.PdfDocument(content)
                try:
                    whole.import_pages(part)
                finally:
                    part.close()
            result = io.BytesIO()
            whole.save(result)
            return result.getvalue(), len(whole)
        finally:
            whole.close()
