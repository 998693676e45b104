"""The sections of the form of an asset with their list at the left; knows which field belongs to which section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from inventory.services.asset_choices import FormData
from inventory.services.asset_form import AssetRequest
from inventory.services.asset_whole import WholeRequest
from inventory.ui.context import Context
from inventory.ui.screens.asset_form_cards import Body
from inventory.ui.screens.asset_form_custody import CoverSection, CustodySection, NotesSection
from inventory.ui.screens.asset_form_files import FilesSection
from inventory.ui.screens.asset_form_funding import FundingSection
from inventory.ui.screens.asset_form_purchase import PurchaseSection
from inventory.ui.screens.asset_form_set import SetSection
from inventory.ui.widgets.card import column, row, scrolling
from inventory.ui.widgets.ways import SectionList

_SIDE_BY_SIDE = 820


class FormBody(Body):
    """All cards of the form on one scrolling page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.tr)
        tr = context.tr
        self._base = AssetRequest(name="", category_id=None)
        self._icon = ""
        self.purchase = PurchaseSection(context, tr("Basics and purchase"))
        self.funding = FundingSection(context, tr("Funding"))
        self.set = SetSection(context, tr("Set and accessories"))
        self.custody = CustodySection(context, tr("Place and person"))
        self.cover = CoverSection(context, tr("Warranty and policy"))
        self.files = FilesSection(context, tr("Photos and files"))
        self.notes = NotesSection(context, tr("Notes"))
        self.sections = {
            "purchase": self.purchase, "funding": self.funding, "set": self.set, "custody": self.custody,
            "cover": self.cover, "files": self.files, "notes": self.notes,
        }  # fmt: skip
        self.list = SectionList([(key, made.title.text(), "") for key, made in self.sections.items()])
        self.list.chosen.connect(self.go)
        self._build()
        self.listen()
        self.purchase.gross_changed.connect(lambda: self.funding.set_gross(self.purchase.link.gross()))
        bought = self.purchase.field("purchased_on")
        bought.changed.connect(lambda: self.cover.show_start(bought.value()))
        self.purchase.change_photo.clicked.connect(self._on_photo)
        self.files.shown.connect(self._show_photo)

    def _build(self) -> None:
        content = QWidget()
        cards = column(spacing=14, margins=(0, 0, 6, 0))
        content.setLayout(cards)
        self._pair = row(spacing=14)
        self._pair.addWidget(self.set, 1)
        self._pair.addWidget(self.cover, 1)
        cards.addWidget(self.purchase)
        cards.addWidget(self.funding)
        cards.addLayout(self._pair)
        for section in (self.custody, self.files, self.notes):
            cards.addWidget(section)
        cards.addStretch(1)
        self.area = scrolling(content)
        self.area.verticalScrollBar().valueChanged.connect(lambda _value: self._mark_in_sight())
        lines = row(spacing=16)
        self.setLayout(lines)
        lines.addWidget(self.list)
        lines.addWidget(self.area, 1)

    # Values -------------------------------------------------------------------------------------------------

    def show_twin(self, number: str) -> None:
        """Offer to open the asset with the same serial number; "" offers nothing."""
        self.purchase.show_twin(number)

    def show_form(self, data: FormData) -> None:
        """Show a form from its top, with nothing marked."""
        self._base = data.request
        self.clear_said()
        for section in self.sections.values():
            section.show_form(data)
        self._icon = next((one.icon for one in data.choices.categories if one.id == data.request.category_id), "")
        self._show_photo()
        self.area.verticalScrollBar().setValue(0)
        self.list.mark("purchase")

    def request(self) -> AssetRequest:
        """Return what is typed."""
        values = {key: value for section in self.sections.values() for key, value in section.values().items()}
        return replace(self._base, **values)

    def whole(self) -> WholeRequest:
        """Return what is typed with the parts of the set and the files."""
        return WholeRequest(
            asset=self.request(),
            parts=self.set.part_ids(),
            added=self.files.added(),
            removed=tuple(self.files.removed),
            main_photo=self.files.main_photo(),
        )

    def snapshot(self) -> tuple[object, ...]:
        """Return what tells whether anything was changed."""
        files = [id(item) for item in self.files.items]
        return self.request(), self.set.part_ids(), files, self.files.main_photo(), [*self.files.removed]

    def names(self, theirs: FormData) -> Callable[[str, Any], str]:
        """Return what writes the ids of either version as names."""
        purchase, custody = self.purchase, self.custody
        supplier, place, holder = (
            purchase.field("supplier").editor, custody.place.editor, custody.holder.editor,
        )  # fmt: skip
        request = theirs.request
        known: dict[tuple[str, object], str] = {
            ("supplier_id", supplier.value()): supplier.text(),  # type: ignore[attr-defined]
            ("place_id", place.value()): place.text(),  # type: ignore[attr-defined]
            ("supplier_id", request.supplier_id): theirs.supplier,
            ("place_id", request.place_id): theirs.place,
            ("set_id", request.set_id): theirs.main,
            ("person_id", request.person_id): theirs.holder,
            ("cell_id", request.cell_id): theirs.holder,
        }
        if isinstance(chosen := holder.value(), tuple):  # type: ignore[attr-defined]
            known[(f"{chosen[0]}_id", chosen[1])] = holder.text()  # type: ignore[attr-defined]
        known |= {("category_id", one.id): one.name for one in theirs.choices.categories}
        known |= {("source_id", one.id): one.code for one in theirs.choices.sources}
        return lambda field, value: known.get((field, value), str(value))

    def take_version(self, version: int) -> None:
        """Save over this version of the asset."""
        self._base = replace(self._base, version=version)

    # Sections -----------------------------------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Scroll a section to the top and put the keyboard into it."""
        section = self.sections[key]
        top = section.mapTo(self.area.widget(), section.rect().topLeft()).y()
        self.area.verticalScrollBar().setValue(top)
        self.list.mark(key)
        first = next((made for made in section.findChildren(QWidget) if _takes_focus(made)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the list of sections out where there is no room."""
        self.list.setVisible(not narrow)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        wide = self.area.viewport().width() >= _SIDE_BY_SIDE
        self._pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _mark_in_sight(self) -> None:
        bar = self.area.verticalScrollBar()
        content = self.area.widget()
        tops = {key: made.mapTo(content, made.rect().topLeft()).y() for key, made in self.sections.items()}
        passed = {key: top for key, top in tops.items() if top <= bar.value() + 8}
        whole = {key: top for key, top in tops.items() if top >= bar.value()}
        if bar.value() == bar.maximum() and whole:
            # The last sections never come to the top: the first that is whole is meant.
            passed = {min(whole, key=lambda key: whole[key]): 0}
        if passed and self.list is not None:
            self.list.mark(max(passed, key=lambda key: passed[key]))

    # Photo --------------------------------------------------------------------------------------------------

    def _show_photo(self) -> None:
        self.purchase.photo.set_icon(self._icon)
        self.purchase.photo.set_photo(self.files.main_picture())
        text = self._tr("Change the photo") if self.files.main_picture() else self._tr("Add photo")
        self.purchase.change_photo.setText(text)

    def _on_photo(self) -> None:
        if any(item.kind == "photo" for item in self.files.items):
            self.go("files")
        else:
            self.files.choose_photos()


def _takes_focus(widget: QWidget) -> bool:
    return (
        widget.isVisibleTo(widget.window())
        and widget.isEnabled()
        and widget.focusPolicy() == Qt.FocusPolicy.StrongFocus
    )
