"""Keeps the page of labels in step with the layouts and stocks of the register, whoever changes them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inventory.base.changes import Changes
from inventory.services.label_designs import Designs
from inventory.ui.context import Context
from inventory.ui.screens.label_choice import Choice
from inventory.ui.screens.label_reading import LabelRegister

# What may change who gets a label, and what stands on it.
_ON_LABELS = (
    "asset", "asset_funding", "budget_line", "category", "licence", "person", "place", "project", "project_share",
    "funding_source", "source_logo", "unit",
)  # fmt: skip


class KnownDesigns(QObject):
    """Takes what is wanted, the keys of a layout and a stock, as soon as it is known.

    Signals: changed() for other layouts or stocks, data_changed() for what may stand on labels.
    """

    changed = Signal()
    data_changed = Signal()

    def __init__(
        self, owner: QWidget, context: Context, register: LabelRegister, choice: Choice, wanted: tuple[str, str]
    ) -> None:
        super().__init__(owner)
        self._owner, self._context, self._register, self._choice = owner, context, register, choice
        self._wanted = wanted
        context.bridge.changed.connect(self._on_register_changed)

    def read(self, layout: str = "") -> None:
        """Read the designs anew, and choose a layout where one is named."""
        self._wanted = (layout, "") if layout else self._wanted
        self._take_wanted()
        asked = self._context.operations.query(self._owner, lambda _job: self._register.designs(), slot="designs")
        asked.on_success(self._on_designs)

    def _on_designs(self, designs: Designs) -> None:
        if designs == self._choice.designs:
            return
        if not self._choice.know(designs):
            text = self._context.tr("The layout or the stock chosen here was deleted. Look at what is chosen now.")
            self._context.notify(text, "warn", key="design")
        self._take_wanted()
        self.changed.emit()

    def _take_wanted(self) -> None:
        if self._wanted[0] and self._choice.take(*self._wanted):
            self._wanted = ("", "")

    def _on_register_changed(self, changes: Changes) -> None:
        if self._owner.isVisible() and changes.touches("label_layout", "label_stock"):
            self.read()
        if changes.touches(*_ON_LABELS):
            self.data_changed.emit()
