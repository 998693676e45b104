"""A second process: `python -m tests.services.worker issue|reserve|scan FILE FIRST LAST` prints what it did."""

from __future__ import annotations

import sys

from sqlalchemy import select

from inventory.base.i18n import translations
from inventory.model.assets import Asset
from inventory.model.organisation import Person
from inventory.services.counts import find_count
from inventory.services.issuing import issue
from inventory.services.issuing_request import IssueItem, IssueRequest
from inventory.services.scanning import ScanRequest, scan
from inventory.services.spare_numbers import numbers_of, reserve
from inventory.store.engine import register_engine
from inventory.store.quick import QuickWriter
from inventory.store.unit import reading, run_operation
from tests.services.small_register import ACCOUNT


def main(task, path, first, last):
    engine = register_engine(path)
    numbers = [f"K/{index:04d}" for index in range(int(first), int(last))]
    if task == "issue":
        for number in numbers:
            print(run_operation(engine, "Issue", lambda work: _issue(work, number), account=ACCOUNT).value, flush=True)  # noqa: B023, T201
    elif task == "reserve":
        for _ in numbers:
            print(*run_operation(engine, "Reserve", _reserve, account=ACCOUNT).value, flush=True)  # noqa: T201
    else:
        with reading(engine) as session:
            count = find_count(session, "Spis")
        writer = QuickWriter(path, ACCOUNT)
        for number in numbers:
            request = ScanRequest(count_id=count, code=number, counter=task)
            print(writer.run("Scan", lambda quick: scan(quick, request)).value.outcome, flush=True)  # noqa: B023, T201
        writer.close()
    engine.dispose()


def _reserve(work):
    batch = reserve(work, 3, on=work.now.date())
    return [number for _, number in numbers_of(work, batch)]


def _issue(work, number):
    asset = work.scalar(select(Asset).where(Asset.number == number))
    person = work.scalar(select(Person.id).where(Person.last_name == "Sosnowska"))
    request = IssueRequest(items=(IssueItem(asset_id=asset.id),), person_id=person, strict=False)
    return issue(work, request, translations("pl")).number


if __name__ == "__main__":
    main(*sys.argv[1:])
