"""What can be done in the register: with the list, with one asset, with a selection; buttons, menus and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from inventory.base.i18n import N_
from inventory.catalogue.query import parse
from inventory.ui.actions import make, menu, shown_keys
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import row
from inventory.ui.widgets.text import literal

if TYPE_CHECKING:
    from inventory.base.changes import Done
    from inventory.ui.screens.register_parts import Page
    from inventory.ui.screens.selection_bar import SelectionBar


class RegisterActions:
    """Runs the actions of the register; `bar` holds its main buttons."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._context = page.context
        self._selection: SelectionBar | None = None
        tr = page.context.tr
        self.bar = QWidget()
        line = row(spacing=8)
        self.bar.setLayout(line)
        self.export = buttons.secondary(tr("Export"), self.export_menu, icon="download", keys=shown_keys("export"))
        self.print = buttons.secondary(
            tr("Print stickers"), self.print_stickers, icon="printer", keys=shown_keys("print")
        )
        self.add = buttons.primary(tr("Add asset"), self.new, icon="plus", keys=shown_keys("new"))
        self.more = buttons.icon_button("chevron-down", tr("More ways to add"), self._add_menu, plain=False)
        for widget in (self.export, self.print, self.add, self.more):
            line.addWidget(widget)
        self._has_keys = False

    def make_keys(self) -> None:
        """Make the shortcuts, once; called when the first rows are painted."""
        if self._has_keys:
            return
        self._has_keys = True
        page, tr = self._page, self._context.tr
        for key, run in (
            ("new", self.new), ("edit", self.edit), ("search", page.filters.search.setFocus),
            ("print", self.print_stickers), ("hand_over", self.hand_over), ("dispose", self.dispose),
            ("refresh", self.refresh), ("export", self.export_menu), ("duplicate", self.duplicate),
        ):  # fmt: skip
            make(tr, page, key, run)

    def set_narrow(self, narrow: bool) -> None:
        """Keep the two main actions; the rest goes into the menu beside them."""
        tr = self._context.tr
        self.export.setVisible(not narrow)
        self.print.setText(literal(tr("Print") if narrow else tr("Print stickers")))
        self.add.setText(literal(tr.context("button", "Add") if narrow else tr("Add asset")))

    # Selection ----------------------------------------------------------------------------------------------

    def show_selected(self, count: int) -> None:
        """Show what can be done with a selection of two or more above the list."""
        if count < 2:
            if self._selection is not None:
                self._page.card.set_top(None)
                self._selection = None
            return
        if self._selection is None:
            from inventory.ui.screens.selection_bar import SelectionBar

            self._selection = SelectionBar(self._context.tr, self)
            self._page.card.set_top(self._selection)
        self._selection.show_count(count)

    def show_sum(self, grosze: int | None) -> None:
        """Show what the selection is worth."""
        if self._selection is not None:
            self._selection.show_sum(grosze)

    def clear_selection(self) -> None:
        """Keep only the current row."""
        current = self._page.table.current_id()
        if current:
            self._page.table.select_id(current, scroll=False)
        else:
            self._page.table.clearSelection()

    def select_all(self) -> None:
        """Select every row of the list."""
        self._page.table.selectAll()

    # One asset, or the selection ----------------------------------------------------------------------------

    def ids(self) -> list[int]:
        """Return the assets that an action is for: the selection, else the current row."""
        chosen = list(self._page.selected())
        current = self._page.table.current_id()
        return chosen or ([current] if current else [])

    def new(self, **arguments: object) -> None:
        """Open the form of a new asset."""
        self._context.navigate("asset", **arguments)

    def add_many(self) -> None:
        """Open the form for one invoice line × N."""
        self._context.navigate("add_many")

    def edit(self) -> None:
        """Open the current asset: its details where they are not docked, else the form."""
        if self._page.side.open_overlay():
            return
        self.open_form()

    def open_form(self) -> None:
        """Open the form of the current asset."""
        current = self._page.table.current_id()
        if current:
            self._context.navigate("asset", asset=current)

    def duplicate(self) -> None:
        """Open the form of a new asset like the current one, without its numbers."""
        current = self._page.table.current_id()
        if current:
            self._context.navigate("asset", copy_of=current)

    def hand_over(self) -> None:
        """Open a handover with these assets."""
        if found := self.ids():
            self._context.navigate("handover", kind="issue", assets=found)

    def take_back(self) -> None:
        """Open a return of these assets."""
        if found := self.ids():
            self._context.navigate("handover", kind="return", assets=found)

    def change_return(self) -> None:
        """Ask until when the current asset may stay where it is."""
        from inventory.ui.screens.return_date import ask_return_date

        if current := self._page.table.current_id():
            ask_return_date(self._page, current)

    def print_stickers(self) -> None:
        """Open the stickers of these assets."""
        self._context.navigate("print_labels", assets=self.ids())

    def replace_sticker(self) -> None:
        """Ask why the stickers of these assets are to be replaced, and mark them, with undo."""
        from inventory.ui.screens.sticker_marking import ask_replacing

        if ids := self.ids():
            ask_replacing(self._page, self.change, ids)

    def keep_sticker(self) -> None:
        """Say that the stickers of these assets need not be replaced."""
        from inventory.ui.screens.sticker_marking import mark_right

        mark_right(self._context.tr, self.change, self.ids())

    def open_person(self, person: int) -> None:
        """Open the page of whoever holds an asset."""
        self._context.navigate("person", person=person)

    def dispose(self) -> None:
        """Mark for disposal, with undo."""
        ids, tr = self.ids(), self._context.tr
        if not ids:
            return

        def work(work: Any) -> list[str]:
            from inventory.services.assets import mark_for_disposal

            numbers: list[str] = mark_for_disposal(work, ids)
            return numbers

        def said(numbers: list[str]) -> str:
            if len(numbers) == 1:
                return tr("{number} is marked for disposal", number=numbers[0])
            return tr.plural("{n} asset is marked for disposal", "{n} assets are marked for disposal", len(numbers))

        self.change(N_("Mark for disposal"), work, said)

    def restore(self) -> None:
        """Put what was marked for disposal or missed back in stock."""
        ids, tr = self.ids(), self._context.tr

        def work(work: Any) -> list[str]:
            from inventory.services.assets import back_to_stock

            numbers: list[str] = back_to_stock(work, ids)
            return numbers

        self.change(
            N_("Back to stock"),
            work,
            lambda numbers: tr.plural("{n} asset is back in stock", "{n} assets are back in stock", len(numbers)),
        )

    def delete(self) -> None:
        """Delete the current asset where it has no history; what has one is refused with that sentence."""
        current, tr = self._page.table.current_id(), self._context.tr
        if not current:
            return

        def work(work: Any) -> str:
            from inventory.services.assets import delete_asset

            number: str = delete_asset(work, current)
            return number

        self.change(N_("Delete an asset"), work, lambda number: tr("{number} is deleted", number=number))

    def change(
        self, title: str, work: Callable[[Any], Any], said: Callable[[Any], str], *, bulk: bool = False,
        then: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Run an operation and say what was done, with its undo."""
        application, context = self._context.application, self._context

        def answer(done: Done[Any]) -> None:
            context.toast(
                said(done.value), undo=lambda: self.undo(done.changes.operation) if done.changes.operation else None
            )
            if then is not None:
                then()

        run = context.operations.run(
            self._page, context.tr(title), lambda _job: application.operation(title, work, bulk=bulk)
        )
        run.on_success(answer)

    def undo(self, operation: int) -> None:
        """Take back an operation of this page."""
        application, tr = self._context.application, self._context.tr

        def work(_job: object) -> object:
            last = application.undoable[-1][0] if application.undoable else 0
            return application.undo() if last == operation else application.take_back(operation)

        undone = self._context.operations.run(self._page, tr("Undo"), work)
        undone.on_success(lambda _done: self._context.toast(tr("Undone")))

    # The list -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything shown again."""
        self._page.totals.forget()
        self._page.model.refresh()
        self._page.side.refresh()

    def show_all(self) -> None:
        """Remove every filter and the search."""
        self._page.filters.remove_all()

    def search(self, text: str) -> None:
        """Show what answers a line of the query language."""
        self._page.filters.set_query(parse(text))
        self._page.reload()

    def export_menu(self) -> None:
        """Ask for the format of the export."""
        from inventory.ui.screens.register_export import formats

        self._menu(self.export if self.export.isVisible() else self.more, formats(self._page))

    def _add_menu(self) -> None:
        tr = self._context.tr
        lines: list[tuple[str, Callable[[], object]]] = [
            (tr("Add many of one invoice line…"), self.add_many),
            (tr("Read a list from a sheet…"), lambda: self._context.navigate("import")),
            (tr("Numbers printed ahead…"), lambda: self._context.navigate("spare_numbers")),
        ]
        if not self.export.isVisible():
            lines.append((tr("Export…"), self.export_menu))
        self._menu(self.more, lines)

    def _menu(self, button: QWidget, lines: Sequence[tuple[str, Callable[[], object]]]) -> None:
        made = menu(self._page, [])
        for text, run in lines:
            made.addAction(literal(text)).triggered.connect(lambda _on=False, run=run: run())
        made.aboutToHide.connect(made.deleteLater)
        made.popup(button.mapToGlobal(button.rect().bottomLeft()))
