"""What a paged table needs of the place its rows come from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol


class FirstPage(NamedTuple):
    """The first rows of a query: their ids, the row tuples, and how many rows there are in all (None: not known)."""

    ids: Sequence[int]
    rows: Sequence[Any]
    total: int | None


class Source(Protocol):
    """Where the rows come from. Called on several reader threads, `first` also on the main thread.

    `query` is whatever the screen and the source agree on: filter, words and order. A source with
    `stoppable = True` is given one more argument by `first` and `ids`: a function that tells whether the answer
    is no longer wanted; then it raises `Cancelled`. It also has `first_now(query, limit)` for the main thread: the
    first rows where they come within a few milliseconds, else None.
    """

    def first(self, query: Any, limit: int) -> FirstPage:
        """Return the first `limit` rows in order, quickly."""
        ...

    def ids(self, query: Any) -> array[int]:
        """Return all ids in order as `array("q")`."""
        ...

    def page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the row tuples of these ids in the same order; None where a row is gone."""
        ...
