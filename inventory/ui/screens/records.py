"""Short lists of records with a dialog for one of them: places, people, categories, sources and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inventory.base.errors import UserError
from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.models.cells import Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.widgets.badges import LabelledSwitch
from inventory.ui.widgets.buttons import button, primary, secondary
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.field import Field, FormGrid, focus_first, show_problems
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.reference import Option, ReferenceEditor
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard
from inventory.ui.widgets.text import label

_MOST_OPTIONS = 50


class TickEditor(QCheckBox):
    """A tick box as an editor of a form. Signals: changed(), left()."""

    changed = Signal()
    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.toggled.connect(lambda _on: self.changed.emit())
        self.clicked.connect(lambda _on: self.left.emit())

    def value(self) -> object:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """Return nothing: a tick cannot be wrong."""
        return ""


class RecordDialog(Dialog):
    """The fields of one record; stays open with the sentences at their fields until it is saved.

    Signals: wanted(values by key), delete_wanted().
    """

    wanted = Signal(dict)
    delete_wanted = Signal()

    def __init__(
        self, tr: Translations, title: str, *, columns: int = 2, width: int = 620, can_delete: bool = False
    ) -> None:
        super().__init__(title, width=width)
        self._tr = tr
        self.grid = FormGrid(columns=columns)
        self.problem = label("", ink="err", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.body.addWidget(self.grid)
        self.save = primary(tr("Save"), self.try_save, icon="check", keys="Ctrl+Enter")
        self.save.setShortcut("Ctrl+Return")
        make(tr, self, "save", self.try_save)
        self.delete = button(tr("Delete"), self.delete_wanted.emit, kind="danger", icon="trash-2")
        self.delete.setVisible(can_delete)
        self.add_buttons(self.delete, secondary(tr("Cancel"), self.reject), self.save)

    def add(
        self, key: str, text: str, editor: QWidget, *, required: bool = False, hint: str = "", span: int = 1
    ) -> Field:
        """Append a field."""
        return self.grid.add(key, Field(self._tr, text, editor, required=required, hint=hint), span=span)

    def fields(self) -> Mapping[str, Field]:
        """Return the fields that errors of a service may belong to."""
        return self.grid.fields

    def values(self) -> dict[str, Any]:
        """Return what was typed by key."""
        return {key: field.value() for key, field in self.fields().items()}

    def try_save(self) -> None:
        """Check the fields and ask for the saving."""
        # Ctrl+S held down asks again and again; what is being saved is saved once.
        if not self.save.isEnabled():
            return
        wrong = [field for field in self.fields().values() if not field.check()]
        if wrong:
            focus_first(wrong[:1])
            return
        self.problem.hide()
        self.save.setEnabled(False)
        self.wanted.emit(self.values())

    def show_problem(self, error: BaseException) -> bool:
        """Show why it was not saved; False where that is not the user's to mend."""
        self.save.setEnabled(True)
        if not isinstance(error, UserError):
            return False
        marked = show_problems(self._tr, error, self.fields())
        if not marked:
            self.problem.setText(error.text(self._tr))
            self.problem.show()
        focus_first(marked[:1])
        return True


def ask(
    owner: QWidget,
    context: Context,
    dialog: RecordDialog,
    title: str,
    save: Callable[[dict[str, Any]], Callable[[Any], Any]],
    *,
    delete: Callable[[Any], Any] | None = None,
    then: Callable[[Any], object] | None = None,
    focus: str = "",
) -> None:
    """Show a dialog and carry out what it asks for; `save(values)` returns the change, `title` is an English id.

    `focus` is the field to begin with, the first one unless told.
    """
    from inventory.ui.screens.settings_section import undo_of

    tr, application = context.tr, context.application

    def run(work: Callable[[Any], Any]) -> None:
        task = context.operations.run(dialog, tr(title), lambda _job: application.operation(title, work))
        task.on_success(said).on_failure(dialog.show_problem)

    def said(done: Any) -> None:
        dialog.accept()
        if done.changes.operation:
            undo = undo_of(owner, context, done.changes.operation) if done.changes.undoable else None
            context.toast(tr("Saved: {what}", what=tr(title)), undo=undo)
        if then is not None:
            then(done.value)

    dialog.wanted.connect(lambda values: run(save(values)))
    if delete is not None:
        dialog.delete_wanted.connect(lambda: run(delete))
    open_over(owner, dialog, focus=focus)


def open_over(owner: QWidget, dialog: RecordDialog, *, focus: str = "") -> None:
    """Show a dialog over the page that asks; `focus` is the field to begin with, the first one unless told."""
    dialog.setParent(owner, dialog.windowFlags())
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.fit()
    dialog.open()
    first = focus or next(iter(dialog.fields()), "")
    focus_first([field for key, field in dialog.fields().items() if key == first])


class RecordCard(TableCard):
    """A table of records with "add" above it; Enter or a double click opens one. `name` is what it is remembered by.

    Signals: add_wanted(), open_wanted(row), inactive_wanted(bool).
    """

    add_wanted = Signal()
    open_wanted = Signal(object)
    inactive_wanted = Signal(bool)

    def __init__(
        self,
        tr: Translations,
        title: str,
        columns: Sequence[Column],
        *,
        add_text: str,
        empty: str,
        icon: str = "package",
        inactive: bool = True,
        two_lines: bool = False,
        name: str = "",
        memory: MutableMapping[str, Any] | None = None,
        key: Callable[[Any], int] = lambda row: row.id,
    ) -> None:
        self.model = RowsModel(columns, key=key)
        table = TableView(tr, two_lines=two_lines, name=name, memory=memory)
        super().__init__(table, title=title, footer=False)
        self.model.setParent(self)
        table.setModel(self.model)
        table.setAccessibleName(title)
        self.inactive = LabelledSwitch(tr("Show what is no longer used"))
        self.inactive.toggled.connect(self.inactive_wanted)
        if inactive:
            self.add_to_head(self.inactive)
        self.new = secondary(add_text, self.add_wanted.emit, icon="plus", small=True)
        self.add_to_head(self.new)
        self._empty = EmptyState(empty, icon=icon, parent=self)
        self._empty.hide()
        self._empty.add_button(secondary(add_text, self.add_wanted.emit, icon="plus"))
        table.opened.connect(lambda _key: self._on_opened())

    def show_rows(self, rows: Sequence[Any], *, most: int = 0) -> None:
        """Show other rows; `most` is how many the card is high, 0 lets it fill its place."""
        self.model.set_rows(rows)
        if rows:
            self.show_table()
            # A page that is only hidden would still ask for its height.
            self._stack.removeWidget(self._empty)
        else:
            self.show_empty(self._empty)
        if most:
            fit_rows(self.table, min(max(len(rows), 1), most), least=0 if rows else 200)

    def _on_opened(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.open_wanted.emit(self.model.row_at(index.row()))


def fit_rows(table: TableView, rows: int, *, least: int = 0) -> None:
    """Give a short table the height of its rows, so that the page scrolls and not the table."""
    header = max(table.horizontalHeader().sizeHint().height(), 34)
    table.setFixedHeight(max(header + rows * table.verticalHeader().defaultSectionSize() + 6, least))


def reference(context: Context, options: Sequence[Option], *, placeholder: str = "", icon: str = "") -> ReferenceEditor:
    """Return a field that chooses among options already read, by any part of their words."""

    def find(text: str) -> list[Option]:
        wanted = fold(text)
        return [option for option in options if wanted in fold(f"{option.text} {option.detail}")][:_MOST_OPTIONS]

    return ReferenceEditor(context.tr, context.operations, find, placeholder=placeholder, icon=icon)


def option_of(options: Sequence[Option], key: object) -> Option | None:
    """Return the option of a key."""
    return next((option for option in options if option.key == key), None)
