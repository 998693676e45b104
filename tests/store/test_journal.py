"""The journal tells the truth, and what was changed behind its back is found."""

from __future__ import annotations

import hashlib
import sqlite3

import pytest
from sqlalchemy import select

from inventory.model.assets import Attachment
from inventory.model.records import JournalValues
from inventory.services.checking import check_register
from inventory.services.files import FileRequest, add_attachment
from inventory.services.organisation import CellRequest, save_cell
from tests.factories import make_asset, make_person


@pytest.fixture
def filled(application):
    make_asset(application, number="WR/1", name="Laptop")
    make_person(application)
    return application


def tamper(path, *statements):
    """Change the file as someone with a database tool would, past the triggers."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def problems(application):
    return application.read(lambda s: check_register(s, application.tr))


def test_untouched_register_has_no_problems(filled):
    assert problems(filled) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor_id = actor_id + 1 WHERE seq = 3",
        "UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3",
        "UPDATE journal SET record_id = '99' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 5",
        "UPDATE journal_values SET content = replace(content, 'Laptop', 'Biurko')",
        "UPDATE journal SET seq = seq + 100 WHERE seq = (SELECT max(seq) FROM journal)",
    ],
)
def test_tampering_is_named(filled, statement):
    tamper(filled.path, statement)
    assert any("Journal" in problem for problem in problems(filled))


def test_erased_person_leaves_a_chain_that_verifies(filled):
    """What is kept of a person may go; the digest that stays keeps the proof (decision 16)."""

    def of_person(session):
        return [row for row in session.scalars(select(JournalValues)) if "Sosnowska" in row.content]

    def erase(work):
        for row in of_person(work):
            work.delete(row)

    filled.operation("Erased", erase)
    assert filled.read(of_person) == []
    assert problems(filled) == []


def test_name_of_the_actor_is_not_in_the_chain(filled):
    connection = sqlite3.connect(filled.path)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(journal)")]
    rows = connection.execute("SELECT * FROM journal").fetchall()
    connection.close()
    assert "account" not in columns
    assert not any("tester" in str(value) for row in rows for value in row)


def test_changed_paper_and_dangling_reference_are_named(demonstration):
    tamper(
        demonstration.path,
        "UPDATE paper SET content = x'00' WHERE document_id = 1",
        "UPDATE asset SET place_id = 99 WHERE id = 1",
    )
    found = problems(demonstration)
    assert any("P/0001/" in problem for problem in found)
    assert any("asset 1" in problem for problem in found)


def test_paper_changed_together_with_its_digest_is_named(demonstration):
    content = b"%PDF another paper"
    tamper(
        demonstration.path,
        f"UPDATE paper SET content = x'{content.hex()}' WHERE document_id = 1",
        f"UPDATE document SET sha256 = '{hashlib.sha256(content).hexdigest()}' WHERE id = 1",
    )
    assert any("P/0001/" in problem for problem in problems(demonstration))


@pytest.mark.parametrize("harm", ["UPDATE stored_file SET content = x'00'", "DELETE FROM stored_file"])
def test_attachment_changed_or_missing_is_named_and_nothing_is_deleted(demonstration, harm):
    """82: reported, nothing is deleted."""
    request = FileRequest(name="opis.txt", content=b"opis")
    demonstration.operation("Attach", lambda work: add_attachment(work, 1, request))
    assert problems(demonstration) == []
    tamper(demonstration.path, harm)
    (told,) = problems(demonstration)
    assert hashlib.sha256(b"opis").hexdigest()[:12] in told if "UPDATE" in harm else "attachment 1" in told
    assert demonstration.read(lambda session: session.scalars(select(Attachment.name)).all()) == ["opis.txt"]


def test_nothing_is_written_for_nothing(application):
    cell = application.operation("x", lambda work: save_cell(work, CellRequest(name="A"))).value
    done = application.operation("x", lambda work: save_cell(work, CellRequest(id=cell, name="A")))
    assert done.changes.operation == 0
