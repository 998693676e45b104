"""One asset whole: for the panel beside the list, for the form, and for `show`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.model.assets import Asset, Attachment, StoredFile
from inventory.model.counts import CountScan, StockCount
from inventory.model.movements import Document, Movement
from inventory.model.organisation import Place
from inventory.services.asset_form import AccessoryRequest, AssetRequest, LicenceRequest
from inventory.services.custody import paper_of_custody
from inventory.services.funding_split import ShareRequest
from inventory.services.history import CustodyStep, custody_history
from inventory.services.print_history import PrintedLabel, asset_labels
from inventory.store.stickers import sticker_state


@dataclass(frozen=True, kw_only=True)
class FundingDetail:
    """A share of an asset with the names that go with it; `position` of the source chooses its colour."""

    source_id: int
    source_code: str
    source_name_pl: str
    source_name_en: str
    source_position: int
    project_id: int | None
    project_number: str
    share: int
    amount: int | None


@dataclass(frozen=True, kw_only=True)
class RelatedAsset:
    """Another asset of the same set; `in_set` says whether it goes along when the set is issued."""

    id: int
    number: str
    name: str
    serial: str
    status: str
    in_set: bool


@dataclass(frozen=True, kw_only=True)
class FileDetail:
    """A photo or attachment; `kind` is `photo` or `file`, `size` in bytes."""

    id: int
    kind: str
    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class CountedDetail:
    """The outcome of a stock check for the asset."""

    count: str
    as_at: date
    scanned_at: datetime
    outcome: str
    place: str
    counter: str


@dataclass(frozen=True, kw_only=True)
class DocumentDetail:
    """A paper on which the asset stands."""

    id: int
    number: str
    kind: str
    state: str
    document_date: date


@dataclass(frozen=True, kw_only=True)
class AssetDetails:
    """Everything about an asset. `form` is what the form edits; the rest is what people read.

    `paper` is the number of the protocol under which it is held now; with one, holder and place are read-only.
    `sticker` is the state of its sticker.
    """

    id: int
    number: str
    status: str
    form: AssetRequest
    category: str
    category_icon: str
    place: str
    place_path: str
    person: str
    cell: str
    supplier: str
    is_granted: bool
    in_set: bool
    return_by: date | None
    sticker: str
    sticker_fault: str
    sticker_printed_at: datetime | None
    sticker_stuck_at: datetime | None
    funding_label_printed_at: datetime | None
    last_counted_on: date | None
    created_at: datetime
    main: RelatedAsset | None
    parts: tuple[RelatedAsset, ...]
    funding: tuple[FundingDetail, ...]
    files: tuple[FileDetail, ...]
    movements: tuple[CustodyStep, ...]
    documents: tuple[DocumentDetail, ...]
    labels: tuple[PrintedLabel, ...]
    counts: tuple[CountedDetail, ...]
    paper: str | None

    @property
    def custodian(self) -> str:
        """The person or the cell that holds the asset."""
        return self.person or self.cell

    @property
    def photo(self) -> FileDetail | None:
        """The first photo."""
        return next((file for file in self.files if file.kind == "photo"), None)

    @property
    def good_stickers(self) -> tuple[PrintedLabel, ...]:
        """The prints of its sticker that came out, newest first."""
        return tuple(label for label in self.labels if label.form != "funding" and label.is_good)


def asset_details(session: Session, asset_id: int) -> AssetDetails:
    """Return everything about one asset. Raises `NotFound`."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        raise NotFound("This asset is no longer in the register.")
    return AssetDetails(
        id=asset.id,
        number=asset.number,
        status=asset.status,
        form=_form(asset),
        category=asset.category.name,
        category_icon=asset.category.icon,
        place=asset.place.code if asset.place else "",
        place_path=asset.place.path if asset.place else "",
        person=asset.person.full_name if asset.person else "",
        cell=asset.cell.name if asset.cell else "",
        supplier=asset.supplier.name if asset.supplier else "",
        is_granted=asset.is_granted,
        in_set=asset.in_set,
        return_by=asset.return_by,
        sticker=sticker_state(asset.status, asset.sticker_fault, asset.sticker_stuck_at, asset.sticker_printed_at),
        sticker_fault=asset.sticker_fault,
        sticker_printed_at=asset.sticker_printed_at,
        sticker_stuck_at=asset.sticker_stuck_at,
        funding_label_printed_at=asset.funding_label_printed_at,
        last_counted_on=asset.last_counted_on,
        created_at=asset.created_at,
        main=_related(asset.main) if asset.main else None,
        parts=tuple(_related(part) for part in asset.parts),
        funding=_funding(asset),
        files=_files(session, asset_id),
        movements=tuple(custody_history(session, asset_id)),
        documents=_documents(session, asset_id),
        labels=asset_labels(session, asset_id),
        counts=_counts(session, asset_id),
        paper=paper_of_custody(session, asset_id),
    )


def _form(asset: Asset) -> AssetRequest:
    own = {column.name for column in Asset.__table__.columns}
    values = {name: getattr(asset, name) for name in AssetRequest.__dataclass_fields__ if name in own}
    return AssetRequest(
        **values,
        value_unknown=asset.price_gross is None,
        old_numbers=tuple(old.number for old in asset.old_numbers),
        funding=tuple(
            ShareRequest(source_id=s.source_id, project_id=s.project_id, share=s.share, amount=s.amount)
            for s in asset.funding
        ),
        accessories=tuple(
            AccessoryRequest(id=a.id, name=a.name, quantity=a.quantity, missing=a.missing) for a in asset.accessories
        ),
        licences=tuple(
            LicenceRequest(
                id=licence.id, name=licence.name, kind=licence.kind, key=licence.key,
                valid_until=licence.valid_until, own_asset_id=licence.own_asset_id,
            )
            for licence in asset.licences
        ),
    )  # fmt: skip


def _related(asset: Asset) -> RelatedAsset:
    return RelatedAsset(
        id=asset.id,
        number=asset.number,
        name=asset.name,
        serial=asset.serial,
        status=asset.status,
        in_set=asset.in_set,
    )


def _funding(asset: Asset) -> tuple[FundingDetail, ...]:
    return tuple(
        FundingDetail(
            source_id=share.source_id,
            source_code=share.source.code,
            source_name_pl=share.source.name_pl,
            source_name_en=share.source.name_en or share.source.name_pl,
            source_position=share.source.position,
            project_id=share.project_id,
            project_number=share.project.number if share.project else "",
            share=share.share,
            amount=share.amount,
        )
        for share in asset.funding
    )


def _files(session: Session, asset_id: int) -> tuple[FileDetail, ...]:
    query = (
        select(
            Attachment.id, Attachment.kind, Attachment.name, Attachment.sha256, StoredFile.media_type, StoredFile.size
        )
        .join(StoredFile, StoredFile.sha256 == Attachment.sha256)
        .where(Attachment.asset_id == asset_id)
        .order_by(Attachment.position, Attachment.id)
    )
    return tuple(FileDetail(**row) for row in session.execute(query).mappings())


def _documents(session: Session, asset_id: int) -> tuple[DocumentDetail, ...]:
    query = (
        select(Document.id, Document.number, Document.kind, Document.state, Document.document_date)
        .where(Document.id.in_(select(Movement.document_id).where(Movement.asset_id == asset_id)))
        .order_by(Document.id.desc())
    )
    return tuple(DocumentDetail(**row) for row in session.execute(query).mappings())


def _counts(session: Session, asset_id: int) -> tuple[CountedDetail, ...]:
    query = (
        select(
            StockCount.name, StockCount.as_at, CountScan.scanned_at, CountScan.outcome, Place.code, CountScan.counter
        )
        .join(StockCount, StockCount.id == CountScan.count_id)
        .outerjoin(Place, Place.id == CountScan.place_id)
        .where(CountScan.asset_id == asset_id, CountScan.undone_at.is_(None))
        .order_by(CountScan.id.desc())
    )
    return tuple(
        CountedDetail(count=name, as_at=as_at, scanned_at=at, outcome=outcome, place=place or "", counter=counter)
        for name, as_at, at, outcome, place, counter in session.execute(query)
    )
