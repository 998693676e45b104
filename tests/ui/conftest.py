"""Fixtures of the window's tests: the look, the runner of operations, a context without a register."""

from __future__ import annotations

import pytest

from inventory.ui import theme
from inventory.ui.operations import Operations
from tests.ui import kit


@pytest.fixture
def look(qapp):
    """The light look on the application, put back to it afterwards."""
    theme.apply(qapp, mode="light")
    # Parts shown without a window around them take it from the application.
    theme.dress(qapp)
    yield theme
    theme.apply(qapp, mode="light")
    qapp.setStyleSheet("")


@pytest.fixture
def operations(qapp):
    """A runner whose threads end with the test."""
    made = Operations()
    yield made
    assert made.close()


@pytest.fixture
def context(operations, look):
    """What screens get, in Polish, with no application behind it."""
    return kit.context(operations)
