"""KOPIA and ANULOWANO laid over a stored paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inventory.documents.marks import Cancelled, Copy
from inventory.documents.overlay import overlay
from inventory.documents.render import render
from tests.documents import samples
from tests.documents.reading import codes, pages, pictures
from tests.documents.samples import EN, PL

CANCELLED = Cancelled(date(2025, 11, 20), "błędny odbiorca")


@pytest.mark.parametrize(
    ("mark", "tag"),
    [(Copy(1), "KOPIA – wydruk ponowny nr 1"), (CANCELLED, "ANULOWANO 20.11.2025 · błędny odbiorca")],
)
def test_mark_is_on_every_page_and_the_code_still_reads(mark, tag):
    stored = render("handover", samples.handover_of(40), PL)
    kept = bytes(stored)
    marked = overlay(stored, mark, PL)
    assert stored == kept
    written = pages(marked)
    assert len(written) == 6
    assert all(tag in page for page in written)
    assert all("NIP 000-000-00-00 · REGON 000000000" in page for page in (written[0], written[3]))
    assert "Egzemplarz 1 z 2 · Wrocław, 18.11.2025 r." in written[0]
    assert codes(marked) == [["P/0099/2025"]] * 6


def test_marked_page_differs_only_in_the_corner_and_along_the_diagonal():
    stored = render("handover", samples.handover(), PL, copies=1)
    (before,), (after,) = pictures(stored, 72), pictures(overlay(stored, Copy(1), PL), 72)
    footer = (0, 780, before.width, before.height)
    assert before.crop(footer).tobytes() == after.crop(footer).tobytes()
    assert before.tobytes() != after.tobytes()


def test_landscape_paper_in_english_is_marked():
    marked = overlay(render("count_differences", samples.difference_list(), EN), Copy(2), EN)
    assert all("COPY – reprint no. 2" in page for page in pages(marked))
    assert codes(marked) == [["ZR/0002/2025"]] * len(pages(marked))


def test_long_reason_is_shortened_on_the_tag():
    marked = overlay(render("handover", samples.handover(), PL), Cancelled(date(2025, 11, 20), "powód " * 60), PL)
    assert "…" in pages(marked)[0]


def test_mark_at_drawing_stands_like_the_overlay():
    data = replace(samples.handover())
    written = pages(render("handover", data, PL, mark=CANCELLED))
    assert "ANULOWANO 20.11.2025 · błędny odbiorca" in written[1]
