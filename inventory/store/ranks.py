"""Places of assets in the search index: ranks in the order of numbers, with room left for new ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

# Neighbours stand this far apart, and numbers of different beginnings so far that each beginning can go on growing.
STEP = 64
WIDE = 1 << 36


def group(number_key: str) -> str:
    """Return the beginning that numbers of one sequence share."""
    return number_key[: number_key.rfind("/") + 1]


class Ranks:
    """Finds ranks for entries of an index that is already in use."""

    def __init__(self, register: sqlite3.Connection, index: sqlite3.Connection) -> None:
        self._register = register
        self._index = index

    def place(self, number_key: str, asset_id: int) -> int:
        """Return a free rank between the entries of the numbers before and after; makes room where there is none."""
        left, same_group = self._before(number_key, asset_id)
        while True:
            found = self._index.execute("SELECT min(rank) FROM entry WHERE rank > ?", (left,)).fetchone()[0]
            gap = (found if found is not None else left + WIDE) - left
            if same_group and gap > 2 * STEP:
                return left + STEP
            if gap > 1:
                return left + gap // 2
            self._spread(left)

    def _before(self, number_key: str, asset_id: int) -> tuple[int, bool]:
        rows = self._register.execute(
            "SELECT number_key, id FROM asset WHERE (number_key, id) < (?, ?) ORDER BY number_key DESC, id DESC",
            (number_key, asset_id),
        )
        for before, neighbour in rows:
            found = self._index.execute("SELECT rank FROM entry WHERE asset_id = ?", (neighbour,)).fetchone()
            if found is not None:
                return found[0], group(before) == group(number_key)
        return 0, False

    def _spread(self, left: int) -> None:
        """Move the entries behind `left` apart, as few as have room enough together."""
        count = 16
        while True:
            rows = self._index.execute(
                "SELECT rank FROM entry WHERE rank > ? ORDER BY rank LIMIT ?", (left, count + 1)
            ).fetchall()
            moved: Sequence[int] = [row[0] for row in rows[:count]]
            end = rows[count][0] if len(rows) > count else left + WIDE
            step = (end - left) // (len(moved) + 1)
            if step >= 4:
                break
            count *= 4
        # Whatever moves up must not meet one that has not moved yet.
        targets = [left + step * (position + 1) for position in range(len(moved))]
        ups = [(old, new) for old, new in zip(moved, targets, strict=True) if new > old]
        downs = [(old, new) for old, new in zip(moved, targets, strict=True) if new < old]
        for old, new in [*reversed(ups), *downs]:
            self._index.execute("UPDATE entry SET rank = ? WHERE rank = ?", (new, old))
            self._index.execute("UPDATE word SET rowid = ? WHERE rowid = ?", (new, old))
