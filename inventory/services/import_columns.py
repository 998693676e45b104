"""Works out what the rows of a sheet set in the register, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from inventory.base.alike import for_each, for_each_given, picked, with_instead
from inventory.base.i18n import N_
from inventory.base.text import clean, fold, sort_key
from inventory.exchange.funding import Share
from inventory.exchange.rows import Assets
from inventory.services.import_funding import FundingPart, FundingReader
from inventory.services.import_words import Words, is_cell, known_as

SEVERAL = N_("{word} fits several records: {candidates}.")
_PLAIN = (
    "manufacturer", "model", "condition", "invoice", "purchased_on", "accepted_on", "price_net", "vat_rate",
    "price_gross", "kst", "warranty_until", "insured_until", "durability_until", "policy", "unit", "swop",
    "ksef", "notes",
)  # fmt: skip
_PLACE_IN_ROW = {"category": 0, "place": 1, "supplier": 2, "person": 3, "cell": 3, "source": 4, "project": 4}

# Takes what stands against a row: the row, the field, the text, the value and the parameters of the text.
Refuse = Callable[..., None]
# By kind and folded word: the word, how many rows have it, the first of them.
Unknown = dict[tuple[str, str], list[Any]]


@dataclass(kw_only=True)
class RowColumns:
    """Rows met with the register: their numbers in the sheet, the assets they tell of, and what each sets.

    `values` are columns of assets, None where a row sets nothing; `words` are folded words by the column whose id
    they lead to; a new asset takes `values` where a row has no word. `sets` are numbers of main assets, or "".
    """

    rows: list[int]
    asset_ids: list[int | None]
    values: dict[str, list[Any]]
    words: dict[str, list[str | None]]
    funding: list[list[FundingPart] | None]
    old_numbers: list[tuple[str, ...]]
    sets: list[str]

    def __len__(self) -> int:
        return len(self.rows)

    def kept(self, places: Sequence[int]) -> RowColumns:
        """Return the rows at these places."""
        return RowColumns(
            rows=picked(self.rows, places),
            asset_ids=picked(self.asset_ids, places),
            values={name: picked(column, places) for name, column in self.values.items()},
            words={name: picked(column, places) for name, column in self.words.items()},
            funding=picked(self.funding, places),
            old_numbers=picked(self.old_numbers, places),
            sets=picked(self.sets, places),
        )


class Meeting:
    """Meets the rows of one sheet with the words of the register; what it does not know is in `unknown`."""

    def __init__(self, words: Words, project: int | None, refuse: Refuse, *, new_sources: bool) -> None:
        self.without_category: list[int] = []
        self.without_project: Mapping[str, tuple[str, int]] = {}
        self._words = words
        self._refuse = refuse
        self._unknown: Unknown = {}
        self._funding = FundingReader(words, project, self._unknown, new_sources=new_sources)

    def meet(self, sheet: Assets, asset_ids: list[int | None]) -> RowColumns:
        """Return what the rows set."""
        given, rows = sheet.columns, sheet.row_numbers
        nothing: list[Any] = [None] * len(rows)
        values: dict[str, list[Any]] = {name: given[name] for name in _PLAIN if name in given}
        _add_keys(values, given)
        _add_vat(values)
        words: dict[str, list[str | None]] = {}
        for kind in ("category", "place", "supplier"):
            if kind in given:
                words[f"{kind}_id"] = self._met(kind, kind, rows, given[kind])
        values["category_id"] = self._categories(sheet, asset_ids, words.get("category_id", nothing))
        holders = given.get("custodian", nothing)
        words |= self._custodians(rows, holders)
        usual = [None if asset is not None else "issued" if holder is not None else "in_stock"
                 for asset, holder in zip(asset_ids, holders, strict=True)]  # fmt: skip
        values["status"] = [status or other for status, other in zip(given.get("status", nothing), usual, strict=True)]
        funding = self._paid(rows, asset_ids, given.get("funding", nothing), values)
        self.without_project = self._funding.without_project
        return RowColumns(
            rows=rows,
            asset_ids=asset_ids,
            values=values,
            words=words,
            funding=funding,
            old_numbers=with_instead(cast("list[tuple[str, ...] | None]", given.get("old_numbers", nothing)), ()),
            sets=with_instead(cast("list[str | None]", given.get("set", nothing)), ""),
        )

    @property
    def unknown(self) -> Unknown:
        """The words that the register does not know, as one meets them going down the rows."""
        return dict(sorted(self._unknown.items(), key=lambda item: (item[1][2], _PLACE_IN_ROW[item[0][0]])))

    def _met(self, kind: str, field: str, rows: Sequence[int], column: Sequence[Any]) -> list[str | None]:
        """Return the folded words of a column; what is ambiguous is refused, what is unknown is noted."""
        folded = for_each_given(partial(known_as, kind), column)
        different = {word for word in set(folded) if word is not None}
        ambiguous = self._words.ambiguous
        several = {word: ambiguous[kind, word] for word in different if (kind, word) in ambiguous}
        if several:
            for row, word, text in zip(rows, folded, column, strict=True):
                if word in several:
                    self._refuse(row, field, SEVERAL, text, word=text, candidates=several[word])
        missing = different - several.keys() - getattr(self._words, kind).keys()
        if missing:
            counts = Counter(folded)
            first = {word: place for place, word in zip(range(len(folded) - 1, -1, -1), reversed(folded), strict=True)}
            for word in missing:
                self._unknown[kind, word] = [column[first[word]], counts[word], rows[first[word]]]
        return folded

    def _categories(
        self, sheet: Assets, asset_ids: Sequence[int | None], words: Sequence[str | None]
    ) -> list[int | None]:
        """Return the categories of new assets whose rows name none: those of their KŚT symbols (decision 2)."""
        symbols = cast("list[str | None]", sheet.columns.get("kst", [None] * len(sheet)))
        found: list[int | None] = []
        for row, asset, word, symbol in zip(sheet.row_numbers, asset_ids, words, symbols, strict=True):
            if word is not None or asset is not None:
                found.append(None)
                continue
            known = self._words.kst_category.get(symbol or "")
            if known is None:
                self.without_category.append(row)
            found.append(known or self._words.no_category)
        return found

    def _custodians(self, rows: Sequence[int], holders: Sequence[Any]) -> dict[str, list[str | None]]:
        kinds = for_each_given(self._kind_of_holder, holders)
        return {
            f"{kind}_id": self._met(kind, "custodian", rows, [
                holder if found == kind else None for holder, found in zip(holders, kinds, strict=True)
            ])
            for kind in ("person", "cell") if kind in kinds
        }  # fmt: skip

    def _kind_of_holder(self, holder: str) -> str:
        if known_as("person", holder) in self._words.person:
            return "person"
        return "cell" if fold(clean(holder)) in self._words.cell or is_cell(holder) else "person"

    def _paid(
        self, rows: Sequence[int], asset_ids: Sequence[int | None], column: Sequence[Any], values: dict[str, list[Any]]
    ) -> list[list[FundingPart] | None]:
        """Return who paid, and let new assets of projects be durable as long as the project says."""
        nothing: list[Any] = [None] * len(rows)
        durable = list(values.get("durability_until", nothing))
        found: list[list[FundingPart] | None] = []
        gross = values.get("price_gross", nothing)
        for place, (row, shares, price) in enumerate(zip(rows, column, gross, strict=True)):
            parts = None
            if shares is not None:
                parts = self._funding.read(cast("tuple[Share, ...]", shares), row, price)
                if parts is None:
                    for text, value, params in self._funding.faults(shares):
                        self._refuse(row, "funding", text, value, **params)
                elif asset_ids[place] is None and durable[place] is None:
                    durable[place] = self._durability(parts)
            found.append(parts)
        values["durability_until"] = durable
        return found

    def _durability(self, parts: Sequence[FundingPart]) -> Any:
        project = next((part.project_id for part in parts if part.project_id is not None), None)
        return None if project is None else self._words.durability.get(project)


def _add_keys(values: dict[str, list[Any]], given: Mapping[str, list[Any]]) -> None:
    for name in ("number", "name", "serial"):
        if name in given:
            values[name] = given[name]
    for name in {"number", "serial"} & values.keys():
        values[f"{name}_folded"] = for_each_given(fold, values[name])
    for name in {"number", "name"} & values.keys():
        values[f"{name}_key"] = for_each_given(sort_key, values[name])


def _add_vat(values: dict[str, list[Any]]) -> None:
    """Work out the gross value where only the net one is told, and the tax between them."""
    if "price_net" not in values:
        return
    nothing: list[Any] = [None] * len(values["price_net"])
    gross, taxes = [], []
    rates = for_each(lambda rate: int(rate) if (rate or "").isdigit() else None, values.get("vat_rate", nothing))
    for net, rate, told in zip(values["price_net"], rates, values.get("price_gross", nothing), strict=True):
        price = told
        if price is None and net is not None and rate is not None:
            # Half up, as an invoice rounds the tax of a line.
            price = net + (net * rate * 2 + 100) // 200
        gross.append(price)
        taxes.append(price - net if net is not None and price is not None else None)
    values["price_gross"], values["vat"] = gross, taxes
