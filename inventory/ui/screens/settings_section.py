"""What all sections of the settings share: forms that save themselves field by field, each change with its undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from inventory.base.errors import UserError
from inventory.ui.context import Context
from inventory.ui.operations import Task
from inventory.ui.widgets.card import column
from inventory.ui.widgets.field import Field, FormGrid, focus_first, show_problems
from inventory.ui.widgets.text import label


class Section(QWidget):
    """One page of the settings: a title and cards below it; `tables` are the records whose change it shows."""

    tables: tuple[str, ...] = ()

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self.context = context
        self._tr = context.tr
        self.body: QVBoxLayout = column(spacing=14)
        self.body.addWidget(label(title, role="card"))
        self.setLayout(self.body)

    def refresh(self) -> None:
        """Show what is stored now."""

    def handle_scan(self, code: str) -> bool:
        """Take a scanned code; False where the section has no use for it."""
        return False

    def read(self, work: Callable[[Any], Any], show: Callable[[Any], object], *, slot: str = "section") -> None:
        """Read with a session behind the scenes and show the answer."""
        application = self.context.application
        self.context.operations.query(self, lambda _job: application.read(work), slot=slot).on_success(show)

    def save(self, title: str, work: Callable[[Any], Any], *, fields: Mapping[str, Field] | None = None) -> Task:
        """Change the register at once; `title` is an English id. What is wrong shows at its field."""
        application, tr = self.context.application, self._tr
        task = self.context.operations.run(self, tr(title), lambda _job: application.operation(title, work))
        task.on_success(lambda done: self._on_saved(title, done))
        if fields is not None:
            task.on_failure(lambda error: _shown(self.context, error, fields))
        return task

    def keep(self, **values: object) -> None:
        """Change preferences of this user at once, with undo."""
        settings = self.context.settings
        before = {name: getattr(settings, name) for name in values}
        if before == values:
            return
        self._put(values)
        self.context.toast(self._tr("Saved"), undo=lambda: self._take_back(before))

    def on_kept(self) -> None:
        """Do what follows a changed preference; the base does nothing."""

    def _take_back(self, before: Mapping[str, object]) -> None:
        self._put(before)
        # A change of language builds all pages anew.
        if isValid(self):
            self.refresh()

    def _put(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            setattr(self.context.settings, name, value)
        self.context.settings.save()
        self.on_kept()

    def _on_saved(self, title: str, done: Any) -> None:
        if done.changes.operation:
            undo = undo_of(self, self.context, done.changes.operation) if done.changes.undoable else None
            self.context.toast(self._tr("Saved: {what}", what=self._tr(title)), undo=undo)


class SelfSavingForm(FormGrid):
    """A form whose fields are saved when they are left; `save(changed)` is given what differs from what is stored."""

    def __init__(self, save: Callable[[dict[str, object]], object], *, columns: int = 2) -> None:
        super().__init__(columns=columns)
        self._save = save
        self._stored: dict[str, object] = {}

    def add(self, key: str, field: Field, *, span: int = 1) -> Field:
        """Append a field that is saved when it is left."""
        super().add(key, field, span=span)
        field.editor.left.connect(self.save_now)  # type: ignore[attr-defined]
        return field

    def show_stored(self, values: Mapping[str, object]) -> None:
        """Show what is stored; a field that is being typed into stays as it is."""
        for key, value in values.items():
            field = self.fields.get(key)
            if field is not None and not (field.editor.hasFocus() and field.value() != self._stored.get(key)):
                field.set_value(value)
                self._stored[key] = field.value()

    def save_now(self) -> None:
        """Save what differs from what is stored, unless something is wrong."""
        changed = {
            key: field.value() for key, field in self.fields.items()
            if key in self._stored and field.value() != self._stored[key]
        }  # fmt: skip
        if changed and not [key for key in changed if not self.fields[key].check()]:
            self._save(changed)
            self._stored.update(changed)

    def forget(self, keys: Mapping[str, object]) -> None:
        """Let these count as unsaved again, because saving them was refused."""
        for key in keys:
            self._stored[key] = object()


def undo_of(owner: QWidget, context: Context, operation: int) -> Callable[[], object]:
    """Return what takes an operation back and says so."""

    def undo() -> None:
        application, tr = context.application, context.tr
        last = bool(application.undoable) and application.undoable[-1][0] == operation
        # The same as Ctrl+Z where it is the last step, so that it can be done again.
        back = application.undo if last else (lambda: application.take_back(operation))
        task = context.operations.run(owner, tr("Undo"), lambda _job: back())
        task.on_success(lambda _done: context.toast(tr("Undone")))

    return undo


def _shown(context: Context, error: BaseException, fields: Mapping[str, Field]) -> bool:
    if not isinstance(error, UserError):
        return False
    marked = show_problems(context.tr, error, fields)
    focus_first(marked[:1])
    return bool(marked)
