"""The menu of one asset: what is done less often than editing, issuing and printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from inventory.catalogue.stickers import NONE, REPLACE
from inventory.services.asset_details import AssetDetails
from inventory.ui.actions import ACTIONS, shown_keys
from inventory.ui.context import Context
from inventory.ui.icons import icon
from inventory.ui.widgets.text import literal

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Actions


def asset_menu(
    owner: QWidget, context: Context, actions: Actions, details: AssetDetails, show_all: Callable[[], object]
) -> QMenu:
    """Return the menu for the state that the asset is in."""
    tr = context.tr
    menu = QMenu(owner)

    def add(text: str, run: Callable[[], object], mark: str = "", key: str = "") -> None:
        action = menu.addAction(literal(text))
        if mark:
            action.setIcon(icon(mark))
        if key in ACTIONS:
            # Shown only: the page itself has the shortcut.
            action.setText(f"{literal(text)}\t{shown_keys(key)}")
        action.triggered.connect(lambda _on=False: run())

    add(tr("Duplicate"), actions.duplicate, "copy", "duplicate")
    if details.main is not None:
        main = details.main.id
        add(
            tr("Show the set {number}", number=details.main.number),
            lambda: context.navigate("register", asset=main),
            "layers",
        )
    if details.parts:
        add(tr("Show the parts of the set"), lambda: actions.search(f'set:"{details.number}"'), "layers")
    person = details.form.person_id
    if person is not None:
        add(tr("All that {person} holds", person=details.person), lambda: actions.open_person(person), "user")
    add(tr("History and every change…"), show_all, "history")
    if details.sticker == REPLACE:
        add(tr("The sticker is all right"), actions.keep_sticker, "tag")
    elif details.sticker != NONE:
        add(tr("Sticker to be replaced…"), actions.replace_sticker, "tag")
    if details.status == "issued":
        add(tr("Change the return date…"), actions.change_return, "calendar")
    menu.addSeparator()
    if details.status in {"for_disposal", "missing"}:
        add(tr("Back to stock"), actions.restore, "package")
    elif details.status in {"in_stock", "in_repair"}:
        add(tr("Mark for disposal"), actions.dispose, "archive", "dispose")
    add(tr("Delete"), actions.delete, "trash-2")
    return menu
