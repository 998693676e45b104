"""Filters of the register in words: which there are, what their chips say, what can be chosen for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from inventory.base.i18n import N_, Translations
from inventory.catalogue.assets import BY_KEY
from inventory.catalogue.field import Kind
from inventory.catalogue.query import Filter
from inventory.catalogue.statuses import ASSET_STATUSES
from inventory.catalogue.stickers import STICKER_WORDS
from inventory.catalogue.values import typed_amount
from inventory.ui.asset_look import OVERDUE

# In the order of the menu; the first ones are asked for most.
USUAL = (
    "status",
    "category",
    "place",
    "custodian",
    "project",
    "source",
    "price_gross",
    "warranty_until",
    "durability_until",
    "sticker",
)
OTHERS = (
    "name",
    "manufacturer",
    "model",
    "serial",
    "number",
    "old_numbers",
    "condition",
    "supplier",
    "invoice",
    "purchased_on",
    "accepted_on",
    "return_by",
    "insured_until",
    "policy",
    "kst",
    "vat_rate",
    "set",
    "swop",
    "ksef",
    "notes",
)
_TITLES = {
    "source": N_("Source"),
    "project": N_("Project"),
    "sticker": N_("Sticker"),
    "return_by": N_("Return by"),
    "id": N_("Chosen assets"),
    "import": N_("Import"),
    "custodian": N_("Person"),
    "funding": N_("Source"),
}
_PRESENT = N_("all but disposed")
_STATUSES = {"present": _PRESENT, "overdue": OVERDUE}
_SIGNS = {"<": "<", ">": ">", "<=": "≤", ">=": "≥"}
CHOSEN = frozenset({"status", "sticker", "category", "place", "custodian", "supplier", "source", "project"})


def title(key: str, tr: Translations) -> str:
    """Return the name of what is filtered by."""
    return tr(_TITLES[key]) if key in _TITLES else tr(BY_KEY[key].label)


def kind(key: str) -> str:
    """Return how a filter is edited: choices, days, amount or text."""
    if key in CHOSEN:
        return "choices"
    shape = BY_KEY[key].kind if key in BY_KEY else Kind.DATE
    return {Kind.DATE: "days", Kind.MONEY: "amount"}.get(shape, "text")


def value_text(item: Filter, tr: Translations) -> str:
    """Return a value as the chip shows it."""
    value = item.value
    if value in {"none", "brak"}:
        return tr("no value")
    if item.field == "status":
        words = _STATUSES | ASSET_STATUSES
        return tr(words[value]) if value in words else value
    if item.field == "sticker":
        return tr(STICKER_WORDS[value]) if value in STICKER_WORDS else value
    shape = kind(item.field) if item.field not in {"id", "import"} else ""
    if shape == "days":
        try:
            return tr.date(date.fromisoformat(value))
        except ValueError:
            return value
    if shape == "amount":
        amount = typed_amount(value)
        return value if amount is None else tr.money(amount)
    return value


def chips(filters: Sequence[Filter], tr: Translations) -> list[tuple[str, str, str]]:
    """Return key, name and value of each chip: filters of one field share one."""
    made = []
    for key, group in groupby(sorted(filters, key=lambda item: item.field), key=lambda item: item.field):
        items = list(group)
        if key == "id":
            count = sum(len(item.value.split(",")) for item in items)
            made.append((key, title(key, tr), tr.number(count)))
            continue
        signs = (f"{_SIGNS[item.operator]} {value_text(item, tr)}" for item in items if item.operator != "=")
        equal = ", ".join(value_text(item, tr) for item in items if item.operator == "=")
        made.append((key, title(key, tr), " ".join(filter(None, (equal, *signs)))))
    return made


def fixed_choices(key: str, tr: Translations) -> list[tuple[str, str]] | None:
    """Return value and word of the choices of a filter, None where they must be read."""
    if key == "status":
        return [
            ("present", tr(_PRESENT)),
            *((k, tr(w)) for k, w in ASSET_STATUSES.items()),
            ("overdue", tr(OVERDUE)),
        ]
    if key == "sticker":
        return [(k, tr(w)) for k, w in STICKER_WORDS.items()]
    return None


def read_choices(key: str) -> Callable[[Any], list[tuple[str, str]]]:
    """Return a read that gives value and word of each choice; runs off the main thread."""

    def read(session: Any) -> list[tuple[str, str]]:
        if key == "category":
            from inventory.services.categories import list_categories

            return [(row.name, row.name) for row in list_categories(session)]
        if key == "place":
            from inventory.services.places import list_places

            return [(row.code, f"{row.code}  {row.name}".strip()) for row in list_places(session)]
        if key == "custodian":
            return _holders(session)
        if key == "supplier":
            from inventory.services.organisation import list_suppliers

            return [(row.name, row.name) for row in list_suppliers(session)]
        if key == "source":
            from inventory.services.funding import list_sources

            return [(row.code, f"{row.code}  {row.name_pl}") for row in list_sources(session)]
        from inventory.services.spending import list_projects

        return [(row.number, f"{row.number}  {row.title_pl}".strip()) for row in list_projects(session)]

    return read


def _holders(session: Any) -> list[tuple[str, str]]:
    from inventory.services.organisation import list_cells
    from inventory.services.people import list_people

    people = [(row.name, row.name) for row in list_people(session)]
    return people + [(row.name, row.name) for row in list_cells(session)]
