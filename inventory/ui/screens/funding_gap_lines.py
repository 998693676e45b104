"""What keeps a funding label from being printed and what to look at first, each with its icon."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy

from inventory.base.i18n import Message, Translations
from inventory.ui.screens.label_look import Finding, FindingLine
from inventory.ui.widgets.card import clear, column
from inventory.ui.widgets.text import label, set_state


class GapLines(QFrame):
    """A heading and a line for each thing; one green line where nothing is missing. A `strip` has a ground."""

    def __init__(self, tr: Translations, *, strip: bool = False) -> None:
        super().__init__()
        self._tr, self._strip = tr, strip
        self.title = label("", role="strong")
        self._lines = column(spacing=6)
        lines = column(spacing=6, margins=(12, 10, 12, 10) if strip else (0, 0, 0, 0))
        lines.addWidget(self.title)
        lines.addLayout(self._lines)
        lines.addStretch(1)
        self.setLayout(lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_gaps(self, faults: tuple[Message, ...], warnings: tuple[Message, ...]) -> None:
        """Show other lines."""
        tr = self._tr
        clear(self._lines)
        self.title.setText(tr("Missing for the label") if faults else tr("To check before printing"))
        self.title.setVisible(bool(faults or warnings))
        found = [("err", fault) for fault in faults] + [("warn", warning) for warning in warnings]
        for tone, message in found:
            self._lines.addWidget(FindingLine(Finding(tone, tr.message(message))))
        if not found:
            self._lines.addWidget(FindingLine(Finding("ok", tr("Nothing is missing for the label."))))
        if self._strip:
            set_state(self, "strip", "err" if faults else "warn" if warnings else "ok")

    def texts(self) -> list[str]:
        """Return the lines shown."""
        lines = (self._lines.itemAt(number).widget() for number in range(self._lines.count()))
        return [line.text.text() for line in lines if isinstance(line, FindingLine)]
