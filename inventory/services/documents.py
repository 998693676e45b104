"""Issued papers: their stored bytes, reprints, signatures, and cancelling with a reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, NotFound, Refused, Unavailable
from inventory.base.i18n import Translations
from inventory.base.text import clean, fold
from inventory.documents.data import HandoverData
from inventory.documents.marks import Cancelled, Copy
from inventory.documents.overlay import overlay
from inventory.documents.snapshot import restore
from inventory.model.assets import Asset
from inventory.model.movements import Document, Movement
from inventory.services.files import file_content, keep_file
from inventory.services.movements import Step, last_movement, take_step
from inventory.services.problems import LINE
from inventory.store.unit import Work

_LARGEST_SCAN = 20 * 1024 * 1024
# The first bytes decide what a file is, never its name (reliability.md 80).
_SCANS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, kw_only=True)
class StoredPaper:
    """A stored paper whose bytes were just compared with their SHA-256."""

    document_id: int
    number: str
    state: str
    sha256: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class CancelledDocument:
    """A paper after cancelling; `assets` are the numbers of those put back."""

    number: str
    state: str
    assets: tuple[str, ...]


def find_document(session: Session, number: str) -> Document:
    """Return the document with this number, whatever its case. Raises `NotFound`."""
    found = session.scalar(select(Document).where(Document.number_folded == fold(clean(number))))
    if found is None:
        raise NotFound("There is no document with the number {number}.", field="document", number=number)
    return found


def document_pdf(session: Session, number: str) -> StoredPaper:
    """Return the stored bytes of a document as they were issued, both copies (decision 22).

    Raises `NotFound`, and `Unavailable` where the bytes are no longer those that were issued.
    """
    document = find_document(session, number)
    content = document.paper.content
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Unavailable(
            "The stored paper of {number} was changed outside the program. Restore a backup.", number=document.number
        )
    return StoredPaper(
        document_id=document.id,
        number=document.number,
        state=document.state,
        sha256=document.sha256,
        content=content,
    )


def printable_pdf(session: Session, number: str, tr: Translations) -> bytes:
    """Return what goes to the printer for the first time: the stored paper, marked where it was cancelled."""
    document = find_document(session, number)
    content = document_pdf(session, number).content
    return overlay(content, _cancelled(document), tr) if document.state == "cancelled" else content


def reprint(work: Work, number: str, tr: Translations) -> bytes:
    """Count one more reprint and return the paper with the mark COPY, or CANCELLED, laid over (decision 22)."""
    document = find_document(work, number)
    content = document_pdf(work, number).content
    document.copies_printed += 1
    work.undoable = False
    mark = _cancelled(document) if document.state == "cancelled" else Copy(document.copies_printed)
    return overlay(content, mark, tr)


def mark_signed(work: Work, number: str, scan: bytes | None = None) -> None:
    """Note that a paper was signed; `scan` is the signed paper as PDF, JPEG or PNG of at most 20 MB.

    Raises `Refused` for a cancelled paper and `Invalid` for a scan that is none of these.
    """
    document = find_document(work, number)
    if document.state == "cancelled":
        raise Refused("{number} was cancelled and can no longer be signed.", number=document.number)
    if scan is not None:
        document.signed_scan = _store_scan(work, scan)
    document.state = "signed"
    document.signed_at = document.signed_at or work.now
    work.undoable = False


def signed_scan(session: Session, number: str) -> tuple[str, bytes] | None:
    """Return media type and bytes of the signed scan of a document, None where there is none.

    Raises `Invalid` where its bytes were changed.
    """
    document = find_document(session, number)
    if document.signed_scan is None:
        return None
    stored = file_content(session, document.signed_scan)
    return stored.media_type, stored.content


def cancel(work: Work, number: str, reason: str) -> CancelledDocument:
    """Cancel a paper: the number stays, counter-movements put its assets back where they were.

    Raises `Invalid` without a reason and `Refused` where the paper is cancelled already, or where an asset has
    moved since, which has to be taken back first.
    """
    document = find_document(work, number)
    reason = clean(reason)
    if not reason:
        raise Invalid("Enter the reason why {number} is cancelled.", field="reason", number=document.number)
    if len(reason) > LINE:
        raise Invalid(
            "The text has {length} characters; at most {longest} fit here.",
            field="reason",
            length=len(reason),
            longest=LINE,
        )
    if document.state == "cancelled":
        raise Refused("{number} is cancelled already.", number=document.number)
    assets = [_put_back(work, document, movement) for movement in document.movements]
    document.state, document.cancelled_at, document.cancelled_reason = "cancelled", work.now, reason
    work.undoable = False
    return CancelledDocument(
        number=document.number, state=document.state, assets=tuple(asset.number for asset in assets)
    )


def _put_back(work: Work, document: Document, movement: Movement) -> Asset:
    asset = movement.asset
    last = last_movement(work, asset.id)
    moved = last is not None and last.id != movement.id
    changed = (asset.status, asset.person_id, asset.cell_id) != (
        movement.to_status,
        movement.to_person_id,
        movement.to_cell_id,
    )
    if moved or changed:
        later = last.document.number if moved and last is not None and last.document is not None else ""
        if later:
            raise Refused(
                "{number} has moved since with {later}. Cancel {later} first.", number=asset.number, later=later
            )
        raise Refused(
            "{number} has moved since {document}. Put that right first.", number=asset.number, document=document.number
        )
    same_place = asset.place_id == movement.to_place_id
    step = Step(
        kind="cancellation",
        on=work.now.astimezone().date(),
        status=movement.from_status or "in_stock",
        person_id=movement.from_person_id,
        cell_id=movement.from_cell_id,
        place_id=movement.from_place_id if same_place else asset.place_id,
        return_by=movement.from_return_by,
        position=movement.position,
        reverses_id=movement.id,
    )
    take_step(work, asset, step)
    if document.kind == "return":
        lost = set(movement.missing.split("; "))
        for accessory in asset.accessories:
            accessory.missing = accessory.missing and accessory.name not in lost
    asset.in_set = _belongs_to_set(asset, movement)
    return asset


def _belongs_to_set(asset: Asset, cancelled: Movement) -> bool:
    """Tell whether a part is again what its set brings: not where it had been issued alone before."""
    if asset.set_id is None or asset.status != "issued" or cancelled.answers is None:
        return True
    data = restore("handover", cancelled.answers.snapshot.encode("utf-8"))
    assert isinstance(data, HandoverData)
    return asset.main is not None and any(item.number == asset.main.number for item in data.items)


def _cancelled(document: Document) -> Cancelled:
    assert document.cancelled_at is not None
    return Cancelled(document.cancelled_at.astimezone().date(), document.cancelled_reason)


def _store_scan(work: Work, scan: bytes) -> str:
    media_type = next((name for start, name in _SCANS.items() if scan.startswith(start)), None)
    if media_type is None:
        raise Invalid("The signed paper must be a PDF, JPEG or PNG file.", field="scan")
    if len(scan) > _LARGEST_SCAN:
        raise Invalid("The file is larger than {most} MB.", field="scan", most=_LARGEST_SCAN // 1024**2)
    return keep_file(work, scan, media_type)
