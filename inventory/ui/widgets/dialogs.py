"""Questions before what cannot be undone, and the dialog for faults of the program."""

from __future__ import annotations

import logging
import traceback

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from inventory import __version__
from inventory.base.i18n import Translations
from inventory.ui.icons import pixmap
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, row, scrolling
from inventory.ui.widgets.text import label

_log = logging.getLogger(__name__)


class Dialog(QDialog):
    """A dialog whose body scrolls and whose buttons stay; never larger than the screen.

    Put the content into `body`; `add_buttons` takes buttons in order, the primary one last.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        lines = column(spacing=0)
        self.setLayout(lines)
        content = QWidget()
        self.body = column(spacing=12, margins=(24, 20, 24, 16))
        content.setLayout(self.body)
        self._area = scrolling(content)
        lines.addWidget(self._area, 1)
        self._foot = row(spacing=8, margins=(24, 8, 24, 16))
        self._foot.addStretch(1)
        lines.addLayout(self._foot)
        self._wide = width

    def add_buttons(self, *widgets: QWidget) -> None:
        """Put buttons at the bottom right, the primary one last."""
        for widget in widgets:
            self._foot.addWidget(widget)

    def fit(self) -> None:
        """Take the size of the content, within the screen."""
        screen = self.screen().availableGeometry()
        content = self._area.widget()
        wide = min(self._wide, screen.width() - 40)
        height = content.heightForWidth(wide) if content.hasHeightForWidth() else content.sizeHint().height()
        height = max(height, content.minimumSizeHint().height())
        self.resize(wide, min(height + self._foot.sizeHint().height() + 4, screen.height() - 60))


class ConfirmDialog(Dialog):
    """One of the five questions: what will happen, a safe default, a verb that names the object."""

    def __init__(
        self, tr: Translations, *, title: str, text: str, verb: str, danger: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        mark = QLabel()
        mark.setPixmap(
            pixmap("triangle-alert" if danger else "info", 28, "err" if danger else "accL", self.devicePixelRatioF())
        )
        words = column(spacing=6)
        fill(words, label(title, role="card", wrap=True), label(text, wrap=True, select=True), 1)
        line = row(spacing=14)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.body.addLayout(line)
        self.cancel = buttons.secondary(tr("Cancel"), self.reject)
        self.go = buttons.button(verb, self.accept, kind="danger" if danger else "primary")
        self.cancel.setDefault(True)
        self.add_buttons(self.cancel, self.go)
        self.setAccessibleDescription(text)
        self.fit()
        self.cancel.setFocus()


def confirm(parent: QWidget, tr: Translations, *, title: str, text: str, verb: str, danger: bool = True) -> bool:
    """Ask one of the five questions and return whether the user said yes; Enter and Esc say no."""
    return (
        ConfirmDialog(tr, title=title, text=text, verb=verb, danger=danger, parent=parent).exec()
        == QDialog.DialogCode.Accepted
    )


class FaultDialog(Dialog):
    """A fault of the program: what was being done, that nothing was saved, details to copy."""

    def __init__(self, tr: Translations, doing: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Something in the program went wrong"), parent, width=640)
        self._tr = tr
        self.details = details
        title = tr("Something in the program went wrong")
        said = tr("“{doing}” was not finished and nothing of it was saved.", doing=doing) if doing else ""
        advice = tr("What you saved before is safe. Copy the details for whoever looks after the program.")
        fill(self.body, label(title, role="card"), label(f"{said} {advice}".strip(), wrap=True))
        shown = QPlainTextEdit(details)
        shown.setReadOnly(True)
        shown.setMinimumHeight(160)
        shown.setAccessibleName(tr("Details"))
        self.body.addWidget(shown)
        self.copy = buttons.secondary(tr("Copy the details"), self._on_copy, icon="copy")
        close = buttons.primary(tr("Close"), self.accept)
        close.setDefault(True)
        self.add_buttons(self.copy, close)
        self.fit()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self.copy.setText(self._tr("Copied"))


def show_fault(parent: QWidget | None, tr: Translations, doing: str, error: BaseException) -> FaultDialog:
    """Log a fault and show it without blocking."""
    _log.error("%s failed", doing or "a query", exc_info=error)
    trace = "".join(traceback.format_exception(error))
    dialog = FaultDialog(tr, doing, f"{__version__}\n{trace}", parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
