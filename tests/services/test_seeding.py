"""New registers: empty, with the demonstration, or filled with made-up assets."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import func, select

from inventory.application import Application
from inventory.base.errors import Cancelled, Refused
from inventory.catalogue.query import parse
from inventory.model.assets import Asset
from inventory.model.funding import AssetFunding
from inventory.services.asset_answers import asset_answers
from inventory.services.checking import check_register
from inventory.services.demonstration import make_demonstration
from inventory.services.finding import person_of_account
from inventory.services.generation import generate
from inventory.services.organisation import unit_view
from inventory.services.seeding import create_register
from tests.factories import make_asset


def contents(application):
    ids = application.listing.ids(parse(""))
    return application.read(lambda s: list(asset_answers(s, ids)))


def test_register_is_not_made_over_a_file(tmp_path):
    path = tmp_path / "rejestr.db"
    path.write_text("ważne", encoding="utf-8")
    with pytest.raises(Refused):
        create_register(path)
    assert path.read_text(encoding="utf-8") == "ważne"


def test_register_that_cannot_be_filled_is_not_left_half_made(tmp_path):
    def failing(work):
        raise Refused("No.")

    with pytest.raises(Refused):
        create_register(tmp_path / "rejestr.db", fill=failing)
    assert list(tmp_path.glob("*rejestr*")) == []


def test_new_register_leaves_nothing_beside_it(tmp_path):
    folder = tmp_path / "Ewidencja ąę"
    create_register(folder / "rejestr.db")
    assert [item.name for item in folder.iterdir()] == ["rejestr.db"]


def test_demonstration_is_made_anew_on_demand(tmp_path):
    path = tmp_path / "przyklad.db"
    make_demonstration(path, account="tester")
    application = Application(path, account="tester")
    make_asset(application, number="WR/NOWY")
    application.search.catch_up()
    application.close()
    make_demonstration(path, account="tester", replace=True)
    application = Application(path, account="tester")
    application.search.catch_up()
    assert application.listing.count(parse("")) == 14
    assert application.listing.count(parse("lornetka")) == 1
    assert application.read(unit_view).is_demonstration
    application.close()


def test_demonstration_has_a_giver(demonstration):
    assert demonstration.read(lambda s: person_of_account(s, "tester").full_name) == "Maria Lipowa"


def test_made_up_assets_are_the_same_for_the_same_seed(application, tmp_path):
    create_register(tmp_path / "drugi.db")
    second = Application(tmp_path / "drugi.db")
    for each, seed in ((application, 3), (second, 3)):
        each.operation("Made up", lambda work, seed=seed: generate(work, 60, seed=seed))
    assert contents(application) == contents(second)
    second.close()


def test_made_up_assets_can_be_added_again_and_differ_by_seed(application):
    for seed in (1, 2):
        application.operation("Made up", lambda work, seed=seed: generate(work, 30, seed=seed))
    rows = contents(application)
    assert len({row["number"] for row in rows}) == 60
    assert [row["serial"] for row in rows[:30]] != [row["serial"] for row in rows[30:]]


def test_numbers_that_are_taken_are_passed_over(application):
    for number in ("487/0001", "487/0003"):
        make_asset(application, number=number)
    application.operation("Made up", lambda work: generate(work, 50))
    assert len({row["number"] for row in contents(application)}) == 52


def test_made_up_funding_adds_up_and_the_register_is_whole(application):
    application.operation("Made up", lambda work: generate(work, 300))
    paid = select(func.sum(AssetFunding.amount)).where(AssetFunding.asset_id == Asset.id).scalar_subquery()
    wrong = application.read(lambda s: s.scalars(select(Asset.number).where(Asset.price_gross != paid)).all())
    assert wrong == []
    assert application.read(lambda s: check_register(s, application.tr)) == []
    issued = application.read(lambda s: s.scalars(select(Asset.person_id).where(Asset.status == "issued")).all())
    assert issued
    assert None not in issued


def test_generation_that_is_stopped_leaves_nothing(application):
    with pytest.raises(Cancelled):
        application.operation("Made up", lambda work: generate(work, 50, progress=lambda done: False))
    with sqlite3.connect(application.path) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("asset", "person", "place")
        ]
    connection.close()
    assert counts == [0, 0, 0]
