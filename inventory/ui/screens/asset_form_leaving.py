"""What becomes of unsaved changes when the form is left: back to them, kept as a draft, or discarded."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from inventory.base.i18n import Translations
from inventory.ui.widgets import buttons
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.text import label

STAY = int(QDialog.DialogCode.Rejected)
KEEP, DISCARD = 2, 3


class LeaveDialog(Dialog):
    """Asked only when something was changed; Enter and Esc go back to the form."""

    def __init__(self, tr: Translations, parent: QWidget | None = None, *, kept: str = "") -> None:
        """`kept` is what keeping is called where it is no draft on disk."""
        super().__init__(tr("Unsaved changes"), parent)
        self.body.addWidget(label(tr("There are unsaved changes"), role="card"))
        said = tr("Kept as a draft, they are offered when you open this form again.")
        if kept:
            said = tr("What you typed can wait here until you close the program.")
        self.body.addWidget(label(said, ink="text2", wrap=True))
        self.discard = buttons.button(tr("Discard changes"), lambda: self.done(DISCARD), kind="danger")
        self.keep = buttons.secondary(kept or tr("Keep as a draft"), lambda: self.done(KEEP))
        self.stay = buttons.primary(tr("Back to the form"), self.reject)
        self.stay.setDefault(True)
        self.add_buttons(self.discard, self.keep, self.stay)
        self.fit()
        self.stay.setFocus()
