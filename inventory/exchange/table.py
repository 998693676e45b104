"""Finds the table in a sheet: titles above the header, the header, the rows, totals below them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from inventory.base.errors import Invalid
from inventory.base.i18n import N_, Message
from inventory.base.text import clean, fold
from inventory.exchange.columns import Confidence, guess_field, shown
from inventory.exchange.faults import Warning_
from inventory.exchange.grid import Cell, Grid
from inventory.exchange.json_table import read_json
from inventory.exchange.numbers import looks_like_amount
from inventory.exchange.text_table import read_text
from inventory.exchange.workbook import Progress, read_workbook

_HEADER_WITHIN = 40
_TOTALS = (
    "razem",
    "suma",
    "ogolem",
    "lacznie",
    "total",
    "sum",
    "podsumowanie",
    "ogolna wartosc",
    "do przeniesienia",
    "z przeniesienia",
)
_BEGINNINGS = frozenset(
    form[:4]
    for word in (
        "razem",
        "suma",
        "ogółem",
        "łącznie",
        "total",
        "sum ",
        "sum:",
        "podsumowanie",
        "ogólna",
        "ogolem",
        "lacznie",
        "do przen",
        "z przen",
    )
    for form in (word, word.capitalize(), word.upper())
) | {"sum", "Sum", "SUM", "Sum:"}
# What may stand beside the sums of a total row.
_SIGNS = frozenset({"szt.", "szt", "zl", "pln", "x", "-", "--", "kpl.", "kpl", "sztuk", "poz."})
_LOOKED_AT_FOR_TOTALS = 8
_TOTAL_LEFT_OUT = N_("Row {row} was left out: it is a total ({text}).")
_FOOTER_LEFT_OUT = N_("Row {row} was left out: it stands below the total ({text}).")
_HEADER_AGAIN = N_("Row {row} was left out: it repeats the header.")
_NUMBERED = N_("Row {row} was left out: it numbers the columns.")
_OTHER_SHEETS = N_("Only the sheet {sheet} was read. Others in the file: {sheets}.")
_GUESSED = N_("The encoding was guessed as {encoding}. Check the Polish letters in the preview.")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a list with the row numbers of its sheet; `columns[i][r]` is a cell, "" an empty one."""

    file: str
    header: tuple[str, ...]
    header_row: int
    titles: tuple[str, ...]
    row_numbers: list[int]
    columns: list[list[Cell]]
    warnings: tuple[Warning_, ...]
    grid: Grid

    def __len__(self) -> int:
        return len(self.row_numbers)

    def cells(self, place: int) -> list[Cell]:
        """Return the cells of the row at `place`, counted from 0 among the rows."""
        return [column[place] for column in self.columns]

    def place_of(self, row: int) -> int:
        """Return where the row with that number of the sheet stands among the rows; raises `KeyError`."""
        place = bisect_left(self.row_numbers, row)
        if place == len(self.row_numbers) or self.row_numbers[place] != row:
            raise KeyError(row)
        return place

    def changed(self, changes: dict[tuple[int, int], str]) -> Table:
        """Return the table with other texts in the cells `(row number, column from 0)`; the file stays as it is."""
        columns = list(self.columns)
        unreadable = dict(self.grid.unreadable)
        for index in {index for _, index in changes}:
            columns[index] = list(columns[index])
        for (row, index), text in changes.items():
            columns[index][self.place_of(row)] = text
            unreadable.pop((row, index), None)
        return replace(self, columns=columns, grid=replace(self.grid, unreadable=unreadable))


def open_table(
    path: Path,
    *,
    sheet: str | None = None,
    header: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    progress: Progress | None = None,
) -> Table:
    """Read an XLSX, CSV or JSON file, told apart by what is in it and not by its name, and find the table in it.

    `header` is the row number of the header where it is not found rightly. Raises the `UserError`s of the readers.
    """
    if _is_workbook(path):
        grid = read_workbook(path, sheet=sheet, progress=progress)
    elif path.suffix.lower() == ".json":
        grid = read_json(path)
    else:
        grid = read_text(path, encoding=encoding, delimiter=delimiter, progress=progress)
    return find_table(grid, path.name, header=header)


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        return path.suffix.lower() in (".xlsx", ".xlsm")
    return head.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or path.suffix.lower() in (".xlsx", ".xlsm", ".xls")


def find_table(grid: Grid, file: str, *, header: int | None = None) -> Table:
    """Return the table in a grid; raises `Invalid` where there is no header or no row below it."""
    if not grid.row_numbers:
        raise Invalid("{file} has no filled rows.", file=file)
    start = _header_place(grid, file, header)
    names = tuple(clean(shown(column[start])) for column in grid.columns)
    width = max((index + 1 for index, name in enumerate(names) if name), default=0)
    left_out, warnings = _left_out(grid, start)
    kept = [place for place in range(start + 1, len(grid.row_numbers)) if place not in left_out]
    if not kept:
        raise Invalid("{file} has no rows below the header in row {row}.", file=file, row=grid.row_numbers[start])
    # Columns without a heading are kept only where they hold something, so that nothing is lost unseen.
    width = max(
        width,
        *(i + 1 for i, column in enumerate(grid.columns) if any(column[place] != "" for place in kept[:1_000])),
        0,
    )
    whole = not left_out
    columns = [column[start + 1 :] if whole else [column[place] for place in kept] for column in grid.columns[:width]]
    return Table(
        file=file,
        header=names[:width],
        header_row=grid.row_numbers[start],
        titles=_titles(grid, start),
        row_numbers=[grid.row_numbers[place] for place in kept],
        columns=columns,
        warnings=tuple(_general(grid) + warnings),
        grid=grid,
    )


def _header_place(grid: Grid, file: str, wanted: int | None) -> int:
    if wanted is not None:
        if wanted not in grid.row_numbers:
            raise Invalid("Row {row} of {file} is empty, so it is no header.", field="header", row=wanted, file=file)
        return grid.row_numbers.index(wanted)
    best, most = -1, 0.0
    for place in range(min(_HEADER_WITHIN, len(grid.row_numbers))):
        points = _header_points([column[place] for column in grid.columns])
        if points > most:
            best, most = place, points
    if best < 0:
        raise Invalid("{file} has no row with the names of the columns.", field="header", file=file)
    return best


def _header_points(cells: list[Cell]) -> float:
    """Return how much a row looks like a header: known headings count most, other short texts a little."""
    points = 0.0
    fields = set()
    for cell in cells:
        if not isinstance(cell, str) or not cell.strip() or len(cell) > 80:
            continue
        field, confidence = guess_field(cell)
        if field is not None and field not in fields:
            fields.add(field)
            points += 3 if confidence is Confidence.RECOGNISED else 1
        elif not any(letter.isdigit() for letter in cell):
            points += 0.1
    return points


def _titles(grid: Grid, start: int) -> tuple[str, ...]:
    rows = ([clean(shown(column[place])) for column in grid.columns] for place in range(start))
    return tuple(" ".join(filter(None, cells)) for cells in rows)


def _general(grid: Grid) -> list[Warning_]:
    warnings = []
    if grid.encoding_guessed:
        warnings.append(Warning_(row=0, message=Message(_GUESSED, {"encoding": grid.encoding})))
    others = [name for name in grid.sheets if name != grid.sheet]
    if others:
        warnings.append(
            Warning_(row=0, message=Message(_OTHER_SHEETS, {"sheet": grid.sheet, "sheets": ", ".join(others)}))
        )
    return warnings


def _left_out(grid: Grid, start: int) -> tuple[set[int], list[Warning_]]:
    """Return the places below the header that are no rows of the list, each with a warning that names it."""
    found: dict[int, str] = {}
    after = start + 1
    header = [column[start] for column in grid.columns]
    if after < len(grid.row_numbers) and _numbers_columns([column[after] for column in grid.columns]):
        found[after] = _NUMBERED
    for place in _places_with(grid.columns[next(i for i, cell in enumerate(header) if cell != "")], header, after):
        if [column[place] for column in grid.columns] == header:
            found[place] = _HEADER_AGAIN
    totals = [place for place in _maybe_totals(grid, after) if _is_total([column[place] for column in grid.columns])]
    found.update(dict.fromkeys(totals, _TOTAL_LEFT_OUT))
    if totals:
        # What stands below the last total is a signature or a note, as long as it has the shape of one.
        for place in range(totals[-1] + 1, len(grid.row_numbers)):
            if sum(column[place] != "" for column in grid.columns) > 2:
                break
            found[place] = _FOOTER_LEFT_OUT
    return set(found), [_named(grid, place, found[place]) for place in sorted(found)]


def _places_with(column: list[Cell], header: list[Cell], after: int) -> list[int]:
    first = next(cell for cell in header if cell != "")
    return [place for place in range(after, len(column)) if column[place] == first]


def _named(grid: Grid, place: int, text: str) -> Warning_:
    row = grid.row_numbers[place]
    cells = " ".join(filter(None, (clean(shown(column[place])) for column in grid.columns)))
    return Warning_(row=row, message=Message(text, {"row": row, "text": cells[:80]}))


def _maybe_totals(grid: Grid, after: int) -> list[int]:
    places: set[int] = set()
    for column in grid.columns[:_LOOKED_AT_FOR_TOTALS]:
        places.update(place for place, cell in zip(count(), column) if type(cell) is str and cell[:4] in _BEGINNINGS)
    return sorted(place for place in places if place >= after)


def _is_total(cells: list[Cell]) -> bool:
    """Tell whether a row has the word of a total and, besides it, only numbers and signs."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    words = [text for text in texts if fold(text).strip(" :.").startswith(_TOTALS)]
    others = [text for text in texts if text not in words and fold(text) not in _SIGNS and not looks_like_amount(text)]
    return len(words) == 1 and len(words[0]) <= 60 and not others


def _numbers_columns(cells: list[Cell]) -> bool:
    texts = [shown(cell).strip(" .)") for cell in cells if cell != ""]
    return len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]
