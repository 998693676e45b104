"""Makes the trial page of a printer and a stock behind the scenes, and prints it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inventory.labels.calibration import DPI, calibration_page
from inventory.ui.context import Context
from inventory.ui.label_printers import label_printers
from inventory.ui.printers import own_resolution
from inventory.ui.printing import send
from inventory.ui.screens.label_choice import Choice


def print_trial(owner: QWidget, context: Context, choice: Choice, name: str) -> None:
    """Print the page from which shift and scale of a printer are read; without a printer it is offered as a file.

    One that takes ZPL has no driver to print it with.
    """
    tr, stock, adjustment = context.tr, choice.template.stock, choice.adjustment
    if name in label_printers(context.settings):
        said = tr(
            "{printer} takes ZPL and prints no trial page. Print a label, measure it and enter what is corrected.",
            printer=name,
        )
        context.notify(said, "warn", key="print")
        return
    if name:
        context.memory["printer"] = name
    title = tr("Trial page")

    def draw(_job: object) -> tuple[int | None, bytes]:
        # The driver may take a moment to say what dots it has.
        dpi = own_resolution(name)
        return dpi, calibration_page(stock, tr, dpi=dpi or DPI, adjustment=adjustment, printer=name)

    def drawn(made: tuple[int | None, bytes]) -> None:
        dpi, pdf = made
        send(owner, context, pdf, name=title, file_name=f"{title}.pdf", dpi=dpi, one_bit=stock.kind == "roll")

    context.operations.query(owner, draw, slot="trial").on_success(drawn)
