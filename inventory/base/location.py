"""Which register a start means: the option, the environment, the user's setting, or the usual file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from inventory.base.errors import Refused
from inventory.base.i18n import LANGUAGES
from inventory.base.paths import default_register
from inventory.base.settings import Settings

ENVIRONMENT = "INVENTORY_DATABASE"


@dataclass(frozen=True, kw_only=True)
class WindowStart:
    """The options of a start that opens the window; empty where they were not given."""

    database: str = ""
    language: str = ""


def window_start(arguments: Sequence[str]) -> WindowStart | None:
    """Return the options of a start without a command; None where there is a command or another option."""
    found = {"--database": "", "--lang": ""}
    rest = list(arguments)
    while rest:
        name, given, value = rest.pop(0).partition("=")
        if name not in found:
            return None
        if not given:
            if not rest:
                return None
            value = rest.pop(0)
        found[name] = value
    if found["--lang"] not in {"", *LANGUAGES}:
        # Told as wrong usage, as it is before a command.
        return None
    return WindowStart(database=found["--database"], language=found["--lang"])


def register_location(database: str, settings: Settings) -> Path:
    """Return the file of the register that is meant; `database` is a path, a `sqlite:` URL, or empty.

    Raises `Refused` for a URL of another kind of database.
    """
    text = database or os.environ.get(ENVIRONMENT, "") or settings.register
    if not text:
        return default_register()
    kind, is_url, rest = text.partition("://")
    if not is_url:
        return Path(text).expanduser()
    if kind.split("+")[0].lower() != "sqlite":
        raise Refused("This version keeps registers in files only; a {kind} server cannot be opened.", kind=kind)
    # sqlite:///relative.db, sqlite:////absolute.db, sqlite:///C:/file.db
    path = unquote(rest.removeprefix("/").partition("?")[0])
    if not path:
        raise Refused("The URL {url} names no file.", url=text)
    return Path(path)
