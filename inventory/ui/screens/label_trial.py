"""Makes the trial page of a printer and a stock behind the scenes, and prints it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inventory.labels.calibration import DPI, calibration_page
from inventory.ui.context import Context
from inventory.ui.printers import own_resolution
from inventory.ui.printing import send
from inventory.ui.screens.label_choice import Choice


def print_trial(owner: QWidget, context: Context, choice: Choice, name: str) -> None:
    """Print the page from which shift and scale of a printer are read; without a printer it is offered as a file."""
    tr, stock, adjustment = context.tr, choice.template.stock, choice.adjustment
    if name:
        context.memory["printer"] = name
    dpi = own_resolution(name)
    title = tr("Trial page")

    def drawn(pdf: bytes) -> None:
        send(owner, context, pdf, name=title, file_name=f"{title}.pdf", dpi=dpi, one_bit=stock.kind == "roll")

    asked = context.operations.query(
        owner, lambda _job: calibration_page(stock, tr, dpi=dpi or DPI, adjustment=adjustment, printer=name),
        slot="trial",
    )  # fmt: skip
    asked.on_success(drawn)
