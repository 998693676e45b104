"""Numbers and dates as the papers write them: amounts in words, days with their year mark."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from inventory.base.i18n import NBSP, Translations

NONE = "–"


def number_in_words(number: int, tr: Translations) -> str:
    """Write a whole number in words: `dziesięć`, `ten`."""
    from num2words import num2words

    # An int would be read as grosze by some of its languages; a Decimal never is.
    return str(num2words(Decimal(number), lang=tr.language))


def amount_in_words(grosze: int, tr: Translations) -> str:
    """Write grosze in words: `sto dwa złote 05/100`, `one hundred and two zloty 05/100`."""
    whole, rest = divmod(abs(grosze), 100)
    words = number_in_words(whole, tr)
    text = tr.plural("{words} zloty {rest}/100", "{words} zloty {rest}/100", whole, words=words, rest=f"{rest:02d}")
    return tr("minus {amount}", amount=text) if grosze < 0 else text


def amount(grosze: int | None, tr: Translations) -> str:
    """Write an amount for a table: nothing known is a dash, zero is `0,00`."""
    return NONE if grosze is None else tr.amount(grosze)


def day(value: date, tr: Translations) -> str:
    """Write a day for a field: `18.11.2025 r.`, `18 Nov 2025`, never broken."""
    text = tr.date(value).replace(" ", NBSP)
    return f"{text}{NBSP}r." if tr.language == "pl" else text


def table_day(value: date, tr: Translations) -> str:
    """Write a day for a table cell, never broken."""
    return tr.date(value).replace(" ", NBSP)


def moment(value: datetime, tr: Translations) -> str:
    """Write an instant in local time for a field: `18.11.2025 r., 8:05`."""
    local = value.astimezone()
    return f"{day(local.date(), tr)}, {local.hour}:{local.minute:02d}"
