"""init, generate, list, show: the words and JSON that scripts rely on."""

from __future__ import annotations

import re

import pytest

from inventory.base.paths import data_folder, default_register, demonstration_register
from inventory.cli.main import run
from tests.cli.running import Script

ASSET = (
    "number, name, category, manufacturer, model, serial, status, condition, place, custodian, supplier, invoice, "
    "purchased_on, accepted_on, price_net, vat_rate, price_gross, kst, warranty_until, insured_until, "
    "durability_until, policy, quantity, unit, set, old_numbers, swop, ksef, notes, funding"
).split(", ")


def test_init_makes_an_empty_register_and_refuses_to_overwrite(tmp_path, capsys):
    script = Script(capsys, tmp_path / "Ewidencja sprzętu" / "mój rejestr.db")
    assert script.answer("init") == {"database": str(script.path), "assets": 0}
    before = script.path.read_bytes()
    outcome = script("init", "--demo")
    assert (outcome.code, outcome.out) == (1, "")
    assert script.path.read_bytes() == before


def test_demonstration_is_never_the_default_register(capsys):
    assert run(["init", "--demo"]) == 0
    assert demonstration_register().exists()
    assert not default_register().exists()
    capsys.readouterr()
    assert run(["list"]) == 1
    assert "init" in capsys.readouterr().err
    assert not default_register().exists()


def test_demonstration_has_the_project_of_the_unit(demo):
    assets = demo.answer("list")["assets"]
    assert len(assets) == 14
    assert sum(int(asset["price_gross"].replace(".", "")) for asset in assets) == 9900000
    paid = {}
    for asset in assets:
        for part in asset["funding"]:
            paid[part["source"]] = paid.get(part["source"], 0) + int(part["amount"].replace(".", ""))
            assert part["project"] == "NMF/PA18/0004"
    assert paid == {"NMF": 8415000, "BP": 1485000}
    assert {asset["durability_until"] for asset in assets} == {"2029-12-31"}
    assert sum(asset["set"] is not None for asset in assets) == 4
    stock = [asset for asset in assets if asset["status"] == "in_stock"]
    mains = {asset["set"] for asset in assets if asset["set"]}
    alone = [asset for asset in stock if asset["set"] is None and asset["number"] not in mains]
    assert len(stock) >= 4
    assert len(alone) >= 3
    assert all(asset["place"] for asset in stock)


def test_asset_has_exactly_the_promised_fields(demo):
    (asset,) = demo.answer("list", "WR/487/0012")["assets"]
    assert list(asset) == ASSET
    assert asset["price_gross"] == "6480.00"
    assert asset["purchased_on"] == "2023-12-14"
    assert asset["notes"] is None
    assert asset["funding"] == [
        {"source": "NMF", "project": "NMF/PA18/0004", "share": "85.00", "amount": "5508.00"},
        {"source": "BP", "project": "NMF/PA18/0004", "share": "15.00", "amount": "972.00"},
    ]


def test_list_sorts_limits_and_skips(demo):
    numbers = [asset["number"] for asset in demo.answer("list")["assets"]]
    assert numbers == sorted(numbers)
    page = demo.answer("list", "--limit", 3, "--offset", 2)
    assert page["total"] == 14
    assert [asset["number"] for asset in page["assets"]] == numbers[2:5]
    dearest = demo.answer("list", "--sort", "price_gross", "--descending", "--limit", 2)["assets"]
    assert [asset["price_gross"] for asset in dearest] == ["31900.00", "19880.00"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("status:in_stock", 7),
        ("dabek", 2),
        ("custodian:sosnowska", 2),
        ("price:>10000", 2),
        ("project:NMF/PA18/0004", 14),
        ("durability:<2027-01-01", 0),
        ("0012", 1),
        ('name:"Lornetka termowizyjna"', 1),
        ("nie-ma-takiego", 0),
    ],
)
def test_query_finds(demo, query, number):
    assert demo.answer("list", query)["total"] == number


@pytest.mark.parametrize("code", ["WR/487/0012", "wr/487/0012", "LT14-23-00912"])
def test_show_finds_by_any_code(demo, code):
    shown = demo.answer("show", code)
    assert set(ASSET) <= set(shown)
    assert [part["number"] for part in shown["components"]] == ["WR/803/0004"]
    assert [step["kind"] for step in shown["movements"]] == ["handover", "opening"]
    assert shown["documents"][0]["number"].startswith("P/0001/")
    assert (shown["labels_printed"], shown["counts"]) == ([], [])


def test_show_of_what_is_not_there_is_refused(demo):
    outcome = demo("show", "WR/999", "--json")
    assert (outcome.code, outcome.out) == (1, "")
    assert "WR/999" in outcome.err


def test_answers_for_people_are_in_their_language(demo):
    assert "W użyciu" in demo("show", "WR/487/0012", "--lang", "pl").out
    assert "In use" in demo("show", "WR/487/0012", "--lang", "en").out


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "pl",
            [
                "Data zakupu: 14.12.2023",
                "Stawka VAT: 23%",
                "Wartość brutto: 6 480,00 zł",
                "Finansowanie: NMF 85% (5 508,00 zł); BP 15% (972,00 zł)",
            ],
        ),
        (
            "en",
            [
                "Purchased on: 14 Dec 2023",
                "VAT rate: 23%",
                "Gross value: PLN 6,480.00",
                "Funding: NMF 85% (PLN 5,508.00); BP 15% (PLN 972.00)",
            ],
        ),
    ],
)
def test_plain_answer_reads_as_the_screens_do(demo, language, lines):
    told = demo("show", "WR/487/0012", "--lang", language).out.replace("\u00a0", " ").splitlines()
    assert set(lines) <= set(told)


@pytest.mark.parametrize(("language", "form"), [("pl", r"\d\d\.\d\d\.\d{4}"), ("en", r"\d{1,2} [A-Z][a-z]{2} \d{4}")])
def test_papers_are_listed_with_days_as_people_write_them(demo, language, form):
    *papers, _count = demo("documents", "--lang", language).out.splitlines()
    assert len(papers) == 3
    assert all(re.search(rf"^P/\d{{4}}/\d{{4}}  {form}  ", paper) for paper in papers)


def test_generate_is_the_same_for_the_same_seed(database, tmp_path, capsys):
    from inventory.services.seeding import create_register

    create_register(tmp_path / "drugi.db")
    first, second = Script(capsys, database), Script(capsys, tmp_path / "drugi.db")
    for script in (first, second):
        assert script("generate", "--assets", 40, "--seed", 7, "--json").json == {"added": 40}
    assert first.answer("list")["assets"] == second.answer("list")["assets"]
    assert first("check").code == 0


def test_unexpected_fault_is_one_sentence_and_a_log(demo, monkeypatch):
    from inventory.services import showing

    def broken(session, code):
        raise ZeroDivisionError("jan.kowalski@example.org 85010112345")

    monkeypatch.setattr(showing, "show_asset", broken)
    outcome = demo("show", "WR/487/0012")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    log = (data_folder() / "inventory.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "kowalski" not in log
    assert "85010112345" not in log


def test_interrupted_command_leaves_the_register_as_it_was(empty, monkeypatch):
    from inventory.services import generation

    def interrupted(work, chunk):
        raise KeyboardInterrupt

    monkeypatch.setattr(generation, "_write", interrupted)
    outcome = empty("generate", "--assets", 5)
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert empty.answer("list")["total"] == 0
