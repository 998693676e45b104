"""Compares the rows of a sheet with the register: what would be added, changed, left, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.i18n import N_, Message, counted
from inventory.base.text import fold
from inventory.exchange.faults import Fault, Warning_, cell_name
from inventory.model.assets import Asset
from inventory.model.funding import AssetFunding
from inventory.services.finding import find_project
from inventory.services.import_columns import Meeting, RowColumns
from inventory.services.import_funding import FundingPart
from inventory.services.import_known import chunks, look_up
from inventory.services.import_request import ImportPlan, ImportRequest, Unknown
from inventory.services.import_words import Words, read_words

ALREADY = N_("The number {number} is in the register already. Choose to update it, or leave the row out.")
OLD_ALREADY = N_("The number {number} is an old number of {other}.")
SPARE = N_("The number {number} was printed ahead; only scanning its sticker gives it to an asset.")
NO_SET = N_("There is no asset with the number {number}, in the file or in the register.")
HELD = N_("{number} is held by a protocol. Take it back before an import changes its status, place or custodian.")
WITHOUT_PROJECT = N_("The source {code} names no project; its shares are recorded without one.")
WILL_BE_MADE = N_("{word} is not in the register and will be made.")
_CUSTODY = ("status", "place_id", "person_id", "cell_id")


@dataclass(slots=True)
class Planned:
    """One row that changes an asset: the columns it sets, its funding, old numbers and set."""

    row: int
    asset_id: int
    columns: dict[str, Any]
    funding: list[FundingPart] | None = None
    old_numbers: tuple[str, ...] = ()
    set_number: str = ""
    new_words: dict[str, str] = field(default_factory=dict)


class Planning:
    """One comparison; `new` and `changed` are the rows without a fault, the plan tells of all."""

    def __init__(self, session: Session, request: ImportRequest) -> None:
        self.session = session
        self.request = request
        self.words: Words = read_words(session, request.matches)
        self.changed: list[Planned] = []
        self.faults: list[Fault] = list(request.assets.faults)
        self.warnings: list[Warning_] = list(request.assets.warnings)
        self.unchanged = 0
        self._states: dict[int, str] = {}
        self._cells = {column.field: column for column in request.columns if column.field is not None}
        project = find_project(session, request.project).id if request.project else None
        self._meeting = Meeting(self.words, project, self._refuse, new_sources=request.new_sources)

    def run(self) -> ImportPlan:
        """Go through all rows and return what would happen."""
        sheet = self.request.assets.without(self.request.assets.faulty_rows)
        self._known = look_up(self.session, sheet, self.request.key)
        before = len(self.faults)
        numbers = cast("list[str | None]", sheet.columns.get("number", [None] * len(sheet)))
        places = [
            place
            for place, (row, number) in enumerate(zip(sheet.row_numbers, numbers, strict=True))
            if self._may_have(row, place, number)
        ]
        met = self._meeting.meet(sheet.at(places), [self._known.asset_ids[place] for place in places])
        self._check_sets(met)
        faulty = {fault.row for fault in self.faults[before:]}
        good = [place for place, row in enumerate(met.rows) if row not in faulty]
        self.new = met.kept([place for place in good if met.asset_ids[place] is None])
        self._drop_unchanged([self._planned(met, place) for place in good if met.asset_ids[place] is not None])
        self._states |= dict.fromkeys(self.new.rows, "new") | {planned.row: "changed" for planned in self.changed}
        self._warn_of_new()
        self.faults.sort(key=lambda fault: (fault.row, len(fault.cell), fault.cell))
        return ImportPlan(
            rows=len(self.request.assets),
            added=len(self.new),
            updated=len(self.changed),
            unchanged=self.unchanged,
            faults=tuple(self.faults),
            warnings=tuple(self.warnings),
            unknown=tuple(
                Unknown(field=k, word=word, rows=n, first_row=first)
                for (k, _), (word, n, first) in self._meeting.unknown.items()
            ),
            states=self._states,
        )

    def _may_have(self, row: int, place: int, number: str | None) -> bool:
        """Whether a row goes on with its number; else it was refused or left out."""
        folded = self._known.numbers[place]
        if number is None or folded is None:
            return True
        asset_id, owner = self._known.asset_ids[place], self._known.own.get(folded)
        if asset_id is not None and self.request.existing in ("fill", "replace"):
            if owner not in (None, asset_id):
                self._refuse(row, "number", ALREADY, number, number=number)
                return False
        elif owner is not None or asset_id is not None:
            if self.request.existing == "skip":
                self._same(row)
            else:
                self._refuse(row, self.request.key, ALREADY, number, number=number)
            return False
        former = self._known.former.get(folded)
        if former is not None and former[0] != asset_id:
            self._refuse(row, "number", OLD_ALREADY, number, number=number, other=former[1])
            return False
        if folded in self._known.spares:
            self._refuse(row, "number", SPARE, number, number=number)
            return False
        return True

    def _check_sets(self, met: RowColumns) -> None:
        for row, number in zip(met.rows, met.sets, strict=True):
            if number and not self._known.has_number(self.session, fold(number)):
                self._refuse(row, "set", NO_SET, number, number=number)

    def _planned(self, met: RowColumns, place: int) -> Planned:
        columns = {name: column[place] for name, column in met.values.items() if column[place] is not None}
        new_words = {}
        for name, words in met.words.items():
            word = words[place]
            if word is not None:
                columns[name] = self.words.known(name).get(word)
                if columns[name] is None:
                    new_words[name] = word
        for holder, other in (("person_id", "cell_id"), ("cell_id", "person_id")):
            if holder in columns:
                # One of the two holds an asset, never both.
                columns.setdefault(other, None)
        return Planned(
            row=met.rows[place],
            asset_id=cast(int, met.asset_ids[place]),
            columns=columns,
            funding=met.funding[place],
            old_numbers=met.old_numbers[place],
            set_number=fold(met.sets[place]),
            new_words=new_words,
        )

    def set_id(self, number: str, new: Mapping[str, int]) -> int | None:
        """Return the id of the main asset with a folded number, in the file or in the register."""
        return new.get(number) or self._known.own.get(number)

    def _drop_unchanged(self, rows: list[Planned]) -> None:
        """Leave of the updates only what differs from the register, with the values it replaces."""
        updates = {planned.asset_id: planned for planned in rows}
        kept: list[Planned] = []
        for chunk in chunks(list(updates)):
            assets = {asset.id: asset for asset in self.session.scalars(select(Asset).where(Asset.id.in_(chunk)))}
            funding: dict[int, list[tuple[int, int | None, int, int | None]]] = {}
            for part in self.session.scalars(
                select(AssetFunding).where(AssetFunding.asset_id.in_(chunk)).order_by(AssetFunding.position)
            ):
                funding.setdefault(part.asset_id, []).append((part.source_id, part.project_id, part.share, part.amount))
            for asset_id in chunk:
                planned, asset = updates[asset_id], assets[asset_id]
                planned.columns = self._differing(asset, planned.columns)
                if planned.funding is not None and [part[:4] for part in planned.funding] == funding.get(asset.id, []):
                    planned.funding = None
                if {fold(number) for number in planned.old_numbers} <= {old.number_folded for old in asset.old_numbers}:
                    planned.old_numbers = ()
                main = self._known.own.get(planned.set_number) if planned.set_number else asset.set_id
                if main == asset.set_id:
                    planned.set_number = ""
                if (
                    any(name in planned.columns for name in _CUSTODY)
                    and asset.status == "issued"
                    and self._by_paper(asset.id)
                ):
                    self._refuse(planned.row, self.request.key, HELD, asset.number, number=asset.number)
                elif (
                    planned.columns or planned.funding or planned.old_numbers or planned.set_number or planned.new_words
                ):
                    kept.append(planned)
                else:
                    self._same(planned.row)
        self.changed = sorted(kept, key=lambda planned: planned.row)

    def _differing(self, asset: Asset, columns: dict[str, Any]) -> dict[str, Any]:
        filling = self.request.existing == "fill"
        return {
            name: value
            for name, value in columns.items()
            if getattr(asset, name) != value and not (filling and getattr(asset, name) not in (None, ""))
        }

    def _same(self, row: int) -> None:
        self.unchanged += 1
        self._states[row] = "same"

    def _by_paper(self, asset_id: int) -> bool:
        from inventory.model.movements import Movement

        last = self.session.scalar(
            select(Movement.document_id).where(Movement.asset_id == asset_id).order_by(Movement.id.desc()).limit(1)
        )
        return last is not None

    def _warn_of_new(self) -> None:
        if self._meeting.without_category:
            message = counted(
                "{n} row names no category; its asset is recorded as “without category”.",
                "{n} rows name no category; their assets are recorded as “without category”.",
                len(self._meeting.without_category),
            )
            self.warnings.append(Warning_(row=self._meeting.without_category[0], message=message))
        for code, row in self._meeting.without_project.values():
            self.warnings.append(Warning_(row=row, message=Message(WITHOUT_PROJECT, {"code": code})))
        for word, _, first in self._meeting.unknown.values():
            self.warnings.append(Warning_(row=first, message=Message(WILL_BE_MADE, {"word": word})))

    def _refuse(self, row: int, key: str, text: str, value: str, **params: object) -> None:
        column = self._cells.get(key)
        name = column.name if column is not None else key
        cell = cell_name(row, column.index) if column is not None else ""
        self.faults.append(Fault(row=row, column=name, cell=cell, value=value, message=Message(text, params)))
