"""The paper itself beside a form or a list: pages, zoom, saving; drawn off the main thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from inventory.ui.context import Context
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import Card, row
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.pdf_view import PdfView
from inventory.ui.widgets.text import label


class PaperPreview(Card):
    """`show_pdf` replaces the paper; b"" shows `empty` in its place; `save` is what the last button does.

    A paper that is still being filled in (`tints`) marks for a moment what the last change did to it.
    """

    def __init__(
        self, context: Context, title: str, *, empty: str, save: Callable[[], object] | None = None, tints: bool = False
    ) -> None:
        super().__init__(title)
        tr = context.tr
        self.view = PdfView(tr, context.operations, tints=tints)
        self.smaller = buttons.icon_button("minus", tr("Smaller"), lambda: self.view.zoom_by(1 / 1.25), small=True)
        self.percent = label("", ink="text2")
        self.larger = buttons.icon_button("plus", tr("Larger"), lambda: self.view.zoom_by(1.25), small=True)
        self.width_ = buttons.icon_button(
            "file-text", tr("Fit the width"), lambda: self.view.set_zoom(None), small=True
        )
        self.tools = QWidget()
        tools = row(spacing=4)
        self.tools.setLayout(tools)
        for widget in (self.smaller, self.percent, self.larger, self.width_):
            tools.addWidget(widget)
        if save is not None:
            self.save = buttons.icon_button("file-down", tr("Save as PDF"), save, small=True)
            tools.addWidget(self.save)
        self.head.addWidget(self.tools)
        self.empty = EmptyState(empty, icon="file-text")
        self.add(self.view, 1)
        self.add(self.empty, 1)
        self.view.hide()
        self.view.zoomed.connect(lambda percent: self.percent.setText(f"{percent}%"))
        self.setMinimumWidth(320)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a paper."""
        self.view.setVisible(bool(pdf))
        self.empty.setVisible(not pdf)
        self.view.set_pdf(pdf)

    def pdf(self) -> bytes:
        """Return the paper shown."""
        return self.view.pdf()
