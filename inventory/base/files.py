"""Write files so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inventory.base.errors import Unavailable


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; on success it takes the place of `path`, else it is removed.

    Raises `Unavailable` where the folder cannot be written, the target is a folder or another program holds it open.
    """
    if path.is_dir():
        raise Unavailable("{file} is a folder. Name a file.", file=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _unwritable_folder(path.parent, error) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except PermissionError as error:
        raise Unavailable(
            "{file} is open in another program. Close it or choose another name.", file=path.name
        ) from error
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _unwritable_folder(folder: Path, error: OSError) -> Unavailable:
    """Say in the user's language why a folder takes no file; the system's own words only where we have none."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return Unavailable("The drive of {folder} is full. Nothing was written.", folder=folder)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Unavailable("Cannot write in the folder {folder}: this account may not change it.", folder=folder)
        case errno.ENOTDIR | errno.EEXIST:
            return Unavailable("Cannot write in the folder {folder}: a part of the path is a file.", folder=folder)
    return Unavailable("Cannot write in the folder {folder}: {reason}.", folder=folder, reason=error.strerror)


def _unwritten(path: Path, error: OSError) -> Unavailable:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable("{file} was not written: the drive is full. The old file is unchanged.", file=path.name)
    return Unavailable(
        "{file} was not written: {reason}. The old file is unchanged.", file=path.name, reason=error.strerror
    )


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step; raises `Unavailable` and leaves the old file where it cannot."""
    with replacing(path) as part:
        part.write_bytes(content)
