"""The whole history of an asset: where it was and with whom, and every change with who, when, old and new value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from inventory.ui.context import Context
from inventory.ui.screens.asset_events import changes, events
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, scrolling
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.lists import TimelineList
from inventory.ui.widgets.text import label
from inventory.ui.widgets.ways import Tabs

if TYPE_CHECKING:
    from inventory.services.asset_details import AssetDetails
    from inventory.services.history import ChangeEntry


class AssetHistory(Dialog):
    """Two tabs: custody, and every change as the journal has it."""

    def __init__(self, context: Context, details: AssetDetails, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(tr("History: {number}", number=details.number), parent, width=640)
        self._tr = tr
        self.tabs = Tabs([("custody", tr("Custody, stickers, stock checks")), ("changes", tr("Every change"))])
        self.custody, self.changes = TimelineList(events(details, tr, self._go(context))), TimelineList()
        self._pages = QStackedWidget()
        for view in (self.custody, self.changes):
            holder = QWidget()
            lines = column(spacing=0)
            holder.setLayout(lines)
            fill(lines, view, 1)
            self._pages.addWidget(scrolling(holder))
        self._pages.setMinimumHeight(380)
        self.tabs.chosen.connect(lambda key: self._pages.setCurrentIndex(("custody", "changes").index(key)))
        fill(self.body, label(f"{details.number}  {details.form.name}", role="card", wrap=True), self.tabs, self._pages)
        close = buttons.primary(tr("Close"), self.accept)
        close.setDefault(True)
        self.add_buttons(close)
        self.fit()
        application, asset = context.application, details.id

        def work(_job: object) -> list[ChangeEntry]:
            from inventory.services.history import asset_changes

            found: list[ChangeEntry] = application.read(lambda session: asset_changes(session, asset))
            return found

        context.operations.query(self, work).on_success(self._show)

    def _go(self, context: Context) -> Any:
        def go(number: str) -> None:
            self.accept()
            context.navigate("documents", number=number)

        return go

    def _show(self, found: list[ChangeEntry]) -> None:
        self.tabs.set_count("changes", len(found))
        self.changes.set_events([changes(entry, self._tr) for entry in found])
