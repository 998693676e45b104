"""The stock check: its scope, the frozen expected list and every scan."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventory.model.base import Base, Code, Key, Line, Name, Notes, Short
from inventory.model.funding import Project
from inventory.model.organisation import Place


class StockCount(Base):
    """One stock check; `status` is open or closed and never goes back."""

    __tablename__ = "stock_count"
    id: Mapped[Key]
    name: Mapped[Name]
    name_folded: Mapped[Name] = mapped_column(unique=True)
    kind: Mapped[Code] = mapped_column(default="annual")
    order_no: Mapped[Short] = mapped_column(default="")
    as_at: Mapped[date]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    blind: Mapped[bool] = mapped_column(default=False)
    status: Mapped[Code] = mapped_column(default="open")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    commission: Mapped[Notes] = mapped_column(default="")
    team: Mapped[Notes] = mapped_column(default="")
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    expected: Mapped[int] = mapped_column(default=0)
    project: Mapped[Project | None] = relationship()
    places: Mapped[list[CountPlace]] = relationship(cascade="all, delete-orphan")
    categories: Mapped[list[CountCategory]] = relationship(cascade="all, delete-orphan")


class CountPlace(Base):
    """A place in the scope of a count, with everything below it; none means all places."""

    __tablename__ = "count_place"
    id: Mapped[Key]
    count_id: Mapped[int] = mapped_column(ForeignKey("stock_count.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    place: Mapped[Place] = relationship()


class CountCategory(Base):
    """A category in the scope of a count; none means all categories."""

    __tablename__ = "count_category"
    id: Mapped[Key]
    count_id: Mapped[int] = mapped_column(ForeignKey("stock_count.id"), index=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))


class CountLine(Base):
    """An asset expected in a count, with its book state copied when the list was frozen."""

    __tablename__ = "count_line"
    __table_args__ = (
        UniqueConstraint("count_id", "asset_id"),
        Index(None, "count_id", "place_id"),
        Index(None, "asset_id"),
    )
    id: Mapped[Key]
    count_id: Mapped[int] = mapped_column(ForeignKey("stock_count.id"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    number: Mapped[Code]
    name: Mapped[Name]
    serial: Mapped[Short] = mapped_column(default="")
    unit: Mapped[Code] = mapped_column(default="szt.")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    place: Mapped[Line] = mapped_column(default="")
    custodian: Mapped[Line] = mapped_column(default="")
    price_gross: Mapped[int | None]
    granted: Mapped[bool] = mapped_column(default=False)


class CountScan(Base):
    """One scan as it came; `uid` is made before saving, so that a scan sent twice is one row."""

    __tablename__ = "count_scan"
    # Each further index would be one more page to write at every scan.
    __table_args__ = (Index(None, "count_id", "asset_id"), Index(None, "asset_id"))
    id: Mapped[Key]
    uid: Mapped[Code] = mapped_column(unique=True)
    count_id: Mapped[int] = mapped_column(ForeignKey("stock_count.id"))
    code: Mapped[Name]
    outcome: Mapped[Code]
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    scanned_at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    counter: Mapped[Name] = mapped_column(default="")
    undone_at: Mapped[datetime | None]
