"""What a failing disk, lock or file means in one sentence."""

from __future__ import annotations

import sqlite3

from inventory.base.errors import Conflict, Unavailable, UserError


def explained(error: BaseException | None) -> UserError | None:
    """Return the sentence for a storage fault that the surroundings caused, None for a fault of the program."""
    if not isinstance(error, sqlite3.Error):
        return None
    extended = getattr(error, "sqlite_errorcode", 0)
    if extended == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Conflict(
            "Something else refers to this record by now: a paper, a label or a count. Nothing was changed."
        )
    code = extended & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return Unavailable("Another program is using the register. Nothing was saved; try again in a moment.")
    if code == sqlite3.SQLITE_FULL:
        return Unavailable(
            "The disk is full. Nothing was saved; what was saved before is safe. Free some space and try again."
        )
    if code == sqlite3.SQLITE_IOERR:
        return Unavailable(
            "The disk reported a fault. Nothing was saved; what was saved before is safe. "
            "Make a backup on another drive."
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return Unavailable(
            "The register file is damaged. Nothing was saved. Restore a backup; the damaged file is kept."
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}:
        return Unavailable(
            "The register cannot be written here: the file or its folder is read-only. Nothing was saved."
        )
    return None
