"""Odd arguments and spoilt files: one sentence, the right exit code, nothing but JSON on standard output."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing

import pytest

from inventory.base.paths import data_folder
from inventory.cli.main import wants_window

HUGE = "9" * 30


def refused(outcome, code=1):
    """Whether a command ended with one sentence, no answer and no fault of the program."""
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1), outcome.err
    assert not (data_folder() / "inventory.log").exists(), outcome.err
    return True


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--limit", HUGE),
        ("list", "--offset", HUGE),
        ("list", "--limit", "٣"),
        ("generate", "--assets", HUGE),
        ("generate", "--assets", "1", "--seed", HUGE),
        ("documents", "--year", HUGE),
        ("undo-import", HUGE),
        ("labels", "l.pdf", "--copies", HUGE),
        ("labels", "l.pdf", "--start", HUGE),
        ("labels", "l.pdf", "--dpi", HUGE),
        ("import", "x.csv", "--header", HUGE),
        ("templates", "extra"),
    ],
)
def test_number_that_no_register_holds_is_wrong_usage(demo, words):
    assert refused(demo(*words, "--json"), 2)


def test_unknown_language_opens_no_window(demo):
    assert not wants_window(["--lang", "list"])
    assert not wants_window(["--lang=de"])
    assert refused(demo("--lang", "list"), 2)


@pytest.mark.parametrize(
    "words",
    [
        ("show", ""),
        ("show", "a" * 5000),
        ("import", "a" * 5000),
        ("restore", "a" * 5000),
        ("backup", "a" * 5000),
        ("export", "a" * 5000 + ".csv"),
        ("export", "a" * 300 + "/lista.csv"),
    ],
)
def test_names_that_no_system_takes_are_refused(demo, words):
    assert refused(demo(*words, "--json"))


@pytest.mark.parametrize("command", ["list", "init"])
def test_register_with_a_name_that_no_system_takes_is_refused(demo, command):
    demo.path = "a" * 5000
    assert refused(demo(command, "--json"))


@pytest.mark.parametrize("encoding", ["undefined", "rot13", "idna", "bogus", ""])
def test_encoding_that_reads_no_text_is_told(demo, tmp_path, encoding):
    table = tmp_path / "lista.csv"
    table.write_text("Nr inwentarzowy;Nazwa;Wartość brutto\nZZ/1;x;1\n", encoding="utf-8")
    outcome = demo("import", table, "--dry-run", "--json", "--encoding", encoding)
    assert (outcome.code == 0) if not encoding else refused(outcome)


def test_amount_of_forty_digits_is_listed_with_its_cell(demo, tmp_path):
    table = tmp_path / "lista.csv"
    table.write_text(f"Nr inwentarzowy;Nazwa;Wartość brutto\nZZ/1;x;{'9' * 40}\n", encoding="utf-8")
    outcome = demo("import", table, "--json")
    assert outcome.code == 1
    assert [(fault["row"], fault["column"]) for fault in outcome.json["errors"]] == [(2, "Wartość brutto")]


COMMANDS = [
    ("list",),
    ("show", "WR/487/0012"),
    ("generate", "--assets", "1"),
    ("export", "wynik.csv"),
    ("backup", "kopie"),
    ("documents",),
    ("count", "status", "Spis"),
    ("issue", "--to", "Ewa Sosnowska", "--number", "WR/803/0008"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("spoilt", ["zeros", "noise", "header"])
def test_damaged_register_is_told_and_left_as_it_is(demo, tmp_path, monkeypatch, words, spoilt):
    """11, 12: whatever is asked of it."""
    monkeypatch.chdir(tmp_path)
    content = demo.path.read_bytes()
    rest = {"zeros": bytes(len(content) - 4096), "noise": os.urandom(len(content) - 4096), "header": b""}[spoilt]
    spoilt_content = content[: 100 if spoilt == "header" else 4096] + rest
    demo.path.write_bytes(spoilt_content)
    before = set(tmp_path.iterdir())
    assert refused(demo(*words, "--json"))
    assert demo.path.read_bytes() == spoilt_content
    assert {path.suffix for path in set(tmp_path.iterdir()) - before} <= {".db-journal"}


def test_register_that_another_program_gave_a_write_ahead_log_works_without_it(demo):
    """27: the log is taken back at opening; with it, every change would wait for our own readers."""
    with closing(sqlite3.connect(demo.path)) as connection:
        assert connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    assert demo.answer("generate", "--assets", "1") == {"added": 1}
    assert demo.path.read_bytes()[18:20] == b"\x01\x01"
    assert demo.answer("check")["ok"]
    assert not list(demo.path.parent.glob("*-wal"))


def test_check_names_a_table_that_is_gone(demo):
    with closing(sqlite3.connect(demo.path)) as connection:
        connection.execute("DROP TABLE attachment")
        connection.commit()
    outcome = demo("check", "--json", "--lang", "en")
    assert outcome.code == 1
    assert json.loads(outcome.out)["problems"] == ["The table attachment is missing from the file."]
