"""The form of a project: titles, agreement, dates, money in euro and złotys, completion, usual split, budget lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from inventory.base.i18n import N_
from inventory.services.categories import CategoryView, list_categories
from inventory.services.funding import SourceView, list_sources
from inventory.services.projects import (
    ROLES,
    BudgetLineRequest,
    ProjectRequest,
    SplitRequest,
    delete_project,
    project_form,
    save_project,
)
from inventory.ui.context import Context
from inventory.ui.screens.records import RecordDialog, TickEditor
from inventory.ui.widgets.editor_rows import EditorRows
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, MoneyEditor, PercentEditor
from inventory.ui.widgets.figures import FigureEditor

SAVE_PROJECT = N_("Project")
_RATE = 10_000


class ProjectData(NamedTuple):
    """A project as it is stored, None for a new one, and what can be chosen."""

    form: ProjectRequest | None
    sources: list[SourceView]
    categories: list[CategoryView]


def read_project(session: Any, project_id: int) -> ProjectData:
    """Read a project for its form; 0 is a new one."""
    form = project_form(session, project_id) if project_id else None
    return ProjectData(form, list_sources(session, inactive=True), list_categories(session))


class ProjectDialog(RecordDialog):
    """Everything of domain.md 1.5 that a project holds."""

    def __init__(self, context: Context, data: ProjectData) -> None:
        tr = context.tr
        form = data.form or ProjectRequest(number="")
        title = tr("Project {number}", number=form.number) if data.form else tr("New project")
        super().__init__(tr, title, columns=3, width=900, can_delete=data.form is not None)
        self._form = form
        self._language = tr.language
        self._basics()
        self._dates()
        self._money()
        self.add("split", tr("Usual split; new assets begin with it"), self._split_rows(data), span=3)
        self.add(
            "lines", tr("Budget lines"), self._line_rows(data), span=3,
            hint=tr("A line with a category takes what is spent on it; the first without one takes the rest."),
        )  # fmt: skip
        self.add("active", tr("State"), TickEditor(tr("Still used")))
        self._line_ids = [line.id for line in form.lines]
        values = {key: getattr(form, key) for key in self.grid.fields if key not in {"split", "lines"}}
        values["split"] = [(share.source_id, share.share) for share in form.split]
        values["lines"] = [(line.name, line.amount, line.category_id) for line in form.lines]
        self.grid.set_values(values)

    def _basics(self) -> None:
        tr = self._tr
        self.add("number", tr("Project number"), LineEditor(longest=100), required=True)
        self.add("aliases", tr("Other spellings"), LineEditor(longest=500), hint=tr("With ; between them, for imports"))
        self.add("our_role", tr("Our role"), ChoiceEditor([(key, tr(word)) for key, word in ROLES.items()]))
        self.add("title_pl", tr("Title in Polish"), LineEditor(longest=500), span=3)
        self.add("title_en", tr("Title in English"), LineEditor(longest=500), span=3)
        self.add("lead", tr("Promoter"), LineEditor(longest=300))
        self.add("partners", tr("Partners"), LineEditor(longest=500), span=2)

    def _dates(self) -> None:
        tr = self._tr
        self.add("agreement_no", tr("Agreement number"), LineEditor(longest=100))
        self.add("agreement_on", tr("Agreement of"), DateEditor(tr))
        self.add("starts_on", tr("Starts on"), DateEditor(tr))
        self.add("ends_on", tr("Ends on"), DateEditor(tr))
        self.add("completed_on", tr("Completed on"), DateEditor(tr), hint=tr("Durability is counted from this day."))
        self.add("completion_document", tr("Document of completion"), LineEditor(longest=300))
        self.add(
            "durability_until", tr("Durability until"), DateEditor(tr),
            hint=tr("Computed from the completion; type a date only where the agreement sets another."),
        )  # fmt: skip

    def _money(self) -> None:
        tr = self._tr
        for key, text in (
            ("total_eur", tr("Total, EUR")), ("grant_eur", tr("Grant, EUR")),
            ("total_pln", tr("Total, PLN")), ("grant_pln", tr("Grant, PLN")),
        ):  # fmt: skip
            self.add(key, text, MoneyEditor(tr))
        self.add("rate", tr("Rate, PLN for 1 EUR"), FigureEditor(tr, scale=_RATE, decimals=4, most=1000))
        self.add(
            "rate_source", tr("Source of the rate"), LineEditor(longest=100), hint=tr("For example NBP or InforEuro")
        )
        self.add("rate_table", tr("Table of the rate"), LineEditor(longest=100))
        self.add("rate_on", tr("Rate of"), DateEditor(tr))

    def _split_rows(self, data: ProjectData) -> EditorRows:
        tr = self._tr
        used = {share.source_id for share in self._form.split}
        choices = [(None, "–")] + [
            (source.id, f"{source.code} · {source.name(tr.language)}")
            for source in data.sources if source.active or source.id in used
        ]  # fmt: skip

        def row() -> list[Any]:
            return [ChoiceEditor(choices), PercentEditor(tr)]

        return EditorRows(tr, [(tr("Source"), 4), (tr("Share, %"), 1)], row, add_text=tr("Add a share"))

    def _line_rows(self, data: ProjectData) -> EditorRows:
        tr = self._tr
        choices = [(None, tr("all other"))] + [(category.id, category.name) for category in data.categories]

        def row() -> list[Any]:
            return [LineEditor(longest=300), MoneyEditor(tr), ChoiceEditor(choices)]

        headings = [(tr("Name of the line"), 3), (tr("Amount, PLN"), 1), (tr("Category"), 2)]
        return EditorRows(tr, headings, row, add_text=tr("Add a budget line"))

    def request(self, values: dict[str, Any]) -> ProjectRequest:
        """Return what to save; budget lines keep their identity by their place in the list."""
        values = dict(values)
        split = tuple(
            SplitRequest(source_id=source, share=share or 0)
            for source, share in values.pop("split")
            if source is not None
        )
        rows = values.pop("lines")
        same = len(rows) >= len(self._line_ids)
        ids = [*self._line_ids, *([None] * len(rows))] if same else [None] * len(rows)
        lines = tuple(
            BudgetLineRequest(name=name, amount=amount or 0, category_id=category, id=ids[place])
            for place, (name, amount, category) in enumerate(rows)
        )
        return replace(self._form, **values, split=split, lines=lines)


def saving(dialog: ProjectDialog, values: dict[str, Any]) -> Any:
    """Return the change that saves a project."""
    request = dialog.request(values)
    return lambda work: save_project(work, request)


def deleting(project_id: int) -> Any:
    """Return the change that deletes a project."""
    return lambda work: delete_project(work, project_id)
