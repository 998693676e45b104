"""The words and JSON of `templates` and `labels`, and the files that come of them, read as a scanner reads them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from inventory.application import Application
from inventory.labels.template import load_templates
from tests.factories import give_logo
from tests.labels.reading import codes, page_texts, rendered


@pytest.fixture
def target(tmp_path):
    return tmp_path / "Naklejki żółte.pdf"


def numbers(demo, *words):
    return [asset["number"] for asset in demo.answer("list", *words)["assets"]]


def test_templates_lists_what_there_is_in_the_words_of_the_promise(demo):
    found = demo.answer("templates")["templates"]
    assert {one["key"] for one in found} == set(load_templates())
    first = found[0]
    assert list(first) == ["key", "name", "kind", "width_mm", "height_mm", "columns", "rows", "purpose"]
    assert {one["kind"] for one in found} == {"sheet", "roll"}
    assert {one["purpose"] for one in found} == {"asset", "funding"}


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_labels_writes_every_number_so_that_a_scanner_reads_it(demo, target, dpi):
    answer = demo.answer("labels", target, "--dpi", dpi)
    assert answer == {"labels": 14, "pages": 1, "template": "sheet-70x36-qr"}
    assert codes(rendered(target.read_bytes(), dpi)) == sorted(numbers(demo))


def test_labels_keeps_the_order_of_the_numbers_given(demo, target):
    wanted = list(reversed(numbers(demo)))[:3]
    words = [word for number in wanted for word in ("--number", number)]
    answer = demo.answer("labels", target, *words, "--template", "roll-50x25-dm")
    assert answer == {"labels": 3, "pages": 3, "template": "roll-50x25-dm"}
    assert [codes(rendered(target.read_bytes(), 203, page)) for page in range(3)] == [[number] for number in wanted]


def test_labels_begins_at_the_field_named_and_repeats_copies(demo, target):
    number = numbers(demo)[0]
    answer = demo.answer("labels", target, "--number", number, "--start", 24, "--copies", 2)
    assert (answer["labels"], answer["pages"]) == (2, 2)
    assert codes(rendered(target.read_bytes(), 203)) == [number]


def test_labels_of_a_query_prints_only_those_that_match(demo, target):
    wanted = numbers(demo, "drukarka")
    assert 0 < len(wanted) < 14
    assert demo.answer("labels", target, "drukarka")["labels"] == len(wanted)
    assert codes(rendered(target.read_bytes(), 203)) == sorted(wanted)


def test_labels_records_who_got_a_sticker(demo, target):
    number = numbers(demo)[0]
    assert demo.answer("show", number)["labels_printed"] == []
    demo.answer("labels", target, "--number", number, "--copies", 3)
    (printed,) = demo.answer("show", number)["labels_printed"]
    assert (printed["template"], printed["purpose"], printed["copies"], printed["result"]) == (
        "sheet-70x36-qr", "asset", 3, "printed",
    )  # fmt: skip
    assert demo.answer("list", "sticker:printed")["total"] == 1


def test_a_funding_label_without_logo_is_refused_and_keeps_the_old_file(demo, target):
    target.write_bytes(b"old")
    outcome = demo("labels", target, "--template", "roll-100x55-funding", "--lang", "en")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.strip() == "The funding source NMF has no logo. Add its logo files first."
    assert target.read_bytes() == b"old"
    assert list(target.parent.glob(".*.part")) == []


def test_a_funding_label_with_its_logo_says_project_shares_and_number(demo, target):
    application = Application(demo.path)
    give_logo(application, min_width_mm=10.0, clear_space_mm=2.0)
    application.close()
    number = numbers(demo)[0]
    answer = demo.answer("labels", target, "--number", number, "--template", "roll-100x55-funding", "--lang", "pl")
    assert answer == {"labels": 1, "pages": 1, "template": "roll-100x55-funding"}
    (text,) = page_texts(target.read_bytes())
    assert "NMF/PA18/0004" in text
    assert "Dofinansowanie 85% · pozostałe 15% – budżet państwa" in text
    assert "partner projektu" in text
    assert codes(rendered(target.read_bytes(), 203)) == [number]
    assert demo.answer("show", number)["labels_printed"][0]["purpose"] == "funding"


def test_labels_says_on_a_line_of_its_own_what_to_look_up_in_the_manual(demo, target):
    application = Application(demo.path)
    give_logo(application)
    application.close()
    words = ("labels", target, "--template", "roll-100x55-funding", "--lang", "pl")
    warning = "NMF: nie podano minimalnej szerokości lub pola ochronnego logotypów: Norwegia. Sprawdź w księdze znaku."
    assert demo.answer(*words)["warnings"] == [warning]
    assert warning in demo(*words).out.splitlines()


def test_labels_for_a_label_printer_want_logos_in_black(demo, target):
    application = Application(demo.path)
    give_logo(application)
    application.close()
    outcome = demo("labels", target, "--template", "roll-100x55-funding", "--ink", "black", "--lang", "en")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.strip() == (
        "The logo “Norwegia” of NMF has no version in black, and label printers print no other. Add its file."
    )
    assert not target.exists()


def test_a_number_too_long_is_refused_by_name_and_nothing_is_recorded(demo, target, tmp_path):
    long = "KWPWR/ST/487/0012/26-ZA/0001/AB"
    sheet = tmp_path / "jeden.csv"
    sheet.write_text(f"number;name\n{long};Laptop\n", encoding="utf-8")
    demo.answer("import", sheet)
    outcome = demo("labels", target, "--number", long, "--template", "sheet-38x21-qr", "--lang", "en")
    assert outcome.code == 1
    assert long in outcome.err
    assert not target.exists()
    assert demo.answer("show", long)["labels_printed"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nic-takiego-nie-ma",), 1),
        (("--template", "nie-ma"), 1),
        (("--dpi", "100"), 1),
        (("--dpi", "dużo"), 2),
        (("--start", "25"), 1),
        (("--start", "0"), 1),
        (("--copies", "0"), 1),
        (("--number", "BRAK/1"), 1),
        (("drukarka", "--number", "BRAK/1"), 2),
    ],
)
def test_a_wrong_request_gives_one_sentence_and_no_file(demo, target, words, code):
    outcome = demo("labels", target, *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert len(outcome.err.strip().splitlines()) == 1
    assert not target.exists()


def test_a_file_that_is_no_pdf_is_refused(demo, tmp_path):
    outcome = demo("labels", tmp_path / "naklejki.docx", "--lang", "en")
    assert outcome.code == 1
    assert "PDF" in outcome.err


# Stocks and label printers ---------------------------------------------------------------------------------------


def test_stocks_tells_the_sizes_in_the_words_of_the_promise(demo):
    found = {one["key"]: one for one in demo.answer("stocks")["stocks"]}
    sheet = found["sheet-38x21"]
    assert list(sheet) == [
        "key", "name", "kind", "width_mm", "height_mm", "columns", "rows", "margin_left_mm", "margin_top_mm",
        "gap_x_mm", "gap_y_mm", "page_width_mm", "page_height_mm",
    ]  # fmt: skip
    assert (sheet["columns"], sheet["rows"], sheet["gap_x_mm"], sheet["margin_top_mm"]) == (5, 13, 2.5, 10.7)
    assert (found["roll-62x29"]["page_width_mm"], found["roll-62x29"]["page_height_mm"]) == (62, 29)


def test_labels_go_on_another_stock(demo, target):
    answer = demo.answer("labels", target, "--template", "sheet-70x36-dm", "--stock", "roll-62x29")
    assert answer == {"labels": 14, "pages": 14, "template": "roll-62x29-dm"}
    assert [codes(rendered(target.read_bytes(), 203, page)) for page in range(14)] == [[one] for one in numbers(demo)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--template", "sheet-70x36-code128", "--stock", "sheet-38x21"), "38,1 × 21,2 mm"),
        (("--stock", "nie-ma"), "nie-ma"),
    ],
)
def test_a_stock_that_is_not_there_or_too_small_is_refused_with_the_reason(demo, target, words, reason):
    outcome = demo("labels", target, *words)
    assert (outcome.code, outcome.out) == (1, "")
    assert reason in outcome.err
    assert not target.exists()


@pytest.mark.parametrize(
    ("words", "template", "width"),
    [
        ((), "roll-50x25-qr", 400),
        (("--template", "sheet-70x36-dm"), "roll-50x25-dm", 400),
        (("--template", "roll-62x29-dm", "--dpi", 300), "roll-62x29-dm", 733),
    ],
)
def test_a_file_for_a_label_printer_is_zpl_on_a_roll(demo, tmp_path, words, template, width):
    file = tmp_path / "etykiety ąę.zpl"
    answer = demo.answer("labels", file, *words)
    assert answer == {"labels": 14, "pages": 14, "template": template}
    zpl = file.read_text(encoding="utf-8")
    assert zpl.count("^XA") == zpl.count("^XZ") == 14
    assert f"^PW{width}" in zpl
    assert sum(number in zpl for number in numbers(demo)) == 14
    with closing(sqlite3.connect(demo.path)) as register:
        assert register.execute("SELECT output, target FROM print_job").fetchall() == [("zpl", file.name)]


def test_a_sheet_for_a_label_printer_is_refused(demo, tmp_path):
    outcome = demo("labels", tmp_path / "a.zpl", "--stock", "sheet-70x36")
    assert outcome.code == 1
    assert "Wybierz rolkę" in outcome.err


def test_a_file_that_cannot_take_its_name_marks_no_sticker_and_its_print_is_kept_as_failed(demo, target, monkeypatch):
    from inventory.base import files

    number = numbers(demo)[0]
    real = files.os.replace

    def held(source, name):
        if str(name) == str(target):
            raise PermissionError(13, "held by another program", str(name))
        return real(source, name)

    monkeypatch.setattr(files.os, "replace", held)
    outcome = demo("labels", target, "--number", number)
    assert (outcome.code, outcome.out) == (1, "")
    assert not target.exists()
    with closing(sqlite3.connect(demo.path)) as register:
        assert register.execute("SELECT result FROM print_job").fetchall() == [("failed",)]
        marked = register.execute("SELECT sticker_printed_at FROM asset WHERE number = ?", (number,)).fetchall()
        assert marked == [(None,)]
