"""Reads one table of a stock or layout file, value by value, and says by name what is missing or wrong."""

from __future__ import annotations

import tomllib
from typing import Any

from inventory.base.errors import Invalid


class Table:
    """One table of a file; a missing or wrong value is an `Invalid` that names file and field."""

    def __init__(self, file: str, values: object, prefix: str = "") -> None:
        self.file, self.prefix = file, prefix
        if not isinstance(values, dict):
            raise self.error("")
        self.values: dict[str, Any] = dict(values)

    def error(self, key: str) -> Invalid:
        """Return what to raise about a field."""
        named = f"{self.prefix}{key}".rstrip(".") or "{}"
        return Invalid("File {file}: “{key}” is missing or wrong.", field="file", file=self.file, key=named)

    def word(self, key: str, choices: tuple[str, ...] = (), *, default: str | None = None, longest: int = 500) -> str:
        """Return a text, one of `choices` where there are any."""
        value = self.values.pop(key, default)
        if not isinstance(value, str) or len(value) > longest or (choices and value not in choices):
            raise self.error(key)
        if not value.strip() and value != default:
            raise self.error(key)
        return value

    def number(self, key: str, default: float | None = None, *, least: float = 0.1, most: float = 1000.0) -> float:
        """Return a number within limits."""
        value = self.values.pop(key, default)
        # Nothing that is no number lies within limits.
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            raise self.error(key)
        return float(value)

    def count(self, key: str, default: int | None = None, *, most: int = 100) -> int:
        """Return a whole number from 1 on."""
        value = self.values.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise self.error(key)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where there is none."""
        value = self.values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.error(key)
        return tuple(value)

    def tables(self, key: str) -> list[Table]:
        """Return a list of tables."""
        value = self.values.pop(key, None)
        if not isinstance(value, list):
            raise self.error(key)
        return [Table(self.file, one, f"{self.prefix}{key}.{count}.") for count, one in enumerate(value, 1)]

    def done(self) -> None:
        """Refuse what nobody asked for: a misspelt key would otherwise be ignored in silence."""
        for key in self.values:
            raise self.error(key)


def parsed(text: str, file: str) -> Table:
    """Return the top table of a TOML file; raises `Invalid` naming `file`."""
    try:
        return Table(file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Invalid("File {file} cannot be read: {reason}.", field="file", file=file, reason=error) from error
