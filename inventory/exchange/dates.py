"""Reads dates as Polish and English offices type them; what has two readings is refused."""

from __future__ import annotations

import re
from datetime import date, datetime

from inventory.base.errors import Invalid
from inventory.base.i18n import N_
from inventory.base.text import clean, fold
from inventory.exchange.grid import Cell
from inventory.exchange.numbers import NOTHING

EARLIEST, LATEST = 1900, 2150

NOT_DATE = N_("{value} is not a date.")
NO_SUCH_DAY = N_("There is no such day: {value}.")
TWO_READINGS = N_("The date {value} can be read in two ways. Write it as day.month.year with four digits of the year.")
NUMBER_NOT_DATE = N_("{value} is a number, not a date. Format the cell as a date.")
NO_DAY = N_("{value} names no day. Write day.month.year.")

_TAIL = re.compile(r"\s*(?:r\.?|roku)$", re.IGNORECASE)
_TIME = re.compile(r"[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.\d+)?)?Z?$")
_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{2}", re.ASCII)
_WORDS = re.compile(r"([0-9]{1,2})\.?[\s.-]+([^\W\d]+)\.?[\s.,-]+([0-9]{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
_ONLY_YEAR = re.compile(r"(?:[0-9]{1,2}\s*[-./]\s*)?[0-9]{4}|[^\W\d]+\s+[0-9]{4}")

_MONTH_NAMES = (
    "styczen stycznia sty january jan i",
    "luty lutego lut february feb ii",
    "marzec marca mar march mar iii",
    "kwiecien kwietnia kwi april apr iv",
    "maj maja maj may may v",
    "czerwiec czerwca cze june jun vi",
    "lipiec lipca lip july jul vii",
    "sierpien sierpnia sie august aug viii",
    "wrzesien wrzesnia wrz september sep ix sept",
    "pazdziernik pazdziernika paz october oct x",
    "listopad listopada lis november nov xi",
    "grudzien grudnia gru december dec xii",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}


def day(cell: Cell, *, order: str | None = None) -> date | None:
    """Return the day that a cell names, None for an empty one.

    `order` is `dmy` or `mdy` where the user has said which it is; without it a date such as 03/04/2023 is
    refused, and one with two digits of the year always is. Raises `Invalid`.
    """
    if isinstance(cell, datetime):
        return _in_range(cell.date())
    if isinstance(cell, date):
        return _in_range(cell)
    if not isinstance(cell, str):
        raise Invalid(NUMBER_NOT_DATE, value=f"{cell:g}" if isinstance(cell, float) else str(cell))
    shown = clean(cell)
    if shown.casefold() in NOTHING:
        return None
    parts = _parts(_TAIL.sub("", _TIME.sub("", shown)).strip(), shown, order)
    try:
        return _in_range(date(*parts))
    except ValueError as error:
        raise Invalid(NO_SUCH_DAY, value=shown) from error


def _parts(text: str, shown: str, order: str | None) -> tuple[int, int, int]:
    """Return year, month and day as they were typed, whether or not there is such a day."""
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if order == "mdy" or (order is None and match[2] == "/" and second > 12 >= first):
            first, second = second, first
        elif order is None and match[2] == "/" and first <= 12 and first != second:
            raise Invalid(TWO_READINGS, value=shown)
        return year, second, first
    if _SHORT_YEAR.fullmatch(text):
        raise Invalid(TWO_READINGS, value=shown)
    if (match := _WORDS.fullmatch(text)) and fold(match[2]) in _MONTHS:
        return int(match[3]), _MONTHS[fold(match[2])], int(match[1])
    if (match := _MONTH_FIRST.fullmatch(text)) and fold(match[1]) in _MONTHS:
        return int(match[3]), _MONTHS[fold(match[1])], int(match[2])
    if _ONLY_YEAR.fullmatch(text):
        raise Invalid(NO_DAY, value=shown)
    raise Invalid(NOT_DATE, value=shown)


def _in_range(found: date) -> date:
    if not EARLIEST <= found.year <= LATEST:
        raise Invalid("The year {year} cannot be right.", year=str(found.year))
    return found
