"""Backups are whole or absent, are rotated by their own dates, and go back without losing the file that was."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inventory.application import Application
from inventory.base.errors import Cancelled, NotFound, Refused, Unavailable
from inventory.base.i18n import translations
from inventory.base.presence import Presence
from inventory.base.settings import Settings
from inventory.services.backups import back_up, back_up_if_due, backup_state, restore
from inventory.store.backup import is_due, list_backups, make_backup, rotate, verify_copy
from inventory.store.engine import register_engine
from tests.factories import make_asset

NOW = datetime(2025, 11, 18, 6, 0, tzinfo=UTC)


def test_backup_opens_and_has_everything(demonstration):
    made = make_backup(demonstration.path, demonstration.path.parent / "kopie", now=NOW)
    assert made.assets == 14
    assert made.path.name == "przyklad-20251118-060000.db"
    copy = Application(made.path)
    assert copy.read(lambda s: s.connection().exec_driver_sql("SELECT count(*) FROM paper").scalar()) == 3
    copy.close()
    assert [item.name for item in made.path.parent.iterdir() if item.suffix == ".part"] == []


def test_backup_that_is_stopped_leaves_nothing(demonstration, tmp_path):
    with pytest.raises(Cancelled):
        make_backup(demonstration.path, tmp_path / "kopie", progress=lambda done, total: False)
    assert not (tmp_path / "kopie").exists()


def test_backup_while_another_program_writes_is_whole(demonstration, tmp_path):
    def write_between(done, total):
        make_asset(demonstration)
        return True

    made = make_backup(demonstration.path, tmp_path / "kopie", progress=write_between)
    assert made.assets >= 14


def test_backup_folder_that_cannot_be_made_is_told(demonstration, tmp_path):
    (tmp_path / "plik").write_text("x", encoding="utf-8")
    with pytest.raises(Unavailable, match="plik"):
        make_backup(demonstration.path, tmp_path / "plik" / "kopie")


def test_failure_of_one_folder_is_told_and_the_other_copy_made(demonstration, tmp_path):
    (tmp_path / "plik").write_text("x", encoding="utf-8")
    settings = Settings(backup_folder=str(tmp_path / "kopie"), second_backup_folder=str(tmp_path / "plik" / "x"))
    outcome = back_up(demonstration.path, settings, now=NOW)
    assert outcome.made is not None
    assert len(outcome.problems) == 1
    assert backup_state(demonstration.path, settings, now=NOW).last == NOW


def test_backup_is_due_once_a_day(demonstration, tmp_path):
    settings = Settings(backup_folder=str(tmp_path / "kopie"))
    assert back_up_if_due(demonstration.path, settings, now=NOW).made
    assert back_up_if_due(demonstration.path, settings, now=NOW + timedelta(hours=23)) is None
    assert back_up_if_due(demonstration.path, settings, now=NOW + timedelta(hours=25)).made
    assert backup_state(demonstration.path, settings, now=NOW + timedelta(days=5)).is_late


def test_copy_of_a_clock_set_to_2099_does_not_stop_the_daily_one(demonstration, tmp_path):
    make_backup(demonstration.path, tmp_path / "kopie", now=datetime(2099, 1, 1, tzinfo=UTC))
    assert is_due(demonstration.path, tmp_path / "kopie", now=NOW)


def fake_copies(register, folder, moments):
    folder.mkdir()
    for moment in moments:
        (folder / f"{register.stem}-{moment:%Y%m%d-%H%M%S}.db").write_bytes(b"x" * 100)


def test_rotation_keeps_days_weeks_and_months(database, tmp_path):
    folder = tmp_path / "kopie"
    fake_copies(database, folder, [NOW - timedelta(days=day) for day in range(400)])
    rotate(database, folder)
    kept = [backup.made_at for backup in list_backups(database, folder)]
    assert kept[:7] == [NOW - timedelta(days=day) for day in range(7)]
    assert len(kept) <= 7 + 4 + 12
    assert len({moment.strftime("%Y-%m") for moment in kept}) == 12


def test_rotation_always_keeps_the_newest_three(database, tmp_path):
    folder = tmp_path / "kopie"
    hour = [NOW - timedelta(minutes=minute) for minute in range(5)]
    fake_copies(database, folder, [datetime(2099, 1, 1, tzinfo=UTC), *hour])
    rotate(database, folder, limit_bytes=150)
    assert len(list_backups(database, folder)) == 3


def test_rotation_leaves_other_registers_and_files_alone(database, tmp_path):
    folder = tmp_path / "kopie"
    fake_copies(database, folder, [NOW - timedelta(minutes=minute) for minute in range(9)])
    other = folder / "przyklad-20200101-000000.db"
    other.write_bytes(b"x")
    (folder / "notatki.txt").write_text("x", encoding="utf-8")
    rotate(database, folder)
    assert other.exists()
    assert (folder / "notatki.txt").exists()


def test_restore_keeps_the_register_that_was(demonstration_database, tmp_path):
    made = make_backup(demonstration_database, tmp_path / "kopie", now=NOW)
    application = Application(demonstration_database)
    make_asset(application, number="WR/NOWY")
    application.close()
    kept = restore(demonstration_database, made.path)
    assert kept.parent == demonstration_database.parent
    counts = []
    for path in (demonstration_database, kept):
        with sqlite3.connect(path) as connection:
            counts.append(connection.execute("SELECT count(*) FROM asset").fetchone()[0])
        connection.close()
    assert counts == [14, 15]


def test_search_after_a_restore_finds_what_the_copy_has(demonstration_database, tmp_path):
    from inventory.catalogue.query import parse

    application = Application(demonstration_database)
    application.search.catch_up()
    made = make_backup(demonstration_database, tmp_path / "kopie")
    make_asset(application, number="WR/NOWY", name="Zupełnie nowy")
    application.close()
    restore(demonstration_database, made.path)
    again = Application(demonstration_database)
    again.search.catch_up()
    assert [again.listing.count(parse(word)) for word in ("zupelnie", "lornetka")] == [0, 1]
    again.close()


@pytest.mark.parametrize("damage", ["cut", "zeroed", "text", "missing"])
def test_damaged_copy_is_refused_before_anything_is_touched(demonstration_database, tmp_path, damage):
    copy = shutil.copyfile(demonstration_database, tmp_path / "kopia.db")
    content = copy.read_bytes()
    if damage == "cut":
        copy.write_bytes(content[: len(content) // 2])
    elif damage == "zeroed":
        copy.write_bytes(content[:8192] + bytes(len(content) - 8192))
    elif damage == "text":
        copy.write_text("nie", encoding="utf-8")
    else:
        copy.unlink()
    before = demonstration_database.read_bytes()
    with pytest.raises((Refused, NotFound)):
        restore(demonstration_database, copy)
    assert demonstration_database.read_bytes() == before
    assert not list(demonstration_database.parent.glob("*-replaced-*"))


def test_register_open_in_a_window_is_not_replaced(demonstration_database, tmp_path):
    made = make_backup(demonstration_database, tmp_path / "kopie")
    window = Presence.take(demonstration_database)
    with pytest.raises(Refused, match="window"):
        restore(demonstration_database, made.path)
    window.release()
    assert restore(demonstration_database, made.path) is not None


def test_journal_left_by_a_crash_does_not_spoil_the_restored_register(demonstration_database, tmp_path):
    """A stale journal beside another file would be rolled back into it (reliability.md 26)."""
    made = make_backup(demonstration_database, tmp_path / "kopie")
    engine = register_engine(demonstration_database)
    connection = engine.raw_connection()
    connection.driver_connection.execute("PRAGMA cache_size=1")
    connection.driver_connection.execute("PRAGMA cache_spill=1")
    connection.driver_connection.execute("BEGIN IMMEDIATE")
    connection.driver_connection.execute("UPDATE asset SET notes = hex(randomblob(3000))")
    journal = demonstration_database.with_name(demonstration_database.name + "-journal")
    hot = journal.read_bytes()
    connection.driver_connection.execute("ROLLBACK")
    connection.close()
    engine.dispose()
    assert hot
    journal.write_bytes(hot)
    restore(demonstration_database, made.path)
    with sqlite3.connect(demonstration_database) as checked:
        assert checked.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert checked.execute("SELECT count(*) FROM asset WHERE notes <> ''").fetchone()[0] == 0
    checked.close()


def test_journal_of_a_register_that_is_gone_does_not_spoil_the_restored_one(demonstration_database, tmp_path):
    made = make_backup(demonstration_database, tmp_path / "kopie", now=NOW)
    demonstration_database.unlink()
    stale = demonstration_database.with_name(demonstration_database.name + "-journal")
    stale.write_bytes(b"left by a crash")
    assert restore(demonstration_database, made.path, now=NOW) is None
    assert not stale.exists()
    assert verify_copy(demonstration_database) == 14


def test_register_that_cannot_be_replaced_stays_where_it_was(demonstration_database, tmp_path, monkeypatch):
    made = make_backup(demonstration_database, tmp_path / "kopie", now=NOW)
    before = demonstration_database.read_bytes()
    replace = Path.replace

    def held(path, target):
        if path.suffix == ".part" and target == demonstration_database:
            raise PermissionError(13, "held by another program")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Unavailable, match="open in another program"):
        restore(demonstration_database, made.path, now=NOW)
    assert demonstration_database.read_bytes() == before
    assert list(demonstration_database.parent.glob("*-replaced-*")) == []


def test_damaged_copy_is_told_in_one_sentence_without_words_of_the_library(demonstration, tmp_path):
    copy = make_backup(demonstration.path, tmp_path, now=NOW).path
    content = bytearray(copy.read_bytes())
    content[40_000:60_000] = b"\xff" * 20_000
    copy.write_bytes(content)
    with pytest.raises(Refused) as told:
        verify_copy(copy)
    assert told.value.text(translations("pl")) == f"Kopia {copy.name} jest uszkodzona; nie użyto jej."


def test_backup_of_a_damaged_register_says_so_in_polish(demonstration, tmp_path):
    with demonstration.path.open("r+b") as file:
        file.seek(40_000)
        file.write(b"\xff" * 20_000)
    with pytest.raises((Refused, Unavailable)) as told:
        make_backup(demonstration.path, tmp_path / "kopie", now=NOW)
    assert "uszkodzon" in told.value.text(translations("pl"))
    assert not (tmp_path / "kopie").exists()
