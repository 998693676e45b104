"""The last line of the funding: add a source, and what the shares and amounts come to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.ui.screens.asset_form_funding_row import AMOUNT_WIDTH, SHARE_WIDTH
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import row
from inventory.ui.widgets.text import label, set_ink

# As wide as the bins at the ends of the rows.
_BIN = 47


class FundingSum(QWidget):
    """A button for another source and the sums under their columns."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        line = row(spacing=10)
        self.setLayout(line)
        self.more = buttons.secondary(tr("Add a source"), icon="plus", small=True)
        self._together = label(tr("Together"), role="strong")
        self.share = label("", role="strong")
        self.amount = label("", role="strong")
        line.addWidget(self.more)
        line.addStretch(1)
        line.addWidget(self._together)
        for shown, width in ((self.share, SHARE_WIDTH), (self.amount, AMOUNT_WIDTH)):
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            shown.setFixedWidth(width)
            line.addWidget(shown)
        line.addSpacing(_BIN)

    def show_sum(self, share: int, amount: int | None, *, even: bool, shown: bool) -> None:
        """Show the sums, red where they do not come to all of it; nothing while there are no rows."""
        for widget in (self._together, self.share, self.amount):
            widget.setVisible(shown)
        self.share.setText(self._tr.amount(share) + "%")
        self.amount.setText(self._tr.amount(amount) if amount is not None else "–")
        set_ink(self.share, "" if even else "err")
