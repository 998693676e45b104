"""Sends PDF pages to a printer: drawn at its own dots by PDFium on white, page by page, on the full sheet."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from inventory.base.errors import Unavailable
from inventory.base.files import write_atomically
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.printers import check_dots, check_paper, printer_for, set_sheet

# A sheet at 1200 dots an inch would take half a gigabyte at once; it is drawn in strips of this many lines.
_STRIP = 1024
_POINTS_PER_INCH = 72.0
_POINTS_PER_MM = _POINTS_PER_INCH / 25.4
Saved = Callable[[Path], object]


def paint_pdf(
    pdf: bytes,
    printer: QPrinter,
    *,
    dpi: int | None = None,
    one_bit: bool = False,
    told: Callable[[int, int], object] | None = None,
) -> int:
    """Print every page of a PDF on a sheet of its own size; returns the number of pages.

    `dpi` is the resolution that labels were drawn for: then each of their dots is one of the printer's, on paper of
    exactly their size, or nothing is printed. `one_bit` makes black and white without greys, for label printers.
    May run on any thread. `told` is given pages done and all. Raises `Unavailable` where the printer does not begin,
    has other dots or other paper.
    """
    import pypdfium2

    from inventory.base.pdfium import PDFIUM

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        sizes = [document.get_page_size(number) for number in range(len(document))]
    painter = QPainter()
    try:
        for number, size in enumerate(sizes):
            wide, high = size[0] / _POINTS_PER_MM, size[1] / _POINTS_PER_MM
            set_sheet(printer, wide, high)
            if dpi is not None:
                check_dots(printer, dpi)
                check_paper(printer, wide, high)
            if number == 0 and not painter.begin(printer):
                raise Unavailable("The printer does not respond. Check it, or save the document as a PDF.")
            if number and not printer.newPage():
                raise Unavailable("The printer stopped after page {page}.", page=number)
            # Drivers that take PDF would get the dots as a lossy picture.
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            with PDFIUM:
                page = document[number]
                _paint_page(painter, page, printer, size, one_bit=one_bit)
                page.close()
            if told is not None:
                told(number + 1, len(sizes))
    finally:
        if painter.isActive():
            painter.end()
        with PDFIUM:
            document.close()
    return len(sizes)


def _paint_page(painter: QPainter, page: Any, printer: QPrinter, size: tuple[float, float], *, one_bit: bool) -> None:
    import pypdfium2.raw as pdfium

    scale = printer.resolution() / _POINTS_PER_INCH
    width, height = round(size[0] * scale), round(size[1] * scale)
    stride = width * 4
    # Full pages begin at the edge of the paper, whatever the printer cannot reach.
    for top in range(0, height, _STRIP):
        lines = min(_STRIP, height - top)
        buffer = ctypes.create_string_buffer(stride * lines)
        bitmap = pdfium.FPDFBitmap_CreateEx(width, lines, pdfium.FPDFBitmap_BGRx, buffer, stride)
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, lines, 0xFFFFFFFF)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_PRINTING
        pdfium.FPDF_RenderPageBitmap(bitmap, page.raw, 0, -top, width, height, 0, flags)
        picture = QImage(buffer.raw, width, lines, stride, QImage.Format.Format_RGB32)
        if one_bit:
            picture = picture.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
        painter.drawImage(QRect(QPoint(0, top), picture.size()), picture)
        pdfium.FPDFBitmap_Destroy(bitmap)


def send(
    owner: QWidget,
    context: Context,
    pdf: bytes,
    *,
    name: str,
    file_name: str,
    done: Callable[[int], object] | None = None,
    choose: bool = False,
    dpi: int | None = None,
    one_bit: bool = False,
) -> bool:
    """Print a PDF behind the scenes; without a printer say so and offer to save it. False where nothing is printed.

    `name` is what the queue of the printer and the notices call it, `file_name` is offered for saving. `choose` asks
    for the printer; else it is the one used last. `done` is called with the number of pages; `dpi` and `one_bit` are
    those of `paint_pdf`.
    """
    tr = context.tr
    printer = printer_for(str(context.memory.get("printer", "")))
    if printer is None:
        _offer_file(owner, context, pdf, file_name, tr("No printer is installed. Save {name} as a PDF.", name=name))
        return False
    printer.setDocName(name)
    if choose and QPrintDialog(printer, owner).exec() != QDialog.DialogCode.Accepted:
        return False
    context.memory["printer"] = printer.printerName()

    def work(job: Job) -> int:
        return paint_pdf(pdf, printer, dpi=dpi, one_bit=one_bit, told=job.progress)

    def failed(error: BaseException) -> bool:
        if not isinstance(error, Unavailable):
            return False
        _offer_file(owner, context, pdf, file_name, error.text(tr))
        return True

    run = context.operations.run(owner, tr("Print {name}", name=name), work)
    run.on_failure(failed)
    if done is not None:
        run.on_success(done)
    return True


def save_pdf(owner: QWidget, context: Context, pdf: bytes, file_name: str) -> None:
    """Ask where to save a PDF and write it in one step."""
    tr = context.tr
    chosen, _ = QFileDialog.getSaveFileName(owner, tr("Save as PDF"), file_name, "PDF (*.pdf)")
    if chosen:
        write_pdf(owner, context, pdf, Path(chosen))


def write_pdf(owner: QWidget, context: Context, pdf: bytes, path: Path) -> None:
    """Write a PDF and say where it lies."""
    tr = context.tr
    target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
    run = context.operations.run(owner, tr("Save as PDF"), lambda _job: write_atomically(target, pdf))
    run.on_success(lambda _none: context.notify(tr("Saved as {file}.", file=target.name), "ok", key="save-pdf"))


def _offer_file(owner: QWidget, context: Context, pdf: bytes, file_name: str, text: str) -> None:
    context.notify(
        text, "warn", action=context.tr("Save as PDF…"), run=lambda: save_pdf(owner, context, pdf, file_name),
        key="print",
    )  # fmt: skip


def file_name_of(number: str) -> str:
    """Return a file name for a document number, which may hold slashes."""
    return "".join("-" if sign in '\\/:*?"<>|' else sign for sign in number) + ".pdf"
