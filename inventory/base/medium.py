"""What a register lies on: a network drive, a folder that a program synchronises, a stick (reliability.md 27)."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePath, PureWindowsPath

from inventory.base.i18n import Message
from inventory.base.text import fold

NETWORK, REMOVABLE = "network", "removable"
_NETWORK_SYSTEMS = frozenset(
    {"9p", "afs", "ceph", "cifs", "fuse.davfs", "davfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs", "glusterfs",
     "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs"}
)  # fmt: skip
# Where desktops put what is plugged in.
_PLUGGED = ("/media", "/run/media")
# The beginning of a folder's name; OneDrive adds the name of the organisation.
_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "moj dysk": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "icloud": "iCloud",
    "iclouddrive": "iCloud",
}
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4
# A drive written at full length begins like the name of a server.
_LOCAL_DEVICE = re.compile(r"\\\\[?.]\\(?!unc\\)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def place_risk(register: Path) -> Message | None:
    """Return a warning where a register lies badly, None on a drive of this computer. It opens all the same."""
    # On Windows this also turns a letter given to a network drive into the drive's own name.
    path = register.resolve()
    if sys.platform == "win32":
        import ctypes

        found = medium_of(path, drive_type=ctypes.windll.kernel32.GetDriveTypeW)
    else:
        mounts = Path("/proc/mounts")
        found = medium_of(path, mounts=mounts.read_text("utf-8", "replace") if mounts.exists() else "")
    return _warning(found)


def medium_of(path: PurePath, *, mounts: str = "", drive_type: Callable[[str], int] | None = None) -> str:
    """Return `network`, `removable`, the name of a service that synchronises, or nothing.

    `mounts` is the text of /proc/mounts, `drive_type` GetDriveTypeW of Windows.
    """
    for part in path.parts[1:-1]:
        for beginning, service in _SERVICES.items():
            if re.match(rf"{beginning}\b", fold(part)):
                return service
    if isinstance(path, PureWindowsPath):
        if path.drive.startswith("\\\\") and not _LOCAL_DEVICE.match(path.drive):
            return NETWORK
        kind = drive_type(f"{path.drive}\\") if drive_type is not None else 0
        return {_DRIVE_REMOVABLE: REMOVABLE, _DRIVE_REMOTE: NETWORK}.get(kind, "")
    mount, system = _mount_of(path, mounts)
    if system in _NETWORK_SYSTEMS:
        return NETWORK
    return REMOVABLE if any(mount.startswith(f"{folder}/") for folder in _PLUGGED) else ""


def _mount_of(path: PurePath, mounts: str) -> tuple[str, str]:
    """Return where the file system of a path is mounted, and its kind; of several at one place the last counts."""
    best = ("", "")
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[1])
        if path.is_relative_to(mount) and len(mount) >= len(best[0]):
            best = (mount, fields[2])
    return best


def _warning(found: str) -> Message | None:
    if not found:
        return None
    if found == NETWORK:
        return Message(
            "The register lies on a network drive. A connection that breaks while it is saved can damage it. "
            "Keep it on a drive of this computer and its backups on the network."
        )
    if found == REMOVABLE:
        return Message(
            "The register lies on a removable drive. It is damaged easily when this is pulled out. "
            "Keep it on a drive of this computer and only copies on the removable one."
        )
    return Message(
        "The register lies in a folder that {service} synchronises. Two computers could overwrite each other's "
        "changes. Keep the register elsewhere and only backups here.",
        {"service": found},
    )
