"""Stocks and layouts of a register: the users' own beside those that ship; one that cannot be read harms no other."""

from __future__ import annotations

import logging

from inventory.labels.layout import shipped_layouts
from inventory.labels.stock import shipped_stocks
from inventory.model.labels import LabelLayout, LabelStock
from inventory.services.label_designs import designs
from inventory.services.label_layouts import list_layouts
from inventory.services.label_stocks import list_stocks

STOCK = '{"key": "moj", "name": "Mój arkusz", "kind": "roll", "width_mm": 60, "height_mm": 30}'


def keep(application, *records):
    application.operation("Test", lambda work: [work.add(record) for record in records])


def test_those_that_ship_are_there(demonstration):
    found = demonstration.read(designs)
    assert set(found.stocks) == set(shipped_stocks())
    assert set(found.layouts) == set(shipped_layouts())


def test_one_that_cannot_be_read_is_left_out_and_the_log_says_so(demonstration, caplog):
    keep(
        demonstration,
        LabelStock(key="moj", name="Mój arkusz", content=STOCK),
        LabelStock(key="zly", name="Zły arkusz", content='{"key": "zly"}'),
        LabelLayout(key="z-przyszlosci", name="Z przyszłości", content='{"version": 99}'),
        LabelLayout(key="uciety", name="Ucięty", content='{"key":'),
    )
    with caplog.at_level(logging.WARNING):
        found = demonstration.read(designs)
    assert (found.stock("moj").width_mm, found.stock("moj").own) == (60, True)
    assert not {"zly", "z-przyszlosci", "uciety"} & {*found.stocks, *found.layouts}
    assert [view.stock.key for view in demonstration.read(list_stocks) if view.id is not None] == ["moj"]
    assert demonstration.read(list_layouts) == []
    assert all(name in caplog.text for name in ("Zły arkusz", "Z przyszłości", "Ucięty"))
