"""Gathers what is wrong or unusual in a form, each at its field, so that all of it is told at once."""

from __future__ import annotations

import re

from inventory.base.errors import Problem, ProblemsFound
from inventory.base.i18n import Message
from inventory.base.text import clean
from inventory.catalogue.assets import BY_KEY

LINE = 500
NAME = 300
SHORT = 100
CODE = 32
NOTES = 20_000
_SPACED = re.compile(r"\s+")


class Problems:
    """Faults stop the saving, warnings do not; both are in the order in which they were found."""

    def __init__(self) -> None:
        self.faults: list[Problem] = []
        self.warnings: list[Problem] = []

    def fault(self, field: str, text: str, /, **params: object) -> None:
        """Note a fault at `field`; `text` is an English message id."""
        self.faults.append(Problem(field, Message(text, params)))

    def warn(self, field: str, text: str, /, **params: object) -> None:
        """Note something unusual that is allowed."""
        self.warnings.append(Problem(field, Message(text, params)))

    def text(self, field: str, value: str, longest: int = LINE, *, lines: bool = False) -> str:
        """Return `value` cleaned; one that is too long is a fault, nothing is cut (decision 2)."""
        cleaned = clean(value, lines=lines)
        if len(cleaned) > longest:
            self.fault(
                field,
                "The text has {n} characters; at most {most} fit here.",
                n=len(cleaned),
                most=longest,
            )
        return cleaned

    def asset_text(self, field: str, value: str) -> str:
        """Return a text of an asset cleaned; how long it may be is in the catalogue."""
        return self.text(field, value, BY_KEY[field].longest or LINE, lines=field == "notes")

    def needed(self, field: str, value: str, text: str, longest: int = NAME) -> str:
        """Return `value` cleaned; an empty one is a fault told by `text`."""
        cleaned = self.text(field, value, longest)
        if not cleaned:
            self.fault(field, text)
        return cleaned

    def raise_if_any(self) -> None:
        """Raise `ProblemsFound` where there are faults."""
        if self.faults:
            raise ProblemsFound(self.faults)


def compact(value: str) -> str:
    """Return a code without its spaces, as NIP and KSeF numbers are compared."""
    return _SPACED.sub("", clean(value))
