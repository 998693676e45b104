"""A field says what is wrong beside itself, when it is left and not while typing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget

from inventory.base.errors import Invalid, Problem, ProblemsFound
from inventory.base.i18n import Message
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, LinesEditor, MoneyEditor, PercentEditor
from inventory.ui.widgets.field import Field, FormGrid, focus_first, show_problems


@pytest.fixture
def form(qtbot, tr, look):
    made = FormGrid(columns=2)
    made.add("name", Field(tr, "Nazwa", LineEditor(), required=True))
    made.add("bought", Field(tr, "Data zakupu", DateEditor(tr), hint="z faktury"))
    made.add("value", Field(tr, "Wartość brutto, zł", MoneyEditor(tr)))
    made.add("share", Field(tr, "Udział, %", PercentEditor(tr)))
    made.add("notes", Field(tr, "Uwagi", LinesEditor()), span=2)
    made.add("kind", Field(tr, "Rodzaj", ChoiceEditor([("pc", "Komputer"), ("prn", "Drukarka")])))
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


def test_values_go_in_and_come_out(form):
    values = {
        "name": "Laptop",
        "bought": date(2023, 12, 14),
        "value": 648000,
        "share": 8500,
        "notes": "a\nb",
        "kind": "prn",
    }
    form.set_values(values)
    assert form.values() == values
    assert form.fields["value"].editor.text() == "6\u00a0480,00"
    assert form.fields["bought"].editor.text() == "14.12.2023"


def test_wrong_date_is_said_when_the_field_is_left(qtbot, form):
    field = form.fields["bought"]
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "31.02.2025")
    assert field.error() == ""
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert field.error() == "To nie jest data. Wpisz na przykład 18.11.2025."
    assert field.editor.property("bad") == "1"
    assert field.editor.accessibleDescription() == field.error()
    field.editor.setText("1.2.2025")
    assert (field.error(), field.editor.property("bad")) == ("", "")


def test_typed_date_is_written_in_full_when_left(qtbot, form):
    editor = form.fields["bought"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "1.2.24")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "01.02.2024"


def test_required_field_left_empty_is_found_by_the_check(form):
    assert [field.label.text() for field in form.check()] == ["Nazwa"]
    assert form.fields["name"].error() == "Wypełnij to pole."
    assert form.fields["name"].editor.accessibleName() == "Nazwa, pole wymagane"


def test_label_belongs_to_its_editor(form):
    for field in form.fields.values():
        assert field.label.buddy() is field.editor
        assert field.label.textFormat() is Qt.TextFormat.PlainText


def test_refusals_of_a_save_land_beside_their_fields(form, tr):
    error = ProblemsFound([
        Problem("value", Message("Value may not be below zero.")),
        Problem("name", Message("{number} exists.", {"number": "WR/1"})),
    ])  # fmt: skip
    marked = show_problems(tr, error, form.fields)
    assert [field.error() for field in marked] == ["WR/1 exists.", "Value may not be below zero."]
    focus_first(marked)
    assert form.fields["name"].editor.hasFocus()
    assert show_problems(tr, Invalid("No such code.", field="kind"), form.fields)[0].error() == "No such code."


def test_warning_and_confirmation_do_not_count_as_errors(form):
    field = form.fields["name"]
    field.set_value("Laptop")
    field.set_warning("Ten numer ma już WR/487/0016")
    assert (field.error(), field.editor.property("warn"), field.check()) == ("", "1", True)
    field.set_good("Numer wolny")
    assert field.editor.property("good") == "1"


def test_columns_follow_the_width(qtbot, form):
    first, second = form.fields["name"], form.fields["bought"]
    assert first.y() == second.y()
    form.resize(300, 700)
    qtbot.waitUntil(lambda: second.y() > first.y())


def test_wheel_changes_no_choice_without_focus(form):
    editor = form.fields["kind"].editor
    assert editor.value() == "pc"
    assert editor.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_markup_in_a_value_is_shown_as_it_is(form):
    form.fields["name"].set_warning("<img src=x>")
    below = form.fields["name"]._below
    assert (below.text(), below.textFormat()) == ("<img src=x>", Qt.TextFormat.PlainText)


# The offscreen platform has no popups to raise.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_day_is_chosen_from_the_calendar(form):
    field = form.fields["bought"]
    field.set_value(date(2025, 11, 18))
    field.editor.open_calendar()
    shown = field.editor.findChildren(QCalendarWidget)[0]
    shown.clicked.emit(shown.selectedDate().addDays(1))
    assert field.value() == date(2025, 11, 19)
