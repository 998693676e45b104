"""Works on columns of values, of which many are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def for_each(work: Callable[[Any], T], values: Sequence[Any]) -> list[T]:
    """Return what `work` makes of each value, asking it once for those that are the same."""
    known = {value: work(value) for value in set(values)}
    return list(map(known.__getitem__, values))


def for_each_given(work: Callable[[Any], T], values: Sequence[Any]) -> list[T | None]:
    """Do the same where None stands for no value and stays."""
    return for_each(lambda value: None if value is None else work(value), values)


def picked(column: Sequence[T], places: Sequence[int]) -> list[T]:
    """Return the values at these places, which are in order."""
    if len(places) == len(column):
        return list(column)
    return list(map(column.__getitem__, places))


def with_instead(column: Iterable[T | None], instead: T) -> list[T]:
    """Return the values, and `instead` where there is none."""
    return [instead if value is None else value for value in column]
