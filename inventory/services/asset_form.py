"""What is typed about an asset, and what is wrong or unusual about it, each at its field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Problem
from inventory.base.i18n import Money
from inventory.base.money import to_decimal, to_grosze
from inventory.base.text import clean, sort_key
from inventory.model.assets import Asset, Category
from inventory.model.organisation import Cell, Person, Place, Supplier
from inventory.services.asset_codes import check_ksef, check_kst, check_number, check_old_numbers, check_serial
from inventory.services.funding_split import ShareRequest, check_shares
from inventory.services.problems import LINE, NAME, Problems

_RATE = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?|zw|np", re.ASCII)
_TEXTS = ("manufacturer", "model", "condition", "invoice", "policy", "swop", "notes", "unit")
_DATES = ("purchased_on", "accepted_on", "warranty_until", "insured_until", "durability_until")


@dataclass(frozen=True, kw_only=True)
class AccessoryRequest:
    """A thing without a number that belongs to the asset; `id` where it is there already."""

    name: str
    quantity: int = 1
    missing: bool = False
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class LicenceRequest:
    """Software on the machine; `kind` is `oem` or `separate` (domain.md 2), `own_asset_id` its own record."""

    name: str
    kind: str = "oem"
    key: str = ""
    valid_until: date | None = None
    own_asset_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AssetRequest:
    """An asset as the form holds it; amounts are grosze.

    Without `id` a new one, whose empty `number` is the next of the pattern; `is_spare` says that it was scanned from
    a sticker printed ahead. `version` is the one that was read. `value_unknown` says that a missing gross value is
    meant (decision 2).
    """

    name: str
    category_id: int | None
    id: int | None = None
    version: int | None = None
    number: str = ""
    is_spare: bool = False
    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    condition: str = ""
    place_id: int | None = None
    person_id: int | None = None
    cell_id: int | None = None
    supplier_id: int | None = None
    invoice: str = ""
    purchased_on: date | None = None
    accepted_on: date | None = None
    production_year: int | None = None
    price_net: int | None = None
    vat_rate: str = ""
    vat: int | None = None
    price_gross: int | None = None
    value_unknown: bool = False
    kst: str = ""
    warranty_until: date | None = None
    insured_until: date | None = None
    policy: str = ""
    durability_until: date | None = None
    unit: str = "szt."
    set_id: int | None = None
    swop: str = ""
    ksef: str = ""
    notes: str = ""
    old_numbers: tuple[str, ...] = ()
    funding: tuple[ShareRequest, ...] = ()
    accessories: tuple[AccessoryRequest, ...] = ()
    licences: tuple[LicenceRequest, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckedAsset:
    """The outcome of a check: `columns` as the table holds them, faults and warnings at their fields."""

    columns: dict[str, Any] = field(default_factory=dict)
    old_numbers: tuple[str, ...] = ()
    problems: list[Problem]
    warnings: list[Problem]


def check_asset(session: Session, request: AssetRequest, *, today: date) -> CheckedAsset:
    """Check what is typed without saving it; nothing is raised for what a form can show."""
    problems = Problems()
    columns: dict[str, Any] = {name: problems.asset_text(name, getattr(request, name)) for name in _TEXTS}
    columns |= {name: getattr(request, name) for name in _DATES}
    columns["name"] = problems.needed("name", request.name, "Enter the name.", NAME)
    columns["name_key"] = sort_key(columns["name"])
    columns["unit"] = columns["unit"] or "szt."
    columns |= check_number(session, problems, request.id, request.number, is_spare=request.is_spare)
    columns |= _references(session, problems, request)
    columns |= check_serial(session, problems, request.id, request.serial)
    columns |= _money(problems, request)
    columns["kst"] = check_kst(session, problems, request.kst, request.category_id if request.id is None else None)
    columns["ksef"] = check_ksef(problems, request.ksef)
    _check_dates(problems, request, today)
    columns["production_year"] = _year(problems, request.production_year, today)
    columns["set_id"] = _set(session, problems, request)
    check_shares(problems, request.funding, request.price_gross)
    old_numbers = check_old_numbers(problems, request.old_numbers)
    _check_parts(problems, request)
    return CheckedAsset(columns=columns, old_numbers=old_numbers, problems=problems.faults, warnings=problems.warnings)


def _references(session: Session, problems: Problems, request: AssetRequest) -> dict[str, int | None]:
    if request.category_id is None:
        problems.fault("category", "Choose a category.")
    for name, model, value in (
        ("category", Category, request.category_id),
        ("place", Place, request.place_id),
        ("custodian", Person, request.person_id),
        ("custodian", Cell, request.cell_id),
        ("supplier", Supplier, request.supplier_id),
    ):
        if value is not None and session.get(model, value) is None:
            problems.fault(name, "What was chosen here is no longer in the register.")
    if request.person_id is not None and request.cell_id is not None:
        problems.fault("custodian", "Choose a person or a cell, not both.")
    return {name: getattr(request, name) for name in ("category_id", "place_id", "person_id", "cell_id", "supplier_id")}


def _money(problems: Problems, request: AssetRequest) -> dict[str, Any]:
    net, gross, vat = request.price_net, request.price_gross, request.vat
    if gross is None and not request.value_unknown:
        problems.fault("price_gross", "Enter the gross value, or tick that it is not known.")
    for name, value in (("price_net", net), ("vat", vat), ("price_gross", gross)):
        if value is not None and value < 0:
            problems.fault(name, "The value cannot be below zero.")
    rate = clean(request.vat_rate).casefold().removesuffix("%").replace(",", ".").strip().rstrip(".")
    if rate and not _RATE.fullmatch(rate):
        problems.fault(
            "vat_rate", "{value} is not a VAT rate. Use a rate such as 23%, zw or np.", value=request.vat_rate
        )
        rate = ""
    if net is not None and gross is not None:
        expected = _with_vat(net, rate, vat)
        if expected is not None and abs(expected - gross) > 1:
            problems.warn(
                "price_gross",
                "Net value and VAT make {expected}, not {gross}.",
                expected=Money(expected),
                gross=Money(gross),
            )
        elif gross < net:
            problems.warn("price_gross", "The gross value is below the net value.")
        vat = gross - net if vat is None else vat
    return {"price_net": net, "vat_rate": rate, "vat": vat, "price_gross": gross}


def _with_vat(net: int, rate: str, vat: int | None) -> int | None:
    if vat is not None:
        return net + vat
    if not rate:
        return None
    try:
        return net + to_grosze(to_decimal(net) * Decimal(rate) / 100)
    except InvalidOperation:
        # zw and np: no tax.
        return net


def _check_dates(problems: Problems, request: AssetRequest, today: date) -> None:
    bought = request.purchased_on
    for name in ("purchased_on", "accepted_on"):
        value = getattr(request, name)
        if value is not None and value > today:
            problems.warn(name, "This day is still to come.")
    if bought is None:
        return
    if request.warranty_until is not None and request.warranty_until < bought:
        problems.fault("warranty_until", "The warranty ends before it starts.")
    if request.insured_until is not None and request.insured_until < bought:
        problems.warn("insured_until", "The insurance ended before the purchase.")
    if request.accepted_on is not None and request.accepted_on < bought:
        problems.warn("accepted_on", "It was in use before it was bought.")


def _year(problems: Problems, year: int | None, today: date) -> int | None:
    if year is not None and not 1900 <= year <= today.year + 1:
        problems.fault("production_year", "Enter the year of production with four digits.")
    return year


def _set(session: Session, problems: Problems, request: AssetRequest) -> int | None:
    if request.set_id is None:
        return None
    main = session.get(Asset, request.set_id)
    if main is None:
        problems.fault("set", "What was chosen here is no longer in the register.")
    elif main.id == request.id:
        problems.fault("set", "An asset cannot be a part of itself.")
    elif main.set_id is not None:
        problems.fault(
            "set", "{number} is itself a part of a set. Choose the main asset of that set.", number=main.number
        )
    elif (
        request.id is not None
        and session.scalar(select(Asset.id).where(Asset.set_id == request.id).limit(1)) is not None
    ):
        problems.fault("set", "This asset has parts of its own, so it cannot be a part of another set.")
    return request.set_id


def _check_parts(problems: Problems, request: AssetRequest) -> None:
    for accessory in request.accessories:
        problems.needed("accessories", accessory.name, "Enter the name of the accessory.", LINE)
        if accessory.quantity < 1:
            problems.fault("accessories", "Enter how many there are, at least 1.")
    for licence in request.licences:
        problems.needed("licences", licence.name, "Enter the name of the software.", NAME)
        problems.text("licences", licence.key, LINE)
        if licence.kind not in {"oem", "separate"}:
            problems.fault("licences", "Choose OEM or a separate licence.")
