"""Remembers widths, columns and the like between runs: a small JSON file, never anything of the register."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from inventory.base.errors import UserError
from inventory.base.files import write_atomically

_log = logging.getLogger(__name__)


class Memory:
    """Keys and JSON values; without a path it forgets on exit. A damaged file is the same as none."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, object] = {}
        self._changed = False
        if path is not None and path.is_file():
            try:
                read = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                _log.warning("The remembered widths could not be read: %s", error)
                read = {}
            if isinstance(read, dict):
                self._values = read

    def get(self, key: str, default: object = None) -> object:
        """Return what was kept under a key."""
        return self._values.get(key, default)

    def set(self, key: str, value: object) -> None:
        """Keep a JSON value; None forgets the key."""
        if self._values.get(key) == value:
            return
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._changed = True

    def save(self) -> None:
        """Write the file when something changed; a full disk is no reason to stop."""
        if self._path is None or not self._changed:
            return
        try:
            write_atomically(self._path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())
        except UserError as error:
            _log.warning("The widths were not kept: %s", error)
        self._changed = False
