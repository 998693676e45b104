"""Hostile, broken and mistaken workbooks: each refused at once, with its own sentence, in little memory."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile

import pytest

from inventory.base.errors import NotFound, UserError
from inventory.exchange.workbook import read_workbook
from tests.exchange.packages import MAIN, pack, sheet, text_row


def million_rows():
    yield f"<worksheet {MAIN}><sheetData>"
    block = ('<row><c t="inlineStr"><is><t>' + "A" * 1000 + "</t></is></c></row>") * 1000
    for _ in range(300):
        yield block
    yield "</sheetData></worksheet>"


def one_huge_cell():
    yield f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    for _ in range(100):
        yield "A" * 1_000_000
    yield "</t></is></c></row></sheetData></worksheet>"


LAUGHS = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
QUADRATIC = '<!DOCTYPE w [<!ENTITY q "' + "Q" * 30_000 + '">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

HOSTILE = {
    "40-bomb-of-rows": (lambda p: pack(p, million_rows()), "{file} unpacks too large"),
    "41-bomb-in-one-cell": (lambda p: pack(p, one_huge_cell()), "{file} unpacks too large"),
    "42-billion-laughs": (lambda p: pack(p, sheet(text_row(1, "&b;"), head=LAUGHS)), "{file} contains a DTD"),
    "43-quadratic": (lambda p: pack(p, sheet(text_row(1, "&q;" * 9_000), head=QUADRATIC)), "{file} contains a DTD"),
    "44-external": (lambda p: pack(p, sheet(text_row(1, "&x;"), head=EXTERNAL)), "{file} contains a DTD"),
    "44-late-dtd": (lambda p: pack(p, sheet(text_row(1, "x"), head=" " * 9_000 + EXTERNAL)), "{file} contains a DTD"),
    "45-unsafe-path": (
        lambda p: pack(p, sheet(text_row(1, "a")), extra=[("../../evil.txt", "x")]),
        "{file} holds an unsafe path",
    ),
    "45-drive": (
        lambda p: pack(p, sheet(text_row(1, "a")), extra=[("C:/evil.txt", "x")]),
        "{file} holds an unsafe path",
    ),
    "46-far-cell": (
        lambda p: pack(p, sheet(text_row(1, "a") + FAR)),
        "The used area of the sheet {sheet} in {file} is too large",
    ),
    "46-far-and-false": (
        lambda p: pack(p, sheet(text_row(1, "a") + FAR, before='<dimension ref="A1:XFD1048576"/>')),
        "The used area of the sheet {sheet} in {file} is too large",
    ),
    "47-strings-out-of-range": (
        lambda p: pack(
            p,
            sheet('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'),
            strings=f"<sst {MAIN}><si><t>x</t></si></sst>",
        ),
        "{file} is damaged",
    ),
    "47-broken-xml": (lambda p: pack(p, sheet("<row><c></row>")), "{file} is damaged"),
    "47-cut": (lambda p: cut(pack(p, sheet(text_row(1, "a")))), "{file} is damaged"),
    "47-wrong-sum": (
        lambda p: flipped(pack(p, sheet("".join(text_row(n, f"{n}") for n in range(1, 2_000))))),
        "{file} is damaged",
    ),
    "48-old-xls": (
        lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)),
        "{file} is an old .xls workbook",
    ),
    "48-password": (
        lambda p: p.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(99)
        ),
        "{file} is protected by a password",
    ),
    "48-xlsb": (lambda p: only(p, "xl/workbook.bin"), "{file} is a binary workbook"),
    "49-web-page": (
        lambda p: p.write_bytes(b"<html><table><tr><td>INV</td></tr></table></html>"),
        "{file} is a web page or XML",
    ),
    "49-docx": (lambda p: only(p, "word/document.xml"), "{file} is a packed file of another kind"),
    "49-empty": (lambda p: p.write_bytes(b""), "{file} is empty"),
    "49-text": (lambda p: p.write_bytes(b"hello"), "{file} is not an XLSX workbook"),
}


def cut(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def flipped(path):
    """Change packed bytes of the sheet, so that what unpacks is not what was packed."""
    content = bytearray(path.read_bytes())
    middle = content.index(b"xl/worksheets/sheet1.xml") + 2_000
    content[middle : middle + 40] = bytes(40)
    path.write_bytes(content)


def only(path, name):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "<w/>")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbook_is_refused_at_once_with_its_own_sentence(name, tmp_path, tr):
    make, sentence = HOSTILE[name]
    path = tmp_path / "wykaz żółty.xlsx"
    make(path)
    start = time.perf_counter()
    with pytest.raises(UserError) as caught:
        read_workbook(path)
    assert time.perf_counter() - start < 1
    assert caught.value.message.text.startswith(sentence)
    assert "wykaz żółty.xlsx" in caught.value.text(tr)


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory of a process is asked of Linux")
@pytest.mark.parametrize("name", ["40-bomb-of-rows", "41-bomb-in-one-cell", "46-far-cell"])
def test_hostile_workbook_takes_little_memory(name, tmp_path):
    path = tmp_path / "a.xlsx"
    HOSTILE[name][0](path)
    code = (
        "import resource, sys, pathlib\nfrom inventory.exchange.workbook import read_workbook\n"
        "try: read_workbook(pathlib.Path(sys.argv[1]))\nexcept Exception as error: print(type(error).__name__)\n"
        "child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        # What getrusage says of the process itself begins with the size of the test run that started it.
        "own = pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]\n"
        "print(max(child, int(own)) // 1024)"
    )
    answer = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    kind, megabytes = answer.stdout.split()
    assert kind == "UnsafeWorkbook"
    assert int(megabytes) < 300


def test_missing_file_and_folder_are_named(tmp_path):
    with pytest.raises(NotFound, match="is not there"):
        read_workbook(tmp_path / "nie ma.xlsx")
    with pytest.raises(NotFound, match="folder"):
        read_workbook(tmp_path)


def test_false_dimension_alone_does_no_harm(tmp_path):
    path = pack(
        tmp_path / "a.xlsx",
        sheet(text_row(1, "Nazwa") + text_row(2, "Łódź"), before='<dimension ref="A1:XFD1048576"/>'),
    )
    assert read_workbook(path).columns == [["Nazwa", "Łódź"]]
