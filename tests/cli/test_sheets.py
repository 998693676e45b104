"""import, undo-import and export: the words and JSON that scripts rely on, and lists that come back without loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Script

DATA = Path(__file__).resolve().parent.parent / "data"
NMF = DATA / "wykaz-sprzetu-nmf.xlsx"
CP1250 = DATA / "wykaz-sprzetu-nmf-cp1250.csv"
FAULTY = DATA / "ewidencja-stara-2000-bledy.xlsx"
ANSWER = ["rows", "added", "updated", "unchanged", "errors", "warnings", "mapping", "import"]


def test_import_answers_rows_mapping_and_the_import(empty):
    answer = empty.answer("import", NMF)
    assert list(answer) == ANSWER
    assert [answer[name] for name in ANSWER[:5]] == [14, 14, 0, 0, []]
    assert answer["mapping"]["Nr fabryczny"] == "serial"
    assert answer["mapping"]["Lp."] is None
    assert isinstance(answer["import"], int)
    assert all(list(warning) == ["row", "message"] for warning in answer["warnings"])
    assert empty.answer("list", "invoice:227/2023")["total"] >= 1


def test_import_tells_project_of_sources_that_name_none(demo, empty):
    answer = demo.answer("import", NMF, "--dry-run", "--update", "--project", "nmf/pa18/0004")
    assert answer["unchanged"] == 14
    assert not any("NMF" in warning["message"] for warning in answer["warnings"])
    assert empty("import", NMF, "--project", "BRAK/1").code == 1


def test_same_list_as_text_is_the_same(empty, database_template, tmp_path, capsys):
    empty.answer("import", CP1250)
    second = tmp_path / "drugi.db"
    second.write_bytes(database_template.read_bytes())
    other = Script(capsys, second)
    other.answer("import", NMF)
    # The copy leaves out the columns of net value and VAT.
    without = {"price_net": None, "vat_rate": None}
    assert empty.answer("list")["assets"] == [asset | without for asset in other.answer("list")["assets"]]


def test_dry_run_writes_nothing(empty):
    answer = empty.answer("import", NMF, "--dry-run")
    assert (answer["added"], answer["import"]) == (14, None)
    assert empty.answer("list")["total"] == 0


def test_faulty_file_names_each_cell_and_writes_nothing(empty):
    outcome = empty("import", FAULTY, "--json")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    answer = outcome.json
    cells = [fault["cell"] for fault in answer["errors"]]
    assert cells == ["F12", "E25", "A40", "F77", "I90", "C101", "E150", "F160", "A170", "J180"]
    assert list(answer["errors"][0]) == ["row", "column", "cell", "value", "message"]
    assert answer["errors"][0]["value"] == "dwa tysiące"
    assert (answer["rows"], answer["added"], answer["import"]) == (2000, 0, None)
    assert empty.answer("list")["total"] == 0


def test_faulty_file_told_to_people(empty):
    outcome = empty("import", FAULTY, "--lang", "pl")
    assert outcome.code == 1
    assert "F12: dwa tysiące nie jest kwotą." in outcome.out.splitlines()
    assert outcome.err == "Plik ma 10 błędów. Niczego nie wczytano.\n"


def test_skip_errors_reads_the_good_rows(empty):
    answer = empty.answer("import", FAULTY, "--skip-errors")
    assert (answer["rows"], answer["added"], len(answer["errors"])) == (2000, 1990, 10)
    assert empty.answer("list")["total"] == 1990
    assert empty("check").code == 0


def test_known_numbers_are_refused_or_updated(empty, tmp_path):
    empty.answer("import", NMF)
    again = empty("import", NMF, "--json")
    assert (again.code, len(again.json["errors"]), again.json["import"]) == (1, 14, None)
    same = empty.answer("import", NMF, "--update")
    assert (same["added"], same["updated"], same["unchanged"], same["import"]) == (0, 0, 14, None)
    changed = tmp_path / "zmiany.csv"
    changed.write_text("Numer inwentarzowy;Nazwa;Uwagi\nWR/487/0012;Laptop serwisowany;po naprawie\n", encoding="utf-8")
    answer = empty.answer("import", changed, "--update")
    assert (answer["added"], answer["updated"]) == (0, 1)
    assert empty.answer("show", "WR/487/0012")["notes"] == "po naprawie"
    assert empty.answer("undo-import", answer["import"]) == {"removed": 0, "restored": 1}
    assert empty.answer("show", "WR/487/0012")["notes"] is None


def test_key_finds_assets_by_their_serial_number(empty, tmp_path):
    empty.answer("import", NMF)
    changed = tmp_path / "seryjne.csv"
    changed.write_text("Nr seryjny;Nazwa;Stan\nLT14-23-00912;Laptop;dobry\n", encoding="utf-8")
    assert empty.answer("import", changed, "--update", "--key", "serial")["updated"] == 1
    assert empty.answer("show", "WR/487/0012")["condition"] == "dobry"


def test_map_names_columns_that_are_not_guessed(empty, tmp_path):
    odd = tmp_path / "inne nagłówki.csv"
    odd.write_text("Rzecz|Kod=1|X\nKubek|A/1|7\n", encoding="utf-8")
    answer = empty.answer("import", odd, "--map", "Rzecz=name", "--map", "Kod=1=number", "--map", "X=notes")
    assert answer["mapping"] == {"Rzecz": "name", "Kod=1": "number", "X": "notes"}
    assert empty.answer("show", "A/1")["notes"] == "7"


def test_unknown_source_is_an_error_or_made(empty, tmp_path):
    sheet = tmp_path / "źródła.csv"
    sheet.write_text(
        "Numer;Nazwa;Wartość brutto;Źródło finansowania\nA/1;Kubek;10,00;NORWEGIA@N/1 100%\n", encoding="utf-8"
    )
    refused = empty("import", sheet, "--json")
    assert refused.code == 1
    assert "NORWEGIA" in refused.json["errors"][0]["message"]
    empty.answer("import", sheet, "--new-sources")
    (asset,) = empty.answer("list")["assets"]
    assert asset["funding"] == [{"source": "NORWEGIA", "project": "N/1", "share": "100.00", "amount": "10.00"}]


def test_undo_import_takes_all_of_it_back_once(empty):
    batch = empty.answer("import", NMF)["import"]
    assert empty.answer("undo-import", batch) == {"removed": 14, "restored": 0}
    assert empty.answer("list")["total"] == 0
    assert empty("undo-import", batch).code == 1
    assert empty("undo-import", 99).code == 1
    assert empty("undo-import", "x").code == 2
    assert empty.answer("import", NMF)["added"] == 14
    assert empty("check").code == 0


def test_undo_import_is_refused_once_something_was_issued(empty, tmp_path):
    sheet = tmp_path / "ludzie.csv"
    sheet.write_text("Numer;Nazwa;Użytkownik\nA/1;Kubek;Ewa Sosnowska\nA/2;Lampka;Adam Jesionek\n", encoding="utf-8")
    batch = empty.answer("import", sheet)["import"]
    empty.answer("return", "--number", "A/1", "--by", "Adam Jesionek")
    outcome = empty("undo-import", batch)
    assert outcome.code == 1
    assert "A/1" in outcome.err
    assert empty.answer("list")["total"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([DATA / "nie ma.xlsx"], "nie ma.xlsx"),
        ([DATA], "data"),
        ([NMF, "--sheet", "Inny"], "Wykaz"),
        ([NMF, "--header", "900"], "900"),
        ([NMF, "--map", "bez znaku równości"], "COLUMN=field"),
        ([NMF, "--map", "Nie ma=name"], "Nie ma"),
        ([NMF, "--map", "Lp.=colour"], "colour"),
        ([CP1250, "--encoding", "klingon"], "klingon"),
        ([CP1250, "--delimiter", "ab"], ";"),
    ],
)
def test_import_that_cannot_begin_is_told_in_one_sentence(empty, words, said):
    outcome = empty("import", *words, "--json", "--lang", "en")
    assert (outcome.code, outcome.out) == (1, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_export_comes_back_without_loss(demo, database_template, tmp_path, capsys, suffix):
    file = tmp_path / f"lista sprzętu{suffix}"
    assert demo.answer("export", file) == {"rows": 14}
    second = tmp_path / "drugi.db"
    second.write_bytes(database_template.read_bytes())
    other = Script(capsys, second)
    other.answer("import", file, "--new-sources")
    told = {asset["number"]: asset for asset in demo.answer("list")["assets"]}
    for asset in other.answer("list")["assets"]:
        assert asset == told.pop(asset["number"])
    assert not told


def test_export_writes_what_the_query_finds_and_the_fields_asked_for(demo, tmp_path):
    file = tmp_path / "magazyn.json"
    assert demo.answer("export", file, "status:in_stock", "--fields", "number,price_gross") == {"rows": 7}
    rows = json.loads(file.read_text(encoding="utf-8"))["assets"]
    assert all(list(row) == ["number", "price_gross"] for row in rows)
    text = tmp_path / "magazyn.csv"
    demo.answer("export", text, "status:in_stock", "--fields", "number,price_gross")
    assert text.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(text.read_text(encoding="utf-8-sig").splitlines()) == 8
    assert ";" in text.read_text(encoding="utf-8-sig").splitlines()[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [(["lista.ods"], ".ods"), (["lista.csv", "--fields", "colour"], "colour"), (["nie ma/plik/x.csv"], "x.csv")],
)
def test_export_that_cannot_be_written_is_told(demo, tmp_path, words, said):
    blocked = tmp_path / "nie ma"
    blocked.write_text("", encoding="utf-8")
    outcome = demo("export", tmp_path / words[0], *words[1:], "--lang", "en")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["laptop", "status:issued"], 3),
        (['"Lornetka termowizyjna"'], 1),
        (["manufacturer:zebra"], 0),
        (["source:NMF"], 14),
        (["person:dabek"], 2),
        (["durability:>=2029-12-31"], 14),
        (["price:6480.00"], 6),
        (["purchased_on:2023-12-14"], 14),
        (["00912"], 1),
        (["-laptop"], 0),
        (["--", "--limit"], 0),
        (["nazwa:x:y"], 0),
    ],
)
def test_every_kind_of_query_is_answered(demo, query, found):
    outcome = demo("list", "--json", *query)
    assert (outcome.code, outcome.json["total"]) == (0, found)
