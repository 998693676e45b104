"""Standard streams that are closed, full or interrupted: what was done counts, and one sentence says so."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from inventory.__main__ import main

ROOT = Path(__file__).resolve().parent.parent.parent
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no device that is always full")


def start(demo, *words, **streams):
    command = [sys.executable, "-m", "inventory", "--database", str(demo.path), *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, **streams)


@posix
@pytest.mark.parametrize("words", [("list", "--json"), ("list",), ("--help",), ("--version",)])
def test_answer_on_a_full_drive_is_told(demo, words):
    with Path("/dev/full").open("wb") as full:
        process = start(demo, *words, stdout=full)
        told = process.communicate(timeout=60)[1].decode("utf-8")
    assert (process.returncode, told.count("\n")) == (1, 1)
    assert told.startswith("Nie udało się zapisać odpowiedzi")


@posix
def test_change_whose_answer_is_lost_is_not_called_unsaved(demo):
    with Path("/dev/full").open("wb") as full:
        told = start(demo, "generate", "--assets", "2", stdout=full).communicate(timeout=60)[1].decode("utf-8")
    assert "To, co zrobiło polecenie, jest zapisane." in told
    assert demo.answer("list")["total"] == 16


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_reader_that_has_enough_ends_the_command_quietly(demo, form):
    demo("generate", "--assets", "400")
    process = start(demo, "list", *form, stdout=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    with process.stderr as stderr:
        assert stderr.read() == b""
    process.wait(timeout=60)


def hear():
    """Let a program be interrupted also where the tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@posix
def test_interrupted_scanning_says_that_what_was_answered_counts(demo):
    demo("count", "new", "Spis")
    process = start(demo, "count", "scan", "Spis", stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=hear)
    process.stdin.write(b"WR/487/0012\n")
    process.stdin.flush()
    assert b"WR/487/0012" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1].decode("utf-8")
    assert (process.returncode, told) == (1, "Przerwano. Każdy kod, na który padła odpowiedź, jest policzony.\n")
    assert demo.answer("count", "status", "Spis")["found"] == 1


def test_interrupted_start_is_one_sentence(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("inventory.base.surroundings.prepare", interrupted)
    assert main(["list"]) == 1
    assert capsys.readouterr().err == "Przerwano. Rejestr jest taki jak przedtem.\n"


@pytest.mark.parametrize(
    "junk", [b"\xff\xfe\x00\x01\n", b"x" * 1_000_000 + b"\n", b"'; DROP TABLE asset; --\n", b"\n \n"]
)
def test_codes_of_any_bytes_are_answered_line_by_line(demo, junk):
    demo("count", "new", "Spis")
    process = start(demo, "count", "scan", "Spis", "--json", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, told = process.communicate(junk + b"WR/487/0012\n", timeout=60)
    assert (process.returncode, told) == (0, b"")
    answers = [line for line in out.decode("utf-8").splitlines() if line]
    assert len(answers) == (1 if not junk.strip() else 2)
    assert '"found"' in answers[-1]
