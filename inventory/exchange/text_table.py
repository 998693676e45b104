"""Reads CSV as offices write it: any separator, any of five encodings, quotes checked strictly."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from inventory.base.errors import Cancelled, Invalid, NotFound
from inventory.base.i18n import N_
from inventory.exchange.encoding import DamagedText, decode
from inventory.exchange.grid import Grid
from inventory.exchange.guard import LARGEST_FILE, TOO_LARGE, NotAWorkbook, UnsafeWorkbook
from inventory.exchange.workbook import Progress

SEPARATORS = ";\t,|"
_LARGEST_CELL = 4 << 20
_SAMPLE = 64 << 10
_EVERY = 10_000


def read_text(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None, progress: Progress | None = None
) -> Grid:
    """Return the filled rows of a CSV file; the row numbers are those a spreadsheet program shows.

    Raises `NotFound`, `NotAWorkbook`, `DamagedText` or `Invalid`.
    """
    content = file_bytes(path)
    decoded = decode(content, file=path.name, encoding=encoding)
    text = decoded.text
    if not text.strip():
        raise NotAWorkbook(N_("{file} is empty."), file=path.name)
    if text.lstrip()[:6].lower().startswith(("<html", "<!doct", "<table", "<?xml")):
        raise NotAWorkbook(
            N_("{file} is a web page or XML, not a table. Open it in Excel and save it as XLSX."), file=path.name
        )
    text, named = _without_separator_line(text)
    separator = _given(delimiter) or named or guess_separator(text)
    numbers, rows = _rows(path.name, text, separator, progress)
    width = max(map(len, rows), default=0)
    widths = {number: len(row) for number, row in zip(numbers, rows, strict=True) if len(row) != width}
    if widths:
        rows = [row + [""] * (width - len(row)) for row in rows]
    return Grid(
        row_numbers=numbers,
        columns=[list(column) for column in zip(*rows, strict=True)],
        widths=widths,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        delimiter=separator,
    )


def guess_separator(text: str) -> str:
    """Return the separator under which most lines have the same number of cells, and more than one."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, most = SEPARATORS[0], 0.0
    for separator in SEPARATORS:
        lengths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if any(row)]
        several = Counter(length for length in lengths if length > 1).most_common(1)
        if several:
            width, count = several[0]
            points = count / len(lengths) * min(width, 4)
            if points > most:
                best, most = separator, points
    return best


def file_bytes(path: Path) -> bytes:
    """Return the content of a file that a user named; raises `NotFound`, `UnsafeWorkbook` when too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnsafeWorkbook(TOO_LARGE, file=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("{file} is not there.", file=path) from error
    except (IsADirectoryError, PermissionError) as error:
        raise NotFound("{file} cannot be opened: it is a folder, or another program holds it.", file=path) from error


def _given(delimiter: str | None) -> str | None:
    if not delimiter:
        return None
    name = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}.get(delimiter.lower(), delimiter)
    if len(name) != 1 or name in '"\r\n':
        raise Invalid("The separator is one character, such as ; or , or tab.", field="delimiter")
    return name


def _without_separator_line(text: str) -> tuple[str, str | None]:
    """Take off the line `sep=;`, which Excel writes for itself and does not count as a row."""
    if text[:4].lower() != "sep=":
        return text, None
    first = text.splitlines(keepends=True)[0]
    named = first[4:5]
    return text[len(first) :], named if named and named not in "\r\n" else None


def _rows(file: str, text: str, separator: str, progress: Progress | None) -> tuple[list[int], list[list[str]]]:
    numbers: list[int] = []
    rows: list[list[str]] = []
    before = csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 0
    try:
        for number, row in enumerate(reader, 1):
            line = reader.line_num
            if any(row) and any(map(str.strip, row)):
                numbers.append(number)
                rows.append(row)
            if progress is not None and number % _EVERY == 0 and not progress(number):
                raise Cancelled("Reading {file} was stopped.", file=file)
    except csv.Error as error:
        # The quote that was never closed stands at the beginning of the record, not at the end of the file.
        if "field larger" in str(error):
            raise DamagedText(
                N_("{file} has a cell in line {line} that is too large. A quote may be missing."),
                file=file,
                line=line + 1,
            ) from error
        raise DamagedText(
            N_("{file} is damaged: the quotes in line {line} do not match."), file=file, line=line + 1
        ) from error
    finally:
        csv.field_size_limit(before)
    return numbers, rows
