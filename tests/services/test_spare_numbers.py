"""Numbers printed ahead: used up once for all, on paper without a name, given by their sticker and by nothing else."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from inventory.base.errors import Invalid, NotFound, ProblemsFound, Refused
from inventory.catalogue.query import parse
from inventory.model.assets import Asset, OldNumber
from inventory.services.asset_details import asset_details
from inventory.services.assets import delete_asset, save_asset
from inventory.services.counts import CountRequest, create_count
from inventory.services.numbering import next_number, number_taken
from inventory.services.print_history import job_lines
from inventory.services.print_jobs import SPARE, confirm_printed, record
from inventory.services.scanning import ScanRequest, scan
from inventory.services.spare_numbers import batches, free_number, give, numbers_of, reserve, withdraw
from inventory.services.spare_printing import SpareRequest, write_spares
from inventory.services.stickers import stick
from tests.conftest import TODAY
from tests.factories import asset_request
from tests.labels.reading import codes, page_texts, rendered


def do(application, service, *arguments, **more):
    return application.operation("Test", lambda work: service(work, *arguments, **more)).value


@pytest.fixture
def batch(demonstration):
    return do(demonstration, reserve, 5, on=TODAY)


@pytest.fixture
def numbers(demonstration, batch):
    return [number for _, number in demonstration.read(lambda session: numbers_of(session, batch))]


@pytest.fixture
def first(demonstration):
    return demonstration.listing.ids(parse(""))[0]


def row(application):
    return application.read(batches)[0]


def new_asset(application, **more):
    return application.operation("Test", lambda work: save_asset(work, asset_request(work, **more))).value


def test_a_batch_uses_numbers_up_that_no_asset_gets_by_itself(demonstration, numbers):
    assert numbers == [f"WR/000/{n:04d}" for n in range(1, 6)]
    assert demonstration.read(lambda s: next_number(s, kst="000", on=TODAY, take=False)) == "WR/000/0006"
    assert all(demonstration.read(lambda s: [number_taken(s, number) for number in numbers]))
    assert demonstration.undoable == []


def test_a_prefix_has_a_sequence_of_its_own_and_passes_over_what_is_taken(demonstration):
    new_asset(demonstration, number="MAG-0002", name="Krzesło")
    made = do(demonstration, reserve, 3, prefix="mag-", on=TODAY)
    found = demonstration.read(lambda session: numbers_of(session, made))
    assert [number for _, number in found] == ["MAG-0001", "MAG-0003", "MAG-0004"]
    again = do(demonstration, reserve, 1, prefix="MAG-", on=TODAY)
    assert demonstration.read(lambda session: numbers_of(session, again))[0][1] == "MAG-0005"


@pytest.mark.parametrize(("count", "prefix"), [(0, ""), (5_001, ""), (3, "ŁÓDŹ-"), (3, "A{year}"), (3, "A" * 40)])
def test_a_wrong_wish_is_refused_and_uses_nothing_up(demonstration, count, prefix):
    with pytest.raises(Invalid):
        do(demonstration, reserve, count, prefix=prefix, on=TODAY)
    assert demonstration.read(batches) == []


def test_the_stickers_say_unit_and_number_and_can_be_read(demonstration, tr, batch, numbers):
    ids = [key for key, _ in demonstration.read(lambda session: numbers_of(session, batch))]
    stream = io.BytesIO()
    made = demonstration.read(lambda s: write_spares(s, SpareRequest(ids=ids, start=3), stream, tr))
    job = do(demonstration, record, made, target="numery.pdf", form=SPARE)
    assert codes(rendered(stream.getvalue(), 203)) == numbers
    assert numbers[0] in page_texts(stream.getvalue())[0]
    lines = demonstration.read(lambda session: job_lines(session, job))
    assert [(line.number, line.asset_id, line.field) for line in lines][:2] == [
        (numbers[0], None, 3),
        (numbers[1], None, 4),
    ]
    assert do(demonstration, confirm_printed, job) == 5


def test_a_new_asset_gets_such_a_number_only_from_its_sticker(demonstration, numbers):
    with pytest.raises(ProblemsFound) as told:
        new_asset(demonstration, number=numbers[0], name="Krzesło")
    assert [problem.field for problem in told.value.problems] == ["number"]
    saved = new_asset(demonstration, number=numbers[0].lower(), is_spare=True, name="Krzesło")
    shown = demonstration.read(lambda session: asset_details(session, saved.id))
    assert (shown.number, shown.sticker) == (numbers[0], "stuck")
    assert (row(demonstration).given, row(demonstration).free) == (1, 4)
    with pytest.raises(ProblemsFound):
        new_asset(demonstration, number=numbers[0], is_spare=True, name="Stół")
    with pytest.raises(Refused):
        do(demonstration, delete_asset, saved.id)
    demonstration.undo()
    assert demonstration.read(lambda session: free_number(session, numbers[0])) == numbers[0]


def test_an_asset_that_there_is_keeps_its_number_as_an_old_one(demonstration, numbers, first):
    old = demonstration.listing.numbers([first])[0]
    given = do(demonstration, give, numbers[2], first)
    assert (given.number, given.old) == (numbers[2], old)
    shown = demonstration.read(lambda session: asset_details(session, first))
    assert (shown.number, shown.sticker, shown.form.old_numbers[-1]) == (numbers[2], "stuck", old)
    assert demonstration.listing.by_code(old) == demonstration.listing.by_code(numbers[2]) == [first]
    assert list(demonstration.listing.ids(parse(f"number:{numbers[2]}"))) == [first]
    with pytest.raises(Refused):
        do(demonstration, give, numbers[2], first + 1)
    demonstration.undo()
    assert demonstration.listing.numbers([first]) == [old]
    assert demonstration.read(lambda s: s.scalars(select(OldNumber.number)).all()).count(old) == 0
    assert free(demonstration, numbers[2])


def free(application, number):
    return application.read(lambda session: free_number(session, number)) is not None


def test_a_withdrawn_batch_gives_nothing_more_and_stays_used_up(demonstration, batch, numbers, first):
    do(demonstration, give, numbers[0], first)
    assert do(demonstration, withdraw, batch) == 4
    assert not free(demonstration, numbers[1])
    assert demonstration.read(lambda s: number_taken(s, numbers[1]))
    with pytest.raises(Refused):
        do(demonstration, give, numbers[1], first + 1)
    with pytest.raises(Refused):
        do(demonstration, withdraw, batch)
    assert row(demonstration).free == 0


def test_an_asset_that_is_gone_and_a_number_never_printed_are_refused(demonstration, numbers, first):
    demonstration.operation("Test", lambda work: setattr(work.get(Asset, first), "status", "disposed"))
    with pytest.raises(Refused):
        do(demonstration, give, numbers[0], first)
    with pytest.raises(NotFound):
        do(demonstration, give, "INNY/1", first + 1)


def test_a_scan_of_a_free_number_is_unknown_and_says_what_it_is(demonstration, numbers):
    count = do(demonstration, create_count, CountRequest(name="Spis"))
    for code, is_spare in ((numbers[0], True), ("NIE/MA", False)):
        request = ScanRequest(count_id=count.id, code=code)
        outcome = demonstration.quick("Scan", lambda quick, request=request: scan(quick, request)).value
        assert (outcome.outcome, outcome.is_spare) == ("unknown", is_spare)
    assert demonstration.quick("Test", lambda quick: stick(quick, numbers[0])).value.outcome == "spare"
