"""Many assets at once: an invoice line split to the grosz, one field set for all."""

from __future__ import annotations

from datetime import date

import pytest

from inventory.base.errors import Invalid, ProblemsFound
from inventory.services.asset_bulk import edit_many
from inventory.services.assets import (
    ManyRequest,
    add_many,
)
from tests.factories import (
    asset_request,
    category_id,
    grant_shares,
    make_asset,
)
from tests.services.asset_kit import details, everything


def test_invoice_line_is_split_over_many_to_the_grosz(application):
    def work(session):
        request = asset_request(session, funding=grant_shares(session))
        serials = ("A1", "A2", "A3")
        return add_many(session, ManyRequest(asset=request, count=3, serials=serials, total_gross=1000001))

    saved = application.operation("Assets added", work).value
    shown = [details(application, one.id) for one in saved]
    assert [one.form.price_gross for one in shown] == [333334, 333334, 333333]
    assert all(sum(part.amount for part in one.funding) == one.form.price_gross for one in shown)
    assert [one.form.serial for one in shown] == ["A1", "A2", "A3"]
    assert [one.number for one in shown] == ["487/0001", "487/0002", "487/0003"]


@pytest.mark.parametrize("serials", [("A1",), ("A1", "a1")])
def test_serial_numbers_of_many_must_fit(application, serials):
    def work(session):
        return add_many(session, ManyRequest(asset=asset_request(session), count=2, serials=serials))

    with pytest.raises(ProblemsFound) as refused:
        application.operation("Assets added", work)
    assert refused.value.field == "serials"
    assert application.listing.count(everything()) == 0


def test_one_field_is_set_for_many_and_taken_back(application):
    saved = [make_asset(application, condition=word) for word in ("dobry", "nowy", "zły")]
    ids = [one.id for one in saved]
    done = application.operation("Edited", lambda work: edit_many(work, ids, "condition", "dobry"), bulk=True)
    assert (done.value.changed, done.value.unchanged) == (2, 1)
    assert {details(application, one).form.condition for one in ids} == {"dobry"}
    application.undo()
    assert [details(application, one).form.condition for one in ids] == ["dobry", "nowy", "zły"]


def test_category_of_many_is_set_by_its_id(application):
    saved = make_asset(application)
    other = application.read(lambda s: category_id(s, "MEBLE"))
    application.operation("Edited", lambda work: edit_many(work, [saved.id], "category", other), bulk=True)
    assert details(application, saved.id).form.category_id == other


def test_warranty_of_many_names_the_one_it_does_not_fit(application):
    saved = make_asset(application, number="WR/1", purchased_on=date(2024, 1, 1))
    with pytest.raises(Exception, match="WR/1"):
        application.operation(
            "Edited", lambda work: edit_many(work, [saved.id], "warranty_until", date(2023, 1, 1)), bulk=True
        )


def test_return_date_is_for_what_is_issued_only(demonstration):
    ids = [demonstration.listing.by_code(number)[0] for number in ("WR/487/0012", "WR/669/0002")]
    with pytest.raises(Invalid, match="WR/669/0002"):
        demonstration.operation("Edited", lambda work: edit_many(work, ids, "return_by", date(2999, 3, 31)), bulk=True)
    assert details(demonstration, ids[0]).return_by is None
    demonstration.operation("Edited", lambda work: edit_many(work, ids[:1], "return_by", date(2999, 3, 31)), bulk=True)
    assert details(demonstration, ids[0]).return_by == date(2999, 3, 31)


def test_return_date_before_the_day_of_issue_is_refused(demonstration):
    held = demonstration.listing.by_code("WR/487/0012")
    with pytest.raises(Invalid, match="WR/487/0012 was issued on"):
        demonstration.operation("Edited", lambda work: edit_many(work, held, "return_by", date(2001, 3, 31)), bulk=True)
    assert details(demonstration, held[0]).return_by is None
