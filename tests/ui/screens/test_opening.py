"""What the window says when it opens a register, or a file that the register keeps."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

from inventory.ui import copies


def test_register_on_a_badly_chosen_place_opens_with_one_warning(make_desk, demonstration_database, tmp_path):
    """27: a folder that OneDrive synchronises."""
    place = tmp_path / "OneDrive - KWP"
    place.mkdir()
    desk = make_desk(demonstration_database.rename(place / "rejestr.db"))
    (strip,) = desk.window.messages.area().strips()
    assert "synchronizuje OneDrive" in strip.text.text()
    assert strip.notice.tone == "warn"
    desk.application.operation("Test", lambda work: work.journal.operation)
    assert not list(place.glob("*-wal"))


def test_register_on_a_drive_of_this_computer_opens_without_a_word(desk):
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
    desk.settle()
    (strip,) = desk.window.messages.area().strips()
    assert strip.text.text().startswith("Tego rodzaju pliku się nie przechowuje")
    assert opened == []
