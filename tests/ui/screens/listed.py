"""What tests of the register share: the numbers shown, a search typed, rows chosen."""

from __future__ import annotations


def numbers(page):
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]


def search(desk, page, text):
    with desk.qtbot.waitSignal(page.model.ids_known, timeout=10_000):
        page.filters.search.setText(text)
    desk.settle()


def pick(page, *rows):
    page.table.select_id(page.model.id_at(rows[0]))
    for row in rows[1:]:
        page.table.toggle_tick(row)
