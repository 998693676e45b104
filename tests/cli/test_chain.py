"""One year of a unit through the command line: from an empty register to a backup put back."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.running import Script

DATA = Path(__file__).resolve().parent.parent / "data"
ROOT = DATA.parent.parent
NMF = DATA / "wykaz-sprzetu-nmf.xlsx"
OLD = DATA / "ewidencja-stara-2000.xlsx"
CLERK, FIRST, SECOND = "Ewa Sosnowska", "Adam Jesionek", "Żaneta Klonowa"
PEOPLE = (
    "Nr inwentarzowy;Nazwa;Status;Pomieszczenie;Użytkownik;Źródło finansowania;Wartość brutto\r\n"
    f"WR/1/0001;Czajnik;w użyciu;A/100;{CLERK};WŁASNE 100%;120,00\r\n"
    f"WR/1/0002;Lampka;w użyciu;A/101;{FIRST};WŁASNE 100%;80,50\r\n"
    f"WR/1/0003;Krzesło;w użyciu;A/102;{SECOND};WŁASNE 100%;300,00\r\n"
    "WR/1/0004;Szafa metalowa;w magazynie;A/100;;WŁASNE 100%;1 250,00\r\n"
)


@pytest.fixture
def year(tmp_path, capsys):
    """A new register with the 14 items of the project and a few of the unit's own."""
    script = Script(capsys, tmp_path / "Ewidencja Wydziału" / "rejestr.db")
    assert script.answer("init") == {"database": str(script.path), "assets": 0}
    assert script.answer("import", NMF)["added"] == 14
    own = tmp_path / "własne rzeczy.csv"
    own.write_text(PEOPLE, encoding="utf-8")
    assert script.answer("import", own)["added"] == 4
    return script


def papers(script, **wanted):
    options = [word for name, value in wanted.items() for word in (f"--{name}", value)]
    return script.answer("documents", *options)["documents"]


def test_whole_year(year, tmp_path, monkeypatch):
    print_stickers(year, tmp_path)
    issued = issue(year, tmp_path)
    back = take_back(year, issued)
    cancel(year, tmp_path, issued, back)
    count(year, tmp_path, monkeypatch)
    restore(year, tmp_path)
    assert year.answer("check") == {"ok": True, "problems": []}


def print_stickers(year, tmp_path):
    assert {"key", "name", "kind", "width_mm", "height_mm", "columns", "rows", "purpose"} == set(
        year.answer("templates")["templates"][0]
    )
    stickers = year.answer("labels", tmp_path / "naklejki.pdf", "--number", "WR/1/0001", "--number", "WR/487/0012")
    assert stickers["labels"] == 2
    assert stickers["pages"] == len(pages(tmp_path / "naklejki.pdf"))
    assert "WR/1/0001" in text_of(tmp_path / "naklejki.pdf")


def issue(year, tmp_path):
    issued = year.answer(
        "issue", "--to", FIRST, "--by", CLERK, "--number", "WR/487/0012", "--number", "wr/669/0002",
        "--pdf", tmp_path / "wydanie.pdf", "--purpose", "kontrola legalności pobytu", "--return-by", "2999-12-31",
    )  # fmt: skip
    assert list(issued) == ["document", "assets", "pdf", "warnings"]
    assert issued["assets"] == ["WR/487/0012", "WR/669/0002"]
    assert "kontrola legalności pobytu" in text_of(tmp_path / "wydanie.pdf")
    assert year.answer("list", "status:issued", "custodian:jesionek")["total"] == 3
    return issued


def take_back(year, issued):
    back = year.answer("return", "--by", CLERK, "--number", "WR/487/0012", "--place", "a/100", "--condition", "rysa")
    assert back["assets"] == ["WR/487/0012"]
    shown = year.answer("show", "wr/487/0012")
    assert (shown["status"], shown["place"], shown["custodian"], shown["condition"]) == (
        "in_stock", "A/100", None, "rysa",
    )  # fmt: skip
    assert [row["kind"] for row in papers(year)] == ["return", "handover"]
    assert {row["number"] for row in shown["documents"]} == {issued["document"], back["document"]}
    return back


def cancel(year, tmp_path, issued, back):
    stored = year.answer("document", issued["document"], "--pdf", tmp_path / "z rejestru.pdf")
    assert stored["sha256"] == hashlib.sha256((tmp_path / "wydanie.pdf").read_bytes()).hexdigest()
    assert year.answer("cancel", back["document"], "--reason", "zła data")["status"] == "cancelled"
    assert year.answer("show", "WR/487/0012")["status"] == "issued"
    assert [row["status"] for row in papers(year, kind="return")] == ["cancelled"]
    assert papers(year, year="1999") == []


def count(year, tmp_path, monkeypatch):
    expected = year.answer("count", "new", "Spis roczny", "--place", "A/100")["expected"]
    assert expected == 2
    monkeypatch.setattr(sys, "stdin", io.StringIO("A/100\nwr/1/0001\r\n\n  \nWR/1/0001\nWR/1/0002\n5901234123457\n"))
    outcome = year("count", "scan", "Spis roczny", "--by", CLERK, "--json")
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert [answer["outcome"] for answer in answers] == ["place", "found", "already", "not_in_scope", "unknown"]
    figures = {"expected": 2, "found": 1, "other_place": 0, "unknown": 1, "remaining": 1}
    assert year.answer("count", "status", "Spis roczny") == {"count": "Spis roczny", "status": "open", **figures}
    assert year.answer("count", "close", "Spis roczny") == {"count": "Spis roczny", "status": "closed", **figures}
    report = year.answer("count", "report", "Spis roczny", "--pdf", tmp_path / "spis.pdf")
    assert report == {
        "count": "Spis roczny",
        "pdf": str(tmp_path / "spis.pdf"),
        "pages": len(pages(tmp_path / "spis.pdf")),
    }
    assert "WR/1/0004" in text_of(tmp_path / "spis.pdf")


def restore(year, tmp_path):
    copy = year.answer("backup", tmp_path / "kopie")
    assert copy["assets"] == 18
    year.answer("generate", "--assets", 2)
    assert year.answer("list")["total"] == 20
    assert year.answer("restore", copy["file"])["restored"] == str(year.path)
    assert year.answer("list", "--json")["total"] == 18
    assert len(papers(year, kind="handover")) == 1


def program(*arguments, **environment):
    """Run the program as a script does, in a process of its own."""
    command = [sys.executable, "-m", "inventory", *map(str, arguments)]
    given = environment.pop("stdin", None)
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, input=given, env=os.environ | environment, check=False
    )


def test_scripts_drive_it_as_a_program(tmp_path):
    register = tmp_path / "Rejestr ćwiczebny.db"
    made = program("init", "--demo", "--json", "--database", register)
    assert (made.returncode, made.stderr) == (0, b"")
    assert json.loads(made.stdout) == {"database": str(register), "assets": 14}
    listed = program("list", "status:in_stock", "--json", INVENTORY_DATABASE=str(register))
    assert json.loads(listed.stdout.decode("utf-8"))["total"] == 7
    refused = program("show", "NIE/MA/TAKIEGO", "--database", register, "--lang", "pl")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert "NIE/MA/TAKIEGO" in refused.stderr.decode("utf-8")
    assert b"Traceback" not in refused.stderr
    assert program("pokaż", "--database", register).returncode == 2


def test_scans_come_through_a_pipe(tmp_path):
    register = tmp_path / "rejestr.db"
    program("init", "--demo", "--database", register)
    program("count", "new", "Spis", "--database", register)
    scans = program("count", "scan", "Spis", "--json", "--database", register, stdin="WR/487/0012\r\nżółw\n".encode())
    assert [json.loads(line)["code"] for line in scans.stdout.decode("utf-8").splitlines()] == ["WR/487/0012", "żółw"]
    assert scans.returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["import", str(NMF)],
        ["export", "x.csv"],
        ["count", "status", "Spis"],
        ["document", "P/1/2025", "--pdf", "x.pdf"],
    ],
)
def test_missing_register_is_named_with_the_way_to_make_one(tmp_path, capsys, words):
    script = Script(capsys, tmp_path / "nie ma.db")
    outcome = script(*words, "--lang", "en")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == f"There is no register at {script.path}. Make one with “init”, or choose another file.\n"
    assert not script.path.exists()


def test_register_of_a_newer_program_is_refused_untouched(demo):
    connection = sqlite3.connect(demo.path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = demo.path.read_bytes()
    outcome = demo("list", "--lang", "en")
    assert (outcome.code, outcome.out) == (1, "")
    assert "newer version" in outcome.err
    assert demo.path.read_bytes() == before


def text_of(pdf):
    return "\n".join(pages(pdf))


def pages(pdf):
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts
