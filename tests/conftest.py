"""What every test needs before Qt is imported, and the fixtures that all layers share."""

from __future__ import annotations

import os
import sys

import pytest

from inventory.base import paths
from inventory.base.i18n import translations

# Without a display Qt aborts the whole run, with no report of any test.
if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give each test, and every program that it starts, an empty data folder and a Polish system."""
    folder = tmp_path / "Dane użytkownika"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(folder))
    monkeypatch.setenv("LC_MESSAGES", "pl_PL.UTF-8")
    for name in ("LC_ALL", "INVENTORY_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    paths.data_folder.cache_clear()
    yield folder
    paths.data_folder.cache_clear()


@pytest.fixture
def tr():
    """Polish, the language of the papers."""
    return translations("pl")


@pytest.fixture
def tr_en():
    """English."""
    return translations("en")
