"""The page of prints: answered days later, any part printed again, never sent by itself; reasons asked once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from inventory.catalogue.query import parse
from inventory.services.label_stocks import StockRequest, delete_stock, list_stocks, save_stock
from inventory.services.print_history import job_ids, jobs_of
from inventory.services.print_jobs import broke_off, record
from tests.services.printing_kit import written
from tests.ui.screens.label_kit import LEFT, details, save


@pytest.fixture
def ids(desk):
    return list(desk.application.listing.ids(parse("")))


def keep(desk, ids, *, stock="", **more):
    _, made = written(desk.application, desk.tr, ids, stock=stock, template="qr" if stock else "")
    return desk.application.operation("Labels printed", lambda work: record(work, made, **more)).value


def jobs(desk):
    return desk.application.read(lambda session: jobs_of(session, job_ids(session)))


@pytest.fixture
def page(desk, ids):
    """The page with a print of four stickers that nobody answered for, and an older one that came out."""
    keep(desk, ids[4:6], target="stare.pdf", result="printed")
    keep(desk, ids[:4], target="Brother QL", output="printer")
    return shown(desk)


def shown(desk, **arguments):
    made = desk.go("print_jobs", **arguments)
    desk.qtbot.waitUntil(lambda: bool(made.side.model.rows()), timeout=10_000)
    desk.settle()
    return made


def cells(page, row):
    return [page.model.cell(row, column).text for column in range(len(page.model.columns()))]


def test_the_newest_print_comes_first_with_its_facts_and_labels(desk, page):
    assert cells(page, 0)[2:] == ["4 naklejki", "Brother QL", "bez odpowiedzi", ""]
    assert cells(page, 1)[2:5] == ["2 naklejki", "stare.pdf", "wyszedł dobrze"]
    assert page.side.question.isVisible()
    assert [line.number for line in page.side.model.rows()] == desk.application.listing.numbers(
        [line.asset_id for line in page.side.model.rows()]
    )
    page.which.choose("open")
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)


def test_days_later_a_yes_marks_the_stickers_and_can_be_undone(desk, page, ids):
    desk.qtbot.mouseClick(page.side.yes, LEFT)
    desk.settle()
    assert [details(desk, one).sticker for one in ids[:4]] == ["printed"] * 4
    desk.qtbot.waitUntil(lambda: not page.side.yes.isVisible(), timeout=10_000)
    desk.window.messages.toast().action.click()
    desk.settle()
    assert [details(desk, one).sticker for one in ids[:4]] == ["needed"] * 4


def test_one_label_is_printed_again_as_part_of_the_first_print(desk, page, monkeypatch, tmp_path, ids):
    page.side.lines.select_id(2)
    desk.qtbot.mouseClick(page.side.only_this, LEFT)
    desk.settle()
    printing = desk.window.current_page()
    assert [item.asset_id for item in printing.choice.ticked()] == ids[1:2]
    assert len(jobs(desk)) == 2
    save(desk, printing, monkeypatch, tmp_path / "b.pdf")
    newest, first = jobs(desk)[:2]
    assert (newest.repeats_id, newest.labels, first.spoiled_from, first.spoiled_to) == (first.id, 1, 2, 2)
    desk.qtbot.mouseClick(printing.outcome.yes, LEFT)
    desk.settle()
    assert [details(desk, one).sticker for one in ids[:4]] == ["printed"] * 4


def test_a_stock_of_ones_own_is_taken_as_it_is_now_and_missed_where_it_is_gone(desk, ids):
    def do(service, *arguments):
        return desk.application.operation("Test", lambda work: service(work, *arguments)).value

    mine = StockRequest(name="Mój", width_mm=62, height_mm=30, columns=3, rows=8, margin_left_mm=8, margin_top_mm=10)
    key = do(save_stock, mine)
    keep(desk, ids[:1], stock=key, target="a.pdf")
    page = desk.go("print_labels", template=f"{key}-qr")
    desk.settle()
    assert page.choice.template.per_page == 24
    kept = desk.application.read(list_stocks)[0]
    do(save_stock, replace(mine, rows=7, id=kept.id, version=kept.version))
    shown(desk)
    page = desk.go("print_labels")
    desk.settle()
    assert (page.choice.template.stock.key, page.choice.template.per_page, page.settings.start.maximum()) == (
        key,
        21,
        21,
    )
    do(delete_stock, kept.id)
    jobs_page = shown(desk)
    desk.qtbot.mouseClick(jobs_page.side.only_this, LEFT)
    desk.settle()
    printing = desk.window.current_page()
    assert printing.choice.template.key == "sheet-70x36-qr"
    assert any("Nie ma już wzoru „Mój" in one.text.text() for one in desk.window.messages.area().strips())


def test_a_print_that_broke_off_says_where_and_asks_about_the_rest(desk, ids):
    job = keep(desk, ids * 3, target="Zebra", output="printer", result="sending")
    desk.application.operation("Test", lambda work: broke_off(work, job, 1))
    page = shown(desk)
    assert page.side.question.text() == "Czy poza etykietami od 25 do 42 wszystkie wyszły dobrze?"
    printing = desk.go("print_labels")
    assert printing.outcome.isVisible()
    assert "przerwał się po stronie 1 z 2" in printing.outcome.text.text()
    desk.qtbot.mouseClick(printing.outcome.none, LEFT)
    desk.settle()
    assert not printing.outcome.isVisible()
    assert jobs(desk)[0].result == "failed"
    assert details(desk, ids[0]).sticker == "needed"


def test_a_print_not_answered_is_asked_about_when_the_page_is_opened_again(desk, ids):
    printing = desk.go("print_labels", assets=ids[:1])
    assert not printing.outcome.isVisible()
    desk.go("register")
    keep(desk, ids[:2], target="naklejki.pdf")
    assert desk.go("print_labels", assets=ids[:1]) is printing
    assert "2 naklejki, naklejki.pdf" in printing.outcome.text.text()
    desk.qtbot.mouseClick(printing.outcome.yes, LEFT)
    desk.settle()
    assert [details(desk, one).sticker for one in ids[:3]] == ["printed", "printed", "needed"]


def test_a_reprint_asks_the_reason_once_and_the_panel_tells_it(desk, monkeypatch, tmp_path, ids):
    keep(desk, ids[:2], result="printed")
    printing = desk.go("print_labels", assets=ids[:3])
    save_and_answer(desk, printing, monkeypatch, tmp_path / "a.pdf", "unreadable")
    desk.qtbot.mouseClick(printing.outcome.yes, LEFT)
    desk.settle()
    assert jobs(desk)[0].reason == "unreadable"
    assert len(details(desk, ids[0]).good_stickers) == 2
    from inventory.ui.screens.asset_facts import reprints

    assert reprints(details(desk, ids[0]), desk.tr).startswith("wydrukowano 2 razy, ostatnio ")
    assert reprints(details(desk, ids[0]), desk.tr).endswith("(nieczytelna)")
    assert reprints(details(desk, ids[2]), desk.tr) == ""
    # The last reason is offered the next time.
    desk.qtbot.mouseClick(printing.save_button, LEFT)
    desk.settle()
    assert dialog(desk).reason() == "unreadable"
    dialog(desk).reject()
    desk.settle()
    assert len(jobs(desk)) == 2


def dialog(desk):
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=10_000)
    return QApplication.activeModalWidget()


def save_and_answer(desk, page, monkeypatch, path, reason):
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    desk.qtbot.mouseClick(page.save_button, LEFT)
    desk.settle()
    asked = dialog(desk)
    asked.fields()["why"].set_value(reason)
    asked.try_save()
    desk.settle()
