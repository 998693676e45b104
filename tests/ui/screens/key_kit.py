"""What tests of keys share: a register that is ready for them, and assets and people by name."""

from __future__ import annotations

from inventory.services.finding import find_person


def laptop(desk):
    return desk.application.listing.by_code("WR/487/0012")[0]


def person(desk, name="Piotr Dąbek"):
    return desk.application.read(lambda session: find_person(session, name).id)


def ready(desk, page):
    desk.qtbot.waitUntil(lambda: page.model.complete() and page.side.details() is not None, timeout=20_000)
    # The keys of the register are made after its first paint.
    desk.qtbot.waitUntil(lambda: page.actions_._has_keys)
    page.table.setFocus()
    desk.qtbot.waitUntil(page.table.hasFocus)
    return page
