"""Settings: legal grounds, usual words of papers, accessories, commission, and the thresholds of fixed assets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from inventory.base.i18n import N_
from inventory.services.policies import PERSON_TEXTS, Policies, read_policies, save_policies
from inventory.services.register_settings import Threshold, save_thresholds, thresholds
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Column
from inventory.ui.screens.records import RecordCard, RecordDialog, TickEditor, ask
from inventory.ui.screens.settings_section import Section, SelfSavingForm
from inventory.ui.widgets.card import Card
from inventory.ui.widgets.editors import DateEditor, LineEditor, LinesEditor, MoneyEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.text import label

_LISTS = ("conditions", "accessories")
_ALWAYS = date(1900, 1, 1)


class _Stored(NamedTuple):
    """What the section shows."""

    policies: Policies
    thresholds: list[Threshold]


class PapersSection(Section):
    """Texts are saved when their field is left; papers issued before keep the words they were issued with."""

    tables = ("setting",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Document templates"))
        tr = self._tr
        self.legal = SelfSavingForm(self._on_save, columns=1)
        for key, text in zip(
            PERSON_TEXTS,
            (tr("Liability of officers"), tr("Liability of civil employees"), tr("Liability of others"),
             tr("Personal data")),
            strict=True,
        ):  # fmt: skip
            self.legal.add(key, Field(tr, text, LineEditor(longest=500)))
        self.words = SelfSavingForm(self._on_save)
        self.words.add(
            "default_purpose", Field(tr, tr("Usual purpose of grant equipment"), LineEditor(longest=300)), span=2
        )
        lines_hint = tr("One a line.")
        for key, text, hint in (
            ("conditions", tr("Conditions"), tr("One a line, in the order in which forms offer them.")),
            ("accessories", tr("Accessories to choose from"), lines_hint),
            ("commission", tr("Commission"), tr("One name a line, the chair first.")),
            ("count_team", tr("Counting team"), lines_hint),
        ):
            self.words.add(key, Field(tr, text, LinesEditor(lines=4), hint=hint))
        self.terms = SelfSavingForm(self._on_save, columns=3)
        self.terms.add("count_months", Field(tr, tr("Full stock check every, months"), LineEditor(longest=4)))
        for title, form in (
            (tr("Legal grounds"), self.legal), (tr("Usual words"), self.words), (tr("Terms"), self.terms),
        ):  # fmt: skip
            card = Card(title)
            card.add(form)
            self.body.addWidget(card)
        self.body.addWidget(self._thresholds_card())
        # Nothing reads them yet; a page that let one think otherwise would promise accounting.
        said = tr("Kept for acceptance papers (OT) and depreciation, which this version does not make yet.")
        self.kept_only = label(said, role="caption", ink="text3", wrap=True)
        self.body.addWidget(self.kept_only)
        self.body.addStretch(1)

    def _thresholds_card(self) -> RecordCard:
        tr = self._tr
        columns = [
            Column(
                key="from", title=tr("Holds from"), width=150, least=112, sortable=False,
                cell=lambda t: tr("from the start") if t.valid_from == _ALWAYS else tr.date(t.valid_from),
            ),
            Column(
                key="amount", title=tr("Fixed asset from, PLN"), width=190, least=142, style=NUMBER, sortable=False,
                cell=lambda t: tr.amount(t.amount),
            ),
            Column(
                key="gross", title=tr("Value"), width=100, least=76, sortable=False,
                cell=lambda t: tr("gross") if t.gross else tr("net"),
            ),
            Column(
                key="above", title=tr("Account above"), width=146, least=138, sortable=False,
                cell=lambda t: t.account_above,
            ),
            Column(
                key="below", title=tr("Account below"), width=142, least=132, sortable=False,
                cell=lambda t: t.account_below,
            ),
        ]  # fmt: skip
        self.thresholds = RecordCard(
            tr, tr("Threshold of fixed assets"), columns, add_text=tr("Add a threshold"), inactive=False,
            empty=tr("The unit's accounting policy sets from which value on equipment is a fixed asset."),
            key=lambda row: row.valid_from.toordinal(),
        )  # fmt: skip
        self.thresholds.add_wanted.connect(lambda: self.edit_threshold(None))
        self.thresholds.open_wanted.connect(self.edit_threshold)
        return self.thresholds

    def refresh(self) -> None:
        """Show what is stored now."""
        self.read(lambda session: _Stored(read_policies(session), thresholds(session)), self._show)

    def _show(self, stored: _Stored) -> None:
        policies = stored.policies
        self.legal.show_stored(dict(zip(PERSON_TEXTS, policies.legal_basis, strict=True)))
        values: dict[str, object] = {key: getattr(policies, key) for key in self.words.fields}
        self.words.show_stored(values | {key: "\n".join(getattr(policies, key)) for key in _LISTS})
        self.terms.show_stored({key: str(getattr(policies, key)) for key in self.terms.fields})
        self._rows = stored.thresholds
        self.thresholds.show_rows(stored.thresholds, most=6)

    def _on_save(self, changed: dict[str, object]) -> None:
        fields = {**self.legal.fields, **self.words.fields, **self.terms.fields}

        def change(work: Any) -> None:
            save_policies(work, changed_policies(read_policies(work), changed))

        task = self.save(N_("Words of papers"), change, fields=fields)
        task.on_failure(
            lambda _error: ([form.forget(changed) for form in (self.legal, self.words, self.terms)], False)[1]
        )

    def edit_threshold(self, threshold: Threshold | None) -> RecordDialog:
        """Ask for a threshold; one of a day to come leaves those before as they are."""
        tr = self._tr
        dialog = RecordDialog(tr, tr("Threshold of fixed assets"), can_delete=threshold is not None)
        dialog.add("valid_from", tr("Holds from"), DateEditor(tr), required=True)
        dialog.add("amount", tr("Fixed asset from, PLN"), MoneyEditor(tr), required=True)
        dialog.add("account_above", tr("Account above"), LineEditor(longest=32))
        dialog.add("account_below", tr("Account below"), LineEditor(longest=32))
        dialog.add("gross", tr("Value"), TickEditor(tr("gross, with VAT")))
        first: dict[str, object] = {"gross": True, "account_above": "011", "account_below": "013"}
        keys = dialog.grid.fields
        dialog.grid.set_values({key: getattr(threshold, key) for key in keys} if threshold else first)

        def others(session: Any) -> list[Threshold]:
            return [row for row in thresholds(session) if threshold is None or row.valid_from != threshold.valid_from]

        ask(
            self, self.context, dialog, N_("Threshold of fixed assets"),
            lambda values: lambda work: save_thresholds(work, [*others(work), Threshold(**values)]),
            delete=(lambda work: save_thresholds(work, others(work))) if threshold else None,
        )  # fmt: skip
        return dialog


def changed_policies(policies: Policies, changed: dict[str, object]) -> Policies:
    """Return the policies with what was typed in their place; numbers that are none become 0, which is refused."""
    legal = tuple(str(changed.get(key, old)) for key, old in zip(PERSON_TEXTS, policies.legal_basis, strict=True))
    values: dict[str, Any] = {key: value for key, value in changed.items() if key not in PERSON_TEXTS}
    for key in _LISTS:
        if key in values:
            values[key] = tuple(line.strip() for line in str(values[key]).splitlines() if line.strip())
    if "count_months" in values:
        typed = str(values["count_months"])
        values["count_months"] = int(typed) if typed.isdecimal() else 0
    return replace(policies, legal_basis=legal, **values)
