"""Last step of an import: what was done, and where to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inventory.services.import_request import Imported
from inventory.ui.context import Context
from inventory.ui.screens.import_file import take_back
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row, scrolling
from inventory.ui.widgets.lists import SoftIcon
from inventory.ui.widgets.text import label

MOST = 100


class ResultStep(QWidget):
    """Counts and ways on. Signals: again() for another file."""

    again = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines = column(spacing=14)
        self.setLayout(self._lines)

    def show_result(self, done: Imported) -> None:
        """Say what was written."""
        tr = self._context.tr
        clear(self._lines)
        card = Card()
        line = row(spacing=20)
        line.addWidget(SoftIcon("circle-check", "ok", side=54))
        told = [tr.plural("{n} asset added", "{n} assets added", done.added)]
        if done.updated:
            told.append(tr.plural("{n} changed", "{n} changed", done.updated))
        if done.unchanged:
            told.append(tr.plural("{n} as it was", "{n} as they were", done.unchanged))
        if done.left_out:
            told.append(tr.plural("{n} row left out", "{n} rows left out", done.left_out))
        words = fill(
            column(spacing=4),
            label(tr("The import is done"), role="card"),
            label(" · ".join(told), ink="text2", wrap=True),
        )
        line.addLayout(words, 1)
        card.add(line)
        buttons = row(spacing=8)
        show = self.to_register = primary(
            tr("Show in the register"), lambda: self._context.navigate("register", query=f"import:{done.batch}")
        )
        stickers = secondary(
            tr.plural("Print {n} sticker", "Print {n} stickers", len(done.asset_ids)),
            lambda: self._context.navigate("print_labels", assets=done.asset_ids), icon="printer",
        )  # fmt: skip
        back = secondary(tr("Take back the import"), lambda: self._on_take_back(done), icon="undo-2")
        for button in (show, stickers, back):
            button.setEnabled(bool(done.asset_ids))
        self.back = back
        fill(buttons, show, stickers, back, secondary(tr("Read another file"), self.again.emit), 1)
        card.add(buttons)
        fill(self._lines, card)
        if done.warnings:
            self._lines.addWidget(self._notes(done), 1)
        else:
            self._lines.addStretch(1)

    def _notes(self, done: Imported) -> QWidget:
        tr = self._context.tr
        words = column(spacing=6)
        for warning in done.warnings[:MOST]:
            where = tr("Row {row}: ", row=warning.row) if warning.row else ""
            words.addWidget(label(where + tr.message(warning.message), ink="text2"))
        if len(done.warnings) > MOST:
            words.addWidget(label(tr.plural("and {n} more", "and {n} more", len(done.warnings) - MOST), ink="text3"))
        words.addStretch(1)
        notes = Card(tr("Worth knowing"))
        notes.add(scrolling(framed(words)), 1)
        return notes

    def _on_take_back(self, done: Imported) -> None:
        if done.batch is not None:
            take_back(self, self._context, done.batch, lambda: self.back.setEnabled(False))
