"""The record of stickers and labels printed: which, for which asset, on which field of which sheet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventory.model.base import Base, Code, Key, Line, Short


class PrintJob(Base):
    """One run of labels; `result` is pending until someone says that all came out well."""

    __tablename__ = "print_job"
    id: Mapped[Key]
    printed_at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    template: Mapped[Short]
    purpose: Mapped[Code]
    target: Mapped[Line] = mapped_column(default="")
    dpi: Mapped[int]
    start: Mapped[int] = mapped_column(default=1)
    copies: Mapped[int] = mapped_column(default=1)
    labels: Mapped[int]
    pages: Mapped[int]
    result: Mapped[Code] = mapped_column(default="pending")
    lines: Mapped[list[PrintLine]] = relationship(cascade="all, delete-orphan")


class PrintLine(Base):
    """One label of a job."""

    __tablename__ = "print_line"
    __table_args__ = (Index(None, "asset_id", "id"),)
    id: Mapped[Key]
    job_id: Mapped[int] = mapped_column(ForeignKey("print_job.id"), index=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    page: Mapped[int]
    place_on_page: Mapped[int]
