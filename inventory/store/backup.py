"""Verified copies of a register, their rotation, and putting one back."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inventory.base.errors import Cancelled, NotFound, Refused, Unavailable
from inventory.base.files import is_there, made_folder, replacing
from inventory.store.connection import check_file, connect_reader
from inventory.store.faults import explained

_NAME = re.compile(r"^(?P<stem>.+)-(?P<stamp>\d{8}-\d{6})(?:-\d+)?\.db$")
_PAGES = 2000
DAILY, WEEKLY, MONTHLY = 7, 4, 12
# Kept whatever the clock says: a machine set to 2099 for an hour must not cost the good copies.
ALWAYS = 3


@dataclass(frozen=True)
class Backup:
    """One copy: where it lies, when it was made, how large it is in bytes."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True)
class MadeBackup:
    """A copy just made and verified."""

    path: Path
    sha256: str
    assets: int


def make_backup(
    register: Path, folder: Path, *, now: datetime | None = None, progress: Callable[[int, int], bool] | None = None
) -> MadeBackup:
    """Copy a register while it may be in use, verify the copy by opening it, and give it its final name.

    `progress(done, total)` in pages returns False to stop. A copy that was not finished or did not
    verify leaves nothing behind. Raises `Unavailable`, `Cancelled`.
    """
    now = now or datetime.now(UTC)
    target = _free_name(folder, f"{register.stem}-{now:%Y%m%d-%H%M%S}")

    def step(_status: int, remaining: int, total: int) -> None:
        if progress is not None and not progress(total - remaining, total):
            raise Cancelled("The backup was stopped. No copy was kept.")

    try:
        with made_folder(folder), replacing(target) as part:
            source, copy = connect_reader(register), sqlite3.connect(part)
            try:
                source.backup(copy, pages=_PAGES, progress=step)
            finally:
                copy.close()
                source.close()
            assets = verify_copy(part)
            digest = _sha256(part)
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise Unavailable("The drive of {folder} is full. Nothing was written.", folder=folder) from error
        raise explained(error) or Unavailable(
            "The backup was not made: {reason}. The register itself is unchanged.", reason=str(error)
        ) from error
    return MadeBackup(target, digest, assets)


def verify_copy(path: Path) -> int:
    """Open a copy and check its structure; returns how many assets it holds.

    Raises `NotFound` where there is none and `Refused` where it is damaged.
    """
    if not is_there(path):
        raise NotFound("The copy {file} is not there. Nothing was changed.", file=path)
    check_file(path)
    try:
        connection = connect_reader(path)
        try:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise Refused("The copy {file} is damaged and was not used.", file=path.name)
            return int(connection.execute("SELECT count(*) FROM asset").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise Refused("The copy {file} is damaged and was not used.", file=path.name) from error


def list_backups(register: Path, folder: Path) -> list[Backup]:
    """Return the copies of a register in a folder, newest first."""
    found = []
    for path in folder.glob("*.db") if folder.is_dir() else ():
        match = _NAME.match(path.name)
        if match and match["stem"] == register.stem:
            made_at = datetime.strptime(match["stamp"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            found.append(Backup(path, made_at, path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def is_due(register: Path, folder: Path, *, now: datetime | None = None) -> bool:
    """Whether the last copy is older than a day, or dated in the future by a clock that was wrong."""
    backups = list_backups(register, folder)
    now = now or datetime.now(UTC)
    return not any(now - timedelta(days=1) < backup.made_at <= now + timedelta(minutes=5) for backup in backups)


def rotate(register: Path, folder: Path, *, limit_bytes: int | None = None) -> list[Path]:
    """Delete copies that are neither of the newest 7 days, 4 weeks or 12 months; returns what was deleted.

    The newest three always stay. Above `limit_bytes` the oldest go first.
    """
    backups = list_backups(register, folder)
    kept: set[Path] = {backup.path for backup in backups[:ALWAYS]}
    for form, amount in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        seen: list[str] = []
        for backup in backups:
            period = backup.made_at.strftime(form)
            if period not in seen:
                seen.append(period)
                if len(seen) <= amount:
                    kept.add(backup.path)
    total = 0
    for index, backup in enumerate(backups):
        total += backup.size if backup.path in kept else 0
        if limit_bytes is not None and total > limit_bytes and index >= ALWAYS:
            kept.discard(backup.path)
    deleted = [backup.path for backup in backups if backup.path not in kept]
    for path in deleted:
        path.unlink(missing_ok=True)
    return deleted


def restore_backup(register: Path, copy: Path, *, now: datetime | None = None) -> Path | None:
    """Check a copy, keep the present register beside it, and put the copy in its place.

    Returns where the present register is kept, None where there was none. Nothing may have the register
    open. Raises `Refused` before anything is touched where the copy is damaged.
    """
    verify_copy(copy)
    now = now or datetime.now(UTC)
    aside = _free_name(register.parent, f"{register.stem}-replaced-{now:%Y%m%d-%H%M%S}")
    # A journal left by a crash belongs to the old file and would spoil the new one, even if the old file is gone.
    moves = [(register.with_name(register.name + end), aside.with_name(aside.name + end)) for end in ("", "-journal")]
    moved: list[tuple[Path, Path]] = []
    try:
        with made_folder(register.parent, parents=True), replacing(register) as part:
            copy_file(copy, part)
            verify_copy(part)
            for old, new in moves:
                if old.exists():
                    old.replace(new)
                    moved.append((old, new))
    except BaseException:
        for old, new in reversed(moved):
            new.replace(old)
        raise
    return aside if aside.exists() else None


def copy_file(register: Path, target: Path) -> None:
    """Copy a register as it stands between two changes, with what a crash left half written taken back."""
    source, copy = connect_reader(register), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()


def _free_name(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}.db", 2
    while is_there(path):
        path, number = folder / f"{stem}-{number}.db", number + 1
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
