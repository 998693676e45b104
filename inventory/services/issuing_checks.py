"""What stands in the way of a handover, each obstacle at its field and with the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.base.errors import Problem
from inventory.base.i18n import N_, Message, Translations
from inventory.base.text import clean
from inventory.model.assets import CAN_BE_ISSUED, Asset
from inventory.model.organisation import Cell, Person, Place
from inventory.services import papers
from inventory.services.finding import person_of_account
from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.services.movements import last_movements, open_counts_of
from inventory.services.policies import own_purpose
from inventory.services.problems import LINE, NOTES, SHORT


@dataclass(frozen=True)
class Obstacle(Problem):
    """A fault of a handover; `asset_id` is the item concerned.

    `way_out` is what a form can offer: `return`, `count`, or nothing where the register has to be changed first.
    """

    asset_id: int | None = None
    way_out: str = ""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The assets of a handover in order, the request that names each of them, and what set brought which part."""

    request: IssueRequest
    ordered: list[Asset]
    part_of: dict[int, str]
    warnings: list[Message]


def brought_parts(asset: Asset) -> list[Asset]:
    """Return the parts that a main asset brings: those that still belong to what it brings and are in the register."""
    return [part for part in asset.parts if part.in_set and not part.is_gone]


def giver_or_account(session: Session, person_id: int | None, account: str) -> Person | None:
    """Return who acts: the person named, else the one whom the account is linked to (decision 1)."""
    return session.get(Person, person_id) if person_id is not None else person_of_account(session, account)


GIVER_UNKNOWN = N_(
    "Nobody is linked to the account {account}. Say who acts, or link the account to a person in the settings."
)


class IssueCheck:
    """Goes through a request once; afterwards `request` is filled and `problems` and `warnings` tell the rest."""

    def __init__(
        self,
        session: Session,
        request: IssueRequest,
        assets: Sequence[Asset],
        tr: Translations,
        *,
        account: str,
        today: date,
    ) -> None:
        self.problems: list[Obstacle] = []
        self.warnings: list[Message] = []
        self.on = request.on or today
        self.giver = giver_or_account(session, request.giver_id, account)
        self.receiver_name = ""
        self.receiver_holds = 0
        self.request = request
        self._session = session
        self._assets = assets
        self.tr = tr
        self._account = account
        self._today = today

    def run(self, warnings: Sequence[Message]) -> None:
        """Check and fill."""
        self._check_people()
        self._check_items()
        self.warnings.extend(warnings)
        self._check_terms()
        self._fill_purpose()
        self._fill_conditions()
        self._fill_place()
        self._warn_of_durability()
        self._check_lengths()
        giver_id = self.giver.id if self.giver is not None else None
        self.request = replace(self.request, giver_id=giver_id, on=self.on)

    def _fault(self, field: str, text: str, /, asset: Asset | None = None, way_out: str = "", **params: object) -> None:
        self.problems.append(Obstacle(field, Message(text, params), asset.id if asset is not None else None, way_out))

    def _check_people(self) -> None:
        request = self.request
        if self.giver is None:
            self._fault("giver", GIVER_UNKNOWN, account=self._account)
        person = self._session.get(Person, request.person_id) if request.person_id is not None else None
        cell = self._session.get(Cell, request.cell_id) if request.cell_id is not None else None
        if person is None and cell is None:
            self._fault("to", "Choose who takes the equipment.")
            return
        if person is not None:
            self.receiver_name, mine = person.full_name, Asset.person_id == person.id
        else:
            assert cell is not None
            self.receiver_name, mine = cell.name, Asset.cell_id == cell.id
        self.receiver_holds = (
            self._session.scalar(select(func.count()).select_from(Asset).where(mine, Asset.status == "issued")) or 0
        )
        if not (person or cell).active:  # type: ignore[union-attr]
            self._fault(
                "to", "{person} is marked as no longer active. Choose somebody else.", person=self.receiver_name
            )

    def _check_items(self) -> None:
        if not self._assets:
            self._fault("items", "Add at least one asset.")
        counts = open_counts_of(self._session, [asset.id for asset in self._assets])
        moved = last_movements(self._session, [asset.id for asset in self._assets])
        for asset in self._assets:
            if asset.status not in CAN_BE_ISSUED:
                self._refuse_status(asset)
            elif asset.id in counts and not self.request.count_reason:
                self._fault(
                    "items",
                    "{number} is in the open count {count}. Close the count first, or give a reason why it moves now.",
                    asset,
                    "count",
                    number=asset.number,
                    count=counts[asset.id],
                )
            last = moved.get(asset.id)
            if last is not None and last.effective_on > self.on:
                self.warnings.append(
                    Message(
                        "{number} last moved on {day}, which is later than this paper.",
                        {"number": asset.number, "day": last.effective_on},
                    )
                )
            lost = [accessory.name for accessory in asset.accessories if accessory.missing]
            if lost:
                self.warnings.append(
                    Message("{number} lacks: {what}.", {"number": asset.number, "what": ", ".join(lost)})
                )

    def _refuse_status(self, asset: Asset) -> None:
        number = asset.number
        if asset.status == "issued":
            self._fault(
                "items",
                "{number} is held by {person}. Take it back first.",
                asset,
                "return",
                number=number,
                person=asset.custodian_name or "–",
            )
        elif asset.status == "in_repair":
            self._fault("items", "{number} is in repair. Take it back from repair first.", asset, number=number)
        elif asset.status == "missing":
            self._fault("items", "{number} is marked as missing. Mark it as found first.", asset, number=number)
        elif asset.status == "for_disposal":
            self._fault(
                "items", "{number} is put up for disposal. Take it off the disposal list first.", asset, number=number
            )
        else:
            self._fault("items", "{number} has left the register and cannot be issued.", asset, number=number)

    def _check_terms(self) -> None:
        request = self.request
        if request.return_by is not None and request.return_by < self.on:
            self._fault("return_by", "The return date {day} is before the date of the paper.", day=request.return_by)
        if self.on > self._today:
            self.warnings.append(Message("The paper is dated {day}, which is still to come.", {"day": self.on}))

    def _fill_purpose(self) -> None:
        request = self.request
        if request.purpose or not any(asset.is_granted for asset in self._assets):
            return
        if request.strict:
            self._fault("purpose", "Enter the purpose: equipment of a project may only be used for it.")
        else:
            purpose = own_purpose(self._session) or self.tr("the purpose of the project")
            self.request = replace(request, purpose=purpose)
            self.warnings.append(Message("Purpose was filled in: {text}.", {"text": purpose}))

    def _fill_conditions(self) -> None:
        items: list[IssueItem] = []
        unchanged = self.tr("no change")
        filled = False
        for asset, item in zip(self._assets, self.request.items, strict=True):
            condition = clean(item.condition) or asset.condition
            if not condition and self.request.strict:
                self._fault("condition", "Choose the condition of {number}.", asset, number=asset.number)
            elif not condition:
                condition, filled = unchanged, True
            items.append(replace(item, condition=condition, remarks=clean(item.remarks)))
        if filled:
            self.warnings.append(Message("Condition was filled in: {text}.", {"text": unchanged}))
        self.request = replace(self.request, items=tuple(items))

    def _fill_place(self) -> None:
        request = self.request
        if request.place_id is not None:
            if self._session.get(Place, request.place_id) is None:
                self._fault("place", "This place is no longer in the register.")
        elif request.person_id is not None:
            person = self._session.get(Person, request.person_id)
            self.request = replace(request, place_id=person.place_id if person is not None else None)

    def _warn_of_durability(self) -> None:
        unknown = [asset.number for asset in self._assets if not papers.durability(asset)[1]]
        if unknown:
            self.warnings.append(
                Message("The durability period is not established: {numbers}.", {"numbers": ", ".join(unknown)})
            )

    def _check_lengths(self) -> None:
        request = replace(
            self.request,
            purpose=clean(self.request.purpose),
            basis=clean(self.request.basis),
            city=clean(self.request.city),
            remarks=clean(self.request.remarks, lines=True),
            count_reason=clean(self.request.count_reason),
        )
        fields = (
            ("purpose", request.purpose, LINE),
            ("basis", request.basis, LINE),
            ("city", request.city, SHORT),
            ("remarks", request.remarks, NOTES),
        )
        items = [
            (name, value, LINE)
            for item in request.items
            for name, value in (("condition", item.condition), ("item_remarks", item.remarks))
        ]
        for field, value, longest in (*fields, *items):
            if len(value) > longest:
                self._fault(
                    field,
                    "The text has {length} characters; at most {longest} fit here.",
                    length=len(value),
                    longest=longest,
                )
        self.request = request
