"""Drafts of the form in the user's data folder: what was typed survives a crash, a wrong click, a power cut."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from inventory.base.errors import Unavailable
from inventory.base.files import made_folder, write_atomically
from inventory.base.paths import data_folder
from inventory.services.asset_form import AccessoryRequest, AssetRequest, LicenceRequest
from inventory.services.funding_split import ShareRequest

_DAYS = frozenset({
    "purchased_on", "accepted_on", "warranty_until", "insured_until", "durability_until", "valid_until",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a form held: its values, the parts of the set, files still to be kept and those taken off."""

    request: AssetRequest
    parts: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    removed: tuple[int, ...] = ()
    kept_at: datetime


class Drafts:
    """The drafts of one register, one for each asset and one for a new one (None)."""

    def __init__(self, register: Path) -> None:
        name = hashlib.sha256(str(register.resolve()).encode()).hexdigest()[:16]
        self._folder = data_folder() / "drafts" / name

    def keep(self, asset_id: int | None, draft: Draft) -> bool:
        """Write a draft in one step; False where the folder cannot be written."""
        content = asdict(draft) | {"kept_at": draft.kept_at.isoformat()}
        text = json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat())
        try:
            with made_folder(self._folder, parents=True):
                write_atomically(self._path(asset_id), text.encode("utf-8"))
        except Unavailable:
            return False
        return True

    def find(self, asset_id: int | None) -> Draft | None:
        """Return the draft of an asset, None where there is none or it cannot be read."""
        try:
            content = json.loads(self._path(asset_id).read_text(encoding="utf-8"))
            return Draft(
                request=_request(content["request"]),
                parts=tuple(content["parts"]),
                paths=tuple(content["paths"]),
                removed=tuple(content["removed"]),
                kept_at=datetime.fromisoformat(content["kept_at"]),
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def since(self, moment: datetime) -> list[tuple[int | None, Draft]]:
        """Return the drafts kept since a moment with their assets, the newest first."""
        names = [path.stem for path in self._folder.glob("*.json")]
        keys = [None if name == "new" else int(name) for name in names if name == "new" or name.isdecimal()]
        found = [(key, kept) for key in keys if (kept := self.find(key)) is not None and kept.kept_at >= moment]
        return sorted(found, key=lambda item: item[1].kept_at, reverse=True)

    def drop(self, asset_id: int | None) -> None:
        """Forget a draft."""
        with suppress(OSError):
            self._path(asset_id).unlink(missing_ok=True)

    def _path(self, asset_id: int | None) -> Path:
        return self._folder / ("new.json" if asset_id is None else f"{asset_id}.json")


def draft(request: AssetRequest, parts: tuple[int, ...], paths: list[str], removed: list[int]) -> Draft:
    """Return a draft of now."""
    return Draft(request=request, parts=parts, paths=tuple(paths), removed=tuple(removed), kept_at=datetime.now(UTC))


def _request(content: dict[str, Any]) -> AssetRequest:
    values = _known(AssetRequest, content)
    values["old_numbers"] = tuple(values["old_numbers"])
    values["funding"] = tuple(ShareRequest(**_known(ShareRequest, share)) for share in values["funding"])
    values["accessories"] = tuple(AccessoryRequest(**_known(AccessoryRequest, one)) for one in values["accessories"])
    values["licences"] = tuple(LicenceRequest(**_known(LicenceRequest, one)) for one in values["licences"])
    return AssetRequest(**values)


def _known(kind: type[Any], content: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a kind of request with their days; what an older version wrote besides is left out."""
    names = {field.name for field in fields(kind)}
    return {
        name: date.fromisoformat(value) if name in _DAYS and value is not None else value
        for name, value in content.items()
        if name in names
    }
