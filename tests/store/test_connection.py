"""Wrong files at the gate: each has its own sentence and stays as it was, byte for byte (reliability.md 9-18)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from inventory.application import Application
from inventory.base.errors import NotFound, Refused, UserError
from inventory.catalogue.query import parse
from inventory.services.organisation import CellRequest, save_cell
from inventory.store.connection import APPLICATION_ID, SCHEMA_VERSION, check_file, connect_reader


def refused(path, word):
    """Opening is refused with a sentence that has `word`, and the folder is as it was."""
    before = {item.name: item.read_bytes() for item in path.parent.iterdir() if item.is_file()}
    with pytest.raises(UserError, match=word):
        Application(path)
    assert {item.name: item.read_bytes() for item in path.parent.iterdir() if item.is_file()} == before


def test_missing_register_is_not_made_silently(tmp_path):
    with pytest.raises(NotFound, match="There is no register"):
        Application(tmp_path / "nie ma.db")
    assert not (tmp_path / "nie ma.db").exists()


def test_folder_is_refused(tmp_path):
    (tmp_path / "x.db").mkdir()
    with pytest.raises(Refused, match="not a file"):
        Application(tmp_path / "x.db")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + b"x" * 500, b"\x00" * 4096, b"SQLite format 3\x00"])
def test_other_content_is_not_a_register(tmp_path, content):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    refused(path, "not a register")


def test_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "inny.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE asset (id INTEGER PRIMARY KEY)")
    connection.close()
    refused(path, "another program made it")


def test_newer_register_is_refused_untouched(database):
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    refused(database, "newer version")


_CRASH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=TRUNCATE")
connection.execute("PRAGMA cache_size=5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE setting SET value = 'half written'")
connection.execute("CREATE TABLE half (x)")
connection.executemany("INSERT INTO half VALUES (?)", [("x" * 500,)] * 3000)
os._exit(9)
"""


def test_register_opens_as_it_was_after_a_crash_while_writing(database):
    subprocess.run([sys.executable, "-c", _CRASH, str(database)], check=False)
    assert database.with_name(database.name + "-journal").stat().st_size > 0
    application = Application(database)
    assert application.listing.count(parse("")) == 0
    application.close()
    connection = connect_reader(database)
    assert connection.execute("SELECT count(*) FROM setting WHERE value = 'half written'").fetchone() == (0,)
    connection.close()


def test_readers_cannot_write(database):
    connection = connect_reader(database)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM setting")
    connection.close()


def test_cut_register_is_refused_beside_an_empty_journal(database):
    database.write_bytes(database.read_bytes()[:10_000])
    database.with_name(database.name + "-journal").touch()
    refused(database, "cut off")


@pytest.mark.parametrize("pages", [1, 5, 20])
def test_cut_register_is_refused_at_a_page_boundary(database, pages):
    content = database.read_bytes()
    size = int.from_bytes(content[16:18], "big")
    database.write_bytes(content[: pages * size])
    refused(database, "cut off")


def test_cut_register_is_refused_inside_a_page(database):
    database.write_bytes(database.read_bytes()[:10_000])
    refused(database, "cut off")


def test_damaged_pages_are_found_by_check(database):
    content = bytearray(database.read_bytes())
    content[-9000:-100] = bytes(8900)
    database.write_bytes(content)
    from inventory.cli.main import run

    assert run(["check", "--database", str(database)]) == 1


def test_flipped_bit_in_a_text_is_found_by_the_journal(application, database):
    application.operation("x", lambda work: save_cell(work, CellRequest(name="Wydzial Ruchu")))
    application.close()
    content = database.read_bytes()
    assert b"Wydzial Ruchu" in content
    database.write_bytes(content.replace(b'"Wydzial Ruchu"', b'"Wydzial Suchu"'))
    from inventory.cli.main import run

    assert run(["check", "--database", str(database)]) == 1


@pytest.mark.skipif(
    not hasattr(os, "fork") or os.geteuid() != 0, reason="a file is made read-only for others than root"
)
def test_read_only_register_opens_for_reading(database):
    """Root ignores file modes, so another user looks at it in a process of its own."""
    folder = database.parent / "tylko odczyt"
    folder.mkdir()
    path = shutil.copyfile(database, folder / "rejestr.db")
    path.chmod(0o444)
    folder.chmod(0o555)
    for above in [folder, *folder.parents]:
        if above.stat().st_uid == os.geteuid() and above != above.parent:
            above.chmod(above.stat().st_mode | 0o055)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setuid(65534)
            application = Application(path)
            readable = application.listing.count(parse("")) == 0 and application.read_only
            try:
                application.operation("x", lambda work: save_cell(work, CellRequest(name="A")))
            except Refused:
                code = 0 if readable else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_settings_of_every_connection(database):
    connection = connect_reader(database)
    wanted = {
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "synchronous": 2,
    }
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 8000
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    connection.close()


def test_planted_trigger_calls_nothing_of_ours(database):
    """A file "to check" may hold a trigger or view that calls a function of the program (reliability.md 34)."""
    planted = sqlite3.connect(database)
    planted.execute("CREATE VIEW trap AS SELECT ours(1) AS x")
    planted.commit()
    planted.close()
    calls = []
    connection = connect_reader(database)
    connection.create_function("ours", 1, calls.append)
    with pytest.raises(sqlite3.OperationalError, match="unsafe use of ours"):
        connection.execute("SELECT * FROM trap").fetchall()
    connection.close()
    assert calls == []


def test_header_tells_the_schema(database):
    assert check_file(database) == SCHEMA_VERSION
