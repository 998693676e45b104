"""Whether a register is whole: the file, its references, the journal's chain, issued papers and stored files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from inventory.base.i18n import N_, Message
from inventory.model.assets import StoredFile
from inventory.model.base import Base
from inventory.model.movements import Document, Paper
from inventory.model.records import JournalEntry, JournalValues
from inventory.store import journal


def problems(connection: Connection) -> Iterator[Message]:
    """Yield a sentence for each fault found; nothing is changed."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield Message(N_("The file is damaged: {detail}."), {"detail": line})
    there = {name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    missing = [table for table in Base.metadata.tables if table not in there]
    for table in missing:
        yield Message(N_("The table {table} is missing from the file."), {"table": table})
    if missing:
        # The rest is asked of tables.
        return
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Message(
            N_("{table} {row} points at a missing record of {parent}."), {"table": table, "row": row, "parent": parent}
        )
    yield from journal.verify(connection)
    yield from _papers(connection)
    yield from _files(connection)


def _papers(connection: Connection) -> Iterator[Message]:
    # The journal kept the digest too, so that bytes and digest changed together are found.
    issued = {
        record: json.loads(content).get("sha256", [None, None])[1]
        for record, content in connection.execute(
            select(JournalEntry.record_id, JournalValues.content)
            .join(JournalValues, JournalValues.seq == JournalEntry.seq)
            .where(JournalEntry.table_name == "document", JournalEntry.action == "insert")
        )
    }
    query = select(Document.id, Document.number, Document.sha256, Paper.content).outerjoin(
        Paper, Paper.document_id == Document.id
    )
    for key, number, sha256, content in connection.execution_options(yield_per=50).execute(query):
        expected = issued.pop(str(key), sha256)
        if not content:
            yield Message(N_("Document {number}: the stored paper is missing."), {"number": number})
        elif not hashlib.sha256(content).hexdigest() == sha256 == expected:
            yield Message(N_("Document {number}: the stored paper was changed."), {"number": number})


def _files(connection: Connection) -> Iterator[Message]:
    for sha256, content in connection.execution_options(yield_per=20).execute(
        select(StoredFile.sha256, StoredFile.content)
    ):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield Message(N_("Stored file {name}: its content was changed."), {"name": sha256[:12]})
