"""Taking back, cancelling, signing: what goes back where, and what the papers keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from inventory.base.errors import Invalid, ProblemsFound, Refused, UserError
from inventory.model.assets import Accessory, Asset
from inventory.model.movements import Document
from inventory.services.documents import (
    cancel,
    document_pdf,
    mark_signed,
    printable_pdf,
    reprint,
    signed_scan,
)
from inventory.services.drafts import delete_draft, draft, drafts, save_draft
from inventory.services.handovers import DocumentFilter, awaiting_signature, custody, documents_list, handed_out
from inventory.services.issuing import issue
from inventory.services.returning import prepare_return, take_back
from inventory.services.returning_request import ReturnItem, ReturnRequest
from inventory.store.check import problems
from tests.services.small_register import ACCOUNT, small_register
from tests.services.test_issuing import EN, PL, TODAY, request, text_of


@pytest.fixture
def register(database_template, tmp_path):
    made = small_register(database_template, tmp_path / "rejestr.db")
    yield made
    made.close()


def issued(register, *numbers, to="Ewa Sosnowska", **more):
    return register.do(lambda work: issue(work, request(register, *numbers, to=to, **more), EN))


def returned(register, *numbers, **more):
    items = tuple(ReturnItem(asset_id=register.id_of(number)) for number in numbers)
    return register.do(lambda work: take_back(work, ReturnRequest(items=items, strict=False, **more), EN))


def accessory(register, name):
    return register.look(lambda s: s.scalar(select(Accessory).where(Accessory.name == name)))


def test_return_answers_its_protocol_and_goes_to_the_store(register):
    out = issued(register, "WR/669/0002", return_by=date(2999, 1, 31))
    back = returned(register, "WR/669/0002")
    assert back.number.startswith("Z/0001/")
    assert register.state("WR/669/0002") == ("in_stock", "", "A/012", True, "dobry")
    assert out.number in text_of(back.pdf)
    assert [EN.message(message) for message in back.warnings] == [
        "Condition was filled in: no change.",
        "Missing parts were filled in: none.",
        "Settled was filled in: yes.",
    ]
    steps = register.look(lambda s: custody(s, register.id_of("WR/669/0002")))
    assert [(step.kind, step.document) for step in steps] == [("return", back.number), ("handover", out.number)]


def test_return_of_a_set_brings_the_parts_that_the_holder_has(register):
    issued(register, "WR/487/0015")
    assert returned(register, "WR/487/0015").assets == ("WR/487/0015", "WR/803/0007")


def test_part_that_was_issued_alone_rejoins_its_set(register):
    issued(register, "WR/803/0007")
    assert register.state("WR/803/0007")[3] is False
    returned(register, "WR/803/0007")
    assert register.state("WR/803/0007")[3] is True
    assert issued(register, "WR/487/0015").assets == ("WR/487/0015", "WR/803/0007")


def test_missing_accessory_is_marked_named_and_not_settled(register):
    issued(register, "WR/669/0002")
    back = returned(register, "WR/669/0002", missing="Brak paska: pasek zgubiony")
    assert accessory(register, "pasek").missing
    assert not accessory(register, "futerał").missing
    text = text_of(back.pdf)
    assert "pasek (item 1); Brak paska: pasek zgubiony" in text
    assert "Settled was filled in: no." in [EN.message(message) for message in back.warnings]
    # The next handover says that it is not there.
    next_out = issued(register, "WR/669/0002")
    assert "WR/669/0002 lacks: pasek." in [EN.message(message) for message in next_out.warnings]


def test_late_return_says_how_many_days(register):
    from datetime import UTC, datetime

    issued(register, "WR/669/0002", return_by=date(2999, 1, 31))
    item = ReturnItem(asset_id=register.id_of("WR/669/0002"), condition="dobry")
    wanted = ReturnRequest(items=(item,), settled=True, on=date(2999, 2, 6))
    prepared = register.look(lambda s: prepare_return(s, wanted, EN, account=ACCOUNT, today=date(2999, 2, 6)))
    assert (prepared.days_late, prepared.holder, prepared.place, prepared.problems) == (6, "Ewa Sosnowska", "A/012", ())
    back = register.do(lambda work: take_back(work, wanted, EN), now=datetime(2999, 2, 6, 12, tzinfo=UTC))
    assert "6 days late" in text_of(back.pdf)


def test_window_asks_for_condition_and_settlement(register):
    issued(register, "WR/669/0002")
    wanted = ReturnRequest(items=(ReturnItem(asset_id=register.id_of("WR/669/0002")),))
    prepared = register.look(lambda s: prepare_return(s, wanted, EN, account=ACCOUNT, today=TODAY))
    assert {problem.field for problem in prepared.problems} == {"condition", "settled"}


def test_asset_in_stock_cannot_be_returned(register):
    with pytest.raises(ProblemsFound, match="not issued to anybody"):
        returned(register, "WR/669/0002")


def test_several_holders_need_several_returns(register):
    issued(register, "WR/669/0002")
    issued(register, "WR/809/0417", to="Piotr Dąbek")
    with pytest.raises(ProblemsFound, match="several holders"):
        returned(register, "WR/669/0002", "WR/809/0417")
    assert register.state("WR/669/0002")[0] == "issued"


def test_custody_without_a_paper_is_returned_as_state_of_the_register(register):
    from inventory.model.organisation import Person

    def take_over(work):
        asset = work.get(Asset, register.id_of("WR/669/0002"))
        asset.status = "issued"
        asset.person_id = work.scalar(select(Person.id).where(Person.last_name == "Dąbek"))

    register.do(take_over)
    assert "state of the register" in text_of(returned(register, "WR/669/0002").pdf)


def test_cancelled_issue_puts_everything_back_and_keeps_its_number(register):
    out = issued(register, "WR/487/0015")
    done = register.do(lambda work: cancel(work, out.number, "pomyłka w osobie"))
    assert (done.state, done.assets) == ("cancelled", ("WR/487/0015", "WR/803/0007"))
    assert register.state("WR/487/0015")[:3] == ("in_stock", "", "A/012")
    assert issued(register, "WR/487/0015").number.startswith("P/0002/")
    assert register.look(lambda s: document_pdf(s, out.number)).content == out.pdf
    assert "CANCELLED" in text_of(register.look(lambda s: printable_pdf(s, out.number, EN)))
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []


def test_cancelled_return_gives_the_assets_back_to_their_holder(register):
    out = issued(register, "WR/669/0002", return_by=date(2999, 1, 31))
    back = returned(register, "WR/669/0002", missing="pasek")
    register.do(lambda work: cancel(work, back.number, "zwrot omyłkowy"))
    assert register.state("WR/669/0002")[:3] == ("issued", "Ewa Sosnowska", "A/118")
    assert not accessory(register, "pasek").missing
    assert register.look(handed_out)[1][0].number == out.number
    # The return that follows answers the same protocol again.
    assert out.number in text_of(returned(register, "WR/669/0002").pdf)


def test_cancelling_is_refused_when_the_asset_moved_since(register):
    out = issued(register, "WR/669/0002")
    back = returned(register, "WR/669/0002")
    with pytest.raises(Refused, match=f"Cancel {back.number} first"):
        register.do(lambda work: cancel(work, out.number, "pomyłka"))
    register.do(lambda work: cancel(work, back.number, "pomyłka"))
    with pytest.raises(UserError):
        register.do(lambda work: cancel(work, back.number, "pomyłka"))


def test_cancelling_needs_a_reason(register):
    out = issued(register, "WR/669/0002")
    with pytest.raises(Invalid, match="Enter the reason"):
        register.do(lambda work: cancel(work, out.number, "  "))


def test_signed_paper_keeps_its_scan_and_leaves_the_list(register):
    out = issued(register, "WR/669/0002")
    scan = b"%PDF-1.4 podpisany"
    register.do(lambda work: mark_signed(work, out.number, scan))
    assert register.look(lambda s: signed_scan(s, out.number)) == ("application/pdf", scan)
    assert register.look(awaiting_signature) == (0, [])
    with pytest.raises(Invalid, match="PDF, JPEG or PNG"):
        register.do(lambda work: mark_signed(work, out.number, b"MZ\x90"))


def test_reprint_is_a_counted_copy_and_the_stored_bytes_stay(register):
    out = issued(register, "WR/669/0002")
    assert "reprint no. 1" in text_of(register.do(lambda work: reprint(work, out.number, EN)))
    assert "reprint no. 2" in text_of(register.do(lambda work: reprint(work, out.number, EN)))
    assert register.look(lambda s: document_pdf(s, out.number)).content == out.pdf
    assert register.look(lambda s: documents_list(s, DocumentFilter()))[1][0].copies_printed == 2


def test_draft_has_no_number_and_is_replaced_and_thrown_away(register):
    first = register.do(lambda work: save_draft(work, "handover", "Ewa Sosnowska", {"items": [1]}))
    register.do(lambda work: save_draft(work, "handover", "Ewa Sosnowska, 2", {"items": [1, 2]}, draft_id=first))
    assert [(d.title, d.content) for d in register.look(lambda s: drafts(s, "handover"))] == [
        ("Ewa Sosnowska, 2", {"items": [1, 2]})
    ]
    assert register.look(lambda s: s.scalars(select(Document)).all()) == []
    register.do(lambda work: delete_draft(work, first))
    with pytest.raises(UserError):
        register.look(lambda s: draft(s, first))


def test_polish_paper_is_chosen_on_its_own(register):
    out = register.do(lambda work: issue(work, replace(request(register, "WR/669/0002"), purpose="x"), PL))
    row = register.look(lambda s: s.scalars(select(Document)).one())
    assert (row.language, row.number) == ("pl", out.number)
