"""How the columns of the journal are called when a change is told, and which records they point at."""

from __future__ import annotations

from typing import Any

from inventory.base.i18n import N_
from inventory.catalogue.assets import BY_KEY
from inventory.model.assets import Accessory, Asset, Attachment, Category, Licence, OldNumber
from inventory.model.funding import AssetFunding, FundingSource, Project
from inventory.model.organisation import Cell, Person, Place, Supplier

# Columns that only serve sorting, search and bookkeeping.
HIDDEN = frozenset({
    "id", "asset_id", "number_key", "number_folded", "name_key", "serial_folded", "code_folded", "path_key", "position",
    "created_at", "version", "recorded_at",
})  # fmt: skip
NAMED: dict[str, tuple[Any, Any]] = {
    "category_id": (Category, Category.name),
    "place_id": (Place, Place.code),
    "to_place_id": (Place, Place.code),
    "from_place_id": (Place, Place.code),
    "parent_id": (Place, Place.code),
    "cell_id": (Cell, Cell.name),
    "supplier_id": (Supplier, Supplier.name),
    "source_id": (FundingSource, FundingSource.code),
    "project_id": (Project, Project.number),
    "set_id": (Asset, Asset.number),
    "person_id": (Person, Person.last_name),
}
_LABELS = {
    "category_id": BY_KEY["category"].label,
    "place_id": BY_KEY["place"].label,
    "person_id": BY_KEY["custodian"].label,
    "cell_id": N_("Cell"),
    "supplier_id": BY_KEY["supplier"].label,
    "set_id": BY_KEY["set"].label,
    "source_id": N_("Funding source"),
    "project_id": N_("Project"),
    "share": N_("Share"),
    "amount": N_("Amount"),
    "in_set": N_("Goes with the set"),
    "return_by": N_("Return by"),
    "production_year": N_("Year of production"),
    "vat": N_("VAT amount"),
    "sticker_printed_at": N_("Sticker printed"),
    "sticker_stuck_at": N_("Sticker stuck on"),
    "sticker_fault": N_("Sticker to be replaced"),
    "funding_label_printed_at": N_("Funding label printed"),
    "last_counted_on": N_("Last counted"),
    "missing": N_("Missing"),
}
# Rows of these tables belong to an asset and stand in its history.
PARTS = (AssetFunding, OldNumber, Accessory, Licence, Attachment)
PART_LABELS = {
    "asset": N_("Asset"),
    "asset_funding": BY_KEY["funding"].label,
    "old_number": BY_KEY["old_numbers"].label,
    "accessory": N_("Accessory"),
    "licence": N_("Licence"),
    "attachment": N_("Photo or file"),
}


def label_of(column: str) -> str:
    """Return what a column is called, untranslated; its own name where it has no other."""
    known = BY_KEY.get(column)
    return _LABELS.get(column) or (known.label if known is not None else column)
