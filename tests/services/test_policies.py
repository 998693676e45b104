"""Words of papers, what a pattern of numbers gives, sample labels and the page of a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inventory.base.errors import Invalid, ProblemsFound
from inventory.base.i18n import translations
from inventory.documents.clauses import handover_statement
from inventory.model.counts import StockCount
from inventory.services.counts import CountRequest, create_count
from inventory.services.label_samples import sample_funding_label, sample_sticker, sticker_formats
from inventory.services.numbering_preview import next_document_numbers, preview_number
from inventory.services.policies import (
    conditions_on_paper,
    own_liability,
    own_purpose,
    read_policies,
    save_policies,
)
from inventory.services.project_page import project_page
from inventory.services.spending import list_projects
from tests.conftest import TODAY


def test_new_register_starts_with_words_and_texts(application):
    policies = application.read(read_policies)
    assert "7 maja 1999" in policies.legal_basis[0]
    assert policies.conditions[0] == "bez zmian"
    assert policies.default_purpose == "cel projektu"
    assert policies.count_months == 12


def test_saved_words_come_back_and_are_undone(application):
    first = application.read(read_policies)
    wanted = replace(first, commission="Jan Kot\nEwa Lis", accessories=("torba", "torba", "mysz"), count_months=24)
    application.operation("Words", lambda work: save_policies(work, wanted))
    saved = application.read(read_policies)
    assert saved.commission == "Jan Kot\nEwa Lis"
    assert saved.accessories == ("torba", "mysz")
    assert saved.count_months == 24
    application.undo()
    assert application.read(read_policies) == first


def test_impossible_words_are_refused_each_at_its_field(application):
    wrong = replace(application.read(read_policies), conditions=(), count_months=60)
    with pytest.raises(ProblemsFound) as caught:
        application.operation("Words", lambda work: save_policies(work, wrong))
    assert {problem.field for problem in caught.value.problems} == {"conditions", "count_months"}


def test_pattern_is_tried_without_taking_a_number(demonstration):
    def look(session):
        return preview_number(session, "WR/487/001{seq:1}", "", on=TODAY)

    first, again = demonstration.read(look), demonstration.read(look)
    assert first == again
    assert first.number == "WR/487/0018"
    assert first.passed_over[0] == "WR/487/0011"
    assert first.numbers == 14


def test_wrong_pattern_is_refused(demonstration):
    with pytest.raises(Invalid):
        demonstration.read(lambda session: preview_number(session, "WR/{kst}", "", on=TODAY))


def test_next_numbers_of_papers_follow_those_issued(demonstration):
    numbers = {
        found.kind: found for found in demonstration.read(lambda s: next_document_numbers(s, on=date(2099, 1, 1)))
    }
    assert numbers["handover"].number == "P/0001/2099"
    assert numbers["disposal"].number == "LT/0001/2099"


def test_sample_sticker_is_one_page_of_its_own_size(demonstration, tr):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(sample_sticker("WR/487/0012", "KWP Wrocław", "Laptop", tr))
    width, height = pdf.get_page_size(0)
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (70, 36)
    assert demonstration.read(sticker_formats)


def test_funding_label_tells_what_is_missing(demonstration, tr):
    project = demonstration.read(list_projects)[0].id
    sample = demonstration.read(lambda session: sample_funding_label(session, project, tr))
    assert sample.pdf.startswith(b"%PDF")
    assert any("logo" in tr.message(message) for message in sample.missing)


def test_project_page_groups_equipment_and_counts_what_has_no_label(demonstration):
    project = demonstration.read(list_projects)[0].id
    page = demonstration.read(lambda session: project_page(session, project, today=TODAY))
    groups = {group.name.split()[0]: group for group in page.equipment}
    assert len(groups["Laptop"].ids) == 6
    assert (groups["Laptop"].first, groups["Laptop"].last) == ("WR/487/0012", "WR/487/0017")
    assert sum(group.value for group in page.equipment) == 9_900_000
    assert len(page.ids) == len(page.unlabelled) == 14
    assert [source.share for source in page.sources] == [8500, 1500]


def test_own_words_take_the_place_of_the_usual_ones_on_papers_and_counts(demonstration):
    first = demonstration.read(read_policies)
    assert demonstration.read(own_purpose) == demonstration.read(lambda s: own_liability(s, "officer")) == ""
    wanted = replace(
        first, default_purpose="szkolenia", legal_basis=("Regulamin nr 7", *first.legal_basis[1:]), commission="Jan Kot"
    )
    demonstration.operation("Words", lambda work: save_policies(work, wanted))
    assert demonstration.read(own_purpose) == "szkolenia"
    assert demonstration.read(lambda s: own_liability(s, "officer")) == "Regulamin nr 7"
    made = demonstration.operation("Count", lambda work: create_count(work, CountRequest(name="Spis")), bulk=True).value
    kept = demonstration.read(lambda s: s.get(StockCount, made.id).commission)
    assert kept == "Jan Kot"


def test_own_ground_of_liability_stands_in_the_statement(tr):
    last = handover_statement("officer", "Sekcja", tr, ground="Regulamin nr 7")[-1]
    assert "Regulamin nr 7" in last
    assert "7 maja 1999" not in last


def test_known_conditions_are_offered_in_the_language_of_the_paper(application):
    wanted = replace(application.read(read_policies), conditions=("bez zmian", "Dobry", "zalany kawą", "niesprawny"))
    application.operation("Words", lambda work: save_policies(work, wanted))

    def offered(language):
        return application.read(lambda session: conditions_on_paper(session, translations(language)))

    assert offered("pl") == ("bez zmian", "dobry", "zalany kawą", "niesprawny")
    assert offered("en") == ("no change", "good", "zalany kawą", "out of order")
