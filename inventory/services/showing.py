"""What `show` answers: the ASSET of cli.md with its components, movements, papers, labels and counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from inventory.services.asset_answers import asset_answer
from inventory.services.asset_details import AssetDetails, asset_details
from inventory.services.finding import find_asset


def show_asset(session: Session, code: str) -> dict[str, Any]:
    """Return one asset whole by any of its codes. Raises `NotFound`, and `Refused` where several have the code."""
    asset = find_asset(session, code, scanned=True)
    details = asset_details(session, asset.id)
    return {
        **asset_answer(session, asset.id),
        "components": [
            {"number": part.number, "name": part.name, "serial": part.serial or None, "status": part.status}
            for part in details.parts
        ],
        "accessories": [
            {"name": typed.name, "quantity": typed.quantity, "missing": typed.missing}
            for typed in details.form.accessories
        ],
        "licences": [
            {"name": typed.name, "kind": typed.kind, "valid_until": _day(typed.valid_until)}
            for typed in details.form.licences
        ],
        **_past(details),
    }


def _past(details: AssetDetails) -> dict[str, Any]:
    return {
        "movements": [
            {
                "date": step.on.isoformat(),
                "kind": step.kind,
                "document": step.document or None,
                "from_status": step.from_status,
                "to_status": step.to_status,
                "from_custodian": step.from_holder or None,
                "to_custodian": step.to_holder or None,
                "from_place": step.from_place or None,
                "to_place": step.to_place or None,
                "return_by": _day(step.return_by),
                "condition": step.condition or None,
                "missing": step.missing or None,
            }
            for step in details.movements
        ],
        "documents": [
            {
                "number": paper.number,
                "kind": paper.kind,
                "date": paper.document_date.isoformat(),
                "status": paper.state,
            }
            for paper in details.documents
        ],
        "labels_printed": [
            {
                "printed_at": label.printed_at.isoformat(),
                "template": label.template,
                "purpose": label.purpose,
                "copies": label.copies,
                "result": label.result,
            }
            for label in details.labels
        ],
        "counts": [
            {
                "count": counted.count,
                "as_at": counted.as_at.isoformat(),
                "scanned_at": counted.scanned_at.isoformat(),
                "outcome": counted.outcome,
                "place": counted.place or None,
            }
            for counted in details.counts
        ],
    }


def _day(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())
