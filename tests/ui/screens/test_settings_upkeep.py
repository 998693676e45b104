"""Scanner, backups and the check of the register in the settings."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from inventory.base.settings import settings_file
from inventory.services.organisation import unit_view
from inventory.ui.burst import Sample
from inventory.ui.screens import settings_backups
from inventory.ui.screens.settings_scanner import TEST_CODE
from tests.ui.screens.settings_kit import read, section, toast, type_and_leave


def test_three_scans_teach_prefix_end_and_layout(desk):
    shown = section(desk, "scanner")
    shown.begin_check()
    assert desk.window.current_page().handle_scan("ABC")
    swapped = TEST_CODE.translate(str.maketrans("YZ", "ZY"))
    for _ in range(3):
        desk.program.scanner.sampled.emit(Sample(raw=f"]C1{swapped}", ends="tab", longest_ms=20))
    settings = desk.program.settings
    assert (settings.scanner_prefix, settings.scanner_suffix) == ("]C1", "tab")
    assert settings.scanner_map == {"Y": "Z", "Z": "Y"}
    assert desk.program.scanner.settings().prefix == "]C1"
    assert json.loads(settings_file().read_text(encoding="utf-8"))["scanner_prefix"] == "]C1"
    assert not desk.window.current_page().handle_scan("ABC")


def test_scans_that_differ_ask_to_look_at_the_layout(desk):
    shown = section(desk, "scanner")
    shown.begin_check()
    for raw in ("ABCDEFG", "ABCDEFH", "ABCDEFG"):
        shown.take_sample(Sample(raw=raw, ends="enter", longest_ms=10))
    assert "Caps Lock" in shown.state.text()
    assert desk.program.settings.scanner_prefix == ""


def test_volume_and_mute_are_kept_with_undo(new_desk):
    shown = section(new_desk, "scanner")
    shown.volume.setValue(30)
    shown._on_volume()
    assert new_desk.program.settings.sound_volume == 30
    toast(new_desk).action.click()
    assert new_desk.program.settings.sound_volume == 70
    assert shown.volume.value() == 70


def test_backup_is_made_listed_and_tested(desk):
    shown = section(desk, "backups")
    before = shown._lines.count()
    shown.make_now()
    desk.settle()
    assert shown._lines.count() > before
    copy = next(iter(shown._tested))
    shown._tested.clear()
    shown.test(copy)
    desk.settle()
    assert "14" in shown._tested[copy]


def test_second_folder_that_is_gone_is_said(desk, tmp_path):
    shown = section(desk, "backups")
    type_and_leave(desk, shown.form.fields["second_backup_folder"], str(tmp_path / "nie ma"))
    assert shown.form.fields["second_backup_folder"].error()
    assert shown._strips.count() == 1
    type_and_leave(desk, shown.form.fields["second_backup_folder"], "kopie")
    assert desk.program.settings.second_backup_folder == str(tmp_path / "nie ma")


def test_restore_puts_the_copy_in_place_and_opens_it_again(desk, monkeypatch):
    shown = section(desk, "backups")
    shown.make_now()
    desk.settle()
    copy = next(iter(shown._tested))
    organisation = section(desk, "organisation")
    type_and_leave(desk, organisation.form.fields["city"], "Opole")
    shown = section(desk, "backups")
    monkeypatch.setattr(settings_backups, "confirm", lambda *_args, **_words: True)
    path = desk.application.path
    shown.restore(copy, "dziś")
    desk.qtbot.waitUntil(lambda: desk.application is not None and desk.window.isEnabled(), timeout=20_000)
    desk.settle()
    assert desk.application.path == path
    assert read(desk, unit_view).city == "Wrocław"
    assert desk.program.single.presence() is not None
    assert any(strip.notice.key == "restored" for strip in desk.window.messages.area().strips())


def test_damaged_copy_is_refused_and_the_register_stays_open(desk, tmp_path, monkeypatch):
    shown = section(desk, "backups")
    bad = tmp_path / "zła kopia.db"
    bad.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    monkeypatch.setattr(settings_backups, "confirm", lambda *_args, **_words: True)
    window = desk.window
    shown.restore(bad, "zła")
    desk.settle()
    assert desk.window is window
    assert window.isEnabled()
    assert window.messages.area().strips()
    assert read(desk, unit_view).name


def test_check_of_the_register_says_that_it_is_whole(desk):
    shown = section(desk, "register")
    shown.check_now()
    desk.settle()
    assert shown.verdict.text() == "Rejestr jest nienaruszony."
    assert shown.problems.isHidden()


def test_check_lists_what_is_wrong(desk):
    with closing(sqlite3.connect(desk.application.path)) as connection:
        _drop_guards(connection)
        connection.execute("UPDATE paper SET content = x'25504446'")
        connection.commit()
    shown = section(desk, "register")
    shown.check_now()
    desk.settle()
    assert shown.problems.toPlainText()


def _drop_guards(connection):
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
