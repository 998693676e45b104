"""Backups as the program makes them: when due, into one or two folders, rotated; and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inventory.base.errors import Refused, UserError
from inventory.base.i18n import Message
from inventory.base.presence import Presence
from inventory.base.settings import Settings
from inventory.store.backup import (
    Backup,
    MadeBackup,
    is_due,
    list_backups,
    make_backup,
    restore_backup,
    rotate,
    verify_copy,
)
from inventory.store.search import search_file

# After so long without a copy the user is warned (reliability.md section 4).
WARN_AFTER = timedelta(days=3)
_MB = 1_000_000


@dataclass(frozen=True, kw_only=True)
class BackupOutcome:
    """What a backup came to: the copy in the first folder, and what failed; a failure never stops the work."""

    made: MadeBackup | None = None
    problems: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BackupState:
    """What the settings page shows: the folders, the copies in the first one newest first, the last in the second."""

    folder: Path
    copies: tuple[Backup, ...]
    second_folder: Path | None
    second_last: datetime | None
    is_late: bool

    @property
    def last(self) -> datetime | None:
        """When the newest copy was made."""
        return self.copies[0].made_at if self.copies else None


def backup_folder(register: Path, settings: Settings) -> Path:
    """Return the folder of the copies: the user's choice, else `kopie` beside the register."""
    return Path(settings.backup_folder) if settings.backup_folder else register.parent / "kopie"


def backup_state(register: Path, settings: Settings, *, now: datetime | None = None) -> BackupState:
    """Return which copies there are."""
    folder = backup_folder(register, settings)
    copies = tuple(list_backups(register, folder))
    second = Path(settings.second_backup_folder) if settings.second_backup_folder else None
    in_second = list_backups(register, second) if second else []
    late = not copies or (now or datetime.now(UTC)) - copies[0].made_at > WARN_AFTER
    return BackupState(
        folder=folder,
        copies=copies,
        second_folder=second,
        second_last=in_second[0].made_at if in_second else None,
        is_late=late,
    )


def back_up_if_due(register: Path, settings: Settings, *, now: datetime | None = None) -> BackupOutcome | None:
    """Make the daily copies where the last is older than a day; None where none was due."""
    folders = _folders(register, settings)
    if not any(is_due(register, folder, now=now) for folder in folders):
        return None
    return back_up(register, settings, now=now)


def back_up(
    register: Path,
    settings: Settings,
    *,
    now: datetime | None = None,
    progress: Callable[[int, int], bool] | None = None,
) -> BackupOutcome:
    """Copy a register into its folders and rotate them; what fails is told, the rest is done."""
    made: MadeBackup | None = None
    problems: list[Message] = []
    for position, folder in enumerate(_folders(register, settings)):
        try:
            copy = make_backup(register, folder, now=now, progress=progress)
            rotate(register, folder, limit_bytes=settings.backup_limit_mb * _MB or None)
            made = copy if position == 0 else made
        except UserError as error:
            problems.append(error.message)
    return BackupOutcome(made=made, problems=tuple(problems))


def copy_to(register: Path, folder: Path, *, progress: Callable[[int, int], bool] | None = None) -> MadeBackup:
    """Make one verified copy in a folder of the user's choice, which is not rotated. Raises `Unavailable`."""
    return make_backup(register, folder, progress=progress)


def read_copy(copy: Path) -> int:
    """Read a copy through as a test and return how many assets it holds. Raises `Refused` where it is damaged."""
    return verify_copy(copy)


def restore(register: Path, copy: Path, *, now: datetime | None = None, own: Presence | None = None) -> Path | None:
    """Put a copy in the place of a register that no window has open; returns where the old file is kept.

    A window that restores gives its `own` presence and has let go of the file. Raises `Refused` before
    anything is touched where the copy is damaged or the register is open elsewhere.
    """
    held = own or Presence.take(register)
    if held is None:
        raise Refused("A window has this register open. Close it, then restore the copy.")
    try:
        if copy.resolve() == register.resolve():
            raise Refused("{file} is the register itself. Choose one of its copies.", file=copy)
        kept = restore_backup(register, copy, now=now)
        # The index tells of the file that was; the next search makes it anew.
        search_file(register).unlink(missing_ok=True)
    finally:
        if own is None:
            held.release()
    return kept


def _folders(register: Path, settings: Settings) -> list[Path]:
    first = backup_folder(register, settings)
    return [first, Path(settings.second_backup_folder)] if settings.second_backup_folder else [first]
