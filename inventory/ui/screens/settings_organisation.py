"""Settings: the own unit with its logo and usual store, and who works here."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QLabel

from inventory.base.errors import Invalid
from inventory.base.i18n import N_
from inventory.services.files import FileContent, FileRequest, file_content, keep_logo
from inventory.services.organisation import UnitRequest, UnitView, save_unit, unit_view
from inventory.services.people import PersonView, link_account, list_people
from inventory.services.pictures import MOST_BYTES
from inventory.services.places import PlaceView, list_places
from inventory.ui.context import Context
from inventory.ui.screens.records import option_of, reference
from inventory.ui.screens.settings_section import Section, SelfSavingForm
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import Card, column, fill, row
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.reference import Option
from inventory.ui.widgets.still import picture_of
from inventory.ui.widgets.text import label

SAVE_UNIT = N_("Data of the unit")
_LOGO = QSize(180, 72)


class _Stored(NamedTuple):
    """What the section shows."""

    unit: UnitView
    logo: FileContent | None
    people: list[PersonView]
    places: list[PlaceView]


class OrganisationSection(Section):
    """Texts of the unit save themselves when their field is left."""

    tables = ("unit", "person", "place", "stored_file")

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Organisation"))
        tr = self._tr
        self._people: list[Option] = []
        self._places: list[Option] = []
        self.form = SelfSavingForm(self._on_save)
        for key, text, longest, span in (
            ("name", tr("Name of the unit"), 300, 2), ("short_name", tr("Short name"), 100, 1),
            ("city", tr("City"), 100, 1), ("address", tr("Address"), 500, 2),
            ("nip", tr("NIP"), 32, 1), ("regon", tr("REGON"), 32, 1),
        ):  # fmt: skip
            hint = tr("Stands on stickers and in the title of the window.") if key == "short_name" else ""
            self.form.add(key, Field(tr, text, LineEditor(longest=longest), hint=hint), span=span)
        self.store = reference(context, self._places, placeholder=tr("Choose a place"), icon="map-pin")
        self.form.add(
            "store_place_id",
            Field(tr, tr("Usual store"), self.store, hint=tr("Returned equipment goes here unless said otherwise.")),
            span=2,
        )
        unit = Card(tr("Own unit"))
        unit.add(self.form)
        self.body.addWidget(unit)
        self.body.addWidget(self._logo_card())
        self.body.addWidget(self._who_card())
        self.body.addStretch(1)

    def _logo_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Logo"), caption=tr("PNG, JPEG or SVG; it stands on papers and stickers"))
        self.logo = QLabel()
        self.remove = link(tr("Remove the logo"), lambda: self._save({"logo": None}))
        choose = secondary(tr("Choose a file…"), self._on_choose, icon="image")
        self.logo_problem = label("", ink="err", wrap=True)
        self.logo_problem.hide()
        card.add(fill(row(spacing=16), self.logo, choose, self.remove, 1))
        card.add(self.logo_problem)
        return card

    def _who_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Who I am"))
        self.account = label("", role="strong")
        self.me = reference(self.context, self._people, placeholder=tr("Choose a person"), icon="user")
        self.who = Field(
            tr, tr("Person"), self.me,
            hint=tr("This person stands on papers as the giver, whoever is signed in to this account."),
        )  # fmt: skip
        self.me.left.connect(self._on_me)
        words = fill(column(spacing=2), label(tr("Account of the system"), role="label", ink="text2"), self.account, 1)
        line = row(spacing=24)
        line.addLayout(words)
        line.addWidget(self.who, 1)
        card.add(line)
        card.add(
            fill(
                row(),
                link(tr("Add a person"), lambda: self.context.navigate("settings", section="places"), flush=True),
                1,
            )
        )
        return card

    def refresh(self) -> None:
        """Show what is stored now."""

        def read(session: Any) -> _Stored:
            unit = unit_view(session)
            logo = file_content(session, unit.logo) if unit.logo else None
            return _Stored(unit, logo, list_people(session), list_places(session))

        self.read(read, self._show)

    def choose_logo(self, path: Path) -> None:
        """Keep a file as the logo of the unit; a wrong one is refused beside the picture."""

        def change(work: Any) -> None:
            if path.stat().st_size > MOST_BYTES:
                raise Invalid("A logo is a PNG, JPEG or SVG file.", field="logo")
            sha256 = keep_logo(work, FileRequest(name=path.name, content=path.read_bytes()))
            save_unit(work, replace(unit_request(work), logo=sha256))

        self.logo_problem.hide()
        self.save(SAVE_UNIT, change).on_failure(self._on_logo_refused)

    def _show(self, stored: _Stored) -> None:
        unit = stored.unit
        self._people[:] = [Option(person.id, person.name, person.rank or person.cell) for person in stored.people]
        self._places[:] = [Option(place.id, place.code, place.path) for place in stored.places]
        values: dict[str, object] = {key: getattr(unit, key) for key in self.form.fields}
        values["store_place_id"] = option_of(self._places, unit.store_place_id)
        self.form.show_stored(values)
        account = self.context.application.account
        self.account.setText(account)
        mine = next((person.id for person in stored.people if person.account == account), None)
        if not self.me.hasFocus():
            self.who.set_value(option_of(self._people, mine))
        if mine is None:
            self.who.set_warning(self._tr("Nobody is linked to this account yet. Choose yourself to issue papers."))
        self.remove.setVisible(stored.logo is not None)
        if stored.logo is None:
            self.logo.setText(self._tr("no logo"))
        else:
            self.logo.setPixmap(
                picture_of(stored.logo.content, stored.logo.media_type, _LOGO, self.devicePixelRatioF())
            )
            self.logo.setAccessibleName(self._tr("Logo"))

    def _on_save(self, changed: dict[str, object]) -> None:
        self._save(changed).on_failure(lambda _error: (self.form.forget(changed), False)[1])

    def _save(self, changed: dict[str, object]) -> Any:
        return self.save(
            SAVE_UNIT,
            lambda work: save_unit(work, replace(unit_request(work), **changed)),  # type: ignore[arg-type]
            fields=self.form.fields,
        )

    def _on_me(self) -> None:
        person, account = self.me.value(), self.context.application.account
        if isinstance(person, int):
            self.save(N_("Who I am"), lambda work: link_account(work, person, account))

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self._tr("Logo"), "", f"{self._tr('Pictures')} (*.png *.jpg *.jpeg *.svg)"
        )
        if name:
            self.choose_logo(Path(name))

    def _on_logo_refused(self, error: BaseException) -> bool:
        if not isinstance(error, Invalid):
            return False
        self.logo_problem.setText(error.text(self._tr))
        self.logo_problem.show()
        return True


def unit_request(work: Any) -> UnitRequest:
    """Return the unit as it is stored, to be saved again with other values."""
    view = unit_view(work)
    return UnitRequest(**{item.name: getattr(view, item.name) for item in fields(UnitRequest)})
