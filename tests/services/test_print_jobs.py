"""The record of printing: who got a label when, repeats, and the yes that sets the sticker state."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from inventory.base.errors import Invalid, NotFound, Refused
from inventory.model.assets import Asset
from inventory.model.printing import PrintJob, PrintLine
from inventory.services.asset_details import asset_details
from inventory.services.print_history import job_ids, job_lines, jobs_of, label_at, open_jobs
from inventory.services.print_jobs import (
    PRINTED,
    SENDING,
    broke_off,
    confirm_printed,
    nothing_came,
    record,
    reprinted,
    sent,
    spoiled,
)
from inventory.services.stickers import set_sticker_fault
from tests.conftest import ACCOUNT
from tests.factories import give_logo
from tests.services.printing_kit import FUNDING, written


@pytest.fixture
def ids(demonstration):
    return demonstration.read(lambda s: list(s.scalars(select(Asset.id).order_by(Asset.number_key))))


def keep(application, made, **more):
    return application.operation("Labels printed", lambda work: record(work, made, **more)).value


def do(application, service, *arguments):
    return application.operation("Test", lambda work: service(work, *arguments)).value


def jobs(application):
    return application.read(lambda session: jobs_of(session, job_ids(session)))


def waiting(application):
    return application.read(lambda session: open_jobs(session, ACCOUNT))


def details(application, asset_id):
    return application.read(lambda session: asset_details(session, asset_id))


def printed_at(application, ids):
    return application.read(lambda s: [bool(s.get(Asset, one).sticker_printed_at) for one in ids])


def test_a_job_keeps_who_when_template_and_the_place_of_every_label(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids, start=23, copies=2)
    job_id = keep(demonstration, made, target="Drukarka biurowa")

    def read(session):
        job = session.get(PrintJob, job_id)
        lines = session.execute(
            select(PrintLine.asset_id, PrintLine.page, PrintLine.place_on_page).order_by(PrintLine.id)
        )
        return (
            job.template,
            job.purpose,
            job.target,
            job.dpi,
            job.start,
            job.copies,
            job.labels,
            job.pages,
            job.result,
        ), [tuple(line) for line in lines]

    facts, lines = demonstration.read(read)
    assert facts == ("sheet-70x36-qr", "asset", "Drukarka biurowa", 203, 23, 2, 28, 3, "pending")
    assert lines[:3] == [(ids[0], 1, 23), (ids[0], 1, 24), (ids[1], 2, 1)]
    assert len(lines) == 28


def test_only_a_yes_sets_the_sticker_state(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:2])
    job = keep(demonstration, made)
    assert printed_at(demonstration, ids[:2]) == [False, False]
    done = demonstration.operation("Test", lambda work: confirm_printed(work, job))
    assert done.value == 2
    assert printed_at(demonstration, ids[:3]) == [True, True, False]
    demonstration.undo()
    assert printed_at(demonstration, ids[:2]) == [False, False]


def test_printing_itself_cannot_be_undone(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:1])
    keep(demonstration, made, result=PRINTED)
    assert demonstration.undoable == []
    assert printed_at(demonstration, ids[:1]) == [True]


def test_a_repeat_from_a_label_on_prints_the_rest_and_one_yes_confirms_both(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:4])
    first = keep(demonstration, made)
    again = demonstration.operation("Test", lambda work: spoiled(work, first, 3)).value
    assert again == tuple(ids[2:4])
    assert printed_at(demonstration, ids[:4]) == [False] * 4
    _, made = written(demonstration, tr, again)
    second = keep(demonstration, made, repeats_id=first)
    assert [row.id for row in waiting(demonstration)] == [second]
    (of_first,) = details(demonstration, ids[0]).labels
    assert (of_first.result, of_first.is_good, of_first.is_bad) == ("partial", False, False)
    assert [label.is_bad for label in details(demonstration, ids[2]).labels] == [False, True]
    assert do(demonstration, confirm_printed, second) == 4
    assert [label.is_good for one in ids[:3:2] for label in details(demonstration, one).labels] == [True, True, False]
    assert printed_at(demonstration, ids[:4]) == [True] * 4
    assert [(row.result, row.is_open) for row in jobs(demonstration)] == [("printed", False), ("partial", False)]


def test_a_reprint_counts_as_another_print(demonstration, tr, ids):
    for _ in range(2):
        _, made = written(demonstration, tr, ids[:1])
        keep(demonstration, made, result=PRINTED)
    assert demonstration.read(lambda s: len(s.scalars(select(PrintLine.id)).all())) == 2


def test_a_funding_label_sets_its_own_state_and_the_combined_one_both(demonstration, tr, ids):
    give_logo(demonstration)

    def states(one):
        return demonstration.read(
            lambda s: (bool((a := s.get(Asset, one)).sticker_printed_at), bool(a.funding_label_printed_at))
        )

    _, made = written(demonstration, tr, ids[:1], template=FUNDING)
    keep(demonstration, made, result=PRINTED)
    assert states(ids[0]) == (False, True)
    _, made = written(demonstration, tr, ids[1:2], template="sheet-70x36-funding")
    keep(demonstration, made, result=PRINTED)
    assert states(ids[1]) == (True, True)


def test_a_print_that_is_gone_cannot_be_confirmed(demonstration):
    with pytest.raises(NotFound):
        demonstration.operation("Test", lambda work: confirm_printed(work, 99))


def test_one_label_of_many_is_repeated_and_the_yes_for_the_others_stands(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:4])
    first = keep(demonstration, made)
    assert do(demonstration, spoiled, first, 2, 2) == (ids[1],)
    assert do(demonstration, confirm_printed, first) == 3
    assert printed_at(demonstration, ids[:4]) == [True, False, True, True]
    lines = demonstration.read(lambda session: job_lines(session, first))
    assert [line.label for line in lines if line.is_spoiled] == [2]
    assert [bool(details(demonstration, one).good_stickers) for one in ids[:4]] == [True, False, True, True]


def test_a_print_under_way_leaves_a_trace_and_marks_nothing(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:2])
    job = keep(demonstration, made, result=SENDING, output="printer", target="Zebra")
    (row,) = waiting(demonstration)
    assert (row.result, row.output, row.target, row.stock) == ("sending", "printer", "Zebra", "sheet-70x36")
    do(demonstration, sent, job)
    assert jobs(demonstration)[0].result == "pending"
    assert printed_at(demonstration, ids[:2]) == [False, False]


def test_a_printer_that_vanished_is_a_failed_print_that_still_waits_for_an_answer(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids, copies=3)
    job = keep(demonstration, made, result=SENDING)
    do(demonstration, broke_off, job, 1)
    (row,) = waiting(demonstration)
    assert (row.result, row.sent_pages, row.pages) == ("failed", 1, 2)
    assert printed_at(demonstration, ids) == [False] * 14
    # What came out of it can still be said.
    assert len(do(demonstration, spoiled, job, 25)) == 18
    assert do(demonstration, confirm_printed, job) == 8


def test_a_print_of_which_nothing_came_is_closed_and_marks_nothing(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:2])
    job = keep(demonstration, made)
    do(demonstration, nothing_came, job)
    assert waiting(demonstration) == []
    assert printed_at(demonstration, ids[:2]) == [False, False]
    with pytest.raises(Refused):
        do(demonstration, confirm_printed, job)


def test_a_label_that_is_not_on_the_print_cannot_be_repeated(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:2])
    job = keep(demonstration, made)
    with pytest.raises(Invalid):
        do(demonstration, spoiled, job, 3)


def test_a_reprint_keeps_its_reason_and_clears_what_was_wrong_with_the_sticker(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:1])
    keep(demonstration, made, result=PRINTED)
    assert demonstration.read(lambda session: reprinted(session, ids[:3], "sticker")) == 1
    do(demonstration, set_sticker_fault, ids[:1], "unreadable")
    assert details(demonstration, ids[0]).sticker == "replace"
    # What is to be replaced is no question: its reason is known.
    assert demonstration.read(lambda session: reprinted(session, ids[:3], "sticker")) == 0
    again = keep(demonstration, made, reason="unreadable")
    do(demonstration, confirm_printed, again)
    shown = details(demonstration, ids[0])
    assert (shown.sticker, shown.sticker_fault) == ("printed", "")
    assert [label.reason for label in shown.good_stickers] == ["unreadable", ""]


def test_prints_are_read_in_pages_and_a_field_leads_to_its_label(demonstration, tr, ids):
    made = [keep(demonstration, written(demonstration, tr, ids, start=20)[1]) for _ in range(3)]
    assert list(demonstration.read(lambda session: job_ids(session, limit=2))) == made[:0:-1]
    do(demonstration, confirm_printed, made[1])
    assert list(demonstration.read(lambda session: job_ids(session, only_open=True))) == [made[2], made[0]]
    assert demonstration.read(lambda session: jobs_of(session, [99, made[0]]))[0] is None

    def label(page, field):
        return demonstration.read(lambda session: label_at(session, made[0], page, field))

    assert [label(1, 1), label(1, 20), label(1, 24), label(2, 1), label(2, 9)] == [1, 1, 5, 6, 14]
    with pytest.raises(Invalid, match="Field 10 of sheet 2"):
        label(2, 10)


def test_a_set_marks_sticker_and_funding_label_of_those_that_had_both(demonstration, tr, ids):
    give_logo(demonstration, "NMF")

    def own(work):
        asset = work.get(Asset, ids[0])
        asset.funding.clear()

    demonstration.operation("Test", own)
    _, made = written(demonstration, tr, ids[:2], template="qr", stock="sheet-105x57", also="funding", copies=2)
    job = keep(demonstration, made)
    (row,) = waiting(demonstration)
    assert (row.form, row.also, row.stock, row.labels) == ("set", "funding", "sheet-105x57", 6)
    assert row.title == "Arkusz A4 · 105 × 57 mm (2 × 5) · Kod QR"
    do(demonstration, confirm_printed, job)
    assert printed_at(demonstration, ids[:2]) == [True, True]
    labels = demonstration.read(lambda s: [s.get(Asset, one).funding_label_printed_at is not None for one in ids[:2]])
    assert labels == [False, True]


def states(application, ids):
    """Tell of assets whether they have their stickers and their funding labels."""

    def read(session):
        assets = [session.get(Asset, one) for one in ids]
        return [(bool(one.sticker_printed_at), bool(one.funding_label_printed_at)) for one in assets]

    return application.read(read)


def test_of_a_set_only_what_came_is_marked_however_often_it_is_printed(demonstration, tr, ids):
    give_logo(demonstration, "NMF")

    def own(work):
        asset = work.get(Asset, ids[0])
        asset.funding.clear()

    demonstration.operation("Test", own)
    more = {"template": "qr", "stock": "sheet-105x57", "also": "funding"}
    # Two stickers of an asset without a fund, then sticker and funding label of one that has one.
    _, made = written(demonstration, tr, ids[:2], times={ids[0]: 2}, **more)
    job = keep(demonstration, made)
    do(demonstration, spoiled, job, 3, 3)
    do(demonstration, confirm_printed, job)
    assert states(demonstration, ids[:2]) == [(True, False), (False, True)]
    _, made = written(demonstration, tr, ids[1:2], **more)
    do(demonstration, confirm_printed, keep(demonstration, made, repeats_id=job))
    assert states(demonstration, ids[:2]) == [(True, False), (True, True)]
