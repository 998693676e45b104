"""Settings: the resolution of the label printer, the printers of this machine, the formats of categories."""

from __future__ import annotations

from inventory.services.categories import CategoryView, list_categories
from inventory.services.label_samples import sample_sticker, sticker_formats
from inventory.services.organisation import unit_view
from inventory.ui.context import Context
from inventory.ui.models.cells import Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.records import fit_rows
from inventory.ui.screens.settings_printers import PrintersCard
from inventory.ui.screens.settings_section import Section, SelfSavingForm
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import Card, column, fill, row
from inventory.ui.widgets.editors import ChoiceEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.still import PdfStill
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label

_DPI = (203, 300, 600)
_SAMPLE = "WR/487/0012"
_ROWS = 10


class LabelsSection(Section):
    """What holds for this machine, and a link to the categories, where the format of each is set."""

    tables = ("category", "unit")

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Stickers and printers"))
        tr = self._tr
        self._formats: dict[str, str] = {}
        self.form = SelfSavingForm(lambda changed: self.keep(**changed))
        dpi = ChoiceEditor([(value, tr("{n} dots an inch", n=value)) for value in _DPI])
        hint = tr(
            "Look at the printer's plate: most label printers have 203. A file of labels is made for one resolution."
        )
        self.form.add("label_dpi", Field(tr, tr("Resolution of the label printer"), dpi, hint=hint))
        self.sample = PdfStill(context.operations, width=250, height=132)
        look = Card(tr("Stickers"))
        line = row(spacing=24)
        line.addWidget(self.form, 1)
        usual = label(tr("Usual sticker, 70 × 36 mm"), role="label", ink="text2")
        line.addLayout(fill(column(spacing=4), usual, self.sample, 1))
        look.add(line)
        prints = secondary(tr("Print stickers"), lambda: context.navigate("print_labels"), icon="printer")
        draws = secondary(tr("Label designer"), lambda: context.navigate("label_designer"), icon="pencil")
        look.add(fill(row(), prints, draws, 1))
        self.body.addWidget(look)
        self.printers = PrintersCard(context, self)
        self.printers.kept.connect(lambda made: self.keep(label_printers=made))
        self.body.addWidget(self.printers)
        columns = [
            Column(
                key="name", title=tr("Category"), width=320, sortable=False, cell=lambda c: Cell(c.name, icon=c.icon)
            ),
            Column(
                key="label", title=tr("Label format"), width=380, sortable=False,
                cell=lambda c: self._formats.get(c.label_template, tr("the usual one")),
            ),
        ]  # fmt: skip
        card = Card(tr("Format by category"), flush=True)
        card.add_to_head(
            link(tr("Change in the categories"), lambda: context.navigate("settings", section="categories"))
        )
        self.table = TableView(tr)
        self._model = RowsModel(columns, key=lambda c: c.id, parent=self)
        self.table.setModel(self._model)
        card.add(self.table)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def on_kept(self) -> None:
        """Show the printers as they are now."""
        self.printers.show_printers()

    def refresh(self) -> None:
        """Show what is stored now."""
        self.printers.show_printers()
        self.form.show_stored({"label_dpi": self.context.settings.label_dpi})
        tr, application = self._tr, self.context.application

        def look(_job: object) -> tuple[list[CategoryView], bytes]:
            unit, categories, formats = application.read(
                lambda session: (unit_view(session), list_categories(session), sticker_formats(session))
            )
            self._formats = {made.key: tr.message(made.name) for made in formats}
            return categories, sample_sticker(_SAMPLE, unit.short_name or unit.name, tr("Name of the asset"), tr)

        self.context.operations.query(self, look, slot="section").on_success(self._show)

    def _show(self, answer: tuple[list[CategoryView], bytes]) -> None:
        self._model.set_rows(answer[0])
        fit_rows(self.table, min(len(answer[0]), _ROWS))
        self.sample.set_pdf(answer[1], self._tr("Sticker with the number {number}", number=_SAMPLE))
