"""The commands of a clerk's day: issue, return, papers, cancelling, and a stock check, with the JSON of cli.md."""

from __future__ import annotations

import hashlib
import io
import json
import sys

import pytest

from inventory.cli.main import run
from tests.services.small_register import small_register

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture
def acting(monkeypatch):
    """The account that the small register links to Maria Lipowa."""
    monkeypatch.setattr("inventory.application.system_account", lambda: "tester")


@pytest.fixture
def register(database_template, tmp_path):
    made = small_register(database_template, tmp_path / "rejestr.db")
    yield made
    made.close()


@pytest.fixture
def command(register, capsys):
    """Run a command with --json and return exit code and answer; text of a refusal for a failure."""

    def do(*words, language="en"):
        code = run(["--database", str(register.path), "--lang", language, "--json", *words])
        out, err = capsys.readouterr()
        return code, json.loads(out) if code == 0 and out.strip() else err.strip()

    return do


def test_issue_answers_document_assets_file_and_warnings(command, tmp_path):
    pdf = tmp_path / "Protokół wydania.pdf"
    code, answer = command("issue", "--to", "ewa sosnowska", "--number", "WR/487/0015", "--pdf", str(pdf))
    assert code == 0
    assert list(answer) == ["document", "assets", "pdf", "warnings"]
    assert (answer["assets"], answer["pdf"]) == (["WR/487/0015", "WR/803/0007"], str(pdf))
    assert answer["document"].startswith("P/0001/")
    assert answer["warnings"] == [
        "Purpose was filled in: the purpose of the project.",
        "Condition was filled in: no change.",
    ]
    _, listed = command("documents", "--kind", "handover")
    (row,) = listed["documents"]
    assert list(row) == ["number", "kind", "date", "status", "sha256", "assets"]
    assert (row["status"], row["sha256"]) == ("issued", hashlib.sha256(pdf.read_bytes()).hexdigest())


def test_paper_that_cannot_be_written_issues_nothing(command, register, tmp_path):
    blocked = tmp_path / "plik"
    blocked.write_text("not a folder", encoding="utf-8")
    code, told = command("issue", "--to", "104217", "--number", "WR/669/0002", "--pdf", str(blocked / "p.pdf"))
    assert code == 1
    assert "Cannot write in the folder" in told
    assert register.state("WR/669/0002")[0] == "in_stock"


def test_paper_into_a_folder_issues_nothing(command, register, tmp_path):
    code, told = command("issue", "--to", "104217", "--number", "WR/669/0002", "--pdf", str(tmp_path), language="pl")
    assert code == 1
    assert told == f"{tmp_path} to folder. Podaj nazwę pliku."
    assert register.state("WR/669/0002")[0] == "in_stock"


def test_paper_whose_file_fails_after_issue_is_told_by_its_number(register, capsys, tmp_path, monkeypatch):
    def held(_self, _target):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", held)
    words = ["issue", "--to", "104217", "--number", "WR/669/0002", "--pdf", str(tmp_path / "p.pdf")]
    code = run(["--database", str(register.path), "--lang", "pl", "--json", *words])
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert (code, answer["pdf"]) == (1, None)
    assert "p.pdf jest otwarty w innym programie" in err
    assert f"{answer['document']} mimo to wystawiono" in err
    assert register.state("WR/669/0002")[0] == "issued"


def test_refusal_is_one_sentence_in_the_language_asked_for(command):
    command("issue", "--to", "Ewa Sosnowska", "--number", "WR/669/0002")
    code, told = command("issue", "--to", "Piotr Dąbek", "--number", "WR/669/0002", language="pl")
    assert code == 1
    assert all(words in told for words in ("WR/669/0002", "Ewa Sosnowska", "Najpierw przyjmij zwrot."))
    assert len(told.splitlines()) == 1


def test_giver_nobody_knows_is_refused_and_can_be_named(command, monkeypatch):
    monkeypatch.setattr("inventory.application.system_account", lambda: "ktoś")
    code, told = command("issue", "--to", "Ewa Sosnowska", "--number", "WR/669/0002")
    assert (code, "account ktoś" in told) == (1, True)
    assert command("issue", "--to", "Ewa Sosnowska", "--number", "WR/669/0002", "--by", "Lipowa Maria")[0] == 0


def test_wrong_date_is_wrong_usage(command):
    code, _ = command("issue", "--to", "Ewa Sosnowska", "--number", "WR/669/0002", "--return-by", "jutro")
    assert code == 2


def test_return_document_and_cancel(command, register, tmp_path):
    command("issue", "--to", "Ewa Sosnowska", "--number", "WR/669/0002", "--return-by", "31.01.2999")
    code, back = command("return", "--number", "WR/669/0002", "--missing", "pasek", "--condition", "rysa")
    assert (code, back["assets"], back["pdf"]) == (0, ["WR/669/0002"], None)
    assert register.state("WR/669/0002") == ("in_stock", "", "A/012", True, "rysa")
    pdf = tmp_path / "zwrot.pdf"
    code, stored = command("document", back["document"].lower(), "--pdf", str(pdf))
    assert stored == {
        "document": back["document"],
        "pdf": str(pdf),
        "sha256": hashlib.sha256(pdf.read_bytes()).hexdigest(),
    }
    code, cancelled = command("cancel", back["document"], "--reason", "pomyłka")
    assert cancelled == {"document": back["document"], "status": "cancelled", "assets": ["WR/669/0002"]}
    assert register.state("WR/669/0002")[:2] == ("issued", "Ewa Sosnowska")
    assert command("cancel", back["document"], "--reason", "pomyłka")[0] == 1


def test_stock_check_from_the_list_to_the_difference_list(command, register, capsys, tmp_path, monkeypatch):
    code, made = command("count", "new", "Spis roczny", "--place", "a/012", "--as-at", "2025-12-31")
    assert (code, made) == (0, {"count": "Spis roczny", "expected": 3})
    base = [
        "--database",
        str(register.path),
        "--lang",
        "en",
        "--json",
        "count",
        "scan",
        "spis roczny",
        "--place",
        "A/012",
    ]
    assert run([*base, "wr/487/0015", "WR/487/0015", "-x", "WR/809/0417"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert list(lines[0]) == ["code", "outcome", "number", "name", "expected_place", "counted_place"]
    assert [line["outcome"] for line in lines] == ["found", "already", "unknown", "not_in_scope"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("B/001\n\nWR/669/0002\r\n"))
    assert run(base) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["outcome"], line["counted_place"]) for line in lines] == [
        ("place", "B/001"),
        ("other_place", "B/001"),
    ]
    figures = {"expected": 3, "found": 1, "other_place": 1, "unknown": 1, "remaining": 1}
    assert command("count", "status", "Spis roczny")[1] == {"count": "Spis roczny", "status": "open", **figures}
    pdf = tmp_path / "spis.pdf"
    assert command("count", "report", "Spis roczny", "--pdf", str(pdf))[1]["pages"] >= 1
    assert command("count", "close", "Spis roczny")[1] == {"count": "Spis roczny", "status": "closed", **figures}
    _, report = command("count", "report", "Spis roczny", "--pdf", str(pdf))
    assert report["count"] == "Spis roczny"
    assert report["pages"] == pages(pdf)
    kinds = [row["kind"] for row in command("documents")[1]["documents"]]
    assert kinds.count("count_differences") == 1
    assert kinds.count("count_sheet") >= 2
    code, told = command("count", "scan", "Spis roczny", "WR/803/0007")
    assert (code, "is closed" in told) == (1, True)


def test_blind_count_answers_counted_without_the_book(command, register, capsys):
    command("count", "new", "W ciemno", "--blind")
    base = ["--database", str(register.path), "--json", "count", "scan", "W ciemno", "--place", "B/001"]
    assert run([*base, "WR/487/0015", "nic"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["outcome"], line["expected_place"]) for line in lines] == [("counted", None), ("unknown", None)]


def pages(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    number = len(document)
    document.close()
    return number
