"""All that the form of an asset saves as one operation: the asset, the parts of its set, its photos and files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound, Refused
from inventory.model.assets import Asset, Attachment
from inventory.services.asset_form import AssetRequest
from inventory.services.assets import SavedAsset, save_asset
from inventory.services.files import FileRequest, add_attachment, add_photo, remove_attachment
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file to keep with the asset; `kind` is `photo` or `file`, `is_main` puts a photo before the others."""

    kind: str
    file: FileRequest
    is_main: bool = False


@dataclass(frozen=True, kw_only=True)
class WholeRequest:
    """An asset with what belongs to it.

    `parts` are the ids of all assets of its set, None leaves them; `removed` are attachments to take off,
    `main_photo` is the attachment that comes first.
    """

    asset: AssetRequest
    parts: tuple[int, ...] | None = None
    added: tuple[NewFile, ...] = ()
    removed: tuple[int, ...] = ()
    main_photo: int | None = None


def save_whole(work: Work, request: WholeRequest) -> SavedAsset:
    """Save an asset with its parts and files. Raises what `save_asset` raises, `Refused` and `Invalid`."""
    saved = save_asset(work, request.asset)
    if request.parts is not None:
        _put_parts(work, saved.id, request.parts)
    main = request.main_photo
    for attachment_id in request.removed:
        remove_attachment(work, attachment_id)
    for new in request.added:
        add = add_photo if new.kind == "photo" else add_attachment
        made = add(work, saved.id, new.file)
        main = made if new.is_main else main
    if main is not None:
        _put_first(work, saved.id, main)
    work.flush()
    asset = work.get(Asset, saved.id)
    assert asset is not None
    return replace(saved, version=asset.version)


def check_part(session: Session, main_id: int | None, part_id: int) -> Asset:
    """Return an asset that may become a part of the set; raises `Refused` with the reason, or `NotFound`."""
    part = session.get(Asset, part_id)
    if part is None:
        raise NotFound("This asset is no longer in the register.", field="set")
    if part.id == main_id:
        raise Refused("An asset cannot be a part of itself.", field="set")
    if part.is_gone:
        raise Refused("{number} has left the register.", field="set", number=part.number)
    if part.main is not None and part.set_id != main_id:
        raise Refused(
            "{number} belongs to the set {main}. Take it out there first.",
            field="set",
            number=part.number,
            main=part.main.number,
        )
    if part.parts:
        raise Refused("{number} has parts of its own, so it cannot be a part.", field="set", number=part.number)
    return part


def _put_parts(work: Work, main_id: int, parts: tuple[int, ...]) -> None:
    wanted = set(parts)
    for part in work.scalars(select(Asset).where(Asset.set_id == main_id, Asset.id.not_in(wanted))):
        part.set_id, part.in_set = None, True
    for part_id in parts:
        part = check_part(work, main_id, part_id)
        if part.set_id != main_id:
            part.set_id, part.in_set = main_id, True


def _put_first(work: Work, asset_id: int, attachment_id: int) -> None:
    rows = list(
        work.scalars(
            select(Attachment).where(Attachment.asset_id == asset_id).order_by(Attachment.position, Attachment.id)
        )
    )
    rows.sort(key=lambda row: row.id != attachment_id)
    for position, row in enumerate(rows):
        row.position = position
