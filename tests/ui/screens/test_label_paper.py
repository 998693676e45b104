"""Before labels are printed it is said where the paper of the driver, or what the printer reaches, is another."""

from __future__ import annotations

from inventory.base.i18n import translations
from inventory.labels.template import template
from inventory.ui.printers import DriverPaper
from inventory.ui.screens.label_choice import Choice
from inventory.ui.screens.label_look import paper_findings

TR = translations("pl")


def findings(paper, driver=None, key="roll-62x29-qr"):
    taken = []
    found = paper_findings(TR, Choice(template=template(key)), paper, taken.append, driver)
    return [(one.tone, one.text) for one in found], found, taken


def test_paper_that_is_the_same_or_turned_is_not_mentioned(qapp, look):
    for paper in ((62, 29), (29, 62), None):
        assert findings(paper, DriverPaper(width_mm=62, height_mm=29))[0] == []


def test_paper_that_the_driver_refuses_stands_in_the_way_with_both_sizes(qapp, look):
    told, found, taken = findings((62, 29), DriverPaper(width_mm=50, height_mm=25))
    assert told == [("err", "Sterownik nie przyjmuje papieru 62 × 29 mm; drukuje na 50 × 25 mm.")]
    found[0].go()
    assert [one.stock.key for one in taken] == ["roll-50x25"]


def test_another_paper_in_the_driver_is_amber_even_where_it_would_take_this_one(qapp, look):
    told, _, _ = findings((100, 55), DriverPaper(width_mm=62, height_mm=29))
    assert [tone for tone, _ in told] == ["warn"]


def test_ink_that_the_printer_cannot_reach_is_told(qapp, look):
    told, _, _ = findings((62, 29), DriverPaper(width_mm=62, height_mm=29, unreached=(1.5, 3.1, 1.5, 4.2)))
    assert told == [
        ("warn", "Drukarka nie zadrukuje 4,2 mm przy krawędzi papieru, a te naklejki mają tam wolne tylko 3 mm.")
    ]
    laser = DriverPaper(width_mm=210, height_mm=297, unreached=(4.2, 4.2, 4.2, 4.2))
    assert findings((210, 297), laser, "sheet-70x36-qr")[0] == []
