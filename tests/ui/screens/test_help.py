"""Help: every key of the program, the year in steps, licences."""

from __future__ import annotations

from inventory.ui.screens.help import licences
from inventory.ui.screens.table import SCREENS


def test_help_names_every_key_of_screens_and_actions(desk):
    lines = desk.go("help").keys()
    shown = {key for _words, keys in lines for key in keys}
    assert {"Ctrl+2", "Ctrl+K", "F8", "F1"} <= shown
    assert len(lines) >= len([entry for entry in SCREENS if entry.keys]) + 10
    assert all(words for words, _keys in lines)
    assert any("Ctrl+Z" in keys for _words, keys in lines)


def test_help_is_polish_and_english(make_desk, demonstration_database):
    desk = make_desk(demonstration_database, language="en")
    assert desk.go("help").keys()[0][0] == "Overview"


def test_licences_of_the_parts_are_shown(desk):
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licences()
    dialog = desk.go("help").show_licences()
    assert dialog.isVisible()
    dialog.reject()


def test_keys_are_written_as_on_the_keyboard_in_the_language_chosen_now(desk):
    polish = dict(desk.go("help").keys())
    assert polish["Następna sekcja"] == ("Alt+↓",)
    assert polish["Wydaj"] == ("Ctrl+Enter",)
    assert polish["Zaznacz wiersz"] == ("Spacja",)
    desk.program.settings.language = "en"
    desk.program.apply_look()
    desk.settle()
    assert dict(desk.window.current_page().keys())["Tick a row"] == ("Space",)
