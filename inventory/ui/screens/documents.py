"""All numbered papers: filters, the paper itself at the right, printing, signing, cancelling (ui.md 7.9)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from inventory.services.handovers import DocumentRow
from inventory.services.paper_lists import PaperQuery, paper_counts
from inventory.ui.actions import make, shown_keys
from inventory.ui.context import Context
from inventory.ui.models.paged import PagedTableModel
from inventory.ui.screens.paper_actions import PaperActions
from inventory.ui.screens.paper_columns import Marks, PaperSource, columns
from inventory.ui.screens.paper_filters import PaperFilters
from inventory.ui.screens.paper_side import PaperSide
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import PageHeader, column
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard
from inventory.ui.widgets.text import literal, set_ink

_USUAL = [("number", True)]
_SETTLE_MS = 60
_NEAR = 5_000


class DocumentsPage(QWidget):
    """Opens with `number` (a document to select, whatever the filters say) or `person` (an id to filter by)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._opened = False
        self._stale = False
        self._wanted = ""
        self._all = 0
        tr = context.tr
        self.actions_ = PaperActions(self, context)
        self.filters = PaperFilters(context)
        today, self.marks = context.application.today(), Marks()
        self.model = PagedTableModel(
            columns(tr, today, handovers=False, marks=self.marks), PaperSource(context.application),
            context.operations, self,
        )  # fmt: skip
        self.table = TableView(tr, name="documents", memory=context.memory)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Documents"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        if not self.table.sort():
            self.table.header.set_sort(_USUAL)
        self.card = TableCard(self.table)
        self.empty = EmptyState("", icon="file-text")
        self.remove = buttons.secondary(tr("Remove the filters"), self.filters.remove_all)
        self.empty.add_button(self.remove)
        self.side = PaperSide(context, self.actions_)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr = self.context.tr
        self.header = PageHeader(tr("Documents"), subtitle=tr("Protocols, count sheets and difference lists"))
        self.export = buttons.secondary(
            tr("Export the list"), self._on_export, icon="download", keys=shown_keys("export")
        )
        self.add = buttons.primary(tr("New document"), self.new, icon="plus", keys=shown_keys("new"))
        self.header.add_actions(self.export, self.add)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(14)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.card)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([694, 474])
        lines = column(spacing=12)
        self.setLayout(lines)
        lines.addWidget(self.header)
        lines.addWidget(self.filters)
        lines.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        tr = self.context.tr
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._show_current)
        self.filters.changed.connect(self.reload)
        self.filters.search.down_pressed.connect(self.table.setFocus)
        self.filters.search.confirmed.connect(lambda _text: self.table.setFocus())
        self.table.sort_chosen.connect(lambda _sort: self.reload())
        self.table.opened.connect(lambda _id: self._on_open())
        self.table.current_changed.connect(lambda _id: self._settled.start())
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.model.loaded.connect(self._on_loaded)
        self.model.ids_known.connect(self._on_ids_known)
        self.model.dataChanged.connect(lambda *_range: self._settled.start())
        for key, run in (
            ("new", self.new), ("search", self.filters.search.take_focus), ("refresh", self.refresh),
            ("print", self._on_print), ("export", self._on_export),
        ):  # fmt: skip
            make(tr, self, key, run)
        if self.context.bridge is not None:
            self.context.bridge.changed.connect(self._on_changed)

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, number: str = "", person: int | None = None) -> None:
        """Show the list; a document named is selected and shown."""
        first, self._opened = not self._opened, True
        self._wanted = number
        if person is not None:
            self.filters.set_person(person)
        if number:
            self.filters.set_all()
        if first or number or person is not None:
            self.reload()
        elif self._stale:
            self.refresh()
        self._stale = False

    def state(self) -> dict[str, Any]:
        """Return what opens the same document again."""
        row = self.current()
        return {"number": row.number} if row is not None and row.number else {}

    def handle_scan(self, code: str) -> bool:
        """Leave codes to the window: it opens documents here and assets in the register."""
        return False

    def focus_areas(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.table, self.side.preview.view]

    def set_width_step(self, step: str, short: bool) -> None:
        """Narrow windows show the list only; Enter opens the paper in the PDF program."""
        self.side.setVisible(step != "narrow")
        self.header.subtitle.setVisible(not short)

    # The list -----------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask which paper to make."""
        tr, made = self.context.tr, QMenu(self)
        for text, kind in ((tr("New issue"), "issue"), (tr("New return"), "return")):
            action = made.addAction(literal(text))
            action.triggered.connect(lambda _on=False, kind=kind: self.context.navigate("handover", kind=kind))
        action = made.addAction(literal(tr("Stock check…")))
        action.triggered.connect(lambda _on=False: self.context.navigate("counts"))
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def query(self) -> PaperQuery:
        """Return filters, words and order of the list."""
        return self.filters.query(tuple(self.table.sort()))

    def reload(self) -> None:
        """Ask for the rows that the filters let through."""
        self.marks.look_for(self.filters.search.text())
        self.model.set_query(self.query())

    def refresh(self) -> None:
        """Read everything again."""
        self.model.refresh()
        self._count()

    def current(self) -> DocumentRow | None:
        """Return the document that actions are for."""
        found: DocumentRow | None = self.model.row_at(self.table.currentIndex().row())
        return found

    def _on_loaded(self) -> None:
        if not self.model.rowCount():
            words = self.filters.search.text().strip()
            tr = self.context.tr
            text = tr("Nothing matches “{text}”", text=words[:40]) if words else tr("No document matches")
            self.empty.set_text(text if self.filters.narrows() else tr("No documents yet"))
            self.remove.setVisible(self.filters.narrows())
            self.card.show_empty(self.empty)
            self.side.show_row(None)
        else:
            self.card.show_table()
            self._select()
        self._count()

    def _on_ids_known(self) -> None:
        if self._wanted:
            self._select()
        self._show_footer()

    def _select(self) -> None:
        if self._wanted:
            for at in range(min(self.model.rowCount(), _NEAR)):
                row = self.model.row_at(at)
                if row is not None and row.number.casefold() == self._wanted.casefold():
                    self._wanted = ""
                    self.table.select_id(self.model.id_at(at))
                    return
            if not self.model.complete():
                return
            # Further down than what was read: its own number finds it.
            self.filters.set_words(self._wanted)
            self._wanted = ""
            self.reload()
            return
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.select_id(self.model.id_at(0), scroll=False)
        self._settled.start()

    def _count(self) -> None:
        application = self.context.application

        def read(_job: object) -> tuple[int, int]:
            from inventory.services.paper_lists import paper_total

            counts = application.read(lambda session: paper_counts(session, application.today()))
            return counts.waiting, application.read(paper_total)

        self.context.operations.query(self, read, slot="counts").on_success(self._on_counts)

    def _on_counts(self, answer: tuple[int, int]) -> None:
        waiting, self._all = answer
        tr = self.context.tr
        set_ink(self.card.footer_right, "warn" if waiting else "")
        self.card.footer_right.setText(
            tr.plural("{n} awaits a signature", "{n} await a signature", waiting) if waiting else ""
        )
        self.context.set_status(tr("{n} documents · Enter opens · Ctrl+P prints a copy", n=tr.number(self._all)))
        self._show_footer()

    def _show_footer(self) -> None:
        tr, shown = self.context.tr, self.model.rowCount()
        self.card.footer_left.setText(
            tr("{shown} of {all} documents", shown=tr.number(shown), all=tr.number(max(shown, self._all)))
        )

    def _show_current(self) -> None:
        self.side.show_row(self.current() if self.model.rowCount() else None)

    # Actions ------------------------------------------------------------------------------------------------

    def _on_open(self) -> None:
        row = self.current()
        if row is None:
            return
        if row.state == "draft":
            self.actions_.go_on(row)
        else:
            self.actions_.open_outside(row)

    def _on_print(self) -> None:
        row = self.current()
        if row is not None and row.number:
            self.actions_.print_copy(row)

    def _on_menu(self, place: QPoint) -> None:
        row = self.current()
        if row is not None:
            made = self.actions_.menu(row)
            made.aboutToHide.connect(made.deleteLater)
            made.popup(self.table.viewport().mapToGlobal(place))

    def _on_export(self) -> None:
        from inventory.ui.screens.paper_export import ask

        ask(self, self.context, self.query())

    def _on_changed(self, changes: Any) -> None:
        if changes.touches("document", "draft", "person", "cell"):
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True
