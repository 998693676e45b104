"""Gives a number printed ahead to an asset that there is: the asset is chosen, its number so far becomes an old one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from inventory.base.i18n import N_, Translations
from inventory.catalogue.query import parse
from inventory.ui.context import Context
from inventory.ui.screens.records import RecordDialog, ask
from inventory.ui.widgets.reference import Option, ReferenceEditor
from inventory.ui.widgets.text import label, literal

_MOST = 30
_FIELDS = ("id", "number", "name")


class GivingDialog(RecordDialog):
    """One field: the asset that gets the number."""

    def __init__(self, context: Context, number: str) -> None:
        tr: Translations = context.tr
        super().__init__(tr, tr("Give the number {number}", number=number), columns=1, width=520)
        application = context.application

        def found(words: str) -> list[Option]:
            ids = application.listing.ids(parse(f"{words} status:present"), limit=_MOST)
            return [Option(key, number, name) for key, number, name in application.listing.page(ids, _FIELDS) if number]

        said = tr("The number that the asset has now stays as an old number: papers and scans still find it by it.")
        self.body.insertWidget(0, label(said, wrap=True))
        editor = ReferenceEditor(
            tr, context.operations, found, placeholder=tr("Number, name or serial number"), icon="search"
        )
        self.add("asset", tr("Asset"), editor, required=True)
        self.save.setText(literal(tr("Give the number")))


def ask_asset(context: Context, number: str) -> GivingDialog:
    """Ask which asset gets a number printed ahead, and give it, with undo."""
    dialog = GivingDialog(context, number)

    def save(values: dict[str, Any]) -> Any:
        from inventory.services.spare_numbers import give

        return lambda work: give(work, number, int(values["asset"]))

    owner: Any = context.frame
    assert isinstance(owner, QWidget)
    ask(
        owner, context, dialog, N_("Number given to an asset"), save,
        then=lambda given: context.navigate("register", asset=given.asset_id),
    )  # fmt: skip
    return dialog
