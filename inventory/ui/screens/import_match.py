"""Matches the words of a sheet that the register does not know: once for all rows that have them."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from inventory.base.i18n import N_, Translations
from inventory.services.import_request import Unknown
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.editors import ChoiceEditor
from inventory.ui.widgets.text import label

KINDS = {
    "category": N_("Category"),
    "place": N_("Place"),
    "person": N_("Person"),
    "cell": N_("Cell"),
    "supplier": N_("Supplier"),
    "source": N_("Funding source"),
    "project": N_("Project"),
}
# More words than this are a column that was matched wrongly rather than words to go through by hand.
MOST = 200


class MatchDialog(Dialog):
    """For each word: make it new, or say which record is meant."""

    def __init__(
        self,
        tr: Translations,
        unknown: list[Unknown],
        known: dict[str, list[tuple[int, str]]],
        chosen: dict[tuple[str, str], int],
    ) -> None:
        super().__init__(tr("Words the register does not know"), width=760)
        self._choices: list[tuple[Unknown, ChoiceEditor]] = []
        self.body.addWidget(label(tr("Each word is matched once, for all rows that have it."), ink="text2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 2)
        for place, word in enumerate(unknown[:MOST]):
            choice = ChoiceEditor(
                [(None, tr("make it new")), *known.get(word.field, [])], value=chosen.get((word.field, word.word))
            )
            choice.setAccessibleName(tr("What {word} means", word=word.word))
            grid.addWidget(label(tr(KINDS[word.field]), ink="text3"), place, 0)
            grid.addWidget(label(word.word, role="strong"), place, 1)
            grid.addWidget(label(tr.plural("{n} row", "{n} rows", word.rows or 1), ink="text2"), place, 2)
            grid.addWidget(choice, place, 3)
            self._choices.append((word, choice))
        self.body.addLayout(grid)
        if len(unknown) > MOST:
            rest = len(unknown) - MOST
            self.body.addWidget(
                label(tr.plural("{n} more word will be made.", "{n} more words will be made.", rest), ink="text2")
            )
        self.add_buttons(secondary(tr("Cancel"), self.reject), primary(tr("Use"), self.accept))
        self.fit()

    def matches(self) -> dict[tuple[str, str], int]:
        """Return the records chosen by (field, word)."""
        return {(word.field, word.word): choice.value() for word, choice in self._choices if choice.value() is not None}  # type: ignore[misc]
