"""Changes one field of all selected assets: choose the field, give the value, apply; undone with one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from inventory.base.errors import Invalid, UserError
from inventory.base.i18n import N_
from inventory.catalogue.assets import ASSET_FIELDS, BY_KEY
from inventory.catalogue.field import Kind
from inventory.services.asset_bulk import RETURN_BY
from inventory.ui.operations import Job
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, LinesEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.suggest import SuggestEditor
from inventory.ui.widgets.text import label, literal

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Page

_SHOWN = 30
# What is changed for many most often comes first.
_FIRST = (RETURN_BY, "warranty_until", "insured_until", "policy", "category", "condition")


class BulkEdit(QWidget):
    """Part of the summary of a selection."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._tr = tr = page.context.tr
        lines = column(spacing=8)
        self.setLayout(lines)
        keys = [RETURN_BY, *(field.key for field in ASSET_FIELDS if field.bulk_edit)]
        keys.sort(key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
        choices: list[tuple[object, str]] = [
            ("", tr("(choose a field)")),
            *((key, self._title(key)) for key in keys),
        ]
        self.field = ChoiceEditor(choices)
        self.field.setAccessibleName(tr("Field to change"))
        self.field.changed.connect(self._on_field)
        self._place = column(spacing=0)
        self.value: Field | None = None
        self.apply = buttons.secondary("", self._on_apply)
        heading = label(tr("Change in all"), role="strong")
        fill(lines, heading, self.field, self._place, fill(row(), 1, self.apply))
        self._on_field()

    def show_count(self, count: int) -> None:
        """Say for how many the button is."""
        self.apply.setText(literal(self._tr("Apply to {n}", n=self._tr.number(count))))

    def key(self) -> str:
        """Return the field chosen, "" where none is."""
        return str(self.field.value() or "")

    def _title(self, key: str) -> str:
        return self._tr("Return date") if key == RETURN_BY else self._tr(BY_KEY[key].label)

    # Building -----------------------------------------------------------------------------------------------

    def _on_field(self) -> None:
        if self.value is not None:
            self.value.hide()
            self.value.deleteLater()
            self.value = None
        key = self.key()
        self.apply.setEnabled(bool(key))
        if key:
            self.value = Field(self._tr, self._tr("New value"), self._editor(key), hint=self._hint(key))
            self._place.addWidget(self.value)

    def _hint(self, key: str) -> str:
        return "" if key in {"name", "category"} else self._tr("Left empty, it is emptied in all.")

    def _editor(self, key: str) -> QWidget:
        if key == RETURN_BY or BY_KEY[key].kind is Kind.DATE:
            return DateEditor(self._tr)
        field = BY_KEY[key]
        if field.kind is Kind.NOTES:
            return LinesEditor(lines=3)
        if field.kind in {Kind.CATEGORY, Kind.SUPPLIER}:
            made = ChoiceEditor([(None, self._tr("(choose)"))])
            self._read_choices(field.kind, made)
            return made
        if key == "condition":
            line = SuggestEditor(self._tr, longest=field.longest)
            self._read_conditions(line)
            return line
        return LineEditor(longest=field.longest or 500)

    def _read_conditions(self, editor: SuggestEditor) -> None:
        from inventory.services.policies import read_policies

        application = self._page.context.application
        read = self._page.context.operations.query(editor, lambda _job: application.read(read_policies))
        read.on_success(lambda usual: editor.set_words(usual.conditions))

    def _read_choices(self, kind: Kind, editor: ChoiceEditor) -> None:
        application = self._page.context.application

        def look(session: Any) -> list[tuple[object, str]]:
            if kind is Kind.CATEGORY:
                from inventory.services.categories import list_categories

                return [(one.id, one.name) for one in list_categories(session)]
            from inventory.services.organisation import list_suppliers

            return [(one.id, one.name) for one in list_suppliers(session)]

        def show(found: Sequence[tuple[object, str]]) -> None:
            first = self._tr("(choose)") if kind is Kind.CATEGORY else self._tr("no value")
            editor.set_choices([(None, first), *found])

        self._page.context.operations.query(editor, lambda _job: application.read(look)).on_success(show)

    # Applying -----------------------------------------------------------------------------------------------

    def _on_apply(self) -> None:
        if self.value is None or not self.value.check():
            return
        key, value, tr, page = self.key(), self.value.value(), self._tr, self._page
        ids = page.selected()
        if not ids:
            return
        application, context, field = page.context.application, page.context, self.value

        def work(job: Job) -> Any:
            from inventory.services.asset_bulk import edit_many

            def told(done: int) -> bool:
                job.progress(done, len(ids))
                return True

            def change(work: Any) -> Any:
                return edit_many(work, ids, key, value, progress=told)

            return application.operation(N_("Change in all selected"), change, bulk=True)

        def said(done: Any) -> None:
            shown = self._written(value)
            text = tr.plural(
                "{field} of {n} asset: {value}", "{field} of {n} assets: {value}", done.value.changed,
                field=self._title(key), value=shown,
            )  # fmt: skip
            operation = done.changes.operation
            if not operation:
                text = tr("All of them have this value already.")
            context.toast(text, undo=(lambda: page.actions_.undo(operation)) if operation else None)

        def refused(error: BaseException) -> bool:
            if isinstance(error, UserError) and (isinstance(error, Invalid) or error.field == key):
                field.set_error(error.text(tr))
                return True
            problems = getattr(error, "problems", None)
            if problems:
                field.set_error(tr.message(problems[0].message))
                return True
            return False

        context.operations.run(page, tr("Change in all selected"), work).on_success(said).on_failure(refused)

    def _written(self, value: object) -> str:
        assert self.value is not None
        editor = self.value.editor
        if value in (None, ""):
            return self._tr("no value")
        text = (
            editor.currentText()
            if isinstance(editor, ChoiceEditor)
            else self._tr.date(value)
            if isinstance(value, date)
            else str(value)
        )
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
