"""A template: a layout on a stock. Any layout goes on any stock that it fits; nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from inventory.base.errors import NotFound
from inventory.base.i18n import Message
from inventory.labels.drawing import CodeElement, Drawing
from inventory.labels.layout import CodeRules, Layout, TypeSizes, shipped_layouts
from inventory.labels.stock import Stock, shipped_stocks

DEFAULT_STOCK, DEFAULT_ROLL, DEFAULT_LAYOUT = "sheet-70x36", "roll-50x25", "qr"
DEFAULT_TEMPLATE = f"{DEFAULT_STOCK}-{DEFAULT_LAYOUT}"
# Resolutions of label printers in dots an inch, offered for files; a printer may have others.
RESOLUTIONS = (203, 300, 600)


@dataclass(frozen=True, kw_only=True)
class Template:
    """A layout on a stock, with the code and the sizes of type that labels of this height get."""

    layout: Layout
    stock: Stock
    code: CodeRules
    type: TypeSizes

    @property
    def key(self) -> str:
        """The word by which scripts and categories name it."""
        if self.layout.form == "drawn" and self.stock.key in self.layout.stocks:
            return self.layout.key
        return f"{self.stock.key}-{_suffix(self.layout, self.stock)}"

    @property
    def title(self) -> Message:
        """Stock and layout in words."""
        return Message("{stock} · {layout}", {"stock": self.stock.title, "layout": Message(self.layout.name)})

    @property
    def purpose(self) -> str:
        """Whether its labels are asset stickers or funding labels."""
        return self.layout.purpose

    @property
    def kind(self) -> str:
        """Sheet or roll."""
        return self.stock.kind

    @property
    def width_mm(self) -> float:
        """The width of a label."""
        return self.stock.width_mm

    @property
    def height_mm(self) -> float:
        """The height of a label."""
        return self.stock.height_mm

    @property
    def safe_x_mm(self) -> float:
        """What is kept free at the left and the right of a label."""
        return self.stock.safe_x_mm

    @property
    def safe_y_mm(self) -> float:
        """What is kept free at the top and the bottom of a label."""
        return self.stock.safe_y_mm

    @property
    def columns(self) -> int:
        """Labels side by side on a page."""
        return self.stock.columns

    @property
    def rows(self) -> int:
        """Labels one under the other on a page."""
        return self.stock.rows

    @property
    def per_page(self) -> int:
        """How many labels one page holds."""
        return self.stock.per_page


def composed(layout: Layout, stock: Stock) -> Template:
    """Put a layout on a stock; whether it fits is told by `labels.fit`."""
    if layout.drawing is not None:
        kind = next((one.code for one in layout.drawing.elements if isinstance(one, CodeElement)), "qr")
        code, sizes = CodeRules(kind=kind, module_mm=1.0), TypeSizes(number_floor=6)
    else:
        step = layout.step(stock.height_mm)
        code, sizes = step.code, step.type
    return Template(layout=layout, stock=stock, code=code, type=sizes)


def own_size(drawing: Drawing) -> Stock:
    """Return a roll whose labels are as large as a drawing and printed up to the edge."""
    size = {"width_mm": drawing.width_mm, "height_mm": drawing.height_mm}
    page = {f"page_{side}": length for side, length in size.items()}
    return Stock(key="", name="", kind="roll", **size, **page, safe_x_mm=0.0, safe_y_mm=0.0)  # type: ignore[arg-type]


def found_template(key: str, stocks: Mapping[str, Stock], layouts: Mapping[str, Layout]) -> Template:
    """Return a template by its key: that of a layout for its usual stock, or `STOCK-LAYOUT`.

    Raises `NotFound` with the keys that are usual.
    """
    if key in layouts:
        usual = next((stocks[stock] for stock in layouts[key].stocks if stock in stocks), None)
        return composed(layouts[key], usual or stocks[DEFAULT_STOCK])
    # The label in one goes first: on the small sheets it is what “funding” means.
    for layout in sorted(layouts.values(), key=lambda one: one.form != "combined"):
        for stock_key in _stocks_named(key, layout):
            stock = stocks.get(stock_key)
            if stock is not None and _suffix(layout, stock) == key[len(stock_key) + 1 :]:
                return composed(layout, stock)
    usual_keys = ", ".join(one.key for one in usual_templates(stocks, layouts))
    raise NotFound("There is no label template {key}. There are: {keys}.", key=key, keys=usual_keys)


def usual_templates(stocks: Mapping[str, Stock], layouts: Mapping[str, Layout]) -> list[Template]:
    """Return each layout on the stocks that it is usually printed on, by key."""
    found = [composed(one, stocks[stock]) for one in layouts.values() for stock in one.stocks if stock in stocks]
    return sorted(found, key=lambda one: one.key)


@lru_cache(maxsize=1)
def load_templates() -> dict[str, Template]:
    """Return the usual templates that ship with the program by key, read once."""
    return {one.key: one for one in usual_templates(shipped_stocks(), shipped_layouts())}


def template(key: str) -> Template:
    """Return a template of shipped stock and layout; raises `NotFound` with the keys that are usual."""
    return found_template(key, shipped_stocks(), shipped_layouts())


def _suffix(layout: Layout, stock: Stock) -> str:
    # On the small sheets the label in one is what scripts know as the funding label.
    return "funding" if layout.key == "combined" and stock.key in layout.stocks else layout.key


def _stocks_named(key: str, layout: Layout) -> list[str]:
    endings = {layout.key, "funding"} if layout.key == "combined" else {layout.key}
    return [key.removesuffix(f"-{ending}") for ending in endings if key.endswith(f"-{ending}")]
