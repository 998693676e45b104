"""Asks until when one asset may stay with its holder; the paper that was printed keeps its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from inventory.base.i18n import N_, Translations
from inventory.ui.screens.records import RecordDialog, ask
from inventory.ui.widgets.editors import DateEditor

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Page

_FIELD = "return_by"


class ReturnDateDialog(RecordDialog):
    """One field; left empty there is no date any more."""

    def __init__(self, tr: Translations, day: object) -> None:
        super().__init__(tr, tr("Return date"), columns=1, width=420)
        hint = tr("Left empty there is no date. The protocol that was printed keeps its own.")
        self.add(_FIELD, tr("Return by"), DateEditor(tr), hint=hint)
        self.grid.set_values({_FIELD: day})


def ask_return_date(page: Page, asset: int) -> ReturnDateDialog:
    """Show the dialog for an asset and save what is typed, with undo."""
    context = page.context
    ((day,),) = context.application.listing.page([asset], (_FIELD,))
    dialog = ReturnDateDialog(context.tr, day)

    def save(values: dict[str, Any]) -> Any:
        from inventory.services.asset_bulk import edit_many

        return lambda work: edit_many(work, [asset], _FIELD, values[_FIELD])

    assert isinstance(page, QWidget)
    ask(page, context, dialog, N_("Return date"), save)
    return dialog
