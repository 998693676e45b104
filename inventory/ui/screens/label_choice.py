"""Which labels are to be printed and how: templates by design, medium and size, and the items with their copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from inventory.base.errors import NotFound
from inventory.base.i18n import N_, Message, Translations
from inventory.base.text import sort_key
from inventory.labels.fit import misfit
from inventory.labels.layout import Layout
from inventory.labels.stock import UNADJUSTED, Adjustment, Stock
from inventory.labels.template import DEFAULT_TEMPLATE, RESOLUTIONS, Template, composed
from inventory.services.label_designs import Designs, shipped_designs

_A4_MM = (210.0, 297.0)
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


@dataclass(frozen=True, slots=True)
class Item:
    """An asset to print."""

    asset_id: int
    number: str
    name: str


@dataclass(kw_only=True)
class Choice:
    """All that is chosen on the page.

    `off` are the assets that are not ticked, `times` how often the label of an asset is printed where it is not
    once. The list of items is replaced, never changed, so that a copy of 100,000 costs nothing.
    """

    designs: Designs = field(default_factory=shipped_designs)
    template: Template = field(default_factory=lambda: shipped_designs().template(DEFAULT_TEMPLATE))
    also: str = ""
    dpi: int = 203
    start: int = 1
    copies: int = 1
    marks: str = ""
    ink: str = ""
    adjustment: Adjustment = UNADJUSTED
    order: str = BY_NUMBER
    language: str = "pl"
    items: list[Item] = field(default_factory=list)
    off: set[int] = field(default_factory=set)
    times: dict[int, int] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)
    # Counts the changes of items, so that nobody compares a hundred thousand of them.
    revision: int = 0
    # The items in each order that was asked for; shared with copies, which other threads sort.
    in_order: dict[str, list[Item]] = field(default_factory=dict)

    def copy(self) -> Choice:
        """Return what another thread may read while the page goes on changing."""
        return replace(self, off=set(self.off), times=dict(self.times), named=set(self.named))

    def take(self, key: str, stock: str = "") -> bool:
        """Choose a template by its key and perhaps another stock; tells whether both are there."""
        try:
            self.template = self.designs.template(key, stock)
        except NotFound:
            return False
        return True

    def know(self, designs: Designs) -> bool:
        """Take the designs there are now; tells whether what is chosen is still among them, else the usual one is."""
        layout, stock = self.template.layout, self.template.stock
        self.designs = designs
        if self.take(layout.key, stock.key):
            return True
        found = nearest(designs, designs.layouts[layout.key], stock) if layout.key in designs.layouts else None
        self.template = found or designs.template(DEFAULT_TEMPLATE)
        return False

    def labels(self) -> int:
        """Return how many labels are ticked, before copies."""
        more = sum(times - 1 for asset_id, times in self.times.items() if asset_id not in self.off)
        return len(self.items) - len(self.off) + more

    def is_on(self, item: Item) -> bool:
        """Whether an item is ticked."""
        return item.asset_id not in self.off

    def tick(self, items: Iterable[Item], on: bool) -> None:
        """Tick items or not."""
        ids = {item.asset_id for item in items}
        self.off = self.off - ids if on else self.off | ids
        self.revision += 1

    def set_times(self, items: Iterable[Item], times: int) -> None:
        """Say how often the labels of items are printed."""
        self.times = {**self.times, **{item.asset_id: times for item in items}}
        self.times = {asset_id: count for asset_id, count in self.times.items() if count != 1}
        self.revision += 1

    def put(self, items: Iterable[Item]) -> None:
        """Print these and nothing else."""
        self.items = list(items)
        self.off, self.times, self.named = set(), {}, set()
        self._listed()

    def remove(self, items: Iterable[Item]) -> None:
        """Take items off the list."""
        gone = {item.asset_id for item in items}
        self.items = [item for item in self.items if item.asset_id not in gone]
        self.off, self.named = self.off - gone, self.named - gone
        self.times = {asset_id: times for asset_id, times in self.times.items() if asset_id not in gone}
        self._listed()

    def add(self, items: Iterable[Item], *, named: bool = False) -> int:
        """Add assets that are not there yet; returns how many were new."""
        present = {item.asset_id for item in self.items}
        new = [item for item in items if item.asset_id not in present]
        self.items = [*self.items, *new]
        if named:
            self.named.update(item.asset_id for item in new)
        self._listed()
        return len(new)

    def _listed(self) -> None:
        self.revision += 1
        self.in_order = {}

    def ticked(self) -> list[Item]:
        """Return the items to print in the order chosen; sorting many takes its time, once."""
        if self.order not in self.in_order:
            by = _ORDERED.get(self.order)
            self.in_order[self.order] = sorted(self.items, key=by) if by is not None else self.items
        found = self.in_order[self.order]
        return [item for item in found if item.asset_id not in self.off] if self.off else found

    def groups(self) -> list[list[Item]]:
        """Return the items gathered by name, in the order in which the names came."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.name, []).append(item)
        return list(found.values())


def _by_number(item: Item) -> Any:
    return sort_key(item.number)


def _by_name(item: Item) -> Any:
    return sort_key(item.name), sort_key(item.number)


_ORDERED: dict[str, Callable[[Item], Any]] = {BY_NUMBER: _by_number, BY_NAME: _by_name}


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


def sheet_words(tr: Translations, stock: Stock) -> str:
    """Write what a sheet is: `A4 sheet · 3 × 8`, another one with its size in mm."""
    page = stock.page_width_mm, stock.page_height_mm
    if same_size(page, _A4_MM):
        return tr("A4 sheet · {columns} × {rows}", columns=stock.columns, rows=stock.rows)
    size = tr.message(Message("{width} × {height} mm", {"width": page[0], "height": page[1]}))
    return tr("Sheet {size} · {columns} × {rows}", size=size, columns=stock.columns, rows=stock.rows)


def summary(tr: Translations, choice: Choice, labels: int) -> str:
    """Write what will come: `12 labels on 1 sheet, fields 5–16`."""
    template, start = choice.template, choice.start
    if not labels:
        return tr("Scan or choose what is to get a label.")
    if template.kind == "roll":
        return tr.plural("{n} label on a roll", "{n} labels on a roll", labels)
    pages = -(-(start - 1 + labels) // template.per_page)
    sheets = tr.plural("on {n} sheet", "on {n} sheets", pages)
    if template.purpose == "asset" and not choice.also:
        text = tr.plural("{n} sticker {sheets}", "{n} stickers {sheets}", labels, sheets=sheets)
    else:
        text = tr.plural("{n} label {sheets}", "{n} labels {sheets}", labels, sheets=sheets)
    if pages > 1:
        return text
    if labels == 1:
        return tr("{labels}, field {first}", labels=text, first=start)
    return tr("{labels}, fields {first}–{last}", labels=text, first=start, last=start - 1 + labels)
