"""Layouts of the designer as data: read with every value checked, and written back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from inventory.labels.drawing import (
    ALIGNMENTS,
    CODES,
    FACES,
    FIELDS,
    FIXED,
    RULES,
    BoxElement,
    CodeElement,
    Drawing,
    Element,
    LineElement,
    LogoElement,
    TextElement,
)
from inventory.labels.layout import Layout
from inventory.labels.reading import Table
from inventory.labels.stock import LEAST_MM, MOST_MM

KINDS: dict[str, type[Element]] = {
    "text": TextElement, "code": CodeElement, "logo": LogoElement, "line": LineElement, "box": BoxElement,
}  # fmt: skip
MOST_ELEMENTS = 100
# What has no breadth cannot be chosen on the screen again; a line has its thickness.
LEAST_SIDE_MM = 0.5


def read_drawn(table: Table, picture: Callable[[str], bytes]) -> Layout:
    """Read a drawn layout; `picture` returns the content of a logo by SHA-256. Raises `Invalid` naming the field."""
    key, name = table.word("key", default="", longest=60), table.word("name", longest=100)
    stocks = table.words("stocks")
    size = {side: table.number(side, least=LEAST_MM, most=MOST_MM) for side in ("width_mm", "height_mm")}
    rows = table.tables("elements")
    if len(rows) > MOST_ELEMENTS:
        raise table.error("elements")
    elements = tuple(_element(row) for row in rows)
    table.done()
    wanted = {one.sha256 for one in elements if isinstance(one, LogoElement)}
    drawing = Drawing(
        width_mm=size["width_mm"], height_mm=size["height_mm"], elements=elements,
        pictures={sha256: picture(sha256) for sha256 in wanted},
    )  # fmt: skip
    return Layout(key=key, name=name, form="drawn", stocks=stocks, drawing=drawing)


def written(layout: Layout) -> dict[str, Any]:
    """Return a drawn layout as what `read_drawn` reads, without its pictures."""
    drawing = layout.drawing
    assert drawing is not None
    names = {kind: name for name, kind in KINDS.items()}
    return {
        "key": layout.key, "name": layout.name, "stocks": list(layout.stocks),
        "width_mm": drawing.width_mm, "height_mm": drawing.height_mm,
        "elements": [{"kind": names[type(one)], **_values(one)} for one in drawing.elements],
    }  # fmt: skip


def _values(element: Element) -> dict[str, Any]:
    found = {one.name: getattr(element, one.name) for one in fields(element)}
    return {key: value for key, value in found.items() if value is not None}


def _element(row: Table) -> Element:
    kind = row.word("kind", tuple(KINDS))
    made: Element
    place = {side: row.number(side, least=0, most=MOST_MM) for side in ("x_mm", "y_mm")}
    least_side = 0.0 if kind == "line" else LEAST_SIDE_MM
    size = {side: row.number(side, least=least_side, most=MOST_MM) for side in ("width_mm", "height_mm")}
    if kind == "text":
        made = TextElement(
            **place, **size, field=row.word("field", tuple(FIELDS), default=FIXED),
            text=row.word("text", default=""), before=row.word("before", default="", longest=100),
            face=row.word("face", FACES, default="regular"), points=row.number("points", 9, least=4, most=200),
            align=row.word("align", ALIGNMENTS, default="left"), rule=row.word("rule", RULES, default="shrink"),
            floor=row.number("floor", 7, least=4, most=200), lines=row.count("lines", 2, most=20),
        )  # fmt: skip
    elif kind == "code":
        made = CodeElement(**place, **size, code=row.word("code", CODES, default="qr"))
    elif kind == "logo":
        least = row.number("min_width_mm", 0, least=0, most=MOST_MM)
        made = LogoElement(
            **place, **size, sha256=row.word("sha256", longest=64), name=row.word("name", longest=300),
            media_type=row.word("media_type", longest=100), min_width_mm=least or None,
        )  # fmt: skip
    else:
        made = KINDS[kind](**place, **size, points=row.number("points", 0.6, least=0.1, most=20))  # type: ignore[call-arg]
    row.done()
    return made
