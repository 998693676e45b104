"""PDF on a printer: dot on dot at whatever resolution it has, on whole paper, in one bit for label printers."""

from __future__ import annotations

import ctypes
import io
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from inventory.base.errors import Unavailable
from inventory.base.i18n import translations
from inventory.labels.calibration import calibration_page
from inventory.labels.correction import cross_mm
from inventory.labels.data import LabelJob
from inventory.labels.render import render
from inventory.labels.stock import shipped_stocks
from inventory.labels.template import load_templates
from inventory.ui import printers
from inventory.ui.printing import paint_pdf
from tests.labels.made import sticker
from tests.labels.reading import codes, rendered

SHEET, ROLL = shipped_stocks()["sheet-70x36"], shipped_stocks()["roll-62x29"]
PL = translations("pl")
MM, PORTRAIT, LANDSCAPE = (
    QPageLayout.Unit.Millimeter,
    QPageLayout.Orientation.Portrait,
    QPageLayout.Orientation.Landscape,
)

pytestmark = pytest.mark.usefixtures("qapp")


class Driver(QPrinter):
    """A printer of a resolution that prints into a file; `paper` is all that it takes, `breaks_after` pages it ends."""

    def __init__(self, path, dpi, *, paper=None, breaks_after=99):
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.path = path
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self.setResolution(dpi)
        self._paper, self._left = paper, breaks_after
        self.layouts = []

    def setPageLayout(self, layout):  # noqa: N802 - the name Qt gives it
        self.layouts.append(layout)
        if self._paper is not None:
            layout = QPageLayout(QPageSize(QSizeF(*self._paper), QPageSize.Unit.Millimeter), PORTRAIT,
                                 QMarginsF(0, 0, 0, 0), MM)  # fmt: skip
        return super().setPageLayout(layout)

    def newPage(self):  # noqa: N802 - the name Qt gives it
        self._left -= 1
        return self._left > 0 and super().newPage()


@pytest.fixture
def driver(tmp_path):
    return lambda dpi, **more: Driver(tmp_path / f"wydruk-{dpi}.pdf", dpi, **more)


def labels(key, dpi, count=1):
    template = load_templates()[key]
    items = [sticker(f"WR/487/{number:04d}") for number in range(1, count + 1)]
    return render(LabelJob(template=template, items=items, dpi=dpi), PL).pdf


def drawn_for_print(pdf, dpi, number):
    document = pypdfium2.PdfDocument(pdf)
    image = document[number].render(scale=dpi / 72, optimize_mode="print", prefer_bgrx=True).to_pil().convert("L")
    document.close()
    return image


def dots(path):
    """Return what the printer was given: the dots of each page in grey, and points from its left and upper edge."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    pages = []
    for page in document:
        strips = []
        for part in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
            left, bottom, right, top = part.get_bounds()
            box = (left, page.get_height() - top, right, page.get_height() - bottom)
            strips.append((box, part.get_bitmap().to_pil().convert("L").copy()))
        strips.sort(key=lambda strip: strip[0][1])
        image = Image.new("L", (strips[0][1].width, sum(strip.height for _, strip in strips)))
        at = 0
        for _, strip in strips:
            image.paste(strip, (0, at))
            at += strip.height
        pages.append((image, strips[0][0][:2], strips[-1][0][2:]))
    document.close()
    return pages


@pytest.mark.parametrize("dpi", [180, 203, 300, 360, 600, 720, 1200])
def test_every_dot_of_a_roll_label_is_a_dot_of_the_printer(driver, dpi):
    pdf = labels("roll-62x29-qr", dpi, 2)
    printer = driver(dpi)
    assert paint_pdf(pdf, printer, dpi=dpi, one_bit=True) == 2
    for number, (image, first, last) in enumerate(dots(printer.path)):
        drawn = drawn_for_print(pdf, dpi, number)
        assert image.size == drawn.size
        wanted = drawn.point(lambda value: 255 * (value >= 128))
        # The edge of a letter may fall to the other side where a page is drawn in strips.
        assert sum(ImageChops.difference(image, wanted).histogram()[1:]) < 1e-5 * image.width * image.height
        assert codes(image) == [f"WR/487/{number + 1:04d}"]
        assert first == pytest.approx((0, 0), abs=0.01 + 72 / dpi)
        size = [end - begin for begin, end in zip(first, last, strict=True)]
        assert size == pytest.approx([side * 72 / dpi for side in image.size], abs=0.01)


@pytest.mark.parametrize(("stock", "dpi"), [(SHEET, 203), (SHEET, 300), (ROLL, 600), (ROLL, 1200)])
def test_trial_page_comes_out_with_every_code_and_its_cross_in_place(driver, stock, dpi):
    pdf = calibration_page(stock, PL, dpi=dpi)
    printer = driver(dpi)
    paint_pdf(pdf, printer, dpi=dpi)
    ((image, _, _),) = dots(printer.path)
    assert codes(image) == codes(rendered(pdf, dpi)) != []
    x, y = (round(mm * dpi / 25.4) for mm in cross_mm(stock))
    arm = round(3 * dpi / 25.4)
    assert max(image.crop((x, y - arm + 1, x + 1, y + arm - 1)).tobytes()) < 64
    assert min(image.crop((x + 3, y - arm, x + 6, y - 3)).tobytes()) == 255
    # The corner between the first two labels, or that of the frame.
    left, top = (mm * dpi / 25.4 for mm in ((70, 37.5) if stock is SHEET else (1, 2)))
    ink = image.crop((round(left) - 6, round(top), round(left) + 7, round(top) + 1)).tobytes()
    black = [at - 6 for at, value in enumerate(ink) if value < 64]
    assert black
    weight = -(-0.5 * dpi // 72)
    assert abs(sum(black) / len(black)) <= 1 + weight / 2


def test_sheets_keep_greys_and_label_printers_get_none(driver):
    pdf = calibration_page(SHEET, PL, dpi=300)
    kinds = {}
    for one_bit in (False, True):
        printer = driver(300)
        paint_pdf(pdf, printer, dpi=300, one_bit=one_bit)
        kinds[one_bit] = set(dots(printer.path)[0][0].tobytes())
    assert kinds[True] == {0, 255}
    assert len(kinds[False]) > 2


def test_colours_of_a_logo_stay_on_a_sheet(driver):
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595.27, 841.89))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(100, 100, 200, 200, stroke=0, fill=1)
    canvas.save()
    printer = driver(203)
    paint_pdf(stream.getvalue(), printer)
    document = pypdfium2.PdfDocument(printer.path.read_bytes())
    assert (255, 0, 0) in {colour for _, colour in document[0].render().to_pil().convert("RGB").getcolors(99999)}
    document.close()


# What is refused ------------------------------------------------------------------------------------------------


def test_labels_of_another_resolution_are_never_resampled(driver):
    printer = driver(600)
    with pytest.raises(Unavailable) as caught:
        paint_pdf(labels("roll-62x29-qr", 203), printer, dpi=203)
    assert caught.value.message.params == {"dpi": 203, "own": 600}
    assert not printer.path.exists()


class Info:
    """What the system knows of a printer that has two papers and no others."""

    def __init__(self, *, custom=False):
        self._custom = custom

    def printerInfo(self, _name):  # noqa: N802 - the name Qt gives it
        return self

    def isNull(self):  # noqa: N802 - the name Qt gives it
        return False

    def supportsCustomPageSizes(self):  # noqa: N802 - the name Qt gives it
        return self._custom

    def supportedPageSizes(self):  # noqa: N802 - the name Qt gives it
        return [QPageSize(QSizeF(*one), QPageSize.Unit.Millimeter) for one in ((62, 29), (25, 50))]

    def defaultPageSize(self):  # noqa: N802 - the name Qt gives it
        return self.supportedPageSizes()[0]


@pytest.mark.parametrize(
    ("custom", "wanted", "taken"),
    [
        (False, (62, 29), (62, 29)), (False, (50, 25), (50, 25)), (False, (100, 55), (62, 29)),
        (True, (100, 55), (100, 55)),
    ],
)  # fmt: skip
def test_paper_that_the_printer_has_not_got_is_known_before(driver, monkeypatch, custom, wanted, taken):
    monkeypatch.setattr(printers, "QPrinterInfo", Info(custom=custom))
    printer = driver(203)
    printers.set_sheet(printer, *wanted)
    found = printers.paper_taken(printer)
    assert (found.width_mm, found.height_mm) == pytest.approx(taken, abs=0.5)
    if wanted != taken:
        with pytest.raises(Unavailable):
            printers.check_paper(printer, *wanted)


@pytest.mark.parametrize("device", [(600, 600), (600, 1200)])
def test_a_printer_that_only_pretends_to_have_the_dots_is_refused(driver, monkeypatch, device):
    monkeypatch.setattr(printers, "dots_of", lambda _printer: device)
    printer = driver(203)
    with pytest.raises(Unavailable):
        paint_pdf(labels("roll-62x29-qr", 203), printer, dpi=203)
    assert not printer.path.exists()


def test_paper_that_the_driver_does_not_take_is_told_with_both_sizes(driver):
    printer = driver(203, paper=(210, 297))
    with pytest.raises(Unavailable) as caught:
        paint_pdf(labels("roll-62x29-qr", 203), printer, dpi=203)
    text = caught.value.text(PL)
    assert "210 × 297 mm" in text
    assert "62 × 29 mm" in text
    assert not printer.path.exists()


def test_a_printer_that_vanishes_between_pages_is_told_with_the_page(driver):
    told = []
    with pytest.raises(Unavailable) as caught:
        paint_pdf(labels("roll-62x29-qr", 203, 4), driver(203, breaks_after=2), dpi=203, told=lambda *n: told.append(n))
    assert caught.value.message.params == {"page": 2}
    assert told == [(1, 4), (2, 4)]


# Paper ----------------------------------------------------------------------------------------------------------


def test_a_label_wider_than_high_is_not_turned(driver):
    printer = driver(203)
    printers.set_sheet(printer, 62, 29)
    assert printer.layouts[-1].orientation() == PORTRAIT
    taken = printers.paper_taken(printer)
    assert (taken.width_mm, taken.height_mm) == pytest.approx((62, 29), abs=0.5)
    assert taken.unreached == (0, 0, 0, 0)


def test_a_label_is_turned_where_the_paper_of_the_driver_is(driver):
    printer = driver(203, paper=(29, 62))
    printer.setPageLayout(QPageLayout())
    printers.set_sheet(printer, 62, 29)
    assert printer.layouts[-1].orientation() == LANDSCAPE


def test_a_landscape_a4_page_is_a4_turned(driver):
    printer = driver(203)
    printers.set_sheet(printer, 297, 210)
    assert printer.layouts[-1].pageSize().id() == QPageSize.PageSizeId.A4
    assert printer.layouts[-1].orientation() == LANDSCAPE


def test_pages_have_no_margins(driver):
    # A label that is black to its edges.
    stock = replace(ROLL, width_mm=20, height_mm=10, page_width_mm=20, page_height_mm=10)
    page = pypdfium2.PdfDocument.new()
    made = page.new_page(20 / 25.4 * 72, 10 / 25.4 * 72)
    black = pdfium.FPDFPageObj_CreateNewRect(0, 0, 500, 500)
    pdfium.FPDFPageObj_SetFillColor(black, 0, 0, 0, 255)
    pdfium.FPDFPath_SetDrawMode(black, pdfium.FPDF_FILLMODE_ALTERNATE, ctypes.c_int(0))
    pdfium.FPDFPage_InsertObject(made.raw, black)
    made.gen_content()
    stream = io.BytesIO()
    page.save(stream)
    page.close()
    printer = driver(203)
    paint_pdf(stream.getvalue(), printer, dpi=203, one_bit=True)
    ((image, first, _),) = dots(printer.path)
    assert image.size == (round(stock.width_mm * 203 / 25.4), round(stock.height_mm * 203 / 25.4))
    assert set(image.tobytes()) == {0}
    assert first == pytest.approx((0, 0), abs=0.4)


# Which printer --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_without_a_printer_there_is_no_resolution_and_no_paper():
    assert printers.printer_for("Zebra") is None
    assert printers.own_resolution("Zebra") is None
    assert printers.driver_paper("Zebra", 62, 29) is None
