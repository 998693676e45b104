"""The line under every page: counts or keys at the left, the scanner and the age of the backup at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from inventory.base.i18n import Translations
from inventory.ui.icons import pixmap
from inventory.ui.widgets.text import ElidedLabel, label, set_ink

HEIGHT = 26
SCAN_MS = 3_000


class StatusBar(QWidget):
    """Shows the last code for 3 s in place of "Scanner ready"."""

    def __init__(self, tr: Translations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.setProperty("ground", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(6)
        self.text = ElidedLabel("", role="caption", ink="text2")
        self.scanner = label(tr("Scanner ready"), role="caption", ink="text2")
        self.backup = label("", role="caption", ink="text2")
        self._backup_mark = self._mark("database", "text2")
        line.addWidget(self.text, 1)
        line.addWidget(self._mark("scan-barcode", "ok"))
        line.addWidget(self.scanner)
        line.addSpacing(12)
        line.addWidget(self._backup_mark)
        line.addWidget(self.backup)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SCAN_MS)
        self._timer.timeout.connect(self._on_time)
        self.set_backup("")

    def show_code(self, code: str) -> None:
        """Show the code just scanned."""
        self.scanner.setText(code if len(code) <= 40 else f"{code[:39]}…")
        self._timer.start()

    def set_backup(self, text: str, *, late: bool = False) -> None:
        """Say how old the backup is; `late` marks it amber."""
        self.backup.setText(text)
        self.backup.setVisible(bool(text))
        self._backup_mark.setVisible(bool(text))
        set_ink(self.backup, "warn" if late else "text2")

    def _on_time(self) -> None:
        self.scanner.setText(self._tr("Scanner ready"))

    def _mark(self, name: str, ink: str) -> QLabel:
        mark = QLabel()
        mark.setPixmap(pixmap(name, 14, ink, self.devicePixelRatioF()))
        return mark
