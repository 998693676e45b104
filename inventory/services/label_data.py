"""What stands on the labels of assets, read for many assets in flat memory, and which assets get none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.i18n import N_, Message, Translations
from inventory.labels.data import LabelData, StickerData
from inventory.labels.inks import COLOUR
from inventory.labels.template import DEFAULT_TEMPLATE, Template
from inventory.model.assets import GONE, Asset, Category
from inventory.model.organisation import Unit
from inventory.services.funding_labels import FundingLabels, Share, shares_of
from inventory.services.label_designs import Designs

CHUNK = 1_000
_WAS = {"disposed": N_("disposed"), "transferred": N_("transferred outside")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One label of an asset; without `data` the asset has none, and `reason` says why."""

    asset_id: int
    number: str
    name: str
    data: LabelData | None = None
    reason: Message | None = None


class LabelReader:
    """Reads the labels of one template; `faults` is what keeps funding labels from being printed.

    `ink` chooses the versions of logos.
    """

    def __init__(self, session: Session, template: Template, tr: Translations, *, ink: str = COLOUR) -> None:
        self._session, self._template = session, template
        unit = session.scalars(select(Unit).limit(1)).first()
        self._unit = (unit.short_name or unit.name, unit.name) if unit is not None else ("", "")
        self._funding = FundingLabels(session, template, self._unit, tr, ink=ink)

    @property
    def faults(self) -> tuple[Message, ...]:
        """What is missing so that the labels read so far can be printed."""
        return tuple(self._funding.faults)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What should be looked at before the labels read so far are printed."""
        return tuple(self._funding.warnings)

    def read(self, ids: Sequence[int], named: Collection[int] = ()) -> Iterator[Found]:
        """Yield the labels of assets in their order; those that are gone only where `named` has them.

        An id that is in the register no longer is passed over.
        """
        columns = (Asset.id, Asset.number, Asset.name, Asset.serial, Asset.status)
        for start in range(0, len(ids), CHUNK):
            chunk = list(ids[start : start + CHUNK])
            rows = {row.id: row for row in self._session.execute(select(*columns).where(Asset.id.in_(chunk)))}
            shares = shares_of(self._session, chunk)
            for asset_id in chunk:
                if asset_id in rows:
                    yield from self._labels(rows[asset_id], shares.get(asset_id, []), named)

    def _labels(self, row: Any, shares: list[Share], named: Collection[int]) -> Iterator[Found]:
        if row.status in GONE and row.id not in named:
            yield _found(row, reason=Message("It is {state}.", {"state": Message(_WAS[row.status])}))
        elif self._template.purpose == "asset":
            mark = self._funding.mark(shares)
            data = StickerData(
                number=row.number, unit_short=self._unit[0], name=row.name, serial=row.serial, source_mark=mark
            )
            yield _found(row, data)
        else:
            labels = self._funding.of(row.number, row.name, shares)
            if not labels:
                yield _found(row, reason=Message("No source of it wants a funding label."))
            for label in labels:
                yield _found(row, label)


def _found(row: Any, data: LabelData | None = None, reason: Message | None = None) -> Found:
    return Found(asset_id=row.id, number=row.number, name=row.name, data=data, reason=reason)


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
