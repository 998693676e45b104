"""What a field is: its name for scripts, its words for people, its kind and where it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """How a value is written, compared and edited."""

    TEXT = auto()
    NOTES = auto()
    NUMBER = auto()
    CODE = auto()
    DATE = auto()
    MONEY = auto()
    VAT = auto()
    COUNT = auto()
    STATUS = auto()
    CATEGORY = auto()
    PLACE = auto()
    CUSTODIAN = auto()
    SUPPLIER = auto()
    ASSET = auto()
    NUMBERS = auto()
    FUNDING = auto()


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a record.

    `key` is the word of the command line and of import and export, `label` an English message id,
    `width` the usual column width in logical pixels, `longest` the most characters that it takes.
    `default_column` says whether the list shows it before the user chooses columns.
    """

    key: str
    label: str
    kind: Kind
    width: int = 120
    longest: int | None = None
    bulk_edit: bool = False
    default_column: bool = False
