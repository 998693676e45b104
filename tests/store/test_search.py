"""The search index: in step with every change, made anew when missing, foreign or destroyed."""

from __future__ import annotations

import random
import shutil
import sqlite3
from datetime import date

import pytest
from sqlalchemy import select

from inventory.application import Application
from inventory.base.text import fold, sort_key
from inventory.catalogue.query import Query, parse
from inventory.model.assets import Asset, Category, OldNumber
from inventory.model.funding import FundingSource, Project
from inventory.model.organisation import Cell, Person, Place, Supplier
from inventory.services.assets import delete_asset
from inventory.store.engine import register_engine
from inventory.store.listing import Listing
from inventory.store.search import SearchIndex, search_file
from inventory.store.unit import run_operation
from tests.factories import make_asset
from tests.store.wide_register import numbers

BOAT, LAPTOP, PRINTER, BINOCULARS = "WR/487/0012", "WR/487/0013", "WR/803/0004", "WR/669/0002"


@pytest.fixture
def engine(wide):
    made = register_engine(wide)
    yield made
    made.dispose()


@pytest.fixture
def listing(wide, index):
    opened = Listing(wide, date.today)
    yield opened
    opened.close()


@pytest.fixture
def change(engine):
    """Change the register without telling the index, as another program does."""

    def run(work, **more):
        return run_operation(engine, "Test", work, account="tester", **more).changes

    return run


def one(work, model, **columns):
    return work.scalars(select(model).filter_by(**columns)).one()


def boat(work):
    return one(work, Asset, number=BOAT)


def test_index_lies_beside_the_register(tmp_path):
    assert search_file(tmp_path / "Moja ewidencja.db") == tmp_path / "Moja ewidencja.search.db"


@pytest.mark.parametrize(
    ("rename", "word", "found"),
    [
        (lambda work: setattr(boat(work), "name", "Motorówka"), "motorowka", [BOAT]),
        (lambda work: setattr(one(work, Person, last_name="Sosnowska"), "last_name", "Dąbrowa"), "dabrowa", [LAPTOP]),
        (lambda work: setattr(one(work, Cell, code="WK"), "name", "Wydział Wodny"), "wodny", [LAPTOP, PRINTER]),
        (lambda work: setattr(one(work, Place, code="MAG"), "path", "Piwnica"), "piwnica", [PRINTER]),
        (lambda work: setattr(one(work, Category, code="KOMPUTERY"), "name", "Maszyny"), "maszyny patrolowa", [BOAT]),
        (lambda work: setattr(one(work, Supplier, name="Alfa Łódź sp. z o.o."), "name", "Beta"), "beta", [PRINTER]),
        (lambda work: setattr(one(work, FundingSource, code="NMF"), "code", "NOWY"), "nowy", [BOAT, LAPTOP]),
        (lambda work: setattr(one(work, Project, number="NMF/PA18/0004"), "aliases", "Rzeka"), "rzeka", [BOAT, LAPTOP]),
        (lambda work: work.add(OldNumber(asset_id=boat(work).id, number="Q7", number_folded="q7")), "q7", [BOAT]),
        (lambda work: work.delete(one(work, OldNumber, number="ST/99-17")), "99-17", []),
        (lambda work: [work.delete(part) for part in boat(work).funding], "pa18", [LAPTOP]),
    ],
)  # fmt: skip
def test_index_follows_what_another_program_changed(listing, index, change, rename, word, found):
    before = numbers(listing, parse(word))
    assert before != found
    change(rename)
    assert numbers(listing, parse(word)) == before
    assert index.catch_up()
    assert numbers(listing, parse(word)) == found


def test_what_was_called_so_before_is_found_no_longer(listing, index, change):
    change(lambda work: setattr(boat(work), "name", "Motorówka"))
    index.catch_up()
    assert numbers(listing, parse("patrolowa")) == []


def test_index_is_told_of_own_changes(listing, index, change):
    changes = change(lambda work: setattr(boat(work), "model", "Rybitwa"))
    assert index.apply(changes)
    assert numbers(listing, parse("rybitwa")) == [BOAT]


def test_new_assets_stand_among_the_others_by_number(wide):
    application = Application(wide, today=lambda: date(2025, 11, 18))
    try:
        assert application.search.catch_up()
        wanted = [f"WR/487/{n:04d}" for n in (14, 16, 15, 99, 101, 1, 2)] + ["AA/1", "ZZ/1", "WR/488/1"]
        for number in wanted:
            make_asset(application, number=number)
        expected = sorted(numbers(application.listing, Query()), key=sort_key)
        assert len(expected) == 17
        assert numbers(application.listing, parse("komputery")) == expected
    finally:
        application.close()


def test_order_by_number_holds_however_many_come_between(wide, index, change, listing):
    """Ranks between two neighbours run out and are spread again."""
    r = random.Random(5)
    taken = r.sample(range(14, 99), 80)

    def add(work, chosen):
        like = boat(work)
        for n in chosen:
            number = f"WR/487/0012/{n}"
            work.add(
                Asset(
                    number=number, number_folded=fold(number), number_key=sort_key(number), name=f"Wiosło {n}",
                    name_key=sort_key(f"Wiosło {n}"), category_id=like.category_id, created_at=work.now,
                )
            )  # fmt: skip

    for start in range(0, 80, 4):
        change(lambda work, start=start: add(work, taken[start : start + 4]))
        assert index.catch_up()
    assert numbers(listing, parse("wioslo")) == sorted((f"WR/487/0012/{n}" for n in taken), key=sort_key)
    for n in range(130, 230):
        change(lambda work, n=n: add(work, [1000 - n]))
    assert index.catch_up()
    found = numbers(listing, parse("wioslo"))
    assert found == sorted(found, key=sort_key)
    assert len(found) == 180


def test_number_that_changes_moves(listing, index, change):
    def renumber(work):
        asset = one(work, Asset, number="AB/1")
        asset.number, asset.number_folded, asset.number_key = "ZZ/9", "zz/9", sort_key("ZZ/9")

    change(renumber)
    index.catch_up()
    assert numbers(listing, parse("komputery"))[-1] == "ZZ/9"
    assert numbers(listing, parse("AB/1")) == []


def test_asset_taken_back_is_gone(listing, index, change):
    change(lambda work: delete_asset(work, one(work, Asset, number="AB/1").id))
    assert numbers(listing, parse("cyrkiel")) == []
    index.catch_up()
    assert listing.count(parse("komputery")) == 6


@pytest.mark.parametrize("damage", ["text", "zeros", "cut", "empty", "other"])
def test_destroyed_index_is_made_anew(wide, damage):
    made = SearchIndex(wide)
    assert made.catch_up()
    made.close()
    path = search_file(wide)
    if damage == "text":
        path.write_text("to nie jest baza danych" * 400, encoding="utf-8")
    elif damage == "zeros":
        content = bytearray(path.read_bytes())
        content[4096:] = bytes(len(content) - 4096)
        path.write_bytes(content)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:9000])
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE state (a)")
        other.close()
    opened = Listing(wide, date.today)
    assert numbers(opened, parse("lodz")) == [BOAT, PRINTER]
    made = SearchIndex(wide)
    assert made.catch_up() or made.rebuild()
    opened.attach_search()
    assert numbers(opened, parse("lodz kryminalny")) == [PRINTER]
    assert not opened.search_damaged
    made.close()
    opened.close()


def test_listing_goes_on_when_the_index_turns_out_broken(wide):
    made = SearchIndex(wide)
    assert made.catch_up()
    made.close()
    path = search_file(wide)
    # The table that says that the index is ready is whole, the words are not.
    content = path.read_bytes()
    path.write_bytes(content[: 3 * 4096] + bytes(len(content) - 3 * 4096))
    application = Application(wide, today=lambda: date(2025, 11, 18))
    try:
        application.changes_elsewhere()
        assert numbers(application.listing, parse("lodz patrol")) == [BOAT]
        assert application.listing.search_damaged
        application.changes_elsewhere()
        assert not application.listing.search_damaged
        assert numbers(application.listing, parse("zeglarz")) == [BOAT]
        assert not application.listing.search_damaged
    finally:
        application.close()


def test_index_of_a_restored_register_is_made_anew(wide, index, change, tmp_path):
    earlier = shutil.copyfile(wide, tmp_path / "kopia.db")
    change(lambda work: setattr(boat(work), "name", "Motorówka"))
    index.catch_up()
    index.close()
    shutil.copyfile(earlier, wide)
    again = SearchIndex(wide)
    assert again.catch_up()
    opened = Listing(wide, date.today)
    assert numbers(opened, parse("motorowka")) == []
    assert numbers(opened, parse("patrolowa")) == [BOAT]
    opened.close()
    again.close()


def test_rebuild_that_is_stopped_goes_on_later(wide):
    made = SearchIndex(wide)
    assert not made.catch_up(cancelled=lambda: True)
    opened = Listing(wide, date.today)
    assert numbers(opened, parse("patrol")) == [BOAT]
    told = []
    assert made.catch_up(progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (7, 7)
    assert numbers(opened, parse("patrol")) == [BOAT]
    opened.close()
    made.close()


def test_two_indexes_of_one_register_agree(wide, index, change, listing):
    other = SearchIndex(wide)
    change(lambda work: setattr(boat(work), "name", "Motorówka"))
    assert other.catch_up()
    assert index.catch_up()
    assert numbers(listing, parse("motorowka")) == [BOAT]
    other.close()


def test_without_a_place_to_write_search_goes_on(wide):
    search_file(wide).mkdir()
    made = SearchIndex(wide)
    assert not made.catch_up()
    opened = Listing(wide, date.today)
    assert numbers(opened, parse("lodz")) == [BOAT, PRINTER]
    opened.close()
    made.close()
