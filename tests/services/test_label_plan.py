"""Who gets labels, sets of sticker and funding label, and the picture of any page of a job."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from inventory.base.errors import Invalid, Refused
from inventory.labels.stock import Adjustment
from inventory.model.assets import Asset
from inventory.services.label_plan import labelled, page_preview, plan
from inventory.services.label_request import LabelRequest
from tests.factories import give_logo
from tests.labels.reading import codes, page_texts, rendered
from tests.services.printing_kit import written

SETS = {"template": "qr", "stock": "sheet-105x57", "also": "funding"}


@pytest.fixture
def ids(demonstration):
    give_logo(demonstration, "NMF")
    return demonstration.read(lambda s: list(s.scalars(select(Asset.id).order_by(Asset.number_key))))


def numbers(application, ids):
    return application.read(lambda s: [s.get(Asset, one).number for one in ids])


def read_codes(pdf, page=0):
    """Return the codes of a page, row by row."""
    import zxingcpp

    found = zxingcpp.read_barcodes(rendered(pdf, 203, page))
    return [
        one.text for one in sorted(found, key=lambda one: (one.position.top_left.y // 300, one.position.top_left.x))
    ]


def test_a_set_is_sticker_and_funding_label_one_after_the_other(demonstration, tr, ids):
    pdf, made = written(demonstration, tr, ids[:2], **SETS)
    assert (made.labels, list(made.owners)) == (4, [ids[0], ids[0], ids[1], ids[1]])
    text = page_texts(pdf)[0]
    first, second = numbers(demonstration, ids[:2])
    assert codes(rendered(pdf, 203)) == sorted([first, first, second, second])
    assert text.count("Norweskiego Mechanizmu Finansowego") == 2
    assert text.index(first) < text.index("Norweskiego") < text.index(second)


def test_copies_of_a_set_come_set_by_set(demonstration, tr, ids):
    pdf, made = written(demonstration, tr, ids[:2], copies=2, **{**SETS, "stock": "roll-100x55"})
    assert list(made.owners) == [ids[0]] * 4 + [ids[1]] * 4
    kinds = ["Norweskiego" in text for text in page_texts(pdf)]
    assert kinds == [False, True] * 4
    assert [made.positions[at][0].page for at in range(8)] == list(range(1, 9))


def test_an_asset_that_no_grant_paid_has_only_its_sticker_in_a_set(demonstration, tr, ids):
    def own(work):
        asset = work.get(Asset, ids[0])
        asset.funding.clear()

    demonstration.operation("Test", own)
    _, made = written(demonstration, tr, ids[:2], **SETS)
    assert list(made.owners) == [ids[0], ids[1], ids[1]]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"also": "dm"}, Invalid),
        ({"stock": "sheet-38x21", "also": "funding"}, Refused),
        ({"marks": "dots"}, Invalid),
        ({"adjustment": Adjustment(scale_x=1.2)}, Invalid),
    ],
)
def test_what_makes_no_sense_is_refused(demonstration, tr, ids, more, error):
    with pytest.raises(error):
        written(demonstration, tr, ids, **{"template": "qr", "stock": "sheet-105x57", **more})


def test_who_gets_labels_is_the_same_as_what_is_written(demonstration, tr, ids):
    for asked in ({"template": "qr"}, SETS, {"template": "funding", "stock": "sheet-105x57", "times": {ids[3]: 2}}):
        who = demonstration.read(lambda s, asked=asked: labelled(s, LabelRequest(ids=ids, **asked), tr))
        _, made = written(demonstration, tr, ids, **asked)
        assert list(who.items) == list(made.owners)


def test_a_layout_that_does_not_fit_is_told_in_the_plan(demonstration, tr, ids):
    asked = LabelRequest(ids=ids, template="code128", stock="sheet-38x21")
    made = demonstration.read(lambda s: plan(s, asked, tr))
    assert "38,1 × 21,2 mm" in tr.message(made.refusals[0])
    assert made.labels == 14


@pytest.mark.parametrize("asked", [{"template": "qr", "stock": "sheet-105x57"}, SETS])
@pytest.mark.parametrize("copies", [1, 3])
def test_the_picture_of_a_page_is_the_page_that_is_printed(demonstration, tr, ids, asked, copies):
    pdf, made = written(demonstration, tr, ids, start=4, copies=copies, **asked)
    items, per_page = list(made.owners), 10
    slots = items if "also" in asked else [one for one in items for _ in range(copies)]
    for page in range(made.pages):
        first = max(0, page * per_page - 3)
        owner = slots[first]
        skip = next(back for back in range(first + 1) if first - back == 0 or slots[first - back - 1] != owner)
        rest = list(dict.fromkeys(slots[first:]))
        start = 4 if page == 0 else 1
        shown = LabelRequest(ids=rest, start=start, copies=copies, **asked)
        picture = demonstration.read(lambda s, shown=shown, skip=skip: page_preview(s, shown, tr, skip=skip))
        assert page_texts(picture)[0] == page_texts(pdf)[page]
        assert read_codes(picture) == read_codes(pdf, page)
