"""The strip after printing: did all come out well, or is it to be repeated from some field on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from inventory.base.errors import NotFound
from inventory.base.i18n import Translations
from inventory.labels.template import template
from inventory.services.print_history import JobRow
from inventory.ui.icons import pixmap
from inventory.ui.screens.print_words import question_of, title_of
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import framed, row
from inventory.ui.widgets.notices import announce
from inventory.ui.widgets.numbers import NumberBox
from inventory.ui.widgets.text import label

# A sheet whose format is no longer known still has its fields.
_MOST_FIELDS = 999


class OutcomeStrip(QFrame):
    """Only Yes sets the sticker state. Signals: good(), nothing(), repeat(page, field), both from 1."""

    good = Signal()
    nothing = Signal()
    repeat = Signal(int, int)

    def __init__(self, tr: Translations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.job: JobRow | None = None
        self.setProperty("strip", "info")
        line = row(spacing=10, margins=(12, 5, 8, 5))
        self.setLayout(line)
        mark = QLabel()
        mark.setPixmap(pixmap("printer", 18, "accL", self.devicePixelRatioF()))
        self.text = label("", wrap=True)
        self.yes = buttons.button(tr("Yes"), self.good.emit, icon="check", small=True)
        self.again = buttons.button(tr("Repeat from field…"), self._on_again, icon="rotate-ccw", small=True)
        self.none = buttons.button(tr("Nothing came out"), self.nothing.emit, icon="x", small=True)
        self.page, self.field = NumberBox(1, 1), NumberBox(1, 1)
        self.go = buttons.button(tr("Repeat"), self._on_go, small=True)
        inner = row(spacing=6)
        for widget in (self.page, self.field, self.go):
            inner.addWidget(widget)
        self.choose = framed(inner)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.text, 1)
        for widget in (self.choose, self.yes, self.again, self.none):
            line.addWidget(widget)
        self.hide()

    def ask(self, job: JobRow, where: str = "") -> None:
        """Ask about a print; `where` says what was done just now, in a sentence, else the print itself is named."""
        tr = self._tr
        self.job = job
        self.text.setText(f"{where or told(job, tr)} {question_of(job, tr)}")
        self.setAccessibleName(self.text.text())
        fields = fields_of(job)
        self.page.setRange(1, job.pages)
        self.page.setPrefix(tr("sheet ") if fields > 1 else tr("label "))
        self.page.setVisible(job.pages > 1)
        self.field.setRange(1, fields)
        self.field.setPrefix(tr("field "))
        self.field.setVisible(fields > 1)
        self.page.setValue(min(job.pages, (job.sent_pages or 0) + 1))
        self.field.setValue(job.start if fields > 1 and not job.sent_pages else 1)
        self.choose.hide()
        self.again.show()
        self.again.setText(tr("Repeat from field…") if fields > 1 else tr("Repeat from label…"))
        self.show()
        announce(self, self.text.text())

    def _on_again(self) -> None:
        self.again.hide()
        self.choose.show()
        (self.field if self.field.isVisibleTo(self.choose) else self.page).setFocus()

    def _on_go(self) -> None:
        if self.job is None:
            return
        self.repeat.emit(self.page.value(), self.field.value())


def told(job: JobRow, tr: Translations) -> str:
    """Return what is known of an earlier print, in a sentence."""
    what = title_of(job, tr)
    if job.result == "sending":
        return tr("{at}: {what} to {target}; the program ended while it printed.", at=tr.moment(job.at), what=what,
                  target=job.target)  # fmt: skip
    if job.sent_pages is not None:
        return tr("{at}: the print to {target} broke off after page {page} of {pages}.", at=tr.moment(job.at),
                  target=job.target, page=job.sent_pages, pages=job.pages)  # fmt: skip
    return tr("{at}: {what} to {target}.", at=tr.moment(job.at), what=what, target=job.target)


def fields_of(job: JobRow) -> int:
    """Return how many fields a sheet of a print has, 1 on a roll."""
    try:
        return template(job.template).per_page
    except NotFound:
        return 1 if job.pages == job.labels else _MOST_FIELDS
