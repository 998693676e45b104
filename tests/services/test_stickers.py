"""The state of a sticker: marked to be replaced with its reason, and stuck on by scanning it, on disk at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from inventory.base.errors import Refused
from inventory.catalogue.query import parse
from inventory.model.assets import Asset, OldNumber
from inventory.services.asset_details import asset_details
from inventory.services.attention import attention
from inventory.services.print_jobs import PRINTED, record
from inventory.services.stickers import set_sticker_fault, stick
from tests.conftest import TODAY
from tests.factories import give_logo
from tests.services.printing_kit import FUNDING, written


@pytest.fixture
def ids(demonstration):
    return demonstration.read(lambda s: list(s.scalars(select(Asset.id).order_by(Asset.number_key))))


@pytest.fixture
def printed(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:3])
    demonstration.operation("Test", lambda work: record(work, made, result=PRINTED))
    return demonstration.listing.numbers(ids[:3])


def scan(application, code, **more):
    return application.quick("Test", lambda quick: stick(quick, code, **more))


def state(application, asset_id):
    return application.read(lambda session: asset_details(session, asset_id)).sticker


def listed(application, query):
    return list(application.listing.ids(parse(query)))


def test_a_scan_on_the_asset_says_that_its_sticker_is_on(demonstration, ids, printed):
    done = scan(demonstration, printed[0].lower())
    assert (done.value.outcome, done.value.number) == ("stuck", printed[0])
    assert listed(demonstration, "sticker:stuck") == ids[:1]
    assert listed(demonstration, "sticker:printed") == ids[1:3]
    again = scan(demonstration, printed[0]).value
    assert again.outcome == "already"
    assert again.at is not None
    demonstration.take_back(done.changes.operation)
    assert state(demonstration, ids[0]) == "printed"


def test_only_the_present_number_of_an_asset_is_its_sticker(demonstration, ids, printed):
    serial = demonstration.read(lambda s: s.get(Asset, ids[0]).serial)

    def rename(work):
        work.add(OldNumber(asset_id=ids[0], number="STARY/1", number_folded="stary/1"))

    demonstration.operation("Test", rename)
    for code, outcome in (("stary/1", "old_number"), (serial, "serial"), ("NIE/MA/TAKIEGO", "unknown")):
        assert scan(demonstration, code).value.outcome == outcome
    assert listed(demonstration, "sticker:stuck") == []


def test_a_sticker_that_was_never_printed_is_marked_only_on_purpose(demonstration, ids, printed):
    number = demonstration.listing.numbers(ids[5:6])[0]
    assert scan(demonstration, number).value.outcome == "never_printed"
    assert state(demonstration, ids[5]) == "needed"
    assert scan(demonstration, number, anyway=True).value.outcome == "stuck"
    assert state(demonstration, ids[5]) == "stuck"


def test_a_sticker_of_a_print_that_nobody_answered_for_is_there_all_the_same(demonstration, tr, ids):
    _, made = written(demonstration, tr, ids[:1])
    demonstration.operation("Test", lambda work: record(work, made))
    number = demonstration.listing.numbers(ids[:1])[0]
    assert scan(demonstration, number).value.outcome == "stuck"


def test_a_funding_label_is_no_print_of_the_sticker(demonstration, tr, ids):
    give_logo(demonstration, "NMF")
    number = demonstration.listing.numbers(ids[1:2])[0]
    _, made = written(demonstration, tr, ids[1:2], template=FUNDING)
    demonstration.operation("Test", lambda work: record(work, made, result=PRINTED))
    assert scan(demonstration, number).value.outcome == "never_printed"
    _, made = written(demonstration, tr, ids[1:2], template="qr", stock="sheet-105x57", also="funding")
    demonstration.operation("Test", lambda work: record(work, made))
    assert scan(demonstration, number).value.outcome == "stuck"


def test_what_is_gone_needs_no_sticker_and_is_not_marked(demonstration, ids, printed):
    def dispose(work):
        work.get(Asset, ids[0]).status = "disposed"

    demonstration.operation("Test", dispose)
    assert scan(demonstration, printed[0]).value.outcome == "gone"
    assert state(demonstration, ids[0]) == "none"
    with pytest.raises(Refused):
        demonstration.operation("Test", lambda work: set_sticker_fault(work, ids[:1], "lost"))


def test_a_sticker_to_be_replaced_counts_as_missing_until_it_is_printed_anew(demonstration, ids, printed):
    done = demonstration.operation("Test", lambda work: set_sticker_fault(work, ids[:2], "zdarta przez dziecko"))
    assert done.value == 2
    assert listed(demonstration, "sticker:replace") == ids[:2]
    missing = [*ids[:2], *ids[3:]]
    assert listed(demonstration, "sticker:missing") == missing
    found = demonstration.read(lambda session: attention(session, today=TODAY))
    matter = next(one for one in found if one.key == "unlabelled")
    assert matter.number == len(listed(demonstration, matter.query)) == len(missing)
    assert scan(demonstration, printed[0]).value.outcome == "replace"
    assert state(demonstration, ids[0]) == "replace"
    demonstration.undo()
    assert listed(demonstration, "sticker:printed") == ids[:3]


def test_the_mark_can_be_taken_away_again(demonstration, ids, printed):
    demonstration.operation("Test", lambda work: set_sticker_fault(work, ids[:1], "lost"))
    demonstration.operation("Test", lambda work: set_sticker_fault(work, ids[:1], ""))
    assert state(demonstration, ids[0]) == "printed"


def test_the_register_sorts_by_the_state_of_stickers_in_the_order_of_work(demonstration):
    ids = list(demonstration.listing.ids(parse("")))
    now = datetime(2025, 5, 1, tzinfo=UTC)
    states = {
        ids[0]: {"sticker_stuck_at": now}, ids[1]: {"sticker_printed_at": now, "sticker_fault": "lost"},
        ids[2]: {"sticker_printed_at": now}, ids[3]: {"status": "disposed"},
    }  # fmt: skip

    def work(work):
        for one, values in states.items():
            asset = work.get(Asset, one)
            for name, value in values.items():
                setattr(asset, name, value)

    demonstration.operation("Test", work)
    found = list(demonstration.listing.ids(parse("").sorted_by("sticker")))
    assert found[-4:] == [ids[2], ids[0], ids[1], ids[3]]
