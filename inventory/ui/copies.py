"""Read-only copies of kept files for other programs, in a private folder that goes away with the program."""

from __future__ import annotations

import atexit
import shutil
import stat
import tempfile
from functools import lru_cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from inventory.base.errors import Unavailable
from inventory.services.files import cleaned_name

_numbers = count(1)


@lru_cache(maxsize=1)
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ewidencja-"))
    atexit.register(_remove, folder)
    return folder


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            # Windows deletes no read-only file.
            path.chmod(stat.S_IWRITE | stat.S_IREAD)
    shutil.rmtree(folder, ignore_errors=True)


def copy_of(name: str, content: bytes) -> Path:
    """Write a copy under its own name and return where; the folder can be read by this user only.

    Raises `Unavailable` where the system's temporary folder takes no file.
    """
    try:
        place = _folder() / str(next(_numbers))
        place.mkdir(mode=0o700)
        path = place / cleaned_name(name)
        path.write_bytes(content)
        path.chmod(stat.S_IREAD)
    except OSError as error:
        raise Unavailable(
            "The file was not opened: the system's folder for temporary files is full or cannot be written."
        ) from error
    return path


def open_copy(path: Path) -> None:
    """Open a copy with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
