"""What stands on the labels of assets, read for many assets in flat memory, and which assets get none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.i18n import N_, Message, Translations
from inventory.labels.data import DrawnData, LabelData, StickerData
from inventory.labels.inks import COLOUR
from inventory.labels.template import DEFAULT_TEMPLATE, Template
from inventory.model.assets import GONE, Asset, Category
from inventory.model.organisation import Unit
from inventory.services.funding_labels import FundingLabels, Share, shares_of
from inventory.services.label_designs import Designs
from inventory.services.label_texts import LabelTexts

CHUNK = 1_000
_WAS = {"disposed": N_("disposed"), "transferred": N_("transferred outside")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The labels of an asset one after the other, `data` being empty where they were only counted.

    Without any, `reason` says why.
    """

    asset_id: int
    number: str
    name: str
    labels: int
    data: tuple[LabelData, ...] = ()
    reason: Message | None = None


class LabelReader:
    """Reads the labels of templates, of which an asset may have one after the other.

    `faults` is what keeps funding labels from being printed; `ink` chooses the versions of logos.
    """

    def __init__(self, session: Session, templates: Sequence[Template], tr: Translations, *, ink: str = COLOUR) -> None:
        self._session, self._templates = session, templates
        unit = session.scalars(select(Unit).limit(1)).first()
        self._unit = (unit.short_name or unit.name, unit.name) if unit is not None else ("", "")
        funding = next((one for one in templates if one.purpose == "funding"), templates[0])
        self._funding = FundingLabels(session, funding, self._unit, tr, ink=ink)
        drawing = next((one.layout.drawing for one in templates if one.layout.drawing is not None), None)
        self._texts = LabelTexts(session, drawing, self._unit, tr) if drawing is not None else None
        plain = any(one.layout.drawing is None for one in templates)
        self._wants_shares = plain or (self._texts is not None and self._texts.has_mark)

    @property
    def faults(self) -> tuple[Message, ...]:
        """What is missing so that the labels read so far can be printed."""
        return tuple(self._funding.faults)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What should be looked at before the labels read so far are printed."""
        return tuple(self._funding.warnings)

    def read(self, ids: Sequence[int], named: Collection[int] = ()) -> Iterator[Found]:
        """Yield assets in their order with their labels; those that are gone have some only where `named` has them.

        An id that is in the register no longer is passed over.
        """
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            texts = self._texts.read(chunk) if self._texts is not None else {}
            for row, shares in self._rows(chunk, shares=self._wants_shares):
                data = self._labels(row, shares, texts.get(row.id, {}))
                reason = self._reason(row, len(data), named)
                yield Found(
                    asset_id=row.id, number=row.number, name=row.name, labels=len(data), data=data, reason=reason
                )

    def count(self, ids: Sequence[int], named: Collection[int] = ()) -> Iterator[Found]:
        """Yield how many labels each asset has, without reading what stands on them."""
        stickers = sum(one.purpose == "asset" for one in self._templates)
        for row, shares in self._rows(ids, shares=stickers < len(self._templates)):
            labels = stickers
            if stickers < len(self._templates):
                labels += len(self._funding.wanted(shares))
            reason = self._reason(row, labels, named)
            yield Found(asset_id=row.id, number=row.number, name=row.name, labels=labels, reason=reason)

    def _rows(self, ids: Sequence[int], *, shares: bool) -> Iterator[tuple[Any, list[Share]]]:
        columns = (Asset.id, Asset.number, Asset.name, Asset.serial, Asset.status)
        for start in range(0, len(ids), CHUNK):
            chunk = list(ids[start : start + CHUNK])
            rows = {row.id: row for row in self._session.execute(select(*columns).where(Asset.id.in_(chunk)))}
            paid = shares_of(self._session, chunk) if shares else {}
            for asset_id in chunk:
                if asset_id in rows:
                    yield rows[asset_id], paid.get(asset_id, [])

    def _labels(self, row: Any, shares: list[Share], texts: Mapping[str, str]) -> tuple[LabelData, ...]:
        made: list[LabelData] = []
        for template in self._templates:
            if template.layout.drawing is not None:
                marked = {**texts, "source_mark": self._funding.mark(shares)} if shares else texts
                made.append(DrawnData(number=row.number, texts=marked))
            elif template.purpose == "asset":
                mark = self._funding.mark(shares)
                data = StickerData(
                    number=row.number, unit_short=self._unit[0], name=row.name, serial=row.serial, source_mark=mark
                )
                made.append(data)
            else:
                made += self._funding.of(row.number, row.name, shares)
        return tuple(made)

    @staticmethod
    def _reason(row: Any, labels: int, named: Collection[int]) -> Message | None:
        if row.status in GONE and row.id not in named:
            return Message("It is {state}.", {"state": Message(_WAS[row.status])})
        return None if labels else Message("No source of it wants a funding label.")


def usual_template(session: Session, ids: Sequence[int], known: Designs) -> Template:
    """Return the template that the categories of all these assets share, else 70 × 36 with QR (decision 25)."""
    keys: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        chunk = list(ids[start : start + CHUNK])
        query = select(Category.label_template).join(Asset, Asset.category_id == Category.id)
        keys.update(session.scalars(query.where(Asset.id.in_(chunk)).distinct()))
        if len(keys) > 1:
            return known.template(DEFAULT_TEMPLATE)
    try:
        found = known.template(keys.pop() if keys else DEFAULT_TEMPLATE)
    except NotFound:
        return known.template(DEFAULT_TEMPLATE)
    return found if found.purpose == "asset" else known.template(DEFAULT_TEMPLATE)
