"""The set of an asset in the form: parts with their own numbers, accessories without, software on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from inventory.base.errors import UserError
from inventory.services.asset_choices import FormData, related_assets
from inventory.services.asset_details import RelatedAsset
from inventory.services.asset_whole import check_part
from inventory.ui.context import Context
from inventory.ui.icons import pixmap
from inventory.ui.screens.asset_form_accessories import AccessoryLines, LicenceLines
from inventory.ui.screens.asset_form_references import PartEditor
from inventory.ui.screens.asset_form_section import Section, Sentence
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import clear, column, framed, row
from inventory.ui.widgets.text import ElidedLabel, label


class SetSection(Section):
    """What is issued together. Adding a part asks the register at once whether it may be one."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        self._context = context
        tr = context.tr
        self._asset: int | None = None
        self._main: int | None = None
        self.parts: list[RelatedAsset] = []
        self._whole = row(spacing=8)
        self._main_name = ElidedLabel()
        self._leave = buttons.icon_button("x", tr("Take it out of the set"), self._on_leave, small=True)
        for item in (_mark("layers", self), self._main_name, self._leave):
            self._whole.addWidget(item)
        self._whole_box = framed(self._whole)
        self.add(self._whole_box)
        self._lines = column(spacing=6)
        self.add(self._lines)
        self.accessories = AccessoryLines(tr)
        self.licences = LicenceLines(tr)
        for lines in (self.accessories, self.licences):
            lines.changed.connect(self.changed)
            self.add(lines)
        self.search = PartEditor(context)
        self.search.setAccessibleName(tr("Add an asset to the set"))
        self.search.left.connect(self._on_found)
        self.search.scanned.connect(self.add_code)
        self.search.hide()
        self.add(self.search)
        foot = row(spacing=8)
        self.more_parts = buttons.secondary(tr("Add asset to the set"), self._on_search, icon="plus", small=True)
        more = buttons.secondary(tr("Add accessory"), lambda: self._add(self.accessories), icon="plus", small=True)
        software = buttons.secondary(tr("Add software"), lambda: self._add(self.licences), icon="plus", small=True)
        for button in (self.more_parts, more, software):
            button.setProperty("tight", "1")
            foot.addWidget(button)
        foot.addStretch(1)
        self.add(foot)
        for key, name, focus in (
            ("set", tr("Parts of the set"), self.search.setFocus),
            ("accessories", tr("Accessories"), self.accessories.take_focus),
            ("licences", tr("Software"), self.licences.take_focus),
        ):
            self.targets[key] = Sentence(name, focus)
            self.add(self.targets[key])
        self.body.addStretch(1)

    # Values -------------------------------------------------------------------------------------------------

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        request = data.request
        self._asset, self._main = request.id, request.set_id
        self.parts = list(data.parts)
        self._main_name.set_text(self._context.tr("part of the set {name}", name=data.main))
        self._whole_box.setVisible(self._main is not None)
        self.more_parts.setVisible(self._main is None)
        self.search.hide()
        self.accessories.words = data.choices.accessories
        self.accessories.show_lines(request.accessories)
        self.licences.show_lines(request.licences)
        self._show_parts()

    def values(self) -> dict[str, Any]:
        """Return what is typed here as arguments of an `AssetRequest`."""
        return {
            "set_id": self._main,
            "accessories": self.accessories.requests(),
            "licences": self.licences.requests(),
        }

    def part_ids(self) -> tuple[int, ...]:
        """Return the assets of the set."""
        return tuple(part.id for part in self.parts)

    # Parts --------------------------------------------------------------------------------------------------

    def add_code(self, code: str) -> None:
        """Add the asset with a scanned code."""
        application, tr = self._context.application, self._context.tr

        def found(ids: list[int]) -> None:
            if len(ids) == 1:
                self.add_part(ids[0])
            elif ids:
                self.search.setText(code)
                self.search.search(code)
            else:
                self.say("set", "err", tr("{code}: this code is not in the register.", code=code[:40]))

        query = self._context.operations.query(self, lambda _job: application.listing.by_code(code), slot="code")
        query.on_success(found)

    def add_part(self, part_id: int) -> None:
        """Add an asset where the register lets it be a part; else say why not."""
        application, tr, own = self._context.application, self._context.tr, self._asset

        def look(session: Any) -> RelatedAsset:
            check_part(session, own, part_id)
            return related_assets(session, (part_id,))[0]

        def refused(error: BaseException) -> bool:
            if not isinstance(error, UserError):
                return False
            self.say("set", "err", error.text(tr))
            return True

        query = self._context.operations.query(self, lambda _job: application.read(look), slot="part")
        query.on_success(self._take).on_failure(refused)

    def _take(self, part: RelatedAsset) -> None:
        self.say("set", "err", "")
        self.search.set_value(None)
        if part.id not in self.part_ids():
            self.parts.append(part)
            self._show_parts()
            self.changed.emit()

    def _remove(self, part: RelatedAsset) -> None:
        self.parts.remove(part)
        self._show_parts()
        self.more_parts.setFocus()
        self.changed.emit()

    def _show_parts(self) -> None:
        tr = self._context.tr
        clear(self._lines)
        for part in self.parts:
            line = row(spacing=8)
            names = column(spacing=0)
            names.addWidget(ElidedLabel(part.name))
            names.addWidget(label(part.number, role="caption", ink="text3"))
            line.addWidget(_mark("package", self))
            line.addLayout(names, 1)
            line.addWidget(label(tr("own number"), ink="text2"))
            name = tr("Take {number} out of the set", number=part.number)
            line.addWidget(buttons.icon_button("x", name, lambda part=part: self._remove(part), small=True, size=16))
            self._lines.addLayout(line)

    # Answers ------------------------------------------------------------------------------------------------

    def _on_search(self) -> None:
        self.search.show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_found(self) -> None:
        value = self.search.value()
        if isinstance(value, int):
            self.add_part(value)

    def _on_leave(self) -> None:
        self._main = None
        self._whole_box.hide()
        self.more_parts.show()
        self.changed.emit()

    def _add(self, lines: AccessoryLines | LicenceLines) -> None:
        lines.add()
        self.changed.emit()


def _mark(icon: str, parent: QWidget) -> QLabel:
    mark = QLabel()
    mark.setPixmap(pixmap(icon, 18, "text2", parent.devicePixelRatioF()))
    return mark
