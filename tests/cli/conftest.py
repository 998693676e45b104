"""Commands on a demonstration register and on a new one."""

from __future__ import annotations

import pytest

from tests.cli.running import Script


@pytest.fixture
def demo(demonstration_database, capsys):
    return Script(capsys, demonstration_database)


@pytest.fixture
def empty(database, capsys):
    return Script(capsys, database)
