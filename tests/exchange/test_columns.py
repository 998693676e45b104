"""Which field a column holds, from what clerks write above it."""

from __future__ import annotations

from datetime import date

import pytest

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.catalogue.assets import ASSET_FIELDS, BY_KEY
from inventory.exchange.columns import Confidence, choose, guess_columns, guess_field
from inventory.exchange.headings import HEADINGS

RECOGNISED = {
    "Nr inw.": "number", "NR INWENTARZOWY": "number", "Numer inwentarzowy": "number",
    "nr_inwentarzowy": "number", "Nr inwent.": "number",
    "Nazwa": "name", "Nazwa składnika": "name", "Nazwa sprzetu": "name", "Nazwa środka trwałego": "name",
    "Wyszczególnienie": "name",
    "Nr fabryczny": "serial", "S/N": "serial", "Nr seryjny": "serial", "SN": "serial", "Serial No.": "serial",
    "Nr ser.": "serial",
    "Data zakupu": "purchased_on", "Data FV": "purchased_on", "Data nabycia": "purchased_on",
    "Purchase date": "purchased_on",
    "Wartość (zł)": "price_gross", "Wartość brutto": "price_gross", "Kwota brutto": "price_gross",
    "Wartość brutto [zł]": "price_gross",
    "Cena netto": "price_net", "VAT": "vat_rate", "VAT %": "vat_rate", "Stawka VAT": "vat_rate",
    "Faktura / data": "invoice", "Nr FV": "invoice",
    "Pomieszczenie": "place", "Nr pokoju": "place", "Miejsce użytkowania": "place", "Użytkownik": "custodian",
    "Osoba odpowiedzialna": "custodian",
    "Imię i nazwisko": "custodian", "Źródło": "funding", "Źródło finansowania": "funding",
    "Gwarancja do": "warranty_until", "Uwagi": "notes",
    "KŚT": "kst", "Symbol KŚT": "kst", "J.m.": "unit", "Jedn. miary": "unit", "Ilość": "quantity",
    "Stary nr": "old_numbers", "Producent": "manufacturer",
    "Marka": "manufacturer", "Model": "model", "Kategoria": "category", "Dostawca": "supplier",
    "Nr KSeF": "ksef", "Nr w SWOP": "swop",
    "Stan techniczny": "condition", "Status": "status", "Data przyjęcia do użytkowania": "accepted_on",
    "Nr polisy": "policy", "Trwałość do": "durability_until",
    "Ubezpieczenie do": "insured_until", "Zestaw": "set", "Wartość początkowa": "price_gross",
}  # fmt: skip
TO_CHECK = {
    "Zrodlo": "funding", "Pokoj": "place", "Pokój": "place", "Odpowiada": "custodian", "Opis": "name",
    "Typ": "model", "Kod": "number", "Wydział": "custodian",
    "Cena": "price_gross", "Nr inwentarzowy (nowy)": "number", "Nazwa skladnka": "name", "Data": "purchased_on",
}  # fmt: skip
LEFT_OUT = ["Lp.", "L.p.", "Uwagi 2", "Nr zamowienia", "Kwota VAT", "Podpis", "", "xyz", "Umorzenie", "12", "NIP"]


@pytest.mark.parametrize("heading", RECOGNISED)
def test_usual_heading_is_recognised(heading):
    assert guess_field(heading) == (RECOGNISED[heading], Confidence.RECOGNISED)


@pytest.mark.parametrize("heading", TO_CHECK)
def test_doubtful_heading_is_to_be_checked(heading):
    assert guess_field(heading) == (TO_CHECK[heading], Confidence.CHECK)


@pytest.mark.parametrize("heading", LEFT_OUT)
def test_other_heading_is_left_out(heading):
    assert guess_field(heading) == (None, Confidence.SKIPPED)


@pytest.mark.parametrize("field", ASSET_FIELDS, ids=lambda field: field.key)
def test_what_export_writes_above_a_column_is_recognised(field):
    for title in (field.key, field.label, translations("pl")(field.label)):
        assert guess_field(title) == (field.key, Confidence.RECOGNISED), title


def test_every_field_has_headings():
    assert set(HEADINGS) == set(BY_KEY)


def test_no_heading_means_two_fields():
    seen = {}
    for field, lists in HEADINGS.items():
        for heading in lists.replace(" | ", ", ").split(", "):
            assert seen.setdefault(heading, field) == field, heading


def test_cells_that_do_not_fit_make_a_guess_doubtful_or_drop_it():
    header = ["Nazwa", "Data zakupu", "Wartość", "VAT", "Stan"]
    columns = [["a"], ["wczoraj"], ["A/133"], [5965.04], ["dobry"]]
    guesses = guess_columns(header, columns)
    assert [(c.field, c.confidence.value) for c in guesses] == [
        ("name", "recognised"),
        ("purchased_on", "check"),
        ("price_gross", "recognised"),
        (None, "skipped"),
        ("condition", "recognised"),
    ]
    assert guess_columns(["Stan"], [["w użyciu", "w naprawie"]])[0].field == "status"
    assert guess_columns(["Status"], [["dobry"]])[0].field == "condition"  # fmt: skip


def test_a_field_is_guessed_once_at_its_surest_column():
    guesses = guess_columns(["Opis", "Nazwa", "Pozycja"], [["x"], ["y"], ["z"]])
    assert [guess.field for guess in guesses] == [None, "name", None]


def test_samples_are_written_as_people_write_them():
    guess = guess_columns(["Nazwa"], [["", 12.0, 12.5, date(2023, 12, 14), "x"]])[0]
    assert guess.samples == ("12", "12.5", "14.12.2023")


def test_choices_of_the_user_win_and_take_the_field_from_its_guess():
    guesses = guess_columns(["Opis", "Nazwa", "Uwagi"], [["x"], ["y"], ["z"]])
    chosen = choose(guesses, {"opis": "name", "UWAGI": "-"})
    assert [(c.field, c.confidence.value) for c in chosen] == [
        ("name", "recognised"),
        (None, "skipped"),
        (None, "skipped"),
    ]


def test_wrong_choices_are_refused_with_what_there_is():
    guesses = guess_columns(["Nazwa"], [["y"]])
    with pytest.raises(Invalid, match=r"has no column Opis\. It has: Nazwa\."):
        choose(guesses, {"Opis": "name"})
    with pytest.raises(Invalid, match=r"There is no field nazwa\. The fields are: number, name"):
        choose(guesses, {"Nazwa": "nazwa"})
