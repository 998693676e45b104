"""27: a register on a network drive, in a synchronised folder, on a stick is told from one on this computer's drive."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from inventory.base.medium import medium_of, place_risk

MOUNTS = """\
sysfs /sys sysfs rw 0 0
/dev/vda / ext4 rw 0 0
/dev/vdb /home ext4 rw 0 0
server:/wr /mnt/wydzial nfs4 rw 0 0
//server/wr /mnt/Dane\\040wydziału cifs rw 0 0
sshfs /home/jan/zdalny fuse.sshfs rw 0 0
/dev/sdb1 /media/jan/PENDRIVE vfat rw 0 0
/dev/sdc1 /run/media/jan/STICK exfat rw 0 0
systemd-1 /mnt/auto autofs rw 0 0
server:/auto /mnt/auto nfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/jan/rejestr.db", ""),
        ("/rejestr.db", ""),
        ("/mnt/wydzial/rejestr.db", "network"),
        ("/mnt/wydzial2/rejestr.db", ""),
        ("/home/jan/zdalny/x/rejestr.db", "network"),
        ("/mnt/auto/rejestr.db", "network"),
        ("/media/jan/PENDRIVE/rejestr.db", "removable"),
        ("/run/media/jan/STICK/rejestr.db", "removable"),
        ("/home/jan/Dropbox/rejestr.db", "Dropbox"),
        ("/home/jan/Nextcloud/Wydział/rejestr.db", "Nextcloud"),
        ("/home/jan/OneDrive.db", ""),
    ],
)
def test_on_linux_the_mounts_tell(path, found):
    assert medium_of(PurePosixPath(path), mounts=MOUNTS) == found


def test_name_of_a_mount_may_hold_spaces_and_polish_letters():
    path = PurePosixPath("/mnt/Dane wydziału/rejestr.db")
    assert medium_of(path, mounts=MOUNTS) == "network"


@pytest.mark.parametrize(
    ("path", "kind", "found"),
    [
        (r"C:\Users\Jan\rejestr.db", 3, ""),
        (r"\\server\wydzial\rejestr.db", 0, "network"),
        (r"\\?\UNC\server\wydzial\rejestr.db", 0, "network"),
        (r"\\?\C:\Users\Jan\rejestr.db", 3, ""),
        (r"Z:\rejestr.db", 4, "network"),
        (r"E:\rejestr.db", 2, "removable"),
        (r"C:\Users\Jan\OneDrive - KWP we Wrocławiu\rejestr.db", 3, "OneDrive"),
        (r"C:\Users\Jan\onedrive\Dokumenty\rejestr.db", 3, "OneDrive"),
        (r"G:\Mój dysk\rejestr.db", 3, "Google Drive"),
        (r"C:\Users\Jan\iCloudDrive\rejestr.db", 3, "iCloud"),
    ],
)
def test_on_windows_name_and_kind_of_the_drive_tell(path, kind, found):
    assert medium_of(PureWindowsPath(path), drive_type=lambda _root: kind) == found


def test_windows_is_asked_for_the_root_of_the_drive():
    asked = []
    medium_of(PureWindowsPath(r"E:\Rejestry\rejestr.db"), drive_type=lambda root: asked.append(root) or 3)
    assert asked == ["E:\\"]


def test_warning_names_the_service_in_polish(tmp_path, tr):
    assert "synchronizuje OneDrive" in tr.message(place_risk(tmp_path / "OneDrive - KWP" / "rejestr.db"))
    assert place_risk(tmp_path / "rejestr.db") is None
