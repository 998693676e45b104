"""Tell whether a layout fits a stock, why it does not, and how long a number it holds: by laying labels out."""

from __future__ import annotations

from functools import lru_cache

from inventory.base.errors import UserError
from inventory.base.i18n import N_, Message, translations
from inventory.labels import code
from inventory.labels.data import DrawnData, FundingLabelData, LabelData, StickerData
from inventory.labels.drawing import Drawing
from inventory.labels.geometry import grid
from inventory.labels.number import BAR_FLOOR, SQUARE_FLOOR, DoesNotFit
from inventory.labels.painters import DATA, painter_of
from inventory.labels.pdf_pen import PdfPen
from inventory.labels.stock import Stock
from inventory.labels.template import RESOLUTIONS, Template

LONGEST = 32
# Sizes are typed in to tenths.
_SLACK_MM = 0.05
USUAL_NUMBER = "WR/487/0012"
# Numbers as offices make them, as wide and as hard to pack into bars as they get.
_NUMBERS = {
    "code128": "WR/4A7/0B1-2C3D4E5F/6G7H8J9K0L1M",
    "": "KWPWR/ST/487/0012/26-ZAL/0001/AB",
}
_STATEMENT = (
    "Projekt nr NMF/PA18/0004 pn. „Integracja dla bezpieczeństwa – współpraca międzynarodowa w zakresie praw "
    "podstawowych” korzysta z dofinansowania otrzymanego od Norwegii w ramach Norweskiego Mechanizmu Finansowego "
    "2014–2021"
)
# What an asset of usual length has in each field of a drawn layout, as Polish registers write it.
USUAL_TEXTS = {
    "number": USUAL_NUMBER, "name": "Laptop terenowy 14″", "category": "Komputery przenośne", "manufacturer": "Dell",
    "model": "Latitude 5430", "serial": "LT14-23-00912", "status": "W użyciu", "condition": "dobry", "place": "212",
    "custodian": "Jan Kowalski", "supplier": "Komputer-Serwis Sp. z o.o.", "invoice": "FV/2023/0417",
    "purchased_on": "18.11.2023", "accepted_on": "20.11.2023", "price_net": "5\u00a0268,29\u00a0zł", "vat_rate": "23%",
    "price_gross": "6\u00a0480,00\u00a0zł", "kst": "487", "warranty_until": "18.11.2026", "insured_until": "31.12.2026",
    "durability_until": "31.12.2028", "policy": "PZU/123456", "quantity": "1", "unit": "szt.", "set": "WR/487/0011",
    "old_numbers": "IV/2211", "swop": "SWOP/55321", "notes": "do pracy w terenie", "funding": "NMF 85%, BP 15%",
    "unit_name": "Komenda Wojewódzka Policji we Wrocławiu", "unit_short": "KWP we Wrocławiu", "source_mark": "NMF",
    "project": "NMF/PA18/0004",
}  # fmt: skip
_TOO_LARGE = N_("This layout is {width} × {height} mm; the label is {size}.")
_CODE = N_("The code of {number} needs {width} × {height} mm with its quiet zone; the label is {size}.")
_BOXES = N_("The boxes of number and code have no room for the number {number}.")
_NUMBER = N_("The number {number} would come out smaller than {points} pt; the label is {size}.")


@lru_cache(maxsize=1024)
def misfit(template: Template) -> Message | None:
    """Return why a layout does not fit a stock; None where a label with a usual number and texts comes out well."""
    drawing, stock = template.layout.drawing, template.stock
    if drawing is not None and not fits_on(drawing, stock):
        return Message(_TOO_LARGE, {"width": drawing.width_mm, "height": drawing.height_mm, "size": stock.size})
    for dpi in RESOLUTIONS:
        try:
            _draw(template, usual_label(template), dpi)
        except DoesNotFit:
            return _why(template)
        except UserError as error:
            return error.message
    return None


def fits_on(drawing: Drawing, stock: Stock) -> bool:
    """Tell whether a stock is as large as a drawing."""
    return drawing.width_mm <= stock.width_mm + _SLACK_MM and drawing.height_mm <= stock.height_mm + _SLACK_MM


@lru_cache(maxsize=1024)
def longest_number(template: Template) -> int:
    """Return how many characters a number may have on a template; a number of wide letters may hold fewer."""
    number = _NUMBERS.get(template.code.kind, _NUMBERS[""])
    return next((count for count in range(LONGEST, 0, -1) if _holds(template, number[:count])), 0)


def _holds(template: Template, number: str) -> bool:
    kind = DATA[template.layout.form]
    try:
        for dpi in RESOLUTIONS:
            _draw(template, kind(number=number), dpi)
    except (DoesNotFit, UserError):
        return False
    return True


def usual_label(template: Template) -> LabelData:
    """Return a made-up label, for pictures of layouts while no asset is chosen."""
    form = template.layout.form
    if form == "sticker":
        return StickerData(number=USUAL_NUMBER, unit_short="KWP", name="Laptop", serial="LT14-23-00912")
    if form == "drawn":
        return DrawnData(number=USUAL_NUMBER, texts=USUAL_TEXTS)
    return FundingLabelData(
        number=USUAL_NUMBER, statement_pl=_STATEMENT, project_number="NMF/PA18/0004", name="Laptop", unit_short="KWP",
    )  # fmt: skip


def _draw(template: Template, data: LabelData, dpi: int) -> None:
    pen, tr = PdfPen(grid(template.stock, dpi)), translations("pl")
    painter_of(template, pen, tr, preview=True).draw(data)


def _why(template: Template) -> Message:
    """Say what has no room: the code with its quiet zone, or the number."""
    kind, stock = template.code.kind, template.stock
    if template.layout.drawing is not None:
        return Message(_BOXES, {"number": USUAL_NUMBER})
    modules = code.symbol(kind, USUAL_NUMBER).modules + 2 * code.QUIET[kind]
    bars = kind == "code128"
    wide = round(modules * (BAR_FLOOR if bars else SQUARE_FLOOR), 1)
    tall = 5.0 if bars else wide
    params = {"number": USUAL_NUMBER, "size": stock.size}
    if wide > stock.width_mm - (2 * stock.safe_x_mm if bars else 0) or tall > stock.height_mm - stock.safe_y_mm:
        return Message(_CODE, {**params, "width": wide, "height": tall})
    return Message(_NUMBER, {**params, "points": template.type.number_floor})
