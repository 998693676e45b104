"""The texts of drawn layouts: exactly the fields that a layout uses, written as the screens write them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from inventory.base.i18n import Translations
from inventory.catalogue.assets import BY_KEY
from inventory.catalogue.field import Kind
from inventory.catalogue.statuses import status_word
from inventory.labels.drawing import FIXED, NUMBER, Drawing, TextElement
from inventory.store.columns import read_page

# Fields of the drawing that the register keeps under another name, and those that are no field of an asset.
_COLUMNS = {"project": "projects"}
_NOT_OF_ASSETS = frozenset({FIXED, NUMBER, "unit_name", "unit_short", "source_mark"})


def fields_of(drawing: Drawing) -> frozenset[str]:
    """Return the fields that the texts of a drawing show."""
    return frozenset(one.field for one in drawing.elements if isinstance(one, TextElement)) - {FIXED}


class LabelTexts:
    """Reads the texts of many assets for one drawing; `unit` is the unit's short name and its full one."""

    def __init__(self, session: Session, drawing: Drawing, unit: tuple[str, str], tr: Translations) -> None:
        self._session, self._tr = session, tr
        self._fields = fields_of(drawing)
        self.has_mark = "source_mark" in self._fields
        shared = {"unit_short": unit[0], "unit_name": unit[1]}
        self._shared = {field: text for field, text in shared.items() if field in self._fields}
        self._read = tuple(sorted(self._fields - _NOT_OF_ASSETS))

    def read(self, ids: Sequence[int]) -> dict[int, Mapping[str, str]]:
        """Return the texts of some assets by field; those of one that is in the register no longer are empty."""
        if not self._read:
            return dict.fromkeys(ids, self._shared)
        register: Any = self._session.connection().connection.driver_connection
        assert isinstance(register, sqlite3.Connection)
        columns = [_COLUMNS.get(field, field) for field in self._read]
        # No field of a label depends on the day.
        rows = read_page(register, ids, columns, date.min)
        return {
            key: self._shared | {
                field: self._written(field, value) for field, value in zip(self._read, row, strict=True)
            }
            for key, row in zip(ids, rows, strict=True)
        }  # fmt: skip

    def _written(self, field: str, value: Any) -> str:
        if value is None or value in ("", ()):
            return ""
        tr, kind = self._tr, BY_KEY[field].kind if field in BY_KEY else Kind.NUMBERS
        if kind is Kind.MONEY:
            return tr.money(value)
        if kind is Kind.DATE:
            return tr.date(value)
        if kind is Kind.COUNT:
            return tr.number(value)
        if kind is Kind.STATUS:
            return status_word(value, tr)
        if kind is Kind.VAT:
            return f"{value}%" if value.isdigit() else str(value)
        if kind is Kind.NUMBERS:
            return ", ".join(value)
        if kind is Kind.FUNDING:
            return ", ".join(f"{code} {tr.percent(share)}" if share else code for code, _, share, _ in value)
        return str(value)
