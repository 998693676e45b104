"""The preview shows the very PDF that will be printed, drawn off the main thread."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtGui import QColor

from inventory.ui.pdf_pages import changed_parts, page_sizes, render
from inventory.ui.widgets.pdf_view import PdfView


def paper(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 300))
    for _ in range(pages):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 200, 150, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def view(qtbot, tr, operations, look):
    made = PdfView(tr, operations)
    qtbot.addWidget(made)
    made.resize(240, 300)
    made.show()
    return made


def test_page_is_drawn_as_it_is(qtbot, view):
    with qtbot.waitSignal(view.shown):
        view.set_pdf(paper(1))
    picture = view.viewport().grab().toImage()
    scale = picture.devicePixelRatio()
    width = int(120 * scale)
    assert picture.pixelColor(width, int(30 * scale)) == QColor("white")
    assert picture.pixelColor(width, int(280 * scale)) == QColor("red")


def test_only_pages_in_sight_are_drawn(qtbot, view):
    with qtbot.waitSignal(view.shown):
        view.set_pdf(paper(40))
    assert view.page_count() == 40
    assert len(view._images) < 4
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 39 in view._images)
    assert len(view._images) <= 8


def test_zoom_fits_the_width_until_it_is_set(qtbot, view):
    view.set_pdf(paper(1))
    qtbot.waitUntil(lambda: view.page_count() == 1)
    fitted = view.factor()
    assert fitted == pytest.approx((view.viewport().width() - 4) / (200 * 96 / 72))
    view.set_zoom(2.0)
    assert view.horizontalScrollBar().maximum() > 0
    view.set_zoom(None)
    assert view.factor() == fitted


def test_damaged_paper_is_told(qtbot, view, operations):
    operations.failed = lambda _task, _error: None
    with qtbot.waitSignal(view.failed):
        view.set_pdf(b"%PDF-1.4 broken")


def test_empty_view_takes_the_old_paper_away(qtbot, view):
    with qtbot.waitSignal(view.shown):
        view.set_pdf(paper(1))
    view.set_pdf(b"")
    assert view.page_count() == 0


def test_sizes_and_pixels_of_a_page():
    pdf = paper(2)
    assert page_sizes(pdf) == [(200.0, 300.0)] * 2
    image = render(pdf, 1, 2.0)
    assert (image.width, image.height) == (400, 600)
    assert len(image.pixels) == image.stride * image.height


def words(*lines: tuple[float, str]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 300))
    for height, text in lines:
        canvas.drawString(20, height, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def drawn(pdf: bytes):
    return render(pdf, 0, 1.0)


def test_changed_parts_lie_where_the_text_changed():
    before, after = words((250, "Nazwa"), (150, "Cel: A")), words((250, "Nazwa"), (150, "Cel: szkolenie"))
    ((left, top, wide, high),) = changed_parts(drawn(before), drawn(after))
    assert 0.1 < left < 0.4
    assert top < 0.5 < top + high
    assert wide < 0.5
    assert changed_parts(drawn(after), drawn(after)) == []


def test_foot_and_another_page_are_no_changed_parts():
    assert changed_parts(drawn(words((4, "wydruk 10:41"))), drawn(words((4, "wydruk 10:42")))) == []
    assert changed_parts(drawn(words()), drawn(paper(1))) != []
    lines = [(float(height), "tekst") for height in range(20, 300, 10)]
    assert changed_parts(drawn(words()), drawn(words(*lines))) == []
    assert changed_parts(drawn(words()), render(words(), 0, 2.0)) == []


def test_change_is_tinted_for_a_second_and_only_where_it_is_wanted(qtbot, tr, operations, look):
    views = [PdfView(tr, operations, tints=tints) for tints in (True, False)]
    for view in views:
        qtbot.addWidget(view)
        view.resize(240, 300)
        view.show()
        with qtbot.waitSignal(view.shown):
            view.set_pdf(words((150, "Cel: A")))
        assert view.tinted() in ({}, {0: []})
        with qtbot.waitSignal(view.shown):
            view.set_pdf(words((150, "Cel: B")))
    assert len(views[0].tinted()[0]) == 1
    assert views[1].tinted() == {}
    qtbot.waitUntil(lambda: views[0].tinted() == {}, timeout=5_000)
    views[0].set_pdf(b"")
    assert views[0].page_count() == 0
