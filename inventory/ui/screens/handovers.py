"""What is out, overdue, unsigned and begun: the list of handovers, and the way to a new one (ui.md 7.5)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from inventory.services.handovers import DocumentRow
from inventory.services.paper_lists import PaperCounts, PaperQuery, paper_counts
from inventory.ui.actions import make, shown_keys
from inventory.ui.context import Context
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.screens.paper_actions import PaperActions
from inventory.ui.screens.paper_columns import Marks, PaperSource, columns
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import PageHeader, column, row
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard
from inventory.ui.widgets.text import literal
from inventory.ui.widgets.ways import Tabs

_TABS = ("out", "late", "waiting", "drafts")
_ORDERS = {"late": (("return_by", False),), "waiting": (("number", False),)}
_USUAL = (("number", True),)


class HandoversPage(QWidget):
    """Opens with `tab` (out, late, waiting, drafts) or `number` (a paper to select among those that wait)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._wanted = ""
        tr = context.tr
        self.actions_ = PaperActions(self, context)
        self.tabs = Tabs([
            ("out", tr("Handed out")), ("late", tr("Overdue")), ("waiting", tr("Awaiting signature")),
            ("drafts", tr("Drafts")),
        ])  # fmt: skip
        self.search = SearchField(tr, tr("Search: number, person, asset"))
        self.search.setFixedWidth(330)
        today, self.marks = context.application.today(), Marks()
        self.model = PagedTableModel(
            columns(tr, today, handovers=True, marks=self.marks),
            PaperSource(context.application),
            context.operations,
            self,
        )
        self.table = TableView(tr, name="handovers", memory=context.memory)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Handovers"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.card = TableCard(self.table)
        self.empty = EmptyState("", icon="arrow-left-right")
        self.empty.add_button(buttons.secondary(tr("New issue"), self.new, icon="plus"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr = self.context.tr
        self.header = PageHeader(tr("Handovers"), subtitle=tr("Issues and returns of equipment, with their protocols"))
        self.take = buttons.secondary(tr("New return"), self.new_return, icon="undo-2")
        self.add = buttons.primary(tr("New issue"), self.new, icon="plus", keys=shown_keys("new"))
        self.header.add_actions(self.take, self.add)
        self.open_ = buttons.secondary(tr.context("button", "Open"), self._on_open, icon="file-text")
        self.sign = buttons.secondary(tr("Attach the signed scan…"), self._on_scan, icon="paperclip")
        self.done = buttons.secondary(tr("Mark as signed"), self._on_sign, icon="check")
        self.more = buttons.icon_button("ellipsis", tr("More"), self._on_more, plain=False)
        line = row(spacing=8)
        line.addWidget(self.search)
        line.addStretch(1)
        for widget in (self.open_, self.sign, self.done, self.more):
            line.addWidget(widget)
        lines = column(spacing=10)
        self.setLayout(lines)
        lines.addWidget(self.header)
        lines.addWidget(self.tabs)
        lines.addLayout(line)
        lines.addWidget(self.card, 1)

    def _connect(self) -> None:
        tr = self.context.tr
        self.tabs.chosen.connect(lambda _key: self._on_tab())
        self.search.searched.connect(lambda _text: self.reload())
        self.search.down_pressed.connect(self.table.setFocus)
        self.search.confirmed.connect(lambda _text: self.table.setFocus())
        self.table.sort_chosen.connect(lambda _sort: self.reload())
        self.table.opened.connect(lambda _id: self._on_open())
        self.table.current_changed.connect(lambda _id: self._show_actions())
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.model.loaded.connect(self._on_loaded)
        self.model.dataChanged.connect(lambda *_range: self._show_actions())
        for key, run in (("new", self.new), ("search", self.search.take_focus), ("refresh", self.refresh)):
            make(tr, self, key, run)
        make(tr, self, "print", self._on_print)
        make(tr, self, "export", self._on_export)
        if self.context.bridge is not None:
            self.context.bridge.changed.connect(self._on_changed)

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, tab: str = "", number: str = "") -> None:
        """Show a tab; with a number the paper, among those that wait for a signature."""
        self._wanted = number
        wanted = "waiting" if number else tab
        if wanted in _TABS:
            self.tabs.choose(wanted)
            self._take_order()
        if number:
            self.search.set_text_quietly("")
            self.table.setFocus()
        self.reload()
        self.count()

    def state(self) -> dict[str, Any]:
        """Return what opens the same list again."""
        return {"tab": self.tabs.current()}

    def focus_areas(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.table]

    def set_width_step(self, step: str, short: bool) -> None:
        """Hide what a small window has no room for."""
        self.header.subtitle.setVisible(not short)
        self.sign.setVisible(step != "narrow")

    # The list -----------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Open the form of a new issue."""
        self.context.navigate("handover", kind="issue")

    def new_return(self) -> None:
        """Open the form of a new return."""
        self.context.navigate("handover", kind="return")

    def refresh(self) -> None:
        """Read everything again."""
        self.model.refresh()
        self.count()

    def reload(self) -> None:
        """Ask for the rows of the tab that match the words."""
        self.marks.look_for(self.search.text())
        self.model.set_query(self.query())

    def query(self) -> PaperQuery:
        """Return tab, words and order of the list."""
        sort = tuple(self.table.sort()) or _ORDERS.get(self.tabs.current(), _USUAL)
        today = self.context.application.today()
        return PaperQuery(scope=self.tabs.current(), words=self.search.text(), sort=sort, today=today)

    def count(self) -> None:
        """Read the counters of the tabs."""
        application = self.context.application

        def read(_job: object) -> PaperCounts:
            found: PaperCounts = application.read(lambda session: paper_counts(session, application.today()))
            return found

        self.context.operations.query(self, read, slot="counts").on_success(self._show_counts)

    def current(self) -> DocumentRow | None:
        """Return the paper that actions are for."""
        found: DocumentRow | None = self.model.row_at(self.table.currentIndex().row())
        return found

    def _show_counts(self, counts: PaperCounts) -> None:
        for key in _TABS:
            self.tabs.set_count(key, getattr(counts, key))

    def _on_tab(self) -> None:
        self._take_order()
        self.reload()
        self.count()

    def _take_order(self) -> None:
        self.table.header.set_sort(list(_ORDERS.get(self.tabs.current(), _USUAL)))

    def _on_loaded(self) -> None:
        tr, count = self.context.tr, self.model.rowCount()
        if not count:
            self._show_empty()
        else:
            self.card.show_table()
            at = next(
                (n for n in range(min(count, 128)) if (r := self.model.row_at(n)) and r.number == self._wanted), 0
            )
            if self._wanted or not self.table.currentIndex().isValid():
                self.table.select_id(self.model.id_at(at))
            self._wanted = ""
        self.card.set_footer(tr.plural("{n} document", "{n} documents", count))
        self.context.set_status(tr("{n} documents · Enter opens · Ctrl+N new issue", n=tr.number(count)))
        self._show_actions()

    def _show_empty(self) -> None:
        tr = self.context.tr
        if self.search.text().strip():
            text, detail = tr("Nothing matches “{text}”", text=self.search.text().strip()[:40]), ""
        else:
            text, detail = {
                "out": (
                    tr("Nothing is handed out"),
                    tr("Issue equipment to a person or a cell; the protocol is made with it."),
                ),
                "late": (tr("Nothing is overdue"), tr("What is not returned by its date appears here.")),
                "waiting": (tr("Everything is signed"), tr("Issued protocols wait here for their signed scan.")),
                "drafts": (tr("No drafts"), tr("A form that you leave is kept here.")),
            }[self.tabs.current()]
        self.empty.set_text(text, detail)
        self.card.show_empty(self.empty)

    def _show_actions(self) -> None:
        row = self.current() if self.model.rowCount() else None
        tr = self.context.tr
        draft = row is not None and row.state == "draft"
        for button in (self.open_, self.more):
            button.setEnabled(row is not None)
        self.open_.setText(literal(tr("Go on with the draft") if draft else tr.context("button", "Open")))
        waits = row is not None and row.state == "issued"
        self.sign.setEnabled(waits)
        self.done.setEnabled(waits)

    # Actions ------------------------------------------------------------------------------------------------

    def _on_open(self) -> None:
        if row := self.current():
            self.actions_.open(row)

    def _on_scan(self) -> None:
        if row := self.current():
            self.actions_.ask_scan(row)

    def _on_sign(self) -> None:
        if row := self.current():
            self.actions_.sign(row)

    def _on_print(self) -> None:
        if (row := self.current()) and row.number:
            self.actions_.print_copy(row)

    def _on_export(self) -> None:
        from inventory.ui.screens.paper_export import ask

        ask(self, self.context, self.query())

    def _on_more(self) -> None:
        if row := self.current():
            self.popup(row, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_menu(self, place: QPoint) -> None:
        if row := self.current():
            self.popup(row, self.table.viewport().mapToGlobal(place))

    def popup(self, row: DocumentRow, place: QPoint) -> None:
        """Open the menu of a paper."""
        made = self.actions_.menu(row)
        made.aboutToHide.connect(made.deleteLater)
        made.popup(place)

    def _on_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("document", "draft", "asset", "person", "cell"):
            self.refresh()
