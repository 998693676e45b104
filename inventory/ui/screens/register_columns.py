"""The columns of the register: what each shows of an asset, and which values must be read for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.catalogue.assets import ASSET_FIELDS
from inventory.catalogue.field import Field, Kind
from inventory.catalogue.statuses import GONE_STATUSES
from inventory.catalogue.stickers import STICKER_STATES
from inventory.ui.asset_look import funding_token, status_look
from inventory.ui.models.cells import BADGE, NUMBER, SHARES, Cell, Column, bold_parts, tick_column

# Read for every row; what only some columns show is read while one of them is shown.
BASE = (
    "id",
    "number",
    "name",
    "icon",
    "custodian",
    "custodian_cell",
    "place",
    "place_name",
    "status",
    "overdue",
    "return_by",
    "projects",
    "shares",
    "price_gross",
    "in_durability",
)
_OWN_COLUMNS = {"number", "name", "status", "custodian", "price_gross", "funding"}
EXTRA = (
    *(field.key for field in ASSET_FIELDS if field.key not in {*BASE, *_OWN_COLUMNS}),
    "last_counted_on",
    "sticker",
)
FIELDS = BASE + EXTRA
_AT = {name: place for place, name in enumerate(FIELDS)}
_NUMBER, _NAME, _ICON, _HOLDER, _CELL = (
    _AT[name] for name in ("number", "name", "icon", "custodian", "custodian_cell")
)
_PLACE, _PLACE_NAME, _STATUS, _OVERDUE = (_AT[name] for name in ("place", "place_name", "status", "overdue"))
_RETURN, _PROJECTS, _SHARES, _PRICE = (_AT[name] for name in ("return_by", "projects", "shares", "price_gross"))
NUMERIC = {Kind.MONEY, Kind.COUNT}


class RegisterColumns:
    """Makes the columns in one language; `words` are what the search looks for, written bold where they stand."""

    def __init__(self, tr: Translations) -> None:
        self._tr = tr
        self._words: tuple[str, ...] = ()

    def mark(self, words: Sequence[str]) -> None:
        """Remember the words of the search."""
        self._words = tuple(folded for word in words if (folded := fold(word)))

    def columns(self) -> list[Column]:
        """Return all columns, those of the usual list first and shown."""
        tr = self._tr
        return [
            tick_column(),
            Column(key="number", title=tr("Number"), cell=self._number, width=108),
            Column(key="name", title=tr("Name"), cell=self._name, width=220),
            Column(key="custodian", title=tr("Person / place"), cell=self._holder, width=156),
            Column(key="status", title=tr("Status"), cell=self._status, style=BADGE, width=122),
            Column(key="funding", title=tr("Funding"), cell=self._funding, style=SHARES, width=112),
            Column(key="price_gross", title=tr("Value, PLN"), cell=self._price, style=NUMBER, width=92),
            *(self._plain(field) for field in ASSET_FIELDS if field.key not in _OWN_COLUMNS),
            self._dates("return_by", tr("Return by")),
            self._dates("last_counted_on", tr("Last counted"), sortable=False),
            Column(key="sticker", title=tr("Sticker"), cell=self._sticker, width=110, shown=False),
        ]

    def _plain(self, field: Field) -> Column:
        at, tr = _AT[field.key], self._tr
        title = tr(field.label)
        if field.kind is Kind.DATE:
            return self._dates(field.key, title)
        if field.kind is Kind.MONEY:
            return Column(
                key=field.key,
                title=tr("{field}, PLN", field=title),
                width=field.width,
                shown=False,
                style=NUMBER,
                cell=lambda row: "" if row[at] is None else tr.amount(row[at]),
            )
        if field.kind is Kind.COUNT:
            return Column(
                key=field.key,
                title=title,
                cell=lambda row: str(row[at] or ""),
                width=field.width,
                shown=False,
                style=NUMBER,
            )
        marks = field.kind in {Kind.TEXT, Kind.NOTES, Kind.CODE, Kind.NUMBERS}

        def text(row: Any) -> Cell | str:
            value = ", ".join(row[at]) if isinstance(row[at], tuple) else str(row[at] or "")
            return self._marked(" ".join(value.split()) if "\n" in value else value) if marks else value

        return Column(key=field.key, title=title, cell=text, width=field.width, shown=False)

    def _dates(self, key: str, title: str, *, sortable: bool = True) -> Column:
        at, tr = _AT[key], self._tr

        def day(row: Any) -> str:
            return tr.date(row[at]) if isinstance(row[at], date) else ""

        return Column(key=key, title=title, cell=day, width=104, shown=False, sortable=sortable)

    def _marked(self, text: str, **more: Any) -> Cell:
        return Cell(text, marks=bold_parts(text, self._words) if self._words else (), **more)

    def _number(self, row: Any) -> Cell:
        return self._marked(row[_NUMBER])

    def _name(self, row: Any) -> Cell:
        gone = row[_STATUS] in GONE_STATUSES
        return self._marked(row[_NAME], icon=row[_ICON] or "package", struck=gone, tone="text3" if gone else "")

    def _holder(self, row: Any) -> Cell:
        first, second = row[_HOLDER], ""
        place, name = row[_PLACE] or "", row[_PLACE_NAME] or ""
        if row[_OVERDUE]:
            second = self._tr("return by {day}", day=row[_RETURN])
            return Cell(first, second=second, second_tone="err", marks=bold_parts(first, self._words))
        if first:
            second = f"{place}, {name}" if name and name != place else place or row[_CELL]
        else:
            first, second = (name, place) if name != place else (place, "")
        return Cell(first, second=second, marks=bold_parts(first, self._words) if self._words else ())

    def _status(self, row: Any) -> Cell:
        word, icon, tone = status_look(row[_STATUS], self._tr, overdue=row[_OVERDUE])
        return Cell(word, icon=icon, tone=tone)

    def _funding(self, row: Any) -> Cell:
        shares = row[_SHARES]
        if not shares:
            return Cell("")
        title = row[_PROJECTS][0] if row[_PROJECTS] else ", ".join(code for _source, code, _share in shares)
        return Cell(title, shares=tuple((share, funding_token(source)) for source, _code, share in shares))

    def _price(self, row: Any) -> str:
        return "" if row[_PRICE] is None else self._tr.amount(row[_PRICE])

    def _sticker(self, row: Any) -> str:
        word = STICKER_STATES.get(row[_AT["sticker"]])
        return "" if word is None else self._tr(word)
