"""Photos, attachments and logos: looked at, cleaned, and kept in the register under their SHA-256 (decision 11)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, NotFound
from inventory.base.text import clean
from inventory.labels.artwork import read_logo
from inventory.labels.inks import COLOUR, check_ink
from inventory.model.assets import Asset, Attachment, StoredFile
from inventory.services.pictures import as_photo, attachment_type
from inventory.store.unit import Work

_UNSAFE = re.compile(r'[\\/:*?"<>|]')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
_LONGEST_NAME = 150


@dataclass(frozen=True, kw_only=True)
class FileRequest:
    """A file as the user gives it: the name that it has on disk, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class FileContent:
    """A kept file, to be shown or written out."""

    name: str
    media_type: str
    content: bytes


def add_photo(work: Work, asset_id: int, request: FileRequest) -> int:
    """Keep a photo of an asset, made small and without its place and camera data; returns the attachment's id.

    Raises `Invalid` with the reason where it is not a picture that can be taken.
    """
    content = as_photo(request.content)
    sha256 = keep_file(work, content, "image/jpeg")
    stem = cleaned_name(request.name).rpartition(".")[0] or cleaned_name(request.name)
    return _attach(work, asset_id, sha256, "photo", f"{stem}.jpg")


def add_attachment(work: Work, asset_id: int, request: FileRequest) -> int:
    """Keep a file of an asset as it is; its content decides what it is, not its name.

    Raises `Invalid` with the reason.
    """
    media_type = attachment_type(request.content, request.name)
    sha256 = keep_file(work, request.content, media_type)
    return _attach(work, asset_id, sha256, "file", cleaned_name(request.name))


def keep_logo(work: Work, request: FileRequest, ink: str = COLOUR) -> str:
    """Keep a logo (PNG, JPEG or SVG) as it is and return its SHA-256; `ink` is what printers this version is for.

    Raises `Invalid` with the reason for all that could not be printed later.
    """
    return keep_file(work, request.content, checked_logo(request, ink))


def checked_logo(request: FileRequest, ink: str = COLOUR) -> str:
    """Return the media type of a logo. Raises `Invalid` as `keep_logo` does."""
    artwork = read_logo(request.name, request.content)
    check_ink(request.name, artwork, ink)
    return artwork.media_type


def keep_file(work: Work, content: bytes, media_type: str) -> str:
    """Keep bytes once, however often they are used, and return their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if work.get(StoredFile, sha256) is None:
        work.add(StoredFile(sha256=sha256, media_type=media_type, size=len(content), content=content))
        work.flush()
    return sha256


def remove_attachment(work: Work, attachment_id: int) -> None:
    """Take a photo or file off its asset; the bytes stay, so that this can be undone. Raises `NotFound`."""
    attachment = work.get(Attachment, attachment_id)
    if attachment is None:
        raise NotFound("This file is no longer in the register.")
    work.delete(attachment)
    work.flush()


def file_content(session: Session, sha256: str) -> FileContent:
    """Return a kept file whole. Raises `NotFound`, and `Invalid` where its bytes were changed."""
    row = session.execute(select(StoredFile.media_type, StoredFile.content).where(StoredFile.sha256 == sha256)).first()
    if row is None:
        raise NotFound("This file is no longer in the register.")
    if hashlib.sha256(row.content).hexdigest() != sha256:
        raise Invalid("The content of this file was changed outside the program, so it is not opened.")
    name = session.scalar(select(Attachment.name).where(Attachment.sha256 == sha256).limit(1)) or sha256[:12]
    return FileContent(name=name, media_type=row.media_type, content=row.content)


def first_photos(session: Session, asset_ids: Iterable[int]) -> dict[int, str]:
    """Return the SHA-256 of the first photo of each of these assets that has one."""
    photos = (
        select(Attachment.asset_id, Attachment.sha256)
        .where(Attachment.asset_id.in_(list(asset_ids)), Attachment.kind == "photo")
        .order_by(Attachment.position.desc())
    )
    # The first one is read last and stays.
    return dict(session.execute(photos).all())


def cleaned_name(name: str) -> str:
    """Return the last part of a file name without what misleads a system or a reader (reliability.md 78, 79)."""
    last = re.split(r"[\\/]", clean(name))[-1]
    last = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    if (stem or suffix).split(".")[0].casefold() in _DEVICES:
        last = f"_{last}"
    if len(last) > _LONGEST_NAME:
        last = (
            (stem[: _LONGEST_NAME - len(suffix) - 1] + dot + suffix)
            if dot and len(suffix) < 10
            else last[:_LONGEST_NAME]
        )
    return last or "_"


def _attach(work: Work, asset_id: int, sha256: str, kind: str, name: str) -> int:
    if work.get(Asset, asset_id) is None:
        raise NotFound("This asset is no longer in the register.")
    position = work.scalar(select(func.max(Attachment.position)).where(Attachment.asset_id == asset_id))
    attachment = Attachment(
        asset_id=asset_id,
        sha256=sha256,
        kind=kind,
        name=name,
        position=0 if position is None else position + 1,
        added_at=work.now,
    )
    work.add(attachment)
    work.flush()
    return attachment.id
