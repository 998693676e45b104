"""One of the five questions: cancelling an issued document, with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inventory.base.errors import UserError
from inventory.base.i18n import N_
from inventory.services.documents import CancelledDocument, cancel
from inventory.ui.context import Context
from inventory.ui.widgets.card import column
from inventory.ui.widgets.dialogs import ConfirmDialog
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.field import Field


class CancelDialog(ConfirmDialog):
    """Asks for the reason; stays open, with the sentence at the field, where the register refuses.

    Cancelling runs when the button is pressed; Enter in the field and Esc are safe.
    """

    def __init__(self, context: Context, number: str, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(
            tr, title=tr("Cancel {number}?", number=number),
            text=tr(
                "The number stays and the paper is kept, marked as cancelled. Its assets go back to where they were "
                "before. This cannot be undone."
            ),
            verb=tr("Cancel {number}", number=number), parent=parent,
        )  # fmt: skip
        self._context, self._number = context, number
        self.cancel.setText(tr("Keep it"))
        self.reason = Field(tr, tr("Reason"), LineEditor(placeholder=tr("for example a wrong person")), required=True)
        lines = column(spacing=0)
        lines.addWidget(self.reason)
        self.body.addLayout(lines)
        self.go.clicked.disconnect()
        self.go.clicked.connect(lambda _on=False: self._run())
        self.fit()
        self.reason.editor.setFocus()

    def _run(self) -> None:
        if not self.reason.check():
            self.reason.editor.setFocus()
            return
        application, tr = self._context.application, self._context.tr
        number, reason = self._number, str(self.reason.value())
        self.go.setEnabled(False)
        run = self._context.operations.run(
            self, tr("Cancel {number}", number=number),
            lambda _job: application.operation(N_("Cancel a document"), lambda work: cancel(work, number, reason)),
        )  # fmt: skip
        run.on_success(lambda done: self._on_cancelled(done.value)).on_failure(self._on_refused)

    def _on_cancelled(self, done: CancelledDocument) -> None:
        tr = self._context.tr
        self.accept()
        back = tr.plural("{n} asset is back where it was", "{n} assets are back where they were", len(done.assets))
        said = tr("{number} is cancelled", number=done.number)
        self._context.toast(f"{said} · {back}")

    def _on_refused(self, error: BaseException) -> bool:
        self.go.setEnabled(True)
        if not isinstance(error, UserError):
            return False
        self.reason.set_error(error.text(self._context.tr))
        return True


def ask_cancel(parent: QWidget, context: Context, number: str) -> CancelDialog:
    """Open the question."""
    dialog = CancelDialog(context, number, parent)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
