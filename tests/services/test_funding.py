"""Funding sources that come with a register, projects with budgets, and what was spent of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inventory.base.errors import ProblemsFound, Refused
from inventory.services.durability import years_after
from inventory.services.funding import SourceRequest, delete_source, list_sources, save_source, source_form
from inventory.services.projects import BudgetLineRequest, project_form, save_project
from inventory.services.spending import list_projects, project_view
from tests.factories import category_id, grant_shares, make_asset, make_project, source_id


def test_register_comes_with_the_sources_of_decision_6(application):
    sources = application.read(list_sources)
    codes = ["NMF", "EOG", "FE", "FBW", "FAMI", "KPO", "BP", "FWP", "SAMORZĄD", "DAROWIZNA", "WŁASNE"]
    assert [source.code for source in sources] == codes
    assert all(source.name_pl and source.name_en for source in sources)
    norway = application.read(lambda s: source_form(s, source_id(s, "NMF")))
    assert "Norweskiego Mechanizmu Finansowego" in norway.statement_pl
    assert (norway.durability_years, norway.label_mode, norway.label_width_mm) == (5, "composed", 100)


def test_wording_of_a_source_is_the_users(application):
    form = application.read(lambda s: source_form(s, source_id(s, "NMF")))
    application.operation("Changed", lambda work: save_source(work, replace(form, statement_pl="Inaczej")))
    assert application.read(lambda s: source_form(s, form.id)).statement_pl == "Inaczej"


@pytest.mark.parametrize("code", ["A@B", "A;B", "A B", "85%", ""])
def test_code_of_a_source_can_be_read_back_from_a_sheet(application, code):
    with pytest.raises(ProblemsFound) as refused:
        application.operation("Added", lambda work: save_source(work, SourceRequest(code=code, name_pl="x")))
    assert refused.value.field == "code"


def test_source_that_paid_is_not_deleted(application):
    make_asset(application, funding=application.read(grant_shares))
    source = application.read(lambda s: source_id(s, "NMF"))
    with pytest.raises(Refused):
        application.operation("Deleted", lambda work: delete_source(work, source))
    unused = application.read(lambda s: source_id(s, "KPO"))
    application.operation("Deleted", lambda work: delete_source(work, unused))


@pytest.mark.parametrize(
    ("completed", "until"),
    [(date(2024, 12, 31), date(2029, 12, 31)), (date(2024, 2, 29), date(2029, 2, 28)), (None, None)],
)
def test_durability_of_a_project(application, completed, until):
    project = make_project(application, completed_on=completed)
    assert application.read(lambda s: project_view(s, project)).durability_until == until


def test_leap_day_goes_to_the_28th():
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)


def test_project_money_is_spent_by_budget_line(application):
    lines = (
        BudgetLineRequest(name="Sprzęt", amount=1000000),
        BudgetLineRequest(name="Meble", amount=50000, category_id=application.read(lambda s: category_id(s, "MEBLE"))),
    )
    project = make_project(application, lines=lines)
    shares = application.read(lambda s: grant_shares(s, project))
    make_asset(application, price_gross=648000, funding=shares)
    make_asset(application, price_gross=60000, funding=shares, category_id=lines[1].category_id)
    (view,) = application.read(list_projects)
    assert [(line.name, line.spent, line.left) for line in view.lines] == [
        ("Sprzęt", 648000, 352000),
        ("Meble", 60000, -10000),
    ]
    assert [(share.code, share.share, share.amount) for share in view.shares] == [
        ("NMF", 8500, 601800),
        ("BP", 1500, 106200),
    ]
    assert (view.assets, view.spent, view.budget) == (2, 708000, 1050000)


def test_demonstration_project_has_euro_zloty_and_rate(demonstration):
    (view,) = demonstration.read(list_projects)
    form = demonstration.read(lambda s: project_form(s, view.id))
    assert (form.number, form.total_eur, form.grant_eur, form.rate, form.rate_source) == (
        "NMF/PA18/0004", 9000000, 7650000, 44598, "KE / InforEuro",
    )  # fmt: skip
    assert view.durability_until == date(2029, 12, 31)
    assert [(share.code, share.amount) for share in view.shares] == [("NMF", 8415000), ("BP", 1485000)]


def test_project_of_another_spelling_is_found(demonstration):
    from inventory.services.finding import find_project

    assert demonstration.read(lambda s: find_project(s, "nmf/pa18/004").number) == "NMF/PA18/0004"


def test_usual_shares_must_make_the_whole(application):
    project = make_project(application)
    form = application.read(lambda s: project_form(s, project))
    with pytest.raises(ProblemsFound) as refused:
        application.operation("Changed", lambda work: save_project(work, replace(form, split=form.split[:1])))
    assert refused.value.text(application.tr) == "The usual shares add up to 85% instead of 100%."


def test_project_that_ends_before_it_starts_is_refused(application):
    with pytest.raises(ProblemsFound) as refused:
        make_project(application, starts_on=date(2024, 1, 1), ends_on=date(2023, 1, 1))
    assert refused.value.field == "ends_on"
