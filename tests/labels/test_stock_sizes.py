"""The sizes of shipped sheets and rolls against what their makers publish."""

from __future__ import annotations

import pytest

from inventory.labels.stock import (
    shipped_stocks,
)

STOCKS = shipped_stocks()

# Typed from the makers' tables in the label list of LibreOffice (extras/source/labels/labels.xml), in hundredths of a
# millimetre: pitch across and down, width and height of a label, left and top margin; then columns and rows.
SHEETS = {
    "Avery L4730": (2032, 1000, 1778, 1000, 467, 1343, 10, 27),
    "Avery L4731": (2794, 1000, 2540, 1000, 848, 1343, 7, 27),
    "Avery L4732": (3810, 1693, 3556, 1693, 1102, 1299, 5, 16),
    "Avery L4736": (4826, 2117, 4572, 2117, 975, 2141, 4, 12),
    "Avery L4737": (6604, 2963, 6350, 2963, 721, 1510, 3, 9),
    "Avery L4744": (9854, 5080, 9600, 5080, 773, 2143, 2, 5),
    "Avery L4745": (9854, 6350, 9600, 6350, 773, 2143, 2, 4),
    "Avery L6008": (2794, 1000, 2540, 1000, 848, 1343, 7, 27),
    "Avery L6009": (4826, 2117, 4572, 2117, 975, 2141, 4, 12),
    "Avery L6011": (6604, 2963, 6350, 2963, 721, 1510, 3, 9),
    "Avery L6012": (9854, 5080, 9600, 5080, 773, 2143, 2, 5),
    "Avery L6113": (4826, 2117, 4572, 2117, 975, 2141, 4, 12),
    "Avery L6114": (6604, 2963, 6350, 2963, 721, 1510, 3, 9),
    "Avery L7157": (6654, 2430, 6400, 2430, 646, 1400, 3, 11),
    "Avery L7160": (6604, 3810, 6350, 3810, 720, 1515, 3, 7),
    "Avery L7161": (6604, 4656, 6350, 4656, 721, 882, 3, 6),
    "Avery L7162": (10160, 3387, 9906, 3387, 467, 1302, 2, 8),
    "Avery L7163": (10160, 3810, 9906, 3810, 467, 1515, 2, 7),
    "Avery L7164": (6604, 7197, 6350, 7197, 721, 457, 3, 4),
    "Avery L7165": (10160, 6773, 9906, 6773, 467, 1304, 2, 4),
    "Avery L7166": (10160, 9313, 9906, 9313, 467, 881, 2, 3),
    "Avery L7167": (19960, 28905, 19960, 28905, 520, 398, 1, 1),
    "Avery L7168": (19960, 14353, 19960, 14353, 520, 497, 1, 2),
    "Avery L7173": (10160, 5700, 9906, 5700, 467, 600, 2, 5),
    "Avery L7177": (10160, 4233, 9906, 4233, 467, 2144, 2, 6),
    "Avery L7651": (4064, 2117, 3810, 2117, 467, 1090, 5, 13),
    "Avery L7652": (4826, 1693, 4572, 1693, 975, 1299, 4, 16),
    "Avery L7654": (4826, 2540, 4572, 2540, 975, 2143, 4, 10),
    "Avery L7656": (5067, 1270, 4600, 1111, 600, 1595, 4, 21),
    "Avery Zweckform 3420": (7000, 1690, 7000, 1690, 0, 478, 3, 17),
    "Avery Zweckform 3421": (7000, 2540, 7000, 2540, 0, 873, 3, 11),
    "Avery Zweckform 3422": (7000, 3500, 7000, 3500, 0, 843, 3, 8),
    "Avery Zweckform 3423": (10500, 3500, 10500, 3500, 0, 843, 2, 8),
    "Avery Zweckform 3424": (10500, 4800, 10500, 4800, 0, 443, 2, 6),
    "Avery Zweckform 3425": (10500, 5700, 10500, 5700, 0, 593, 2, 5),
    "Avery Zweckform 3426": (10500, 7000, 10500, 7000, 0, 843, 2, 4),
    "Avery Zweckform 3427": (10500, 7420, 10500, 7420, 0, 0, 2, 4),
    "Avery Zweckform 3474": (7000, 3710, 7000, 3710, 0, 0, 3, 8),
    "Avery Zweckform 3475": (7000, 3600, 7000, 3600, 0, 443, 3, 8),
    "Avery Zweckform 3477": (10500, 4100, 10500, 4100, 0, 493, 2, 7),
    "Avery Zweckform 3479": (7000, 3200, 7000, 3200, 0, 443, 3, 9),
    "Avery Zweckform 3481": (7000, 4100, 7000, 4100, 0, 493, 3, 7),
    "Avery Zweckform 3484": (10500, 3710, 10500, 3710, 0, 0, 2, 8),
    "Avery Zweckform 3489": (7000, 2969, 7000, 2969, 0, 0, 3, 10),
    "Avery Zweckform 3651": (5250, 2969, 5250, 2969, 0, 0, 4, 10),
    "Avery Zweckform 3652": (7000, 4241, 7000, 4241, 0, 0, 3, 7),
    "Avery Zweckform 3653": (10500, 4241, 10500, 4241, 0, 0, 2, 7),
    "Avery Zweckform 3655": (21000, 14843, 21000, 14843, 0, 0, 1, 2),
    "Avery Zweckform 3657": (4850, 2540, 4850, 2540, 800, 2143, 4, 10),
    "Avery Zweckform 3658": (6460, 3380, 6460, 3380, 810, 1323, 3, 8),
    "Avery Zweckform 3659": (9700, 4230, 9700, 4230, 800, 2153, 2, 6),
    "Avery Zweckform 3660": (9700, 6770, 9700, 6770, 800, 1303, 2, 4),
    "Avery Zweckform 3661": (7000, 6770, 7000, 6770, 0, 1303, 3, 4),
    "Avery Zweckform 3664": (7000, 3380, 7000, 3380, 0, 1323, 3, 8),
    "Avery Zweckform 3665": (10500, 3380, 10500, 3380, 0, 1323, 2, 8),
    "Avery Zweckform 3666": (3810, 2120, 3810, 2120, 975, 1063, 5, 13),
    "Avery Zweckform 3667": (4850, 1690, 4850, 1690, 800, 1323, 4, 16),
    "Avery Zweckform 3668": (5250, 2120, 5250, 2120, 0, 0, 4, 14),
    "Avery Zweckform 3669": (7000, 5080, 7000, 5080, 0, 2143, 3, 5),
    "Herma 4200": (4830, 3387, 4830, 3387, 840, 1302, 4, 8),
    "Herma 4201": (4826, 1693, 4572, 1693, 975, 1306, 4, 16),
    "Herma 4226": (4826, 1693, 4826, 1693, 848, 1306, 4, 16),
    "Herma 4232": (4826, 2117, 4572, 2117, 975, 2150, 4, 12),
    "Herma 4233": (6604, 2963, 6350, 2963, 721, 1515, 3, 9),
    "Herma 4262": (6460, 3387, 6460, 3387, 810, 1303, 3, 8),
    "Herma 4263": (7000, 3387, 7000, 3387, 0, 1303, 3, 8),
    "Herma 4264": (10500, 3387, 10500, 3387, 0, 1303, 2, 8),
    "Herma 4265": (6604, 4656, 6350, 4656, 721, 882, 3, 6),
    "Herma 4266": (6604, 7200, 6350, 7200, 721, 450, 3, 4),
    "Herma 4267": (10160, 3387, 9906, 3387, 467, 1303, 2, 8),
    "Herma 4268": (10160, 5700, 9906, 5700, 467, 600, 2, 5),
    "Herma 4269": (10160, 6773, 9906, 6773, 467, 1303, 2, 4),
    "Herma 4270": (3810, 2120, 3810, 2120, 975, 1070, 5, 13),
    "Herma 4272": (4826, 2540, 4826, 2540, 848, 880, 4, 11),
    "Herma 4273": (5250, 2120, 5250, 2120, 0, 0, 4, 14),
    "Herma 4278": (7000, 5080, 7000, 5080, 0, 2150, 3, 5),
    "Herma 4279": (7000, 6773, 7000, 6773, 0, 1303, 3, 4),
    "Herma 4280": (9652, 6773, 9652, 6773, 848, 1303, 2, 4),
    "Herma 4282": (21000, 14850, 21000, 14850, 0, 0, 1, 2),
    "Herma 4346": (4826, 2117, 4572, 2117, 975, 2150, 4, 12),
    "Herma 4347": (6604, 2963, 6350, 2963, 721, 1515, 3, 9),
    "Herma 4348": (9854, 4233, 9600, 4233, 773, 2150, 2, 6),
    "Herma 4349": (9854, 5080, 9600, 5080, 773, 2150, 2, 5),
    "Herma 4350": (9854, 6350, 9600, 6350, 773, 2150, 2, 4),
    "Herma 4357": (4850, 2540, 4850, 2540, 800, 2150, 4, 10),
    "Herma 4360": (7000, 3600, 7000, 3600, 0, 450, 3, 8),
    "Herma 4425": (10500, 5700, 10500, 5700, 0, 600, 2, 5),
    "Herma 4455": (7000, 2540, 7000, 2540, 0, 880, 3, 11),
    "Herma 4456": (7000, 2970, 7000, 2970, 0, 0, 3, 10),
    "Herma 4457": (10500, 4800, 10500, 4800, 0, 450, 2, 6),
    "Herma 4461": (5250, 2970, 5250, 2970, 0, 0, 4, 10),
    "Herma 4462": (10500, 3713, 10500, 3713, 0, 0, 2, 8),
    "Herma 4464": (7000, 3713, 7000, 3713, 0, 0, 3, 8),
    "Herma 4470": (10500, 7425, 10500, 7425, 0, 0, 2, 4),
    "Herma 4616": (7000, 4243, 7000, 4243, 0, 0, 3, 7),
    "Herma 4623": (9652, 4233, 9652, 4233, 848, 2151, 2, 6),
    "Herma 4625": (10500, 4243, 10500, 4243, 0, 0, 2, 7),
    "Herma 4627": (10500, 14850, 10500, 14850, 0, 0, 2, 2),
    "Herma 4677": (6604, 3810, 6350, 3810, 721, 1515, 3, 7),
    "Herma 4678": (10160, 3810, 9906, 3810, 467, 1515, 2, 7),
}  # fmt: skip

# Sheets whose names every maker has its own of: label, columns and rows, left and top margin, pitch, by Rayfilm and JAC
# (templates of glabels-qt: 0302, 0304, 0410, 5853, 0503, 7029, 0711, 0810, 0817, 0908, 0913, 0922, 1009, 1016).
GENERAL = {
    "sheet-52x21": (52.5, 21.2, 4, 14, 0, 0.1, 52.5, 21.2),
    "sheet-52x29": (52.5, 29.7, 4, 10, 0, 0, 52.5, 29.7),
    "sheet-63x38": (63.5, 38.1, 3, 7, 7.2, 15.1, 66, 38.1),
    "sheet-64x33": (64.6, 33.8, 3, 8, 8.1, 13.3, 64.6, 33.8),
    "sheet-70x25": (70, 25.4, 3, 11, 0, 8.8, 70, 25.4),
    "sheet-70x29": (70, 29.7, 3, 10, 0, 0, 70, 29.7),
    "sheet-97x42": (97, 42.4, 2, 6, 8, 21.3, 97, 42.4),
    "sheet-99x38": (99.1, 38.1, 2, 7, 4.7, 15.15, 101.6, 38.1),
    "sheet-99x67": (99.1, 67.7, 2, 4, 4.7, 13.1, 101.6, 67.7),
    "sheet-105x37": (105, 37, 2, 8, 0, 0.5, 105, 37),
    "sheet-105x48": (105, 48, 2, 6, 0, 4.5, 105, 48),
    "sheet-105x148": (105, 148.5, 2, 2, 0, 0, 105, 148.5),
    "sheet-192x38": (192, 38, 1, 7, 9, 15.5, 192, 38),
    "sheet-192x61": (192, 61, 1, 4, 9, 26.5, 192, 61),
}

# Along the reading direction: size of the label, and what the printer reaches of it, in dots. Brother: 300 dpi both
# ways (brother_ql/labels.py). Dymo: 600 dpi along the roll, 300 across (paper sizes of the LabelWriter Wireless).
PRINTED = {
    "Brother DK-11201": (90, 29, 991 / 300, 306 / 300),
    "Brother DK-11202": (100, 62, 1109 / 300, 696 / 300),
    "Brother DK-11204": (54, 17, 566 / 300, 165 / 300),
    "Brother DK-11208": (90, 38, 991 / 300, 413 / 300),
    "Brother DK-11209": (62, 29, 696 / 300, 271 / 300),
    "Brother DK-11221": (23, 23, 202 / 300, 202 / 300),
    "Brother DK-11240": (102, 51, 1164 / 300, 526 / 300),
    "Brother DK-11241": (152, 102, 1660 / 300, 1164 / 300),
    "Dymo 11352": (54, 25, 1186 / 600, 271 / 300),
    "Dymo 11354": (57, 32, 651 / 300, 678 / 600),
    "Dymo 11355": (51, 19, 1028 / 600, 196 / 300),
    "Dymo 11356": (89, 41, 1926 / 600, 459 / 300),
    "Dymo 99010": (89, 28, 1926 / 600, 299 / 300),
    "Dymo 99012": (89, 36, 1922 / 600, 392 / 300),
    "Dymo 99014": (101, 54, 2218 / 600, 608 / 300),
    "Dymo 99015": (70, 54, 1482 / 600, 614 / 300),
    "Dymo 99019": (190, 59, 4320 / 600, 665 / 300),
}


def named(name):
    found = [stock for stock in STOCKS.values() if stock.name == name]
    assert len(found) == 1, name
    return found[0]


def near(*values):
    return pytest.approx(values, abs=0.05)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_lies_where_its_maker_cuts_it(name):
    stock = named(name)
    published = [value / 100 for value in SHEETS[name][:6]]
    assert (stock.pitch_x_mm, stock.pitch_y_mm, stock.width_mm, stock.height_mm) == near(*published[:4])
    assert (stock.margin_left_mm, stock.margin_top_mm) == near(*published[4:])
    assert (stock.columns, stock.rows) == SHEETS[name][6:]
    assert (stock.page_width_mm, stock.page_height_mm) == (210, 297)


@pytest.mark.parametrize("key", GENERAL)
def test_a_sheet_of_many_makers_stands_in_the_middle(key):
    stock, published = STOCKS[key], GENERAL[key]
    assert (stock.width_mm, stock.height_mm, stock.columns, stock.rows) == near(*published[:4])
    assert (stock.margin_left_mm, stock.margin_top_mm) == near(*published[4:6])
    assert (stock.pitch_x_mm, stock.pitch_y_mm) == near(*published[6:])


@pytest.mark.parametrize("name", PRINTED)
def test_ink_stays_where_the_printer_reaches(name):
    stock = named(name)
    width, height, across, down = PRINTED[name]
    assert (stock.width_mm, stock.height_mm) == (width, height)
    assert stock.width_mm - 2 * stock.safe_x_mm <= across * 25.4 + 0.05
    assert stock.height_mm - 2 * stock.safe_y_mm <= down * 25.4 + 0.05


@pytest.mark.parametrize("width", [62, 29, 38])
def test_endless_rolls_of_brother_are_cut_across_their_width(width):
    cut = [
        stock
        for stock in STOCKS.values()
        if stock.sensing == "continuous" and width in (stock.width_mm, stock.height_mm)
    ]
    assert len(cut) >= 2
    assert all(stock.kind == "roll" and stock.name.startswith("Brother DK-22") for stock in cut)


def test_thermal_rolls_of_the_usual_sizes_are_there():
    sizes = {(stock.width_mm, stock.height_mm) for stock in STOCKS.values() if stock.kind == "roll"}
    assert sizes >= {
        (50, 25),
        (50, 30),
        (57, 32),
        (70, 30),
        (100, 50),
        (100, 150),
        (38, 25),
        (32, 25),
        (51, 25),
        (76, 51),
    }
