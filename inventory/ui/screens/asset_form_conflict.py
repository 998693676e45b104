"""Two versions of one asset side by side: what this form holds and what was saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from inventory.base.i18n import Translations
from inventory.services.assets import Difference
from inventory.services.change_words import label_of
from inventory.ui.widgets import buttons
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.text import label

_MONEY = frozenset({"price_net", "price_gross", "vat"})
Names = Callable[[str, Any], str]


class DifferencesDialog(Dialog):
    """Lists the fields that differ; the caller connects `load` and `save_mine`. `names` writes what ids stand for."""

    def __init__(
        self, tr: Translations, differences: Sequence[Difference], names: Names, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Two versions of this asset"), parent, width=680)
        self.body.addWidget(label(tr("Two versions of this asset"), role="card"))
        self.body.addWidget(label(tr("Nothing is lost until you choose one of them."), ink="text2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, (text, stretch) in enumerate(((tr("Field"), 2), (tr("Yours"), 3), (tr("Saved meanwhile"), 3))):
            grid.addWidget(label(text, role="label", ink="text2"), 0, place)
            grid.setColumnStretch(place, stretch)
        # A VAT amount that was not typed follows from the others and is no version of its own.
        told = [found for found in differences if found.field != "vat" or found.yours is not None]
        for line, difference in enumerate(told, 1):
            name = field_name(tr, difference.field)
            grid.addWidget(label(name, ink="text3", wrap=True), line, 0)
            for place, value in ((1, difference.yours), (2, difference.theirs)):
                grid.addWidget(label(written(tr, difference.field, value, names), wrap=True, select=True), line, place)
        self.body.addLayout(grid)
        self.load = buttons.secondary(tr("Load theirs"), self.accept)
        self.save_mine = buttons.secondary(tr("Save yours over it"), self.accept)
        close = buttons.primary(tr("Back to the form"), self.reject)
        close.setDefault(True)
        self.add_buttons(self.load, self.save_mine, close)
        self.fit()


def field_name(tr: Translations, field: str) -> str:
    """Return what a field of a request is called."""
    return tr(label_of(field))


def written(tr: Translations, field: str, value: Any, names: Names) -> str:
    """Write one value for a reader."""
    if value in (None, "", [], ()):
        return "–"
    if field.endswith("_id"):
        return names(field, value) or "–"
    if field in _MONEY and isinstance(value, int):
        return tr.money(value)
    if field == "funding":
        return "\n".join(
            f"{names('source_id', source)} {tr.percent(share or 0)}" + (f" {tr.money(amount)}" if amount else "")
            for source, _project, share, amount in value
        )
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return tr.date(value) if isinstance(value, date) else str(value)
