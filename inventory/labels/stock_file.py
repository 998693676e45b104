"""One stock as JSON, passed on as a file or kept in the register: written, and read with every value checked."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from inventory.base.errors import Invalid
from inventory.base.text import clean
from inventory.labels.reading import Table
from inventory.labels.stock import Stock, read_stock

# A stock takes less than 1 kB; nothing else is worth looking into.
MOST_BYTES = 64 * 1024


def written_stock(stock: Stock, *, indent: int | None = None) -> str:
    """Return a stock as JSON; margins inside the label that are below 0 are left out and follow from the rest."""
    found: dict[str, Any] = {one.name: getattr(stock, one.name) for one in fields(stock) if one.name != "own"}
    for side in ("safe_x_mm", "safe_y_mm"):
        if found[side] < 0:
            del found[side]
    return json.dumps(found, ensure_ascii=False, indent=indent)


def kept_stock(content: str, name: str = "") -> Stock:
    """Read one of the user's own stocks; `name` is that of the file in sentences about it. Raises `Invalid`."""
    return read_stock(Table(name, json.loads(content)), own=True)


def read_stock_file(content: bytes, name: str) -> Stock:
    """Read a stock that someone passed on. Raises `Invalid` with one sentence that names the file and what is wrong."""
    if len(content) > MOST_BYTES:
        raise Invalid("File {file} is too large to be a label stock.", field="file", file=name)
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Invalid(
            "File {file} is not a label stock: it cannot be read as JSON.", field="file", file=name
        ) from error
    if not isinstance(values, dict) or "kind" not in values:
        raise Invalid("File {file} is not a label stock.", field="file", file=name)
    if isinstance(values.get("name"), str):
        values["name"] = clean(values["name"])
    return read_stock(Table(name, values), own=True)
