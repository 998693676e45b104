"""Which columns a table shows, in what order and how wide; remembered by the name of the table."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from inventory.base.i18n import Translations
from inventory.ui.models.base import TableModel
from inventory.ui.models.cells import TEXT, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.text import literal

_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class ColumnSet:
    """Shown columns, order, widths and sort of one table.

    What is kept: `{"hidden": [...], "order": [...], "widths": {...}, "sort": [[key, descending], ...]}`; keys of
    columns that no longer exist are ignored.
    """

    def __init__(self, view: QTableView, header: QHeaderView, name: str, memory: MutableMapping[str, Any]) -> None:
        self._view = view
        self._name = name
        self._memory = memory
        self._busy = False
        self._header = header
        # As wide as columns are where there is room; shown they may be narrower.
        self._widths: dict[int, int] = {}
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(lambda *_moved: self._keep())

    def restore(self) -> None:
        """Put on what is remembered, or the defaults of the columns."""
        kept = self._kept()
        hidden, order = kept.get("hidden"), kept.get("order")
        widths = kept.get("widths") if isinstance(kept.get("widths"), dict) else {}
        header = self._header
        self._busy = True
        for section, column in enumerate(self._columns()):
            # A column that came later was never hidden by the user.
            is_new = isinstance(order, list) and column.key not in order
            gone = column.key in hidden if isinstance(hidden, list) and not is_new else not column.shown
            header.setSectionHidden(section, gone and not column.fixed)
            width = widths.get(column.key, column.width) if isinstance(widths, dict) else column.width
            self._widths[section] = width if isinstance(width, int) else column.width
            header.resizeSection(section, self._widths[section])
        self._order(order)
        self._busy = False
        self.stretch()
        self._sort_rows()

    def restore_defaults(self) -> None:
        """Forget what the user chose for this table, but for the sort."""
        kept = self._kept()
        self._write({"sort": kept["sort"]} if "sort" in kept else {})
        self.restore()

    def state(self) -> dict[str, Any]:
        """Return which columns are shown now, in what order and how wide."""
        header, columns = self._header, self._columns()
        sections = range(len(columns))
        return {
            "hidden": [columns[section].key for section in sections if header.isSectionHidden(section)],
            "order": [columns[header.logicalIndex(visual)].key for visual in sections],
            "widths": {columns[s].key: self._widths[s] for s in sections if not header.isSectionHidden(s)},
        }

    def take(self, state: Mapping[str, Any]) -> list[str]:
        """Show the columns of a `state`; the keys of those it showed that no longer exist are returned."""
        kept = self._kept()
        self._write({**({"sort": kept["sort"]} if "sort" in kept else {}), **state})
        self.restore()
        order, hidden = state.get("order"), state.get("hidden")
        known = [column.key for column in self._columns()] + (hidden if isinstance(hidden, list) else [])
        return [key for key in order if key not in known] if isinstance(order, list) else []

    def shown(self) -> list[int]:
        """Return the sections shown, in visual order."""
        header = self._header
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [section for section in order if not header.isSectionHidden(section)]

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide one column."""
        keys = [column.key for column in self._columns()]
        self._header.setSectionHidden(keys.index(key), not shown)
        self._keep()
        self.stretch()

    def menu(self, tr: Translations) -> QMenu:
        """Return a menu of all columns with ticks, and "Restore the default columns" at its end."""
        menu = QMenu(self._view)
        for section, column in enumerate(self._columns()):
            if column.fixed or not column.title:
                continue
            action = menu.addAction(literal(column.title))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(section))
            action.toggled.connect(lambda on, key=column.key: self.set_shown(key, on))
        menu.addSeparator()
        menu.addAction(tr("Restore the default columns")).triggered.connect(self.restore_defaults)
        return menu

    def show_menu(self, tr: Translations, place: QPoint) -> None:
        """Open the menu of columns; a table that remembers nothing has none."""
        if self._name:
            menu = self.menu(tr)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def sort(self) -> list[tuple[str, bool]]:
        """Return the remembered sort."""
        kept = self._kept().get("sort")
        keys = {column.key for column in self._columns()}
        if not isinstance(kept, list):
            return []
        return [
            (item[0], bool(item[1]))
            for item in kept
            if isinstance(item, list | tuple) and len(item) == 2 and item[0] in keys
        ]

    def keep_sort(self, sort: list[tuple[str, bool]]) -> None:
        """Remember the sort."""
        self._write(self._kept() | {"sort": [list(item) for item in sort]})

    def stretch(self) -> None:
        """Give the room that is left to the widest text column, so that the table fills its place.

        Where that column would be narrower than it is meant to be, the others give what they can.
        """
        if self._busy or not self._columns():
            return
        header = self._header
        sections = self.shown()
        texts = [section for section in sections if self._columns()[section].style == TEXT]
        if not texts:
            return
        target = max(texts, key=lambda section: self._columns()[section].width)
        others = {section: self._widths[section] for section in sections if section != target}
        room = self._view.viewport().width() - sum(others.values())
        gives = {section: max(width - self._least(section, width), 0) for section, width in others.items()}
        whole = sum(gives.values())
        short = min(max(self._columns()[target].width - room, 0), whole)
        self._busy = True
        for section, width in others.items():
            header.resizeSection(section, width - (gives[section] * short // whole if whole else 0))
        left = self._view.viewport().width() - sum(header.sectionSize(section) for section in others)
        header.resizeSection(target, max(left, self._least(target, min(self._columns()[target].width, 120))))
        self._busy = False

    def _least(self, section: int, otherwise: int) -> int:
        return self._columns()[section].least or otherwise

    def _sort_rows(self) -> None:
        """Sort rows in memory as remembered; a list that asks the register takes the order from its header."""
        model = self._view.model()
        if isinstance(model, RowsModel):
            keys = [column.key for column in self._columns()]
            for key, descending in reversed(self.sort()):
                model.sort(keys.index(key), _DESCENDING if descending else _ASCENDING)

    def _order(self, order: object) -> None:
        header = self._header
        keys = [column.key for column in self._columns()]
        wanted = [keys.index(key) for key in order if key in keys] if isinstance(order, list) else []
        wanted += [section for section in range(len(keys)) if section not in wanted]
        for visual, section in enumerate(wanted):
            header.moveSection(header.visualIndex(section), visual)

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if self._busy:
            return
        if new:
            self._widths[section] = new
        self._keep()
        self.stretch()

    def _keep(self) -> None:
        if self._busy:
            return
        self._write(self._kept() | self.state())

    def _columns(self) -> list[Column]:
        model = self._view.model()
        return model.columns() if isinstance(model, TableModel) else []

    def _kept(self) -> dict[str, Any]:
        kept = self._memory.get(self._name) if self._name else None
        return dict(kept) if isinstance(kept, dict) else {}

    def _write(self, value: dict[str, Any]) -> None:
        if self._name:
            self._memory[self._name] = value
