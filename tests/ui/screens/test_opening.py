"""What the window says of the register when it opens one."""

from __future__ import annotations


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
