"""What each kind of paper says in its own cases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2

from inventory.documents.clauses import handover_statement
from inventory.documents.data import AccessoryData, FundingNotice, PartyData, ShareData
from inventory.documents.render import render
from tests.documents import samples
from tests.documents.reading import pages, text
from tests.documents.samples import EN, PL


def test_empty_optional_fields_say_that_they_are_empty():
    item = replace(samples.LAPTOP, serial="", condition="", gross=None, accessories=())
    data = replace(
        samples.handover(), items=(item,), basis="", purpose="", return_by=None, funding=(), remarks="", place=""
    )
    written = text(render("handover", data, PL, copies=1))
    assert "Podstawa wydania nie dotyczy" in written or written.count("nie dotyczy") >= 3
    assert "– 1 szt. – –" in written
    assert "(pominięto 1 pozycję bez wartości)" in written
    assert "Sprzęt z projektu" not in written


def test_return_of_what_the_register_says_is_held_names_no_protocol():
    data = replace(
        samples.returned(), issued_by=(), due=None, days_late=0, missing="", damaged="", settled=True, settled_note=""
    )
    written = text(render("return", data, PL, copies=1))
    assert "stan z ewidencji" in written
    assert "Braki i uszkodzenia" in written
    assert re.search(r"Braki i uszkodzenia Dane usunięte z nośnika brak|Braki i uszkodzenia brak", written)
    assert "po terminie" not in written


def test_statement_follows_the_kind_of_person():
    for kind, words in (
        ("officer", "7 maja 1999 r."),
        ("employee", "art. 124 Kodeksu pracy"),
        ("other", "w przepisach, które mnie dotyczą"),
    ):
        data = replace(samples.handover(), statement=handover_statement(kind, "Sekcja Logistyki", PL))
        assert words in text(render("handover", data, PL, copies=1))


def test_english_paper_from_polish_data():
    data = replace(samples.handover(), statement=handover_statement("employee", "Logistics", EN))
    written = text(render("handover", data, EN, copies=2))
    for words in (
        "Handover protocol",
        "Copy 2 of 2",
        "18 Nov 2025",
        "PLN 27,750.00",
        "twenty-seven thousand, seven hundred and fifty zloty 00/100",
        "Article 124 of the Labour Code",
        "Durability until: not established",
        "Page 1 of 1",
        "not handed over",
    ):
        assert words in written
    assert "Przekazujący" not in written


def test_one_notice_for_each_project():
    other = FundingNotice(
        project_number="FBW/12",
        shares=(ShareData(source="FBW", share=7500, amount=100_00),),
        durability_until=date(2029, 12, 31),
        durability_known=True,
        items=(2, 3),
    )
    own = FundingNotice(project_number="", durability_known=True)
    written = text(render("handover", replace(samples.handover(), funding=(samples.GRANT, other, own)), PL, copies=1))
    assert "Sprzęt z projektu FBW/12 (poz. 2, 3)" in written
    assert "75% FBW (100,00 zł)" in written
    assert "Trwałość do: 31.12.2029 r. –" in written
    assert "Trwałość do: nie dotyczy." in written


def test_third_signature_where_somebody_approves():
    data = replace(samples.handover(), approver=PartyData(rank="nadkom.", name="Adam Dąb"))
    written = text(render("handover", data, PL, copies=1))
    assert "Zatwierdzam" in written
    assert "nadkom. Adam Dąb" in written
    assert written.count("czytelny podpis, pieczęć") == 3


def test_blank_count_sheet_has_20_numbered_rows_no_z_and_room_for_the_end():
    data = replace(samples.count_sheet(), rows=(), blank_rows=20, finished=False, started=None, ended=None)
    pdf = render("count_sheet", data, PL, copies=1)
    (written,) = pages(pdf)
    assert "19" in written
    assert "20" in written
    assert "Spis zakończono na pozycji nr …" in written
    assert _strikes(data) == 0


def test_unused_rows_are_struck_on_every_page_they_reach():
    assert _strikes(samples.count_sheet()) == 1
    assert _strikes(replace(samples.count_sheet(), blank_rows=60)) >= 2
    assert _strikes(replace(samples.count_sheet(), blank_rows=0)) == 0


def _strikes(data):
    document = pypdfium2.PdfDocument(render("count_sheet", data, PL, copies=1))
    found = 0
    for index in range(len(document)):
        for shape in document[index].get_objects():
            left, _, right, _ = shape.get_bounds()
            bold = shape.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and pypdfium2.raw.FPDFPath_CountSegments(shape) == 4
            found += bold and right - left > 300
    document.close()
    return found


def test_book_quantity_is_never_on_a_count_sheet():
    written = text(render("count_sheet", samples.count_sheet(), PL, copies=1))
    assert "księgow" not in written.replace("wpisuje księgowość", "")


def test_differences_put_grant_shortages_first_then_surpluses():
    data = samples.difference_list()
    grant = replace(data.rows[0], number="WR/999/0001", source="NMF/PA18/0004", grant=True, durability_known=False)
    written = text(
        render("count_differences", replace(data, rows=(*data.rows[3:], *data.rows[:3], grant)), PL, copies=1)
    )
    order = [
        written.index(number) for number in ("WR/999/0001", "WR/808/0090", "WR/803/0033", "bez numeru", "WR/803/0007")
    ]
    assert order == sorted(order)


def test_empty_difference_list_says_so():
    written = text(render("count_differences", replace(samples.difference_list(), rows=()), PL, copies=1))
    assert "Różnic nie stwierdzono." in written
    assert "zero złotych 00/100" in written


def test_accessories_without_word_of_their_state_are_boxed():
    item = replace(
        samples.LAPTOP, accessories=(AccessoryData(name="mysz"), AccessoryData(name="dok", handed_over=False))
    )
    written = text(render("handover", replace(samples.handover(), items=(item,)), PL, copies=1))
    assert "mysz" in written
    assert "dok – nie wydano" in written


def test_a_single_other_place_is_said_of_one_item():
    listed = samples.difference_list()
    written = text(render("count_differences", replace(listed, rows=listed.rows[:4]), PL, copies=1))
    assert "Pozycja 4 to inne miejsce lub inna osoba – nie jest niedoborem" in written.replace("\u00a0", " ")
