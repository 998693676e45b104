"""A field of a form: label above, editor, one sentence below (hint, error, warning, confirmation); and form grids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from inventory.base.errors import ProblemsFound, UserError
from inventory.base.i18n import Translations
from inventory.ui.icons import pixmap
from inventory.ui.widgets.text import label, set_ink, set_state

_ICONS = {"err": "circle-alert", "warn": "triangle-alert", "ok": "circle-check"}
_STATES = {"err": "bad", "warn": "warn", "ok": "good"}


class Field(QWidget):
    """Wraps an editor of `widgets.editors`, `reference` or any widget with `value`/`set_value`.

    Errors typed into the editor appear when it is left, never while typing; an error put by `set_error` goes
    away with the next change. Signals: changed().
    """

    changed = Signal()

    def __init__(
        self,
        tr: Translations,
        text: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.required = required
        self._tr = tr
        self._hint = hint
        self._tone = ""
        self.label = label(text, role="label", ink="text2")
        self.label.setBuddy(editor)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label)
        if required:
            head.addWidget(label("*", role="label", ink="err"))
        head.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(head)
        outer.addWidget(editor)
        self._mark = QLabel()
        self._below = label("", role="caption", ink="text3", wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        foot.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._below, 1)
        outer.addLayout(foot)
        outer.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._connect()
        self._show("", hint)

    def value(self) -> object:
        """Return the editor's value."""
        return self.editor.value()  # type: ignore[attr-defined]

    def set_value(self, value: object) -> None:
        """Show a value and forget any message."""
        self.editor.set_value(value)  # type: ignore[attr-defined]
        self._show("", self._hint)

    def set_error(self, text: str) -> None:
        """Mark the field red with a sentence; "" clears it."""
        self._show("err" if text else "", text or self._hint)

    def set_warning(self, text: str) -> None:
        """Say something unusual in amber; it does not block."""
        self._show("warn" if text else "", text or self._hint)

    def set_good(self, text: str) -> None:
        """Confirm in green."""
        self._show("ok" if text else "", text or self._hint)

    def set_hint(self, text: str) -> None:
        """Change the line below while nothing is wrong."""
        self._hint = text
        if not self._tone:
            self._show("", text)

    def error(self) -> str:
        """Return the error shown, or ""."""
        return self._below.text() if self._tone == "err" else ""

    def check(self) -> bool:
        """Check form and presence now, show what is wrong, tell whether all is well."""
        problem = self.editor.problem() if hasattr(self.editor, "problem") else ""
        if not problem and self.required and self.value() in (None, ""):
            problem = self._tr("Fill in this field.")
        if problem:
            self.set_error(problem)
        return not problem

    def _connect(self) -> None:
        if hasattr(self.editor, "changed"):
            self.editor.changed.connect(self._on_changed)
        if hasattr(self.editor, "left"):
            self.editor.left.connect(self._on_left)

    def _on_changed(self) -> None:
        if self._tone:
            self._show("", self._hint)
        self.changed.emit()

    def _on_left(self) -> None:
        problem = self.editor.problem() if hasattr(self.editor, "problem") else ""
        if problem:
            self.set_error(problem)

    def _show(self, tone: str, text: str) -> None:
        self._tone = tone
        for name, state in _STATES.items():
            set_state(self.editor, state, "1" if name == tone else "")
        self._mark.setVisible(bool(tone))
        if tone:
            self._mark.setPixmap(pixmap(_ICONS[tone], 14, tone, self.devicePixelRatioF()))
        set_ink(self._below, tone or "text3")
        self._below.setText(text)
        self._below.setVisible(bool(text))
        self._name_editor(text if tone else "")

    def _name_editor(self, message: str) -> None:
        name = self.label.text()
        if self.required:
            name = self._tr("{field}, required field", field=name)
        self.editor.setAccessibleName(name)
        self.editor.setAccessibleDescription(message or self._hint)


class FormGrid(QWidget):
    """Fields in 1 to 4 equal columns by the width that there is; `span` says over how many a field goes.

    `fields` maps keys to fields, so that errors of a service find theirs.
    """

    def __init__(self, *, columns: int = 3, least: int = 190, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._most = columns
        self._least = least
        self._items: list[tuple[QWidget, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._shown = 0

    def add(self, key: str, field: Field, *, span: int = 1) -> Field:
        """Append a field under a key and return it."""
        self.fields[key] = field
        self.add_widget(field, span=span)
        return field

    def add_widget(self, widget: QWidget, *, span: int = 1) -> None:
        """Append anything else, for example a check box."""
        self._items.append((widget, span))
        self._shown = 0
        self._arrange()

    def values(self) -> dict[str, object]:
        """Return all values by key."""
        return {key: field.value() for key, field in self.fields.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show values by key; keys that are not there stay as they are."""
        for key, value in values.items():
            if key in self.fields:
                self.fields[key].set_value(value)

    def check(self) -> list[Field]:
        """Check every field, show what is wrong, return the wrong ones in order."""
        return [field for field in self.fields.values() if not field.check()]

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(self._most, (self.width() + 12) // (self._least + 12)))
        if columns == self._shown:
            return
        self._shown = columns
        row = at = 0
        for widget, span in self._items:
            wide = min(span, columns)
            if at + wide > columns:
                row, at = row + 1, 0
            self._grid.addWidget(widget, row, at, 1, wide, Qt.AlignmentFlag.AlignTop)
            at += wide
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def show_problems(tr: Translations, error: UserError, fields: Mapping[str, Field]) -> list[Field]:
    """Put the sentences of a refused save beside their fields; return the fields marked, in form order."""
    problems = error.problems if isinstance(error, ProblemsFound) else []
    sentences = {problem.field: tr.message(problem.message) for problem in problems}
    if error.field and error.field not in sentences:
        sentences[error.field] = error.text(tr)
    return _mark(fields, sentences)


def _mark(fields: Mapping[str, Field], sentences: Mapping[str, str]) -> list[Field]:
    marked = []
    for key, field in fields.items():
        if key in sentences:
            field.set_error(sentences[key])
            marked.append(field)
    return marked


def focus_first(fields: Iterable[Field]) -> None:
    """Put the focus into the first of these fields."""
    for field in fields:
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return
