"""The overview: figures that add up, and matters whose query lists exactly what they count."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from inventory.catalogue.query import parse
from inventory.model.organisation import Person
from inventory.services.assets import save_asset
from inventory.services.history import asset_changes, recent_events, record_changes
from inventory.services.overview import overview
from tests.conftest import TODAY
from tests.factories import asset_id, asset_request, grant_shares, make_asset, make_person, make_project


def seen(application, today=TODAY):
    return application.read(lambda s: overview(s, today=today))


def matters(application):
    return {matter.key: matter for matter in seen(application).attention}


def test_figures_of_the_demonstration(demonstration):
    figures = seen(demonstration)
    assert (figures.assets, figures.value, figures.issued, figures.overdue) == (14, 9900000, 7, 0)
    assert [(source.code, source.value) for source in figures.sources] == [("NMF", 8415000), ("BP", 1485000)]
    assert {part.key: part.number for part in figures.statuses} == {"issued": 7, "in_stock": 7}
    assert sum(part.number for part in figures.categories) == 14
    assert figures.projects[0].spent == 9900000


def test_every_query_lists_what_its_number_says(demonstration):
    make_asset(demonstration, price_gross=None, value_unknown=True, warranty_until=TODAY + timedelta(days=5))
    figures = seen(demonstration)
    shown = [
        *figures.statuses,
        *figures.categories,
        *(matter for matter in figures.attention if matter.query),
        *figures.deadlines,
    ]
    assert shown
    counted = {item.query: demonstration.listing.count(parse(item.query)) for item in shown}
    assert counted == {item.query: item.number for item in shown}


def test_new_register_needs_nothing(application):
    figures = seen(application)
    assert (figures.assets, figures.value, figures.attention, figures.deadlines) == (0, 0, (), ())


def test_each_matter_is_noticed(application):
    soon = TODAY + timedelta(days=20)
    project = make_project(application)
    make_asset(application, warranty_until=soon, insured_until=soon)
    make_asset(application, insured_until=TODAY - timedelta(days=1), durability_until=date(2030, 1, 1))
    make_asset(application, price_gross=None, value_unknown=True)
    make_asset(application, funding=application.read(lambda s: grant_shares(s, project)))
    found = matters(application)
    assert set(found) == {
        "warranty", "insurance", "insurance_ended", "unlabelled", "durability_unknown", "no_value", "stock_check",
    }  # fmt: skip
    assert found["insurance_ended"].level == "err"


def test_overdue_return_names_the_oldest(demonstration):
    from inventory.model.assets import Asset

    def late(work):
        work.scalars(select(Asset).where(Asset.number == "WR/487/0012")).one().return_by = TODAY - timedelta(days=6)

    demonstration.operation("Late", late)
    matter = matters(demonstration)["overdue"]
    assert (matter.number, matter.level) == (1, "err")
    assert "12 Nov 2025" in demonstration.tr.message(matter.detail)
    assert demonstration.listing.count(parse(matter.query)) == 1


def test_changes_of_an_asset_are_told_with_names_and_who(application):
    from dataclasses import replace

    from inventory.services.asset_details import asset_details
    from inventory.services.assets import save_asset

    make_person(application, "Maria", "Lipowa", account="tester")
    saved = make_asset(application, model="Terra")
    form = application.read(lambda s: asset_details(s, saved.id)).form
    shares = application.read(grant_shares)
    application.operation(
        "Asset changed", lambda work: save_asset(work, replace(form, model="Terra 14", funding=shares))
    )
    changes = application.read(lambda s: asset_changes(s, saved.id))
    last = next(change for change in changes if change.table == "asset")
    assert (last.person, last.title, last.action) == ("Maria Lipowa", "Asset changed", "update")
    assert [(value.label, value.old, value.new) for value in last.values] == [("Model", "Terra", "Terra 14")]
    paid = [
        value.new
        for change in changes
        if change.table == "asset_funding"
        for value in change.values
        if value.column == "source_id"
    ]
    assert sorted(paid) == ["BP", "NMF"]


def test_last_events_are_told_newest_first(demonstration):
    make_asset(demonstration, number="WR/NOWY")
    events = demonstration.read(recent_events)
    assert [event.title for event in events] == ["Asset added", "Demonstration data added", "Register made"]
    assert (events[0].person, events[0].assets) == ("Maria Lipowa", ("WR/NOWY",))
    assert demonstration.read(lambda s: recent_events(s, before=events[1].operation))[0].title == "Register made"


def test_event_of_more_assets_than_can_be_listed_tells_how_many(application):
    application.operation(
        "Many", lambda work: [save_asset(work, asset_request(work, name=f"Latarka {n}")) for n in range(60)]
    )
    event = application.read(recent_events)[0]
    assert (event.changed, len(event.assets), event.asset_ids) == (60, 2, ())
    application.undo()
    event = application.read(recent_events)[0]
    assert (event.changed, event.assets, event.asset_ids) == (60, (), ())


def test_changes_of_any_record(demonstration):
    person = demonstration.read(lambda s: s.scalars(select(Person.id)).first())
    (made,) = demonstration.read(lambda s: record_changes(s, "person", person))
    assert made.action == "insert"
    assert demonstration.read(lambda s: asset_changes(s, asset_id(s, "WR/487/0012")))
