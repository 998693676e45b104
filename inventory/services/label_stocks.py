"""Label stock of the register's users: saved beside the stocks that ship, deleted while nothing prints on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound, Problem, Refused
from inventory.base.text import sort_key
from inventory.labels.stock import KINDS, SENSINGS, Stock, shipped_stocks, stock_faults, with_safe_margins
from inventory.labels.stock_file import written_stock
from inventory.model.assets import Category
from inventory.model.labels import LabelStock
from inventory.services.label_designs import Designs, designs, keys_of
from inventory.services.organisation import check_version
from inventory.services.problems import SHORT, Problems
from inventory.store.unit import Work

_NO_KEY = "nosnik"


@dataclass(frozen=True, kw_only=True)
class StockRequest:
    """A stock to save; without `id` a new one. All lengths in millimetres, as `Stock` has them.

    A margin inside the label that is None follows from the rest. A roll needs no more than the size of its label.
    """

    name: str
    kind: str = "sheet"
    width_mm: float
    height_mm: float
    page_width_mm: float = 210.0
    page_height_mm: float = 297.0
    columns: int = 1
    rows: int = 1
    margin_left_mm: float = 0.0
    margin_top_mm: float = 0.0
    gap_x_mm: float = 0.0
    gap_y_mm: float = 0.0
    radius_mm: float = 0.0
    safe_x_mm: float | None = None
    safe_y_mm: float | None = None
    sensing: str = "gap"
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class StockView:
    """A stock as lists show it; one that ships has neither id nor version."""

    stock: Stock
    id: int | None = None
    version: int | None = None


def list_stocks(session: Session) -> list[StockView]:
    """Return the user's own stocks that this version can read by name, then those that ship."""
    known = designs(session).stocks
    rows = sorted(session.scalars(select(LabelStock)), key=lambda row: (sort_key(row.name), row.id))
    own = [StockView(stock=known[row.key], id=row.id, version=row.version) for row in rows if row.key in known]
    return own + [StockView(stock=stock) for stock in shipped_stocks().values()]


def save_stock(work: Work, request: StockRequest) -> str:
    """Save a stock and return its key. Raises `ProblemsFound`, `Conflict`, `NotFound`."""
    kept = _kept(work, request.id) if request.id else LabelStock(key="")
    check_version(request.version, kept.version)
    problems = Problems()
    name = problems.needed("name", request.name, "Enter the name.", SHORT)
    stock = stock_of(replace(request, name=name))
    problems.faults += [Problem(fault.field or "", fault.message) for fault in stock_faults(with_safe_margins(stock))]
    problems.raise_if_any()
    if not kept.key:
        with work.no_autoflush:
            taken = shipped_stocks().keys() | set(work.scalars(select(LabelStock.key)))
            kept.key = next(key for key in keys_of(name, _NO_KEY) if key not in taken)
    kept.name, kept.content = name, written_stock(replace(stock, key=kept.key))
    work.add(kept)
    work.flush()
    return kept.key


def delete_stock(work: Work, stock_id: int) -> None:
    """Delete a stock that nothing prints on. Raises `NotFound`, and `Refused` naming what does."""
    kept = _kept(work, stock_id)
    used = designs(work)
    for layout in used.layouts.values():
        if kept.key in layout.stocks:
            raise Refused("The layout {layout} is for this stock, so it stays.", layout=layout.name)
    for name, template in work.execute(select(Category.name, Category.label_template).order_by(Category.name_key)):
        if _stock_named(used, template) == kept.key:
            raise Refused(
                "The category {category} prints on this stock, so it stays. Choose another format there first.",
                category=name,
            )
    work.delete(kept)
    work.flush()


def stock_of(request: StockRequest) -> Stock:
    """Return the stock that a request describes, unchecked and without a key, to be drawn while it is typed."""
    roll = request.kind == "roll"
    sheet = {} if roll else {
        "columns": request.columns, "rows": request.rows,
        "margin_left_mm": request.margin_left_mm, "margin_top_mm": request.margin_top_mm,
        "gap_x_mm": request.gap_x_mm, "gap_y_mm": request.gap_y_mm,
    }  # fmt: skip
    return Stock(
        key="", name=request.name, kind=request.kind if request.kind in KINDS else "sheet",
        width_mm=request.width_mm, height_mm=request.height_mm,
        page_width_mm=request.width_mm if roll else request.page_width_mm,
        page_height_mm=request.height_mm if roll else request.page_height_mm,
        **sheet,  # type: ignore[arg-type]
        radius_mm=request.radius_mm, safe_x_mm=-1.0 if request.safe_x_mm is None else request.safe_x_mm,
        safe_y_mm=-1.0 if request.safe_y_mm is None else request.safe_y_mm,
        sensing=request.sensing if roll and request.sensing in SENSINGS else "gap", own=True,
    )  # fmt: skip


def request_of(stock: Stock) -> StockRequest:
    """Return what saves a copy of a stock under its name; margins as they follow from the rest stay so."""
    usual = with_safe_margins(replace(stock, safe_x_mm=-1.0, safe_y_mm=-1.0))
    names = StockRequest.__dataclass_fields__.keys() & Stock.__dataclass_fields__.keys()
    values = {name: getattr(stock, name) for name in names}
    for side in ("safe_x_mm", "safe_y_mm"):
        if getattr(usual, side) == values[side]:
            values[side] = None
    return StockRequest(**values)


def _kept(work: Work, stock_id: int) -> LabelStock:
    kept = work.get(LabelStock, stock_id)
    if kept is None:
        raise NotFound("This record is no longer in the register.")
    return kept


def _stock_named(used: Designs, template: str) -> str:
    try:
        return used.template(template).stock.key if template else ""
    except NotFound:
        return ""
