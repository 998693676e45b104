"""The outcome of the last scan, large enough to be seen from the side: colour, word, number, what it means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.catalogue.statuses import OUTCOMES
from inventory.services.scanning import PLACE, ScanOutcome
from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.widgets.card import fill, framed, row
from inventory.ui.widgets.notices import announce
from inventory.ui.widgets.text import label, set_ink

# Outcome: tone and icon.
LOOKS = {
    "found": ("ok", "check"),
    "counted": ("ok", "check"),
    "other_place": ("warn", "map-pin-off"),
    "not_in_scope": ("warn", "map-pin-off"),
    "already": ("info", "copy-check"),
    "attention": ("warn", "tag"),
    "unknown": ("err", "x"),
    PLACE: ("info", "map-pin"),
    "failed": ("err", "triangle-alert"),
    "": ("neu", "scan-barcode"),
}
_INKS = {"ok": "ok", "warn": "warn", "err": "err", "info": "accL", "neu": "text2"}


class _Mark(QWidget):
    """A circle with the icon of the outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(96, 96)
        self._tone, self._icon = "neu", "scan-barcode"

    def show_mark(self, tone: str, icon: str) -> None:
        self._tone, self._icon = tone, icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = _INKS[self._tone]
        painter.setPen(QPen(theme.color(ink), 5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(6, 6, 84, 84))
        painter.drawPixmap(24, 24, pixmap(self._icon, 48, ink, self.devicePixelRatioF()))
        painter.end()


class OutcomePanel(QFrame):
    """Stays until the next scan. `buttons` is a row for what can be done with the last scan."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self._tone = "neu"
        self.setMinimumHeight(180)
        self.mark = _Mark()
        self.word = label("", role="outcome")
        self.number = label("", role="figure", select=True)
        self.name = label("", role="title", ink="text", wrap=True)
        self.detail = label("", role="card", wrap=True)
        self.hint = label("", ink="text2", wrap=True)
        self.buttons = row(spacing=8)
        words = QVBoxLayout()
        words.setSpacing(6)
        title = QHBoxLayout()
        title.setSpacing(14)
        title.addWidget(self.number)
        title.addWidget(self.name, 1)
        words.addStretch(1)
        words.addWidget(self.word)
        words.addLayout(title)
        words.addWidget(self.detail)
        words.addWidget(self.hint)
        self.actions = framed(self.buttons)
        words.addWidget(self.actions)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(32, 16, 24, 16)
        line.setSpacing(28)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        fill(self.buttons, 0)
        self.show_waiting(tr("Scan the first code"), "")

    def set_short(self, short: bool) -> None:
        """Keep to word, number and detail in a low window; the scan can be undone from the line above."""
        self.hint.setVisible(not short)
        self.actions.setVisible(not short)
        self.setMinimumHeight(150 if short else 250)
        margin = 6 if short else 16
        self.layout().setContentsMargins(32, margin, 24, margin)

    def show_waiting(self, text: str, detail: str) -> None:
        """Say what to do while nothing was scanned."""
        self._dress("", "", text)
        self.number.setText("")
        self.name.setText("")
        self.detail.setText(detail)
        self.hint.setText("")

    def show_outcome(self, outcome: ScanOutcome) -> None:
        """Show what a scan gave."""
        tr = self._tr
        if outcome.outcome == PLACE:
            self._dress(PLACE, tr("PLACE"), "")
        else:
            self._dress(outcome.outcome, tr(OUTCOMES[outcome.outcome]), "", amber=outcome.is_elsewhere)
        self.number.setText(
            outcome.number or (outcome.counted_place if outcome.outcome == PLACE else outcome.code) or ""
        )
        self.name.setText(outcome.name or "")
        self.detail.setText(self._detail(outcome))
        self.hint.setText("" if outcome.outcome == "unknown" else tr("The next scan can follow at once."))
        announce(self, f"{self.word.text()} {self.number.text()}")

    def show_answer(self, look: str, word: str, number: str, name: str, detail: str) -> None:
        """Show what another scan than one that counts gave, in the look of a counting outcome."""
        self._dress(look, word, "")
        self.number.setText(number)
        self.name.setText(name)
        self.detail.setText(detail)
        self.hint.setText(self._tr("The next scan can follow at once."))
        announce(self, f"{word} {number}")

    def show_failure(self, text: str) -> None:
        """Say that a scan was not saved."""
        self._dress("failed", self._tr("NOT SAVED"), "")
        self.number.setText("")
        self.name.setText("")
        self.detail.setText(text)
        self.hint.setText(self._tr("Scan it again once this is put right."))
        announce(self, f"{self.word.text()} {text}")

    def _detail(self, outcome: ScanOutcome) -> str:
        tr = self._tr
        if outcome.outcome == "found":
            return tr("In its place: {place}", place=outcome.expected_place or outcome.counted_place or "–")
        if outcome.outcome == "other_place":
            return tr(
                "In the register: {expected}. Counted here: {counted}.",
                expected=outcome.expected_place,
                counted=outcome.counted_place,
            )
        if outcome.is_spare:
            return tr("A number printed ahead: no asset has it yet. It stays on the list to be explained.")
        if outcome.outcome == "unknown":
            return tr("It is not in the register. It stays on the list to be explained.")
        if outcome.outcome == "not_in_scope":
            return tr("It is in the register, but not in the scope of this count.")
        if outcome.outcome == "already" and outcome.first_at is not None:
            who = outcome.first_by or "–"
            if outcome.is_elsewhere:
                return tr(
                    "Counted before at {place} by {who}, {when}: two places, to be explained.",
                    place=outcome.first_place or "–",
                    who=who,
                    when=outcome.first_at,
                )
            return tr("Counted before by {who}, {when}.", who=who, when=outcome.first_at)
        if outcome.outcome == PLACE:
            return tr("The next scans count in this place.")
        return outcome.counted_place or ""

    def _dress(self, outcome: str, word: str, quiet: str, *, amber: bool = False) -> None:
        tone, icon = LOOKS[outcome]
        if amber:
            tone = "warn"
        self._tone = tone
        self.mark.show_mark(tone, icon)
        self.word.setText(word or quiet)
        set_ink(self.word, _INKS[tone])
        # After the style sheet looked at the label again: that puts its first font back.
        self.word.setFont(theme.font("outcome" if word else "figure"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = {"ok": "okS", "warn": "warnS", "err": "errS", "info": "accS", "neu": "surf"}[self._tone]
        edge = {"ok": "ok", "warn": "warn", "err": "err", "info": "acc", "neu": "line"}[self._tone]
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color(edge), 3 if self._tone != "neu" else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.end()
