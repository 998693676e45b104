"""The journal and the counters: who did what when, hash-chained, and numbers that are never given twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from inventory.model.base import Base, Code, Key, Name, Notes, Sha256, Short


class Actor(Base):
    """An operating-system account that acted; the journal names it by this id only (decision 16)."""

    __tablename__ = "actor"
    id: Mapped[Key]
    account: Mapped[Short] = mapped_column(unique=True)


class JournalEntry(Base):
    """One operation (`table_name` empty, `title` set) or one changed record of it, with what was made along with it.

    `operation` is the `seq` of the operation's own row. `digest` is the salted SHA-256 of the old
    and new values, `hash` covers this row and the hash of the row before.
    """

    __tablename__ = "journal"
    __table_args__ = (Index(None, "table_name", "record_id", "seq"),)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    operation: Mapped[int]
    action: Mapped[Code]
    title: Mapped[Name] = mapped_column(default="")
    table_name: Mapped[Short] = mapped_column(default="")
    record_id: Mapped[str] = mapped_column(String(64), default="")
    digest: Mapped[Sha256] = mapped_column(default="")
    hash: Mapped[Sha256]


class JournalValues(Base):
    """Old and new values of one changed record as JSON (store/journal_text.py), with the salt of their hash.

    Kept apart so that a person's data can be erased: the row here is deleted, the digest in the journal
    stays, tells nothing without the salt, and the chain still verifies.
    """

    __tablename__ = "journal_values"
    seq: Mapped[int] = mapped_column(ForeignKey("journal.seq"), primary_key=True)
    salt: Mapped[Code]
    content: Mapped[Notes]


class NumberSequence(Base):
    """The last number given for a prefix or a kind and year."""

    __tablename__ = "number_sequence"
    key: Mapped[Short] = mapped_column(primary_key=True)
    last: Mapped[int]


class ImportBatch(Base):
    """One import: its file and what it did; `operation` leads to its journal rows, by which it is undone."""

    __tablename__ = "import_batch"
    id: Mapped[Key]
    operation: Mapped[int]
    file_name: Mapped[Name]
    file_sha256: Mapped[Sha256]
    rows: Mapped[int]
    added: Mapped[int]
    updated: Mapped[int]
    imported_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
