"""Everything that was done in the register, newest first: when, by whom, what and to which assets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from inventory.services.history import Event
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets import buttons
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard

_PAGE = 200


class JournalDialog(Dialog):
    """Reads the last operations and, on demand, those before; opening a row shows its assets by `go`."""

    def __init__(self, context: Context, go: Callable[[str], object], parent: QWidget) -> None:
        tr = context.tr
        super().__init__(tr("Journal"), parent, width=980)
        self._context, self._tr, self._go = context, tr, go
        self.table = TableView(tr, name="journal", memory=context.memory)
        self.model = RowsModel(self._columns(), key=lambda event: event.operation, parent=self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Journal"))
        self.table.opened.connect(self._on_opened)
        self.card = TableCard(self.table)
        self.card.setMinimumHeight(440)
        self.body.addWidget(self.card)
        self.earlier = buttons.secondary(tr("Show earlier ones"), self.read, icon="history")
        close = buttons.primary(tr("Close"), self.accept)
        close.setDefault(True)
        self.add_buttons(self.earlier, close)
        self.fit()
        self.read()

    def read(self) -> None:
        """Read the next page, beginning with the newest."""
        rows = self.model.rows()
        application, before = self._context.application, min((row.operation for row in rows), default=None)

        def look(session: Any) -> list[Event]:
            from inventory.services.history import recent_events

            return recent_events(session, limit=_PAGE, before=before)

        self.earlier.setEnabled(False)
        query = self._context.operations.query(self, lambda _job: application.read(look), slot="journal")
        query.on_success(self._show)

    def _columns(self) -> list[Column]:
        tr = self._tr
        return [
            Column(
                key="at", title=tr("When"), width=140, cell=lambda event: tr.moment(event.at),
                order=lambda event: event.at,
            ),
            Column(key="what", title=tr("What was done"), width=280, cell=lambda event: tr(event.title)),
            Column(key="assets", title=tr("Assets"), width=220, sortable=False, cell=_assets),
            Column(key="person", title=tr("Who"), width=170, cell=lambda event: event.person),
            Column(
                key="changed", title=tr("Assets changed"), width=110, style=NUMBER,
                cell=lambda event: tr.number(event.changed), order=lambda event: event.changed,
            ),
        ]  # fmt: skip

    def _show(self, found: list[Event]) -> None:
        tr = self._tr
        rows = [*self.model.rows(), *found]
        self.model.set_rows(rows)
        self.earlier.setEnabled(len(found) == _PAGE)
        self.card.set_footer(tr.plural("{n} operation shown", "{n} operations shown", len(rows)))

    def _on_opened(self, operation: object) -> None:
        event = next(row for row in self.model.rows() if row.operation == operation)
        if event.asset_ids:
            self.accept()
            self._go(" ".join(f"id:{asset}" for asset in event.asset_ids))


def _assets(event: Event) -> str:
    return ", ".join(event.assets) + (" …" if event.changed > len(event.assets) else "")
