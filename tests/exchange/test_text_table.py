"""CSV as Polish offices make it: every encoding, separator and line end read rightly, every damage named."""

from __future__ import annotations

import codecs
import time

import pytest

from inventory.base.errors import Invalid, UserError
from inventory.exchange.columns import guess_columns
from inventory.exchange.rows import read_assets
from inventory.exchange.table import open_table
from inventory.exchange.text_table import guess_separator
from tests.exchange.whole_rows import rows_of

TEXT = (
    'Nr inw.;Nazwa;Wartość\r\nINV-1;Łódź żaglowa;1 234,56\r\nINV-2;"Agregat ""A""; 2 szt.";99,90\r\n'
    'INV-3;"dwie\r\nlinie";0,10\r\n'
)
COMMAS = TEXT.replace(",", ".").replace(";", ",")
GOOD = {
    "54-utf8": TEXT.encode(),
    "54-utf8-mark": codecs.BOM_UTF8 + TEXT.encode(),
    "54-utf16-le-mark": TEXT.encode("utf-16"),
    "54-utf16-be-mark": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "54-utf16-le": TEXT.encode("utf-16-le"),
    "54-utf16-be": TEXT.encode("utf-16-be"),
    "53-cp1250": TEXT.encode("cp1250"),
    "53-iso8859-2": TEXT.encode("iso8859-2"),
    "53-cp852": TEXT.encode("cp852"),
    "55-comma": COMMAS.encode(),
    "55-tab": TEXT.replace(";", "\t").encode(),
    "55-bar": TEXT.replace(";", "|").encode(),
    "55-sep-line": ("sep=;\r\n" + TEXT).encode(),
    "55-lf": TEXT.replace("\r\n", "\n").encode(),
    "55-cr": TEXT.replace("\r\n", "\r").encode(),
    "55-blank-lines": (TEXT + "\r\n;;\r\n\r\n").encode(),
    "55-no-last-line-end": TEXT.rstrip().encode(),
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "wykaz.csv"


def read(path, content, **options):
    path.write_bytes(content)
    table = open_table(path, **options)
    return read_assets(table, guess_columns(table.header, table.columns))


@pytest.mark.parametrize("name", GOOD)
def test_good_text_is_read_rightly(name, path):
    assets = read(path, GOOD[name])
    assert assets.faults == []
    rows = rows_of(assets)
    assert [row.row for row in rows] == [2, 3, 4]
    assert rows[0].values == {"number": "INV-1", "name": "Łódź żaglowa", "price_gross": 123456}
    assert [row.values["price_gross"] for row in rows] == [123456, 9990, 10]
    assert rows[2].values["name"] == "dwie linie"


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "cp852"])
def test_53_a_guessed_encoding_is_said(encoding, path):
    path.write_bytes(TEXT.encode(encoding))
    table = open_table(path)
    assert table.grid.encoding == encoding
    assert [warning.message.params for warning in table.warnings] == [{"encoding": encoding}]


def test_encoding_and_separator_can_be_given(path):
    assets = read(path, "Nazwa:Uwagi\na;b:ź\n".encode("cp852"), encoding="cp852", delimiter=":")
    assert rows_of(assets)[0].values == {"name": "a;b", "notes": "ź"}
    with pytest.raises(Invalid, match="no encoding xyz"):
        open_table(path, encoding="xyz")
    with pytest.raises(Invalid, match="separator is one character"):
        open_table(path, delimiter=";;")


DAMAGED = {
    "49-empty": (b"", "{file} is empty."),
    "49-blank": (b" \n\n", "{file} is empty."),
    "49-web-page": (b"<html><table>", "{file} is a web page or XML"),
    "49-packed": (b"PK\x03\x04aaaa", "{file} is damaged."),
    "59-field-too-large": (b"Nr;Nazwa\nA;" + b"x" * 8_000_000, "{file} has a cell in line {line} that is too large"),
    "60-quote-not-closed": (
        b'Nr;Nazwa\nA;b\nA;"abc\nB;d\n',
        "{file} is damaged: the quotes in line {line} do not match.",
    ),
    "60-text-after-quote": (b'Nr;Nazwa\nA;"a"b\n', "{file} is damaged: the quotes in line {line} do not match."),
    "63-mark-but-wrong-bytes": (codecs.BOM_UTF8 + b"Nr;Nazwa\nA;\xb3\n", "{file} is not whole {encoding} text"),
    "63-cut-utf16": (TEXT.encode("utf-16")[:-1], "{file} is not whole {encoding} text"),
    "63-broken-utf8": ((TEXT * 3).encode() + b"X;\xb3;1\n", "{file} is not whole {encoding} text"),
    "62-no-name-column": (b"Nr inw.;Uwagi\nA;b\n", "No column of {file} holds the name."),
    "only-a-header": (b"Nr inw.;Nazwa\n", "{file} has no rows below the header"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_text_is_refused_with_its_own_sentence(name, path, tr):
    content, sentence = DAMAGED[name]
    with pytest.raises(UserError) as caught:
        read(path, content)
    assert caught.value.message.text.startswith(sentence)
    assert "{" not in caught.value.text(tr)


def test_60_the_line_of_the_open_quote_is_named_not_the_last(path):
    with pytest.raises(UserError) as caught:
        read(path, DAMAGED["60-quote-not-closed"][0])
    assert caught.value.message.params["line"] == 3


def test_63_the_position_of_the_wrong_byte_is_named(path):
    with pytest.raises(UserError) as caught:
        read(path, DAMAGED["63-mark-but-wrong-bytes"][0])
    assert caught.value.message.params == {"file": "wykaz.csv", "encoding": "UTF-8", "position": 11}


@pytest.mark.parametrize(("content", "cell", "sentence"), [
    (TEXT.replace("Łódź", "Ł\0dź").encode(), "B2", "The text holds the control character"),
    (TEXT.replace("Łódź", "\x1b[31m").encode(), "B2", "The text holds the control character"),
    (b"Nr inw.;Nazwa\nA;" + b"x" * 1_000_000, "B2", "The text has {n} characters; at most {most} fit here."),
    (b"Nr inw.;Nazwa\nA;b;c\n", "A2", "The row has {n} cells, the header has {header}."),
    (b"Nr inw.;Nazwa;Uwagi\nA;b\n", "A2", "The row has {n} cells, the header has {header}."),
    (b"Nazwa;Nazwa\nA;b\n", "B1", "The column {column} stands twice in the file."),
])  # fmt: skip
def test_58_59_61_62_faults_of_cells_and_rows_stand_at_their_place(content, cell, sentence, path):
    faults = read(path, content).faults
    assert [(fault.cell, fault.message.text.startswith(sentence)) for fault in faults] == [(cell, True)]


def test_61_a_row_that_is_longer_by_empty_cells_only_is_read(path):
    assert read(path, b"Nr inw.;Nazwa\nA;b;;\nB;c\n").faults == []


def test_62_the_columns_found_are_listed(path):
    with pytest.raises(UserError) as caught:
        read(path, DAMAGED["62-no-name-column"][0])
    assert caught.value.message.params["columns"] == "Nr inw., Uwagi"


def test_64_many_rows_are_read_and_not_refused(path):
    start = time.perf_counter()
    assets = read(path, b"Nr inw.;Nazwa\n" + b"".join(b"A%d;b\n" % n for n in range(200_010)))
    assert (len(assets), assets.faults) == (200_010, [])
    assert time.perf_counter() - start < 10


def test_a_title_with_commas_does_not_mislead_the_separator():
    assert guess_separator("Wykaz sprzętu, mebli, aut, broni, map\nNr;Nazwa\nA;b, c\nB;d\n") == ";"


def test_quotes_inside_a_cell_without_quotes_stay(path):
    assert rows_of(read(path, b'Nr inw.;Nazwa\nA;Laptop 14" x\n'))[0].values["name"] == 'Laptop 14" x'
