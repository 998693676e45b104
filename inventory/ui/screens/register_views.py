"""Saved views of the list: the menu in the search field, the dialog that asks for a name, opening one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from inventory.base.errors import UserError
from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.ui import saved_views
from inventory.ui.icons import icon
from inventory.ui.saved_views import SavedView
from inventory.ui.widgets import buttons
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.suggest import SuggestEditor
from inventory.ui.widgets.text import literal

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Page

_USUAL_SORT = [("number", False)]


class SavedViews:
    """The views of one register page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._context = page.context
        # The last one opened: saving again begins with its name.
        self._opened = ""

    def show_menu(self) -> None:
        """Offer the views, saving the present one, and removing."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._page.filters.search.more
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu of the search field."""
        tr, menu = self._context.tr, QMenu(self._page.filters.search)
        known = saved_views.names(self._context.memory)
        for name in known:
            made = menu.addAction(icon("list-filter", "text2"), literal(name))
            made.triggered.connect(lambda _on=False, name=name: self.open(name))
        if known:
            menu.addSeparator()
        menu.addAction(icon("save", "text2"), tr("Save this view…")).triggered.connect(lambda _on=False: self.ask())
        if known:
            removing = menu.addMenu(icon("trash-2", "text2"), tr("Remove a view"))
            for name in known:
                made = removing.addAction(literal(name))
                made.triggered.connect(lambda _on=False, name=name: self.remove(name))
        return menu

    def open(self, name: str) -> None:
        """Show what a view shows; what it names and is no longer there is left out and told."""
        page, tr = self._page, self._context.tr
        view = saved_views.find(self._context.memory, name)
        if view is None:
            self._context.notify(tr("There is no view “{name}” any more.", name=name), "warn", key="view")
            return
        columns = {column.key: column for column in page.model.columns()}
        sort = [item for item in view.query.sort if item[0] in columns and columns[item[0]].sortable]
        gone = [*view.gone, *(key for key, _down in view.query.sort if key not in columns)]
        gone += [str(key) for key in page.table.columns.take(view.columns)]
        page.filters.set_query(replace(view.query, sort=()))
        page.table.set_sort(sort or _USUAL_SORT)
        self._opened = view.name
        page.reload()
        page.table.setFocus()
        if gone:
            text = tr(
                "The view “{name}” is open without what is no longer in the register: {fields}.",
                name=view.name, fields=", ".join(dict.fromkeys(gone)),
            )  # fmt: skip
            self._context.notify(text, "warn", key="view")

    def ask(self) -> ViewDialog:
        """Ask under which name the present view is to be kept."""
        known = saved_views.names(self._context.memory)
        dialog = ViewDialog(self._context.tr, known, self._opened, self._page.filters.window())
        dialog.accepted.connect(lambda: self.save(dialog.name()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        dialog.field.editor.setFocus()
        return dialog

    def save(self, name: str) -> None:
        """Keep what is shown now under a name, in place of the view that has it."""
        page, tr, memory = self._page, self._context.tr, self._context.memory
        view = SavedView(name=name, query=page.query(), columns=page.table.columns.state())
        before = saved_views.keep(memory, view)
        self._opened = name

        def undo() -> None:
            if before is None:
                saved_views.drop(memory, name)
            else:
                saved_views.keep(memory, before)
            self._write()

        self._say(tr("The view “{name}” is saved", name=name), undo)

    def remove(self, name: str) -> None:
        """Forget a view."""
        memory, tr = self._context.memory, self._context.tr
        before = saved_views.find(memory, name)
        if before is None:
            return
        saved_views.drop(memory, name)

        def undo() -> None:
            saved_views.keep(memory, before)
            self._write()

        self._say(tr("The view “{name}” is removed", name=name), undo)

    def _say(self, text: str, undo: Callable[[], object]) -> None:
        if self._write():
            self._context.toast(text, undo=undo)

    def _write(self) -> bool:
        """Write the settings at once: a view is work that a crash must not take."""
        try:
            self._context.settings.save()
        except UserError as error:
            self._context.notify(error.text(self._context.tr), "warn", key="view")
            return False
        return True


class ViewDialog(Dialog):
    """Asks for the name of a view; that of another one takes its place."""

    def __init__(self, tr: Translations, known: list[str], first: str, parent: object) -> None:
        super().__init__(tr("Save this view"), parent, width=420)  # type: ignore[arg-type]
        self._tr, self._known = tr, {fold(name) for name in known}
        editor = SuggestEditor(tr, known, longest=saved_views.LONGEST)
        hint = tr("Words, filters, order and columns are kept.")
        self.field = Field(tr, tr("Name of the view"), editor, required=True, hint=hint)
        self.field.set_value(first)
        self.field.changed.connect(self._show_verb)
        self.body.addWidget(self.field)
        self.go = buttons.primary("", self._on_go, icon="save")
        self.go.setDefault(True)
        self.add_buttons(buttons.secondary(tr("Cancel"), self.reject), self.go)
        self._show_verb()
        self.fit()

    def name(self) -> str:
        """Return the name typed."""
        return str(self.field.value())

    def _show_verb(self) -> None:
        tr = self._tr
        self.go.setText(literal(tr("Save in its place") if fold(self.name()) in self._known else tr("Save")))

    def _on_go(self) -> None:
        if self.field.check():
            self.accept()
