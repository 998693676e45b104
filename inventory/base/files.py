"""Write files so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inventory.base.errors import Unavailable

# How long another program may hold the old file before the user is told, and how often we try (reliability.md 100).
_PATIENCE_S = 2.0
_PAUSE_S = 0.1


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; on success it takes the place of `path`, else it is removed.

    Raises `Unavailable` where the folder is not there or cannot be written, where the target is a folder or another
    program holds it open.
    """
    try:
        if path.is_dir():
            raise Unavailable("{file} is a folder. Name a file.", file=path)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
    except OSError as error:
        too_long = error.errno == errno.ENAMETOOLONG
        raise (_unwritten(path, error) if too_long else _unwritable_folder(path.parent, error)) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        _take_place(part, path)
    except PermissionError as error:
        raise Unavailable(
            "{file} is open in another program. Close it or choose another name.", file=path.name
        ) from error
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def made_folder(folder: Path, *, parents: bool = False) -> Iterator[None]:
    """Make the folder that files are to lie in; where nothing came of them, it does not stay behind.

    Only `parents` makes those above it too: a mistyped path must not become a row of folders. Raises `Unavailable`.
    """
    is_new = not is_there(folder)
    try:
        folder.mkdir(parents=parents, exist_ok=True)
    except OSError as error:
        raise _unwritable_folder(folder.parent if is_there(folder.parent) else folder, error) from error
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise


def _take_place(part: Path, path: Path) -> None:
    """Give the new file its name; a virus scanner or a spreadsheet lets go of the old one in a second or two."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            part.replace(path)
        except PermissionError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _unwritable_folder(folder: Path, error: OSError) -> Unavailable:
    """Say in the user's language why a folder takes no file; the system's own words only where we have none."""
    match error.errno:
        case errno.ENOENT if not is_there(folder):
            missing = [folder, *(above for above in folder.parents if not above.exists())]
            return Unavailable("There is no folder {folder}. Nothing was written.", folder=missing[-1])
        case errno.ENOSPC | errno.EDQUOT:
            return Unavailable("The drive of {folder} is full. Nothing was written.", folder=folder)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Unavailable("Cannot write in the folder {folder}: this account may not change it.", folder=folder)
        case errno.ENAMETOOLONG:
            return Unavailable("The path is too long. Nothing was written.")
        case errno.ENOTDIR | errno.EEXIST:
            return Unavailable("Cannot write in the folder {folder}: a part of the path is a file.", folder=folder)
    return Unavailable("Cannot write in the folder {folder}: {reason}.", folder=folder, reason=error.strerror)


def _unwritten(path: Path, error: OSError) -> Unavailable:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable("{file} was not written: the drive is full. The old file is unchanged.", file=path.name)
    if error.errno == errno.ENAMETOOLONG:
        return Unavailable("{file} was not written: its name is too long.", file=path.name)
    return Unavailable(
        "{file} was not written: {reason}. The old file is unchanged.", file=path.name, reason=error.strerror
    )


def is_there(path: Path) -> bool:
    """Tell whether there is something at a path; a name that no system takes names nothing."""
    try:
        return path.exists()
    except OSError:
        return False


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step; raises `Unavailable` and leaves the old file where it cannot."""
    with replacing(path) as part:
        part.write_bytes(content)
