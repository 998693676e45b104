"""What a handover asks for, from the form, the command line or a saved draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class IssueItem:
    """One asset; `accessories` are the ids of those handed over, None for all that are not missing.

    `with_parts` brings the parts of a set (decision 4).
    """

    asset_id: int
    condition: str = ""
    accessories: tuple[int, ...] | None = None
    remarks: str = ""
    with_parts: bool = True


@dataclass(frozen=True, kw_only=True)
class IssueRequest:
    """A handover to one person or cell.

    Without `giver_id` the person of the acting account gives, without `on` it is today, without `city` that of the
    unit. `strict` asks for every mandatory field; otherwise they are filled and told as warnings (decision 20).
    `count_reason` lets assets of an open count move (decision 27).
    """

    items: tuple[IssueItem, ...] = ()
    person_id: int | None = None
    cell_id: int | None = None
    giver_id: int | None = None
    place_id: int | None = None
    return_by: date | None = None
    on: date | None = None
    purpose: str = ""
    basis: str = ""
    remarks: str = ""
    city: str = ""
    count_reason: str = ""
    strict: bool = True
