"""The one lock of PDFium, which may be used by one thread at a time: whoever reads or draws pages takes it."""

from __future__ import annotations

from threading import Lock

PDFIUM = Lock()
