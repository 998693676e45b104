"""Usual words in the form of a handover: conditions and accessories to choose from, and accessories noted there."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from inventory.services.files import FileRequest, add_photo
from inventory.services.policies import read_policies, save_policies
from tests.ui.screens.handover_kit import Office, text_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def office(desk):
    wanted = replace(
        desk.application.read(read_policies), conditions=("dobry", "po zalaniu"), accessories=("pas nośny", "etui")
    )
    desk.application.operation("Test", lambda work: save_policies(work, wanted))
    desk.settle()
    return Office(desk)


def accessories(office, number):
    return [(one.name, one.missing) for one in office.details(number).form.accessories]


def names(row):
    return [box.text() for box in row.ticks]


def test_condition_is_chosen_from_the_settings_or_typed(office):
    page = office.form(kind="issue", assets=[office.asset("WR/669/0002")], person=office.person("Ewa Sosnowska"))
    editor = page.items.rows[0].condition
    assert editor.words() == ["dobry", "po zalaniu"]
    editor.setText("porysowany z boku")
    office.fill(page, "terms", purpose="Praca")
    assert page.checked.rows[0].condition == "porysowany z boku"
    office.confirm(page)
    assert office.details("WR/669/0002").form.condition == "porysowany z boku"


def test_known_condition_is_offered_in_the_language_of_the_paper(office):
    page = office.form(kind="issue", assets=[office.asset("WR/669/0002")])
    page.terms.language.set_value("en")
    page.terms.language.changed.emit()
    office.checked(page)
    assert page.items.rows[0].condition.words() == ["good", "po zalaniu"]


def test_accessory_that_the_register_did_not_know_is_noted_and_handed_over(office):
    page = office.form(kind="issue", assets=[office.asset("WR/669/0002")], person=office.person("Ewa Sosnowska"))
    row = page.items.rows[0]
    before = names(row)
    row.condition.setText("dobry")
    row.ask_accessory()
    assert row.accessory.words() == ["pas nośny", "etui"]
    row.accessory.setText("pas nośny")
    row.accessory.returnPressed.emit()
    office.desk.qtbot.waitUntil(lambda: names(row) == [*before, "pas nośny"])
    office.checked(page)
    # The row is the one that was there, and asks for the next one.
    assert page.items.rows[0] is row
    assert row.accessory.isVisible()
    assert row.ticks[-1].isChecked()
    assert "nośny" in text_of(page.preview.pdf())
    assert ("pas nośny", False) in accessories(office, "WR/669/0002")
    office.desk.window.messages.toast().action.click()
    office.desk.qtbot.waitUntil(lambda: names(row) == before)


def test_accessory_is_ticked_beside_those_chosen_before(office):
    page = office.form(kind="issue", assets=[office.asset("WR/487/0015")], person=office.person("Ewa Sosnowska"))
    row = page.items.rows[0]
    row.ticks[0].setChecked(False)
    row.accessory_wanted.emit("etui")
    office.desk.qtbot.waitUntil(lambda: names(row)[-1] == "etui")
    assert [row.ticks[0].isChecked(), row.ticks[-1].isChecked()] == [False, True]
    assert len(page.values.items[0].accessories) == len(row.ticks) - 1


def test_missing_things_of_a_return_are_chosen_or_typed(office):
    page = office.form(kind="return", person=office.person("Piotr Dąbek"))
    office.checked(page)
    assert page.items.rows[0].condition.words() == ["dobry", "po zalaniu"]
    missing = page.terms.fields["missing"].editor
    assert missing.words() == ["pas nośny", "etui"]
    office.fill(page, "terms", settled=False, missing="etui, kabel")
    office.confirm(page)
    assert office.papers(kind="return")[0].holder == "Piotr Dąbek"


def test_photo_of_the_asset_stands_in_its_row(office):
    asset, picture = office.asset("WR/669/0002"), io.BytesIO()
    Image.new("RGB", (80, 60), "red").save(picture, "JPEG")
    photo = FileRequest(name="lornetka.jpg", content=picture.getvalue())
    office.desk.application.operation("Test", lambda work: add_photo(work, asset, photo))
    page = office.form(kind="issue", assets=[asset, office.asset("WR/803/0008")])
    with_photo, without = page.items.rows
    office.desk.qtbot.waitUntil(lambda: not with_photo.photo._picture.isNull())
    assert without.photo._picture.isNull()


def test_change_of_the_paper_is_tinted_in_the_preview(office):
    page = office.form(kind="issue", assets=[office.asset("WR/669/0002")], person=office.person("Ewa Sosnowska"))
    view = page.preview.view
    office.desk.qtbot.waitUntil(lambda: bool(view._drawn), timeout=20_000)
    changes = []
    view.shown.connect(lambda: changes.append(view.tinted()))
    office.fill(page, "terms", purpose="Patrol nocny")
    office.desk.qtbot.waitUntil(lambda: any(parts for seen in changes for parts in seen.values()), timeout=20_000)
