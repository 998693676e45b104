"""Layouts of users in a register: saved, copied, renamed, deleted while unused, passed on, printed and taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from inventory.base.errors import Conflict, Invalid, NotFound, Refused
from inventory.labels.data import DrawnData
from inventory.labels.layout import shipped_layouts
from inventory.labels.layout_file import layout_file
from inventory.labels.stock import shipped_stocks
from inventory.model.assets import Asset, Category, StoredFile
from inventory.model.labels import LabelLayout
from inventory.services.files import FileRequest
from inventory.services.label_designs import designs
from inventory.services.label_layouts import (
    copy_layout,
    delete_layout,
    export_layout,
    import_layout,
    layout_as_drawing,
    list_layouts,
    read_layout,
    rename_layout,
    save_layout,
)
from inventory.services.label_plan import sample
from tests.factories import category_id, make_asset, source_id
from tests.labels.drawn_kit import SHA256, drawing, layout, logo, number, qr, text
from tests.labels.made import SVG
from tests.labels.reading import codes, page_texts, rendered
from tests.services.printing_kit import written

OWN = layout(drawing(qr(), number(5, 27, 58), text("name", 5, 4, 38, 6), logo(5, 12, 12, 10)))


def do(application, service, *arguments, **more):
    return application.operation("Changed", lambda work: service(work, *arguments, **more)).value


@pytest.fixture
def saved(application):
    return do(application, save_layout, replace(OWN, key=""))


def kept(application):
    return application.read(list_layouts)


def give_category(application, template):
    def work(session):
        session.get(Category, category_id(session)).label_template = template

    application.operation("Changed", work)


# Saving ----------------------------------------------------------------------------------------------------------


def test_a_layout_is_saved_with_its_picture_and_found_among_the_shipped_ones(application, saved):
    assert (saved.layout.key, saved.layout.name) == ("nasza-naklejka", "Nasza naklejka")
    found = application.read(designs).layouts
    assert found["nasza-naklejka"] == saved.layout
    assert found["nasza-naklejka"].drawing.pictures == {SHA256: SVG}
    assert set(shipped_layouts()) < set(found)
    assert application.read(lambda s: s.get(StoredFile, SHA256).media_type) == "image/svg+xml"


def test_a_changed_layout_keeps_its_key_whatever_its_name(application, saved):
    changed = replace(saved.layout, name="Zupełnie inna", drawing=drawing(number()))
    again = do(application, save_layout, changed, id_=saved.id, version=saved.version)
    assert (again.layout.key, again.layout.name, again.id) == ("nasza-naklejka", "Zupełnie inna", saved.id)
    assert [one.layout for one in kept(application)] == [again.layout]
    assert again.version == saved.version + 1


def test_a_layout_saved_twice_from_one_reading_is_a_conflict(application, saved):
    do(application, save_layout, saved.layout, id_=saved.id, version=saved.version)
    do(application, rename_layout, saved.id, "Nowa")
    with pytest.raises(Conflict):
        do(application, save_layout, saved.layout, id_=saved.id, version=saved.version)
    with pytest.raises(Conflict):
        do(application, rename_layout, saved.id, "Inna", version=saved.version)
    with pytest.raises(Conflict):
        do(application, delete_layout, saved.id, version=saved.version)


@pytest.mark.parametrize("name", ["qr", "QR", "Combined", "sheet 70x36 qr", "roll-50x25-dm", "sheet-70x36-funding"])
def test_no_name_takes_the_key_of_what_ships(application, name):
    before = application.read(designs).template("sheet-70x36-qr")
    made = do(application, save_layout, replace(OWN, name=name))
    known = application.read(designs)
    assert made.layout.key.endswith("-2")
    assert {key: known.layouts[key] for key in shipped_layouts()} == shipped_layouts()
    assert known.template("sheet-70x36-qr") == before
    assert known.template(made.layout.key).layout == made.layout


@pytest.mark.parametrize(
    ("name", "key"), [("Żółta ŁÓDŹ 1/2", "zolta-lodz-1-2"), ("日本", "uklad"), ("x" * 100, "x" * 50)]
)
def test_the_key_is_made_of_plain_letters_of_the_name(application, name, key):
    assert do(application, save_layout, replace(OWN, name=name)).layout.key == key


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 101, "Nasza naklejka"])
def test_a_name_that_is_empty_long_or_taken_is_refused_at_its_field(application, saved, name):
    with pytest.raises(Invalid) as refused:
        do(application, save_layout, replace(OWN, name=name))
    assert refused.value.field == "name"
    assert len(kept(application)) == 1


def test_what_could_not_be_read_again_is_not_saved(application):
    for wrong in (text(points=1), text(x=float("nan")), replace(logo(), sha256="0" * 64), text(before="x" * 200)):
        with pytest.raises(Invalid):
            do(application, save_layout, replace(OWN, drawing=drawing(wrong)))
    assert kept(application) == []
    assert application.read(lambda s: s.get(StoredFile, SHA256)) is None


def test_signs_that_nobody_sees_are_taken_out_but_the_space_before_a_value_stays(application):
    made = do(application, save_layout, replace(OWN, drawing=drawing(text(before="nr\u202e ser.  ", text=" a\x00 "))))
    (one,) = made.layout.drawing.elements
    assert (one.before, one.text) == ("nr ser. ", "a")


def test_stocks_that_are_not_there_give_way_to_those_of_the_same_size(application):
    stocks = do(application, save_layout, replace(OWN, stocks=("foreign",))).layout.stocks
    assert "sheet-70x36" in stocks
    assert {(shipped_stocks()[key].width_mm, shipped_stocks()[key].height_mm) for key in stocks} == {(70, 36)}


# Copying, deleting -----------------------------------------------------------------------------------------------


def test_a_shipped_sticker_is_copied_as_a_drawing_of_a_stock(application, tr):
    made = do(application, copy_layout, "qr", tr, stock="roll-50x25")
    assert made.layout.name == "Kod QR · 50 × 25 mm"
    assert made.layout.stocks == ("roll-50x25",)
    assert (made.layout.drawing.width_mm, made.layout.drawing.height_mm) == (50, 25)
    assert application.read(designs).layouts["qr"] == shipped_layouts()["qr"]


def test_a_copy_of_a_copy_gets_the_next_free_name(application, tr, saved):
    names = [do(application, copy_layout, saved.layout.key, tr).layout.name for _ in range(2)]
    assert names == ["Nasza naklejka (2)", "Nasza naklejka (3)"]
    assert len({one.layout.key for one in kept(application)}) == 3


def test_funding_labels_and_layouts_that_do_not_fit_are_not_drawn_anew(application, tr):
    with pytest.raises(Refused, match="manual of the fund"):
        do(application, copy_layout, "funding", tr)
    with pytest.raises(Refused, match="does not fit"):
        layout_as_drawing(shipped_layouts()["code128"], shipped_stocks()["sheet-38x21"], tr)


def test_a_layout_stays_while_a_category_prints_with_it(application, saved):
    for template in ("nasza-naklejka", "roll-62x29-nasza-naklejka"):
        give_category(application, template)
        with pytest.raises(Refused, match=r"Nasza naklejka.*Komputery"):
            do(application, delete_layout, saved.id)
    give_category(application, "")
    do(application, delete_layout, saved.id)
    assert kept(application) == []
    with pytest.raises(NotFound):
        application.read(lambda s: read_layout(s, "nasza-naklejka"))
    with pytest.raises(NotFound):
        do(application, delete_layout, saved.id)


def test_each_change_can_be_taken_back(application, saved):
    do(application, rename_layout, saved.id, "Inna")
    application.undo()
    assert kept(application)[0].layout == saved.layout
    do(application, delete_layout, saved.id)
    application.undo()
    assert kept(application)[0].layout == saved.layout


# Files -----------------------------------------------------------------------------------------------------------


def test_a_layout_goes_to_another_register_as_one_file(application, demonstration, saved):
    content = export_layout(saved.layout)
    made = do(demonstration, import_layout, FileRequest(name="naklejka.json", content=content))
    assert made.layout == saved.layout
    assert demonstration.read(lambda s: s.get(StoredFile, SHA256).content) == SVG


def test_an_imported_layout_never_replaces_one_of_the_same_name(application, saved):
    content = layout_file(saved.layout)
    made = do(application, import_layout, FileRequest(name="a.json", content=content))
    assert (made.layout.name, made.layout.key) == ("Nasza naklejka (2)", "nasza-naklejka-2")
    assert read_layout_of(application, saved) == saved
    hostile = json.loads(content)
    hostile["layout"]["key"] = "qr"
    made = do(application, import_layout, FileRequest(name="a.json", content=json.dumps(hostile).encode()))
    assert made.layout.key == "nasza-naklejka-3"
    assert application.read(designs).layouts["qr"] == shipped_layouts()["qr"]


def read_layout_of(application, one):
    return application.read(lambda s: read_layout(s, one.layout.key))


def test_a_refused_file_leaves_nothing_behind(application):
    wrong = json.loads(layout_file(OWN))
    wrong["layout"]["elements"][0]["x_mm"] = "far"
    for content in (json.dumps(wrong).encode(), layout_file(OWN)[:-100], b"\x00"):
        with pytest.raises(Invalid, match=r"a\.json"):
            do(application, import_layout, FileRequest(name="C:\\dir\\a.json", content=content))
    assert application.read(lambda s: s.scalars(select(LabelLayout)).all()) == []
    assert application.read(lambda s: s.get(StoredFile, SHA256)) is None


def test_only_drawn_layouts_are_exported():
    with pytest.raises(Refused):
        export_layout(shipped_layouts()["qr"])


# Printing --------------------------------------------------------------------------------------------------------


def test_labels_of_a_drawn_layout_are_printed_with_the_data_of_the_register(demonstration, tr):
    saved = do(demonstration, save_layout, OWN)
    ids = demonstration.read(lambda s: list(s.scalars(select(Asset.id).order_by(Asset.number_key).limit(5))))
    assets = demonstration.read(lambda s: [(one.number, one.name) for one in (s.get(Asset, i) for i in ids)])
    pdf, made = written(demonstration, tr, ids, template=saved.layout.key)
    assert made.labels == 5
    assert codes(rendered(pdf, 203)) == sorted(number for number, _ in assets)
    assert all(number in page_texts(pdf)[0] for number, _ in assets)


def test_each_field_is_written_as_the_screens_write_it(application, tr, tr_en):
    fields = ("name", "price_gross", "purchased_on", "status", "vat_rate", "quantity", "category", "unit_name", "swop")
    saved = do(application, save_layout, replace(OWN, drawing=drawing(number(), *map(text, fields))))

    def work(session):
        one = session.get(Asset, asset)
        one.price_gross, one.vat_rate = 648_000, "23"

    asset = make_asset(application, name="Laptop").id
    application.operation("Changed", work)
    used = application.read(designs).template(saved.layout.key)
    polish = application.read(lambda s: sample(s, asset, used, tr))
    assert isinstance(polish, DrawnData)
    assert set(polish.texts) == set(fields)
    assert polish.texts["price_gross"] == "6\u00a0480,00\u00a0zł"
    assert polish.texts["vat_rate"] == "23%"
    assert polish.texts["status"] == "W magazynie"
    assert polish.texts["swop"] == ""
    english = application.read(lambda s: sample(s, asset, used, tr_en))
    assert english.texts["price_gross"] == "PLN\u00a06,480.00"
    assert english.texts["status"] == "In storage"


def test_source_mark_project_and_funding_come_from_the_shares(demonstration, tr):
    fields = ("source_mark", "project", "funding", "unit_short")
    saved = do(demonstration, save_layout, replace(OWN, drawing=drawing(number(), *map(text, fields))))
    used = demonstration.read(designs).template(saved.layout.key)

    def funded(session):
        return session.scalars(select(Asset.id).where(Asset.funding.any(source_id=source_id(session, "NMF")))).first()

    texts = demonstration.read(lambda s: sample(s, funded(s), used, tr)).texts
    assert texts["source_mark"] == "NMF"
    assert texts["project"].startswith("NMF/")
    assert "NMF 85%" in texts["funding"]
    assert texts["unit_short"]


def test_an_asset_without_funding_has_no_mark(application, tr):
    saved = do(application, save_layout, replace(OWN, drawing=drawing(number(), text("source_mark"), text("funding"))))
    asset = make_asset(application, name="Biurko").id
    used = application.read(designs).template(saved.layout.key)
    texts = application.read(lambda s: sample(s, asset, used, tr)).texts
    assert texts.get("source_mark", "") == texts["funding"] == ""
