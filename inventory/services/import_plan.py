"""Compares the rows of a sheet with the register: what would be added, changed, left, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.i18n import N_, Message, counted
from inventory.base.money import split
from inventory.base.text import clean, fold, sort_key
from inventory.exchange.faults import Fault, Warning_, cell_name
from inventory.exchange.funding import Share
from inventory.exchange.rows import AssetRow
from inventory.model.assets import Asset, OldNumber
from inventory.model.funding import AssetFunding
from inventory.services.finding import find_project
from inventory.services.import_request import ImportPlan, ImportRequest, Unknown
from inventory.services.import_words import Words, is_cell, known_as, read_words

ALREADY = N_("The number {number} is in the register already. Choose to update it, or leave the row out.")
OLD_ALREADY = N_("The number {number} is an old number of {other}.")
NO_SOURCE = N_("There is no funding source with the code {code} in the register.")
NO_PROJECT = N_("There is no project with the number {number} in the register.")
NO_SET = N_("There is no asset with the number {number}, in the file or in the register.")
SEVERAL = N_("{word} fits several records: {candidates}.")
HELD = N_("{number} is held by a protocol. Take it back before an import changes its status, place or custodian.")
WITHOUT_PROJECT = N_("The source {code} names no project; its shares are recorded without one.")
WILL_BE_MADE = N_("{word} is not in the register and will be made.")
_CHUNK = 500
_PLAIN = (
    "manufacturer", "model", "condition", "invoice", "purchased_on", "accepted_on", "price_net", "vat_rate", "price_gross",
    "kst", "warranty_until", "insured_until", "durability_until", "policy", "unit", "swop", "ksef", "notes",
)  # fmt: skip
_CUSTODY = ("status", "place_id", "person_id", "cell_id")


@dataclass(slots=True)
class Planned:
    """One row met with the register: the columns it sets, its funding, old numbers and the asset it updates."""

    row: int
    columns: dict[str, Any]
    funding: list[tuple[int | None, int | None, int, int | None, str, str]] | None = None
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
        self._without_project: dict[str, tuple[str, int]] = {}
        self._cells = {column.field: column for column in request.columns if column.field is not None}
        self._unknown: dict[tuple[str, str], list[Any]] = {}
        self._numbers: dict[str, int] = {}
        self._funding: dict[
            tuple[Share, ...], list[tuple[int | None, int | None, int, int | None, str, str]] | None
        ] = {}

    def run(self) -> ImportPlan:
        """Go through all rows and return what would happen."""
        faulty = self.request.assets.faulty_rows
        rows = list(self.request.assets.rows(without=faulty))
        self._known(rows)
        self._numbers_in_file = {fold(cast(str, row.values["number"])) for row in rows if "number" in row.values}
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

    def _known(self, rows: Sequence[AssetRow]) -> None:
        """Look up which rows tell of assets that are there already."""
        key = self.request.key
        column = {
            "number": Asset.number_folded,
            "serial": Asset.serial_folded,
            "swop": Asset.swop,
            "old_numbers": None,
        }[key]
        keys = [self._key(row) for row in rows]
        self._existing: dict[str, int] = {}
        self._own: dict[str, int] = {}
        self._former: dict[str, tuple[int, str]] = {}
        if column is not None:
            for chunk in _chunks(keys):
                self._existing.update(self.session.execute(select(column, Asset.id).where(column.in_(chunk))).all())
        numbers = [fold(cast(str, row.values["number"])) for row in rows if "number" in row.values]
        for chunk in _chunks(numbers):
            self._own.update(
                self.session.execute(select(Asset.number_folded, Asset.id).where(Asset.number_folded.in_(chunk))).all()
            )
        for chunk in _chunks(keys if key == "old_numbers" else numbers):
            found = (
                select(OldNumber.number_folded, OldNumber.asset_id, Asset.number)
                .join(Asset)
                .where(OldNumber.number_folded.in_(chunk))
            )
            for folded, asset, number in self.session.execute(found):
                self._former[folded] = (asset, number)
                if key == "old_numbers":
                    self._existing[folded] = asset

    def _key(self, row: AssetRow) -> str:
        value = row.values.get(self.request.key)
        if value is None:
            return ""
        text = cast("tuple[str, ...]", value)[0] if isinstance(value, tuple) else str(value)
        return text if self.request.key == "swop" else fold(text)

    def _row(self, row: AssetRow) -> Planned | None:
        values = row.values
        key = self._key(row)
        planned = Planned(row.row, {}, asset_id=self._existing.get(key) if key else None)
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
            self._check_set(planned, cast(str, values["set"]))
        return planned

    def _take_number(self, planned: Planned, values: dict[str, Any]) -> bool:
        number = values.get("number")
        if number is None:
            return True
        folded = fold(number)
        owner = self._own.get(folded)
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
        former = self._former.get(folded)
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
        if shares not in self._funding:
            self._funding[shares] = self._resolved(planned.row, shares)
        resolved = self._funding[shares]
        if resolved is None:
            self._source_faults(planned.row, shares)
            return
        gross = planned.columns.get("price_gross")
        if shares[0].amount is None and gross is not None:
            amounts: list[int | None] = list(split(gross, [share.share for share in shares]))
        else:
            amounts = [share.amount for share in shares]
        planned.funding = [
            (s, p, share, amount, code, no)
            for (s, p, share, _, code, no), amount in zip(resolved, amounts, strict=True)
        ]
        project = next((p for _, p, *_ in resolved if p is not None), None)
        until = self.words.durability.get(project) if project is not None else None
        if until is not None and planned.asset_id is None:
            planned.columns.setdefault("durability_until", cast(date, until))

    def _resolved(
        self, row: int, shares: Iterable[Share]
    ) -> list[tuple[int | None, int | None, int, int | None, str, str]] | None:
        found: list[tuple[int | None, int | None, int, int | None, str, str]] = []
        for share in shares:
            source = self.words.source.get(fold(share.source))
            project = self.words.project.get(fold(share.project)) if share.project else None
            if (source is None or (share.project and project is None)) and not self.request.new_sources:
                return None
            if source is None:
                self._unknown.setdefault(("source", fold(share.source)), [share.source, 0, row])
            if share.project and project is None:
                self._unknown.setdefault(("project", fold(share.project)), [share.project, 0, row])
            if not share.project:
                project = self._project_of(source, share.source, row)
            found.append((source, project, share.share, share.amount, fold(share.source), fold(share.project)))
        return found

    def _project_of(self, source: int | None, code: str, row: int) -> int | None:
        """Return the source's only project, else the one given for the whole file, else none (decision 6)."""
        projects = self.words.projects_of_source.get(source or 0, [])
        if self.project is not None or len(projects) == 1:
            return self.project if self.project is not None else projects[0]
        self._without_project.setdefault(fold(code), (code, row))
        return None

    def _source_faults(self, row: int, shares: Iterable[Share]) -> None:
        for share in shares:
            if fold(share.source) not in self.words.source:
                self._refuse(row, "funding", NO_SOURCE, share.source, code=share.source)
            elif share.project and fold(share.project) not in self.words.project:
                self._refuse(row, "funding", NO_PROJECT, share.project, number=share.project)

    def _check_set(self, planned: Planned, number: str) -> None:
        if planned.set_number in self._numbers_in_file or planned.set_number in self._own:
            return
        found = self.session.scalar(select(Asset.id).where(Asset.number_folded == planned.set_number))
        if found is None:
            self._refuse(planned.row, "set", NO_SET, number, number=number)
        else:
            self._own[planned.set_number] = found

    def set_id(self, planned: Planned, new: dict[str, int]) -> int | None:
        """Return the id of the main asset of a row, in the file or in the register."""
        return new.get(planned.set_number) or self._own.get(planned.set_number)

    def _drop_unchanged(self) -> None:
        """Leave of the updates only what differs from the register, with the values it replaces."""
        updates = {planned.asset_id: planned for planned in self.rows if planned.asset_id is not None}
        kept: list[Planned] = [planned for planned in self.rows if planned.asset_id is None]
        for chunk in _chunks(list(updates)):
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
                main = self._own.get(planned.set_number) if planned.set_number else asset.set_id
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
        for code, row in self._without_project.values():
            self.warnings.append(Warning_(row=row, message=Message(WITHOUT_PROJECT, {"code": code})))
        for word, _, first in self._unknown.values():
            self.warnings.append(Warning_(row=first, message=Message(WILL_BE_MADE, {"word": word})))

    def _refuse(self, row: int, key: str, text: str, value: str, **params: object) -> None:
        column = self._cells.get(key)
        name = column.name if column is not None else key
        cell = cell_name(row, column.index) if column is not None else ""
        self.faults.append(Fault(row=row, column=name, cell=cell, value=value, message=Message(text, params)))


def _chunks(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
