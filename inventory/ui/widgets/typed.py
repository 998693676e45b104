"""What people type into fields, read as dates, grosze and shares; no Qt here."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

_DAY_FIRST = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})(?:[.\-/ ](\d{4}|\d{2}))?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})", re.ASCII)
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
LARGEST = 10**15  # grosze; more is a slip of the finger


def read_date(text: str, today: date) -> date | None:
    """Return the day that was typed: d.m.yyyy, d-m-yy, d.m (this year), ddmmyyyy, yyyy-mm-dd, 18 Nov 2025.

    Empty text is None; raises ValueError where it is no day.
    """
    text = _SPACES.sub(" ", text).strip().lower().removesuffix(" r.").removesuffix("r.").strip()
    if not text:
        return None
    if found := _SOLID.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        return date(_year(year, today), int(month), int(day))
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _NAMED.fullmatch(text)
    if found and found[2] in _MONTHS:
        return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    raise ValueError(text)


def _year(text: str | None, today: date) -> int:
    if text is None:
        return today.year
    return 2000 + int(text) if len(text) == 2 else int(text)


def read_money(text: str) -> int | None:
    """Return grosze of `1 234,56`, `1234.5`, `1.234,56 zł`; None for empty text, ValueError for anything else."""
    text = _SPACES.sub("", text).lower().removesuffix("zł").removesuffix("pln").removeprefix("pln")
    if not text:
        return None
    value = _decimal(text)
    if value != round(value, 2):
        raise ValueError(text)
    grosze = int(value * 100)
    if abs(grosze) > LARGEST:
        raise ValueError(text)
    return grosze


def read_percent(text: str) -> int | None:
    """Return hundredths of a per cent of `85`, `85%`, `33,33`; None for empty text, ValueError outside 0 to 100."""
    text = _SPACES.sub("", text).removesuffix("%")
    if not text:
        return None
    value = _decimal(text)
    if value != round(value, 2) or not 0 <= value <= 100:
        raise ValueError(text)
    return int(value * 100)


def _decimal(text: str) -> Decimal:
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        # The later mark is the decimal one, the other sets thousands apart.
        thousands, mark = (".", ",") if comma > point else (",", ".")
        head, _, tail = text.rpartition(mark)
        if thousands in tail or any(len(group) != 3 for group in head.split(thousands)[1:]):
            raise ValueError(text)
        text = head.replace(thousands, "") + "." + tail
    else:
        text = text.replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]*)?", text):
        raise ValueError(text)
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error


def read_measure(text: str) -> float | None:
    """Return the number of `63,5 mm`, `+0.3`, `−1`, `101,5%` to hundredths; None for empty text, ValueError else."""
    text = _SPACES.sub("", text).lower().removesuffix("mm").removesuffix("%").replace("−", "-").removeprefix("+")
    return round(float(_decimal(text)), 2) if text else None


def read_count(text: str) -> int | None:
    """Return a whole number; None for empty text, ValueError for anything else."""
    text = _SPACES.sub("", text)
    if text and not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text) if text else None
