"""Values as people type them into filters: dates, amounts, counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from inventory.base.money import to_grosze

_TODAY = re.compile(r"(?:today|dzi[sś]|dzisiaj)\s*(?:([+-])\s*(\d{1,5}))?$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_POLISH = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2}))?$")
_CURRENCY = re.compile(r"(?:z[lł]|pln)\.?$", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
# More than any price, and still an integer for SQLite when counted in grosze.
_MOST = Decimal(10) ** 13


def typed_days(text: str, today: Callable[[], date]) -> tuple[date, date] | None:
    """Return first and last day of what is named: `2027-01-31`, `31.01.2027`, `today+30`, `2027-01`, `2027`."""
    text = text.strip()
    relative = _TODAY.match(text)
    try:
        if relative:
            day = today() + timedelta(days=int(f"{relative[1] or '+'}{relative[2] or 0}"))
            return day, day
        if match := _ISO.match(text):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return day, day
        if match := _POLISH.match(text):
            day = date(int(match[3]), int(match[2]), int(match[1]))
            return day, day
        if match := _PERIOD.match(text):
            return _period(int(match[1]), int(match[2]) if match[2] else None)
    except (ValueError, OverflowError):
        return None
    return None


def typed_amount(text: str) -> int | None:
    """Return grosze of złoty written the Polish or the plain way: `10 000,50`, `10000.50`, `1.234,56 zł`."""
    amount = _SPACES.sub("", _CURRENCY.sub("", text.strip()))
    if "," in amount and "." in amount:
        thousands = "." if amount.rfind(",") > amount.rfind(".") else ","
        amount = amount.replace(thousands, "")
    number = _decimal(amount.replace(",", "."))
    return None if number is None else to_grosze(number)


def typed_count(text: str) -> int | None:
    """Return a whole number."""
    number = _decimal(_SPACES.sub("", text))
    return int(number) if number is not None and number == number.to_integral_value() else None


def _period(year: int, month: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _decimal(text: str) -> Decimal | None:
    if not text.isascii():
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < _MOST else None
