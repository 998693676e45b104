"""The small cards of the form: place and holder, warranty and policy, notes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal

from inventory.services.asset_choices import FormData
from inventory.ui.context import Context
from inventory.ui.screens.asset_form_references import holder_editor, place_editor
from inventory.ui.screens.asset_form_section import Section, read_only
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import row
from inventory.ui.widgets.editors import DateEditor, LineEditor, LinesEditor
from inventory.ui.widgets.field import Field, FormGrid
from inventory.ui.widgets.reference import Option, ReferenceEditor
from inventory.ui.widgets.text import label


class CustodySection(Section):
    """Where it stands and who answers for it; read-only while a protocol says so. Signals: paper_wanted(number)."""

    paper_wanted = Signal(str)

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        tr = context.tr
        self._tr = tr
        self._paper = ""
        grid = FormGrid(columns=2, least=220)
        self.place = grid.add("place", self.watch("place", Field(tr, tr("Place"), place_editor(context))))
        self.holder = grid.add(
            "custodian", self.watch("custodian", Field(tr, tr("Accountable person or cell"), holder_editor(context)))
        )
        self.add(grid)
        line = row(spacing=8)
        self.said = label("", ink="text2")
        self.open_paper = buttons.link("", lambda: self.paper_wanted.emit(self._paper), icon="file-text")
        line.addWidget(self.said)
        line.addWidget(self.open_paper, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.add(line)

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        request = data.request
        self.place.set_value(Option(request.place_id, data.place) if request.place_id is not None else None)
        holder = None
        if request.person_id is not None:
            holder = Option(("person", request.person_id), data.holder)
        elif request.cell_id is not None:
            holder = Option(("cell", request.cell_id), data.holder)
        self.holder.set_value(holder)
        self._lock(data.details.paper or "" if data.details is not None else "")

    def values(self) -> dict[str, Any]:
        """Return what is typed here as arguments of an `AssetRequest`."""
        holder = self.holder.value()
        kind, key = holder if isinstance(holder, tuple) else ("", None)
        return {
            "place_id": self.place.value(),
            "person_id": key if kind == "person" else None,
            "cell_id": key if kind == "cell" else None,
        }

    def _lock(self, paper: str) -> None:
        self._paper = paper
        for field in (self.place, self.holder):
            editor = field.editor
            assert isinstance(editor, ReferenceEditor)
            editor.setReadOnly(bool(paper))
            for action in editor.actions():
                action.setEnabled(not paper)
            editor.style().unpolish(editor)
            editor.style().polish(editor)
        self.said.setText(self._tr("Handed over with a protocol; a return changes place and person.") if paper else "")
        self.said.setVisible(bool(paper))
        self.open_paper.setText(paper)
        self.open_paper.setAccessibleName(self._tr("Open {number}", number=paper))
        self.open_paper.setVisible(bool(paper))


class CoverSection(Section):
    """Warranty, insurance and durability."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        tr = context.tr
        self.grid = FormGrid(columns=2, least=150)
        starts = read_only(DateEditor(tr, placeholder=" "), tr, tr("Start"))
        for action in starts.actions():
            action.setEnabled(False)
        self.start = Field(tr, tr("Start"), starts, hint=tr("the day of purchase"))
        self.grid.add_widget(self.start)
        remind = tr("The overview reminds 30 days before.")
        for key, name, hint in (
            ("warranty_until", tr("End of warranty"), remind), ("insured_until", tr("Insured until"), ""),
        ):  # fmt: skip
            self.grid.add(key, self.watch(key, Field(tr, name, DateEditor(tr), hint=hint)))
        self.grid.add("policy", self.watch("policy", Field(tr, tr("Policy number"), LineEditor(longest=1000))))
        self.grid.add(
            "durability_until",
            self.watch(
                "durability_until",
                Field(tr, tr("Durability until"), DateEditor(tr), hint=tr("Empty: follows from the project.")),
            ),
            span=2,
        )
        self.add(self.grid)
        self.body.addStretch(1)

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        keys = ("warranty_until", "insured_until", "policy", "durability_until")
        self.grid.set_values({key: getattr(data.request, key) for key in keys})
        self.show_start(data.request.purchased_on)

    def show_start(self, day: object) -> None:
        """Show the day from which the warranty runs."""
        self.start.set_value(day)

    def values(self) -> dict[str, Any]:
        """Return what is typed here as arguments of an `AssetRequest`."""
        return self.grid.values()


class NotesSection(Section):
    """Free words."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        tr = context.tr
        self.notes = self.watch("notes", Field(tr, tr("Notes"), LinesEditor(lines=4)))
        self.notes.label.hide()
        self.add(self.notes)

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        self.notes.set_value(data.request.notes)

    def values(self) -> dict[str, Any]:
        """Return what is typed here as arguments of an `AssetRequest`."""
        return {"notes": self.notes.value()}
