"""Tells whether a window has a register open: a lock that the system lets go of when its process ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO


class Presence:
    """The lock of one window on one register.

    `left_since` is when a window that vanished without closing had opened the register, None where none did.
    """

    def __init__(self, path: Path, file: IO[bytes] | None, left_since: datetime | None = None) -> None:
        self._path = path
        self._file = file
        self.left_since = left_since

    @classmethod
    def take(cls, register: Path) -> Presence | None:
        """Take the lock of a register; None where another process has it.

        Where the folder cannot be written there is nothing to lock, and nothing to be changed either.
        """
        path = register.with_name(register.name + ".open")
        left_since = _began(path)
        try:
            file = path.open("ab")
        except OSError:
            return cls(path, None)
        if not _lock(file):
            file.close()
            return None
        # The file tells the next window since when this one was open.
        with suppress(OSError):
            os.utime(path)
        return cls(path, file, left_since)

    def release(self) -> None:
        """Let go of the lock; the end of the process does the same."""
        if self._file is not None:
            # Removed while it is still locked where the system allows it, so that nobody locks a file that is gone.
            if sys.platform != "win32":
                self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None
            if sys.platform == "win32":
                try:
                    self._path.unlink(missing_ok=True)
                except OSError:
                    return


def _began(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
