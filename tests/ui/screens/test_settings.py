"""The settings in a real window: saved at once, undone with one click, refused beside the field."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from inventory.services.organisation import unit_view
from inventory.services.people import list_people
from inventory.services.places import list_places
from inventory.services.policies import read_policies
from inventory.ui.screens.settings import SECTIONS
from inventory.ui.widgets.reference import Option
from tests.ui.screens.settings_kit import read, section, toast, type_and_leave


@pytest.mark.parametrize("key", SECTIONS)
def test_every_section_opens_in_both_languages(desk, key):
    section(desk, key)
    desk.program.settings.language = "en"
    desk.program.apply_look()
    desk.settle()
    page = desk.window.current_page()
    assert desk.window.current_key() == "settings"
    assert page.state() == {"section": key}
    assert page.section(key).body.count() >= 2


def test_name_of_unit_is_saved_when_left_and_undone_from_the_toast(desk):
    shown = section(desk, "organisation")
    before = read(desk, unit_view).name
    type_and_leave(desk, shown.form.fields["name"], "Komenda Próbna")
    assert read(desk, unit_view).name == "Komenda Próbna"
    toast(desk).action.click()
    desk.settle()
    assert read(desk, unit_view).name == before
    assert shown.form.fields["name"].value() == before


def test_wrong_nip_is_refused_beside_its_field(desk):
    shown = section(desk, "organisation")
    type_and_leave(desk, shown.form.fields["nip"], "1234567890")
    assert "NIP" in shown.form.fields["nip"].error()
    assert read(desk, unit_view).nip == ""
    type_and_leave(desk, shown.form.fields["nip"], "526-000-12-46")
    assert read(desk, unit_view).nip == "5260001246"


def test_logo_that_is_no_picture_is_refused(desk, tmp_path):
    shown = section(desk, "organisation")
    wrong = tmp_path / "logo.png"
    wrong.write_bytes(b"not a picture")
    shown.choose_logo(wrong)
    desk.settle()
    assert "PNG" in shown.logo_problem.text()
    right = tmp_path / "logo.svg"
    right.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><rect width="10" height="5"/></svg>'
    )
    shown.choose_logo(right)
    desk.settle()
    assert read(desk, unit_view).logo
    assert not shown.logo.pixmap().isNull()


def test_account_is_linked_to_the_person_chosen(desk):
    shown = section(desk, "organisation")
    person = next(p for p in read(desk, list_people) if not p.account)
    shown.me.set_value(next(option for option in shown._people if option.key == person.id))
    shown.me.left.emit()
    desk.settle()
    linked = {p.id: p.account for p in read(desk, list_people)}
    assert linked[person.id] == "tester"
    assert list(linked.values()).count("tester") == 1


def test_pattern_shows_the_next_number_at_each_step(desk):
    shown = section(desk, "numbering")
    shown.blocks.set_pattern("{kst}/{seq:4}")
    shown.blocks.move(2, 0)
    shown.blocks.append("{year}")
    desk.settle()
    assert read(desk, unit_view).number_pattern == "{seq:4}{kst}/{year}"
    shown.blocks.set_pattern("WR/487/00{seq:2}")
    shown.blocks.changed.emit()
    desk.settle()
    assert shown.next.text() == "WR/487/0001"
    assert "14" in shown.verdict.text() or "zajęt" in shown.verdict.text()


def test_pattern_without_counter_is_not_saved(desk):
    shown = section(desk, "numbering")
    before = read(desk, unit_view).number_pattern
    number = next(n for n, part in enumerate(shown.blocks.parts()) if part.written.startswith("{seq"))
    shown.blocks.replace(number, "")
    desk.settle()
    assert read(desk, unit_view).number_pattern == before
    assert "{seq}" in shown.verdict.text()


def test_taken_numbers_are_said_before_the_pattern_holds(desk):
    shown = section(desk, "numbering")
    shown.blocks.set_pattern("WR/487/001{seq:1}")
    shown.blocks.changed.emit()
    desk.settle()
    assert shown.next.text() == "WR/487/0018"
    assert "WR/487/0011" in shown.verdict.text()


def test_place_is_added_below_another(desk):
    shown = section(desk, "places")
    dialog = shown.edit_place(None)
    dialog.grid.set_values({"code": "A/300", "name": "Pokój 300"})
    above = next(place for place in shown.places if place.code == "A")
    dialog.grid.fields["parent"].set_value(Option(above.id, above.code))
    dialog.try_save()
    desk.settle()
    assert not isValid(dialog)
    made = next(place for place in read(desk, list_places) if place.code == "A/300")
    assert (made.parent_id, made.depth) == (above.id, above.depth + 1)


def test_code_that_is_taken_keeps_the_dialog_open(desk):
    shown = section(desk, "places")
    dialog = shown.edit_place(None)
    dialog.grid.set_values({"code": "a/012"})
    dialog.try_save()
    desk.settle()
    assert dialog.isVisible()
    assert dialog.grid.fields["code"].error()
    dialog.reject()


def test_person_with_equipment_is_not_deleted_but_put_out_of_use(desk):
    shown = section(desk, "places")
    holder = next(person for person in read(desk, list_people) if person.held)
    dialog = shown.edit_person(holder)
    dialog.delete.click()
    desk.settle()
    assert dialog.isVisible()
    assert dialog.problem.text()
    dialog.grid.set_values({"active": False})
    dialog.try_save()
    desk.settle()
    assert holder.id not in {person.id for person in read(desk, list_people)}


def test_useful_life_that_is_no_number_stays_in_the_dialog(desk):
    shown = section(desk, "categories")
    dialog = shown.edit(None)
    dialog.grid.set_values({"name": "Drony", "code": "DRONY", "useful_life_months": "dużo"})
    dialog.try_save()
    desk.settle()
    assert dialog.grid.fields["useful_life_months"].error()
    dialog.grid.set_values({"useful_life_months": "36"})
    dialog.try_save()
    desk.settle()
    assert not isValid(dialog)
    assert "Drony" in [row.name for row in shown.card.model.rows()]


def test_words_of_papers_are_saved_line_by_line(desk):
    shown = section(desk, "papers")
    field = shown.words.fields["conditions"]
    field.set_value("sprawny\n\nuszkodzony")
    field.editor.left.emit()
    desk.settle()
    assert read(desk, read_policies).conditions == ("sprawny", "uszkodzony")
    wrong = shown.terms.fields["count_months"]
    type_and_leave(desk, wrong, "60")
    assert "48" in wrong.error()


def test_threshold_of_a_day_to_come_is_added(desk):
    shown = section(desk, "papers")
    rows = shown.thresholds.model.rowCount()
    assert "ta wersja jeszcze nie obejmuje" in shown.kept_only.text()
    dialog = shown.edit_threshold(None)
    dialog.grid.set_values({"valid_from": date(2030, 1, 1), "amount": 1_500_000})
    dialog.try_save()
    desk.settle()
    assert shown.thresholds.model.rowCount() == rows + 1


def test_search_leaves_the_sections_that_hold_the_words(desk):
    page = desk.go("settings", section="look")
    page.search.setText("regon")
    desk.settle()
    shown = [key for key, button in page.list._buttons.items() if not button.isHidden()]
    assert shown == ["organisation"]
    assert page.state() == {"section": "organisation"}
    page.search.setText("")
    assert all(not button.isHidden() for button in page.list._buttons.values())


def test_language_changes_the_whole_window_at_once(desk):
    shown = section(desk, "look")
    field = shown.form.fields["language"]
    field.editor.set_value("en")
    field.editor.left.emit()
    desk.settle()
    assert desk.program.settings.language == "en"
    assert desk.window.current_page().header.title.text() == "Settings"
    desk.window.messages.toast().action.click()
    desk.settle()
    assert desk.window.current_page().header.title.text() == "Ustawienia"


def test_all_fields_of_sections_have_names_for_a_screen_reader(desk):
    for key in SECTIONS:
        shown = section(desk, key)
        unnamed = [
            field for field in shown.findChildren(QLineEdit)
            if not field.accessibleName() and not field.parent().inherits("QAbstractSpinBox")
        ]  # fmt: skip
        assert not unnamed, key
