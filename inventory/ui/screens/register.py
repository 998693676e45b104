"""The register: find, compare and act on many; the list at the left, one asset whole at the right (ui.md 7.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inventory.catalogue.query import Filter, Query, parse, written
from inventory.ui.context import Context
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.screens.register_actions import RegisterActions
from inventory.ui.screens.register_columns import RegisterColumns
from inventory.ui.screens.register_filters import FilterBar
from inventory.ui.screens.register_side import SidePanel
from inventory.ui.screens.register_source import RegisterSource
from inventory.ui.screens.register_totals import Totals
from inventory.ui.widgets.card import PageHeader, column, row
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from array import array

    from inventory.base.changes import Changes
    from inventory.ui.screens.register_empty import RegisterEmpty
    from inventory.ui.screens.register_views import SavedViews

# What left the register stays findable, but out of the way until it is asked for.
USUAL_FILTERS = (Filter("status", "=", "present"),)
# What the list shows of an asset stands in these tables.
_SHOWN_TABLES = (
    "asset",
    "asset_funding",
    "old_number",
    "category",
    "place",
    "person",
    "cell",
    "supplier",
    "funding_source",
    "project",
)
_SETTLE_MS = 40


class RegisterPage(QWidget):
    """Opens with `asset` (an id to select), `query` (a line of `catalogue.query`), `view` (the name of a saved one)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._target = 0
        self._opened = False
        self._step = "wide"
        self._empty: RegisterEmpty | None = None
        self._views: SavedViews | None = None
        tr = context.tr
        self.filters = FilterBar(context)
        self.filters.set_query(Query(filters=USUAL_FILTERS))
        self.look = RegisterColumns(tr)
        self.source = RegisterSource(context.application)
        self.model = PagedTableModel(self.look.columns(), self.source, context.operations, self)
        self.table = TableView(tr, name="register", memory=context.memory, two_lines=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Assets"))
        if not self.table.sort():
            self.table.header.set_sort([("number", False)])
        self.source.set_columns(self._shown())
        self.card = TableCard(self.table)
        self.totals = Totals(self)
        self.side = SidePanel(self)
        self.actions_ = RegisterActions(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.header = PageHeader(self.context.tr("Register"))
        self.header.add_actions(self.actions_.bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(14)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.card)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.list_ = QWidget()
        lines = column(spacing=12)
        self.list_.setLayout(lines)
        self._filter_line = row(spacing=8)
        self._filter_line.addWidget(self.filters, 1)
        lines.addLayout(self._filter_line)
        lines.addWidget(self.splitter, 1)
        # In front of the list the first steps stand while there are no assets.
        self.cover = QStackedWidget()
        self.cover.addWidget(self.list_)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self.header)
        outer.addWidget(self.cover, 1)
        self.side.set_step("wide")

    def _connect(self) -> None:
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._show_chosen)
        self.filters.changed.connect(self.reload)
        self.filters.columns_wanted.connect(self._on_columns_wanted)
        self.filters.search.more_wanted.connect(lambda: self.views().show_menu())
        self.filters.search.down_pressed.connect(self.table.setFocus)
        self.filters.search.confirmed.connect(lambda _text: self.table.setFocus())
        self.table.sort_chosen.connect(lambda _sort: self.reload())
        self.table.header.sectionResized.connect(self._on_section_resized)
        self.table.opened.connect(lambda _id: self.actions_.edit())
        self.table.current_changed.connect(lambda _id: self._settled.start())
        self.table.selection_changed.connect(self._settled.start)
        self.model.loaded.connect(self._on_loaded)
        self.model.ids_known.connect(self._on_ids_known)
        self.splitter.splitterMoved.connect(lambda _at, _which: self.side.keep_width())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)
        if self.context.bridge is not None:
            self.context.bridge.changed.connect(self._on_changed)
        self._settled.start()

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, asset: int | None = None, query: str | None = None, view: str = "") -> None:
        """Show the list; `query` replaces words and filters, `asset` is selected and scrolled to."""
        first, self._opened = not self._opened, True
        if view:
            self.views().open(view)
            return
        if query is not None:
            self.filters.set_query(parse(query))
        if asset is not None:
            self._target = asset
            if not first and query is None and self._take_target():
                return
        self.table.setFocus()
        if first or query is not None:
            self.reload(at_once=first)
        elif asset is not None and not self.filters.is_empty():
            self.filters.set_query(Query())
            self.reload()

    def state(self) -> dict[str, Any]:
        """Return what `open` needs to show the same again."""
        return {"asset": self.table.current_id(), "query": written(self.filters.query())}

    def handle_scan(self, code: str) -> bool:
        """Open the one asset with this code; other codes are left to the window."""
        found = self.context.application.listing.by_code(code)
        if len(found) != 1:
            return False
        self.open(asset=found[0])
        return True

    def focus_areas(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.table, self.side]

    def set_width_step(self, step: str, short: bool) -> None:
        """Dock the details at 344 or 300, or lay them over the list; narrow pages have their actions by the filters."""
        narrow = step == "narrow"
        if step != self._step:
            self._step = step
            self.side.set_step(step)
            self.filters.set_narrow(narrow)
            self.actions_.set_narrow(narrow)
            if narrow:
                self._filter_line.addWidget(self.actions_.bar)
            else:
                self.header.add_actions(self.actions_.bar)
        self.header.setVisible(not (narrow and short))

    # The list -----------------------------------------------------------------------------------------------

    def query(self) -> Query:
        """Return words, filters and order of the list."""
        return replace(self.filters.query(), sort=tuple(self.table.sort()))

    def views(self) -> SavedViews:
        """Return the saved views, made when they are first asked for."""
        if self._views is None:
            from inventory.ui.screens.register_views import SavedViews

            self._views = SavedViews(self)
        return self._views

    def selected(self) -> array[int]:
        """Return the ids of the rows selected, in the order of the list."""
        return self.table.selected_ids()

    def reload(self, *, at_once: bool = False) -> None:
        """Show what words, filters and order ask for now."""
        query = self.query()
        self.totals.stop()
        self.look.mark(query.words)
        self.model.set_query(query, at_once=at_once)

    def _shown(self) -> list[str]:
        columns = self.model.columns()
        return [columns[section].key for section in self.table.columns.shown()]

    def _on_loaded(self) -> None:
        self.totals.show()
        if self.model.rowCount() == 0:
            self._show_empty()
            return
        self.cover.setCurrentWidget(self.list_)
        self.card.show_table()
        if not self._take_target() and not self._target and not self.table.currentIndex().isValid():
            self.table.select_id(self.model.id_at(0), scroll=False)

    def _show_empty(self) -> None:
        if self._empty is None:
            from inventory.ui.screens.register_empty import RegisterEmpty

            self._empty = RegisterEmpty(self)
        self._empty.show()

    def _on_ids_known(self) -> None:
        if self._target and not self._take_target():
            # The asset is not in this list: without filters it is.
            target, self._target = self._target, 0
            if not self.filters.is_empty():
                self._target = target
                self.filters.set_query(Query())
                self.reload()
                return
        self.totals.show()

    def _take_target(self) -> bool:
        if self._target and self.table.select_id(self._target):
            self._target = 0
            self.table.setFocus()
            return True
        return False

    def _show_chosen(self) -> None:
        self.actions_.make_keys()
        count = self.table.selected_count()
        self.totals.show_selected(count)
        self.actions_.show_selected(count)
        self.side.show_chosen(count)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN_TABLES):
            self.totals.forget()
            self.model.refresh()
        self.side.refresh()

    # Answers ------------------------------------------------------------------------------------------------

    def _on_escape(self) -> None:
        if self.side.close_overlay():
            return
        if self.table.selected_count() > 1:
            current = self.table.current_id()
            if current:
                self.table.select_id(current, scroll=False)
        elif self.filters.search.text():
            self.filters.search.clear()

    def _on_columns_wanted(self) -> None:
        menu = self.table.columns.menu(self.context.tr)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.filters.columns
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_section_resized(self, _section: int, old: int, new: int) -> None:
        # A column that comes into sight grows from nothing; what it shows may not have been read.
        if (old == 0 or new == 0) and self.source.set_columns(self._shown()):
            self.model.mark_stale(None)
