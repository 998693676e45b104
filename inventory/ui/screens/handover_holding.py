"""What someone holds, for a return: by person or cell, by an asset, by a protocol."""

from __future__ import annotations

from typing import Any

from inventory.services.asset_details import asset_details
from inventory.services.handovers import DocumentFilter, documents_list, held_by
from inventory.services.organisation import list_cells
from inventory.services.people import list_people
from inventory.ui.screens.handover_values import CELL, PERSON
from inventory.ui.widgets.reference import Option


def held_ids(application: Any, holder: Option) -> list[int]:
    """Return the assets that a person or cell holds, by number."""
    what, number = holder.key if isinstance(holder.key, tuple) else ("", 0)
    who = {"person_id": number} if what == PERSON else {"cell_id": number}
    found = application.read(lambda session: held_by(session, **who, today=application.today()))
    return [item.asset_id for item in found]


def holder_of(application: Any, asset: int) -> Option | None:
    """Return who holds an asset, None for nobody."""
    form = application.read(lambda session: asset_details(session, asset)).form
    if form.person_id is not None:
        return _person(application, form.person_id)
    return _cell(application, form.cell_id) if form.cell_id is not None else None


def of_protocol(application: Any, number: str) -> tuple[Option | None, list[int]]:
    """Return the holder named on a protocol, and those of its assets that the holder still has."""
    wanted = DocumentFilter(words=number)
    rows = application.read(lambda session: documents_list(session, wanted, limit=20))[1]
    row = next((row for row in rows if row.number == number), None)
    if row is None:
        return None, []
    holder = _person(application, row.person_id) if row.person_id is not None else _cell(application, row.cell_id)
    if holder is None:
        return None, []
    listing = application.listing
    mine = set(held_ids(application, holder))
    listed = [asset for code in row.assets for asset in listing.by_code(code)]
    return holder, [asset for asset in listed if asset in mine]


def _person(application: Any, number: int) -> Option | None:
    people = application.read(lambda session: list_people(session, inactive=True))
    return next((Option((PERSON, p.id), p.name, p.cell) for p in people if p.id == number), None)


def _cell(application: Any, number: int | None) -> Option | None:
    cells = application.read(lambda session: list_cells(session, inactive=True))
    return next((Option((CELL, c.id), c.name, c.code) for c in cells if c.id == number), None)
