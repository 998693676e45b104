"""Settings: the categories of assets, each with its KŚT symbol, label format and icon."""

from __future__ import annotations

from typing import Any

from inventory.base.i18n import N_
from inventory.services.categories import CategoryRequest, CategoryView, delete_category, list_categories, save_category
from inventory.services.label_samples import TemplateName, sticker_formats
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Cell, Column
from inventory.ui.screens.records import RecordCard, RecordDialog, TickEditor, ask
from inventory.ui.screens.settings_section import Section
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor

SAVE = N_("Category")
_ICONS = (
    ("package", N_("Box")), ("laptop", N_("Laptop")), ("monitor", N_("Monitor")), ("printer", N_("Printer")),
    ("phone", N_("Phone")), ("camera", N_("Camera")), ("binoculars", N_("Binoculars")), ("car", N_("Car")),
    ("armchair", N_("Armchair")), ("wrench", N_("Wrench")), ("hard-drive", N_("Disk")), ("shield", N_("Shield")),
)  # fmt: skip


class CategoriesSection(Section):
    """One table; Enter opens a category."""

    tables = ("category",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Categories"))
        tr = self._tr
        self._formats: dict[str, str] = {}
        columns = [
            Column(
                key="name", title=tr("Name"), width=260,
                cell=lambda c: Cell(c.name, icon=c.icon, struck=not c.active),
            ),
            Column(key="code", title=tr("Code"), width=150, least=96, cell=lambda c: c.code),
            Column(key="kst", title=tr("KŚT symbol"), width=110, least=92, cell=lambda c: c.kst),
            Column(
                key="life", title=tr("Useful life, months"), width=210, least=176, style=NUMBER,
                cell=lambda c: tr.number(c.useful_life_months) if c.useful_life_months else "",
                order=lambda c: c.useful_life_months,
            ),
            Column(
                key="label", title=tr("Label format"), width=240, least=100,
                cell=lambda c: self._formats.get(c.label_template, tr("the usual one")),
            ),
        ]  # fmt: skip
        self.card = RecordCard(
            tr, tr("Categories"), columns, add_text=tr("Add a category"), icon="layers",
            name="categories", memory=context.memory,
            empty=tr("Categories group the equipment, give it its icon and its KŚT symbol."),
        )  # fmt: skip
        self.card.add_wanted.connect(lambda: self.edit(None))
        self.card.open_wanted.connect(self.edit)
        self.card.inactive_wanted.connect(lambda _on: self.refresh())
        self.body.addWidget(self.card, 1)

    def refresh(self) -> None:
        """Show the categories."""
        inactive = self.card.inactive.isChecked()
        self.read(lambda session: (list_categories(session, inactive=inactive), sticker_formats(session)), self._show)

    def _show(self, answer: tuple[list[CategoryView], tuple[TemplateName, ...]]) -> None:
        self._formats = {made.key: self._tr.message(made.name) for made in answer[1]}
        self.card.show_rows(answer[0])

    def edit(self, category: CategoryView | None) -> RecordDialog:
        """Ask for a category, a new one where none is given."""
        tr = self._tr
        title = tr("Category {name}", name=category.name) if category else tr("New category")
        dialog = RecordDialog(tr, title, can_delete=category is not None)
        dialog.add("name", tr("Name"), LineEditor(longest=300), required=True)
        dialog.add("code", tr("Code"), LineEditor(longest=32), required=True, hint=tr("Short, for sheets and numbers"))
        dialog.add("kst", tr("KŚT symbol"), LineEditor(longest=10), hint=tr("Three digits, for example 487"))
        dialog.add(
            "useful_life_months", tr("Useful life, months"), LineEditor(longest=4), hint=tr("Kept for depreciation")
        )
        formats = [("", tr("the usual one")), *self._formats.items()]
        dialog.add("label_template", tr("Label format"), ChoiceEditor(formats), span=2)
        dialog.add("icon", tr("Icon"), ChoiceEditor([(key, tr(word)) for key, word in _ICONS]))
        dialog.add("active", tr("State"), TickEditor(tr("Still used")))
        dialog.grid.set_values({"active": True})
        if category is not None:
            dialog.grid.set_values({key: getattr(category, key) for key in dialog.grid.fields})
            dialog.grid.fields["useful_life_months"].set_value(category.useful_life_months or "")

        def save(values: dict[str, Any]) -> Any:
            life = values.pop("useful_life_months")
            months = None if not life else int(life) if life.isdigit() else 0
            request = CategoryRequest(
                **values, useful_life_months=months,
                id=category.id if category else None, version=category.version if category else None,
            )  # fmt: skip
            return lambda work: save_category(work, request)

        remove = (lambda work: delete_category(work, category.id)) if category else None
        ask(self, self.context, dialog, SAVE, save, delete=remove)
        return dialog
