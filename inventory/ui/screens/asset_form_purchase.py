"""The first card of the form: what it is, its numbers, what it cost and where it was bought."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inventory.catalogue.assets import BY_KEY
from inventory.services.asset_choices import FormData
from inventory.ui.context import Context
from inventory.ui.icons import icon
from inventory.ui.screens.asset_details import Photo
from inventory.ui.screens.asset_form_money import MoneyLink
from inventory.ui.screens.asset_form_references import supplier_editor
from inventory.ui.screens.asset_form_section import Section, WholeNumberEditor, show_whole
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, MoneyEditor
from inventory.ui.widgets.field import Field, FormGrid
from inventory.ui.widgets.reference import Option
from inventory.ui.widgets.suggest import SuggestEditor

_TEXTS = ("manufacturer", "model", "condition", "kst", "swop", "ksef", "unit")


class PurchaseSection(Section):
    """Name, category, numbers, money. Signals: category_changed(); gross_changed(); open_wanted(number)."""

    category_changed = Signal()
    gross_changed = Signal()
    open_wanted = Signal(str)

    def __init__(self, context: Context, title: str, *, many: bool = False) -> None:
        super().__init__(title)
        self._context, self._many = context, many
        tr = context.tr
        self.photo = Photo(120, 84)
        self.change_photo = buttons.link(tr("Change the photo"), icon="camera")
        self._twin = ""
        # The number printed ahead that was scanned for this asset.
        self.scanned_number = ""
        body = row(spacing=18)
        left = column(spacing=10)
        self.main = FormGrid(columns=4, least=150)
        self.more = FormGrid(columns=4, least=150)
        self.extra = QWidget()
        box = column()
        self.extra.setLayout(box)
        box.addWidget(self.more)
        self.expand = buttons.link("", self._on_expand)
        self._add_main()
        self._add_more()
        left.addWidget(self.main)
        left.addWidget(self.extra)
        left.addWidget(self.expand, 0, Qt.AlignmentFlag.AlignLeft)
        body.addLayout(left, 1)
        if not many:
            side = column(spacing=6)
            fill(side, self.photo, self.change_photo, 1)
            body.addLayout(side)
        self.add(body)
        self.link = MoneyLink(
            tr, {key: self._fields()[key] for key in ("price_net", "vat_rate", "vat", "price_gross")}, self
        )
        self.link.changed.connect(self.gross_changed)
        self._fields()["category"].changed.connect(self.category_changed)
        self._show_extra(bool(context.memory.get("asset_form", {}).get("more")))

    # Building -----------------------------------------------------------------------------------------------

    def _fields(self) -> dict[str, Field]:
        return self.main.fields | self.more.fields

    def field(self, key: str) -> Field:
        """Return a field by its key."""
        return self._fields()[key]

    def _put(
        self, grid: FormGrid, key: str, editor: QWidget, *, text: str = "", span: int = 1, required: bool = False,
        hint: str = "",
    ) -> Field:  # fmt: skip
        tr = self._context.tr
        field = Field(tr, text or tr(BY_KEY[key].label), editor, required=required, hint=hint)
        grid.add(key, self.watch(key, field), span=span)
        return field

    def _add_main(self) -> None:
        tr, context = self._context.tr, self._context
        scan = {"takes_scan": True}
        # One more than fits, so that what is too long is told instead of cut.
        self._put(self.main, "name", LineEditor(longest=1000), required=True, span=2)
        category = ChoiceEditor()
        category.changed.connect(lambda: show_whole(category))
        self._put(self.main, "category", category, required=True)
        if not self._many:
            serial = self._put(self.main, "serial", LineEditor(longest=200, **scan))
            self.twin = buttons.link(tr.context("button", "Open"), lambda: self.open_wanted.emit(self._twin))
            self.twin.hide()
            serial.layout().insertWidget(serial.layout().count() - 1, self.twin, 0, Qt.AlignmentFlag.AlignLeft)
            self._put(self.main, "number", LineEditor(longest=100), hint=tr("Given when it is saved"))
        self._put(self.main, "purchased_on", DateEditor(tr))
        self._put(self.main, "invoice", LineEditor(icon="link", longest=1000, **scan))
        if self._many:
            self._put(self.main, "supplier", supplier_editor(context))
        gross = self._put(
            self.main, "price_gross", MoneyEditor(tr), required=True,
            text=tr("{field}, PLN", field=tr("Gross value")),
        )  # fmt: skip
        self.unknown = QCheckBox(tr("value unknown"))
        self.unknown.toggled.connect(self._on_unknown)
        gross.layout().insertWidget(2, self.unknown)

    def _add_more(self) -> None:
        tr, context = self._context.tr, self._context
        self._put(self.more, "manufacturer", LineEditor(longest=1000))
        self._put(self.more, "model", LineEditor(longest=1000))
        if not self._many:
            self._put(self.more, "supplier", supplier_editor(context))
        self._put(self.more, "accepted_on", DateEditor(tr))
        self._put(self.more, "price_net", MoneyEditor(tr), text=tr("{field}, PLN", field=tr("Net value")))
        self._put(self.more, "vat_rate", LineEditor(longest=10, placeholder="23%"))
        self._put(self.more, "vat", MoneyEditor(tr), text=tr("{field}, PLN", field=tr("VAT amount")))
        self._put(self.more, "kst", LineEditor(longest=40))
        wrong = tr("Enter the year of production with four digits.")
        self._put(self.more, "production_year", WholeNumberEditor(wrong), text=tr("Year of production"))
        self._put(self.more, "condition", SuggestEditor(tr, longest=1000))
        self._put(self.more, "unit", LineEditor(longest=100))
        if not self._many:
            self._put(self.more, "swop", LineEditor(longest=200, takes_scan=True))
        self._put(self.more, "ksef", LineEditor(longest=200, takes_scan=True), span=2)
        if not self._many:
            self._put(
                self.more, "old_numbers", LineEditor(longest=5000, takes_scan=True), span=2,
                hint=tr("Several are parted by ;"),
            )  # fmt: skip

    # Values -------------------------------------------------------------------------------------------------

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        request, fields = data.request, self._fields()
        choices = [(found.id, found.name) for found in data.choices.categories if found.active]
        if request.category_id is not None and request.category_id not in dict(choices):
            choices += [(found.id, found.name) for found in data.choices.categories if found.id == request.category_id]
        editor = fields["category"].editor
        assert isinstance(editor, ChoiceEditor)
        editor.set_choices([(None, self._context.tr("choose")), *choices], value=request.category_id)
        show_whole(editor)
        for key in ("name", "serial", "purchased_on", "invoice", "accepted_on", "production_year", *_TEXTS):
            if key in fields:
                fields[key].set_value(getattr(request, key))
        usual = fields["condition"].editor
        assert isinstance(usual, SuggestEditor)
        usual.set_words(data.choices.conditions)
        if "old_numbers" in fields:
            fields["old_numbers"].set_value("; ".join(request.old_numbers))
        supplier = Option(request.supplier_id, data.supplier) if request.supplier_id is not None else None
        fields["supplier"].set_value(supplier)
        self.link.show_values({key: getattr(request, key) for key in ("price_net", "vat_rate", "vat", "price_gross")})
        self.unknown.setChecked(request.value_unknown)
        if not self._many:
            self._show_number(data)
            self.show_twin("")
        self._show_extra(not self.extra.isHidden())

    def _show_number(self, data: FormData) -> None:
        field, given = self._fields()["number"], data.details is not None
        editor = field.editor
        assert isinstance(editor, LineEditor)
        editor.setReadOnly(given)
        field.set_value(data.number if given else data.request.number)
        field.set_hint("" if given else self._context.tr("Given when it is saved"))
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        self.scanned_number = data.request.number if data.request.is_spare else ""
        self.show_next_number(data.number)

    def take_number(self, number: str) -> None:
        """Take a number that was scanned from a sticker printed ahead."""
        self.scanned_number = number
        self._fields()["number"].set_value(number)

    def show_next_number(self, number: str) -> None:
        """Show which number a new asset would get."""
        editor = self._fields()["number"].editor
        assert isinstance(editor, LineEditor)
        editor.setPlaceholderText(number)

    def show_twin(self, number: str) -> None:
        """Offer to open the asset that has the same serial number."""
        self._twin = number
        self.twin.setVisible(bool(number))
        self.twin.setAccessibleName(self._context.tr("Open {number}", number=number))

    def values(self) -> dict[str, Any]:
        """Return what is typed here as arguments of an `AssetRequest`."""
        fields = self._fields()
        found = {key: fields[key].value() for key in ("name", "purchased_on", "invoice", "accepted_on")}
        found |= {key: fields[key].value() for key in (*_TEXTS, "serial", "production_year") if key in fields}
        found |= {"category_id": fields["category"].value(), "supplier_id": fields["supplier"].value()}
        if "number" in fields:
            editor = fields["number"].editor
            found["number"] = "" if editor.isReadOnly() else fields["number"].value()  # type: ignore[attr-defined]
            found["is_spare"] = bool(found["number"]) and found["number"] == self.scanned_number
        if "old_numbers" in fields:
            found["old_numbers"] = tuple(
                part.strip() for part in str(fields["old_numbers"].value()).split(";") if part.strip()
            )
        return found | self.link.values() | {"value_unknown": self.unknown.isChecked()}

    def category_id(self) -> int | None:
        """Return the category chosen."""
        value = self._fields()["category"].value()
        return value if isinstance(value, int) else None

    # Answers ------------------------------------------------------------------------------------------------

    def reveal(self, key: str) -> None:
        """Show the further fields where the field of `key` is one of them."""
        if key in self.more.fields and self.extra.isHidden():
            self._show_extra(True)

    def _on_expand(self) -> None:
        shown = self.extra.isHidden()
        self._context.memory["asset_form"] = {"more": shown}
        self._show_extra(shown)

    def _show_extra(self, shown: bool) -> None:
        tr = self._context.tr
        self.extra.setVisible(shown)
        filled = sum(field.value() not in (None, "", "szt.") for field in self.more.fields.values())
        more = tr.plural("More fields, {n} filled in", "More fields, {n} filled in", filled) if filled else ""
        self.expand.setIcon(icon("chevron-up" if shown else "chevron-down", "accL"))
        self.expand.setText(tr("Fewer fields") if shown else more or tr("More fields"))

    def _on_unknown(self, on: bool) -> None:
        editor = self._fields()["price_gross"].editor
        if on:
            self.link.clear_gross()
        editor.setEnabled(not on)
        self.gross_changed.emit()
        self.changed.emit()
        self.left.emit("price_gross")
