"""Where the program's own files and the user's files lie, in source, wheel and frozen program."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from inventory import APP_NAME


@lru_cache(maxsize=1)
def resources() -> Path:
    """Return the folder of fonts, labels, icons and texts that ships with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent.parent
    packaged = package / "resources"
    return packaged if packaged.is_dir() else package.parent / "resources"


@lru_cache(maxsize=1)
def data_folder() -> Path:
    """Return the user's data folder (local, not roaming); it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


def default_register() -> Path:
    """Return where the register lies unless the user names another file."""
    return data_folder() / "rejestr.db"


def demonstration_register() -> Path:
    """Return where the demonstration register lies; it is never the default one."""
    return data_folder() / "przyklad.db"
