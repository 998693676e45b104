"""Where the rows of the register come from: the list of the open register, read without SQLAlchemy."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from inventory.application import Application
from inventory.base.errors import UserError
from inventory.catalogue.query import Query
from inventory.ui.models.source import FirstPage
from inventory.ui.screens.register_columns import BASE, FIELDS

Stop = Callable[[], bool]

# Half of what the eye may wait for a key; the other half paints the rows.
_AT_ONCE_SECONDS = 0.008


class RegisterSource:
    """Gives rows as tuples in the order of `FIELDS`; what no shown column needs is None in them."""

    stoppable = True

    def __init__(self, application: Application) -> None:
        self._listing = application.listing
        # One value, because reader threads look at it while it changes.
        self._read: tuple[tuple[str, ...], list[int] | None] = (BASE, None)

    def set_columns(self, keys: Sequence[str]) -> bool:
        """Read what these columns show; True where something is read that was not read before."""
        wanted = (*BASE, *(name for name in FIELDS[len(BASE) :] if name in keys))
        new = not set(wanted) <= set(self._read[0])
        self._read = (wanted, [FIELDS.index(name) for name in wanted] if wanted != BASE else None)
        return new

    def first(self, query: Query, limit: int, stop: Stop | None = None) -> FirstPage:
        """Return the first rows of a query."""
        ids = self._listing.ids(query, limit=limit, cancelled=stop)
        return FirstPage(ids, self.page(ids), len(ids) if len(ids) < limit else None)

    def first_now(self, query: Query, limit: int) -> FirstPage | None:
        """Return the first rows if they come within half a frame, else None: then a reader thread is to ask."""
        try:
            with self._listing.hurried(_AT_ONCE_SECONDS):
                return self.first(query, limit)
        except UserError:
            # What is really wrong the reader thread finds too, and says it.
            return None

    def ids(self, query: Query, stop: Stop | None = None) -> array[int]:
        """Return all ids of a query in its order."""
        return self._listing.ids(query, cancelled=stop)

    def page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids; None where an asset is gone."""
        read, places = self._read
        rows = self._listing.page(ids, read)
        rest = (None,) * (len(FIELDS) - len(BASE))
        made: list[Any] = []
        for row in rows:
            # Every asset has a number; without one it is gone.
            if row[1] is None:
                made.append(None)
            elif places is None:
                made.append(row + rest)
            else:
                full: list[Any] = [None] * len(FIELDS)
                for place, value in zip(places, row, strict=True):
                    full[place] = value
                made.append(tuple(full))
        return made
