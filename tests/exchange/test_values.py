"""One cell as the value of a field."""

from __future__ import annotations

from datetime import date

import pytest

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.catalogue.statuses import ASSET_STATUSES
from inventory.exchange.values import Styles, inventory_number, invoice_and_day, needs_prefix, reader

SHEET, TEXT = Styles(), Styles(is_text=True)


def read(field, cell, styles=SHEET):
    return reader(field, styles)(cell)


@pytest.mark.parametrize(("field", "cell", "value"), [
    ("name", "  Szafa   metalowa\n", "Szafa metalowa"), ("name", 12.0, "12"), ("notes", "a\r\nb ", "a\nb"),
    ("kst", 487.0, "487"),
    ("serial", "007", "007"), ("serial", 7.0, "7"), ("serial", "1-2", "1-2"), ("serial", "3E5", "3E5"),
    ("serial", "12345678901234567890", "12345678901234567890"),
    ("serial", "b/n", None), ("serial", "BRAK", None), ("serial", "–", None), ("model", "brak", "brak"),
    ("model", 4.5, "4.5"), ("model", True, "TRUE"),
    ("model", date(2023, 12, 14), "14.12.2023"), ("number", " wr/487/0011 ", "WR/487/0011"),
    ("number", 123.0, "123"), ("set", "wr/1", "WR/1"),
    ("old_numbers", "1762/2015; 5/99", ("1762/2015", "5/99")), ("old_numbers", "a\nb;", ("a", "b")),
    ("old_numbers", " ; ", None),
    ("status", "W użyciu", "issued"), ("status", "w magazynie", "in_stock"),
    ("status", "IN_REPAIR", "in_repair"), ("status", "zlikwidowany", "disposed"),
    ("name", "\u202eabc\u200b", "abc"),
])  # fmt: skip
def test_cell_becomes_the_value_of_its_field(field, cell, value):
    assert read(field, cell) == value


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("status", ASSET_STATUSES)
def test_every_status_is_read_by_its_id_and_its_words(status, language):
    assert read("status", status) == status
    assert read("status", translations(language)(ASSET_STATUSES[status])) == status


@pytest.mark.parametrize(("number", "begins"), [
    ("WR/487/О170", "{letter} in {value} is a Cyrillic letter"), ("WR/Α1", "{letter} in {value} is a Greek letter"),
    ("ＷR/1", "{letter} in {value} is a full-width sign."), ("WR/٣", "{letter} in {value} is a foreign digit."),
    ("WR 1", "{value} has a space inside."), ("ŁÓDŹ/1", "{letter} cannot stand in the number {value}"),
    ("WR_1", "{letter} cannot stand in the number {value}"),
    ("A" * 33, "The text has {n} characters; at most {most} fit here."),
])  # fmt: skip
def test_66_wrong_letter_of_a_number_is_named(number, begins, tr):
    with pytest.raises(Invalid) as caught:
        inventory_number(number)
    assert caught.value.message.text.startswith(begins)
    assert caught.value.message.params.get("letter", "") in caught.value.text(tr)


@pytest.mark.parametrize(("field", "cell", "begins"), [
    ("name", "x" * 301, "The text has {n} characters"), ("serial", "x" * 101, "The text has {n} characters"),
    ("notes", "x" * 20_001, "The text has {n} characters"),
    ("manufacturer", "x" * 501, "The text has {n} characters"),
    ("old_numbers", "a;" + "x" * 101, "The text has {n} characters"),
    ("serial", date(2023, 2, 1), "The spreadsheet has turned this number into the date {day}."),
    ("serial", 1e19, "{value} has more digits"),
    ("status", "dobry", "{value} is no status."), ("name", "a\x1bb", "The text holds the control character"),
])  # fmt: skip
def test_wrong_cell_is_refused_with_its_sentence(field, cell, begins):
    with pytest.raises(Invalid) as caught:
        read(field, cell)
    assert caught.value.message.text.startswith(begins)


@pytest.mark.parametrize(("written", "meant"), [
    ("'=1+1", "=1+1"), ("'+48 601", "+48 601"), ("''x", "'x"), ("'t Hooft", "'t Hooft"), ("'＝1", "＝1"),
    ("=1+1", "=1+1"), ("'-5 szt.", "-5 szt."),
])  # fmt: skip
def test_73_formula_prefix_is_taken_off_in_text_files_only(written, meant):
    assert read("name", written, TEXT) == meant
    assert read("name", written) == written


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "'x", " =1", "%0A", "|calc"])
def test_73_texts_that_could_be_formulas_need_a_prefix(text):
    assert needs_prefix(text)


@pytest.mark.parametrize(("cell", "number", "day"), [
    ("FV 227/2023 z 14.12.2023", "FV 227/2023", date(2023, 12, 14)),
    ("FV 227/2023 z dnia 14.12.2023 r.", "FV 227/2023", date(2023, 12, 14)),
    ("FV 227/2023, 14.12.2023", "FV 227/2023", date(2023, 12, 14)),
    ("FV 227/2023 2023-12-14", "FV 227/2023", date(2023, 12, 14)),
    ("FV 227/2023 / 14.12.2023", "FV 227/2023", date(2023, 12, 14)),
    ("FV 227/2023 z 14 grudnia 2023", "FV 227/2023", date(2023, 12, 14)),
    ("FV 227/2023", "FV 227/2023", None), ("FV 227/12/2023", "FV 227/12/2023", None),
    ("FV 1 z 31.02.2023", "FV 1 z 31.02.2023", None),
    ("14.12.2023", "14.12.2023", None),
])  # fmt: skip
def test_invoice_and_its_day_are_told_apart(cell, number, day):
    assert invoice_and_day(cell) == (number, day)
