"""Files of labels: fields, copies, refusals by name, what is left out, and the PDF around it."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pypdfium2
import pytest

from inventory.base.errors import Cancelled, Invalid, Refused
from inventory.base.i18n import translations
from inventory.labels.data import LEFT_OUT, FundingLabelData, LabelJob, Position, StickerData
from inventory.labels.geometry import grid
from inventory.labels.layout import shipped_layouts
from inventory.labels.render import label_preview, render, write, write_file
from inventory.labels.stock import shipped_stocks
from inventory.labels.template import composed, template
from tests.labels.made import fullest, funding, sticker
from tests.labels.reading import codes, letters, one_bit_on_dark, page_operators, page_texts, placed_codes, rendered

POLISH, ENGLISH = translations("pl"), translations("en")
QR = template("sheet-70x36-qr")
SMALL = template("sheet-38x21-qr")
FUNDING = template("roll-100x55-funding")
WHEN = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def made(data, key=QR, tr=POLISH, **rules):
    return render(LabelJob(template=key, items=data if isinstance(data, list) else [data], **rules), tr)


def test_start_field_and_copies_fill_the_sheet_in_order():
    file = made([sticker("A-1"), sticker("A-2")], start=23, copies=2)
    assert (file.pages, file.labels) == (2, 4)
    assert list(file.positions) == [(Position(1, 23), Position(1, 24)), (Position(2, 1), Position(2, 2))]
    layout = grid(QR.stock, 203)
    first, second = (placed_codes(page, layout.page_height) for page in page_operators(file.pdf))
    fields = [(layout.origins[22], first[0]), (layout.origins[23], first[1]), (layout.origins[0], second[0])]
    for (x, y), code in fields:
        assert x < code.x < x + 100
        assert y < code.y < y + 100
    assert codes(one_bit_on_dark(rendered(file.pdf, 203))) == ["A-1", "A-1"]


def test_a_roll_has_one_label_a_page():
    file = made([sticker("A-1"), sticker("A-2")], template("roll-50x25-qr"), copies=3)
    assert (file.pages, file.labels) == (6, 6)
    assert file.positions[1] == (Position(4, 1), Position(5, 1), Position(6, 1))


@pytest.mark.parametrize(
    ("rules", "field"),
    [({"start": 0}, "start"), ({"start": 25}, "start"), ({"copies": 0}, "copies"), ({"dpi": 100}, "dpi")],
)
def test_wrong_job_is_refused_at_its_field(rules, field):
    with pytest.raises(Invalid) as refused:
        made(sticker(), **rules)
    assert refused.value.field == field


def test_a_job_without_items_is_refused():
    with pytest.raises(Refused, match="nothing to print"):
        made([])


@pytest.mark.parametrize("key", ["sheet-70x36-qr", "sheet-48x25-code128", "sheet-38x21-dm"])
def test_deep_letters_and_long_words_keep_to_the_safe_area(key):
    chosen = template(key)
    pdf = label_preview(sticker("WQ/Q9", name="Wielofunkcyjnourządzeniopodajnikowcówna " * 2), chosen, POLISH)
    for letter, box in letters(pdf):
        assert box.bottom <= chosen.height_mm - chosen.safe_y_mm + 0.05, letter
        assert box.right <= chosen.width_mm - chosen.safe_x_mm + 0.05, letter


def test_a_number_too_long_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        made(sticker("KWPWR/ST/487/0012/26/ABCDEF/0001"), SMALL)
    assert refused.value.text(POLISH) == (
        "Numer KWPWR/ST/487/0012/26/ABCDEF/0001 jest za długi na naklejkę "
        "„Arkusz A4 · 38,1 × 21,2 mm (5 × 13) · Kod QR” (32 z 20 znaków). Wybierz większą."
    )


def test_a_wide_number_without_a_break_is_refused_not_squeezed():
    with pytest.raises(Refused, match=r"W{20} is too wide"):
        made(sticker("W" * 20), SMALL)


def test_a_long_number_for_bars_points_to_square_codes():
    with pytest.raises(Refused, match="Use QR or DataMatrix"):
        made(sticker("KWPWR/ST/487/0012/26"), template("sheet-70x36-code128"))


def test_all_numbers_too_long_are_named_and_nothing_is_written(tmp_path):
    path = tmp_path / "naklejki z Łodzi.pdf"
    path.write_bytes(b"old")
    numbers = ["WR/1", *(f"KWPWR/ST/487/0012/26/ABCDEF/{n:04d}" for n in range(12)), "WR/2"]
    job = LabelJob(template=SMALL, items=(sticker(number) for number in numbers))
    with pytest.raises(Refused) as refused:
        write_file(job, path, POLISH)
    text = refused.value.text(POLISH)
    assert numbers[1] in text
    assert numbers[10] in text
    assert numbers[11] not in text
    assert "razem: 12" in text
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.glob("*.pdf")] == [path.name]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("number", ["", "WR 1", "ŁÓDŹ/1", "WR\n1"])
def test_a_number_that_is_no_code_is_refused(number):
    with pytest.raises(Invalid) as refused:
        made(sticker(number))
    assert refused.value.field == "number"


def test_a_long_number_takes_two_lines():
    number = "KWPWR/ST/487/0012/26-ZAL/0001/AB"
    (text,) = page_texts(made(sticker(number)).pdf)
    assert "KWPWR/ST/487/ 0012/26-ZAL/0001/AB" in text or "KWPWR/ST/487/0012/ 26-ZAL/0001/AB" in text


def test_what_has_no_room_is_listed_in_the_order_of_need():
    long_name = "Urządzenie wielofunkcyjne A3 z podajnikiem dokumentów"
    file = made([sticker(), sticker("WR/803/0120", name=long_name)], SMALL)
    left_out = {(entry.index, entry.number, entry.what) for entry in file.omissions}
    assert left_out == {
        (0, "WR/487/0012", "source_mark"),
        (1, "WR/803/0120", "source_mark"),
        (1, "WR/803/0120", "name_end"),
    }
    first, second = page_texts(file.pdf)[0].split("WR/487/0012")
    assert "nr ser. LT14-23-00912" in first or "LT14-23-00912" in first
    assert "wielofunkcyjne…" in second
    assert "NMF" not in first + second


def test_words_before_the_serial_go_before_the_serial():
    room_for_all = page_texts(made(sticker(serial="LT14-23-00912")).pdf)[0]
    room_for_bare = page_texts(made(sticker(serial="LT14-23-00912-ABCDEF"), SMALL).pdf)[0]
    assert "nr ser. LT14-23-00912" in room_for_all
    assert "nr ser." not in room_for_bare


def test_every_key_of_what_is_left_out_has_words():
    file = made([fullest(QR)], QR)
    assert {entry.what for entry in file.omissions} <= set(LEFT_OUT)
    assert all(POLISH(text) != text for text in LEFT_OUT.values())


def test_the_unit_is_abbreviated_before_it_is_cut():
    data = sticker(unit_short="Komenda Wojewódzka Policji we Wrocławiu")
    file = made(data, template("roll-50x25-code128"))
    assert "KWP Wr." in page_texts(file.pdf)[0]
    assert "unit_end" not in {entry.what for entry in file.omissions}


def test_a_one_letter_word_is_never_left_at_the_end():
    for words in ("Wkład do pieca z rusztem i kratą w obudowie", "Zestaw a b c d e f g h i j k l m n o p"):
        for part in page_texts(made(sticker(name=words)).pdf):
            assert not re.search(r"\b\w…", part)


def test_markup_and_control_characters_are_plain_text():
    name = "<b>R&D</b> \x00\u202egpj\u200b (a\\b)"
    (text,) = page_texts(made(sticker(name=name)).pdf)
    assert "<b>R&D</b> gpj (a\\b)" in text


def test_letters_of_other_alphabets_are_printed_or_reported():
    file = made([sticker("A-1", name="Омметр Ω"), sticker("A-2", name="Drukarka 🖨")])
    assert "Омметр Ω" in page_texts(file.pdf)[0]
    assert [(entry.number, entry.what) for entry in file.omissions] == [("A-2", "letters")]


def test_the_file_says_what_it_is():
    file = made(sticker(), dpi=300, title="Przyjęcie z 23.11.2026", created=WHEN)
    document = pypdfium2.PdfDocument(file.pdf)
    facts = document.get_metadata_dict()
    assert facts["Title"] == "Przyjęcie z 23.11.2026 · Arkusz A4 · 70 × 36 mm (3 × 8) · Kod QR · 300 dpi"
    assert facts["CreationDate"] == "D:20261123180000+00'00'"
    width, height = document[0].get_size()
    document.close()
    assert 595.2 < width < 595.52
    assert 841.8 < height < 842.13
    assert b"/PrintScaling/None" in file.pdf
    assert b"/Lang(pl-PL)" in file.pdf
    assert b"/Lang(en-GB)" in made(sticker(), tr=ENGLISH).pdf
    assert b"Helvetica" not in file.pdf
    assert file.pdf.count(b"/FontFile2") == 3


def test_the_same_job_gives_the_same_bytes():
    items = [funding(), funding("WR/2")]
    assert made(items, FUNDING, created=WHEN).pdf == made(items, FUNDING, created=WHEN).pdf


def test_the_language_of_the_label_is_chosen_on_its_own():
    assert "S/N LT14" in page_texts(made(sticker(), tr=ENGLISH).pdf)[0]


def test_progress_is_told_and_a_stop_keeps_the_old_file(tmp_path):
    path, told = tmp_path / "naklejki.pdf", []
    items = [sticker(f"A-{number}") for number in range(60)]
    write_file(LabelJob(template=QR, items=iter(items)), path, POLISH, progress=told.append)
    assert told == [24, 48]
    before = path.read_bytes()
    with pytest.raises(Cancelled):
        write_file(LabelJob(template=QR, items=iter(items)), path, POLISH, cancelled=lambda: True)
    assert path.read_bytes() == before
    assert len(pypdfium2.PdfDocument(before)) == 3


def test_a_stream_is_written_front_to_back():
    class Forward(io.RawIOBase):
        written = b""

        def write(self, data):
            self.written += bytes(data)
            return len(data)

    stream = Forward()
    result = write(LabelJob(template=QR, items=iter([sticker()])), stream, POLISH)
    assert result.labels == 1
    assert codes(one_bit_on_dark(rendered(stream.written, 203))) == ["WR/487/0012"]


def test_of_a_set_the_label_that_has_no_room_is_named():
    stock = shipped_stocks()["sheet-70x36"]
    small, large = (composed(shipped_layouts()[key], stock) for key in ("dm", "funding"))
    items = [
        StickerData(number="WR/487/0012"),
        FundingLabelData(number="W" * 32, statement_pl="Projekt", project_number="X"),
    ]
    tr = POLISH
    with pytest.raises(Refused) as refused:
        render(LabelJob(template=small, also=large, items=items, preview=True), tr)
    assert "Etykieta źródła finansowania" in refused.value.text(tr)
