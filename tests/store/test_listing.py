"""The list: words, filters, order, pages, sums, scanned codes, with the search index and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inventory.base.errors import Cancelled
from inventory.base.text import sort_key
from inventory.catalogue.assets import ASSET_FIELDS
from inventory.catalogue.query import Query, parse
from inventory.store.columns import FIELDS
from tests.store.wide_register import numbers

BOAT, LAPTOP, PRINTER, BINOCULARS = "WR/487/0012", "WR/487/0013", "WR/803/0004", "WR/669/0002"
SUPPLY, QUARTER, COMPASS = "WR/487/0100", "WR/487/9", "AB/1"
ALL = [COMPASS, QUARTER, BOAT, LAPTOP, SUPPLY, BINOCULARS, PRINTER]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ALL),
        ("lodz", [BOAT, PRINTER]),
        ("ŁÓDŹ", [BOAT, PRINTER]),
        ("łódź patr", [BOAT]),
        ("patr łódź", [BOAT]),
        ("laptop delll", []),
        ("LATITUDE", [LAPTOP]),
        ("487/0012", [BOAT]),
        ("7/001", [BOAT, LAPTOP]),
        ("wr/487/0013", [LAPTOP]),
        ("K9X", [BOAT]),
        ("0418-77", [LAPTOP]),
        ("99-1", [PRINTER]),
        ("sosnow", [LAPTOP]),
        ("kryminalny drukarka", [PRINTER]),
        ("północny", [BOAT, LAPTOP, SUPPLY]),
        ("magazyn", [PRINTER]),
        ('"laptop terenowy"', [LAPTOP]),
        ('"terenowy laptop"', []),
        ('"dell lat"', [LAPTOP]),
        ("dell", [QUARTER, LAPTOP]),
        ("50%", [BINOCULARS]),
        ("%", [BINOCULARS]),
        ("_", [BINOCULARS]),
        ("po_roku", [BINOCULARS]),
        ("nic takiego", []),
    ],
)
def test_words_find(listing, line, found):
    assert numbers(listing, parse(line)) == found
    assert numbers(listing, parse(line), limit=100) == found
    assert listing.count(parse(line)) == len(found)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("status:issued", [LAPTOP, BINOCULARS, PRINTER]),
        ("status:in_stock", [COMPASS, QUARTER, BOAT, SUPPLY]),
        ("status:issued status:in_stock", ALL),
        ("status:present", ALL),
        ("status:overdue", []),
        ("place:b1", [BOAT, LAPTOP, SUPPLY]),
        ("place:B1/214", [BOAT, LAPTOP]),
        ("place:komenda", [BOAT, LAPTOP, SUPPLY]),
        ('place:"budynek polnocny"', [BOAT, LAPTOP, SUPPLY]),
        ("place:none", [COMPASS, QUARTER, BINOCULARS]),
        ("place:nieznane", []),
        ("place:mag place:B1/214", [BOAT, LAPTOP, PRINTER]),
        ("custodian:sosnowska", [LAPTOP]),
        ('custodian:"sosn ewa"', [LAPTOP]),
        ("person:P-17", [LAPTOP]),
        ("custodian:zrebiecki", [BINOCULARS]),
        ("custodian:kryminalny", [PRINTER]),
        ("custodian:none", [COMPASS, QUARTER, BOAT, SUPPLY]),
        ("supplier:alfa", [PRINTER]),
        ("supplier:none lodz", [BOAT]),
        ("category:komputery", ALL),
        ("source:nmf", [BOAT, LAPTOP]),
        ("source:własne", [BINOCULARS]),
        ("source:none", [COMPASS, QUARTER, SUPPLY, PRINTER]),
        ("project:NMF/PA18/0004", [BOAT, LAPTOP]),
        ("project:granica", [BOAT, LAPTOP]),
        ("project:none status:issued", [BINOCULARS, PRINTER]),
        ("sticker:needed", ALL),
        ("sticker:printed", []),
        ("durability:2029-12-31", [BOAT]),
        ("durability:>31.12.2029", []),
        ("durability:>=31.12.2029", [BOAT]),
        ("warranty:<today+30", [LAPTOP]),
        ("warranty:>today+30", []),
        ("purchased_on:2023", [BOAT]),
        ("insured:none 487/0012", [BOAT]),
        ("price:>10000", [BOAT, BINOCULARS]),
        ('price:>"12 498,99" price:<12499.01', [BOAT]),
        ("price:none", [SUPPLY]),
        ("set:WR/487/0013", [PRINTER]),
        ("set:none status:issued", [LAPTOP, BINOCULARS]),
        ("name:łódź", [BOAT]),
        ("manufacturer:brother", [PRINTER]),
        ("manufacturer:brother manufacturer:asus", [SUPPLY, PRINTER]),
        ("model:54", [LAPTOP]),
        ("number:0012", [BOAT]),
        ("serial:22-04", [LAPTOP]),
        ("old_numbers:99", [PRINTER]),
        ("old_numbers:none status:issued", [LAPTOP, BINOCULARS]),
        ("invoice:227/2023", [LAPTOP]),
        ("condition:porys", [BINOCULARS]),
        ("notes:ważne", [BINOCULARS]),
        ("policy:none name:lornetka", []),
        ("unit:kpl.", [QUARTER]),
        ("kst:669", [QUARTER]),
        ("vat_rate:23%", [QUARTER]),
        ("quantity:1 swop:SW-1", [COMPASS]),
        ("price:dużo", []),
        ("status:dobry", []),
        ("id:x", []),
    ],
)
def test_filter_finds(listing, line, found):
    assert numbers(listing, parse(line)) == found
    assert numbers(listing, parse(line), limit=100) == found
    assert listing.count(parse(line)) == len(found)


def test_filter_by_ids(listing):
    ids = listing.ids(parse("status:issued"))
    assert listing.ids(parse(f"id:{','.join(map(str, ids))}")) == ids


def test_filter_that_makes_no_sense_is_a_word(listing):
    assert numbers(listing, parse("status:lapt")) == []
    assert numbers(listing, parse("price:laptop")) == []


# Long ones come first, as they are: repeated words, then what means something to FTS5, SQL or the query itself.
LONG = [
    "x" * 5000, " ".join(map(str, range(5000))), "a " * 5000, "status:issued " * 500,
    " ".join(f"status:{n}" for n in range(5000)),
]  # fmt: skip
HOSTILE = """
" "" * ( ) NEAR( NEAR(a -x name: name:* name:" AND OR NOT a^b {a} % _ ' ; -- / ... + @ number:% id: id:-1
id:99999999999999999999 price:1e999 durability:<0000-00-00 set:' 🦉 ٣ ﷺ
""".split()


@pytest.mark.parametrize("line", [*LONG, *HOSTILE, "\x00", "a\x00b", "\ud800", "NEAR(a b)", "a AND", "NOT a"])
def test_any_line_is_answered(listing, line):
    for query in (parse(line), Query((line,)), replace(parse(line), sort=(("name", True),))):
        ids = listing.ids(query)
        assert list(listing.ids(query, limit=3)) == list(ids[:3])
        assert listing.count(query) == len(ids)
        listing.by_code(line)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("field", [field.key for field in ASSET_FIELDS])
def test_order_is_polish_with_empty_values_last(listing, field, descending):
    whole = listing.ids(Query())
    values = dict(zip(whole, (row[0] for row in listing.page(whole, (field,))), strict=True))
    if field == "custodian":
        # People stand under their surnames.
        surnames = {"Ewa Sosnowska": "Sosnowska Ewa", "Łukasz Źrebięcki": "Źrebięcki Łukasz"}
        values = {key: surnames.get(value, value) for key, value in values.items()}
    order = ["issued", "in_stock"]

    def key(asset):
        value = values[asset]
        if field == "status":
            return order.index(value)
        if field in {"old_numbers", "funding"}:
            return sort_key(str(value[0]))
        return sort_key(value) if isinstance(value, str) else value

    some = [asset for asset in whole if values[asset] not in (None, "", ())]
    if field != "funding":
        some.sort(key=key, reverse=descending)
        if descending:
            # Equals stay in the order of numbers both ways.
            some = sorted(sorted(some, key=list(whole).index), key=key, reverse=True) if field != "number" else some
    else:
        granted, own = set(listing.ids(parse("source:NMF"))), set(listing.ids(parse("source:WŁASNE")))
        some.sort(key=lambda asset: (asset in (granted if descending else own), whole.index(asset)))
    expected = some + [asset for asset in whole if asset not in some]
    query = Query().sorted_by(field, descending=descending)
    assert listing.numbers(listing.ids(query)) == listing.numbers(expected)
    assert list(listing.ids(query, limit=4)) == list(listing.ids(query))[:4]


@pytest.mark.parametrize("line", ["status:issued", "wr", "wr status:in_stock", "sosnowska", "zzz"])
@pytest.mark.parametrize("field", [field.key for field in ASSET_FIELDS])
def test_order_of_some_is_the_order_of_all(listing, field, line):
    found = set(listing.ids(parse(line)))
    order = [asset for asset in listing.ids(Query().sorted_by(field)) if asset in found]
    query = parse(line).sorted_by(field)
    assert list(listing.ids(query)) == order
    assert list(listing.ids(query, limit=2)) == order[:2]


def test_second_field_orders_equals(listing):
    query = Query(sort=(("status", False), ("price_gross", True)))
    assert numbers(listing, query) == [BINOCULARS, LAPTOP, PRINTER, BOAT, COMPASS, QUARTER, SUPPLY]
    assert numbers(listing, query, limit=5) == [BINOCULARS, LAPTOP, PRINTER, BOAT, COMPASS]


def test_page_follows_the_ids_asked_for(listing):
    ids = list(listing.ids(Query()))
    mixed = [ids[3], ids[0], 999_999, ids[6], ids[0]]
    assert listing.page(mixed, ("id", "number")) == [
        (ids[3], LAPTOP), (ids[0], COMPASS), (999_999, None), (ids[6], PRINTER), (ids[0], COMPASS),
    ]  # fmt: skip
    assert listing.page([], ("id",)) == []


def test_page_gives_every_field(listing):
    (laptop,) = listing.by_code(LAPTOP)
    row = dict(zip(sorted(FIELDS), listing.page([laptop], sorted(FIELDS))[0], strict=True))
    assert row["name"] == "Laptop terenowy Dell Latitude"
    assert (row["custodian"], row["custodian_cell"]) == ("Ewa Sosnowska", "Wydział Kryminalny")
    assert (row["place"], row["place_name"]) == ("B1/214", "Pokój 214")
    assert row["status"] == "issued"
    assert row["price_gross"] == 648000
    assert row["warranty_until"] == date(2025, 12, 10)
    assert row["projects"] == ("NMF/PA18/0004",)
    assert [(code, share) for _, code, share in row["shares"]] == [("NMF", 8500), ("BP", 1500)]
    assert row["funding"] == (("NMF", "NMF/PA18/0004", 8500, 550800), ("BP", "NMF/PA18/0004", 1500, 97200))
    assert (row["overdue"], row["in_durability"], row["sticker"]) == (False, False, "needed")
    assert row["old_numbers"] == ()
    (printer,) = listing.by_code(PRINTER)
    fields = ("set", "old_numbers", "custodian", "custodian_cell", "supplier", "return_by")
    assert listing.page([printer], fields) == [
        (LAPTOP, ("ST/99-17",), "Wydział Kryminalny", "", "Alfa Łódź sp. z o.o.", None)
    ]
    assert {field.key for field in ASSET_FIELDS} <= FIELDS


def test_sums(listing):
    issued = parse("status:issued")
    assert listing.total(issued) == 648000 + 139000 + 1988000
    assert listing.totals(iter(listing.ids(issued))) == (3, 2775000)
    assert listing.totals([]) == (0, 0)
    assert listing.total(parse("lodz status:issued")) == 139000
    assert listing.total(parse("zzz")) == 0


def test_code_is_found_whole_only(listing):
    for code, number in [("wr/487/0012", BOAT), ("st/99-17", PRINTER), ("pf3k9xq2", BOAT), (" AB/1 ", COMPASS)]:
        assert listing.numbers(listing.by_code(code)) == [number]
    for code in ("487/0012", "PF3K9", "", "*", "\ud800"):
        assert listing.by_code(code) == []


def test_list_stops_when_asked(listing):
    with pytest.raises(Cancelled):
        listing.ids(Query(), cancelled=lambda: True)
    assert len(listing.ids(Query(), cancelled=lambda: False)) == len(ALL)
