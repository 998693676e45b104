"""Settings: language, theme, density of tables and the page to start with; all change at once."""

from __future__ import annotations

from inventory.ui.context import Context
from inventory.ui.screens.settings_section import Section, SelfSavingForm
from inventory.ui.widgets.card import Card
from inventory.ui.widgets.editors import ChoiceEditor
from inventory.ui.widgets.field import Field


class LookSection(Section):
    """Each choice applies to the whole window without a restart."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Language and look"))
        tr = self._tr
        self.form = SelfSavingForm(lambda changed: self.keep(**changed))
        choices = (
            # Languages are named in themselves, so that each is found by whoever reads only that one.
            ("language", tr("Language"), [("", tr("as the system")), ("pl", "Polski"), ("en", "English")]),
            ("theme", tr("Theme"), [("system", tr("as the system")), ("light", tr("light")), ("dark", tr("dark"))]),
            ("density", tr("Density"), [("tight", tr("tight")), ("normal", tr("normal")), ("loose", tr("loose"))]),
            (
                "start_page", tr("Start page"),
                [("register", tr("Register")), ("overview", tr("Overview")), ("handovers", tr("Handovers"))],
            ),
        )  # fmt: skip
        for key, text, options in choices:
            self.form.add(key, Field(tr, text, ChoiceEditor(options)))
        self.form.fields["density"].set_hint(tr("How high the rows of tables are."))
        card = Card()
        card.add(self.form)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen."""
        self.form.show_stored({key: getattr(self.context.settings, key) for key in self.form.fields})

    def on_kept(self) -> None:
        """Put the new look on."""
        if self.context.program is not None:
            self.context.program.apply_look()
