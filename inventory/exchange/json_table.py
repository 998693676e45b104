"""Reads the JSON files that export writes, so that they come back without loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inventory.base.errors import UserError
from inventory.base.i18n import N_
from inventory.exchange.encoding import decode
from inventory.exchange.funding import Share, write_funding
from inventory.exchange.grid import Cell, Grid
from inventory.exchange.numbers import amount
from inventory.exchange.text_table import file_bytes


class NotAnExport(UserError):
    """A JSON file of another shape than export writes."""


def read_json(path: Path) -> Grid:
    """Return the assets of a JSON file as rows below a header of field names; asset n stands in row n + 1.

    Raises `NotFound`, `DamagedText` or `NotAnExport`.
    """
    text = decode(file_bytes(path), file=path.name).text
    try:
        content = json.loads(text)
        records = content["assets"] if isinstance(content, dict) else content
        names = list(dict.fromkeys(name for record in records for name in record))
        rows = [[_cell(name, record.get(name)) for name in names] for record in records]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAnExport(
            N_("{file} is not a JSON list of assets as this program writes it."), file=path.name
        ) from error
    columns: list[list[Cell]] = [[name, *(row[index] for row in rows)] for index, name in enumerate(names)]
    return Grid(row_numbers=list(range(1, len(rows) + 2)) if names else [], columns=columns)


def _cell(name: str, value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and name == "funding":
        return write_funding(_share(part) for part in value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    raise TypeError(name)


def _share(part: dict[str, str | None]) -> Share:
    share = amount(part["share"] or "") or 0
    paid = part.get("amount")
    return Share(
        source=part["source"] or "",
        project=part.get("project") or "",
        share=share,
        amount=None if paid is None else amount(paid),
    )
