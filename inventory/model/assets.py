"""Assets and what belongs to them: categories, old numbers, accessories, licences, attachments."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventory.model.base import Base, Code, Key, Line, Name, Notes, Sha256, Short, Versioned
from inventory.model.funding import AssetFunding
from inventory.model.organisation import Cell, Person, Place, Supplier

# What a status allows is decided here once; the words are in catalogue/statuses.py.
CAN_BE_ISSUED = frozenset({"in_stock"})
GONE = frozenset({"transferred", "disposed"})


class Category(Versioned, Base):
    """A group of assets with its KŚT symbol (domain.md 2: three digits, the user's to confirm)."""

    __tablename__ = "category"
    id: Mapped[Key]
    code: Mapped[Code]
    code_folded: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    name_key: Mapped[Line]
    kst: Mapped[Code] = mapped_column(default="")
    label_template: Mapped[Short] = mapped_column(default="")
    useful_life_months: Mapped[int | None]
    icon: Mapped[Code] = mapped_column(default="box")
    active: Mapped[bool] = mapped_column(default=True)


class Asset(Versioned, Base):
    """One object with one number. Amounts are grosze; None as a price means that it is not known."""

    __tablename__ = "asset"
    __table_args__ = (
        CheckConstraint("price_gross IS NULL OR price_gross >= 0", name="price_gross_not_negative"),
        Index(None, "number_key"),
        Index(None, "name_key", "number_key"),
        Index(None, "price_gross", "number_key"),
        Index(None, "status", "number_key"),
        Index(None, "place_id", "number_key"),
        Index(None, "person_id", "number_key"),
        Index(None, "cell_id", "number_key"),
        Index(None, "category_id", "number_key"),
        Index(None, "supplier_id", "number_key"),
        Index(None, "serial_folded"),
        Index(None, "purchased_on", "number_key"),
        Index(None, "durability_until"),
        Index(None, "warranty_until"),
        Index(None, "insured_until"),
        Index(None, "return_by"),
        # Mostly few have a sticker to replace or to stick on: both lists come at once in a register of any size. By id,
        # so that where there are many they are read in the order in which they lie.
        Index("ix_asset_sticker_replace", "id", sqlite_where=text("sticker_fault <> ''")),
        Index(
            "ix_asset_sticker_printed",
            "id",
            sqlite_where=text("sticker_fault = '' AND sticker_stuck_at IS NULL AND sticker_printed_at IS NOT NULL"),
        ),
    )
    id: Mapped[Key]
    number: Mapped[Code]
    number_folded: Mapped[Code] = mapped_column(unique=True)
    number_key: Mapped[Line]
    name: Mapped[Name]
    name_key: Mapped[Notes]
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    manufacturer: Mapped[Line] = mapped_column(default="")
    model: Mapped[Line] = mapped_column(default="")
    serial: Mapped[Short] = mapped_column(default="")
    serial_folded: Mapped[Short] = mapped_column(default="")
    status: Mapped[Code] = mapped_column(default="in_stock")
    condition: Mapped[Line] = mapped_column(default="")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    invoice: Mapped[Line] = mapped_column(default="")
    purchased_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    production_year: Mapped[int | None]
    price_net: Mapped[int | None]
    vat_rate: Mapped[Code] = mapped_column(default="")
    vat: Mapped[int | None]
    price_gross: Mapped[int | None]
    kst: Mapped[Code] = mapped_column(default="")
    warranty_until: Mapped[date | None]
    insured_until: Mapped[date | None]
    policy: Mapped[Line] = mapped_column(default="")
    durability_until: Mapped[date | None]
    quantity: Mapped[int] = mapped_column(default=1)
    unit: Mapped[Code] = mapped_column(default="szt.")
    set_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    in_set: Mapped[bool] = mapped_column(default=True)
    swop: Mapped[Short] = mapped_column(default="")
    ksef: Mapped[Short] = mapped_column(default="")
    notes: Mapped[Notes] = mapped_column(default="")
    return_by: Mapped[date | None]
    sticker_printed_at: Mapped[datetime | None]
    # A scan on the asset itself said that it is on; and why it is to be replaced, empty while nothing is wrong with it.
    sticker_stuck_at: Mapped[datetime | None]
    sticker_fault: Mapped[Line] = mapped_column(default="", server_default="")
    funding_label_printed_at: Mapped[datetime | None]
    last_counted_on: Mapped[date | None]
    created_at: Mapped[datetime]

    category: Mapped[Category] = relationship()
    place: Mapped[Place | None] = relationship()
    person: Mapped[Person | None] = relationship()
    cell: Mapped[Cell | None] = relationship()
    supplier: Mapped[Supplier | None] = relationship()
    main: Mapped[Asset | None] = relationship(remote_side="Asset.id", back_populates="parts")
    parts: Mapped[list[Asset]] = relationship(back_populates="main", order_by="Asset.number_key")
    funding: Mapped[list[AssetFunding]] = relationship(order_by=AssetFunding.position, cascade="all, delete-orphan")
    old_numbers: Mapped[list[OldNumber]] = relationship(order_by="OldNumber.id", cascade="all, delete-orphan")
    accessories: Mapped[list[Accessory]] = relationship(order_by="Accessory.position", cascade="all, delete-orphan")
    licences: Mapped[list[Licence]] = relationship(
        order_by="Licence.id", cascade="all, delete-orphan", foreign_keys="Licence.asset_id"
    )
    attachments: Mapped[list[Attachment]] = relationship(order_by="Attachment.position", cascade="all, delete-orphan")

    @property
    def custodian_name(self) -> str:
        """The person or the cell that holds the asset; empty in the store."""
        if self.person is not None:
            return self.person.full_name
        return self.cell.name if self.cell is not None else ""

    @property
    def is_gone(self) -> bool:
        """Whether the asset has left the register for good."""
        return self.status in GONE

    @property
    def is_granted(self) -> bool:
        """Whether a project paid for it, so that its papers need purpose, funding and durability."""
        return any(part.project_id is not None for part in self.funding)


class OldNumber(Base):
    """A number that the asset had before, or one withdrawn; scans find the asset by it and it is never reused."""

    __tablename__ = "old_number"
    id: Mapped[Key]
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    number: Mapped[Short]
    number_folded: Mapped[Short] = mapped_column(index=True)


class Accessory(Base):
    """A thing without a number that belongs to one asset: battery, charger, case."""

    __tablename__ = "accessory"
    id: Mapped[Key]
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    name: Mapped[Line]
    quantity: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    missing: Mapped[bool] = mapped_column(default=False)


class Licence(Base):
    """Software on a machine: OEM raises the machine's value, a separate licence is an intangible of its own."""

    __tablename__ = "licence"
    id: Mapped[Key]
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    name: Mapped[Name]
    kind: Mapped[Code] = mapped_column(default="oem")
    key: Mapped[Line] = mapped_column(default="")
    valid_until: Mapped[date | None]
    own_asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))


class StoredFile(Base):
    """The bytes of a photo, attachment or logo, named by their SHA-256 (decision 11)."""

    __tablename__ = "stored_file"
    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    media_type: Mapped[Short]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Attachment(Base):
    """A photo or file of an asset."""

    __tablename__ = "attachment"
    id: Mapped[Key]
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    sha256: Mapped[Sha256] = mapped_column(ForeignKey("stored_file.sha256"))
    kind: Mapped[Code] = mapped_column(default="photo")
    name: Mapped[Name]
    position: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
