"""Which assets the search index must read again after what the journal tells."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

# The columns whose text the index holds; a change of any other is no reason to read an asset again.
_INDEXED = {
    "asset": frozenset({
        "number", "serial", "kst", "category_id", "place_id", "person_id", "cell_id", "supplier_id", "name",
        "manufacturer", "model", "condition", "invoice", "policy", "swop", "ksef", "notes", "unit",
    }),
    "old_number": frozenset({"number", "asset_id"}),
    "asset_funding": frozenset({"asset_id", "source_id", "project_id", "share", "position"}),
    "category": frozenset({"code", "name"}),
    "place": frozenset({"code", "path"}),
    "person": frozenset({"first_name", "last_name", "cell_id"}),
    "cell": frozenset({"code", "name"}),
    "supplier": frozenset({"name"}),
    "funding_source": frozenset({"code", "position"}),
    "project": frozenset({"number", "aliases"}),
}  # fmt: skip
_ASSETS_OF = {
    "old_number": "SELECT asset_id FROM old_number WHERE id IN ({ids})",
    "asset_funding": "SELECT asset_id FROM asset_funding WHERE id IN ({ids})",
    "category": "SELECT id FROM asset WHERE category_id IN ({ids})",
    "place": "SELECT id FROM asset WHERE place_id IN ({ids})",
    "person": "SELECT id FROM asset WHERE person_id IN ({ids})",
    "cell": "SELECT id FROM asset WHERE cell_id IN ({ids}) UNION "
    "SELECT a.id FROM person p JOIN asset a ON a.person_id = p.id WHERE p.cell_id IN ({ids})",
    "supplier": "SELECT id FROM asset WHERE supplier_id IN ({ids})",
    "funding_source": "SELECT asset_id FROM asset_funding WHERE source_id IN ({ids})",
    "project": "SELECT asset_id FROM asset_funding WHERE project_id IN ({ids})",
}
_CHUNK = 5000


def affected_assets(register: sqlite3.Connection, after: int) -> set[int]:
    """Return the ids of assets whose text may differ since journal row `after`; some may be deleted by now."""
    records: dict[str, set[int]] = {}
    assets: set[int] = set()
    tables = ",".join(f"'{table}'" for table in _INDEXED)
    rows = register.execute(
        "SELECT j.table_name, j.record_id, j.action, CASE WHEN j.action <> 'insert' THEN v.content END "
        "FROM journal j LEFT JOIN journal_values v ON v.seq = j.seq "
        f"WHERE j.seq > ? AND +j.table_name IN ({tables})",
        (after,),
    )
    for table, record, action, content in rows:
        values = json.loads(content) if content else None
        if action == "update" and values is not None and _INDEXED[table].isdisjoint(values):
            continue
        records.setdefault(table, set()).add(int(record))
        # Where the row is gone or points elsewhere by now, only the journal knows whose it was.
        for value in (values or {}).get("asset_id", ())[:2]:
            if isinstance(value, int):
                assets.add(value)
    assets |= records.pop("asset", set())
    for table, ids in records.items():
        for chunk in _chunks(ids):
            assets.update(row[0] for row in register.execute(_ASSETS_OF[table].format(ids=chunk)))
    return assets


def _chunks(ids: Iterable[int]) -> Iterator[str]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ",".join(map(str, ordered[start : start + _CHUNK]))
