"""What every test needs before Qt is imported, and the fixtures that all layers share."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date

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


ACCOUNT = "tester"
TODAY = date(2025, 11, 18)


@pytest.fixture(scope="session")
def database_template(tmp_path_factory):
    """A new register, made once; nothing may write to it."""
    from inventory.services.seeding import create_register

    path = tmp_path_factory.mktemp("template") / "rejestr.db"
    create_register(path, account=ACCOUNT)
    return path


@pytest.fixture
def database(database_template, tmp_path):
    """A new register of its own for one test, as a file."""
    return shutil.copyfile(database_template, tmp_path / "rejestr.db")


@pytest.fixture(scope="session")
def demonstration_template(tmp_path_factory):
    """The demonstration register, made once; nothing may write to it."""
    from inventory.services.demonstration import make_demonstration

    path = tmp_path_factory.mktemp("template") / "przyklad.db"
    make_demonstration(path, account=ACCOUNT)
    return path


@pytest.fixture
def demonstration_database(demonstration_template, tmp_path):
    """The demonstration register of its own for one test, as a file."""
    return shutil.copyfile(demonstration_template, tmp_path / "przyklad.db")


@pytest.fixture
def application(database):
    """An open new register."""
    yield from _open(database)


@pytest.fixture
def demonstration(demonstration_database):
    """The demonstration register, open; its 14 assets are those of domain.md section 0."""
    yield from _open(demonstration_database)


def _open(path):
    from inventory.application import Application
    from inventory.base.settings import Settings

    opened = Application(path, settings=Settings(language="en"), account=ACCOUNT, today=lambda: TODAY)
    yield opened
    opened.close()
