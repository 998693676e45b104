"""Made-up assets in any number, to try the program out: people, places and funding too, the same for the same seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from inventory.base.errors import Cancelled, Refused
from inventory.base.money import split
from inventory.base.paths import resources
from inventory.base.text import fold, sort_key
from inventory.model.assets import Asset, Category
from inventory.model.funding import AssetFunding, FundingSource
from inventory.model.movements import Movement
from inventory.services.made_up_people import Surroundings, make_surroundings
from inventory.services.numbering import NumberRun, number_run, numbers_taken
from inventory.store.bulk import Parts, columns_of, insert_columns
from inventory.store.late_indexes import late_indexes
from inventory.store.unit import Work

_CHUNK = 5000
_CACHE_KB = 131_072
MOST = 5_000_000
# No made-up thing is younger, so that a seed makes the same today and in a year.
_LAST_DAY = date(2025, 10, 31)
_DAYS = 12 * 365
_STATUSES = (("issued", 70), ("in_stock", 20), ("in_repair", 4), ("for_disposal", 3), ("disposed", 2), ("missing", 1))
_LETTERS = "ABCDEFGHJKLMNPRSTUWXYZ0123456789"


# Source, project, share, amount.
_Paid = list[tuple[int, int | None, int, int]]


@dataclass(kw_only=True)
class _Chunk:
    assets: list[dict[str, Any]] = field(default_factory=list)
    funding: list[_Paid] = field(default_factory=list)


def generate(work: Work, count: int, *, seed: int = 1, progress: Callable[[int], bool] | None = None) -> int:
    """Add `count` assets and return how many; `progress(done)` returns False to stop.

    They are written in chunks, so that memory does not grow with the number. Raises `Cancelled`, and `Refused`
    for a number that is out of reason.
    """
    if not 0 <= count <= MOST:
        raise Refused("Enter how many assets to add, from 0 to {most}.", most=MOST)
    random = Random(seed)  # noqa: S311 - nothing here is secret
    data = made_up()
    around = make_surroundings(work, random, data, count)
    maker = _Maker(work, random, data, around)
    # Indexes of many rows are built in memory, but not in more than this.
    work.connection().exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KB}")
    done = 0
    # The index of old numbers is asked for each chunk.
    with late_indexes(work, (Asset, AssetFunding, Movement), count):
        while done < count:
            size = min(_CHUNK, count - done)
            _write(work, maker.chunk(size))
            done += size
            if progress is not None and not progress(done):
                raise Cancelled("Stopped. Nothing was saved.")
    maker.keep_numbers(work)
    return count


def made_up() -> dict[str, Any]:
    """Return the words that made-up data is made of."""
    loaded: dict[str, Any] = json.loads((resources() / "register" / "made_up.json").read_text(encoding="utf-8"))
    return loaded


class _Maker:
    """Makes rows of assets, one chunk after another."""

    def __init__(self, work: Work, random: Random, data: dict[str, Any], around: Surroundings) -> None:
        self._work = work
        self._random = random
        self._data = data
        self._around = around
        self._now = work.now
        self._things = data["things"]
        self._weights = [thing[-1] for thing in self._things]
        self._states = [status for status, weight in _STATUSES for _ in range(weight)]
        self._categories = dict(work.execute(select(Category.code, Category.id)).all())
        self._rest = next(iter(self._categories.values()))
        self._sources = dict(work.execute(select(FundingSource.code, FundingSource.id)).all())
        self._runs: dict[str, NumberRun] = {}
        for kst in sorted({thing[1] for thing in self._things}):
            self._runs[kst] = number_run(work, kst=kst, on=_LAST_DAY)

    def chunk(self, size: int) -> _Chunk:
        """Return so many rows."""
        chunk = _Chunk()
        for thing in self._random.choices(self._things, self._weights, k=size):
            self._one(chunk, thing)
        self._number(chunk)
        return chunk

    def keep_numbers(self, work: Work) -> None:
        """Move the number sequences on."""
        for run in self._runs.values():
            run.keep(work)

    def _one(self, chunk: _Chunk, thing: list[Any]) -> None:
        random = self._random
        category, kst, name, maker, model, least, most, _weight = thing
        bought = _LAST_DAY - timedelta(days=random.randrange(_DAYS))
        net = random.randrange(least, most, 100)
        gross = net + _vat(net)
        status = random.choice(self._states)
        serial = f"{model[0].upper()}{bought:%y}-" + "".join(random.choices(_LETTERS, k=7))
        person = random.choice(self._around.people) if status == "issued" else None
        funding, project = self._paid(gross)
        marked = datetime(bought.year, bought.month, bought.day, 10, tzinfo=UTC) if random.random() < 0.9 else None
        chunk.assets.append({
            "number": "", "number_folded": "", "number_key": "",
            "name": name, "name_key": sort_key(name), "category_id": self._categories.get(category, self._rest),
            "manufacturer": maker, "model": model, "serial": serial, "serial_folded": fold(serial), "status": status,
            "condition": random.choice(("dobry", "dobry", "nowy", "dostateczny")),
            "place_id": person[1] if person else random.choice(self._around.places),
            "person_id": person[0] if person else None, "supplier_id": random.choice(self._around.suppliers),
            "invoice": f"FV {random.randrange(1, 900)}/{bought.year}", "purchased_on": bought,
            "accepted_on": bought + timedelta(days=random.randrange(20)), "price_net": net, "vat_rate": "23",
            "vat": gross - net, "price_gross": gross, "kst": kst, "warranty_until": bought + timedelta(days=730),
            "insured_until": date(2025, 12, 31) if project else None,
            "policy": f"PSE/{bought.year}/00418" if project else "",
            "durability_until": self._around.durability.get(project or 0),
            "notes": random.choice(self._data["notes"]),
            "return_by": bought + timedelta(days=4000) if person and random.random() < 0.02 else None,
            "sticker_printed_at": marked, "created_at": self._now,
        })  # fmt: skip
        chunk.funding.append(funding)

    def _number(self, chunk: _Chunk) -> None:
        """Give numbers, passing over those that the register has from elsewhere."""
        numbers = [self._runs[row["kst"]].next() for row in chunk.assets]
        taken = numbers_taken(self._work, map(fold, numbers))
        for row, number in zip(chunk.assets, numbers, strict=True):
            given = number
            while fold(given) in taken:
                given = self._runs[row["kst"]].next()
                taken |= numbers_taken(self._work, [fold(given)])
            row["number"], row["number_folded"], row["number_key"] = given, fold(given), sort_key(given)

    def _paid(self, gross: int) -> tuple[_Paid, int | None]:
        if self._random.random() < 0.4 and self._around.projects:
            project, shares = self._random.choice(self._around.projects)
        else:
            project, shares = None, [self._random.choice(self._data["plain_funding"])]
        amounts = split(gross, [share for _code, share in shares])
        rows = [
            (self._sources[code], project, share, amount) for (code, share), amount in zip(shares, amounts, strict=True)
        ]
        return rows, project


def _vat(net: int) -> int:
    return (net * 23 + 50) // 100


def _write(work: Work, chunk: _Chunk) -> None:
    funding = [
        {"source_id": source, "project_id": project, "share": share, "amount": amount, "position": position}
        for rows in chunk.funding
        for position, (source, project, share, amount) in enumerate(rows)
    ]
    movements = [
        {
            "kind": "opening", "recorded_at": work.now, "effective_on": row["accepted_on"],
            "to_status": row["status"], "to_person_id": row["person_id"], "to_place_id": row["place_id"],
            "return_by": row["return_by"],
        }
        for row in chunk.assets
    ]  # fmt: skip
    paid = [place for place, rows in enumerate(chunk.funding) for _ in rows]
    parts = [
        Parts(model=AssetFunding, owner="asset_id", places=paid, columns=columns_of(funding)),
        Parts(model=Movement, owner="asset_id", places=range(len(movements)), columns=columns_of(movements)),
    ]
    insert_columns(work, Asset, columns_of(chunk.assets), parts=parts)
