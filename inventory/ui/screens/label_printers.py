"""The printers that labels can go to, those installed and those that take ZPL, and what is known of the one chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from inventory.labels.stock import Stock
from inventory.ui.context import Context
from inventory.ui.label_printers import LabelPrinter, label_printers
from inventory.ui.printers import DriverPaper, driver_paper, own_resolution


@dataclass(frozen=True, kw_only=True)
class PrinterFacts:
    """What is known of a printer: its own dots an inch, the paper its driver is set for, and what it gives for ours.

    `zpl` is one that takes ZPL, which has no driver.
    """

    dpi: int | None = None
    paper: tuple[float, float] | None = None
    driver: DriverPaper | None = None
    zpl: LabelPrinter | None = None


class PrinterWatch(QObject):
    """Looks at the printer chosen behind the scenes, for drivers take their time. Signals: changed()."""

    changed = Signal()

    def __init__(self, owner: QWidget, context: Context) -> None:
        super().__init__(owner)
        self._owner, self._context = owner, context
        self._key: tuple[object, ...] = ()
        self.facts = PrinterFacts()

    def names(self) -> list[str]:
        """Return the names of the printers there are: the usual one, the others, those that take ZPL."""
        names: list[str] = QPrinterInfo.availablePrinterNames()
        usual = QPrinterInfo.defaultPrinterName()
        names.sort(key=lambda name: name != usual)
        return [*names, *(name for name in label_printers(self._context.settings) if name not in names)]

    def look(self, name: str, stock: Stock) -> None:
        """Find out about a printer and the paper of a stock; of a driver `facts` are the last ones for a moment."""
        zpl = label_printers(self._context.settings).get(name)
        key = name, stock, zpl
        if key == self._key:
            return
        self._key = key
        if zpl is not None or not name:
            self._on_facts(key, PrinterFacts(zpl=zpl, dpi=zpl.dpi if zpl is not None else None))
            return
        # Nothing may go to the label printer that was chosen before.
        self.facts = replace(self.facts, zpl=None)

        def ask(_job: object) -> PrinterFacts:
            driver = driver_paper(name, stock.page_width_mm, stock.page_height_mm)
            return PrinterFacts(dpi=own_resolution(name), paper=_paper_of(name), driver=driver)

        asked = self._context.operations.query(self._owner, ask, slot="printer")
        asked.on_success(lambda facts: self._on_facts(key, facts))

    def _on_facts(self, key: tuple[object, ...], facts: PrinterFacts) -> None:
        if key == self._key:
            self.facts = facts
            self.changed.emit()


def _paper_of(name: str) -> tuple[float, float] | None:
    info = QPrinterInfo.printerInfo(name)
    if info.isNull() or not info.defaultPageSize().isValid():
        return None
    size = info.defaultPageSize().size(QPageSize.Unit.Millimeter)
    return size.width(), size.height()
