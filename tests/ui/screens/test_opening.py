"""What the window says when it opens a register, or a file that the register keeps."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from inventory.base.settings import Settings
from inventory.ui import copies
from inventory.ui.program import Program


def test_register_on_a_badly_chosen_place_opens_with_one_warning(make_desk, demonstration_database, tmp_path):
    """27: a folder that OneDrive synchronises."""
    place = tmp_path / "OneDrive - KWP"
    place.mkdir()
    desk = make_desk(demonstration_database.rename(place / "rejestr.db"))
    desk.qtbot.waitUntil(lambda: bool(desk.window.messages.area().strips()))
    (strip,) = desk.window.messages.area().strips()
    assert "synchronizuje OneDrive" in strip.text.text()
    assert strip.notice.tone == "warn"
    desk.application.operation("Test", lambda work: work.journal.operation)
    assert not list(place.glob("*-wal"))


def test_register_on_a_drive_of_this_computer_opens_without_a_word(desk):
    desk.qtbot.waitUntil(lambda: desk.program.scanner is not None)
    assert desk.window.messages.area().strips() == []


def test_file_that_became_a_program_in_the_register_is_not_opened(desk, monkeypatch):
    """81: only the six kinds, whatever somebody wrote into the register beside the program."""
    opened = []
    monkeypatch.setattr(copies.QDesktopServices, "openUrl", opened.append)
    asset = desk.application.listing.by_code("WR/669/0002")[0]
    program = b"MZ\x90\x00 a program"
    digest = hashlib.sha256(program).hexdigest()
    with closing(sqlite3.connect(desk.application.path)) as connection, connection:
        connection.execute(
            "INSERT INTO stored_file (sha256, media_type, size, content) VALUES (?, 'application/pdf', ?, ?)",
            (digest, len(program), program),
        )
        connection.execute(
            "INSERT INTO attachment (asset_id, sha256, kind, name, position, added_at) "
            "VALUES (?, ?, 'file', 'faktura.exe', 0, '2025-11-18 10:00:00.000000')",
            (asset, digest),
        )
    page = desk.go("asset", asset=asset)
    desk.qtbot.waitUntil(lambda: len(page.body.files.items) == 1)
    page.body.files.open_item(page.body.files.items[0])
    desk.qtbot.waitUntil(lambda: bool(desk.window.messages.area().strips()))
    (strip,) = desk.window.messages.area().strips()
    assert strip.text.text().startswith("Tego rodzaju pliku się nie przechowuje")
    assert opened == []


@pytest.fixture
def start(qapp, qtbot):
    """Starts the program on a file, as a double click does."""
    started = []

    def begin(path):
        program = Program(qapp, Settings(language="pl", sound_muted=True))
        started.append(program)
        return program, program.open_or_welcome(path)

    yield begin
    for program in started:
        program.end()
        if program.window is not None:
            program.window.hide()
            program.window.deleteLater()
    qapp.processEvents()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda content: b"", "nie jest rejestrem tego programu"),
        (lambda content: b"PK\x03\x04" + content[4:], "nie jest rejestrem tego programu"),
        (lambda content: content[:68] + b"abcd" + content[72:], "utworzył go inny program"),
        (lambda content: content[:60] + (99).to_bytes(4, "big") + content[64:], "utworzyła nowsza wersja"),
        (lambda content: content[: len(content) // 2], "brakuje jego końca"),
        (lambda content: content[:4096] + bytes(len(content) - 4096), "uszkodzony"),
    ],
)
def test_file_that_is_no_sound_register_is_told_on_the_first_page(start, database, spoil, told):
    """10, 11, 12, 14, 15: and left as it is."""
    content = spoil(database.read_bytes())
    database.write_bytes(content)
    program, shown = start(database)
    assert shown
    assert program.window.current_key() == "welcome"
    (strip,) = program.window.messages.area().strips()
    assert told in strip.text.text()
    assert strip.notice.tone == "err"
    assert database.read_bytes() == content


def test_register_that_is_not_there_leads_to_the_first_page_and_is_not_made(start, tmp_path):
    """9: choose, make or restore; never silently a new empty one."""
    program, shown = start(tmp_path / "rejestr.db")
    assert shown
    assert program.window.current_key() == "welcome"
    assert not (tmp_path / "rejestr.db").exists()


# The offscreen platform has no windows to raise.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_second_start_brings_the_first_window_to_the_front(start, desk):
    """21: one window for a register, whoever starts it again."""
    desk.window.showMinimized()
    desk.qtbot.waitUntil(lambda: desk.program.scanner is not None)
    with desk.qtbot.waitSignal(desk.program.single.raise_wanted):
        second, shown = start(desk.application.path)
    assert not shown
    assert second.window is None
    desk.qtbot.waitUntil(lambda: not desk.window.isMinimized())


def test_read_only_register_says_so_and_refuses_a_change(make_desk, demonstration_database, monkeypatch):
    """18: reading goes on, a change is refused in words."""
    monkeypatch.setattr("inventory.application.os.access", lambda _path, _mode: False)
    desk = make_desk(demonstration_database)
    before = demonstration_database.read_bytes()
    desk.qtbot.waitUntil(lambda: bool(desk.window.messages.area().strips()))
    (strip,) = desk.window.messages.area().strips()
    assert strip.text.text().startswith("Ten rejestr można tu tylko czytać")
    assert desk.application.listing.by_code("WR/669/0002")
    desk.program.operations.run(
        desk.program, "Test", lambda _job: desk.application.operation("Test", lambda work: work.journal.operation)
    )
    # The refusal takes the place of the same words said at opening.
    desk.qtbot.waitUntil(lambda: [strip.notice.tone for strip in desk.window.messages.area().strips()] == ["err"])
    assert demonstration_database.read_bytes() == before


@pytest.mark.parametrize(
    "code", ["https://example.org/x.exe", r"\\server\share\x.exe", "'; DROP TABLE asset; --", "=cmd|'/c calc'!A1"]
)
def test_code_that_is_an_address_or_a_command_is_only_shown(desk, monkeypatch, code):
    """91: never opened, never run."""
    opened = []
    monkeypatch.setattr(copies.QDesktopServices, "openUrl", opened.append)
    desk.go("overview")
    desk.window.take_scan(code)
    desk.qtbot.waitUntil(lambda: bool(desk.window.messages.area().strips()))
    (strip,) = desk.window.messages.area().strips()
    assert strip.text.text().startswith(code)
    assert opened == []
    assert desk.application.listing.by_code("WR/669/0002")
