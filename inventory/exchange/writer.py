"""Writes rows to CSV, XLSX and JSON files that import reads again without loss."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from inventory.base.errors import Invalid
from inventory.base.files import replacing
from inventory.base.money import plain
from inventory.catalogue.field import Kind
from inventory.exchange.headed import Heading, Progress, Value, as_json, as_text, tell
from inventory.exchange.sheet_xml import write_sheet
from inventory.exchange.values import needs_prefix

SUFFIXES = (".csv", ".xlsx", ".json")


def write_table(
    path: Path,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Value]],
    *,
    title: str = "",
    progress: Progress | None = None,
) -> int:
    """Write rows in the format of the file's suffix and return their number.

    The old file stays until the new one is whole. `progress` is given the rows so far and returns False to
    stop. Raises `Invalid` for another suffix, `Cancelled`, `Refused` for too many rows, or `Unavailable`.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return write_xlsx(path, headings, rows, title=title, progress=progress)
    if suffix == ".csv":
        return write_csv(path, headings, rows, progress=progress)
    if suffix == ".json":
        return write_json(path, headings, rows, progress=progress)
    raise Invalid(
        "Files are written as {suffixes}, not as {name}.", field="file", suffixes=", ".join(SUFFIXES), name=path.name
    )


def write_xlsx(
    path: Path,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Value]],
    *,
    title: str = "",
    progress: Progress | None = None,
) -> int:
    """Write one sheet: codes as text, money and days as numbers with their formats; see `write_table`."""
    with replacing(path) as part:
        return write_sheet(part, headings, rows, title=title or path.stem, progress=progress)


def write_csv(
    path: Path, headings: Sequence[Heading], rows: Iterable[Sequence[Value]], *, progress: Progress | None = None
) -> int:
    """Write UTF-8 with a mark, semicolons and decimal commas; see `write_table`.

    A text that a spreadsheet would take for a formula gets a `'`, which import takes off again (reliability.md 73).
    """
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([heading.title for heading in headings])
        writers = [_cell_writer(heading.kind) for heading in headings]
        count = 0
        for values in _counted(rows, progress):
            writer.writerow(
                ["" if value is None else write(value) for write, value in zip(writers, values, strict=True)]
            )
            count += 1
    return count


def _cell_writer(kind: Kind) -> Callable[[Value], object]:
    if kind is Kind.MONEY:
        return lambda value: plain(cast(int, value)).replace(".", ",")
    if kind in (Kind.DATE, Kind.COUNT):
        return str

    def text(value: Value) -> str:
        written = as_text(value, kind)
        return f"'{written}" if needs_prefix(written) else written

    return text


def write_json(
    path: Path, headings: Sequence[Heading], rows: Iterable[Sequence[Value]], *, progress: Progress | None = None
) -> int:
    """Write `{"assets": [...]}` with the words of the command line; see `write_table`."""
    count = 0
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"assets": [')
        for values in _counted(rows, progress):
            record = {h.key: as_json(value, h.kind) for h, value in zip(headings, values, strict=True)}
            file.write((",\n" if count else "\n") + json.dumps(record, ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    return count


def _counted(rows: Iterable[Sequence[Value]], progress: Progress | None) -> Iterator[Sequence[Value]]:
    for count, values in enumerate(rows, 1):
        yield values
        tell(progress, count)
