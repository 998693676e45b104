"""The states of assets, papers and counts with their words; one table for screens, lists, papers and scripts."""

from __future__ import annotations

from inventory.base.i18n import N_, Translations

# Order is the order in which filters and charts show them.
ASSET_STATUSES: dict[str, str] = {
    "issued": N_("In use"),
    "in_stock": N_("In storage"),
    "in_repair": N_("In repair"),
    "for_disposal": N_("To dispose"),
    "missing": N_("Missing"),
    "transferred": N_("Transferred out"),
    "disposed": N_("Disposed"),
}
GONE_STATUSES = ("transferred", "disposed")

DOCUMENT_KINDS: dict[str, str] = {
    "handover": N_("Handover protocol"),
    "return": N_("Return protocol"),
    "acceptance": N_("Acceptance (OT)"),
    "relocation": N_("Relocation (MT)"),
    "transfer": N_("Transfer (PT)"),
    "disposal": N_("Disposal (LT)"),
    "count_order": N_("Count order"),
    "count_sheet": N_("Count sheet"),
    "count_statement": N_("Count statement"),
    "count_differences": N_("Difference list"),
    "count_settlement": N_("Settlement protocol"),
}
# The letters that begin the numbers of papers (print.md 11).
DOCUMENT_LETTERS = {
    "handover": "P",
    "return": "Z",
    "acceptance": "OT",
    "relocation": "MT",
    "transfer": "PT",
    "disposal": "LT",
    "count_order": "ZI",
    "count_sheet": "A",
    "count_statement": "OS",
    "count_differences": "ZR",
    "count_settlement": "RR",
}
DOCUMENT_STATES: dict[str, str] = {
    "draft": N_("Draft"),
    "issued": N_("Awaiting signature"),
    "signed": N_("Signed"),
    "cancelled": N_("Cancelled"),
}
MOVEMENT_KINDS: dict[str, str] = {
    "opening": N_("Entered in the register"),
    "correction": N_("Record corrected"),
    "status": N_("Status changed"),
    "handover": N_("Handed over"),
    "return": N_("Returned"),
    "cancellation": N_("Document cancelled"),
}
COUNT_STATES: dict[str, str] = {"open": N_("Open"), "closed": N_("Closed")}
COUNT_KINDS: dict[str, str] = {
    "annual": N_("Annual"),
    "handover": N_("Handover of duties"),
    "ad_hoc": N_("Ad hoc"),
    "control": N_("Control"),
}
OUTCOMES: dict[str, str] = {
    "found": N_("FOUND"),
    "counted": N_("COUNTED"),
    "other_place": N_("OTHER PLACE"),
    "already": N_("ALREADY COUNTED"),
    "unknown": N_("UNKNOWN CODE"),
    "not_in_scope": N_("OUT OF SCOPE"),
}


def status_word(status: str, tr: Translations) -> str:
    """Return the word of an asset's status."""
    return tr(ASSET_STATUSES[status])
