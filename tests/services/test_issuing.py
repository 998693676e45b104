"""Handing over: one transaction, sets, refusals with the way out, filled fields."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from inventory.base.errors import ProblemsFound
from inventory.base.i18n import translations
from inventory.model.movements import Document, Movement
from inventory.model.organisation import Person
from inventory.services.documents import document_pdf
from inventory.services.finding import find_holder
from inventory.services.handovers import (
    DocumentFilter,
    awaiting_signature,
    custody,
    documents_list,
    handed_out,
    held_by,
)
from inventory.services.issuing import issue, prepare_issue, preview_issue
from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.store.check import problems
from tests.services.small_register import ACCOUNT, small_register

PL = translations("pl")
EN = translations("en")
TODAY = date(2025, 11, 18)


@pytest.fixture
def register(database_template, tmp_path):
    made = small_register(database_template, tmp_path / "rejestr ąę.db")
    yield made
    made.close()


def request(register, *numbers, to="Ewa Sosnowska", **more):
    holder = register.look(lambda s: _ids(find_holder(s, to)))
    items = tuple(IssueItem(asset_id=register.id_of(number), condition="dobry") for number in numbers)
    return IssueRequest(items=items, purpose="praca w terenie", **holder, **more)


def _ids(holder):
    return {
        "person_id": holder.person.id if holder.person else None,
        "cell_id": holder.cell.id if holder.cell else None,
    }


def prepared(register, wanted, account=ACCOUNT):
    return register.look(lambda s: prepare_issue(s, wanted, EN, account=account, today=TODAY))


def told(messages):
    return [EN.message(message) for message in messages]


def problems_of(preparation):
    return [EN.message(problem.message) for problem in preparation.problems]


def test_issue_gives_number_paper_custody_and_place_together(register):
    issued = register.do(lambda work: issue(work, request(register, "WR/669/0002"), PL))
    year = date.today().year
    assert issued.number == f"P/0001/{year}"
    assert issued.assets == ("WR/669/0002",)
    assert issued.pdf.startswith(b"%PDF-")
    assert hashlib.sha256(issued.pdf).hexdigest() == issued.sha256
    stored = register.look(lambda s: document_pdf(s, issued.number))
    assert stored.content == issued.pdf
    assert stored.state == "issued"
    # No place was given, so it goes where the receiver usually is (decision 8).
    assert register.state("WR/669/0002") == ("issued", "Ewa Sosnowska", "A/118", True, "dobry")
    steps = register.look(lambda s: custody(s, register.id_of("WR/669/0002")))
    assert [
        (step.kind, step.from_status, step.to_status, step.from_place, step.to_place, step.document) for step in steps
    ] == [("handover", "in_stock", "issued", "A/012", "A/118", issued.number)]
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []


def test_issue_of_a_set_brings_its_parts(register):
    issued = register.do(lambda work: issue(work, request(register, "WR/487/0015"), PL))
    assert issued.assets == ("WR/487/0015", "WR/803/0007")
    assert register.state("WR/803/0007")[:2] == ("issued", "Ewa Sosnowska")


def test_part_issued_alone_leaves_its_set(register):
    alone = register.do(lambda work: issue(work, request(register, "WR/803/0007", to="Piotr Dąbek"), PL))
    assert alone.assets == ("WR/803/0007",)
    assert register.state("WR/803/0007")[3] is False
    rest = register.do(lambda work: issue(work, request(register, "WR/487/0015"), PL))
    assert rest.assets == ("WR/487/0015",)


def test_set_without_its_parts_when_asked_so(register):
    wanted = request(register, "WR/487/0015")
    wanted = replace(wanted, items=(replace(wanted.items[0], with_parts=False),))
    assert register.do(lambda work: issue(work, wanted, PL)).assets == ("WR/487/0015",)


def test_held_asset_is_refused_with_the_holder_and_the_way_out(register):
    register.do(lambda work: issue(work, request(register, "WR/669/0002"), PL))
    preparation = prepared(register, request(register, "WR/669/0002", to="Piotr Dąbek"))
    assert problems_of(preparation) == ["WR/669/0002 is held by Ewa Sosnowska. Take it back first."]
    assert preparation.problems[0].way_out == "return"
    with pytest.raises(ProblemsFound):
        register.do(lambda work: issue(work, request(register, "WR/669/0002", to="Piotr Dąbek"), PL))
    assert register.look(lambda s: len(s.scalars(select(Document)).all())) == 1


@pytest.mark.parametrize("status", ["in_repair", "missing", "for_disposal", "disposed"])
def test_asset_that_is_not_in_stock_is_refused(register, status):
    def change(work):
        from inventory.model.assets import Asset

        work.get(Asset, register.id_of("WR/669/0002")).status = status

    register.do(change)
    assert len(prepared(register, request(register, "WR/669/0002")).problems) == 1


def test_unknown_giver_is_refused(register):
    preparation = prepared(register, request(register, "WR/669/0002"), account="stranger")
    assert [(problem.field) for problem in preparation.problems] == ["giver"]
    assert "stranger" in problems_of(preparation)[0]


def test_missing_fields_block_the_window_and_are_filled_on_the_command_line(register):
    wanted = replace(
        request(register, "WR/669/0002"), purpose="", items=(IssueItem(asset_id=register.id_of("WR/669/0002")),)
    )
    assert {problem.field for problem in prepared(register, wanted).problems} == {"purpose", "condition"}
    loose = prepared(register, replace(wanted, strict=False))
    assert loose.problems == ()
    assert loose.request.purpose == "the purpose of the project"
    assert told(loose.warnings) == [
        "Purpose was filled in: the purpose of the project.",
        "Condition was filled in: no change.",
    ]


def test_nobody_and_nothing_are_refused_at_their_fields(register):
    preparation = prepared(register, IssueRequest())
    assert {problem.field for problem in preparation.problems} == {"to", "items"}


def test_cell_takes_equipment_as_a_whole(register):
    issued = register.do(lambda work: issue(work, request(register, "WR/809/0417", to="WC"), PL))
    assert register.state("WR/809/0417")[:3] == ("issued", "Wydział ds. Cudzoziemców", "A/118")
    assert issued.number.startswith("P/0001/")


def test_return_date_before_the_paper_is_refused(register):
    wanted = request(register, "WR/669/0002", return_by=date(2025, 11, 1))
    assert [problem.field for problem in prepared(register, wanted).problems] == ["return_by"]


def test_preview_is_a_draft_and_changes_nothing(register):
    from datetime import UTC, datetime

    now = datetime(2025, 11, 18, 9, tzinfo=UTC)
    pdf = register.look(
        lambda s: preview_issue(
            s, IssueRequest(items=(IssueItem(asset_id=register.id_of("WR/669/0002")),)), EN, account="x", now=now
        )
    )
    assert "DRAFT" in text_of(pdf)
    assert register.state("WR/669/0002")[0] == "in_stock"
    assert register.look(lambda s: s.scalars(select(Document)).all()) == []


def test_paper_says_who_what_how_much_and_whose_money(register):
    issued = register.do(lambda work: issue(work, request(register, "WR/487/0015", return_by=date(2999, 1, 31)), EN))
    text = text_of(issued.pdf)
    for words in (
        "Maria Lipowa",
        "Ewa Sosnowska",
        "104217",
        "WR/487/0015",
        "LT14-23-00915",
        "WR/803/0007",
        "7,870.00",
        "seven thousand",
        "NMF/PA18/0004",
        "31 Dec 2029",
        "85%",
        "praca w terenie",
        issued.number,
        "Act of 7 May 1999",
    ):
        assert words in text, words


def test_civil_employee_signs_under_the_labour_code(register):
    issued = register.do(lambda work: issue(work, request(register, "WR/669/0002", to="Piotr Dąbek"), EN))
    assert "Labour Code" in text_of(issued.pdf)


def test_lists_show_what_is_out_overdue_and_unsigned(register):
    register.do(lambda work: issue(work, request(register, "WR/669/0002", return_by=date(2999, 1, 31)), PL))
    total, rows = register.look(handed_out)
    assert (total, rows[0].holder, rows[0].assets, rows[0].open_assets) == (1, "Ewa Sosnowska", ("WR/669/0002",), 1)
    assert register.look(lambda s: handed_out(s, overdue_on=TODAY)) == (0, [])
    assert register.look(lambda s: handed_out(s, overdue_on=date(2999, 2, 1)))[0] == 1
    assert register.look(awaiting_signature)[0] == 1
    assert register.look(lambda s: documents_list(s, DocumentFilter(words="sosnow 669")))[0] == 1
    assert register.look(lambda s: documents_list(s, DocumentFilter(words="dabek")))[0] == 0
    person = register.look(lambda s: s.scalar(select(Person.id).where(Person.last_name == "Sosnowska")))
    held = register.look(lambda s: held_by(s, person_id=person, today=date(2999, 2, 1)))
    assert [(row.number, row.is_overdue, row.document) for row in held] == [("WR/669/0002", True, rows[0].number)]


def test_failure_after_the_number_leaves_no_gap(register):
    def fails(work):
        issue(work, request(register, "WR/669/0002"), PL)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        register.do(fails)
    assert register.look(lambda s: s.scalars(select(Movement)).all()) == []
    assert register.do(lambda work: issue(work, request(register, "WR/669/0002"), PL)).number.startswith("P/0001/")


def test_stored_paper_cannot_be_changed_in_the_file(register):
    register.do(lambda work: issue(work, request(register, "WR/669/0002"), PL))
    connection = sqlite3.connect(register.path)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE paper SET content = x'00'")
    connection.close()


def text_of(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.replace("￾", "").split()).replace("\u00a0", " ")
