"""A filled register for the tests of list and search, made once."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from inventory.application import Application
from inventory.store.listing import Listing
from inventory.store.search import SearchIndex, search_file
from tests.store.wide_register import fill

TODAY = date(2025, 11, 18)


@pytest.fixture(scope="session")
def wide_template(database_template, tmp_path_factory):
    path = shutil.copyfile(database_template, tmp_path_factory.mktemp("wide") / "rejestr.db")
    application = Application(path, today=lambda: TODAY)
    fill(application)
    application.close()
    return path


@pytest.fixture
def wide(wide_template, tmp_path):
    """A filled register of its own for one test, without a search index."""
    return shutil.copyfile(wide_template, tmp_path / "rejestr.db")


@pytest.fixture
def index(wide):
    """Its search index, up to date."""
    made = SearchIndex(wide)
    assert made.catch_up()
    yield made
    made.close()


@pytest.fixture(params=["index", "tables"])
def listing(request, wide):
    """The list, once asking the search index and once the tables."""
    if request.param == "index":
        request.getfixturevalue("index")
    else:
        assert not search_file(wide).exists()
    opened = Listing(wide, lambda: TODAY)
    yield opened
    opened.close()
