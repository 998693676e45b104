"""What tests of drawn layouts share: a label of the usual size, drawn, rendered, read back."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from inventory.base.i18n import translations
from inventory.labels.data import DrawnData, LabelFile, LabelJob
from inventory.labels.drawing import CodeElement, Drawing, Element, LogoElement, TextElement
from inventory.labels.layout import Layout
from inventory.labels.render import render
from inventory.labels.stock import Stock, shipped_stocks
from inventory.labels.template import Template, composed, own_size
from tests.labels.made import SVG

POLISH = translations("pl")
SHA256 = hashlib.sha256(SVG).hexdigest()
TEXTS = {"name": "Laptop terenowy 14″", "serial": "LT14-23-00912", "unit_short": "KWP we Wrocławiu"}


def text(field: str = "name", x: float = 5, y: float = 5, width: float = 40, height: float = 6, **more) -> TextElement:
    return TextElement(x_mm=x, y_mm=y, width_mm=width, height_mm=height, field=field, **more)


def number(x: float = 2, y: float = 27, width: float = 60, height: float = 7, **more) -> TextElement:
    return text("number", x, y, width, height, **{"face": "bold", "points": 20, "floor": 8, **more})


def qr(x: float = 45, y: float = 2, side: float = 18, **more) -> CodeElement:
    return CodeElement(x_mm=x, y_mm=y, width_mm=side, height_mm=more.pop("height", side), **more)


def logo(x: float = 2, y: float = 15, width: float = 12, height: float = 10, **more) -> LogoElement:
    usual = {"sha256": SHA256, "name": "znak.svg", "media_type": "image/svg+xml"}
    return LogoElement(x_mm=x, y_mm=y, width_mm=width, height_mm=height, **{**usual, **more})


def drawing(*elements: Element, width: float = 70, height: float = 36) -> Drawing:
    return Drawing(width_mm=width, height_mm=height, elements=elements, pictures={SHA256: SVG})


def layout(made: Drawing, *, stocks: tuple[str, ...] = ("sheet-70x36",), name: str = "Nasza naklejka") -> Layout:
    return Layout(key="nasza-naklejka", name=name, form="drawn", stocks=stocks, drawing=made)


def template(made: Drawing, stock: Stock | str | None = None) -> Template:
    on = shipped_stocks()[stock] if isinstance(stock, str) else stock or own_size(made)
    return composed(layout(made), on)


def data(number: str = "WR/487/0012", **texts: str) -> DrawnData:
    return DrawnData(number=number, texts={**TEXTS, **texts})


def printed(made: Drawing, *items: DrawnData, stock: Stock | str | None = None, **job) -> LabelFile:
    used = template(made, stock)
    return render(LabelJob(template=used, items=items or (data(),), **job), POLISH)


def renamed(made: Layout, name: str) -> Layout:
    return replace(made, name=name)
