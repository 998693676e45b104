"""Workbooks as hostile or broken programs write them, made part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet(rows: str, *, head: str = "", before: str = "") -> str:
    """Return the XML of a sheet with those rows."""
    return f'<?xml version="1.0"?>{head}<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>'


def text_row(number: int, *texts: str) -> str:
    """Return a row of inline texts."""
    cells = "".join(
        f'<c r="{chr(65 + n)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def pack(
    path: Path,
    content: str | Iterable[str],
    *,
    strings: str | None = None,
    extra: Sequence[tuple[str, str]] = (),
    names: Sequence[tuple[str, str]] = (("Arkusz1", "visible"),),
) -> Path:
    """Write a workbook whose first sheet is `content`; further `names` are sheets with one cell each."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="r{n}"/>' for n, (name, state) in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    if strings:
        links += f'<Relationship Id="s1" Type="{_DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_DOCUMENT}/officeDocument" '
            'Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{_DOCUMENT}"><sheets>{sheets}</sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in [content] if isinstance(content, str) else content:
                part.write(piece.encode())
        for n, (name, _) in enumerate(names[1:], 2):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", sheet(text_row(1, "Nazwa") + text_row(2, name)))
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
        for name, text in extra:
            archive.writestr(name, text)
    return path
