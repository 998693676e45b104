"""Which labels are to be printed and how: templates by design, medium and size, and the items with their copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from inventory.base.errors import NotFound
from inventory.base.i18n import N_, Translations
from inventory.base.text import sort_key
from inventory.labels.fit import misfit
from inventory.labels.layout import Layout
from inventory.labels.stock import UNADJUSTED, Adjustment, Stock
from inventory.labels.template import DEFAULT_TEMPLATE, RESOLUTIONS, Template, composed
from inventory.services.label_designs import Designs, shipped_designs

GIVEN, BY_NUMBER, BY_NAME = "given", "number", "name"
ORDERS = {BY_NUMBER: N_("Inventory number"), BY_NAME: N_("Name"), GIVEN: N_("As in the list")}


def layouts_for(designs: Designs, purpose: str) -> list[Layout]:
    """Return the layouts of stickers or of funding labels."""
    return [one for one in designs.layouts.values() if one.purpose == purpose]


def stocks_of(designs: Designs, kind: str) -> list[Stock]:
    """Return the sheets or the rolls, the user's own first."""
    return sorted((one for one in designs.stocks.values() if one.kind == kind), key=lambda one: not one.own)


def nearest(designs: Designs, layout: Layout, stock: Stock, *, kind: str = "") -> Template | None:
    """Return a layout on the stock that is nearest to one in medium and size and takes it; None where none does."""
    usual = set(layout.stocks)

    def apart(one: Stock) -> tuple[bool, bool, bool, float]:
        size = abs(one.width_mm - stock.width_mm) + abs(one.height_mm - stock.height_mm)
        return one.key != stock.key, one.kind != stock.kind, one.key not in usual, size

    for one in sorted((one for one in designs.stocks.values() if kind in {"", one.kind}), key=apart):
        if misfit(composed(layout, one)) is None:
            return composed(layout, one)
    return None


def on_paper(designs: Designs, template: Template, width_mm: float, height_mm: float) -> Template | None:
    """Return the layout on a stock whose page is of a paper size, the nearest label of those that take it."""
    same = [
        one
        for one in designs.stocks.values()
        if same_size((one.page_width_mm, one.page_height_mm), (width_mm, height_mm))
    ]
    some = replace(designs, stocks={one.key: one for one in same})
    return nearest(some, template.layout, template.stock)


def same_size(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two papers in mm are the same but for rounding."""
    return abs(one[0] - other[0]) < 1 and abs(one[1] - other[1]) < 1


@dataclass(slots=True)
class Item:
    """An asset to print; `times` is how many of its label, `on` whether it is ticked."""

    asset_id: int
    number: str
    name: str
    times: int = 1
    on: bool = True


@dataclass(kw_only=True)
class Choice:
    """All that is chosen on the page; `earlier` are prints that the next one goes on from."""

    designs: Designs = field(default_factory=shipped_designs)
    template: Template = field(default_factory=lambda: shipped_designs().template(DEFAULT_TEMPLATE))
    dpi: int = 203
    start: int = 1
    copies: int = 1
    adjustment: Adjustment = UNADJUSTED
    order: str = BY_NUMBER
    language: str = "pl"
    items: list[Item] = field(default_factory=list)
    named: set[int] = field(default_factory=set)
    # Counts the changes of items, so that nobody compares a hundred thousand of them.
    revision: int = 0

    def copy(self) -> Choice:
        """Return what another thread may read while the page goes on changing."""
        # Field by field: `replace` would hold the window up for as long as 20,000 labels take to plan.
        items = [Item(item.asset_id, item.number, item.name, item.times, item.on) for item in self.items]
        return replace(self, items=items, named=set(self.named))

    def take(self, key: str, stock: str = "") -> bool:
        """Choose a template by its key and perhaps another stock; tells whether both are there."""
        try:
            self.template = self.designs.template(key, stock)
        except NotFound:
            return False
        return True

    def labels(self) -> int:
        """Return how many labels are ticked, before copies."""
        return sum(item.times for item in self.items if item.on)

    def put(self, items: Iterable[Item]) -> None:
        """Print these and nothing else."""
        self.items[:] = items
        self.named.clear()
        self.revision += 1

    def ticked(self) -> list[Item]:
        """Return the items to print in the order chosen."""
        found = [item for item in self.items if item.on and item.times]
        if self.order == BY_NUMBER:
            return sorted(found, key=lambda item: sort_key(item.number))
        if self.order == BY_NAME:
            return sorted(found, key=lambda item: (sort_key(item.name), sort_key(item.number)))
        return found

    def add(self, items: Iterable[Item], *, named: bool = False) -> int:
        """Add assets that are not there yet; returns how many were new."""
        present = {item.asset_id for item in self.items}
        new = [item for item in items if item.asset_id not in present]
        self.items.extend(new)
        self.revision += 1
        if named:
            self.named.update(item.asset_id for item in new)
        return len(new)

    def groups(self) -> list[list[Item]]:
        """Return the items gathered by name, in the order in which the names came."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.name, []).append(item)
        return list(found.values())


def remembered(kept: dict[str, Any]) -> tuple[Choice, tuple[str, str]]:
    """Return the choice as it was left, and the keys of layout and stock to take once all of them are known."""
    choice = Choice(language=str(kept.get("language", "pl")), order=str(kept.get("order", BY_NUMBER)))
    choice.dpi = kept["dpi"] if kept.get("dpi") in RESOLUTIONS else choice.dpi
    return choice, (str(kept.get("layout", "")), str(kept.get("stock", "")))


def kept_of(choice: Choice) -> dict[str, Any]:
    """Return what `remembered` takes."""
    template = choice.template
    return {
        "layout": template.layout.key, "stock": template.stock.key, "dpi": choice.dpi, "order": choice.order,
        "language": choice.language,
    }  # fmt: skip


def summary(tr: Translations, choice: Choice, labels: int) -> str:
    """Write what will come: `12 labels on 1 sheet, fields 5–16`."""
    template, start = choice.template, choice.start
    if not labels:
        return tr("Scan or choose what is to get a label.")
    if template.kind == "roll":
        return tr.plural("{n} label on a roll", "{n} labels on a roll", labels)
    pages = -(-(start - 1 + labels) // template.per_page)
    sheets = tr.plural("on {n} sheet", "on {n} sheets", pages)
    if template.purpose == "asset":
        text = tr.plural("{n} sticker {sheets}", "{n} stickers {sheets}", labels, sheets=sheets)
    else:
        text = tr.plural("{n} label {sheets}", "{n} labels {sheets}", labels, sheets=sheets)
    if pages > 1:
        return text
    return tr("{labels}, fields {first}–{last}", labels=text, first=start, last=start - 1 + labels)
