"""The layout being drawn, kept in the user's data folder: it survives a crash, a wrong click, a power cut."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from inventory.base.errors import Unavailable, UserError
from inventory.base.files import made_folder, write_atomically
from inventory.base.paths import data_folder
from inventory.labels.layout import Layout
from inventory.labels.layout_file import layout_file, read_layout_file


class LayoutDraft(NamedTuple):
    """A layout that was not saved: of which record it is, 0 for a new one, and when it was kept."""

    layout: Layout
    id: int
    version: int
    kept_at: datetime


class LayoutDrafts:
    """The one draft of the designer for one register."""

    def __init__(self, register: Path) -> None:
        name = hashlib.sha256(str(register.resolve()).encode()).hexdigest()[:16]
        self._path = data_folder() / "drafts" / name / "label-layout.json"

    def keep(self, layout: Layout, id_: int, version: int) -> bool:
        """Write the draft in one step; False where the folder cannot be written."""
        content = {
            "id": id_, "version": version, "kept_at": datetime.now(UTC).isoformat(),
            "file": layout_file(layout).decode("utf-8"),
        }  # fmt: skip
        try:
            with made_folder(self._path.parent, parents=True):
                write_atomically(self._path, json.dumps(content, ensure_ascii=False).encode("utf-8"))
        except Unavailable:
            return False
        return True

    def find(self) -> LayoutDraft | None:
        """Return the draft, None where there is none or it cannot be read."""
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            layout = read_layout_file(content["file"].encode("utf-8"), self._path.name)
            kept_at = datetime.fromisoformat(content["kept_at"])
            return LayoutDraft(layout, int(content["id"]), int(content["version"]), kept_at)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, UserError):
            return None

    def drop(self) -> None:
        """Forget the draft."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
