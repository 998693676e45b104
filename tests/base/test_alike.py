"""Columns are worked on as one would work on each value."""

from __future__ import annotations

from inventory.base.alike import for_each, for_each_given, picked, with_instead


def test_the_same_values_are_asked_for_once():
    asked = []

    def work(value):
        asked.append(value)
        return value.upper()

    assert for_each(work, ["a", "b", "a"]) == ["A", "B", "A"]
    assert sorted(asked) == ["a", "b"]


def test_what_is_not_there_stays_so_or_gets_another_value():
    assert for_each_given(str.upper, ["a", None]) == ["A", None]
    assert with_instead(["a", None], "b") == ["a", "b"]


def test_values_are_picked_by_their_places():
    column = ["a", "b", "c"]
    assert picked(column, [0, 2]) == ["a", "c"]
    everything = picked(column, [0, 1, 2])
    assert everything == column
    assert everything is not column
