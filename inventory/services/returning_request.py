"""What a return asks for, from the form, the command line or a saved draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ReturnItem:
    """One asset that comes back; `missing` are the ids of accessories that did not."""

    asset_id: int
    condition: str = ""
    missing: tuple[int, ...] = ()
    remarks: str = ""
    with_parts: bool = True


@dataclass(frozen=True, kw_only=True)
class ReturnRequest:
    """A return from one holder.

    Without `receiver_id` the person of the acting account receives, without `place_id` it goes to the unit's store.
    `missing` names in words what did not come back: accessories of that name are marked. `settled` None is "not said".
    `strict` asks for every mandatory field; otherwise they are filled and told as warnings (decision 20).
    """

    items: tuple[ReturnItem, ...] = ()
    receiver_id: int | None = None
    place_id: int | None = None
    on: date | None = None
    missing: str = ""
    damaged: str = ""
    settled: bool | None = None
    settled_note: str = ""
    data_wiped: bool | None = None
    stickers_readable: bool | None = None
    remarks: str = ""
    city: str = ""
    strict: bool = True
