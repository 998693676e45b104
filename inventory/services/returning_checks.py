"""What stands in the way of a return, and what it answers: the last movement of each asset and its protocol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.i18n import Message, Translations
from inventory.base.text import clean, fold
from inventory.documents.data import HandoverData
from inventory.documents.snapshot import restore
from inventory.model.assets import Accessory, Asset
from inventory.model.movements import Movement
from inventory.model.organisation import Place, Unit
from inventory.services.issuing_checks import GIVER_UNKNOWN, Obstacle, giver_or_account
from inventory.services.movements import handover_of
from inventory.services.problems import LINE, NOTES, SHORT
from inventory.services.returning_request import ReturnItem, ReturnRequest


def held_parts(asset: Asset) -> list[Asset]:
    """Return the parts of a set that the holder of its main asset holds as well."""
    return [
        part
        for part in asset.parts
        if part.status == "issued" and (part.person_id, part.cell_id) == (asset.person_id, asset.cell_id)
    ]


class ReturnCheck:
    """Goes through a request once; afterwards `request` and `rows` are filled."""

    def __init__(
        self,
        session: Session,
        request: ReturnRequest,
        rows: Sequence[tuple[Asset, ReturnItem]],
        part_of: dict[int, str],
        tr: Translations,
        *,
        account: str,
    ) -> None:
        self.problems: list[Obstacle] = []
        self.warnings: list[Message] = []
        self.request = request
        self.rows = list(rows)
        self.part_of = part_of
        self.assets = [asset for asset, _ in rows]
        self.receiver = giver_or_account(session, request.receiver_id, account)
        # The movement that gave each asset to its holder; a correction of the place alone may come after it.
        self.issued: dict[int, Movement] = {}
        self.on = request.on or date.min
        self.place_id: int | None = None
        self.due: date | None = None
        self._session = session
        self.tr = tr
        self._account = account
        self._handed: dict[int, dict[str, bool]] = {}

    @property
    def holder_name(self) -> str:
        """Who returns; empty without assets."""
        return self.assets[0].custodian_name if self.assets else ""

    @property
    def days_late(self) -> int:
        """How many days after the agreed date it comes back."""
        return max((self.on - self.due).days, 0) if self.due is not None else 0

    def run(self, today: date) -> None:
        """Check and fill."""
        self.on = self.request.on or today
        if self.receiver is None:
            self._fault("receiver", GIVER_UNKNOWN, account=self._account)
        self._check_items()
        self._find_protocols()
        self._name_missing()
        self._fill_conditions()
        self._fill_findings()
        self._fill_place()
        self._check_lengths()
        if self.on > today:
            self.warnings.append(Message("The paper is dated {day}, which is still to come.", {"day": self.on}))
        receiver_id = self.receiver.id if self.receiver is not None else None
        self.request = replace(
            self.request, items=tuple(item for _, item in self.rows), receiver_id=receiver_id, on=self.on
        )

    def handed_over(self, asset: Asset) -> list[Accessory]:
        """Return the accessories that went with the asset; without a protocol those that are not missing."""
        handed = self._handed.get(asset.id, {})
        return [accessory for accessory in asset.accessories if handed.get(accessory.name, not accessory.missing)]

    def _fault(self, field: str, text: str, /, asset: Asset | None = None, way_out: str = "", **params: object) -> None:
        self.problems.append(Obstacle(field, Message(text, params), asset.id if asset is not None else None, way_out))

    def _check_items(self) -> None:
        if not self.rows:
            self._fault("items", "Add at least one asset.")
        holders: dict[tuple[int | None, int | None], str] = {}
        for asset in self.assets:
            if asset.status != "issued":
                self._fault("items", "{number} is not issued to anybody.", asset, number=asset.number)
            else:
                name = f"{asset.custodian_name or '–'} ({asset.number})"
                holders.setdefault((asset.person_id, asset.cell_id), name)
        if len(holders) > 1:
            self._fault(
                "items",
                "These assets are with several holders: {holders}. Make one return for each.",
                holders=", ".join(holders.values()),
            )

    def _find_protocols(self) -> None:
        for asset in self.assets:
            movement = handover_of(self._session, asset.id)
            if movement is not None and movement.document is not None:
                self.issued[asset.id] = movement
                data = restore("handover", movement.document.snapshot.encode("utf-8"))
                assert isinstance(data, HandoverData)
                listed = next((item for item in data.items if item.number == asset.number), None)
                self._handed[asset.id] = {a.name: a.handed_over for a in listed.accessories} if listed else {}
        self.due = min((asset.return_by for asset in self.assets if asset.return_by is not None), default=None)

    def _name_missing(self) -> None:
        words = fold(clean(self.request.missing))
        if not words:
            return
        for index, (asset, item) in enumerate(self.rows):
            named = [a.id for a in self.handed_over(asset) if fold(a.name) in words and a.id not in item.missing]
            self.rows[index] = (asset, replace(item, missing=(*item.missing, *named)))

    def _fill_conditions(self) -> None:
        unchanged = self.tr("no change")
        filled = False
        for index, (asset, item) in enumerate(self.rows):
            condition = clean(item.condition)
            if not condition and self.request.strict:
                self._fault("condition", "Choose the condition of {number}.", asset, number=asset.number)
            elif not condition:
                condition, filled = unchanged, True
            self.rows[index] = (asset, replace(item, condition=condition, remarks=clean(item.remarks)))
        if filled:
            self.warnings.append(Message("Condition was filled in: {text}.", {"text": unchanged}))

    def _fill_findings(self) -> None:
        request = self.request
        lacks = bool(request.missing) or any(item.missing for _, item in self.rows)
        if not request.strict and not lacks:
            nothing = self.tr.context("paper", "none")
            self.warnings.append(Message("Missing parts were filled in: {text}.", {"text": nothing}))
        if request.settled is not None:
            return
        if request.strict:
            self._fault("settled", "Say whether the holder's liability is settled.")
            return
        self.request = replace(request, settled=not lacks)
        word = self.tr.context("paper", "no") if lacks else self.tr.context("paper", "yes")
        self.warnings.append(Message("Settled was filled in: {text}.", {"text": word}))

    def _fill_place(self) -> None:
        self.place_id = self.request.place_id
        if self.place_id is None:
            self.place_id = self._session.scalars(select(Unit.store_place_id)).one()
        elif self._session.get(Place, self.place_id) is None:
            self._fault("place", "This place is no longer in the register.")

    def _check_lengths(self) -> None:
        names = ("missing", "damaged", "settled_note", "city")
        cleaned: dict[str, Any] = {name: clean(getattr(self.request, name)) for name in names}
        self.request = replace(self.request, **cleaned, remarks=clean(self.request.remarks, lines=True))
        values = [(name, text, SHORT if name == "city" else LINE) for name, text in cleaned.items()]
        values.append(("remarks", self.request.remarks, NOTES))
        for _, item in self.rows:
            values += [("condition", item.condition, LINE), ("item_remarks", item.remarks, LINE)]
        for field, text, longest in values:
            if len(text) > longest:
                self._fault(
                    field,
                    "The text has {length} characters; at most {longest} fit here.",
                    length=len(text),
                    longest=longest,
                )
