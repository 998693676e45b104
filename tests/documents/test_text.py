"""Names are data: they stand on the paper as they were typed, however strange or long."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from inventory.documents.render import missing_glyphs, render
from tests.documents import samples
from tests.documents.reading import pages, text
from tests.documents.samples import PL


@pytest.mark.parametrize(
    "name",
    [
        'Kabel <HDMI> & "Łódź"',
        'Laptop 15" <16 GB RAM',
        "A &lt; B &nbsp; &#65;",
        "<b>Namiot",
        "Stół</para>",
        "<font size=300>X</font>",
        '<img src="file:///etc/passwd" width="10"/>',
        '<a href="javascript:app.alert(1)">x</a>',
        "(nawias \\ ukośnik)",
        ") Tj ET Q (",
        "100% {n} {0} %s",
        "<bullet>x</bullet>",
        "<onDraw name='f'/>",
        "[[[getattr(pow)]]]",
        "R&D",
        "ćma – „żółć”",
        "№ 5 ≥ 3 m²",
        "=cmd|' /C calc'!A0",
        "${jndi:ldap://x}",
        "Привет",
        "Ωμέγα",
        "ZAŻÓŁĆ GĘŚLĄ JAŹŃ",
        "a\\nb\\t",
        "endstream endobj",
    ],
)
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
        ("Rad\x00io", "Radio"),
        ("Radio\x0b\x1b[31m", "Radio[31m"),
        ("Radio \ud83d", "Radio"),
        ("Faktura \u202efdp.exe", "Faktura fdp.exe"),
        ("a\u200bb\u2066c\ufeffd", "abcd"),
        ("Łódz\u0301", "Łódź"),
    ],
)
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
