"""Funding labels of a register: several sources on one, versions of logos, locked designs, and all that is missing."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from inventory.base.errors import ProblemsFound
from inventory.labels.template import template
from inventory.services.files import FileRequest, file_content, keep_logo
from inventory.services.funding import LogoRequest, save_source, source_form
from inventory.services.label_data import LabelReader
from inventory.services.label_plan import plan
from inventory.services.label_request import LabelRequest
from inventory.services.printing import write_labels
from inventory.services.projects import project_form, save_project
from tests.factories import grant_shares, make_asset, make_project, source_id
from tests.labels.reading import page_operators, page_texts
from tests.services.printing_kit import FUNDING, written

RULES = {"min_width_mm": 10.0, "clear_space_mm": 1.0}
TITLE = "Integracja dla bezpieczeństwa"


def svg(width, colour="#000000"):
    """Return a logo 10 units high, told apart by its width."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="10">'
        f'<rect fill="{colour}" width="{width}" height="10"/></svg>'
    ).encode()


def give(application, code, *logos, **rules):
    """Give a source logos, each as (width in colour, width in grey, width in black; None: no such version)."""

    def keep(work, width, ink):
        if width is None:
            return None
        return keep_logo(work, FileRequest(name="znak", content=svg(width)), ink)

    def work(work):
        asked = tuple(
            LogoRequest(
                sha256=keep(work, colour, "colour"), name=f"znak {colour}", grey_sha256=keep(work, grey, "grey"),
                black_sha256=keep(work, black, "black"), **RULES,
            )
            for colour, grey, black in logos
        )  # fmt: skip
        form = source_form(work, source_id(work, code))
        return save_source(work, replace(form, **{"label_mode": "composed", **rules}, logos=asked))

    application.operation("Logos", work)


def change_project(application, project, **values):
    application.operation("Project", lambda work: save_project(work, replace(project_form(work, project), **values)))


@pytest.fixture
def project(application):
    return make_project(application, title_pl=TITLE, title_en="Integration for security")


@pytest.fixture
def asset(application, project):
    shares = application.read(lambda session: grant_shares(session, project))
    return make_asset(application, number="WR/487/0001", funding=shares).id


def labels(application, tr, asset, *, ink="colour", key=FUNDING):
    """Return the labels of an asset, with the faults and warnings of them."""

    def read(session):
        reader = LabelReader(session, (template(key),), tr, ink=ink)
        made = [label for found in reader.read([asset]) for label in found.data]
        return made, [tr.message(one) for one in reader.faults], [tr.message(one) for one in reader.warnings]

    return application.read(read)


def widths(label):
    """Return the widths that tell the logos of a label apart."""
    return [int(re.search(rb'width="(\d+)"', one.content)[1]) for one in label.logos]


# Several sources ------------------------------------------------------------------------------------------------


def test_sources_of_a_project_share_a_label_in_their_order(application, tr, asset):
    give(application, "NMF", (30, None, None), label_order=5)
    give(application, "BP", (20, None, None), (25, None, None), label_order=1)
    (label,), faults, _ = labels(application, tr, asset)
    assert faults == []
    assert widths(label) == [20, 25, 30]
    assert label.shares == ("Dofinansowanie: Norweski Mechanizm Finansowy 85%, budżet państwa 15%",)
    assert label.shares_short == ("NMF 85%", "BP 15%")
    assert label.statement_pl.startswith("Dofinansowano ze środków budżetu państwa. Projekt nr NMF/PA18/0004 pn.")
    give(application, "BP", (20, None, None), (25, None, None), label_order=10)
    (label,), _, _ = labels(application, tr, asset)
    assert widths(label) == [30, 20, 25]
    assert label.statement_pl.endswith("2014-2021. Dofinansowano ze środków budżetu państwa.")
    pdf, made = written(application, tr, [asset], template=FUNDING)
    assert made.labels == 1
    assert len(re.findall("/L. Do", page_operators(pdf)[0])) == 3


def test_a_logo_that_two_sources_have_stands_once(application, tr, asset):
    give(application, "NMF", (30, None, None), (20, None, None))
    give(application, "BP", (20, None, None), label_order=10)
    (label,), _, _ = labels(application, tr, asset)
    assert widths(label) == [30, 20]


def test_more_logos_than_the_programme_allows_are_refused(application, tr, asset):
    give(application, "NMF", (30, None, None), (31, None, None), (32, None, None), most_logos=4)
    give(application, "BP", (20, None, None), (21, None, None), label_order=10)
    _, faults, _ = labels(application, tr, asset)
    assert faults == ["Na etykiecie źródła NMF+BP byłoby logotypów: 5, a w rzędzie może ich być najwyżej 4."]


def test_a_locked_design_is_a_label_of_its_own(application, tr, asset):
    give(application, "NMF", (30, None, None))
    give(application, "BP", (20, None, None), label_mode="locked_artwork", label_width_mm=80, label_height_mm=40)
    composed, locked = labels(application, tr, asset)[0]
    assert widths(composed) == [30]
    assert (locked.artwork is not None, locked.artwork_mm) == (True, (80, 40))
    pdf, made = written(application, tr, [asset], template=FUNDING)
    assert (made.labels, made.pages) == (2, 2)
    assert page_texts(pdf)[1] == ""


def test_each_project_of_an_asset_gets_its_label(application, tr, project):
    give(application, "NMF", (30, None, None))
    other = make_project(application, "NMF/PA18/0099", title_pl="Drugi projekt")
    shares = application.read(lambda s: [*grant_shares(s, project)[:1], *grant_shares(s, other, first=1500)[:1]])
    two = make_asset(application, number="WR/487/0002", funding=tuple(shares)).id
    made, faults, _ = labels(application, tr, two)
    assert faults == []
    assert [label.project_number for label in made] == ["NMF/PA18/0004", "NMF/PA18/0099"]


# Versions of logos ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ink", "width"), [("colour", 30), ("grey", 31), ("black", 32)])
def test_the_ink_chooses_the_version(application, tr, asset, ink, width):
    give(application, "NMF", (30, 31, 32))
    (label,), faults, warnings = labels(application, tr, asset, ink=ink)
    assert (widths(label), faults, warnings) == ([width], [], [])


def test_without_a_version_in_black_label_printers_are_refused(application, tr, asset):
    give(application, "NMF", (30, 31, None))
    request = LabelRequest(ids=[asset], template=FUNDING, ink="black")
    made = application.read(lambda session: plan(session, request, tr))
    assert [tr.message(one) for one in made.refusals] == [
        "Logo „znak 30” źródła NMF nie ma wersji czarnej, a drukarki etykiet nie drukują innej. Dodaj jej plik."
    ]
    with pytest.raises(ProblemsFound):
        written(application, tr, [asset], template=FUNDING, ink="black")


def test_a_label_printer_gets_black_logos_whatever_was_asked(application, tr, asset):
    request = LabelRequest(ids=[asset], template=FUNDING, ink="colour")

    def sent():
        stream = io.BytesIO()
        application.read(lambda session: write_labels(session, request, stream, tr, output="zpl"))
        return stream.getvalue()

    give(application, "NMF", (30, None, None))
    with pytest.raises(ProblemsFound, match="no version in black"):
        sent()
    give(application, "NMF", (30, None, 32))
    with_black = sent()
    give(application, "NMF", (32, None, 32))
    assert sent() == with_black


def test_without_a_version_in_grey_the_one_in_colour_is_printed_and_said(application, tr, asset):
    give(application, "NMF", (30, None, 32))
    _, made = written(application, tr, [asset], template=FUNDING, ink="grey")
    assert [tr.message(one) for one in made.warnings] == [
        "Logo „znak 30” źródła NMF nie ma wersji szarej, więc drukuje się kolorowa."
    ]


def test_the_versions_come_back_in_the_form(application):
    give(application, "NMF", (30, 31, 32))
    (kept,) = application.read(lambda s: source_form(s, source_id(s, "NMF"))).logos
    files = [kept.sha256, kept.grey_sha256, kept.black_sha256]
    assert [application.read(lambda s, sha=sha: file_content(s, sha)).content for sha in files] == [
        svg(width) for width in (30, 31, 32)
    ]


# What is missing ------------------------------------------------------------------------------------------------


def test_all_that_is_missing_is_said_at_once(application, tr, project, asset):
    def work(work):
        form = source_form(work, source_id(work, "NMF"))
        save_source(work, replace(form, statement_pl=""))
        other = source_form(work, source_id(work, "BP"))
        save_source(work, replace(other, label_mode="locked_artwork"))

    application.operation("Test", work)
    change_project(application, project, title_pl="", title_en="")
    with pytest.raises(ProblemsFound) as refused:
        written(application, tr, [asset], template=FUNDING)
    assert [tr.message(problem.message) for problem in refused.value.problems] == [
        "Źródło NMF nie ma logo. Najpierw dodaj jego pliki logo.",
        "Źródło NMF nie ma polskiej treści informacji o dofinansowaniu. Najpierw ją wpisz.",
        "Projekt NMF/PA18/0004 nie ma tytułu. Najpierw go wpisz.",
        "Źródło BP nie ma wzoru etykiety. Dodaj jego plik jako pierwsze logo źródła.",
        "Gotowy wzór etykiety źródła BP nie ma podanego wymiaru. Wpisz szerokość i wysokość etykiety albo zezwól "
        "na dopasowanie.",
    ]


def test_faults_of_later_assets_are_said_with_those_of_the_first(application, tr, project, asset):
    other = make_project(application, "NMF/PA18/0099")
    shares = application.read(lambda s: grant_shares(s, other))
    two = make_asset(application, number="WR/487/0002", funding=shares).id
    with pytest.raises(ProblemsFound) as refused:
        written(application, tr, [asset, two], template=FUNDING)
    texts = [tr.message(problem.message) for problem in refused.value.problems]
    assert [text for text in texts if "NMF/PA18/0099" in text]
    assert [text for text in texts if "nie ma logo" in text]


def test_unknown_rules_of_the_manual_are_a_warning(application, tr, asset):
    give(application, "NMF", (30, None, None))
    form = application.read(lambda s: source_form(s, source_id(s, "NMF")))
    bare = (replace(form.logos[0], clear_space_mm=None),)
    application.operation("Test", lambda work: save_source(work, replace(form, logos=bare)))
    _, made = written(application, tr, [asset], template=FUNDING)
    assert [tr.message(one) for one in made.warnings] == [
        "NMF: nie podano minimalnej szerokości lub pola ochronnego logotypów: znak 30. Sprawdź w księdze znaku."
    ]


def test_a_long_title_is_a_warning_then_set_smaller(application, tr, project, asset):
    give(application, "NMF", (30, None, None))
    change_project(application, project, title_pl="Tytuł projektu " * 11)
    _, made = written(application, tr, [asset], template=FUNDING)
    assert [tr.message(one) for one in made.warnings] == [
        "Tytuł projektu NMF/PA18/0004 przekracza 150 znaków, które dopuszczają programy (ma ich 164)."
    ]
    change_project(application, project, title_pl="Tytuł projektu " * 26)
    assert "small_type" in {one.what for one in written(application, tr, [asset], template=FUNDING)[1].omissions}


def test_blocks_of_the_statement_are_filled_or_asked_for(application, tr, project, asset):
    give(application, "NMF", (30, None, None), statement_pl="Umowa {agreement}, dofinansowanie {grant}.")
    _, faults, _ = labels(application, tr, asset)
    assert faults == [
        "Treść podaje umowę, a projekt NMF/PA18/0004 nie ma jej numeru. Najpierw go wpisz.",
        "Treść podaje dofinansowanie, a projekt NMF/PA18/0004 nie ma jego kwoty. Najpierw ją wpisz.",
    ]
    change_project(application, project, agreement_no="NMF/PA18/0004/U", grant_eur=7_650_000)
    (label,), faults, _ = labels(application, tr, asset)
    assert faults == []
    assert label.statement_pl.replace("\xa0", " ") == "Umowa NMF/PA18/0004/U, dofinansowanie 76 500,00 EUR."


# English --------------------------------------------------------------------------------------------------------


def test_a_label_in_english_says_all_in_english(application, tr_en, asset):
    give(application, "NMF", (30, None, None))
    pdf, _ = written(application, tr_en, [asset], template="sheet-105x57-funding")
    (text,) = page_texts(pdf)
    for part in ("Project no. NMF/PA18/0004 “Integration for security” benefits from a grant", "Co-financing 85%"):
        assert part in text
    (label,), _, _ = labels(application, tr_en, asset)
    assert label.slogan == "Working together for a green, competitive and inclusive Europe"


def test_what_english_labels_lack_is_said(application, tr, tr_en, project, asset):
    give(application, "NMF", (30, None, None), statement_en="")
    change_project(application, project, title_en="")
    assert labels(application, tr, asset)[1:] == ([], [])
    _, faults, warnings = labels(application, tr_en, asset)
    assert faults == ["The funding source NMF has no statement in English. Write it first."]
    assert warnings == ["The project NMF/PA18/0004 has no title in English, so the Polish one is printed."]


def test_number_and_code_can_be_left_off_for_a_source(application, tr, asset):
    give(application, "NMF", (30, None, None), label_number=False)
    pdf, _ = written(application, tr, [asset], template=FUNDING)
    assert "WR/487/0001" not in page_texts(pdf)[0]
