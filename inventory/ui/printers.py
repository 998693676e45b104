"""The printers of this machine: their own dots, the paper they take, and what of it they cannot reach."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from inventory.base.errors import Unavailable
from inventory.labels.geometry import LEAST_DPI, MOST_DPI

# Sheets that are the same but for rounding count as the same paper.
_SAME_MM = 1.0
_MM, _NATIVE = QPageLayout.Unit.Millimeter, QPrinter.OutputFormat.NativeFormat


@dataclass(frozen=True, kw_only=True)
class DriverPaper:
    """The paper that a driver gives when asked for one, in mm; `unreached` is left, top, right, bottom of it."""

    width_mm: float
    height_mm: float
    unreached: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def printer_for(name: str = "") -> QPrinter | None:
    """Return the printer of this name, else the default one, at its own dots; None where no printer is installed."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        info = QPrinterInfo.defaultPrinter()
    if info.isNull():
        names = QPrinterInfo.availablePrinterNames()
        info = QPrinterInfo.printerInfo(names[0]) if names else info
    if info.isNull():
        return None
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    # Windows gives the resolution of the device; CUPS always 1200, beside the list of what the printer has.
    own = [dpi for dpi in info.supportedResolutions() if LEAST_DPI <= dpi <= MOST_DPI]
    if os.name != "nt" and own and printer.resolution() not in own:
        printer.setResolution(max(own))
    return printer


def own_resolution(name: str = "") -> int | None:
    """Return the dots an inch that a printer really has, for which its labels are drawn; None without a printer."""
    printer = printer_for(name)
    return None if printer is None else dots_of(printer)[1]


def dots_of(printer: QPrinter) -> tuple[int, int]:
    """Return the dots an inch of the device across and down, whatever resolution it was told to pretend."""
    if os.name == "nt" and printer.outputFormat() == _NATIVE:
        # `setResolution` would make Windows stretch what is drawn, and `resolution` would not tell.
        return printer.physicalDpiX(), printer.physicalDpiY()
    return printer.resolution(), printer.resolution()


def check_dots(printer: QPrinter, dpi: int) -> None:
    """Raise `Unavailable` where dots drawn for a resolution would not be dots of the printer: nothing is resampled."""
    across, down = dots_of(printer)
    if across != down:
        raise Unavailable(
            "The printer is set to {across} × {down} dots an inch. Choose the same in both directions in its driver.",
            across=across, down=down,
        )  # fmt: skip
    if (down, printer.resolution()) != (dpi, dpi):
        raise Unavailable(
            "The labels were drawn for {dpi} dots an inch, and the printer has {own}. Print them once more.",
            dpi=dpi, own=down,
        )  # fmt: skip


def set_sheet(printer: QPrinter, width_mm: float, height_mm: float) -> None:
    """Ask for a sheet without margins: the driver's own paper where it is that one, upright or turned; else A4, else
    just this size. A label that is wider than high is not turned unless the driver's paper is.
    """
    wanted = QSizeF(width_mm, height_mm)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    sheet, way = QPageSize(wanted, QPageSize.Unit.Millimeter), QPageLayout.Orientation.Portrait
    for known in (printer.pageLayout().pageSize(), a4):
        size = known.size(QPageSize.Unit.Millimeter)
        if _same(wanted, size):
            sheet = known
            break
        if _same(wanted, size.transposed()):
            sheet, way = known, QPageLayout.Orientation.Landscape
            break
    printer.setPageLayout(QPageLayout(sheet, way, QMarginsF(0, 0, 0, 0), _MM))
    printer.setFullPage(True)


def paper_taken(printer: QPrinter) -> DriverPaper:
    """Return the paper that a printer will use: the one it is set to, else its usual one where it has not got that."""
    layout = printer.pageLayout()
    layout.setUnits(_MM)
    size, least = layout.fullRect(_MM).size(), layout.minimumMargins()
    info = QPrinterInfo.printerInfo(printer.printerName())
    # Qt takes any size, whether the driver does or not.
    if not info.isNull() and not info.supportsCustomPageSizes():
        papers = [one.size(QPageSize.Unit.Millimeter) for one in info.supportedPageSizes()]
        if papers and not any(_same(size, one) or _same(size, one.transposed()) for one in papers):
            size = info.defaultPageSize().size(QPageSize.Unit.Millimeter)
    return DriverPaper(
        width_mm=size.width(), height_mm=size.height(),
        unreached=(least.left(), least.top(), least.right(), least.bottom()),
    )  # fmt: skip


def driver_paper(name: str, width_mm: float, height_mm: float) -> DriverPaper | None:
    """Return the paper on which the driver of a printer would print a sheet; None where there is no printer.

    Asks the driver, which may take a moment.
    """
    printer = printer_for(name)
    if printer is None:
        return None
    set_sheet(printer, width_mm, height_mm)
    return paper_taken(printer)


def check_paper(printer: QPrinter, width_mm: float, height_mm: float) -> None:
    """Raise `Unavailable` with both sizes where the driver did not take a sheet."""
    taken = paper_taken(printer)
    if not _same(QSizeF(taken.width_mm, taken.height_mm), QSizeF(width_mm, height_mm)):
        raise Unavailable(
            "The driver prints on paper of {width} × {height} mm, these labels need {wanted_width} × {wanted_height} "
            "mm. Set the paper in the driver of the printer.",
            width=round(taken.width_mm), height=round(taken.height_mm), wanted_width=round(width_mm),
            wanted_height=round(height_mm),
        )  # fmt: skip


def _same(one: QSizeF, other: QSizeF) -> bool:
    return abs(one.width() - other.width()) < _SAME_MM and abs(one.height() - other.height()) < _SAME_MM
