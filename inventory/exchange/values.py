"""Reads one cell as the value of a field, or says in one sentence why it cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from inventory.base.errors import Invalid
from inventory.base.i18n import LANGUAGES, N_, translations
from inventory.base.text import clean, fold
from inventory.catalogue.assets import BY_KEY
from inventory.catalogue.field import Kind
from inventory.catalogue.statuses import ASSET_STATUSES
from inventory.exchange import dates, numbers
from inventory.exchange.funding import Share, read_funding
from inventory.exchange.grid import Cell

Value = str | int | date | tuple[str, ...] | tuple[Share, ...] | None

TOO_LONG = N_("The text has {n} characters; at most {most} fit here.")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NUMBER = re.compile(r"[A-Z0-9/.-]+")
_ALIKE = {
    "CYRILLIC": N_("{letter} in {value} is a Cyrillic letter that only looks like a Latin one. Type the number again."),
    "GREEK": N_("{letter} in {value} is a Greek letter that only looks like a Latin one. Type the number again."),
    "FULLWIDTH": N_("{letter} in {value} is a full-width sign. Type the number again."),
    "DIGIT": N_("{letter} in {value} is a foreign digit. Type the number again."),
}
_NO_SERIAL = frozenset(
    {
        "b/n",
        "bn",
        "b.n.",
        "b.n",
        "b n",
        "brak",
        "bez numeru",
        "nie ma",
        "nie posiada",
        "nie dotyczy",
        "n/d",
        "nd",
        "-",
        "--",
        "–",
        "—",
    }
)
# Signs that a spreadsheet would take for the beginning of a formula (full-width ones too).
_FORMULA = tuple("=+-@\t\r\n|%'＝＋－＠")

_STATUS_WORDS = {
    "in_stock": "w magazynie, na magazynie, magazyn, w zasobach, wolny, dostępny, in storage, in stock, in_stock",
    "issued": "w użyciu, w użytkowaniu, użytkowany, wydany, wydane, wydano, używany, in use, issued",
    "in_repair": "w naprawie, naprawa, serwis, w serwisie, in repair, in_repair, repair",
    "for_disposal": "do likwidacji, do kasacji, do wybrakowania, do zdania, to dispose, for disposal, for_disposal",
    "missing": "nieodnaleziony, zaginiony, zagubiony, nie odnaleziono, missing, lost",
    "transferred": "przekazany na zewnątrz, przekazany, przekazano, transferred out, transferred",
    "disposed": "zlikwidowany, zlikwidowano, wybrakowany, skasowany, zutylizowany, disposed, written off",
}


@lru_cache(maxsize=1)
def _statuses() -> dict[str, str]:
    """Return the status of each word: those of clerks, and those that the program itself writes in any language."""
    known = {fold(word): status for status, words in _STATUS_WORDS.items() for word in words.split(", ")}
    for status, label in ASSET_STATUSES.items():
        known.update((fold(translations(language)(label)), status) for language in LANGUAGES)
        known[status] = status
    return known


@dataclass(frozen=True, kw_only=True)
class Styles:
    """What the user has said of the file: `dates` is `dmy` or `mdy`, `decimal` is `,` or `.`."""

    dates: str | None = None
    decimal: str | None = None
    is_text: bool = False


def reader(field: str, styles: Styles) -> Callable[[Cell], Value]:
    """Return the function that reads a cell of `field`: None for an empty one, `Invalid` for a wrong one.

    Money is grosze, rates as `vat_rate` says, shares `Share`, old numbers a tuple, a status its id.
    """
    read = _reader(field, styles)
    if styles.is_text:
        return lambda cell: read(_unprefixed(cell))
    return read


def _reader(field: str, styles: Styles) -> Callable[[Cell], Value]:
    kind = BY_KEY[field].kind
    longest = BY_KEY[field].longest or 500
    if kind is Kind.DATE:
        return lambda cell: dates.day(cell, order=styles.dates)
    if kind is Kind.MONEY:
        return lambda cell: numbers.amount(cell, decimal=styles.decimal)
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind in (Kind.NUMBER, Kind.ASSET):
        return lambda cell: inventory_number(_text(cell), longest=longest if kind is Kind.NUMBER else 32)
    if kind is Kind.NUMBERS:
        return lambda cell: _names(_text(_undated(cell)), longest)
    if field == "serial":
        return lambda cell: _serial(_text(_undated(cell)), longest)
    return lambda cell: _line(_text(cell), longest, lines=kind is Kind.NOTES)


def _text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without `.0`, days as dd.mm.yyyy."""
    if isinstance(cell, str):
        if not cell.isprintable():
            control = _CONTROL.search(cell)
            if control:
                raise Invalid(
                    "The text holds the control character U+{code}. Delete it.", code=f"{ord(control.group()):04X}"
                )
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return format(numbers.exact(cell).normalize(), "f")
    return f"{cell.day:02d}.{cell.month:02d}.{cell.year:04d}"


def _unprefixed(cell: Cell) -> Cell:
    """Take off the sign that keeps a text from being a formula in a CSV file (reliability.md 73)."""
    return cell[1:] if isinstance(cell, str) and cell[:1] == "'" and needs_prefix(cell[1:]) else cell


def needs_prefix(text: str) -> bool:
    """Tell whether a spreadsheet could take a CSV cell for a formula, or the prefix of one."""
    return text.startswith(_FORMULA) or text.lstrip()[:1] in tuple("=+-@")


def _undated(cell: Cell) -> Cell:
    if isinstance(cell, date):
        raise Invalid("The spreadsheet has turned this number into the date {day}. Enter it as text.", day=cell)
    return cell


def _line(text: str, longest: int, *, lines: bool = False) -> str | None:
    cleaned = clean(text, lines=lines)
    if len(cleaned) > longest:
        raise Invalid(TOO_LONG, n=len(cleaned), most=longest)
    return cleaned or None


def inventory_number(text: str, *, longest: int = 32) -> str | None:
    """Return an inventory number in capitals, None for an empty one; a wrong character is named (decision 3)."""
    number = clean(text).upper()
    if not number:
        return None
    # The capital of a foreign letter may be a Latin one, so the letters are looked at as they were typed.
    if not _NUMBER.fullmatch(number) or not clean(text).isascii():
        raise _strange(clean(text))
    if len(number) > longest:
        raise Invalid(TOO_LONG, n=len(number), most=longest)
    return number


def _strange(number: str) -> Invalid:
    letter = next(letter for letter in number if not letter.isascii() or not _NUMBER.fullmatch(letter.upper()))
    script = unicodedata.name(letter, "").split(" ")[0]
    if letter.isdigit() and not letter.isascii():
        script = "DIGIT"
    if script in _ALIKE:
        return Invalid(_ALIKE[script], letter=letter, value=number)
    if letter == " ":
        return Invalid("{value} has a space inside. A number is made of A-Z, 0-9, / - and dots.", value=number)
    return Invalid(
        "{letter} cannot stand in the number {value}, which is made of A-Z, 0-9, / - and dots.",
        letter=letter,
        value=number,
    )


def _names(text: str, longest: int) -> tuple[str, ...] | None:
    names = tuple(filter(None, (clean(part) for part in re.split(r"[;\n]", text))))
    for name in names:
        if len(name) > longest:
            raise Invalid(TOO_LONG, n=len(name), most=longest)
    return names or None


def _serial(text: str, longest: int) -> str | None:
    serial = _line(text, longest)
    return None if serial is None or serial.casefold() in _NO_SERIAL else serial


def status(cell: Cell) -> str | None:
    """Return the id of a status from its id or its Polish or English word; raises `Invalid`."""
    word = _line(_text(cell), 500)
    if word is None:
        return None
    found = _statuses().get(fold(word))
    if found is None:
        raise Invalid(
            "{value} is no status. The statuses are: {statuses}.", value=word, statuses=", ".join(ASSET_STATUSES)
        )
    return found


def is_status(text: str) -> bool:
    """Tell whether a text is the id or the word of a status."""
    return fold(clean(text)) in _statuses()


_SIMPLE: dict[Kind, Callable[[Cell], Value]] = {
    Kind.VAT: numbers.vat_rate,
    Kind.COUNT: numbers.quantity,
    Kind.FUNDING: read_funding,
    Kind.STATUS: status,
}

# A cell such as "FV 227/2023 z 14.12.2023" or "FV 227/2023, 14.12.2023 r." (decision 7).
_INVOICE = re.compile(
    r"(?P<number>.*?\S)(?:\s+(?:z\s+dnia|z|of|dated|from)\s+|\s*[,;/]\s*(?:z\s+dnia\s+|z\s+)?|\s+)(?P<day>\S+(?:\s+[^\W\d]+\s+[0-9]{4})?(?:\s*(?:r\.?|roku))?)"
)


def invoice_and_day(text: str) -> tuple[str, date | None]:
    """Return an invoice cell parted into its number and its day, where it ends with a day."""
    match = _INVOICE.fullmatch(text)
    if match is None or not re.search(r"[0-9]{4}", match["day"]):
        return text, None
    try:
        day = dates.day(match["day"])
    except Invalid:
        return text, None
    return (match["number"].rstrip(" ,;"), day) if day else (text, None)
