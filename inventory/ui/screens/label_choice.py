"""Which labels are to be printed and how: templates by design, medium and size, and the items with their copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from inventory.base.i18n import N_, Translations
from inventory.base.text import sort_key
from inventory.labels.template import DEFAULT_TEMPLATE, Template, load_templates

DESIGNS = {
    "asset": {"qr": N_("QR code"), "datamatrix": N_("DataMatrix code"), "code128": N_("Bar code")},
    "funding": {"funding": N_("Label of the funding source"), "combined": N_("Sticker and label in one")},
}
GIVEN, BY_NUMBER, BY_NAME = "given", "number", "name"
ORDERS = {BY_NUMBER: N_("Inventory number"), BY_NAME: N_("Name"), GIVEN: N_("As in the list")}


def design_of(template: Template) -> str:
    """Return the design of a template: its code on stickers, its layout on funding labels."""
    return template.code.kind if template.purpose == "asset" else template.layout


def formats(purpose: str, design: str, kind: str = "") -> list[Template]:
    """Return the templates of a design, the largest first; `kind` is sheet or roll."""
    found = [
        one
        for one in load_templates().values()
        if one.purpose == purpose and design_of(one) == design and kind in {"", one.kind}
    ]
    return sorted(found, key=lambda one: -one.width_mm * one.height_mm)


def like(template: Template, *, purpose: str = "", design: str = "", kind: str = "") -> Template | None:
    """Return the template that differs in what is named and is nearest to this one in medium and size."""
    purpose = purpose or template.purpose
    if not design:
        design = design_of(template) if purpose == template.purpose else next(iter(DESIGNS[purpose]))
    found = formats(purpose, design, kind)
    return min(found, key=lambda one: (one.kind != template.kind, _apart(one, template)), default=None)


def of_size(template: Template, width_mm: float, height_mm: float) -> Template | None:
    """Return the template of this design whose page is of a paper size, or None."""
    for one in formats(template.purpose, design_of(template)):
        if same_size((one.page.width_mm, one.page.height_mm), (width_mm, height_mm)):
            return one
    return None


def same_size(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two papers in mm are the same but for rounding."""
    return abs(one[0] - other[0]) < 1 and abs(one[1] - other[1]) < 1


def _apart(one: Template, other: Template) -> float:
    return abs(one.width_mm - other.width_mm) + abs(one.height_mm - other.height_mm)


def size_text(template: Template, tr: Translations) -> str:
    """Write the size of a label: `48,5 × 25,4 mm`."""
    return f"{tr.decimal(template.width_mm)} × {tr.decimal(template.height_mm)} mm"


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

    template: Template = field(default_factory=lambda: load_templates()[DEFAULT_TEMPLATE])
    dpi: int = 203
    start: int = 1
    copies: int = 1
    shift: tuple[float, float] = (0.0, 0.0)
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
