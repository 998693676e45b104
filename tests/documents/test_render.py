"""The papers as files: pages, codes, drafts, the same bytes for the same data."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pytest

from inventory.base.errors import NotFound
from inventory.documents.render import render
from tests.documents import samples
from tests.documents.reading import codes, pages, pictures
from tests.documents.samples import EN, PAPERS, PL


def test_unknown_kind_is_refused():
    with pytest.raises(NotFound):
        render("petition", samples.handover(), PL)


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


def test_draft_is_marked_and_has_no_number_and_no_code():
    pdf = render("handover", replace(samples.handover(), header=samples.header(None)), PL)
    assert codes(pdf) == [[], []]
    for page in pages(pdf):
        assert "bez numeru" in page
        assert "PROJEKT – bez mocy dowodu" in page
        assert "Egzemplarz" in page
        assert "P/0098" not in page


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


def test_papers_drawn_at_once_by_several_threads_are_the_same():
    odd = replace(samples.handover(), remarks="Привет Ωμέγα ŐŰ")
    expected = [render("handover", data, PL) for data in (samples.handover(), odd)]
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda data: render("handover", data, PL), [samples.handover(), odd] * 10))
    assert drawn == expected * 10


@pytest.mark.parametrize("number", ["P/1/2025", "KWPWR/WYDZ/P/000098/2025", "KWPWR/LOGISTYKA/ZAOP/P/000098/25"])
def test_code_of_a_short_and_a_long_number_reads_at_150_dpi(number):
    data = replace(samples.handover(), header=samples.header(number))
    assert codes(render("handover", data, PL)) == [[number], [number]]
