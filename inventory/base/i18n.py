"""Texts, dates and money in Polish and English; English message ids, one gettext domain."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from inventory.base.paths import resources

LANGUAGES = ("pl", "en")
NBSP = "\u00a0"
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Message:
    """A text still to be translated, with the values that go into it.

    `plural` with `params["n"]` chooses the plural form. Parameters that are dates, `Money` or
    messages themselves are written in the language of the reader.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None


class Money(int):
    """Grosze that are to be written as money in a message."""


class Percent(int):
    """Hundredths of a per cent that are to be written as a share in a message."""


def counted(singular: str, plural: str, n: int, /, **params: object) -> Message:
    """Return a message whose form depends on `n`, which fills `{n}`."""
    return Message(singular, {**params, "n": n}, plural=plural)


def N_(text: str) -> str:  # noqa: N802 - the name that gettext extractors know
    """Mark a constant for translation without translating it."""
    return text


class Translations:
    """One language: passed to whatever writes text, so that a Polish paper can come from an English window."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations
        if language == "en":
            self._catalogue = gettext.NullTranslations()
        else:
            self._catalogue = gettext.translation(
                "inventory", resources() / "locale", languages=[language], fallback=True
            )

    def __call__(self, text: str, /, **params: object) -> str:
        """Translate `text` and fill in its `{name}` parameters."""
        translated = self._catalogue.gettext(text) if text else ""
        return translated.format(**self._written(params)) if params else translated

    def plural(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """Translate the form that fits `n`; `{n}` in the text is the number."""
        return self._catalogue.ngettext(singular, plural, n).format(n=self.number(n), **self._written(params))

    def context(self, context: str, text: str) -> str:
        """Translate a short word whose meaning depends on where it stands."""
        return self._catalogue.pgettext(context, text)

    def message(self, message: Message) -> str:
        """Translate a message that was made elsewhere."""
        if message.plural is not None:
            rest = dict(message.params)
            count = rest.pop("n")
            assert isinstance(count, int)
            return self.plural(message.text, message.plural, count, **rest)
        return self(message.text, **message.params)

    def number(self, value: int) -> str:
        """Write a whole number with the thousands set apart."""
        return f"{value:,}".replace(",", NBSP if self.language == "pl" else ",")

    def amount(self, grosze: int) -> str:
        """Write grosze as an amount without the currency: `6 480,00` or `6,480.00`."""
        sign = "-" if grosze < 0 else ""
        whole, rest = divmod(abs(grosze), 100)
        if self.language == "pl":
            return f"{sign}{whole:,}".replace(",", NBSP) + f",{rest:02d}"
        return f"{sign}{whole:,}.{rest:02d}"

    def money(self, grosze: int) -> str:
        """Write grosze with the currency: `6 480,00 zł` or `PLN 6,480.00`."""
        return f"{self.amount(grosze)}{NBSP}zł" if self.language == "pl" else f"PLN{NBSP}{self.amount(grosze)}"

    def percent(self, hundredths: int) -> str:
        """Write a share given in hundredths of a per cent: 8500 is `85%`, 3333 is `33,33%`."""
        whole, rest = divmod(hundredths, 100)
        point = "," if self.language == "pl" else "."
        return f"{whole}%" if rest == 0 else f"{whole}{point}{rest:02d}%".replace("0%", "%")

    def decimal(self, value: float, places: int | None = None) -> str:
        """Write a measure with the decimals it has, or with as many as are asked for: `26,5` or `26.5`."""
        written = f"{value:g}" if places is None else f"{value:.{places}f}"
        return written.replace(".", ",") if self.language == "pl" else written

    def date(self, day: date | None) -> str:
        """Write a date: `18.11.2025` or `18 Nov 2025`; nothing for None."""
        if day is None:
            return ""
        if self.language == "pl":
            return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
        return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year:04d}"

    def moment(self, instant: datetime) -> str:
        """Write an instant in local time: `18.11.2025 10:41`."""
        local = instant.astimezone()
        return f"{self.date(local.date())} {local:%H:%M}"

    def _written(self, params: Mapping[str, object]) -> dict[str, object]:
        return {key: self._value(value) for key, value in params.items()}

    def _value(self, value: object) -> object:
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, Percent):
            return self.percent(value)
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, float):
            return self.decimal(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.date(value)
        return value


@lru_cache(maxsize=8)
def translations(language: str) -> Translations:
    """Return the catalogue of a language, read once."""
    return Translations(language)


def system_language() -> str:
    """Return the language of the system where it is Polish or English, else Polish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value[:2].lower() if value[:2].lower() in LANGUAGES else "pl"
    return _windows_language()


def _windows_language() -> str:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return "pl"
    # The low ten bits of a Windows language id are the primary language; 9 is English.
    return "en" if windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 9 else "pl"
