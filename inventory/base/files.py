"""Write files so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inventory.base.errors import Unavailable


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; on success it takes the place of `path`, else it is removed.

    Raises `Unavailable` where the folder cannot be written or the target is held open by another program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise Unavailable(
            "Cannot write in the folder {folder}: {reason}.", folder=path.parent, reason=error.strerror
        ) from error
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
        raise Unavailable(
            "{file} was not written: {reason}. The old file is unchanged.", file=path.name, reason=error.strerror
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step; raises `Unavailable` and leaves the old file where it cannot."""
    with replacing(path) as part:
        part.write_bytes(content)
