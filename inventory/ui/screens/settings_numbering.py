"""Settings: the pattern of inventory numbers as blocks with a live example, and the numbers of papers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtWidgets import QInputDialog

from inventory.base.errors import UserError
from inventory.base.i18n import N_
from inventory.catalogue.statuses import DOCUMENT_KINDS
from inventory.services.label_samples import sample_sticker
from inventory.services.numbering_preview import (
    DocumentNumber,
    NumberPreview,
    next_document_numbers,
    preview_number,
)
from inventory.services.organisation import UnitView, save_unit, unit_view
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.records import fit_rows
from inventory.ui.screens.settings_organisation import unit_request
from inventory.ui.screens.settings_section import Section, SelfSavingForm
from inventory.ui.widgets.blocks import PatternBlocks
from inventory.ui.widgets.buttons import secondary
from inventory.ui.widgets.card import Card, column, fill, row
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.still import PdfStill
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label, set_ink

SAVE = N_("Pattern of numbers")
_DIGITS = range(3, 8)


class _Stored(NamedTuple):
    """What the section shows."""

    unit: UnitView
    documents: tuple[DocumentNumber, ...]


class NumberingSection(Section):
    """A pattern is tried out at each step and saved once it is one; the change holds from the next asset on."""

    tables = ("unit", "document", "asset")

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Numbering"))
        self._stored_pattern = ""
        self._prefix = ""
        self.body.addWidget(self._number_card())
        self.body.addWidget(self._documents_card())
        self.body.addStretch(1)

    def _names(self) -> dict[str, str]:
        tr = self._tr
        return {
            "unit": (self._prefix or tr("Prefix")).replace("{", "{{").replace("}", "}}"),
            "kst": tr("KŚT group"), "category": tr("Category code"), "year": tr("Year"), "yy": tr("Year, 2 digits"),
            "seq": tr("Next number ({digits} digits)"),
        }  # fmt: skip

    def _number_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Inventory number"))
        self.blocks = PatternBlocks(tr, self._names())
        self.blocks.changed.connect(self._on_pattern)
        self.blocks.edit_wanted.connect(self._on_edit_block)
        self.form = SelfSavingForm(self._on_prefix)
        self.form.add(
            "number_prefix",
            Field(
                tr, tr("Prefix of the unit"), LineEditor(longest=32), hint=tr("For example WR; only A-Z, 0-9, / - .")
            ),
        )
        adds = row(spacing=6)
        added = tr("Add:")
        adds.addWidget(label(added, ink="text2"))
        for text, written in (
            (tr("Prefix"), "{unit}"), (tr("KŚT group"), "{kst}"), (tr("Category code"), "{category}"),
            (tr("Year"), "{year}"), (tr("Counter"), "{seq:4}"), (tr("Text"), "-"),
        ):  # fmt: skip
            add = secondary(text, lambda written=written: self.blocks.append(written), small=True)
            add.setAccessibleName(f"{added} {text}")
            adds.addWidget(add)
        adds.addStretch(1)
        self.next = label("", role="figure", select=True)
        self.category = label("", ink="text3")
        self.verdict = label("", wrap=True)
        self.sticker = PdfStill(self.context.operations, width=210, height=110)
        example = fill(
            column(spacing=6),
            label(tr("Next number"), role="label", ink="text2"),
            self.next,
            self.category,
            self.verdict,
            1,
        )
        shown = row(spacing=24)
        shown.addLayout(example, 1)
        shown.addLayout(
            fill(column(spacing=4), label(tr("On the sticker"), role="label", ink="text2"), self.sticker, 1)
        )
        fill(card.body, label(tr("Pattern of inventory numbers"), role="label", ink="text2"), self.blocks)
        hint = tr("Drag blocks to change their order. The change holds from the next asset on.")
        fill(card.body, label(hint, role="caption", ink="text3"), adds, self.form, shown)
        return card

    def _documents_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Numbers of papers"), flush=True)
        columns = [
            Column(key="kind", title=tr("Paper"), width=280, sortable=False, cell=lambda d: tr(DOCUMENT_KINDS[d.kind])),
            Column(key="number", title=tr("Next number"), width=180, sortable=False, cell=lambda d: d.number),
            Column(
                key="counter", title=tr("Counter"), width=110, style=NUMBER, sortable=False,
                cell=lambda d: tr.number(d.counter),
            ),
            Column(
                key="again", title=tr("Begins anew"), width=160, sortable=False,
                cell=lambda _d: tr("every year from 1"),
            ),
        ]  # fmt: skip
        self.documents = TableView(tr)
        self._rows = RowsModel(columns, key=lambda d: d.counter, parent=self)
        self.documents.setModel(self._rows)
        self.paper_form = SelfSavingForm(self._on_papers)
        self.paper_form.add(
            "document_pattern",
            Field(
                tr, tr("Pattern of papers"), LineEditor(longest=100),
                hint=tr("Blocks: {blocks}. The letter tells the kind.", blocks="{letter} {seq:4} {year} {yy}"),
            ),
        )  # fmt: skip
        holder = column(margins=(16, 0, 16, 12))
        holder.addWidget(self.paper_form)
        card.add(holder)
        card.add(self.documents)
        return card

    def refresh(self) -> None:
        """Show what is stored now."""
        today = self.context.application.today()
        self.read(lambda session: _Stored(unit_view(session), next_document_numbers(session, on=today)), self._show)

    def _show(self, stored: _Stored) -> None:
        unit = stored.unit
        self._prefix = unit.number_prefix
        self._stored_pattern = unit.number_pattern
        self.blocks.set_names(self._names())
        if self.blocks.pattern() != unit.number_pattern:
            self.blocks.set_pattern(unit.number_pattern)
        self.form.show_stored({"number_prefix": unit.number_prefix})
        self.paper_form.show_stored({"document_pattern": unit.document_pattern})
        self._rows.set_rows(stored.documents)
        fit_rows(self.documents, len(stored.documents))
        self._try(unit.number_pattern)

    def _try(self, pattern: str) -> None:
        prefix, today, tr = self._prefix, self.context.application.today(), self._tr
        application = self.context.application

        def look(_job: object) -> tuple[NumberPreview, bytes]:
            found = application.read(lambda session: preview_number(session, pattern, prefix, on=today))
            return found, sample_sticker(found.number, found.unit_short, tr("Name of the asset"), tr)

        task = self.context.operations.query(self, look, slot="example")
        task.on_success(lambda answer: self._show_example(*answer)).on_failure(self._on_wrong)

    def _show_example(self, example: NumberPreview, sticker: bytes) -> None:
        tr = self._tr
        self.next.setText(example.number)
        self.category.setText(tr("for the category: {name}", name=example.category) if example.category else "")
        if example.passed_over:
            text = tr.plural(
                "{n} number of this pattern is taken and will be passed over, beginning with {number}.",
                "{n} numbers of this pattern are taken and will be passed over, beginning with {number}.",
                len(example.passed_over), number=example.passed_over[0],
            )  # fmt: skip
        else:
            text = tr.plural(
                "This pattern repeats none of {n} number.", "This pattern repeats none of {n} numbers.", example.numbers
            )
        self.verdict.setText(text)
        set_ink(self.verdict, "warn" if example.passed_over else "ok")
        self.sticker.set_pdf(sticker, tr("Sticker with the number {number}", number=example.number))

    def _on_wrong(self, error: BaseException) -> bool:
        if not isinstance(error, UserError):
            return False
        self.next.setText("–")
        self.category.setText("")
        self.verdict.setText(error.text(self._tr))
        set_ink(self.verdict, "err")
        return True

    def _on_pattern(self) -> None:
        pattern = self.blocks.pattern()
        self._try(pattern)
        if pattern.count("{seq") == 1 and pattern != self._stored_pattern:
            self._stored_pattern = pattern
            self._save({"number_pattern": pattern}).on_failure(self._on_wrong)

    def _on_prefix(self, changed: dict[str, Any]) -> None:
        self._save({"number_prefix": str(changed["number_prefix"]).upper()}, self.form)

    def _on_papers(self, changed: dict[str, Any]) -> None:
        self._save(changed, self.paper_form).on_failure(lambda _e: (self.paper_form.forget(changed), False)[1])

    def _save(self, changed: dict[str, Any], form: SelfSavingForm | None = None) -> Any:
        return self.save(
            SAVE, lambda work: save_unit(work, replace(unit_request(work), **changed)),
            fields=form.fields if form else None,
        )  # fmt: skip

    def _on_edit_block(self, number: int) -> None:
        tr, part = self._tr, self.blocks.parts()[number]
        if part.plain:
            text, yes = QInputDialog.getText(self, tr("Text"), tr("Text between the blocks"), text=part.written)
            if yes:
                self.blocks.replace(number, text.upper())
        elif part.written.startswith("{seq"):
            digits, yes = QInputDialog.getInt(
                self, tr("Next number"), tr("Digits at least"), int(part.written[5:-1] or 4), _DIGITS[0], _DIGITS[-1]
            )
            if yes:
                self.blocks.replace(number, f"{{seq:{digits}}}")
