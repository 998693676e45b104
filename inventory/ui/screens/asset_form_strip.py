"""The strips above the form: what keeps it from being saved, and what else needs a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from inventory.ui.icons import pixmap
from inventory.ui.tokens import foreground
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import clear
from inventory.ui.widgets.notices import announce
from inventory.ui.widgets.text import label, set_state

Link = tuple[str, Callable[[], object]]
_ICONS = {"info": "info", "warn": "triangle-alert", "err": "circle-alert"}
_NAMED = 6


class FormStrip(QFrame):
    """One sentence with links after it and links at the right. It stays until it is hidden."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self.setProperty("strip", tone)
        self._tone = tone
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 5, 8, 5)
        self._line.setSpacing(6)
        self.hide()

    def say(self, text: str, *, links: Sequence[Link] = (), right: Sequence[Link] = (), strong: bool = False) -> None:
        """Show a sentence; `links` follow it with dots between them, `right` stand at the end."""
        clear(self._line)
        mark = QLabel()
        mark.setPixmap(pixmap(_ICONS[self._tone], 18, foreground(self._tone), self.devicePixelRatioF()))
        self._line.addWidget(mark)
        self._line.addSpacing(4)
        said = label(text, role="strong" if strong else "body", wrap=not links)
        said.setMinimumHeight(24)
        self._line.addWidget(said, 0 if links else 1)
        for number, (name, run) in enumerate(links[:_NAMED]):
            if number:
                self._line.addWidget(label("·"))
            made = buttons.link(name, run)
            made.setProperty("crumb", "1")
            self._line.addWidget(made)
        if len(links) > _NAMED:
            self._line.addWidget(label("…"))
        if links:
            self._line.addStretch(1)
        for name, run in right:
            self._line.addWidget(buttons.link(name, run), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(" ".join([text, ", ".join(name for name, _run in links)]).strip())
        set_state(self, "strip", self._tone)
        self.show()
        announce(self, self.accessibleName())
