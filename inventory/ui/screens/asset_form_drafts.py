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
    """What a form held: its values, the parts of the set, files still to be kept and those taken off.

    The last three are those of many assets at once: how many, their serial numbers, whose the amounts are.
    """

    request: AssetRequest
    parts: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    removed: tuple[int, ...] = ()
    kept_at: datetime
    count: int = 0
    serials: tuple[str, ...] = ()
    whole_line: bool = False


# The form of many new assets; any other is that of one asset, None that of a new one.
MANY = "many"
Form = int | str | None


class Drafts:
    """The drafts of one register, one for each form."""

    def __init__(self, register: Path) -> None:
        name = hashlib.sha256(str(register.resolve()).encode()).hexdigest()[:16]
        self._folder = data_folder() / "drafts" / name

    def keep(self, form: Form, draft: Draft) -> bool:
        """Write a draft in one step; False where the folder cannot be written."""
        content = asdict(draft) | {"kept_at": draft.kept_at.isoformat()}
        text = json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat())
        try:
            with made_folder(self._folder, parents=True):
                write_atomically(self._path(form), text.encode("utf-8"))
        except Unavailable:
            return False
        return True

    def find(self, form: Form) -> Draft | None:
        """Return the draft of a form, None where there is none or it cannot be read."""
        try:
            content = json.loads(self._path(form).read_text(encoding="utf-8"))
            return Draft(
                request=_request(content["request"]),
                parts=tuple(content["parts"]),
                paths=tuple(content["paths"]),
                removed=tuple(content["removed"]),
                kept_at=datetime.fromisoformat(content["kept_at"]),
                count=int(content.get("count", 0)),
                serials=tuple(str(serial) for serial in content.get("serials", ())),
                whole_line=bool(content.get("whole_line")),
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def since(self, moment: datetime) -> list[tuple[Form, Draft]]:
        """Return the drafts kept since a moment with their forms, the newest first."""
        names = [path.stem for path in self._folder.glob("*.json")]
        keys: list[Form] = [int(name) for name in names if name.isdecimal()]
        keys += [{"new": None}.get(name, name) for name in names if name in {"new", MANY}]
        found = [(key, kept) for key in keys if (kept := self.find(key)) is not None and kept.kept_at >= moment]
        return sorted(found, key=lambda item: item[1].kept_at, reverse=True)

    def drop(self, form: Form) -> None:
        """Forget a draft."""
        with suppress(OSError):
            self._path(form).unlink(missing_ok=True)

    def _path(self, form: Form) -> Path:
        return self._folder / ("new.json" if form is None else f"{form}.json")


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
