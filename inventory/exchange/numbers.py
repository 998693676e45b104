"""Reads amounts, rates and quantities as Polish and English offices type them; what has two readings is refused."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from inventory.base.errors import Invalid
from inventory.base.i18n import N_
from inventory.exchange.grid import Cell

LARGEST_AMOUNT = 10**13
# What clerks write where there is no value.
NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "–",
        "—",
        "brak",
        "b/d",
        "bd",
        "b.d.",
        "n/d",
        "nd",
        "n.d.",
        "nie dotyczy",
        "none",
        "n/a",
        "null",
        "x",
    }
)

_SPACES = re.compile("[ \u00a0\u202f\u2009\u2007\t]+")
_CURRENCY = re.compile(r"^(?:pln|zł|zl)\.?\s*|\s*(?:pln|zł|zl|złotych)\.?$", re.IGNORECASE)
_OTHER_CURRENCY = re.compile(r"(?:\b(?:eur|usd|gbp|chf|nok|czk)\b|[€$£])", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d+", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?: \d{3})+", re.ASCII)
_DECIMAL = re.compile(r"(-?(?:\d+|\d{1,3}(?: \d{3})+))([.,])(\d+)", re.ASCII)
_POLISH = re.compile(r"(-?\d{1,3}(?:\.\d{3})+),(\d{1,2})", re.ASCII)
_ENGLISH = re.compile(r"(-?\d{1,3}(?:,\d{3})+)\.(\d{1,2})", re.ASCII)

TWO_READINGS = N_("{value} can be read in two ways. Write it as {polish}.")
EITHER = N_("{value} can be read in two ways. Write it as {first} or {second}.")
NOT_AMOUNT = N_("{value} is not an amount.")
TOO_LONG = N_("{value} has more digits than a sheet keeps exactly. Enter it as text.")
NOT_NUMBER = N_("{value} is not a number.")


def looks_like_amount(text: str) -> bool:
    """Tell whether a text is made of digits and the signs of an amount."""
    bare = _CURRENCY.sub("", text.strip())
    return bool(bare) and all(letter in "0123456789 .,-–\u00a0\u202f\u2009%" for letter in bare)


def exact(cell: int | float) -> Decimal:
    """Return a number cell as it was typed; raises `Invalid` for what a sheet cannot hold exactly."""
    if isinstance(cell, float) and not isfinite(cell):
        raise Invalid(NOT_NUMBER, value=str(cell))
    if abs(cell) >= 10**15:
        raise Invalid(TOO_LONG, value=format(cell, ".0f"))
    return Decimal(repr(cell))


def amount(cell: Cell, *, decimal: str | None = None) -> int | None:
    """Return an amount in grosze, None for an empty one; `decimal` is `,` or `.` where the user has said which it is.

    Number cells are rounded half up, because a sheet keeps the tail of its own divisions. Raises `Invalid`.
    """
    if isinstance(cell, str):
        text = _text(cell)
        if text.casefold() in NOTHING:
            return None
        value = _amount_of(text, cell.strip(), decimal)
    elif isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Invalid(NOT_AMOUNT, value=str(cell))
    else:
        value = exact(cell)
    if abs(value) > LARGEST_AMOUNT:
        # More digits than can be rounded.
        raise Invalid("{value} is too large for an amount.", value=_shown(cell))
    grosze = int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if grosze < 0:
        raise Invalid("An amount cannot be negative ({value}).", value=_shown(cell))
    if grosze > LARGEST_AMOUNT:
        raise Invalid("{value} is too large for an amount.", value=_shown(cell))
    return grosze


def _shown(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()


def _text(cell: str) -> str:
    text = _SPACES.sub(" ", cell).strip()
    return text.replace("\u2212", "-").replace("–", "-") if text[:1] in "\u2212–" and len(text) > 1 else text


def _amount_of(text: str, shown: str, decimal: str | None) -> Decimal:
    if _OTHER_CURRENCY.search(text):
        raise Invalid("{value} is in another currency; the register keeps złoty.", value=shown)
    bare = _CURRENCY.sub("", _CURRENCY.sub("", text)).strip()
    bare = re.sub(r"[.,]\s?-{1,2}$", "", bare)
    if _PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare):
        return Decimal(bare.replace(" ", ""))
    match = _POLISH.fullmatch(bare)
    if match and decimal != ".":
        return Decimal(f"{match[1].replace('.', '')}.{match[2]}")
    if decimal == "." and (_ENGLISH.fullmatch(bare) or re.fullmatch(r"-?\d{1,3}(?:,\d{3})+", bare, re.ASCII)):
        return Decimal(bare.replace(",", ""))
    if decimal == "," and re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", bare, re.ASCII):
        return Decimal(bare.replace(".", ""))
    match = _DECIMAL.fullmatch(bare)
    if match and (len(match[3]) <= 2 or match[2] == decimal):
        return Decimal(f"{match[1].replace(' ', '')}.{match[3]}")
    raise _unclear(bare, shown, match)


def _unclear(bare: str, shown: str, match: re.Match[str] | None) -> Invalid:
    if any(letter.isnumeric() and not letter.isascii() for letter in bare):
        # Arabic, Thai and full-width digits are digits for Python, not for an office.
        return Invalid("{value} has a foreign digit in it. Type the amount again.", value=shown)
    if match and len(match[3]) == 3:
        return Invalid(EITHER, value=shown, first=f"{match[1]}{match[3]},00", second=f"{match[1]},{match[3][:2]}")
    if _ENGLISH.fullmatch(bare):
        return Invalid(TWO_READINGS, value=shown, polish=bare.replace(",", " ").replace(".", ","))
    return Invalid(NOT_AMOUNT, value=shown)


def quantity(cell: Cell) -> int | None:
    """Return a quantity, which is 1 or nothing (decision 5); raises `Invalid` with the offer to split for more."""
    if isinstance(cell, str):
        text = re.sub(r"\s*(?:szt|kpl|pcs?|egz)\.?$", "", _text(cell), flags=re.IGNORECASE)
        if text.casefold() in NOTHING:
            return None
        match = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", text, re.ASCII)
        if not match:
            raise Invalid(NOT_NUMBER, value=cell.strip())
        count = int(match[1])
    elif isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Invalid(NOT_NUMBER, value=str(cell))
    else:
        value = exact(cell)
        if value != value.to_integral_value():
            raise Invalid("The quantity {value} is not a whole number.", value=_shown(cell))
        count = int(value)
    if count < 1:
        raise Invalid("The quantity must be 1; an object that is not there has no row.")
    if count > 1:
        raise Invalid(
            "One row is one object, but the quantity is {n}. Split it into {n} rows with a number each.", n=count
        )
    return count


def vat_rate(cell: Cell) -> str | None:
    """Return a VAT rate as `23`, `8`, `5`, `0`, `zw` or `np`, None for an empty one; raises `Invalid`.

    A number below 1 is a share (0.23), as a sheet keeps a cell shown in per cent.
    """
    if isinstance(cell, str):
        text = _text(cell).casefold().replace(" ", "").removesuffix("vat")
        if text in NOTHING - {"np", "np."}:
            return None
        word = {
            "zw": "zw",
            "zwolniony": "zw",
            "zwolnione": "zw",
            "exempt": "zw",
            "np": "np",
            "niepodlega": "np",
            "nieopodatkowane": "np",
        }.get(text.replace(".", ""))
        if word:
            return word
        match = re.fullmatch(r"(\d{1,2}(?:[.,]\d{1,2})?)(%?)", text, re.ASCII)
        if not match:
            raise Invalid("{value} is not a VAT rate. Use a rate such as 23%, zw or np.", value=cell.strip())
        value = Decimal(match[1].replace(",", "."))
        return _rate(value * 100 if not match[2] and 0 < value < 1 else value, cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Invalid("{value} is not a VAT rate. Use a rate such as 23%, zw or np.", value=str(cell))
    value = exact(cell)
    return _rate(value * 100 if 0 < value < 1 else value, cell)


def _rate(value: Decimal, cell: Cell) -> str:
    if not 0 <= value <= 30:
        raise Invalid("{value} is not a VAT rate. Use a rate such as 23%, zw or np.", value=_shown(cell))
    return format(value.normalize(), "f")
