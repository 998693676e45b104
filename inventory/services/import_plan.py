"""Compares the rows of a sheet with the register: what would be added, changed, left, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.i18n import N_, Message, counted
from inventory.base.text import clean, fold, sort_key
from inventory.exchange.faults import Fault, Warning_, cell_name
from inventory.exchange.funding import Share
from inventory.exchange.rows import AssetRow
from inventory.model.assets import Asset
from inventory.model.funding import AssetFunding
from inventory.services.finding import find_project
from inventory.services.import_funding import FundingPart, FundingReader
from inventory.services.import_known import chunks, look_up
from inventory.services.import_request import ImportPlan, ImportRequest, Unknown
from inventory.services.import_words import Words, is_cell, known_as, read_words

ALREADY = N_("The number {number} is in the register already. Choose to update it, or leave the row out.")
OLD_ALREADY = N_("The number {number} is an old number of {other}.")
NO_SET = N_("There is no asset with the number {number}, in the file or in the register.")
SEVERAL = N_("{word} fits several records: {candidates}.")
HELD = N_("{number} is held by a protocol. Take it back before an import changes its status, place or custodian.")
WITHOUT_PROJECT = N_("The source {code} names no project; its shares are recorded without one.")
WILL_BE_MADE = N_("{word} is not in the register and will be made.")
_PLAIN = (
    "manufacturer", "model", "condition", "invoice", "purchased_on", "accepted_on", "price_net", "vat_rate",
    "price_gross", "kst", "warranty_until", "insured_until", "durability_until", "policy", "unit", "swop",
    "ksef", "notes",
)  # fmt: skip
_CUSTODY = ("status", "place_id", "person_id", "cell_id")


@dataclass(slots=True)
class Planned:
    """One row met with the register: the columns it sets, its funding, old numbers and the asset it updates."""

    row: int
    columns: dict[str, Any]
    funding: list[FundingPart] | None = None
    old_numbers: tuple[str, ...] = ()
    set_number: str = ""
    new_words: dict[str, str] = field(default_factory=dict)
    asset_id: int | None = None


class Planning:
    """One comparison; `rows` are those without a fault, `plan` tells of all."""

    def __init__(self, session: Session, request: ImportRequest) -> None:
        self.session = session
        self.request = request
        self.words: Words = read_words(session, request.matches)
        self.project = find_project(session, request.project).id if request.project else None
        self.rows: list[Planned] = []
        self.faults: list[Fault] = list(request.assets.faults)
        self.warnings: list[Warning_] = list(request.assets.warnings)
        self.unchanged = 0
        self._states: dict[int, str] = {}
        self._without_category: list[int] = []
        self._cells = {column.field: column for column in request.columns if column.field is not None}
        self._unknown: dict[tuple[str, str], list[Any]] = {}
        self._funding = FundingReader(self.words, self.project, self._unknown, new_sources=request.new_sources)

    def run(self) -> ImportPlan:
        """Go through all rows and return what would happen."""
        faulty = self.request.assets.faulty_rows
        rows = list(self.request.assets.rows(without=faulty))
        self._known = look_up(self.session, rows, self.request.key)
        for row in rows:
            before = len(self.faults)
            planned = self._row(row)
            if len(self.faults) == before and planned is not None:
                self.rows.append(planned)
        self._drop_unchanged()
        added = sum(planned.asset_id is None for planned in self.rows)
        self._states |= {planned.row: "new" if planned.asset_id is None else "changed" for planned in self.rows}
        self._warn_of_new()
        self.faults.sort(key=lambda fault: (fault.row, len(fault.cell), fault.cell))
        return ImportPlan(
            rows=len(self.request.assets),
            added=added,
            updated=len(self.rows) - added,
            unchanged=self.unchanged,
            faults=tuple(self.faults),
            warnings=tuple(self.warnings),
            unknown=tuple(
                Unknown(field=k, word=word, rows=n, first_row=first)
                for (k, _), (word, n, first) in self._unknown.items()
            ),
            states=self._states,
        )

    def _row(self, row: AssetRow) -> Planned | None:
        values = row.values
        planned = Planned(row.row, {}, asset_id=self._known.asset_of(row))
        if not self._take_number(planned, values):
            return None
        name = cast(str, values["name"])
        columns = planned.columns
        columns["name"], columns["name_key"] = name, sort_key(name)
        if "serial" in values:
            columns["serial"] = values["serial"]
            columns["serial_folded"] = fold(cast(str, values["serial"]))
        for plain in _PLAIN:
            if plain in values:
                columns[plain] = values[plain]
        self._take_vat(columns)
        self._take_words(planned, values)
        self._take_custody(planned, values)
        self._take_funding(planned, values)
        planned.old_numbers = cast("tuple[str, ...]", values.get("old_numbers", ()))
        if "set" in values:
            planned.set_number = fold(cast(str, values["set"]))
            if not self._known.has_number(self.session, planned.set_number):
                self._refuse(planned.row, "set", NO_SET, cast(str, values["set"]), number=values["set"])
        return planned

    def _take_number(self, planned: Planned, values: dict[str, Any]) -> bool:
        number = values.get("number")
        if number is None:
            return True
        folded = fold(number)
        owner = self._known.own.get(folded)
        if planned.asset_id is not None and self.request.existing in ("fill", "replace"):
            if owner not in (None, planned.asset_id):
                self._refuse(planned.row, "number", ALREADY, number, number=number)
                return False
        elif owner is not None or planned.asset_id is not None:
            if self.request.existing == "skip":
                self._same(planned.row)
                return False
            self._refuse(planned.row, self.request.key, ALREADY, number, number=number)
            return False
        former = self._known.former.get(folded)
        if former is not None and former[0] != planned.asset_id:
            self._refuse(planned.row, "number", OLD_ALREADY, number, number=number, other=former[1])
            return False
        planned.columns |= {"number": number, "number_folded": folded, "number_key": sort_key(number)}
        return True

    @staticmethod
    def _take_vat(columns: dict[str, Any]) -> None:
        net, gross, rate = columns.get("price_net"), columns.get("price_gross"), columns.get("vat_rate", "")
        if gross is None and net is not None and rate.isdigit():
            # Half up, as an invoice rounds the tax of a line.
            columns["price_gross"] = gross = net + (net * int(rate) * 2 + 100) // 200
        if net is not None and gross is not None:
            columns["vat"] = gross - net

    def _take_words(self, planned: Planned, values: dict[str, Any]) -> None:
        columns = planned.columns
        for kind in ("category", "place", "supplier"):
            word = values.get(kind)
            if word is not None:
                columns[f"{kind}_id"] = self._word(planned, kind, word)
        if "category_id" not in columns and planned.asset_id is None:
            found = self.words.kst_category.get(values.get("kst", ""))
            columns["category_id"] = found or self.words.no_category
            if found is None:
                self._without_category.append(planned.row)

    def _take_custody(self, planned: Planned, values: dict[str, Any]) -> None:
        columns = planned.columns
        holder = values.get("custodian")
        if holder is not None:
            folded = fold(clean(holder))
            kind = (
                "person"
                if known_as("person", holder) in self.words.person
                else "cell"
                if folded in self.words.cell or is_cell(holder)
                else "person"
            )
            columns[f"{kind}_id"] = self._word(planned, kind, holder)
            columns["cell_id" if kind == "person" else "person_id"] = None
        status = values.get("status")
        if status is not None:
            columns["status"] = status
        elif planned.asset_id is None:
            columns["status"] = "issued" if holder is not None else "in_stock"

    def _word(self, planned: Planned, kind: str, word: str) -> int | None:
        folded = known_as(kind, word)
        if (kind, folded) in self.words.ambiguous:
            column = "custodian" if kind in ("person", "cell") else kind
            self._refuse(planned.row, column, SEVERAL, word, word=word, candidates=self.words.ambiguous[kind, folded])
            return None
        known: dict[str, int] = getattr(self.words, kind)
        if folded in known:
            return known[folded]
        entry = self._unknown.setdefault((kind, folded), [word, 0, planned.row])
        entry[1] += 1
        planned.new_words[f"{kind}_id"] = folded
        return None

    def _take_funding(self, planned: Planned, values: dict[str, Any]) -> None:
        shares = cast("tuple[Share, ...] | None", values.get("funding"))
        if shares is None:
            return
        parts = self._funding.read(shares, planned.row, planned.columns.get("price_gross"))
        if parts is None:
            for text, value, params in self._funding.faults(shares):
                self._refuse(planned.row, "funding", text, value, **params)
            return
        planned.funding = parts
        project = next((part.project_id for part in parts if part.project_id is not None), None)
        until = self.words.durability.get(project) if project is not None else None
        if until is not None and planned.asset_id is None:
            planned.columns.setdefault("durability_until", cast(date, until))

    def set_id(self, planned: Planned, new: dict[str, int]) -> int | None:
        """Return the id of the main asset of a row, in the file or in the register."""
        return new.get(planned.set_number) or self._known.own.get(planned.set_number)

    def _drop_unchanged(self) -> None:
        """Leave of the updates only what differs from the register, with the values it replaces."""
        updates = {planned.asset_id: planned for planned in self.rows if planned.asset_id is not None}
        kept: list[Planned] = [planned for planned in self.rows if planned.asset_id is None]
        for chunk in chunks(list(updates)):
            assets = {asset.id: asset for asset in self.session.scalars(select(Asset).where(Asset.id.in_(chunk)))}
            funding: dict[int, list[tuple[int, int | None, int, int | None]]] = {}
            for part in self.session.scalars(
                select(AssetFunding).where(AssetFunding.asset_id.in_(chunk)).order_by(AssetFunding.position)
            ):
                funding.setdefault(part.asset_id, []).append((part.source_id, part.project_id, part.share, part.amount))
            for asset_id in chunk:
                planned, asset = updates[asset_id], assets[cast(int, asset_id)]
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
        self.rows = sorted(kept, key=lambda planned: planned.row)

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
        if self._without_category:
            message = counted(
                "{n} row names no category; its asset is recorded as “without category”.",
                "{n} rows name no category; their assets are recorded as “without category”.",
                len(self._without_category),
            )
            self.warnings.append(Warning_(row=self._without_category[0], message=message))
        for code, row in self._funding.without_project.values():
            self.warnings.append(Warning_(row=row, message=Message(WITHOUT_PROJECT, {"code": code})))
        for word, _, first in self._unknown.values():
            self.warnings.append(Warning_(row=first, message=Message(WILL_BE_MADE, {"word": word})))

    def _refuse(self, row: int, key: str, text: str, value: str, **params: object) -> None:
        column = self._cells.get(key)
        name = column.name if column is not None else key
        cell = cell_name(row, column.index) if column is not None else ""
        self.faults.append(Fault(row=row, column=name, cell=cell, value=value, message=Message(text, params)))
