"""Stock checks that end: closing, differences by kind, sheets and the difference list."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from inventory.base.errors import Refused
from inventory.model.assets import Asset
from inventory.services.count_papers import count_report, issue_count_papers
from inventory.services.counts import close_count
from inventory.services.differences import difference_list
from inventory.services.documents import cancel, document_pdf
from inventory.store.check import problems
from inventory.store.quick import QuickWriter
from tests.services.count_kit import EN, made, scanned
from tests.services.small_register import ACCOUNT, small_register
from tests.services.test_issuing import text_of


@pytest.fixture
def register(database_template, tmp_path):
    made = small_register(database_template, tmp_path / "rejestr.db")
    made.writer = QuickWriter(made.path, ACCOUNT)
    yield made
    made.writer.close()
    made.close()


def test_closing_dates_what_was_found_and_changes_nothing_else(register):
    count = made(register)
    scanned(register, count, "WR/487/0015")
    scanned(register, count, "WR/669/0002", at="B/001")
    before = register.look(lambda s: {a.number: (a.status, a.place_id) for a in s.scalars(select(Asset))})
    closed = register.do(lambda work: close_count(work, count.id))
    assert (closed.status, closed.remaining) == ("closed", 2)
    after = register.look(lambda s: {a.number: (a.status, a.place_id) for a in s.scalars(select(Asset))})
    assert before == after
    dates = register.look(lambda s: {a.number: a.last_counted_on for a in s.scalars(select(Asset))})
    today = datetime.now(UTC).astimezone().date()
    assert dates == {"WR/487/0015": today, "WR/669/0002": today, "WR/803/0007": None, "WR/809/0417": None}
    with pytest.raises(Refused, match="is closed"):
        scanned(register, count, "WR/803/0007")
    with pytest.raises(Refused, match="closed already"):
        register.do(lambda work: close_count(work, count.id))
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []


def test_differences_by_kind_with_grants_first(register):
    count = made(register)
    scanned(register, count, "WR/669/0002", at="B/001")
    scanned(register, count, "WR/487/0015")
    scanned(register, count, "WR/487/0015", at="B/001")
    scanned(register, count, "kod 77")
    found = register.look(lambda s: difference_list(s, count.id))
    assert [
        (row.kind, row.number or row.code, row.book_place, row.counted_place, row.also_at) for row in found.rows
    ] == [
        ("shortage", "WR/803/0007", "A/012", "", ()),
        ("shortage", "WR/809/0417", "A/118", "", ()),
        ("surplus", "kod 77", "", "A/012", ()),
        ("other_place", "WR/487/0015", "A/012", "A/012", ("B/001",)),
        ("other_place", "WR/669/0002", "A/012", "B/001", ()),
    ]
    assert (found.shortages, found.shortage_value, found.surpluses, found.other_places) == (2, 139_000, 1, 2)


def test_closed_count_issues_numbered_sheets_and_the_difference_list_once(register):
    count = made(register, team="Jan Olszyna\nTomasz Wierzbicki", commission="Adam Jesionek", order_no="12/2025")
    scanned(register, count, "WR/487/0015")
    scanned(register, count, "WR/809/0417", at="A/118")
    scanned(register, count, "kod 77", at="A/118")
    draft = register.look(lambda s: count_report(s, count.id, EN, now=datetime.now(UTC)))
    assert (draft.documents, draft.pages) == ((), 2)
    assert "DRAFT" in text_of(draft.pdf)
    with pytest.raises(Refused, match="is open"):
        register.do(lambda work: issue_count_papers(work, count.id, EN))
    register.do(lambda work: close_count(work, count.id))
    numbers = register.do(lambda work: issue_count_papers(work, count.id, EN))
    year = datetime.now(UTC).astimezone().year
    assert numbers == (f"A/0001/{year}", f"A/0002/{year}", f"ZR/0001/{year}")
    assert register.do(lambda work: issue_count_papers(work, count.id, EN)) == numbers
    report = register.look(lambda s: count_report(s, count.id, EN, now=datetime.now(UTC)))
    assert (report.documents, report.pages) == (numbers, 6)
    sheet = text_of(register.look(lambda s: document_pdf(s, numbers[1])).content)
    for words in ("WR/809/0417", "kod 77", "A/118", "Jan Olszyna", "Adam Jesionek", "12/2025"):
        assert words in sheet, words
    # A sheet never tells the book: neither what is missing nor a value.
    assert "WR/669/0002" not in sheet
    differences = text_of(register.look(lambda s: document_pdf(s, numbers[2])).content)
    for words in ("WR/669/0002", "WR/803/0007", "2/2", "21,270.00", "NMF/PA18/0004"):
        assert words in differences, words
    register.do(lambda work: cancel(work, numbers[2], "pomyłka"))
    assert register.do(lambda work: issue_count_papers(work, count.id, EN))[-1] == f"ZR/0002/{year}"
