"""What the form of a handover or return holds, apart from its widgets: requests for the services, JSON for drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.services.returning_request import ReturnItem, ReturnRequest
from inventory.ui.widgets.reference import Option

ISSUE, RETURN, BETWEEN = "issue", "return", "between"
PERSON, CELL = "person", "cell"
_DATES = ("return_by", "on")
_PICKS = ("to", "holder", "giver", "place")


@dataclass(kw_only=True)
class Item:
    """One asset of the form. `accessories` are the ids of those ticked, None until somebody looked.

    `brought` marks a part that came with its set, whose number `part_of` is; `back_first` a held asset for which the
    return is made in the same go.
    """

    asset_id: int
    number: str = ""
    condition: str = ""
    accessories: tuple[int, ...] | None = None
    remarks: str = ""
    with_parts: bool = True
    part_of: str = ""
    back_first: bool = False


@dataclass(kw_only=True)
class Values:
    """The whole form. `facts` holds the fields by key: `Option`, date, text, bool or None each."""

    kind: str = ISSUE
    language: str = "pl"
    items: list[Item] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Tell whether there is nothing yet that a draft would keep."""
        return not self.items and not any(self.facts.get(key) for key in ("to", "holder"))

    def pick(self, key: str, kind: str = "") -> int | None:
        """Return the id chosen in a field; `kind` is person or cell where it can be either."""
        chosen = self.facts.get(key)
        if not isinstance(chosen, Option) or not isinstance(chosen.key, tuple):
            return None
        what, number = chosen.key
        return number if not kind or what == kind else None

    def text(self, key: str) -> str:
        """Return a text field."""
        return str(self.facts.get(key) or "")

    def issue_request(self) -> IssueRequest:
        """Return what `issue` is asked for."""
        return IssueRequest(
            items=tuple(
                IssueItem(
                    asset_id=item.asset_id, condition=item.condition, accessories=item.accessories,
                    remarks=item.remarks, with_parts=item.with_parts,
                )
                for item in self.items
            ),
            person_id=self.pick("to", PERSON), cell_id=self.pick("to", CELL), giver_id=self.pick("giver"),
            place_id=self.pick("place"), return_by=self.facts.get("return_by"), on=self.facts.get("on"),
            purpose=self.text("purpose"), basis=self.text("basis"), remarks=self.text("remarks"),
            count_reason=self.text("count_reason"),
        )  # fmt: skip

    def return_request(self, handed: Mapping[int, Iterable[int]]) -> ReturnRequest:
        """Return what `take_back` is asked for; `handed` are the accessories that went with each asset."""
        return ReturnRequest(
            items=tuple(
                ReturnItem(
                    asset_id=item.asset_id, condition=item.condition, remarks=item.remarks,
                    with_parts=item.with_parts, missing=_missing(item, handed),
                )
                for item in self.items
            ),
            receiver_id=self.pick("giver"), place_id=self.pick("place"), on=self.facts.get("on"),
            missing=self.text("missing"), damaged=self.text("damaged"), settled=self.facts.get("settled"),
            settled_note=self.text("settled_note"), data_wiped=self.facts.get("data_wiped"),
            stickers_readable=self.facts.get("stickers_readable"), remarks=self.text("remarks"),
        )  # fmt: skip

    def taken_back(self) -> frozenset[int]:
        """Return the assets whose return is made first."""
        return frozenset(item.asset_id for item in self.items if item.back_first)

    def document_kind(self) -> str:
        """Return the kind of the paper."""
        return "return" if self.kind == RETURN else "handover"

    def title(self) -> str:
        """Return who the paper is about, for lists of drafts."""
        chosen = self.facts.get("holder" if self.kind == RETURN else "to")
        return chosen.text if isinstance(chosen, Option) else ""


def to_json(values: Values, *, total: int = 0) -> dict[str, Any]:
    """Return the form as JSON can hold it, with what lists show of the draft."""
    facts: dict[str, Any] = {}
    for key, value in values.facts.items():
        if isinstance(value, Option):
            what, number = value.key if isinstance(value.key, tuple) else ("", value.key)
            facts[key] = [what, number, value.text, value.detail]
        else:
            facts[key] = value.isoformat() if isinstance(value, date) else value
    return {
        "form": values.kind, "language": values.language, "facts": facts, "items": [asdict(i) for i in values.items],
        "numbers": [item.number for item in values.items], "total": total, "person_id": values.pick("to", PERSON),
        "return_by": facts.get("return_by"),
    }  # fmt: skip


def from_json(content: Mapping[str, Any]) -> Values:
    """Return the form that a draft keeps."""
    facts = dict(content.get("facts", {}))
    for key in _DATES:
        if facts.get(key):
            facts[key] = date.fromisoformat(facts[key])
    for key in _PICKS:
        if facts.get(key):
            what, number, text, detail = facts[key]
            facts[key] = Option((what, number), text, detail)
    items = [Item(**kept) for kept in content.get("items", ())]
    for item in items:
        item.accessories = tuple(item.accessories) if item.accessories is not None else None
    return Values(
        kind=str(content.get("form", ISSUE)), language=str(content.get("language", "pl")), items=items, facts=facts
    )


def copied(values: Values) -> Values:
    """Return the values as they are now, for another thread."""
    return Values(
        kind=values.kind, language=values.language, items=[replace(item) for item in values.items],
        facts=dict(values.facts),
    )  # fmt: skip


def _missing(item: Item, handed: Mapping[int, Iterable[int]]) -> tuple[int, ...]:
    if item.accessories is None:
        return ()
    return tuple(accessory for accessory in handed.get(item.asset_id, ()) if accessory not in item.accessories)
