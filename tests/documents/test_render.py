"""The papers as a reader of the PDF sees them: fields, pages, codes, languages, marks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from inventory.base.errors import NotFound
from inventory.documents.clauses import handover_statement
from inventory.documents.data import AccessoryData, FundingNotice, PartyData, ShareData
from inventory.documents.registry import kinds
from inventory.documents.render import missing_glyphs, render
from tests.documents import samples
from tests.documents.reading import codes, pages, pictures, text
from tests.documents.samples import EN, PL

PAPERS = {
    "handover": samples.handover,
    "return": samples.returned,
    "count_sheet": samples.count_sheet,
    "count_differences": samples.difference_list,
}
HEADER = [
    "Komenda Wojewódzka Policji we Wrocławiu",
    "Sekcja Logistyki",
    "ul. Przykładowa 1, 50-000 Wrocław",
    "NIP 000-000-00-00",
    "REGON 000000000",
    "Egzemplarz 1 z 2",
    "Wrocław, 18.11.2025 r.",
    "Strona 1 z 1",
    "Ewidencja sprzętu 1.0.0",
    "wydruk 18.11.2025",
    "wpisano 18.11.2025",
    "skrót",
]
MANDATORY = {
    "handover": [
        "Protokół zdawczo-odbiorczy",
        "P/0098/2025",
        "Data i miejsce przekazania",
        "18.11.2025 r., Wrocław, A/012",
        "Przekazujący mł. asp. Maria Lipowa",
        "specjalista, Sekcja Logistyki",
        "Odbierający",
        "sierż. Ewa Sosnowska",
        "Wydział ds. Cudzoziemców · nr kadrowy 104217",
        "Podstawa wydania",
        "wniosek L-dz. 1187/2025",
        "Cel używania",
        "praca w terenie: potwierdzanie tożsamości i legalności pobytu",
        "Termin zwrotu",
        "18.02.2026 r.",
        "Lp.",
        "Nr inwentarzowy",
        "WR/487/0015",
        "Nazwa, ukompletowanie",
        "Laptop terenowy 14″ z oprogramowaniem",
        "zasilacz 65 W",
        "stacja dokująca – nie wydano",
        "Nr seryjny",
        "LT14-23-00915",
        "Ilość",
        "1 szt.",
        "Stan",
        "ślady używania",
        "Brutto, zł",
        "6 480,00",
        "Razem 3 szt.",
        "27 750,00 zł",
        "Słownie: dwadzieścia siedem tysięcy siedemset pięćdziesiąt złotych 00/100",
        "Sprzęt z projektu NMF/PA18/0004",
        "85% Norweski Mechanizm Finansowy 2014–2021, 15% budżet państwa",
        "Trwałość do: nie ustalono",
        "Oświadczenie odbierającego",
        "odpowiedzialności majątkowej funkcjonariuszy",
        "Uwagi",
        "rysa na obudowie po prawej stronie",
        "czytelny podpis, pieczęć",
        "data",
        "wzór P-1",
    ],
    "return": [
        "Protokół zwrotu",
        "Z/0041/2025",
        "Zwracający",
        "sierż. Piotr Dąbek",
        "nr kadrowy 102938",
        "Przyjmujący zwrot",
        "mł. asp. Maria Lipowa",
        "Data i miejsce zwrotu",
        "Protokół wydania",
        "P/0097/2025 z 29.10.2025 r.",
        "Termin zwrotu",
        "12.11.2025 r. (6 dni po terminie)",
        "Stan przy wydaniu",
        "Stan przy zwrocie",
        "ślady używania; rysa na obudowie",
        "nr ser. TB-22-0418-77",
        "pasek – brak",
        "Braki i uszkodzenia",
        "braki: pasek (poz. 1); uszkodzenia: rysa na obudowie (poz. 1)",
        "Dane usunięte z nośnika",
        "nie dotyczy",
        "Odpowiedzialność odbierającego rozliczona",
        "tak, w całości",
        "nie – do wyjaśnienia: brak paska, termin 02.12.2025 r.",
        "Trwałość do: 31.12.2029 r.",
        "Magazyn główny A/012, regał 3",
        "Naklejki:",
        "Wyjaśnienie braków i uszkodzeń",
        "26 360,00 zł",
        "Słownie: dwadzieścia sześć tysięcy trzysta sześćdziesiąt złotych",
    ],
    "count_sheet": [
        "Arkusz spisu z natury",
        "A/0003/2025",
        "Rodzaj i sposób spisu",
        "okresowa, pełna; spis z natury",
        "Pole spisowe",
        "Pole 3: budynek A, piętro 1 (A/110–A/120)",
        "Grupa",
        "pozostałe środki trwałe",
        "Osoba odpowiedzialna",
        "podkom. Zofia Brzozowa",
        "Zespół spisowy nr 2",
        "asp. Jan Olszyna, Tomasz Wierzbicki",
        "Inne osoby obecne",
        "nie było",
        "Rozpoczęto",
        "Zakończono",
        "Stan na dzień",
        "18.11.2025 r.",
        "Podstawa",
        "zarządzenie 12/2025",
        "Poz.",
        "Nr inwentarzowy",
        "Nazwa (określenie)",
        "Nr seryjny",
        "J.m.",
        "Ilość stwierdzona",
        "Cena, zł",
        "Wartość, zł",
        "Stan, uwagi",
        "naklejka nieczytelna",
        "bez numeru",
        "17",
        "Spis zakończono na pozycji nr 10 (dziesięć).",
        "Skontrolowano wyrywkowo pozycje",
        "Wycenił",
        "Sprawdził",
        "Zespół spisowy asp.",
        "Przewodniczący komisji",
        "kom. Adam Jesionek",
    ],
    "count_differences": [
        "Zestawienie różnic inwentaryzacyjnych",
        "ZR/0002/2025",
        "okresowa, pełna; stan na 18.11.2025 r.",
        "pola 1–6, arkusze 1–14/2025",
        "zarządzenie 12/2025 z 20.10.2025 r.",
        "Ark./ poz.",
        "Nr inwentarzowy",
        "Nazwa",
        "Cena, zł",
        "Stan rzeczywisty",
        "Stan księgowy",
        "Niedobór",
        "Nadwyżka",
        "Uwagi",
        "Źródło, trwałość",
        "5/2",
        "WR/808/0090",
        "2 140,00",
        "miejsce: A/012 → A/118",
        "NMF/PA18/0004, do 31.12.2029",
        "FBW 2021–2027, nie ustalono",
        "Razem 6 8 049,00 7 10 578,00 2 2 529,00 1 –",
        "Niedobory słownie: dwa tysiące pięćset dwadzieścia dziewięć złotych 00/100",
        "Nadwyżki: 1 szt., wartość po wycenie",
        "Pozycje 4–8 to inne miejsce lub inna osoba",
        "Sporządził – księgowość",
        "Barbara Cisowska",
        "Sprawdził – główny księgowy",
    ],
}


def test_every_kind_has_a_paper_and_a_list_of_fields():
    assert {kind.key for kind in kinds()} == set(PAPERS) == set(MANDATORY)
    assert {kind.key: kind.letter for kind in kinds()} == {
        "handover": "P",
        "return": "Z",
        "count_sheet": "A",
        "count_differences": "ZR",
    }


def test_unknown_kind_is_refused():
    with pytest.raises(NotFound):
        render("petition", samples.handover(), PL)


@pytest.mark.parametrize("kind", PAPERS)
def test_each_mandatory_field_stands_on_the_paper(kind):
    written = pages(render(kind, PAPERS[kind](), PL))[0]
    flat = re.sub(r"[\s☐☑]+", "", written)
    missing = [field for field in (*HEADER, *MANDATORY[kind]) if re.sub(r"\s+", "", field) not in flat]
    assert missing == []


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("tr", [PL, EN], ids=["pl", "en"])
def test_each_page_bears_number_code_page_and_fingerprint(kind, tr):
    data = PAPERS[kind]()
    pdf = render(kind, data, tr)
    number = data.header.number
    written = pages(pdf)
    per_copy = len(written) // 2
    assert codes(pdf) == [[number]] * len(written)
    for index, page in enumerate(written):
        assert number in page
        copy, own = divmod(index, per_copy)
        words = ("Egzemplarz {} z 2", "Strona {} z {}") if tr is PL else ("Copy {} of 2", "Page {} of {}")
        assert words[0].format(copy + 1) in page
        assert words[1].format(own + 1, per_copy) in page


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (2, 1), (12, 2), (13, 2), (40, 3), (200, 10)])
def test_handover_takes_the_pages_it_needs_and_no_more(count, expected):
    pdf = render("handover", samples.handover_of(count), PL, copies=1)
    written = pages(pdf)
    assert len(written) == expected
    for number in range(1, count + 1):
        assert sum(f"WR/808/{number:04d}" in page for page in written) == 1
    signed = [index for index, page in enumerate(written) if "czytelny podpis" in page]
    assert signed == [expected - 1]
    assert "Oświadczenie odbierającego" in written[-1], "signatures never stand alone"
    assert [index for index, page in enumerate(written) if "Parafy" in page] == list(range(expected - 1))


def test_table_over_pages_repeats_its_head_and_carries_the_sum():
    first, second, third = pages(render("handover", samples.handover_of(40), PL, copies=1))
    carried = re.search(r"Do przeniesienia ([\d ]+,\d\d)", first)
    brought = re.search(r"Z przeniesienia ([\d ]+,\d\d)", second)
    assert carried is not None
    assert brought is not None
    assert carried.group(1) == brought.group(1) == "87 695,00"
    assert first.count("Nr inwentarzowy") == second.count("Nr inwentarzowy") == 1
    assert "przeniesienia" not in third
    assert "ciąg dalszy" in second
    assert "KWP we Wrocławiu · Sekcja Logistyki" in second


@pytest.mark.parametrize(
    "name",
    [
        'Kabel <HDMI> & "Łódź"', 'Laptop 15" <16 GB RAM', "A &lt; B &nbsp; &#65;", "<b>Namiot", "Stół</para>", "<font size=300>X</font>",
        '<img src="file:///etc/passwd" width="10"/>', '<a href="javascript:app.alert(1)">x</a>', "(nawias \\ ukośnik)", ") Tj ET Q (",
        "100% {n} {0} %s", "<bullet>x</bullet>", "<onDraw name='f'/>", "[[[getattr(pow)]]]", "R&D", "ćma – „żółć”", "№ 5 ≥ 3 m²",
        "=cmd|' /C calc'!A0", "${jndi:ldap://x}", "Привет", "Ωμέγα", "ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "a\\nb\\t", "endstream endobj",
    ],
)  # fmt: skip
def test_hostile_name_stands_on_the_paper_as_it_was_typed(name):
    item = replace(samples.LAPTOP, name=name, accessories=())
    data = replace(samples.handover(), items=(item,))
    pdf = render("handover", data, PL, copies=1)
    assert re.sub(r"\s", "", name) in re.sub(r"\s", "", text(pdf))
    assert missing_glyphs(data) == ()
    assert b"/Annots" not in pdf
    assert b"/Annot " not in pdf


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Rad\x00io", "Radio"), ("Radio\x0b\x1b[31m", "Radio[31m"), ("Radio \ud83d", "Radio"),
        ("Faktura \u202efdp.exe", "Faktura fdp.exe"), ("a\u200bb\u2066c\ufeffd", "abcd"), ("Łódz\u0301", "Łódź"),
    ],
)  # fmt: skip
def test_hidden_signs_are_left_out_and_letters_composed(name, printed):
    item = replace(samples.LAPTOP, name=name, accessories=())
    assert f"WR/487/0015 {printed} LT14" in text(
        render("handover", replace(samples.handover(), items=(item,)), PL, copies=1)
    )


def test_letter_that_no_font_has_is_framed_and_reported():
    item = replace(samples.LAPTOP, name="Radio 📻 漢 przenośne", accessories=())
    data = replace(samples.handover(), items=(item,))
    assert missing_glyphs(data) == (("📻", item.name), ("漢", item.name))
    written = text(render("handover", data, PL, copies=1))
    assert "Radio" in written
    assert "przenośne" in written
    assert "📻" not in written


@pytest.mark.parametrize("long", ["słowo " * 3334, "W" * 20_000, "a/" * 10_000])
def test_name_of_20_000_letters_runs_over_pages_and_loses_nothing(long):
    data = replace(
        samples.handover(), items=(samples.PRINTER, replace(samples.LAPTOP, name=long.strip()), samples.BINOCULARS)
    )
    written = pages(render("handover", data, PL, copies=1))
    letter = long.strip()[0]
    assert "cd." in written[2]
    assert sum(page.count(letter) for page in written) >= long.count(letter)
    assert "27 750,00 zł" in written[-1] or "27 750,00 zł" in written[-2]
    assert sum("WR/669/0002" in page for page in written) == 1


def test_remarks_of_20_000_letters_run_over_pages_with_the_signatures_last():
    data = replace(samples.handover(), remarks="uwaga " * 3300 + "koniec")
    written = pages(render("handover", data, PL, copies=1))
    assert sum(page.count("uwaga") for page in written) == 3300
    assert "koniec" in written[-1]
    assert "czytelny podpis" in written[-1]


def test_long_field_goes_to_the_remarks():
    data = replace(samples.handover(), basis="pismo w sprawie wyposażenia " * 15)
    written = text(render("handover", data, PL, copies=1))
    assert "patrz uwagi" in written
    assert "Podstawa wydania: pismo w sprawie" in written


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
        "Handover protocol", "Copy 2 of 2", "18 Nov 2025", "PLN 27,750.00", "twenty-seven thousand, seven hundred and fifty zloty 00/100",
        "Article 124 of the Labour Code", "Durability until: not established", "Page 1 of 1", "not handed over",
    ):  # fmt: skip
        assert words in written
    assert "Przekazujący" not in written


def test_one_notice_for_each_project():
    other = FundingNotice(
        project_number="FBW/12", shares=(ShareData(source="FBW", share=7500, amount=100_00),), durability_until=date(2029, 12, 31),
        durability_known=True, items=(2, 3),
    )  # fmt: skip
    own = FundingNotice(project_number="", durability_known=True)
    written = text(render("handover", replace(samples.handover(), funding=(samples.GRANT, other, own)), PL, copies=1))
    assert "Sprzęt z projektu FBW/12 (poz. 2, 3)" in written
    assert "75% FBW (100,00 zł)" in written
    assert "Trwałość do: 31.12.2029 r. –" in written
    assert "Trwałość do: nie dotyczy." in written


def test_draft_is_marked_and_has_no_number_and_no_code():
    pdf = render("handover", replace(samples.handover(), header=samples.header(None)), PL)
    assert codes(pdf) == [[], []]
    for page in pages(pdf):
        assert "bez numeru" in page
        assert "PROJEKT – bez mocy dowodu" in page
        assert "Egzemplarz" in page
        assert "P/0098" not in page


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


def test_same_data_give_the_same_bytes():
    for kind, make in PAPERS.items():
        assert render(kind, make(), PL) == render(kind, make(), PL)


def test_file_has_title_language_time_and_prints_at_its_size():
    document = pypdfium2.PdfDocument(render("handover", samples.handover(), PL))
    facts = document.get_metadata_dict()
    assert facts["Title"] == "Protokół zdawczo-odbiorczy P/0098/2025"
    assert facts["CreationDate"].startswith("D:20251118094200")
    width, height = document.get_page_size(0)
    assert (round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)) == (210, 297)
    document.close()
    raw = render("handover", samples.handover(), EN)
    assert b"en-GB" in raw
    assert re.search(rb"/PrintScaling\s*/None", raw)
    assert raw.count(b"/FontFile2") == 4


@pytest.mark.parametrize("kind", PAPERS)
def test_no_ink_comes_near_the_edge_or_into_the_margins(kind):
    for picture in pictures(render(kind, PAPERS[kind](), PL, copies=1), dpi=72):
        dark = picture.point(lambda value: 255 if value < 200 else 0)
        left, top, right, bottom = dark.getbbox()
        assert left >= 5 / 25.4 * 72 - 1
        assert top >= 5 / 25.4 * 72 - 1
        assert right <= picture.width - 12 / 25.4 * 72 + 2
        assert bottom <= picture.height - 8 / 25.4 * 72 + 1


def test_accessories_without_word_of_their_state_are_boxed():
    item = replace(
        samples.LAPTOP, accessories=(AccessoryData(name="mysz"), AccessoryData(name="dok", handed_over=False))
    )
    written = text(render("handover", replace(samples.handover(), items=(item,)), PL, copies=1))
    assert "mysz" in written
    assert "dok – nie wydano" in written
