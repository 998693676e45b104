"""Files of labels as they are sent to printers."""

from __future__ import annotations

from pathlib import Path

import pytest

from inventory.base.i18n import translations
from inventory.labels.data import LabelJob
from inventory.labels.template import template
from inventory.labels.zpl import write_zpl
from tests.labels.made import sticker

# More than two sockets buffer between them.
MANY = 6_000


@pytest.fixture(scope="session")
def few(tmp_path_factory):
    return written(tmp_path_factory.mktemp("few"), 3, copies=2)


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    return written(tmp_path_factory.mktemp("many"), MANY)


def written(folder: Path, count: int, copies: int = 1) -> Path:
    path = folder / "naklejki z Łodzi.zpl"
    items = (sticker(f"WR/487/{number:05d}") for number in range(count))
    with path.open("wb") as stream:
        write_zpl(LabelJob(template=template("roll-50x25-qr"), items=items, copies=copies), stream, translations("pl"))
    return path
