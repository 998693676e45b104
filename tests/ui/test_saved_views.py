"""Saved views as the settings file keeps them, whatever stands in it."""

from __future__ import annotations

import json

import pytest

from inventory.catalogue.query import Filter, Query
from inventory.ui import saved_views
from inventory.ui.saved_views import SavedView

LAPTOPS = SavedView(
    name="Laptopy w terenie",
    query=Query(("laptop",), (Filter("status", "=", "issued"),), (("name", True), ("number", False))),
    columns={"hidden": ["funding"], "order": ["name", "number", "funding"], "widths": {"name": 300}},
)


def kept(*views):
    memory = {}
    for view in views:
        saved_views.keep(memory, view)
    # As the file has it.
    return json.loads(json.dumps(memory))


def test_view_comes_back_whole():
    assert saved_views.find(kept(LAPTOPS), "laptopy W TERENIE") == LAPTOPS


def test_names_are_in_polish_order():
    memory = kept(*(SavedView(name=name, query=Query()) for name in ("Żółte", "Łódź", "Zielone", "Lublin")))
    assert saved_views.names(memory) == ["Lublin", "Łódź", "Zielone", "Żółte"]


def test_saving_again_takes_the_place_of_the_view_of_that_name():
    memory = kept(LAPTOPS)
    assert saved_views.keep(memory, SavedView(name="LAPTOPY W TERENIE", query=Query(("x",)))) == LAPTOPS
    assert saved_views.names(memory) == ["LAPTOPY W TERENIE"]
    saved_views.drop(memory, "laptopy w terenie")
    assert saved_views.names(memory) == []


def test_filter_of_a_field_that_is_gone_is_left_out_and_named():
    memory = kept(LAPTOPS)
    memory["saved_views"][0]["filters"] += [["colour", "=", "red"], ["colour", "=", "blue"]]
    found = saved_views.find(memory, LAPTOPS.name)
    assert found.query == LAPTOPS.query
    assert found.gone == ("colour",)


@pytest.mark.parametrize(
    "rows",
    [None, 7, "x", [None, 3, {}, {"name": 5}, {"name": " "}], {"name": "a"}],
)
def test_what_is_no_view_is_none(rows):
    memory = {"saved_views": rows}
    assert saved_views.names(memory) == []
    assert saved_views.find(memory, "a") is None


def test_view_with_parts_of_a_wrong_kind_opens_with_what_is_left():
    row = {
        "name": "a",
        "words": [1, "b"],
        "filters": [["status"], 4, ["status", "=", 5]],
        "sort": [["name"], [1, 2], 3],
    }
    assert saved_views.find({"saved_views": [row | {"columns": []}]}, "a") == SavedView(name="a", query=Query(("b",)))
