"""Exports what a list shows to CSV, XLSX or JSON, in flat memory, so that import reads it again without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from inventory.base.errors import Invalid
from inventory.base.i18n import Translations
from inventory.catalogue.assets import ASSET_FIELDS, BY_KEY
from inventory.catalogue.query import Query
from inventory.catalogue.statuses import status_word
from inventory.exchange.funding import Share
from inventory.exchange.headed import asset_heading
from inventory.exchange.writer import write_table
from inventory.store.listing import Listing

_CHUNK = 1_000
# Fields by which a list tells of people; such an export is kept in the journal (decision 18).
PERSONAL = frozenset({"custodian"})
# `progress(done, total)` returns False to stop.
Progress = Callable[[int, int], bool]


def checked_fields(names: Sequence[str]) -> tuple[str, ...]:
    """Return the fields to export, all of them where none is named. Raises `Invalid` for one that is not there."""
    wanted = tuple(name.strip() for name in names if name.strip())
    for name in wanted:
        if name not in BY_KEY:
            raise Invalid(
                "There is no field {name}. The fields are: {fields}.",
                field="fields",
                name=name,
                fields=", ".join(BY_KEY),
            )
    return wanted or tuple(field.key for field in ASSET_FIELDS)


def export(
    listing: Listing,
    query: Query,
    path: Path,
    *,
    fields: Sequence[str] = (),
    tr: Translations,
    progress: Progress | None = None,
) -> int:
    """Write the assets that answer `query` in its order; the suffix of `path` names the format. Returns the rows.

    Raises what `write_table` raises; then the old file is as it was.
    """
    chosen = checked_fields(fields)
    ids = listing.ids(query)
    headings = [asset_heading(key, tr(BY_KEY[key].label)) for key in chosen]
    told = None if progress is None else (lambda done: progress(done, len(ids)))
    return write_table(path, headings, _rows(listing, ids, chosen, path, tr), title=tr("Register"), progress=told)


def _rows(
    listing: Listing, ids: Sequence[int], fields: Sequence[str], path: Path, tr: Translations
) -> Iterator[Sequence[Any]]:
    # A sheet is read by people, so it says the words of the screen; a JSON file keeps the keys.
    words = path.suffix.lower() != ".json"
    places = [(index, _written(key, words, tr)) for index, key in enumerate(fields)]
    turned = [(index, write) for index, write in places if write is not None]
    for start in range(0, len(ids), _CHUNK):
        for row in listing.page(ids[start : start + _CHUNK], fields):
            values = list(row)
            for index, write in turned:
                values[index] = write(values[index])
            yield values


def _written(key: str, words: bool, tr: Translations) -> Callable[[Any], Any] | None:
    if key == "status" and words:
        return lambda status: status_word(status, tr) if status else None
    if key == "funding":
        return lambda parts: (
            tuple(
                Share(source=code, project=project or "", share=share, amount=amount)
                for code, project, share, amount in parts
            )
            if parts
            else None
        )
    return None
