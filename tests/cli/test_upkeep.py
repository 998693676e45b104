"""check, backup, restore as scheduled tasks use them."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from inventory.base.presence import Presence

ROOT = Path(__file__).resolve().parent.parent.parent


def test_check_of_a_whole_register(demo):
    assert demo.answer("check") == {"ok": True, "problems": []}


def test_check_names_what_is_wrong(demo):
    connection = sqlite3.connect(demo.path)
    connection.execute("DROP TRIGGER paper_no_update")
    connection.execute("UPDATE paper SET content = x'00' WHERE document_id = 2")
    connection.commit()
    connection.close()
    outcome = demo("check", "--json")
    assert outcome.code == 1
    assert outcome.json["ok"] is False
    assert any("P/0002/" in problem for problem in outcome.json["problems"])


def test_backup_and_restore(demo, tmp_path):
    made = demo.answer("backup", tmp_path / "kopie zapasowe")
    assert made["assets"] == 14
    assert hashlib.sha256(Path(made["file"]).read_bytes()).hexdigest() == made["sha256"]
    demo("generate", "--assets", 3)
    answer = demo.answer("restore", made["file"])
    assert answer["restored"] == str(demo.path)
    assert Path(answer["kept"]).exists()
    assert demo.answer("list")["total"] == 14
    assert demo("check").code == 0


def test_backup_without_a_folder_goes_beside_the_register(demo):
    assert Path(demo.answer("backup")["file"]).parent == demo.path.parent / "kopie"


def test_restore_where_there_is_no_register_yet(demo, tmp_path):
    made = demo.answer("backup", tmp_path)
    demo.path.unlink()
    assert demo.answer("restore", made["file"])["kept"] is None
    assert demo.answer("list")["total"] == 14


def test_restore_of_a_damaged_copy_changes_nothing(demo, tmp_path):
    (tmp_path / "zła kopia.db").write_bytes(demo.path.read_bytes()[:30_000])
    before = demo.path.read_bytes()
    outcome = demo("restore", tmp_path / "zła kopia.db", "--json")
    assert (outcome.code, outcome.out) == (1, "")
    assert demo.path.read_bytes() == before


def test_restore_while_a_window_has_the_register_open_is_refused(demo, tmp_path):
    made = demo.answer("backup", tmp_path)
    window = Presence.take(demo.path)
    assert demo("restore", made["file"]).code == 1
    window.release()


def test_commands_need_a_register_and_do_not_make_one(demo, tmp_path):
    demo.path = tmp_path / "nie ma.db"
    for words in (["list"], ["show", "x"], ["check"], ["backup"], ["generate", "--assets", "1"]):
        outcome = demo(*words)
        assert (outcome.code, outcome.out) == (1, "")
        assert "init" in outcome.err
    assert not demo.path.exists()


def test_program_started_as_a_script_answers_in_utf8(demo):
    command = [sys.executable, "-m", "inventory", "--database", str(demo.path), "list", "lornetka", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert "Lornetka termowizyjna" in done.stdout.decode("utf-8")
    assert "Wydział" not in done.stderr.decode("utf-8")


def test_killed_in_the_middle_of_a_change_leaves_it_whole(demo):
    """kill -9 during a long write: nothing of it is there, the register is whole (reliability.md 1, 3)."""
    command = [sys.executable, "-m", "inventory", "--database", str(demo.path), "generate", "--assets", "200000"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal = demo.path.with_name(demo.path.name + "-journal")
    while process.poll() is None and not (journal.exists() and journal.stat().st_size):
        pass
    process.kill()
    process.wait()
    assert demo.answer("list")["total"] == 14
    assert demo("check").code == 0


@pytest.mark.parametrize(("language", "told"), [("pl", "synchronizuje OneDrive"), ("en", "OneDrive synchronises")])
def test_register_in_a_synchronised_folder_is_warned_of_and_works(demo, tmp_path, language, told):
    """27: warned once on standard error, never refused, no write-ahead log."""
    place = tmp_path / "OneDrive - KWP"
    place.mkdir()
    demo.path = demo.path.rename(place / "rejestr.db")
    for words in (("list",), ("generate", "--assets", "1")):
        outcome = demo(*words, "--json", "--lang", language)
        assert outcome.code == 0
        assert outcome.json
        assert (outcome.err.count(told), outcome.err.count("\n")) == (1, 1)
    # Bytes 18 and 19 of the header tell of a write-ahead log.
    assert demo.path.read_bytes()[18:20] == b"\x01\x01"
    assert not list(place.glob("*-wal"))
