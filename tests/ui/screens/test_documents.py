"""The documents as a clerk and an auditor use them: filters, the paper beside the list, copies, scans, printing."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from inventory.base.pdfium import PDFIUM
from inventory.services.documents import cancel, document_pdf
from inventory.services.handovers import DocumentFilter, documents_list
from inventory.services.paper_lists import PaperQuery
from inventory.ui import copies, printing
from inventory.ui.screens import paper_export
from inventory.ui.screens.asset_picker import AssetPicker


def shown(page):
    return [page.model.row_at(n).number for n in range(page.model.rowCount())]


def papers(desk, **wanted):
    return desk.application.read(lambda session: documents_list(session, DocumentFilter(**wanted)))[1]


def number_of(desk, holder):
    return next(row.number for row in papers(desk) if row.holder == holder)


@pytest.fixture
def page(desk):
    return desk.go("documents")


def put(desk, page, **filters):
    page.filters.put(**filters)
    desk.settle()


def test_newest_paper_is_shown_whole(desk, page):
    newest = papers(desk)[0]
    assert shown(page)[0] == page.current().number == newest.number
    stored = desk.application.read(lambda session: document_pdf(session, newest.number))
    desk.qtbot.waitUntil(lambda: page.side.preview.pdf() == stored.content)


def test_filters_narrow_by_words_kind_state_person_and_date(desk, page):
    dabek = next(row for row in papers(desk) if row.holder == "Piotr Dąbek")
    page.filters.search.setText("dabek")
    desk.settle()
    assert shown(page) == [dabek.number]
    page.filters.search.setText("wr/803/0006")
    desk.settle()
    assert shown(page) == [number_of(desk, "Jan Olszyna")]
    page.filters.remove_all()
    put(desk, page, kind="return")
    assert shown(page) == []
    put(desk, page, kind=None, state="issued")
    assert len(shown(page)) == 3
    put(desk, page, since=date(1999, 1, 1), until=date(1999, 12, 31))
    assert shown(page) == []
    assert [chip.accessibleName() for chip in page.filters.chips.chips()][-1].endswith("1999")
    page.filters.remove_all()
    desk.go("documents", person=dabek.person_id)
    assert shown(page) == [dabek.number]


def test_what_the_search_matched_is_bold(desk, page):
    page.filters.search.setText("dabek p/00")
    desk.settle()
    number, _kind, _on, holder = (page.model.cell(0, column) for column in range(4))
    assert [number.text[start : start + length] for start, length in number.marks] == ["P/00"]
    assert [holder.text[start : start + length] for start, length in holder.marks] == ["Dąbek"]
    page.filters.remove_all()
    desk.settle()
    assert page.model.cell(0, 0).marks == ()


def test_hostile_words_find_nothing_and_break_nothing(desk, page):
    for words in ("%", "_", "' OR 1=1 --", "<b>", "\\"):
        page.filters.search.setText(words)
        desk.settle()
        assert shown(page) == []


def test_scanned_code_of_a_paper_opens_it(desk, page):
    wanted = number_of(desk, "Ewa Sosnowska")
    put(desk, page, kind="return")
    desk.window.take_scan(wanted)
    desk.settle()
    assert desk.window.current_key() == "documents"
    assert page.current().number == wanted


def test_signed_scan_is_attached_and_its_content_decides(desk, page, tmp_path):
    row = page.current()
    wrong = tmp_path / "podpisany.pdf"
    wrong.write_bytes(b"MZ\x90 no paper")
    page.actions_.attach(row, wrong)
    desk.settle()
    assert papers(desk)[0].state == "issued"
    right = tmp_path / "skan ąę.bin"
    right.write_bytes(desk.application.read(lambda session: document_pdf(session, row.number)).content)
    page.actions_.attach(row, right)
    desk.settle()
    signed = papers(desk)[0]
    assert (signed.state, signed.has_scan) == ("signed", True)
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.current() is not None and page.current().state == "signed")


def test_cancelled_paper_is_struck_and_marked(desk, page):
    number = page.current().number
    desk.application.operation("Cancel a document", lambda work: cancel(work, number, "zła osoba"))
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.current().state == "cancelled")
    assert page.model.cell(0, 0).struck
    desk.qtbot.waitUntil(lambda: "zła osoba" in page.side.reason.text())
    stored = desk.application.read(lambda session: document_pdf(session, number)).content
    desk.qtbot.waitUntil(lambda: page.side.preview.pdf() not in (b"", stored))


def test_saved_file_is_the_stored_paper_byte_for_byte(desk, page, tmp_path):
    row = page.current()
    stored = desk.application.read(lambda session: document_pdf(session, row.number)).content
    target = tmp_path / printing.file_name_of(row.number)
    printing.write_pdf(page, page.context, stored, target)
    desk.settle()
    assert target.read_bytes() == stored
    assert "/" not in target.name


def test_without_a_printer_no_copy_is_counted_and_saving_is_offered(desk, page, monkeypatch):
    monkeypatch.setattr(printing, "printer_for", lambda name="": None)
    page.actions_.print_copy(page.current())
    desk.settle()
    assert papers(desk)[0].copies_printed == 0
    strips = desk.window.messages.area().strips()
    assert [strip.action.text() for strip in strips] == ["Zapisz jako PDF…"]


def test_printed_copy_is_counted_and_says_so(desk, page, monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "printer_for", lambda name="": to_file(tmp_path / "kopia.pdf"))
    page.actions_.print_copy(page.current())
    desk.settle()
    assert papers(desk)[0].copies_printed == 1
    assert (tmp_path / "kopia.pdf").stat().st_size > 0


def to_file(path, dots=203):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dots)
    return printer


def pictures(pdf, scale):
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        found = [page.render(scale=scale, grayscale=True).to_pil() for page in document]
        document.close()
    return found


def test_printed_pages_lie_where_the_paper_has_them(desk, page, tmp_path):
    from PIL import ImageChops, ImageFilter, ImageStat

    pdf = desk.application.read(lambda session: document_pdf(session, page.current().number)).content
    path = tmp_path / "wydruk.pdf"
    told = []
    assert printing.paint_pdf(pdf, to_file(path), told=lambda done, of: told.append((done, of))) == 2
    assert told == [(1, 2), (2, 2)]
    for before, after in zip(pictures(pdf, 3), pictures(path.read_bytes(), 3), strict=True):
        same = after.crop((0, 0, *before.size))
        soft = [picture.filter(ImageFilter.GaussianBlur(4)) for picture in (before, same)]
        # Twelve points are four millimetres: what was shifted by so much would match far worse.
        differences = [
            ImageStat.Stat(ImageChops.difference(soft[0], ImageChops.offset(soft[1], by, by))).mean[0] for by in (0, 36)
        ]
        assert differences[0] < 2
        assert differences[1] > 8


def test_list_is_exported_with_its_order(desk, page, tmp_path):
    target = tmp_path / "dokumenty.csv"
    paper_export.write(page, page.context, page.query(), target)
    desk.settle()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert papers(desk)[0].number in lines[1]


def test_keys_reach_the_list_and_search(desk, page, qapp):
    # Keys of tests follow each other as fast as a scanner's; what it does with them has its own tests.
    qapp.removeEventFilter(desk.program.scanner)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    page.table.setFocus()
    press(desk, page.table, Qt.Key.Key_F, page.filters.search.hasFocus, Qt.KeyboardModifier.ControlModifier)
    press(desk, page.filters.search, Qt.Key.Key_Down, page.table.hasFocus)
    press(desk, page.table, Qt.Key.Key_Down, lambda: page.current().number == shown(page)[1])


def press(desk, widget, key, then, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key and wait for what it does."""
    desk.qtbot.keyClick(widget, key, modifier)
    desk.qtbot.waitUntil(then)


def test_tabs_count_what_is_out_late_and_unsigned(desk):
    page = desk.go("handovers")
    assert [page.tabs._tabs[key]._count for key in ("out", "late", "waiting", "drafts")] == ["3", "0", "3", "0"]
    page.actions_.sign(page.current())
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.tabs._tabs["waiting"]._count == "2")


def test_a_page_opened_in_another_language_has_no_polish_left(make_desk, demonstration_database):
    desk = make_desk(demonstration_database, language="en")
    page = desk.go("documents")
    assert page.header.title.text() == "Documents"
    assert page.query() == PaperQuery(today=desk.application.today())


def test_papers_open_as_read_only_copies(desk, page, tmp_path, monkeypatch):
    """81: what another program may change is never the register's own."""
    opened = []
    monkeypatch.setattr(copies.QDesktopServices, "openUrl", lambda url: opened.append(copies.Path(url.toLocalFile())))
    row = page.current()
    scan = tmp_path / "podpisany.pdf"
    scan.write_bytes(b"%PDF-1.4\nsigned\n%%EOF")
    page.actions_.attach(row, scan)
    desk.settle()
    page.actions_.open_outside(row)
    desk.settle()
    page.actions_.open_scan(row)
    desk.qtbot.waitUntil(lambda: len(opened) == 2)
    stored = desk.application.read(lambda session: document_pdf(session, row.number))
    assert [copy.read_bytes() for copy in opened] == [stored.content, scan.read_bytes()]
    for copy in opened:
        assert copy.suffix == ".pdf"
        assert not copy.stat().st_mode & 0o222
        assert copy.parent != tmp_path


def test_copy_without_a_temporary_folder_is_told(desk, page, tmp_path, monkeypatch):
    """98: the folder for temporary files is gone; the window goes on."""
    copies._folder.cache_clear()
    monkeypatch.setattr(copies.tempfile, "tempdir", str(tmp_path / "nie ma"))
    page.actions_.open_outside(page.current())
    desk.qtbot.waitUntil(lambda: bool(desk.window.messages.area().strips()))
    (strip,) = desk.window.messages.area().strips()
    assert strip.text.text().startswith("Nie otwarto pliku: folder plików tymczasowych")


def test_matched_words_are_bold_among_the_handovers_and_in_the_picker(desk):
    page = desk.go("handovers", tab="out")
    page.search.setText("olszyna")
    desk.settle()
    assert page.model.cell(0, 3).marks == ((4, 7),)
    picker = AssetPicker(page.context, page)
    desk.qtbot.addWidget(picker)
    picker.search.setText("lornetka")
    desk.settle()
    names = [picker.model.cell(0, column) for column in range(picker.model.columnCount())]
    assert any(cell.marks == ((0, 8),) for cell in names)
