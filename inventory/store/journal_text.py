"""How the journal writes the values of records: one JSON text for each row, `{column: [old, new]}`.

What was made together with a new record and belongs to it stands among the record's own values, as a list under
the name of its table: `{"name": [null, "Radio"], "old_number": [null, [{"id": 7, "asset_id": 3, "number": "A/1"}]]}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

# `{column: [old, new]}` of one record.
Content = dict[str, list[Any]]


def plain_value(value: Any) -> Any:
    """Return a column value as JSON can hold it; bytes as their SHA-256, so that photos are not kept twice."""
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "sha256:" + sha256(value).hexdigest()
    raise TypeError(f"no journal form for {type(value).__name__}")


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain_value).encode


def encoded_values(columns: Mapping[str, Sequence[Any]], parts: Iterable[Sequence[str]] = ()) -> list[str]:
    """Return the values of new records, given column by column, as the journal holds them: one JSON text each.

    `parts` are what `encoded_parts` wrote of the same records.
    """
    written = [_encoded_column(f"{encode(name)}:[null,", cells, "]") for name, cells in columns.items()]
    return _joined(*written, *parts)


def encoded_parts(
    table: str, columns: Mapping[str, Sequence[Any]], owners: Sequence[int], records: Sequence[int]
) -> list[str]:
    """Return for each of `records` the rows of another table that belong to it, nothing where there is none.

    `owners` tells for each row of the columns which record that is.
    """
    written = _joined(*(_encoded_column(f"{encode(name)}:", cells) for name, cells in columns.items()))
    told: dict[int, str] = {}
    for owner, row in zip(owners, written, strict=True):
        told[owner] = f"{told[owner]},{row}" if owner in told else row
    begin = f"{encode(table)}:[null,["
    return [f"{begin}{told[record]}]]" if record in told else "" for record in records]


def parts_of(content: Content) -> Iterator[tuple[str, str, Content]]:
    """Yield table, id and values of each record that was made together with a new one and is told by its row."""
    for table, (_, made) in content.items():
        if isinstance(made, list):
            for row in made:
                yield table, str(row["id"]), {column: [None, value] for column, value in row.items()}


def own_values(content: Content) -> Content:
    """Return the values of the record itself."""
    return {column: pair for column, pair in content.items() if not isinstance(pair[1], list)}


def _day(day: date) -> str:
    return f'"{day.isoformat()}"'


def _joined(*written: Sequence[str]) -> list[str]:
    return ["{" + ",".join(filter(None, cells)) + "}" for cells in zip(*written, strict=True)]


def _encoded_column(begin: str, cells: Sequence[Any], end: str = "") -> list[str]:
    """Return begin, value and end for each cell, nothing for an empty one; the same values are written once."""
    kinds = set(map(type, cells)) - {type(None)}
    if bool in kinds:
        # True equals 1 as a key.
        return ["" if cell is None else f"{begin}{encode(cell)}{end}" for cell in cells]
    # What the encoder does with texts, whole numbers and days, without its way there.
    write = encode_basestring if kinds <= {str} else repr if kinds <= {int} else _day if kinds <= {date} else encode
    different = set(cells)
    if len(different) == len(cells):
        return ["" if cell is None else f"{begin}{write(cell)}{end}" for cell in cells]
    known: dict[Any, str] = {cell: f"{begin}{write(cell)}{end}" for cell in different if cell is not None}
    known[None] = ""
    return list(map(known.__getitem__, cells))
