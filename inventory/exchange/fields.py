"""The fields that a sheet can carry, by the names that scripts know, with how each is read and written."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """How a cell of a field is read and written."""

    NUMBER = "number"
    LINE = "line"
    LINES = "lines"
    SERIAL = "serial"
    MONEY = "money"
    DATE = "date"
    VAT = "vat"
    FUNDING = "funding"
    STATUS = "status"
    COUNT = "count"
    NAMES = "names"
    INVOICE = "invoice"


FIELDS: dict[str, Kind] = {
    "number": Kind.NUMBER,
    "name": Kind.LINE,
    "category": Kind.LINE,
    "manufacturer": Kind.LINE,
    "model": Kind.LINE,
    "serial": Kind.SERIAL,
    "status": Kind.STATUS,
    "condition": Kind.LINE,
    "place": Kind.LINE,
    "custodian": Kind.LINE,
    "supplier": Kind.LINE,
    "invoice": Kind.INVOICE,
    "purchased_on": Kind.DATE,
    "accepted_on": Kind.DATE,
    "price_net": Kind.MONEY,
    "vat_rate": Kind.VAT,
    "price_gross": Kind.MONEY,
    "kst": Kind.LINE,
    "warranty_until": Kind.DATE,
    "insured_until": Kind.DATE,
    "durability_until": Kind.DATE,
    "policy": Kind.LINE,
    "quantity": Kind.COUNT,
    "unit": Kind.LINE,
    "set": Kind.NUMBER,
    "old_numbers": Kind.NAMES,
    "swop": Kind.LINE,
    "ksef": Kind.LINE,
    "notes": Kind.LINES,
    "funding": Kind.FUNDING,
}

# Longest texts (decision 2); a longer one is a fault at its cell, nothing is cut.
LONGEST = {"number": 32, "set": 32, "serial": 100, "name": 300, "notes": 20_000}
LONGEST_LINE = 500
