"""The fields of an asset: list, filters, form, import, export and command line follow from this table."""

from __future__ import annotations

from inventory.base.i18n import N_
from inventory.catalogue.field import Field, Kind

ASSET_FIELDS: tuple[Field, ...] = (
    Field(key="number", label=N_("Asset number"), kind=Kind.NUMBER, width=120, longest=32, default_column=True),
    Field(key="name", label=N_("Name"), kind=Kind.TEXT, width=240, longest=300, bulk_edit=True, default_column=True),
    Field(key="category", label=N_("Category"), kind=Kind.CATEGORY, width=140, bulk_edit=True),
    Field(key="manufacturer", label=N_("Manufacturer"), kind=Kind.TEXT, longest=500, bulk_edit=True),
    Field(key="model", label=N_("Model"), kind=Kind.TEXT, longest=500, bulk_edit=True),
    Field(key="serial", label=N_("Serial number"), kind=Kind.CODE, width=140, longest=100),
    Field(key="status", label=N_("Status"), kind=Kind.STATUS, width=126, default_column=True),
    Field(key="condition", label=N_("Condition"), kind=Kind.TEXT, longest=500, bulk_edit=True),
    Field(key="place", label=N_("Place"), kind=Kind.PLACE, width=150, default_column=True),
    Field(key="custodian", label=N_("Custodian"), kind=Kind.CUSTODIAN, width=160, default_column=True),
    Field(key="supplier", label=N_("Supplier"), kind=Kind.SUPPLIER, width=160, longest=300, bulk_edit=True),
    Field(key="invoice", label=N_("Invoice"), kind=Kind.CODE, longest=500, bulk_edit=True),
    Field(key="purchased_on", label=N_("Purchased on"), kind=Kind.DATE, width=100, bulk_edit=True),
    Field(key="accepted_on", label=N_("In use from"), kind=Kind.DATE, width=100, bulk_edit=True),
    Field(key="price_net", label=N_("Net value"), kind=Kind.MONEY, width=100),
    Field(key="vat_rate", label=N_("VAT rate"), kind=Kind.VAT, width=70, longest=10),
    Field(key="price_gross", label=N_("Gross value"), kind=Kind.MONEY, width=110, default_column=True),
    Field(key="kst", label=N_("KŚT symbol"), kind=Kind.CODE, width=80, longest=3, bulk_edit=True),
    Field(key="warranty_until", label=N_("Warranty until"), kind=Kind.DATE, width=100, bulk_edit=True),
    Field(key="insured_until", label=N_("Insured until"), kind=Kind.DATE, width=100, bulk_edit=True),
    Field(key="durability_until", label=N_("Durability until"), kind=Kind.DATE, width=100, bulk_edit=True),
    Field(key="policy", label=N_("Policy number"), kind=Kind.CODE, longest=500, bulk_edit=True),
    Field(key="quantity", label=N_("Quantity"), kind=Kind.COUNT, width=70),
    Field(key="unit", label=N_("Unit of measure"), kind=Kind.CODE, width=70, longest=32, bulk_edit=True),
    Field(key="set", label=N_("Part of set"), kind=Kind.ASSET, width=120),
    Field(key="old_numbers", label=N_("Old numbers"), kind=Kind.NUMBERS, width=140, longest=100),
    Field(key="swop", label=N_("SWOP number"), kind=Kind.CODE, longest=100),
    Field(key="ksef", label=N_("KSeF number"), kind=Kind.CODE, width=250, longest=100, bulk_edit=True),
    Field(key="notes", label=N_("Notes"), kind=Kind.NOTES, width=240, longest=20_000, bulk_edit=True),
    Field(key="funding", label=N_("Funding"), kind=Kind.FUNDING, width=130, default_column=True),
)

BY_KEY: dict[str, Field] = {field.key: field for field in ASSET_FIELDS}

# Short words that a query takes for longer ones (cli.md).
SHORT_WORDS = {
    "durability": "durability_until",
    "price": "price_gross",
    "source": "source",
    "project": "project",
    "person": "custodian",
    "warranty": "warranty_until",
    "insured": "insured_until",
}
