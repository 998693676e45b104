"""Label stock: sheets and rolls with their sizes as the makers publish them; nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from inventory.base.errors import Invalid
from inventory.base.i18n import N_, Message
from inventory.base.paths import resources
from inventory.labels.reading import Table, parsed

KINDS = ("sheet", "roll")
# What a roll printer feels for between two labels; a continuous roll is cut at the height.
SENSINGS = ("gap", "mark", "continuous")
LEAST_MM, MOST_MM = 5.0, 500.0
MOST_FIELDS = 100
# How far a printer may be off; more is a wrong paper or a page fitted to it.
MOST_SHIFT_MM = 10
LEAST_SCALE, MOST_SCALE = 0.95, 1.05
# Makers round to tenths: the last label may seem to reach this far over the edge.
_SLACK_MM = 0.3
# What most office printers cannot reach at the edge of a sheet.
_UNREACHED_MM = 5.0


@dataclass(frozen=True, kw_only=True)
class Stock:
    """What labels lie on. All lengths in millimetres; margins from the top left corner of the sheet to the first label.

    `safe_x_mm` and `safe_y_mm` are kept free of ink inside each label. A roll has one label a page. `name` of a stock
    that ships may be a message id; `products` are the numbers that makers sell it under; `own` is one of the user's.
    """

    key: str
    name: str
    kind: str
    width_mm: float
    height_mm: float
    page_width_mm: float
    page_height_mm: float
    columns: int = 1
    rows: int = 1
    margin_left_mm: float = 0.0
    margin_top_mm: float = 0.0
    gap_x_mm: float = 0.0
    gap_y_mm: float = 0.0
    radius_mm: float = 0.0
    safe_x_mm: float = 2.0
    safe_y_mm: float = 2.0
    sensing: str = "gap"
    products: tuple[str, ...] = ()
    own: bool = False

    @property
    def per_page(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    @property
    def pitch_x_mm(self) -> float:
        """From the left edge of one label to that of the next."""
        return self.width_mm + self.gap_x_mm

    @property
    def pitch_y_mm(self) -> float:
        """From the top edge of one label to that of the next."""
        return self.height_mm + self.gap_y_mm

    @property
    def size(self) -> Message:
        """The size of a label in words."""
        return Message("{width} × {height} mm", {"width": self.width_mm, "height": self.height_mm})

    @property
    def title(self) -> Message:
        """Name, size and arrangement in words."""
        # What a user called a stock stays as it is, even where it is a word that the program knows.
        name = self.name if self.own else Message(self.name)
        params = {"name": name, "size": self.size, "columns": self.columns, "rows": self.rows}
        if self.kind == "roll":
            return Message("{name} · {size}", params)
        return Message("{name} · {size} ({columns} × {rows})", params)

    def corner_mm(self, field: int) -> tuple[float, float]:
        """Return where the top left corner of a field (from 1, row by row) lies on the page."""
        row, column = divmod(field - 1, self.columns)
        return self.margin_left_mm + column * self.pitch_x_mm, self.margin_top_mm + row * self.pitch_y_mm


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """What a printer needs so that labels meet their stock: moved in mm, and stretched.

    The stretch moves the middle of each label; a label and its code keep their size (print.md 12).
    """

    right_mm: float = 0.0
    down_mm: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    @property
    def is_none(self) -> bool:
        """Whether nothing is to be changed."""
        return self == Adjustment()

    def moved(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page, in mm from its top left corner, has to be printed."""
        return x * self.scale_x + self.right_mm, y * self.scale_y + self.down_mm

    def applied(self, stock: Stock) -> Stock:
        """Return the stock as the printer has to be told it lies."""
        if self.is_none:
            return stock
        left, top = self.moved(stock.margin_left_mm + stock.width_mm / 2, stock.margin_top_mm + stock.height_mm / 2)
        return replace(
            stock,
            margin_left_mm=left - stock.width_mm / 2,
            margin_top_mm=top - stock.height_mm / 2,
            gap_x_mm=stock.pitch_x_mm * self.scale_x - stock.width_mm,
            gap_y_mm=stock.pitch_y_mm * self.scale_y - stock.height_mm,
        )


def checked_adjustment(adjustment: Adjustment) -> Adjustment:
    """Return an adjustment that a printer may need; raises `Invalid` naming the field (limits of print.md 12)."""
    for field in ("right_mm", "down_mm"):
        if not abs(getattr(adjustment, field)) <= MOST_SHIFT_MM:
            raise Invalid("Labels can be moved by at most {most} mm.", field=field, most=MOST_SHIFT_MM)
    for field in ("scale_x", "scale_y"):
        if not LEAST_SCALE <= getattr(adjustment, field) <= MOST_SCALE:
            least, most = round(100 * LEAST_SCALE), round(100 * MOST_SCALE)
            raise Invalid("The scale must be between {least} and {most}%.", field=field, least=least, most=most)
    return adjustment


def checked_stock(stock: Stock) -> Stock:
    """Return a stock that can be printed on; raises `Invalid` naming the field that is wrong and by how much."""
    for fault in stock_faults(stock):
        raise fault
    return stock


def stock_faults(stock: Stock) -> list[Invalid]:
    """Return what keeps a stock from being printed on, each naming its field, the first fault of a field only."""
    found: dict[str | None, Invalid] = {}
    for fault in (*_beyond_limits(stock), *_inside(stock), *_over_the_edge(stock)):
        found.setdefault(fault.field, fault)
    return list(found.values())


def _beyond_limits(stock: Stock) -> Iterator[Invalid]:
    for field in ("width_mm", "height_mm", "page_width_mm", "page_height_mm"):
        if not LEAST_MM <= getattr(stock, field) <= MOST_MM:
            yield Invalid("A size must be between {least} and {most} mm.", field=field, least=LEAST_MM, most=MOST_MM)
    for field in ("columns", "rows"):
        if not 1 <= getattr(stock, field) <= MOST_FIELDS:
            yield Invalid("A sheet has from 1 to {most} labels in a row or column.", field=field, most=MOST_FIELDS)
    for field in ("margin_left_mm", "margin_top_mm", "gap_x_mm", "gap_y_mm", "radius_mm"):
        if not 0 <= getattr(stock, field) <= MOST_MM:
            yield Invalid("A measure must be between 0 and {most} mm.", field=field, most=MOST_MM)


def _inside(stock: Stock) -> Iterator[Invalid]:
    if stock.radius_mm > min(stock.width_mm, stock.height_mm) / 2 + _SLACK_MM:
        yield Invalid("The corner is rounder than the label is large.", field="radius_mm")
    for field, side in (("safe_x_mm", stock.width_mm), ("safe_y_mm", stock.height_mm)):
        if not 0 <= getattr(stock, field) <= side / 3:
            yield Invalid("The margin inside the label must be at most a third of it.", field=field)


def _over_the_edge(stock: Stock) -> Iterator[Invalid]:
    right = stock.margin_left_mm + (stock.columns - 1) * stock.pitch_x_mm + stock.width_mm - stock.page_width_mm
    bottom = stock.margin_top_mm + (stock.rows - 1) * stock.pitch_y_mm + stock.height_mm - stock.page_height_mm
    if right > _SLACK_MM:
        yield Invalid("The labels reach {over} mm over the right edge.", field="columns", over=round(right, 1))
    if bottom > _SLACK_MM:
        yield Invalid("The labels reach {over} mm over the lower edge.", field="rows", over=round(bottom, 1))
    if stock.kind == "roll" and (stock.per_page > 1 or abs(right) > _SLACK_MM or abs(bottom) > _SLACK_MM):
        yield Invalid("A roll has one label after another, as wide as its paper.", field="kind")


def read_stock(table: Table, *, own: bool = False) -> Stock:
    """Read one stock; raises `Invalid` naming file and field."""
    kind = table.word("kind", KINDS)
    width, height = table.number("width_mm"), table.number("height_mm")
    page = (width, height) if kind == "roll" else (210.0, 297.0)
    stock = Stock(
        key=table.word("key", longest=60), name=table.word("name", longest=100), kind=kind, width_mm=width,
        height_mm=height, page_width_mm=table.number("page_width_mm", page[0]),
        page_height_mm=table.number("page_height_mm", page[1]), columns=table.count("columns", 1),
        rows=table.count("rows", 1), margin_left_mm=table.number("margin_left_mm", 0, least=0),
        margin_top_mm=table.number("margin_top_mm", 0, least=0), gap_x_mm=table.number("gap_x_mm", 0, least=0),
        gap_y_mm=table.number("gap_y_mm", 0, least=0), radius_mm=table.number("radius_mm", 0, least=0),
        safe_x_mm=table.number("safe_x_mm", -1, least=-1), safe_y_mm=table.number("safe_y_mm", -1, least=-1),
        sensing=table.word("sensing", SENSINGS, default="gap"), products=table.words("products"), own=own,
    )  # fmt: skip
    table.done()
    stock = with_safe_margins(stock)
    try:
        return checked_stock(stock)
    except Invalid as error:
        raise Invalid(
            "File {file}: “{key}” is wrong. {reason}",
            field="file", file=table.file, key=f"{table.prefix}{error.field}", reason=error.message,
        ) from error  # fmt: skip


def with_safe_margins(stock: Stock) -> Stock:
    """Return the stock with margins inside the label where they are below 0: more where printers cannot reach."""

    def safe(given: float, side: float, first: float, last: float) -> float:
        if given >= 0:
            return given
        usual = min(2.0, side / 10)
        unreached = _UNREACHED_MM - max(0.0, min(first, last)) if stock.kind == "sheet" else 0.0
        return round(max(usual, min(unreached, side / 8)), 1)

    right = stock.page_width_mm - stock.margin_left_mm - stock.columns * stock.pitch_x_mm + stock.gap_x_mm
    bottom = stock.page_height_mm - stock.margin_top_mm - stock.rows * stock.pitch_y_mm + stock.gap_y_mm
    return replace(
        stock,
        safe_x_mm=safe(stock.safe_x_mm, stock.width_mm, stock.margin_left_mm, right),
        safe_y_mm=safe(stock.safe_y_mm, stock.height_mm, stock.margin_top_mm, bottom),
    )


def read_stocks(folder: Path) -> dict[str, Stock]:
    """Read every stock of a folder by key, in the order of the file names; raises `Invalid`."""
    stocks: dict[str, Stock] = {}
    for path in sorted(folder.glob("*.toml")):
        top = parsed(path.read_text(encoding="utf-8"), path.name)
        for stock in map(read_stock, top.tables("stock")):
            if stock.key in stocks:
                raise Invalid("Two label stocks have the key {key}.", key=stock.key)
            stocks[stock.key] = stock
        top.done()
    return stocks


@lru_cache(maxsize=1)
def shipped_stocks() -> dict[str, Stock]:
    """Return the stocks that ship with the program by key, read once."""
    return read_stocks(resources() / "labels" / "stocks")


# No printer is off.
UNADJUSTED = Adjustment()
SENSING_WORDS = {"gap": N_("gap between labels"), "mark": N_("black mark"), "continuous": N_("continuous, cut")}
