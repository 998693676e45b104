"""The record of labels printed: which, for what, on which field of which sheet; and numbers printed ahead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventory.model.base import Base, Code, Key, Line, Short


class PrintJob(Base):
    """One run of labels, kept before anything is sent; only a yes makes it `printed`.

    `result` is a key of `JOB_RESULTS`. `form` says what the labels are: sticker, funding, combined, set or spare;
    those of a set are of two layouts, `also` being the second. `title` is the template in Polish words, for one that
    is the users' own may be gone later.
    `sent_pages` is how far a print came that broke off; labels from `spoiled_from` to `spoiled_to` (from 1) came
    out badly. `answered_at` is set once somebody said how it went for all labels that are not printed again.
    """

    __tablename__ = "print_job"
    __table_args__ = (
        Index(None, "repeats_id"),
        Index("ix_print_job_open", "id", sqlite_where=text("answered_at IS NULL")),
    )
    id: Mapped[Key]
    printed_at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    template: Mapped[Short]
    stock: Mapped[Short] = mapped_column(default="", server_default="")
    title: Mapped[Line] = mapped_column(default="", server_default="")
    also: Mapped[Short] = mapped_column(default="", server_default="")
    form: Mapped[Code] = mapped_column(default="sticker", server_default="sticker")
    purpose: Mapped[Code]
    output: Mapped[Code] = mapped_column(default="pdf", server_default="pdf")
    target: Mapped[Line] = mapped_column(default="")
    dpi: Mapped[int]
    start: Mapped[int] = mapped_column(default=1)
    copies: Mapped[int] = mapped_column(default=1)
    labels: Mapped[int]
    pages: Mapped[int]
    result: Mapped[Code] = mapped_column(default="pending")
    reason: Mapped[Line] = mapped_column(default="", server_default="")
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("print_job.id"))
    sent_pages: Mapped[int | None]
    spoiled_from: Mapped[int | None]
    spoiled_to: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    lines: Mapped[list[PrintLine]] = relationship(cascade="all, delete-orphan")


class PrintLine(Base):
    """One label of a job; `is_funding` tells the funding labels of a set from its stickers."""

    __tablename__ = "print_line"
    __table_args__ = (Index(None, "asset_id", "id"),)
    id: Mapped[Key]
    job_id: Mapped[int] = mapped_column(ForeignKey("print_job.id"), index=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    page: Mapped[int]
    place_on_page: Mapped[int]
    is_funding: Mapped[bool] = mapped_column(default=False, server_default="0")


class SpareBatch(Base):
    """Numbers that were used up at once, to be printed ahead of the assets that get them."""

    __tablename__ = "spare_batch"
    id: Mapped[Key]
    made_at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    withdrawn_at: Mapped[datetime | None]


class SpareNumber(Base):
    """A number of a batch; no asset gets it but by its sticker, and it is never another's."""

    __tablename__ = "spare_number"
    id: Mapped[Key]
    batch_id: Mapped[int] = mapped_column(ForeignKey("spare_batch.id"), index=True)
    number: Mapped[Code]
    number_folded: Mapped[Code] = mapped_column(unique=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    given_at: Mapped[datetime | None]


class SpareLine(Base):
    """One label of a job that printed numbers ahead."""

    __tablename__ = "spare_line"
    id: Mapped[Key]
    job_id: Mapped[int] = mapped_column(ForeignKey("print_job.id"), index=True)
    spare_id: Mapped[int] = mapped_column(ForeignKey("spare_number.id"), index=True)
    page: Mapped[int]
    place_on_page: Mapped[int]
