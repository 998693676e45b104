"""The record of printing: who got a label when, repeats, and the yes that sets the sticker state."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from inventory.base.errors import NotFound
from inventory.model.assets import Asset
from inventory.model.printing import PrintJob, PrintLine
from inventory.services.print_jobs import PRINTED, Good, confirm_printed, record, spoiled
from tests.factories import give_logo
from tests.services.printing_kit import FUNDING, written


@pytest.fixture
def ids(demonstration):
    return demonstration.read(lambda s: list(s.scalars(select(Asset.id).order_by(Asset.number_key))))


def keep(application, made, **more):
    return application.operation("Labels printed", lambda work: record(work, made, **more)).value


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
    done = demonstration.operation("Test", lambda work: confirm_printed(work, [Good(job_id=job)]))
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
    second = keep(demonstration, made)
    jobs = [Good(job_id=first, labels=2), Good(job_id=second)]
    assert demonstration.operation("Test", lambda work: confirm_printed(work, jobs)).value == 4
    assert printed_at(demonstration, ids[:4]) == [True] * 4


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
        demonstration.operation("Test", lambda work: confirm_printed(work, [Good(job_id=99)]))
