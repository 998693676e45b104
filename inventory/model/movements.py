"""Issued papers and the dated movements of custody, place and status that they cause."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventory.model.assets import Asset
from inventory.model.base import Base, Code, Key, Line, Name, Notes, Sha256
from inventory.model.organisation import Cell, Person, Place


class Document(Base):
    """A numbered paper. Once issued only its state may change; triggers keep the rest (decision 22)."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("kind", "year", "counter"),
        Index(None, "state", "kind"),
        Index(None, "issued_at"),
    )
    id: Mapped[Key]
    kind: Mapped[Code]
    year: Mapped[int]
    counter: Mapped[int]
    number: Mapped[Code]
    number_folded: Mapped[Code] = mapped_column(unique=True)
    state: Mapped[Code] = mapped_column(default="issued")
    document_date: Mapped[date]
    issued_at: Mapped[datetime]
    language: Mapped[Code] = mapped_column(default="pl")
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    count_id: Mapped[int | None] = mapped_column(ForeignKey("stock_count.id"), index=True)
    return_by: Mapped[date | None]
    purpose: Mapped[Line] = mapped_column(default="")
    remarks: Mapped[Notes] = mapped_column(default="")
    snapshot: Mapped[Notes]
    sha256: Mapped[Sha256]
    signed_at: Mapped[datetime | None]
    signed_scan: Mapped[Sha256 | None] = mapped_column(ForeignKey("stored_file.sha256"))
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[Line] = mapped_column(default="")
    copies_printed: Mapped[int] = mapped_column(default=0)

    giver: Mapped[Person | None] = relationship(foreign_keys=[giver_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    cell: Mapped[Cell | None] = relationship()
    movements: Mapped[list[Movement]] = relationship(
        back_populates="document", order_by="Movement.position", foreign_keys="Movement.document_id"
    )
    paper: Mapped[Paper] = relationship(back_populates="document")


class Paper(Base):
    """The stored bytes of an issued document; never changed, never deleted."""

    __tablename__ = "paper"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    document: Mapped[Document] = relationship(back_populates="paper")


class Draft(Base):
    """A paper being prepared: no number yet; the form's values as JSON."""

    __tablename__ = "draft"
    id: Mapped[Key]
    kind: Mapped[Code]
    title: Mapped[Name] = mapped_column(default="")
    content: Mapped[Notes]
    saved_at: Mapped[datetime]


class Movement(Base):
    """One asset's step from one holder, place and status to the next; rows are only added."""

    __tablename__ = "movement"
    __table_args__ = (
        Index(None, "asset_id", "id"),
        Index(None, "effective_on"),
        # Without it, taking back an import would look through all movements for each one it removes.
        Index(None, "reverses_id", sqlite_where=text("reverses_id IS NOT NULL")),
    )
    id: Mapped[Key]
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    kind: Mapped[Code]
    position: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime]
    effective_on: Mapped[date]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    from_status: Mapped[Code | None]
    to_status: Mapped[Code]
    from_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    from_cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    to_cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    from_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    to_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    from_return_by: Mapped[date | None]
    return_by: Mapped[date | None]
    condition: Mapped[Line] = mapped_column(default="")
    missing: Mapped[Line] = mapped_column(default="")
    remarks: Mapped[Line] = mapped_column(default="")
    wiped: Mapped[Line] = mapped_column(default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("movement.id"))

    asset: Mapped[Asset] = relationship()
    document: Mapped[Document | None] = relationship(back_populates="movements", foreign_keys=[document_id])
    answers: Mapped[Document | None] = relationship(foreign_keys=[answers_id])
    from_person: Mapped[Person | None] = relationship(foreign_keys=[from_person_id])
    to_person: Mapped[Person | None] = relationship(foreign_keys=[to_person_id])
    from_cell: Mapped[Cell | None] = relationship(foreign_keys=[from_cell_id])
    to_cell: Mapped[Cell | None] = relationship(foreign_keys=[to_cell_id])
    from_place: Mapped[Place | None] = relationship(foreign_keys=[from_place_id])
    to_place: Mapped[Place | None] = relationship(foreign_keys=[to_place_id])
