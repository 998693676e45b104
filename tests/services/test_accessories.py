"""Accessories noted while an asset is handed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inventory.base.errors import NotFound, ProblemsFound
from inventory.services.accessories import add_accessory
from inventory.services.asset_details import asset_details
from inventory.services.asset_form import AccessoryRequest
from tests.factories import make_asset


def add(application, asset, name):
    return application.operation("Test", lambda work: add_accessory(work, asset, name)).value


def form(application, asset):
    return application.read(lambda session: asset_details(session, asset)).form


def test_accessory_comes_after_those_that_are_there_and_is_undone(application):
    asset = make_asset(application, accessories=(AccessoryRequest(name="torba"),)).id
    made = add(application, asset, "  mysz ")
    assert [(one.id, one.name) for one in form(application, asset).accessories][1:] == [(made, "mysz")]
    application.undo()
    assert [one.name for one in form(application, asset).accessories] == ["torba"]


def test_missing_accessory_is_found_again_instead_of_noted_twice(application):
    asset = make_asset(application, accessories=(AccessoryRequest(name="Torba", missing=True),)).id
    known = form(application, asset)
    assert add(application, asset, "torba") == known.accessories[0].id
    assert form(application, asset).accessories == (replace(known.accessories[0], missing=False),)


@pytest.mark.parametrize("name", ["", " ", "x" * 501])
def test_impossible_name_is_refused(application, name):
    asset = make_asset(application).id
    with pytest.raises(ProblemsFound):
        add(application, asset, name)
    assert form(application, asset).accessories == ()


def test_asset_that_is_gone_is_told(application):
    with pytest.raises(NotFound):
        add(application, 999, "mysz")
