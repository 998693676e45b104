"""Guesses which field each column of a sheet holds, from its heading and its cells."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache

from inventory.base.errors import Invalid
from inventory.base.i18n import LANGUAGES, translations
from inventory.base.text import clean, fold
from inventory.catalogue.assets import ASSET_FIELDS, BY_KEY
from inventory.catalogue.field import Kind
from inventory.exchange.grid import Cell
from inventory.exchange.headings import HEADINGS, SKIPPED
from inventory.exchange.values import is_status

SAMPLES = 3
_ALIKE = 0.87
_WORDS = re.compile(r"[^\w%]+|_+")
_BRACKETS = re.compile(r"\((?:zł|pln|w zł|w pln|szt\.?|brutto w zł)\)", re.IGNORECASE)


class Confidence(Enum):
    """How sure a guess is: shown as Rozpoznano, Sprawdź, Pominięta."""

    RECOGNISED = "recognised"
    CHECK = "check"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a sheet: its place from 0, heading, guessed field or None, and some of its cells."""

    index: int
    name: str
    field: str | None
    confidence: Confidence
    samples: tuple[str, ...] = ()


def key_of(heading: str) -> str:
    """Return a heading as the lists of headings compare it: folded, without signs."""
    return _key(_BRACKETS.sub(" ", heading))


def _key(heading: str) -> str:
    return _WORDS.sub(" ", fold(clean(heading)).replace("%", " proc ")).strip()


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str | None, bool, bool]]:
    """Return for each known heading its field, whether it is certain, and whether it has Polish letters."""
    known: dict[str, tuple[str | None, bool, bool]] = {_key(heading): (None, True, False) for heading in SKIPPED}
    for certain in (False, True):
        for field, lists in HEADINGS.items():
            sure, _, unsure = lists.partition(" | ")
            for heading in (sure if certain else unsure).split(", "):
                if heading:
                    known[_key(heading)] = (field, certain, not heading.isascii())
    for described in ASSET_FIELDS:
        # What export writes above its columns is recognised in whichever language it was written.
        titles = [described.key, *(translations(language)(described.label) for language in LANGUAGES)]
        known.update(dict.fromkeys(map(_key, titles), (described.key, True, False)))
    return known


def guess_field(heading: str) -> tuple[str | None, Confidence]:
    """Return the field that a heading names, by itself, and how sure that is."""
    key = key_of(heading)
    if not key:
        return None, Confidence.SKIPPED
    found = _known().get(key)
    if found is not None:
        field, certain, polish = found
        # One word typed without its Polish letters is more often an accident than a convention.
        certain = certain and not (polish and heading.isascii() and " " not in key)
        return field, _confidence(field, certain)
    field = _inside(key) or _alike(key)
    return field, _confidence(field, False)


def _confidence(field: str | None, certain: bool) -> Confidence:
    if field is None:
        return Confidence.SKIPPED
    return Confidence.RECOGNISED if certain else Confidence.CHECK


def _inside(key: str) -> str | None:
    """Return the field of the longest certain heading of two words or more that stands inside `key`."""
    padded = f" {key} "
    best: str | None = None
    length = 0
    for heading, (field, certain, _) in _known().items():
        if certain and " " in heading and len(heading) > length and f" {heading} " in padded:
            best, length = field, len(heading)
    return best


def _alike(key: str) -> str | None:
    if len(key) < 5 or key[-1].isdigit():
        return None
    match = difflib.get_close_matches(key, _known(), n=1, cutoff=_ALIKE)
    return _known()[match[0]][0] if match else None


def guess_columns(header: Sequence[str], columns: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return one guess for each column, in their order; no field is guessed twice."""
    guesses: list[Column] = []
    for index, name in enumerate(header):
        field, confidence = guess_field(name)
        samples = _samples(columns[index]) if index < len(columns) else []
        if field is not None and not _fits(field, samples):
            confidence = Confidence.CHECK
            if field == "vat_rate":
                # Under "VAT" many lists have the amount of the tax.
                field, confidence = None, Confidence.SKIPPED
            elif field == "status":
                field = "condition"
        elif field == "condition" and key_of(name) in ("stan", "state") and samples and _fits("status", samples):
            field, confidence = "status", Confidence.CHECK
        guesses.append(
            Column(
                index=index, name=name, field=field, confidence=confidence, samples=tuple(map(shown, samples[:SAMPLES]))
            )
        )
    return _once(guesses)


def _once(guesses: list[Column]) -> list[Column]:
    """Keep each field at its surest column; columns of the very same heading stay, to be named as a fault."""
    best: dict[str, Column] = {}
    for column in guesses:
        if column.field is None:
            continue
        other = best.get(column.field)
        if other is None or (other.confidence is Confidence.CHECK and column.confidence is Confidence.RECOGNISED):
            best[column.field] = column
    return [
        column
        if column.field is None
        or best[column.field] is column
        or key_of(best[column.field].name) == key_of(column.name)
        else replace(column, field=None, confidence=Confidence.SKIPPED)
        for column in guesses
    ]


def choose(columns: Iterable[Column], choices: Mapping[str, str]) -> list[Column]:
    """Return the columns with the user's own choices, `{heading: field}`; an empty field or `-` leaves a column out.

    Raises `Invalid` for a heading or a field that is not there.
    """
    chosen = list(columns)
    for heading, field in choices.items():
        wanted = field.strip().lower()
        if wanted not in BY_KEY and wanted not in ("", "-"):
            # The parameter cannot be called `field`: that names the form field of the error.
            raise Invalid(
                "There is no field {name}. The fields are: {fields}.", field="map", name=field, fields=", ".join(BY_KEY)
            )
        places = [place for place, column in enumerate(chosen) if key_of(column.name) == key_of(heading)]
        if not places:
            raise Invalid(
                "The file has no column {column}. It has: {columns}.",
                field="map",
                column=heading,
                columns=", ".join(column.name for column in chosen if column.name),
            )
        for place, column in enumerate(chosen):
            if place in places:
                kept = Confidence.RECOGNISED if wanted in BY_KEY else Confidence.SKIPPED
                chosen[place] = replace(column, field=wanted if wanted in BY_KEY else None, confidence=kept)
            elif column.field == wanted and column.name not in choices:
                chosen[place] = replace(column, field=None, confidence=Confidence.SKIPPED)
    return chosen


def _samples(cells: Sequence[Cell]) -> list[Cell]:
    found: list[Cell] = []
    for cell in cells[:2_000]:
        if cell != "" and cell not in found:
            found.append(cell)
            if len(found) == 20:
                break
    return found


def _fits(field: str, samples: list[Cell]) -> bool:
    """Tell whether most sample cells can be what the heading says."""
    kind = BY_KEY[field].kind
    if kind not in (Kind.DATE, Kind.MONEY, Kind.VAT, Kind.STATUS) or not samples:
        return True
    fitting = sum(_fits_kind(kind, cell) for cell in samples)
    return fitting * 2 >= len(samples)


def _fits_kind(kind: Kind, cell: Cell) -> bool:
    if kind is Kind.DATE:
        return isinstance(cell, date) or (
            isinstance(cell, str) and bool(re.search(r"\d{1,2}\D+\d{1,2}\D+\d{2}|\d{4}|\d{1,2}\s+\w{3,}\s+\d{4}", cell))
        )
    if kind is Kind.STATUS:
        return isinstance(cell, str) and is_status(cell)
    if isinstance(cell, str):
        if kind is Kind.VAT:
            return len(cell) <= 5
        return bool(re.search(r"\d", cell)) or len(cell) <= 2
    if isinstance(cell, bool | date):
        return False
    return kind is Kind.MONEY or 0 <= cell <= 30


def shown(cell: Cell) -> str:
    """Return a cell as a person would write it: whole numbers without `.0`, dates as dd.mm.yyyy."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, date):
        return f"{cell.day:02d}.{cell.month:02d}.{cell.year:04d}"
    return str(cell)
