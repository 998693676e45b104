"""Long lists of papers: scopes, order, drafts among them, and the file made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from inventory.base.i18n import translations
from inventory.model.movements import Document
from inventory.services.asset_bulk import edit_many
from inventory.services.drafts import save_draft
from inventory.services.handovers import handed_out
from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.services.paper_export import export_papers
from inventory.services.paper_lists import PaperQuery, paper_counts, paper_ids, paper_total, papers_of
from inventory.services.passing_on import pass_on
from tests.factories import asset_id

PL = translations("pl")


@pytest.fixture
def today(demonstration):
    """The day on which the demonstration's papers were made."""
    return demonstration.read(lambda s: papers_of(s, [1]))[0].on


def listed(application, **wanted):
    query = PaperQuery(**wanted)
    rows = application.read(lambda s: papers_of(s, paper_ids(s, query)))
    return [row.holder for row in rows]


def draft(application, title="Zofia Brzozowa", **content):
    done = application.operation("Save draft", lambda work: save_draft(work, "handover", title, content))
    return done.value


def test_people_are_in_polish_order_both_ways(demonstration, today):
    expected = ["Piotr Dąbek", "Jan Olszyna", "Ewa Sosnowska"]
    assert listed(demonstration, today=today, sort=(("holder", False),)) == expected
    assert listed(demonstration, today=today, sort=(("holder", True),)) == expected[::-1]


def test_papers_are_ordered_by_the_return_date_that_they_show(demonstration, today):
    for number, days in (("WR/487/0012", 30), ("WR/487/0013", 10), ("WR/487/0014", 20)):
        held = demonstration.listing.by_code(number)
        later = today + timedelta(days=days)
        demonstration.operation("Put off", lambda work, h=held, d=later: edit_many(work, h, "return_by", d), bulk=True)
    query = PaperQuery(today=today, scope="out", sort=(("return_by", False),))
    shown = demonstration.read(lambda s: [row.return_by for row in papers_of(s, paper_ids(s, query))])
    dated = [day for day in shown if day is not None]
    assert len(dated) == 3
    assert dated == sorted(dated)
    assert shown[:3] == dated


def test_drafts_come_first_and_can_be_searched(demonstration, today):
    number = draft(demonstration, numbers=["WR/669/0002"])
    assert demonstration.read(lambda s: paper_ids(s, PaperQuery(today=today)))[0] == -number
    assert listed(demonstration, today=today, scope="drafts", words="brzoz") == ["Zofia Brzozowa"]
    assert listed(demonstration, today=today, state="draft", words="wr/669") == ["Zofia Brzozowa"]
    assert listed(demonstration, today=today, words="nikt taki") == []
    assert listed(demonstration, today=today, scope="waiting").count("Zofia Brzozowa") == 0


def test_counts_tell_what_is_out_late_waiting_and_begun(demonstration, today):
    draft(demonstration)
    held = demonstration.read(lambda s: asset_id(s, "WR/669/0002"))
    request = IssueRequest(
        items=(IssueItem(asset_id=held, condition="dobry"),), person_id=3, purpose="x", return_by=today, on=today
    )
    demonstration.operation("Issue equipment", lambda work: pass_on(work, request, PL, taken_back=()))
    later = demonstration.read(lambda s: paper_counts(s, today + timedelta(days=1)))
    assert (later.out, later.late, later.waiting, later.drafts) == (4, 1, 4, 1)
    assert demonstration.read(lambda s: paper_counts(s, today)).late == 0
    assert demonstration.read(paper_total) == 4


def test_return_that_was_put_off_is_late_only_after_the_new_date(demonstration, today):
    held = demonstration.read(lambda s: asset_id(s, "WR/669/0002"))
    request = IssueRequest(
        items=(IssueItem(asset_id=held, condition="dobry"),), person_id=3, purpose="x", return_by=today, on=today
    )
    demonstration.operation("Issue equipment", lambda work: pass_on(work, request, PL, taken_back=()))
    later, new = today + timedelta(days=5), today + timedelta(days=30)
    (before,) = demonstration.read(lambda s: papers_of(s, paper_ids(s, PaperQuery(scope="late", today=later))))
    assert before.return_by == today
    demonstration.operation("Return date", lambda work: edit_many(work, [held], "return_by", new), bulk=True)
    assert demonstration.read(lambda s: paper_counts(s, later)).late == 0
    assert demonstration.read(lambda s: paper_counts(s, new + timedelta(days=1))).late == 1
    (row,) = demonstration.read(lambda s: papers_of(s, [before.id]))
    assert row.return_by == new
    assert demonstration.read(lambda s: handed_out(s, overdue_on=later))[0] == 0
    # The paper itself stays as it was printed.
    assert demonstration.read(lambda s: s.get(Document, before.id).return_by) == today
    demonstration.undo()
    assert demonstration.read(lambda s: paper_counts(s, later)).late == 1


def test_passing_on_fails_whole_where_the_handover_is_refused(demonstration):
    held = demonstration.read(lambda s: asset_id(s, "WR/487/0013"))
    request = IssueRequest(items=(IssueItem(asset_id=held, condition="dobry"),), person_id=None, purpose="x")
    with pytest.raises(Exception, match="Choose who takes"):
        demonstration.operation("Issue equipment", lambda work: pass_on(work, request, PL, taken_back={held}))
    assert demonstration.read(paper_total) == 3


def test_a_paper_that_is_gone_is_none(demonstration, today):
    assert demonstration.read(lambda s: papers_of(s, [999, -999])) == [None, None]


def test_exported_list_has_numbered_papers_only(demonstration, today, tmp_path):
    draft(demonstration)
    path, told = tmp_path / "dokumenty.csv", []

    def progress(done, total):
        told.append((done, total))
        return True

    query = PaperQuery(today=today, sort=(("holder", False),))
    assert demonstration.read(lambda s: export_papers(s, query, path, PL, progress=progress)) == 3
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert "Piotr Dąbek" in lines[1]
    assert len(lines) == 4
    assert (
        demonstration.read(lambda s: export_papers(s, replace(query, kind="return"), path, PL, progress=progress)) == 0
    )
