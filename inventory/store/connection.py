"""Plain SQLite connections with the settings of every connection; without SQLAlchemy, for the first page."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from inventory.base.errors import NotFound, Refused, Unavailable
from inventory.base.files import is_there

# "EWSP" in the header tells our files from any other SQLite file.
APPLICATION_ID = 0x45575350
# Raised together with a migration; kept in the header as `user_version`.
SCHEMA_VERSION = 5
# Writers wait this long for each other before the user is told, in milliseconds.
BUSY_MS = 8000
# In KiB below zero. A larger one only takes memory: the system keeps the file at hand anyway.
_READER_CACHE = -8_192
_SQLITE_HEADER = b"SQLite format 3\x00"


def configure(connection: sqlite3.Connection) -> None:
    """Give a connection the settings of reliability.md section 5; WAL only where SQLite has its fix (1.1)."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    for pragma in (
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "synchronous=FULL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that can only read; usable from any one thread at a time.

    The file is opened for writing where that is allowed, because what a power cut left half written is taken
    back by the first reader, and a connection opened read-only could not even start.
    """
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    configure(connection)
    connection.execute("PRAGMA query_only=ON")
    connection.execute(f"PRAGMA cache_size={_READER_CACHE}")
    return connection


def leave_log(path: Path) -> None:
    """Take back the write-ahead log where another program has switched it on: we never use it (reliability.md 27).

    It must be done before anything has the file open; until then every change would wait for our own readers.
    """
    with path.open("rb") as file:
        is_logged = file.read(20)[18:] == b"\x02\x02"
    if is_logged:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            configure(connection)
            connection.execute("PRAGMA journal_mode=TRUNCATE")
        finally:
            connection.close()


def check_file(path: Path) -> int:
    """Look at the header of a register and return its schema version, 0 for one not finished.

    Raises `NotFound` where there is no file and `Refused` where it is not a register, is cut off or was
    made by a newer program. The file is not changed.
    """
    if not is_there(path):
        raise NotFound("There is no register at {file}. Make one with “init”, or choose another file.", file=path)
    if not path.is_file():
        raise Refused("{file} is not a file.", file=path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = path.stat().st_size
    except OSError as error:
        raise Unavailable("{file} cannot be read: {reason}.", file=path, reason=error.strerror) from error
    if len(header) < 100 or not header.startswith(_SQLITE_HEADER):
        raise Refused("{file} is not a register of this program.", file=path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise Refused("{file} is not a register of this program; another program made it.", file=path)
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    # The page count in the header is only valid when its change counter matches.
    if (
        header[24:28] == header[92:96]
        and size < page_size * int.from_bytes(header[28:32], "big")
        and not _is_unfinished(path)
    ):
        raise Refused("{file} is damaged: its end is cut off. Restore a backup.", file=path)
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise Refused(
            "{file} was made by a newer version of this program. Install the newer version; the file was not changed.",
            file=path,
        )
    return version


def _is_unfinished(path: Path) -> bool:
    """Whether a crash left a change half written; between changes the journal file stays and is empty."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0
