"""The strip after printing: did all come out well, or is it to be repeated from some field on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from inventory.base.i18n import Translations
from inventory.services.printing import Written
from inventory.ui.icons import pixmap
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import framed, row
from inventory.ui.widgets.notices import announce
from inventory.ui.widgets.numbers import NumberBox
from inventory.ui.widgets.text import label


class OutcomeStrip(QFrame):
    """Only Yes sets the sticker state. Signals: good(), repeat(first label, from 1)."""

    good = Signal()
    repeat = Signal(int)

    def __init__(self, tr: Translations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._written: Written | None = None
        self.setProperty("strip", "info")
        line = row(spacing=10, margins=(12, 5, 8, 5))
        self.setLayout(line)
        mark = QLabel()
        mark.setPixmap(pixmap("printer", 18, "accL", self.devicePixelRatioF()))
        self.text = label("", wrap=True)
        self.yes = buttons.button(tr("Yes"), self.good.emit, icon="check", small=True)
        self.again = buttons.button(tr("Repeat from field…"), self._on_again, icon="rotate-ccw", small=True)
        self.page, self.field = NumberBox(1, 1), NumberBox(1, 1)
        self.go = buttons.button(tr("Repeat"), self._on_go, small=True)
        inner = row(spacing=6)
        for widget in (self.page, self.field, self.go):
            inner.addWidget(widget)
        self.choose = framed(inner)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.text, 1)
        for widget in (self.choose, self.yes, self.again):
            line.addWidget(widget)
        self.hide()

    def ask(self, written: Written, where: str) -> None:
        """Ask about a print; `where` says what was done, in a sentence."""
        tr = self._tr
        self._written = written
        question = tr("Did all come out well?")
        self.text.setText(f"{where} {question}")
        self.setAccessibleName(self.text.text())
        per_page = written.template.per_page
        self.page.setRange(1, written.pages)
        self.page.setPrefix(tr("sheet ") if per_page > 1 else tr("label "))
        self.page.setVisible(written.pages > 1)
        self.field.setRange(1, per_page)
        self.field.setPrefix(tr("field "))
        self.field.setVisible(per_page > 1)
        self.page.setValue(1)
        self.field.setValue(written.start if per_page > 1 else 1)
        self.choose.hide()
        self.again.show()
        self.again.setText(tr("Repeat from field…") if per_page > 1 else tr("Repeat from label…"))
        self.show()
        announce(self, self.text.text())

    def _on_again(self) -> None:
        self.again.hide()
        self.choose.show()
        (self.field if self.field.isVisibleTo(self.choose) else self.page).setFocus()

    def _on_go(self) -> None:
        written = self._written
        if written is None:
            return
        at = (self.page.value() - 1) * written.template.per_page + self.field.value()
        self.repeat.emit(min(max(1, at - written.start + 1), written.labels))
