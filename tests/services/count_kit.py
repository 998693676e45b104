"""What tests of stock checks share: a count made, a code scanned in a place."""

from __future__ import annotations

from sqlalchemy import select

from inventory.base.i18n import translations
from inventory.model.organisation import Place
from inventory.services.counts import CountRequest, create_count
from inventory.services.scanning import ScanRequest, scan

EN = translations("en")


def made(register, name="Spis roczny 2025", **more):
    return register.do(lambda work: create_count(work, CountRequest(name=name, **more)))


def place(register, code):
    return register.look(lambda s: s.scalar(select(Place.id).where(Place.code == code)))


def scanned(register, count, code, at="A/012", uid=""):
    wanted = ScanRequest(
        count_id=count.id, code=code, place_id=place(register, at) if at else None, counter="Maria Lipowa", uid=uid
    )
    return register.writer.run("Scan", lambda quick: scan(quick, wanted)).value
