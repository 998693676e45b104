"""The row above the list: search, chips of the filters in force, clear, columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from inventory.catalogue.query import Filter, Query, parse
from inventory.ui.actions import shown_keys
from inventory.ui.context import Context
from inventory.ui.screens import filter_words
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import ChipBar
from inventory.ui.widgets.card import row
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.text import literal

_SEARCH = 330
_SEARCH_NARROW = 220


class FilterBar(QWidget):
    """Holds words and filters of the list; `query()` is both.

    Filters typed into the search field (`status:issued`) work as they are typed; Enter turns them into chips.
    Signals: changed() at each keystroke and each change of a filter; columns_wanted().
    """

    changed = Signal()
    columns_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._filters: list[Filter] = []
        tr = context.tr
        self.search = SearchField(tr, tr("Search: number, name, serial number, person"), more=tr("Saved views"))
        self.search.setFixedWidth(_SEARCH)
        hint = tr("Search this list")
        self.search.setToolTip(f"{hint} ({shown_keys('search')})")
        self.search.searched.connect(lambda _text: self.changed.emit())
        self.search.confirmed.connect(lambda _text: self._take_typed())
        self.chips = ChipBar(tr("Filter"), self.choose, remove_name=tr("Remove the filter (Delete)"))
        self.clear = buttons.button(tr("Clear"), self.remove_all, kind="plain")
        self.columns = buttons.icon_button("columns-3", tr("Columns"), self.columns_wanted.emit, plain=False)
        self.line = row(spacing=8)
        self.setLayout(self.line)
        for widget in (self.search, self.chips):
            self.line.addWidget(widget)
        self.line.addStretch(1)
        for widget in (self.clear, self.columns):
            self.line.addWidget(widget)
        self._show()

    def query(self) -> Query:
        """Return words and filters, without an order."""
        typed = parse(self.search.text())
        return Query(typed.words, self._with(typed.filters))

    def set_query(self, query: Query) -> None:
        """Show other words and filters without telling."""
        self._filters = list(query.filters)
        self.search.set_text_quietly(" ".join(f'"{word}"' if " " in word else word for word in query.words))
        self._show()

    def filters(self) -> list[Filter]:
        """Return the filters that are chips."""
        return list(self._filters)

    def is_empty(self) -> bool:
        """Tell whether everything is shown."""
        return not self._filters and not self.search.text().strip()

    def remove_all(self) -> None:
        """Show everything."""
        self.set_query(Query())
        self.changed.emit()

    def choose(self) -> None:
        """Ask what to filter by, then for its value."""
        tr = self._context.tr
        menu = QMenu(self)
        taken = {item.field for item in self._filters}
        for group in (filter_words.USUAL, filter_words.OTHERS):
            for key in group:
                action = menu.addAction(literal(filter_words.title(key, tr)))
                action.setEnabled(key not in taken)
                action.triggered.connect(lambda _on=False, key=key: self.edit(key))
            menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._under(self.chips.add_button))

    def edit(self, key: str) -> None:
        """Open the small window of a filter."""
        if key == "id":
            return
        from inventory.ui.screens.filter_popup import FilterPopup

        popup = FilterPopup(self._context, key, [item for item in self._filters if item.field == key], self)
        popup.applied.connect(lambda made: self.put(key, made))
        keys = [key for key, _name, _value in filter_words.chips(self._filters, self._context.tr)]
        shown = self.chips.chips()
        popup.show_at(self._under(shown[keys.index(key)] if key in keys else self.chips.add_button))

    def put(self, key: str, filters: Sequence[Filter]) -> None:
        """Replace the filters of a field; none removes it."""
        self._filters = [item for item in self._filters if item.field != key] + list(filters)
        self._show()
        self.changed.emit()

    def set_narrow(self, narrow: bool) -> None:
        """Take less room, so that the main actions fit into the row."""
        self.search.setFixedWidth(_SEARCH_NARROW if narrow else _SEARCH)
        text = (
            self._context.tr("Search the register")
            if narrow
            else self._context.tr("Search: number, name, serial number, person")
        )
        self.search.setPlaceholderText(text)

    def _take_typed(self) -> None:
        typed = parse(self.search.text())
        if typed.filters:
            self.set_query(Query(typed.words, self._with(typed.filters)))
            self.changed.emit()

    def _with(self, typed: Sequence[Filter]) -> tuple[Filter, ...]:
        # What is typed for a field stands in place of its chip: the two together would mean either.
        fields = {item.field for item in typed}
        return (*(item for item in self._filters if item.field not in fields), *typed)

    def _show(self) -> None:
        made = filter_words.chips(self._filters, self._context.tr)
        self.chips.set_chips(
            [
                (name, value, lambda key=key: self.edit(key), lambda key=key: self.put(key, []))
                for key, name, value in made
            ]
        )
        self.clear.setVisible(bool(made))

    @staticmethod
    def _under(widget: QWidget) -> QPoint:
        return widget.mapToGlobal(widget.rect().bottomLeft() + QPoint(0, 4))
